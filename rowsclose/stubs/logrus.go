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

type FieldLogger interface {
	WithField(key string, value any) *Entry
	WithFields(fields Fields) *Entry
	WithError(err error) *Entry
	StdLogger
	DebugLogger
	InfoLogger
	WarnLogger
	ErrorLogger
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
