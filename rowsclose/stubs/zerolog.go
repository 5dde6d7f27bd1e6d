// zerolog ends the process in the event's Msg, Msgf or Send; the call that starts the event is marked instead,
// since nothing but the event lies between them.

package zerolog // import "github.com/rs/zerolog"

import (
	"context"
	"fmt"
	"io"
	"time"
)

type Logger struct{}

func (l Logger) With() Context
func (l Logger) Level(lvl Level) Logger
func (l *Logger) Err(err error) *Event

//rowsclose:no-return process
func (l *Logger) Fatal() *Event

//rowsclose:no-return goroutine
func (l *Logger) Panic() *Event
func (l Logger) WithContext(ctx context.Context) context.Context
func (l Logger) Output(w io.Writer) Logger
func (l *Logger) UpdateContext(update func(c Context) Context)
func (l Logger) Sample(s Sampler) Logger
func (l Logger) Hook(hooks ...Hook) Logger
func (l *Logger) Trace() *Event
func (l *Logger) Debug() *Event
func (l *Logger) Info() *Event
func (l *Logger) Warn() *Event
func (l *Logger) Error() *Event
func (l *Logger) WithLevel(level Level) *Event
func (l *Logger) Log() *Event
func (l *Logger) Print(v ...interface{})
func (l *Logger) Printf(format string, v ...interface{})
func (l *Logger) Println(v ...interface{})

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
func (e *Event) Enabled() bool
func (e *Event) Discard() *Event
func (e *Event) Fields(fields interface{}) *Event
func (e *Event) Dict(key string, dict *Event) *Event
func (e *Event) Array(key string, arr LogArrayMarshaler) *Event
func (e *Event) Object(key string, obj LogObjectMarshaler) *Event
func (e *Event) Func(f func(e *Event)) *Event
func (e *Event) EmbedObject(obj LogObjectMarshaler) *Event
func (e *Event) Strs(key string, vals []string) *Event
func (e *Event) Stringer(key string, val fmt.Stringer) *Event
func (e *Event) AnErr(key string, err error) *Event
func (e *Event) Stack() *Event
func (e *Event) Ctx(ctx context.Context) *Event
func (e *Event) Bool(key string, b bool) *Event
func (e *Event) Int64(key string, i int64) *Event
func (e *Event) Timestamp() *Event
func (e *Event) Time(key string, t time.Time) *Event
func (e *Event) Dur(key string, d time.Duration) *Event
func (e *Event) Type(key string, val interface{}) *Event
func (e *Event) Caller(skip ...int) *Event

type Context struct{}

func (c Context) Logger() Logger
func (c Context) Str(key, val string) Context
func (c Context) Err(err error) Context
func (c Context) Ctx(ctx context.Context) Context
func (c Context) Fields(fields interface{}) Context
func (c Context) Dict(key string, dict *Event) Context
func (c Context) Array(key string, arr LogArrayMarshaler) Context
func (c Context) Object(key string, obj LogObjectMarshaler) Context
func (c Context) EmbedObject(obj LogObjectMarshaler) Context
func (c Context) Strs(key string, vals []string) Context
func (c Context) Stringer(key string, val fmt.Stringer) Context
func (c Context) AnErr(key string, err error) Context
func (c Context) Bool(key string, b bool) Context
func (c Context) Int(key string, i int) Context
func (c Context) Int64(key string, i int64) Context
func (c Context) Timestamp() Context
func (c Context) Interface(key string, i interface{}) Context
func (c Context) Type(key string, val interface{}) Context
func (c Context) Any(key string, i interface{}) Context
func (c Context) Caller() Context
func (c Context) Stack() Context
func Ctx(ctx context.Context) *Logger
func New(w io.Writer) Logger
func Nop() Logger
func Dict() *Event
