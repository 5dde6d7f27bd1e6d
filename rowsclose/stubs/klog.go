package klog // import "k8s.io/klog/v2"

//rowsclose:no-return process
func Fatal(args ...interface{})

//rowsclose:no-return process
func FatalDepth(depth int, args ...interface{})

//rowsclose:no-return process
func Fatalln(args ...interface{})

//rowsclose:no-return process
func FatallnDepth(depth int, args ...interface{})

//rowsclose:no-return process
func Fatalf(format string, args ...interface{})

//rowsclose:no-return process
func FatalfDepth(depth int, format string, args ...interface{})

//rowsclose:no-return process
func Exit(args ...interface{})

//rowsclose:no-return process
func ExitDepth(depth int, args ...interface{})

//rowsclose:no-return process
func Exitln(args ...interface{})

//rowsclose:no-return process
func ExitlnDepth(depth int, args ...interface{})

//rowsclose:no-return process
func Exitf(format string, args ...interface{})

//rowsclose:no-return process
func ExitfDepth(depth int, format string, args ...interface{})
