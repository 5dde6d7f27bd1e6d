package fmt // import "fmt"

//rowsclose:never-nil
func Errorf(format string, a ...any) (err error)
