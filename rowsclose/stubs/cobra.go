package cobra // import "github.com/spf13/cobra"

//rowsclose:may-exit process
//rowsclose:returns-when-nil msg
func CheckErr(msg interface{})
