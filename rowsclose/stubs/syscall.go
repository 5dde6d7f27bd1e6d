package syscall // import "syscall"

//rowsclose:no-return process
func Exit(code int)
