package assert // import "gotest.tools/assert"

import (
	gocmp "github.com/google/go-cmp/cmp"
)

type TestingT interface {
	FailNow()
	Fail()
	Log(args ...interface{})
}

type BoolOrComparison interface {
}

//rowsclose:may-exit goroutine
func Assert(t TestingT, comparison BoolOrComparison, msgAndArgs ...interface{})
func Check(t TestingT, comparison BoolOrComparison, msgAndArgs ...interface{}) bool

//rowsclose:returns-when-nil err
//rowsclose:may-exit goroutine
func NilError(t TestingT, err error, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Equal(t TestingT, x, y interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func DeepEqual(t TestingT, x, y interface{}, opts ...gocmp.Option)

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func Error(t TestingT, err error, message string, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func ErrorContains(t TestingT, err error, substring string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func ErrorType(t TestingT, err error, expected interface{}, msgAndArgs ...interface{})
