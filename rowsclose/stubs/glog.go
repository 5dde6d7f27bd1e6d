package glog // import "github.com/golang/glog"

import (
	"context"
)

//rowsclose:no-return process
func Fatal(args ...any)

//rowsclose:no-return process
func FatalDepth(depth int, args ...any)

//rowsclose:no-return process
func FatalDepthf(depth int, format string, args ...any)

//rowsclose:no-return process
func Fatalln(args ...any)

//rowsclose:no-return process
func Fatalf(format string, args ...any)

//rowsclose:no-return process
func FatalContext(ctx context.Context, args ...any)

//rowsclose:no-return process
func FatalContextf(ctx context.Context, format string, args ...any)

//rowsclose:no-return process
func FatalContextDepth(ctx context.Context, depth int, args ...any)

//rowsclose:no-return process
func FatalContextDepthf(ctx context.Context, depth int, format string, args ...any)

//rowsclose:no-return process
func Exit(args ...any)

//rowsclose:no-return process
func ExitDepth(depth int, args ...any)

//rowsclose:no-return process
func ExitDepthf(depth int, format string, args ...any)

//rowsclose:no-return process
func Exitln(args ...any)

//rowsclose:no-return process
func Exitf(format string, args ...any)

//rowsclose:no-return process
func ExitContext(ctx context.Context, args ...any)

//rowsclose:no-return process
func ExitContextf(ctx context.Context, format string, args ...any)

//rowsclose:no-return process
func ExitContextDepth(ctx context.Context, depth int, args ...any)

//rowsclose:no-return process
func ExitContextDepthf(ctx context.Context, depth int, format string, args ...any)
func V(level Level) Verbose
func VDepth(depth int, level Level) Verbose
func Info(args ...any)
func InfoDepth(depth int, args ...any)
func InfoDepthf(depth int, format string, args ...any)
func Infoln(args ...any)
func Infof(format string, args ...any)
func InfoContext(ctx context.Context, args ...any)
func InfoContextf(ctx context.Context, format string, args ...any)
func InfoContextDepth(ctx context.Context, depth int, args ...any)
func InfoContextDepthf(ctx context.Context, depth int, format string, args ...any)
func Warning(args ...any)
func WarningDepth(depth int, args ...any)
func WarningDepthf(depth int, format string, args ...any)
func Warningln(args ...any)
func Warningf(format string, args ...any)
func WarningContext(ctx context.Context, args ...any)
func WarningContextf(ctx context.Context, format string, args ...any)
func WarningContextDepth(ctx context.Context, depth int, args ...any)
func WarningContextDepthf(ctx context.Context, depth int, format string, args ...any)
func Error(args ...any)
func ErrorDepth(depth int, args ...any)
func ErrorDepthf(depth int, format string, args ...any)
func Errorln(args ...any)
func Errorf(format string, args ...any)
func ErrorContext(ctx context.Context, args ...any)
func ErrorContextf(ctx context.Context, format string, args ...any)
func ErrorContextDepth(ctx context.Context, depth int, args ...any)
func ErrorContextDepthf(ctx context.Context, depth int, format string, args ...any)

type Verbose bool

func (v Verbose) Info(args ...any)
func (v Verbose) InfoDepth(depth int, args ...any)
func (v Verbose) InfoDepthf(depth int, format string, args ...any)
func (v Verbose) Infoln(args ...any)
func (v Verbose) Infof(format string, args ...any)
func (v Verbose) InfoContext(ctx context.Context, args ...any)
func (v Verbose) InfoContextf(ctx context.Context, format string, args ...any)
func (v Verbose) InfoContextDepth(ctx context.Context, depth int, args ...any)
func (v Verbose) InfoContextDepthf(ctx context.Context, depth int, format string, args ...any)
