package log // import "github.com/rs/zerolog/log"

import (
	"context"
	"io"

	"github.com/rs/zerolog"
)

func With() zerolog.Context

//rowsclose:no-return process
func Fatal() *zerolog.Event

//rowsclose:no-return goroutine
func Panic() *zerolog.Event
func Ctx(ctx context.Context) *zerolog.Logger
func Output(w io.Writer) zerolog.Logger
func Level(level zerolog.Level) zerolog.Logger
func Err(err error) *zerolog.Event
func Trace() *zerolog.Event
func Debug() *zerolog.Event
func Info() *zerolog.Event
func Warn() *zerolog.Event
func Error() *zerolog.Event
func WithLevel(level zerolog.Level) *zerolog.Event
func Log() *zerolog.Event
func Print(v ...interface{})
func Printf(format string, v ...interface{})

var Logger zerolog.Logger
