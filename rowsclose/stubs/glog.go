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
