package hclog // import "github.com/hashicorp/go-hclog"

import (
	"context"
	"io"
	"log"
)

type Logger interface {
	Log(level Level, msg string, args ...interface{})
	Trace(msg string, args ...interface{})
	Debug(msg string, args ...interface{})
	Info(msg string, args ...interface{})
	Warn(msg string, args ...interface{})
	Error(msg string, args ...interface{})
	ImpliedArgs() []interface{}
	With(args ...interface{}) Logger
	Named(name string) Logger
	ResetNamed(name string) Logger
	StandardLogger(opts *StandardLoggerOptions) *log.Logger
	StandardWriter(opts *StandardLoggerOptions) io.Writer
}

func WithContext(ctx context.Context, logger Logger, args ...interface{}) context.Context
func FromContext(ctx context.Context) Logger
func Default() Logger
func L() Logger
func New(opts *LoggerOptions) Logger
func Fmt(str string, args ...interface{}) Format
func NewNullLogger() Logger
