package runtime // import "runtime"

//rowsclose:no-return goroutine
func Goexit()
