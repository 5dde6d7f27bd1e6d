package zap // import "go.uber.org/zap"

import (
	"fmt"
	"log"

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
func (log *Logger) Log(lvl zapcore.Level, msg string, fields ...Field)
func (log *Logger) Debug(msg string, fields ...Field)
func (log *Logger) Info(msg string, fields ...Field)
func (log *Logger) Warn(msg string, fields ...Field)
func (log *Logger) Error(msg string, fields ...Field)
func (log *Logger) DPanic(msg string, fields ...Field)

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
func (s *SugaredLogger) Log(lvl zapcore.Level, args ...interface{})
func (s *SugaredLogger) Debug(args ...interface{})
func (s *SugaredLogger) Info(args ...interface{})
func (s *SugaredLogger) Warn(args ...interface{})
func (s *SugaredLogger) Error(args ...interface{})
func (s *SugaredLogger) DPanic(args ...interface{})
func (s *SugaredLogger) Logf(lvl zapcore.Level, template string, args ...interface{})
func (s *SugaredLogger) Debugf(template string, args ...interface{})
func (s *SugaredLogger) Infof(template string, args ...interface{})
func (s *SugaredLogger) Warnf(template string, args ...interface{})
func (s *SugaredLogger) Errorf(template string, args ...interface{})
func (s *SugaredLogger) DPanicf(template string, args ...interface{})
func (s *SugaredLogger) Logw(lvl zapcore.Level, msg string, keysAndValues ...interface{})
func (s *SugaredLogger) Debugw(msg string, keysAndValues ...interface{})
func (s *SugaredLogger) Infow(msg string, keysAndValues ...interface{})
func (s *SugaredLogger) Warnw(msg string, keysAndValues ...interface{})
func (s *SugaredLogger) Errorw(msg string, keysAndValues ...interface{})
func (s *SugaredLogger) DPanicw(msg string, keysAndValues ...interface{})
func (s *SugaredLogger) Logln(lvl zapcore.Level, args ...interface{})
func (s *SugaredLogger) Debugln(args ...interface{})
func (s *SugaredLogger) Infoln(args ...interface{})
func (s *SugaredLogger) Warnln(args ...interface{})
func (s *SugaredLogger) Errorln(args ...interface{})
func (s *SugaredLogger) DPanicln(args ...interface{})

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
func Reflect(key string, val interface{}) Field
func Stringer(key string, val fmt.Stringer) Field
func Object(key string, val zapcore.ObjectMarshaler) Field
func Inline(val zapcore.ObjectMarshaler) Field
func Dict(key string, val ...Field) Field
func Any(key string, value interface{}) Field
func NewStdLog(l *Logger) *log.Logger
func NewStdLogAt(l *Logger, level zapcore.Level) (*log.Logger, error)
