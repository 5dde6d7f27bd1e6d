// zerolog ends the process in the event's Msg, Msgf or Send; the call that starts the event is marked instead,
// since nothing but the event lies between them.

package zerolog // import "github.com/rs/zerolog"

import (
	"context"
	"io"
)

type Logger struct{}

func (l Logger) With() Context
func (l Logger) Level(lvl Level) Logger
func (l *Logger) Err(err error) *Event

//rowsclose:no-return process
func (l *Logger) Fatal() *Event

//rowsclose:no-return goroutine
func (l *Logger) Panic() *Event

type Event struct{}

func (e *Event) Msg(msg string)
func (e *Event) Send()
func (e *Event) Msgf(format string, v ...interface{})
func (e *Event) MsgFunc(createMsg func() string)
func (e *Event) Str(key, val string) *Event
func (e *Event) Err(err error) *Event
func (e *Event) Int(key string, i int) *Event
func (e *Event) Any(key string, i interface{}) *Event
func (e *Event) Interface(key string, i interface{}) *Event

type Context struct{}

func (c Context) Logger() Logger
func (c Context) Str(key, val string) Context
func (c Context) Err(err error) Context
func (c Context) Ctx(ctx context.Context) Context
func Ctx(ctx context.Context) *Logger
func New(w io.Writer) Logger
func Nop() Logger
