package log // import "log"

import (
	"io"
)

type Logger struct{}

func (l *Logger) Print(v ...any)
func (l *Logger) Printf(format string, v ...any)
func (l *Logger) Println(v ...any)

//rowsclose:no-return process
func (l *Logger) Fatal(v ...any)

//rowsclose:no-return process
func (l *Logger) Fatalf(format string, v ...any)

//rowsclose:no-return process
func (l *Logger) Fatalln(v ...any)

//rowsclose:no-return goroutine
func (l *Logger) Panic(v ...any)

//rowsclose:no-return goroutine
func (l *Logger) Panicf(format string, v ...any)

//rowsclose:no-return goroutine
func (l *Logger) Panicln(v ...any)
func (l *Logger) Output(calldepth int, s string) error
func New(out io.Writer, prefix string, flag int) *Logger
func Default() *Logger

//rowsclose:no-return process
func Fatal(v ...any)

//rowsclose:no-return process
func Fatalf(format string, v ...any)

//rowsclose:no-return process
func Fatalln(v ...any)

//rowsclose:no-return goroutine
func Panic(v ...any)

//rowsclose:no-return goroutine
func Panicf(format string, v ...any)

//rowsclose:no-return goroutine
func Panicln(v ...any)
func Print(v ...any)
func Printf(format string, v ...any)
func Println(v ...any)
func Output(calldepth int, s string) error
