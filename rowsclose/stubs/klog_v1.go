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
func V(level Level) Verbose
func Info(args ...interface{})
func InfoDepth(depth int, args ...interface{})
func Infoln(args ...interface{})
func Infof(format string, args ...interface{})
func Warning(args ...interface{})
func WarningDepth(depth int, args ...interface{})
func Warningln(args ...interface{})
func Warningf(format string, args ...interface{})
func Error(args ...interface{})
func ErrorDepth(depth int, args ...interface{})
func Errorln(args ...interface{})
func Errorf(format string, args ...interface{})

type Verbose bool

func (v Verbose) Info(args ...interface{})
func (v Verbose) Infoln(args ...interface{})
func (v Verbose) Infof(format string, args ...interface{})
