package os // import "os"

//rowsclose:not-nil-when-true err
func IsExist(err error) bool

//rowsclose:not-nil-when-true err
func IsNotExist(err error) bool

//rowsclose:not-nil-when-true err
func IsPermission(err error) bool

//rowsclose:not-nil-when-true err
func IsTimeout(err error) bool

//rowsclose:no-return process
func Exit(code int)
