package zap // import "go.uber.org/zap"

import (
	"go.uber.org/zap/zapcore"
)

type Logger struct{}

func (log *Logger) Sugar() *SugaredLogger
func (log *Logger) Named(s string) *Logger
func (log *Logger) WithOptions(opts ...Option) *Logger
func (log *Logger) With(fields ...Field) *Logger
func (log *Logger) WithLazy(fields ...Field) *Logger

//rowsclose:no-return goroutine
func (log *Logger) Panic(msg string, fields ...Field)

//rowsclose:no-return process
func (log *Logger) Fatal(msg string, fields ...Field)

type SugaredLogger struct{}

func (s *SugaredLogger) Desugar() *Logger
func (s *SugaredLogger) Named(name string) *SugaredLogger
func (s *SugaredLogger) WithOptions(opts ...Option) *SugaredLogger
func (s *SugaredLogger) With(args ...interface{}) *SugaredLogger
func (s *SugaredLogger) WithLazy(args ...interface{}) *SugaredLogger

//rowsclose:no-return goroutine
func (s *SugaredLogger) Panic(args ...interface{})

//rowsclose:no-return process
func (s *SugaredLogger) Fatal(args ...interface{})

//rowsclose:no-return goroutine
func (s *SugaredLogger) Panicf(template string, args ...interface{})

//rowsclose:no-return process
func (s *SugaredLogger) Fatalf(template string, args ...interface{})

//rowsclose:no-return goroutine
func (s *SugaredLogger) Panicw(msg string, keysAndValues ...interface{})

//rowsclose:no-return process
func (s *SugaredLogger) Fatalw(msg string, keysAndValues ...interface{})

//rowsclose:no-return goroutine
func (s *SugaredLogger) Panicln(args ...interface{})

//rowsclose:no-return process
func (s *SugaredLogger) Fatalln(args ...interface{})

type Field = zapcore.Field

type Option interface {
}

type Config struct{}

func (cfg Config) Build(opts ...Option) (*Logger, error)
func L() *Logger
func S() *SugaredLogger
func New(core zapcore.Core, options ...Option) *Logger
func NewNop() *Logger
func NewProduction(options ...Option) (*Logger, error)
func NewDevelopment(options ...Option) (*Logger, error)
func Must(logger *Logger, err error) *Logger
func NewExample(options ...Option) *Logger
