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
func LoggerWithValues(logger Logger, kv ...interface{}) Logger
func Format(obj interface{}) interface{}
func V(level Level) Verbose
func VDepth(depth int, level Level) Verbose
func InfoSDepth(depth int, msg string, keysAndValues ...interface{})
func Info(args ...interface{})
func InfoDepth(depth int, args ...interface{})
func Infoln(args ...interface{})
func InfolnDepth(depth int, args ...interface{})
func Infof(format string, args ...interface{})
func InfofDepth(depth int, format string, args ...interface{})
func InfoS(msg string, keysAndValues ...interface{})
func Warning(args ...interface{})
func WarningDepth(depth int, args ...interface{})
func Warningln(args ...interface{})
func WarninglnDepth(depth int, args ...interface{})
func Warningf(format string, args ...interface{})
func WarningfDepth(depth int, format string, args ...interface{})
func Error(args ...interface{})
func ErrorDepth(depth int, args ...interface{})
func Errorln(args ...interface{})
func ErrorlnDepth(depth int, args ...interface{})
func Errorf(format string, args ...interface{})
func ErrorfDepth(depth int, format string, args ...interface{})
func ErrorS(err error, msg string, keysAndValues ...interface{})
func ErrorSDepth(depth int, err error, msg string, keysAndValues ...interface{})

type Verbose struct{}

func (v Verbose) Info(args ...interface{})
func (v Verbose) InfoDepth(depth int, args ...interface{})
func (v Verbose) Infoln(args ...interface{})
func (v Verbose) InfolnDepth(depth int, args ...interface{})
func (v Verbose) Infof(format string, args ...interface{})
func (v Verbose) InfofDepth(depth int, format string, args ...interface{})
func (v Verbose) InfoS(msg string, keysAndValues ...interface{})
func (v Verbose) InfoSDepth(depth int, msg string, keysAndValues ...interface{})
func (v Verbose) Error(err error, msg string, args ...interface{})
func (v Verbose) ErrorS(err error, msg string, keysAndValues ...interface{})
