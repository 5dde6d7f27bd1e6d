// A logger reads what it is given: nothing passes through it, and nothing ends in it.

package slog // import "log/slog"

import (
	"context"
	"log"
)

type Logger struct{}

func (l *Logger) With(args ...any) *Logger
func (l *Logger) WithGroup(name string) *Logger
func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any)
func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr)
func (l *Logger) Debug(msg string, args ...any)
func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any)
func (l *Logger) Info(msg string, args ...any)
func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any)
func (l *Logger) Warn(msg string, args ...any)
func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any)
func (l *Logger) Error(msg string, args ...any)
func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any)

type Attr struct{}

type Value struct{}

func Group(key string, args ...any) Attr
func GroupAttrs(key string, attrs ...Attr) Attr
func Any(key string, value any) Attr
func Default() *Logger
func SetDefault(l *Logger)
func New(h Handler) *Logger
func With(args ...any) *Logger
func NewLogLogger(h Handler, level Level) *log.Logger
func Debug(msg string, args ...any)
func DebugContext(ctx context.Context, msg string, args ...any)
func Info(msg string, args ...any)
func InfoContext(ctx context.Context, msg string, args ...any)
func Warn(msg string, args ...any)
func WarnContext(ctx context.Context, msg string, args ...any)
func Error(msg string, args ...any)
func ErrorContext(ctx context.Context, msg string, args ...any)
func Log(ctx context.Context, level Level, msg string, args ...any)
func LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr)
func GroupValue(as ...Attr) Value
func AnyValue(v any) Value
