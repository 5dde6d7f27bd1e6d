package logrus // import "github.com/sirupsen/logrus"

import (
	"context"
	"time"
)

type Logger struct {
	ExitFunc func(int)
}

func (logger *Logger) WithField(key string, value any) *Entry
func (logger *Logger) WithFields(fields Fields) *Entry
func (logger *Logger) WithError(err error) *Entry
func (logger *Logger) WithContext(ctx context.Context) *Entry
func (logger *Logger) WithTime(t time.Time) *Entry

//rowsclose:no-return process
func (logger *Logger) Fatalf(format string, args ...any)

//rowsclose:no-return goroutine
func (logger *Logger) Panicf(format string, args ...any)

//rowsclose:no-return process
func (logger *Logger) Fatal(args ...any)

//rowsclose:no-return goroutine
func (logger *Logger) Panic(args ...any)

//rowsclose:no-return process
func (logger *Logger) FatalFn(fn LogFunction)

//rowsclose:no-return goroutine
func (logger *Logger) PanicFn(fn LogFunction)

//rowsclose:no-return process
func (logger *Logger) Fatalln(args ...any)

//rowsclose:no-return goroutine
func (logger *Logger) Panicln(args ...any)

//rowsclose:no-return process
func (logger *Logger) Exit(code int)
func (logger *Logger) Logf(level Level, format string, args ...any)
func (logger *Logger) Tracef(format string, args ...any)
func (logger *Logger) Debugf(format string, args ...any)
func (logger *Logger) Infof(format string, args ...any)
func (logger *Logger) Printf(format string, args ...any)
func (logger *Logger) Warnf(format string, args ...any)
func (logger *Logger) Warningf(format string, args ...any)
func (logger *Logger) Errorf(format string, args ...any)
func (logger *Logger) Log(level Level, args ...any)
func (logger *Logger) LogFn(level Level, fn LogFunction)
func (logger *Logger) Trace(args ...any)
func (logger *Logger) Debug(args ...any)
func (logger *Logger) Info(args ...any)
func (logger *Logger) Print(args ...any)
func (logger *Logger) Warn(args ...any)
func (logger *Logger) Warning(args ...any)
func (logger *Logger) Error(args ...any)
func (logger *Logger) TraceFn(fn LogFunction)
func (logger *Logger) DebugFn(fn LogFunction)
func (logger *Logger) InfoFn(fn LogFunction)
func (logger *Logger) PrintFn(fn LogFunction)
func (logger *Logger) WarnFn(fn LogFunction)
func (logger *Logger) WarningFn(fn LogFunction)
func (logger *Logger) ErrorFn(fn LogFunction)
func (logger *Logger) Logln(level Level, args ...any)
func (logger *Logger) Traceln(args ...any)
func (logger *Logger) Debugln(args ...any)
func (logger *Logger) Infoln(args ...any)
func (logger *Logger) Println(args ...any)
func (logger *Logger) Warnln(args ...any)
func (logger *Logger) Warningln(args ...any)
func (logger *Logger) Errorln(args ...any)

type Entry struct {
	Logger *Logger
}

func (entry *Entry) WithError(err error) *Entry
func (entry *Entry) WithContext(ctx context.Context) *Entry
func (entry *Entry) WithField(key string, value any) *Entry
func (entry *Entry) WithFields(fields Fields) *Entry
func (entry *Entry) WithTime(t time.Time) *Entry

//rowsclose:no-return process
func (entry *Entry) Fatal(args ...any)

//rowsclose:no-return goroutine
func (entry *Entry) Panic(args ...any)

//rowsclose:no-return process
func (entry *Entry) Fatalf(format string, args ...any)

//rowsclose:no-return goroutine
func (entry *Entry) Panicf(format string, args ...any)

//rowsclose:no-return process
func (entry *Entry) Fatalln(args ...any)

