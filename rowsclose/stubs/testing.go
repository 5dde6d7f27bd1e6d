package testing // import "testing"

import (
	"context"
	"io"
	"time"
)

type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	//rowsclose:defers 0
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	//rowsclose:no-return goroutine
	FailNow()
	Failed() bool
	//rowsclose:no-return goroutine
	Fatal(args ...any)
	//rowsclose:no-return goroutine
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	//rowsclose:no-return goroutine
	Skip(args ...any)
	//rowsclose:no-return goroutine
	SkipNow()
	//rowsclose:no-return goroutine
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	Context() context.Context
	Output() io.Writer
}

type common struct{}

func (c *common) Name() string
func (c *common) Fail()
func (c *common) Failed() bool

//rowsclose:no-return goroutine
func (c *common) FailNow()
func (c *common) Output() io.Writer
func (c *common) Log(args ...any)
func (c *common) Logf(format string, args ...any)
func (c *common) Error(args ...any)
func (c *common) Errorf(format string, args ...any)

//rowsclose:no-return goroutine
func (c *common) Fatal(args ...any)

//rowsclose:no-return goroutine
func (c *common) Fatalf(format string, args ...any)

//rowsclose:no-return goroutine
func (c *common) Skip(args ...any)

//rowsclose:no-return goroutine
func (c *common) Skipf(format string, args ...any)

//rowsclose:no-return goroutine
func (c *common) SkipNow()
func (c *common) Skipped() bool
func (c *common) Helper()

//rowsclose:defers f
func (c *common) Cleanup(f func())
func (c *common) ArtifactDir() string
func (c *common) TempDir() string
func (c *common) Setenv(key, value string)
func (c *common) Chdir(dir string)
func (c *common) Context() context.Context
func (c *common) Attr(key, value string)

type T struct {
	common
}

func (t *T) Parallel()
func (t *T) Setenv(key, value string)
func (t *T) Chdir(dir string)

func (t *T) Run(name string, f func(t *T)) bool
func (t *T) Deadline() (deadline time.Time, ok bool)

type B struct {
	common
}

func (b *B) StartTimer()
func (b *B) StopTimer()
func (b *B) ResetTimer()
func (b *B) SetBytes(n int64)
func (b *B) ReportAllocs()
func (b *B) Elapsed() time.Duration
func (b *B) ReportMetric(n float64, unit string)
func (b *B) Loop() bool

func (b *B) Run(name string, f func(b *B)) bool

func (b *B) RunParallel(body func(*PB))
func (b *B) SetParallelism(p int)

type F struct {
	common
}

func (f *F) Helper()
func (f *F) Fail()
func (f *F) Skipped() bool
func (f *F) Add(args ...any)

func (f *F) Fuzz(ff any)

type M struct{}

func (m *M) Run() (code int)

type PB struct{}

func (pb *PB) Next() bool
