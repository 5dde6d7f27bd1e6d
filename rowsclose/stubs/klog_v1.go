package klog // import "k8s.io/klog"

//rowsclose:no-return process
func Fatal(args ...interface{})

//rowsclose:no-return process
func FatalDepth(depth int, args ...interface{})

//rowsclose:no-return process
func Fatalln(args ...interface{})

//rowsclose:no-return process
func Fatalf(format string, args ...interface{})

//rowsclose:no-return process
func Exit(args ...interface{})

//rowsclose:no-return process
func ExitDepth(depth int, args ...interface{})

//rowsclose:no-return process
func Exitln(args ...interface{})

//rowsclose:no-return process
func Exitf(format string, args ...interface{})