//rowsclose:no-return goroutine
func (entry *Entry) Panicln(args ...any)
func (entry *Entry) Log(level Level, args ...any)
func (entry *Entry) Trace(args ...any)
func (entry *Entry) Debug(args ...any)
func (entry *Entry) Print(args ...any)
func (entry *Entry) Info(args ...any)
func (entry *Entry) Warn(args ...any)
func (entry *Entry) Warning(args ...any)
func (entry *Entry) Error(args ...any)
func (entry *Entry) Logf(level Level, format string, args ...any)
func (entry *Entry) Tracef(format string, args ...any)
func (entry *Entry) Debugf(format string, args ...any)
func (entry *Entry) Infof(format string, args ...any)
func (entry *Entry) Printf(format string, args ...any)
func (entry *Entry) Warnf(format string, args ...any)
func (entry *Entry) Warningf(format string, args ...any)
func (entry *Entry) Errorf(format string, args ...any)
func (entry *Entry) Logln(level Level, args ...any)
func (entry *Entry) Traceln(args ...any)
func (entry *Entry) Debugln(args ...any)
func (entry *Entry) Infoln(args ...any)
func (entry *Entry) Println(args ...any)
func (entry *Entry) Warnln(args ...any)
func (entry *Entry) Warningln(args ...any)
func (entry *Entry) Errorln(args ...any)

type FieldLogger interface {
	WithField(key string, value any) *Entry
	WithFields(fields Fields) *Entry
	WithError(err error) *Entry
	StdLogger
	DebugLogger
	InfoLogger
	WarnLogger
	ErrorLogger
	Warning(args ...any)
	Warningf(format string, args ...any)
	Warningln(args ...any)
}

type DebugLogger interface {
	Debug(args ...any)
	Debugf(format string, args ...any)
	Debugln(args ...any)
}

type InfoLogger interface {
	Info(args ...any)
	Infof(format string, args ...any)
	Infoln(args ...any)
}

type WarnLogger interface {
	Warn(args ...any)
	Warnf(format string, args ...any)
	Warnln(args ...any)
}

type ErrorLogger interface {
	Error(args ...any)
	Errorf(format string, args ...any)
	Errorln(args ...any)
}

type TraceLogger interface {
	Trace(args ...any)
	Tracef(format string, args ...any)
	Traceln(args ...any)
}

type Ext1FieldLogger interface {
	FieldLogger
	TraceLogger
}

type StdLogger interface {
	Print(args ...any)
	Printf(format string, args ...any)
	Println(args ...any)
	//rowsclose:no-return process
	Fatal(args ...any)
	//rowsclose:no-return process
	Fatalf(format string, args ...any)
	//rowsclose:no-return process
	Fatalln(args ...any)
	//rowsclose:no-return goroutine
	Panic(args ...any)
	//rowsclose:no-return goroutine
	Panicf(format string, args ...any)
	//rowsclose:no-return goroutine
	Panicln(args ...any)
}

type Fields map[string]any

//rowsclose:no-return process
func Exit(code int)
func NewEntry(logger *Logger) *Entry
func StandardLogger() *Logger
func WithError(err error) *Entry
func WithContext(ctx context.Context) *Entry
func WithField(key string, value any) *Entry
func WithFields(fields Fields) *Entry
func WithTime(t time.Time) *Entry

//rowsclose:no-return goroutine
func Panic(args ...any)

//rowsclose:no-return process
func Fatal(args ...any)

//rowsclose:no-return goroutine
func PanicFn(fn LogFunction)

//rowsclose:no-return process
func FatalFn(fn LogFunction)

//rowsclose:no-return goroutine
func Panicf(format string, args ...any)

//rowsclose:no-return process
func Fatalf(format string, args ...any)

//rowsclose:no-return goroutine
func Panicln(args ...any)

//rowsclose:no-return process
func Fatalln(args ...any)
func New() *Logger
func Trace(args ...any)
func Debug(args ...any)
func Print(args ...any)
func Info(args ...any)
func Warn(args ...any)
func Warning(args ...any)
func Error(args ...any)
func TraceFn(fn LogFunction)
func DebugFn(fn LogFunction)
func PrintFn(fn LogFunction)
func InfoFn(fn LogFunction)
func WarnFn(fn LogFunction)
func WarningFn(fn LogFunction)
func ErrorFn(fn LogFunction)
func Tracef(format string, args ...any)
func Debugf(format string, args ...any)
func Printf(format string, args ...any)
func Infof(format string, args ...any)
func Warnf(format string, args ...any)
func Warningf(format string, args ...any)
func Errorf(format string, args ...any)
func Traceln(args ...any)
func Debugln(args ...any)
func Println(args ...any)
func Infoln(args ...any)
func Warnln(args ...any)
func Warningln(args ...any)
func Errorln(args ...any)
