package logr // import "github.com/go-logr/logr"

import (
	"context"
)

type Logger struct{}

func (l Logger) GetSink() LogSink
func (l Logger) WithSink(sink LogSink) Logger
func (l Logger) Enabled() bool
func (l Logger) Info(msg string, keysAndValues ...any)
func (l Logger) Error(err error, msg string, keysAndValues ...any)
func (l Logger) V(level int) Logger
func (l Logger) GetV() int
func (l Logger) WithValues(keysAndValues ...any) Logger
func (l Logger) WithName(name string) Logger
func (l Logger) WithCallDepth(depth int) Logger
func (l Logger) WithCallStackHelper() (func(), Logger)
func (l Logger) IsZero() bool
func FromContext(ctx context.Context) (Logger, error)
func FromContextOrDiscard(ctx context.Context) Logger
func NewContext(ctx context.Context, logger Logger) context.Context
func Discard() Logger
func New(sink LogSink) Logger
