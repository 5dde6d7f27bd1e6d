package require // import "github.com/stretchr/testify/require"

import (
	"net/http"
	"net/url"
	"time"

	"github.com/stretchr/testify/assert"
)

type TestingT interface {
	Errorf(format string, args ...interface{})
	FailNow()
}

type Assertions struct{}

//rowsclose:may-exit goroutine
func (a *Assertions) Condition(comp assert.Comparison, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Conditionf(comp assert.Comparison, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Contains(s interface{}, contains interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Containsf(s interface{}, contains interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) DirExists(path string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) DirExistsf(path string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) ElementsMatch(listA interface{}, listB interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) ElementsMatchf(listA interface{}, listB interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Empty(object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Emptyf(object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Equal(expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns theError
//rowsclose:may-exit goroutine
func (a *Assertions) EqualError(theError error, errString string, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns theError
//rowsclose:may-exit goroutine
func (a *Assertions) EqualErrorf(theError error, errString string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) EqualExportedValues(expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) EqualExportedValuesf(expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) EqualValues(expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) EqualValuesf(expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Equalf(expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:returns-when-not-nil err
//rowsclose:may-exit goroutine
func (a *Assertions) Error(err error, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func (a *Assertions) ErrorAs(err error, target interface{}, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func (a *Assertions) ErrorAsf(err error, target interface{}, msg string, args ...interface{})

//rowsclose:not-nil-when-returns theError
//rowsclose:may-exit goroutine
func (a *Assertions) ErrorContains(theError error, contains string, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns theError
//rowsclose:may-exit goroutine
func (a *Assertions) ErrorContainsf(theError error, contains string, msg string, args ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func (a *Assertions) ErrorIs(err error, target error, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func (a *Assertions) ErrorIsf(err error, target error, msg string, args ...interface{})

//rowsclose:returns-when-not-nil err
//rowsclose:may-exit goroutine
func (a *Assertions) Errorf(err error, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Eventually(condition func() bool, waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) EventuallyWithT(condition func(collect *assert.CollectT), waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) EventuallyWithTf(condition func(collect *assert.CollectT), waitFor time.Duration, tick time.Duration, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Eventuallyf(condition func() bool, waitFor time.Duration, tick time.Duration, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Exactly(expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Exactlyf(expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:no-return goroutine
func (a *Assertions) Fail(failureMessage string, msgAndArgs ...interface{})

//rowsclose:no-return goroutine
func (a *Assertions) FailNow(failureMessage string, msgAndArgs ...interface{})

//rowsclose:no-return goroutine
func (a *Assertions) FailNowf(failureMessage string, msg string, args ...interface{})

//rowsclose:no-return goroutine
func (a *Assertions) Failf(failureMessage string, msg string, args ...interface{})

//rowsclose:returns-when-false value
//rowsclose:may-exit goroutine
func (a *Assertions) False(value bool, msgAndArgs ...interface{})

//rowsclose:returns-when-false value
//rowsclose:may-exit goroutine
func (a *Assertions) Falsef(value bool, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) FileExists(path string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) FileExistsf(path string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Greater(e1 interface{}, e2 interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) GreaterOrEqual(e1 interface{}, e2 interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) GreaterOrEqualf(e1 interface{}, e2 interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Greaterf(e1 interface{}, e2 interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPBodyContains(handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPBodyContainsf(handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPBodyNotContains(handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPBodyNotContainsf(handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPError(handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPErrorf(handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPRedirect(handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPRedirectf(handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPStatusCode(handler http.HandlerFunc, method string, url string, values url.Values, statuscode int, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPStatusCodef(handler http.HandlerFunc, method string, url string, values url.Values, statuscode int, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPSuccess(handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) HTTPSuccessf(handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Implements(interfaceObject interface{}, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Implementsf(interfaceObject interface{}, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InDelta(expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InDeltaMapValues(expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InDeltaMapValuesf(expected interface{}, actual interface{}, delta float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InDeltaSlice(expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InDeltaSlicef(expected interface{}, actual interface{}, delta float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InDeltaf(expected interface{}, actual interface{}, delta float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InEpsilon(expected interface{}, actual interface{}, epsilon float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InEpsilonSlice(expected interface{}, actual interface{}, epsilon float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InEpsilonSlicef(expected interface{}, actual interface{}, epsilon float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) InEpsilonf(expected interface{}, actual interface{}, epsilon float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsDecreasing(object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsDecreasingf(object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsIncreasing(object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsIncreasingf(object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsNonDecreasing(object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsNonDecreasingf(object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsNonIncreasing(object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsNonIncreasingf(object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsNotType(theType interface{}, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsNotTypef(theType interface{}, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsType(expectedType interface{}, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) IsTypef(expectedType interface{}, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) JSONEq(expected string, actual string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) JSONEqf(expected string, actual string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Len(object interface{}, length int, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Lenf(object interface{}, length int, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Less(e1 interface{}, e2 interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) LessOrEqual(e1 interface{}, e2 interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) LessOrEqualf(e1 interface{}, e2 interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Lessf(e1 interface{}, e2 interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Negative(e interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Negativef(e interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Never(condition func() bool, waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Neverf(condition func() bool, waitFor time.Duration, tick time.Duration, msg string, args ...interface{})

//rowsclose:returns-when-nil object
//rowsclose:may-exit goroutine
func (a *Assertions) Nil(object interface{}, msgAndArgs ...interface{})

//rowsclose:returns-when-nil object
//rowsclose:may-exit goroutine
func (a *Assertions) Nilf(object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NoDirExists(path string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NoDirExistsf(path string, msg string, args ...interface{})

//rowsclose:returns-when-nil err
//rowsclose:may-exit goroutine
func (a *Assertions) NoError(err error, msgAndArgs ...interface{})

//rowsclose:returns-when-nil err
//rowsclose:may-exit goroutine
func (a *Assertions) NoErrorf(err error, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NoFileExists(path string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NoFileExistsf(path string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotContains(s interface{}, contains interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotContainsf(s interface{}, contains interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotElementsMatch(listA interface{}, listB interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotElementsMatchf(listA interface{}, listB interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotEmpty(object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotEmptyf(object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotEqual(expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotEqualValues(expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotEqualValuesf(expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotEqualf(expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotErrorAs(err error, target interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotErrorAsf(err error, target interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotErrorIs(err error, target error, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotErrorIsf(err error, target error, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotImplements(interfaceObject interface{}, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotImplementsf(interfaceObject interface{}, object interface{}, msg string, args ...interface{})

//rowsclose:returns-when-not-nil object
//rowsclose:may-exit goroutine
func (a *Assertions) NotNil(object interface{}, msgAndArgs ...interface{})

//rowsclose:returns-when-not-nil object
//rowsclose:may-exit goroutine
func (a *Assertions) NotNilf(object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotPanics(f assert.PanicTestFunc, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotPanicsf(f assert.PanicTestFunc, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotRegexp(rx interface{}, str interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotRegexpf(rx interface{}, str interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotSame(expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotSamef(expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotSubset(list interface{}, subset interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotSubsetf(list interface{}, subset interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotZero(i interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) NotZerof(i interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Panics(f assert.PanicTestFunc, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) PanicsWithError(errString string, f assert.PanicTestFunc, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) PanicsWithErrorf(errString string, f assert.PanicTestFunc, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) PanicsWithValue(expected interface{}, f assert.PanicTestFunc, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) PanicsWithValuef(expected interface{}, f assert.PanicTestFunc, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Panicsf(f assert.PanicTestFunc, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Positive(e interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Positivef(e interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Regexp(rx interface{}, str interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Regexpf(rx interface{}, str interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Same(expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Samef(expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Subset(list interface{}, subset interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Subsetf(list interface{}, subset interface{}, msg string, args ...interface{})

//rowsclose:returns-when-true value
//rowsclose:may-exit goroutine
func (a *Assertions) True(value bool, msgAndArgs ...interface{})

//rowsclose:returns-when-true value
//rowsclose:may-exit goroutine
func (a *Assertions) Truef(value bool, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) WithinDuration(expected time.Time, actual time.Time, delta time.Duration, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) WithinDurationf(expected time.Time, actual time.Time, delta time.Duration, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) WithinRange(actual time.Time, start time.Time, end time.Time, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) WithinRangef(actual time.Time, start time.Time, end time.Time, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) YAMLEq(expected string, actual string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) YAMLEqf(expected string, actual string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Zero(i interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func (a *Assertions) Zerof(i interface{}, msg string, args ...interface{})

type ComparisonAssertionFunc = func(TestingT, interface{}, interface{}, ...interface{})

type ValueAssertionFunc = func(TestingT, interface{}, ...interface{})

type BoolAssertionFunc = func(TestingT, bool, ...interface{})

type ErrorAssertionFunc = func(TestingT, error, ...interface{})

//rowsclose:may-exit goroutine
func New(t TestingT) *Assertions

//rowsclose:may-exit goroutine
func Condition(t TestingT, comp assert.Comparison, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Conditionf(t TestingT, comp assert.Comparison, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Contains(t TestingT, s interface{}, contains interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Containsf(t TestingT, s interface{}, contains interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func DirExists(t TestingT, path string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func DirExistsf(t TestingT, path string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func ElementsMatch(t TestingT, listA interface{}, listB interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func ElementsMatchf(t TestingT, listA interface{}, listB interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Empty(t TestingT, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Emptyf(t TestingT, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Equal(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns theError
//rowsclose:may-exit goroutine
func EqualError(t TestingT, theError error, errString string, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns theError
//rowsclose:may-exit goroutine
func EqualErrorf(t TestingT, theError error, errString string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func EqualExportedValues(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func EqualExportedValuesf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func EqualValues(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func EqualValuesf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Equalf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:returns-when-not-nil err
//rowsclose:may-exit goroutine
func Error(t TestingT, err error, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func ErrorAs(t TestingT, err error, target interface{}, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func ErrorAsf(t TestingT, err error, target interface{}, msg string, args ...interface{})

//rowsclose:not-nil-when-returns theError
//rowsclose:may-exit goroutine
func ErrorContains(t TestingT, theError error, contains string, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns theError
//rowsclose:may-exit goroutine
func ErrorContainsf(t TestingT, theError error, contains string, msg string, args ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func ErrorIs(t TestingT, err error, target error, msgAndArgs ...interface{})

//rowsclose:not-nil-when-returns err
//rowsclose:may-exit goroutine
func ErrorIsf(t TestingT, err error, target error, msg string, args ...interface{})

//rowsclose:returns-when-not-nil err
//rowsclose:may-exit goroutine
func Errorf(t TestingT, err error, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Eventually(t TestingT, condition func() bool, waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func EventuallyWithT(t TestingT, condition func(collect *assert.CollectT), waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func EventuallyWithTf(t TestingT, condition func(collect *assert.CollectT), waitFor time.Duration, tick time.Duration, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Eventuallyf(t TestingT, condition func() bool, waitFor time.Duration, tick time.Duration, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Exactly(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Exactlyf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:no-return goroutine
func Fail(t TestingT, failureMessage string, msgAndArgs ...interface{})

//rowsclose:no-return goroutine
func FailNow(t TestingT, failureMessage string, msgAndArgs ...interface{})

//rowsclose:no-return goroutine
func FailNowf(t TestingT, failureMessage string, msg string, args ...interface{})

//rowsclose:no-return goroutine
func Failf(t TestingT, failureMessage string, msg string, args ...interface{})

//rowsclose:returns-when-false value
//rowsclose:may-exit goroutine
func False(t TestingT, value bool, msgAndArgs ...interface{})

//rowsclose:returns-when-false value
//rowsclose:may-exit goroutine
func Falsef(t TestingT, value bool, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func FileExists(t TestingT, path string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func FileExistsf(t TestingT, path string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Greater(t TestingT, e1 interface{}, e2 interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func GreaterOrEqual(t TestingT, e1 interface{}, e2 interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func GreaterOrEqualf(t TestingT, e1 interface{}, e2 interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Greaterf(t TestingT, e1 interface{}, e2 interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func HTTPBodyContains(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func HTTPBodyContainsf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func HTTPBodyNotContains(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func HTTPBodyNotContainsf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func HTTPError(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func HTTPErrorf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func HTTPRedirect(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func HTTPRedirectf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func HTTPStatusCode(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, statuscode int, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func HTTPStatusCodef(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, statuscode int, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func HTTPSuccess(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func HTTPSuccessf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Implements(t TestingT, interfaceObject interface{}, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Implementsf(t TestingT, interfaceObject interface{}, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func InDelta(t TestingT, expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func InDeltaMapValues(t TestingT, expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func InDeltaMapValuesf(t TestingT, expected interface{}, actual interface{}, delta float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func InDeltaSlice(t TestingT, expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func InDeltaSlicef(t TestingT, expected interface{}, actual interface{}, delta float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func InDeltaf(t TestingT, expected interface{}, actual interface{}, delta float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func InEpsilon(t TestingT, expected interface{}, actual interface{}, epsilon float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func InEpsilonSlice(t TestingT, expected interface{}, actual interface{}, epsilon float64, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func InEpsilonSlicef(t TestingT, expected interface{}, actual interface{}, epsilon float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func InEpsilonf(t TestingT, expected interface{}, actual interface{}, epsilon float64, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func IsDecreasing(t TestingT, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func IsDecreasingf(t TestingT, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func IsIncreasing(t TestingT, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func IsIncreasingf(t TestingT, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func IsNonDecreasing(t TestingT, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func IsNonDecreasingf(t TestingT, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func IsNonIncreasing(t TestingT, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func IsNonIncreasingf(t TestingT, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func IsNotType(t TestingT, theType interface{}, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func IsNotTypef(t TestingT, theType interface{}, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func IsType(t TestingT, expectedType interface{}, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func IsTypef(t TestingT, expectedType interface{}, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func JSONEq(t TestingT, expected string, actual string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func JSONEqf(t TestingT, expected string, actual string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Len(t TestingT, object interface{}, length int, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Lenf(t TestingT, object interface{}, length int, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Less(t TestingT, e1 interface{}, e2 interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func LessOrEqual(t TestingT, e1 interface{}, e2 interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func LessOrEqualf(t TestingT, e1 interface{}, e2 interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Lessf(t TestingT, e1 interface{}, e2 interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Negative(t TestingT, e interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Negativef(t TestingT, e interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Never(t TestingT, condition func() bool, waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Neverf(t TestingT, condition func() bool, waitFor time.Duration, tick time.Duration, msg string, args ...interface{})

//rowsclose:returns-when-nil object
//rowsclose:may-exit goroutine
func Nil(t TestingT, object interface{}, msgAndArgs ...interface{})

//rowsclose:returns-when-nil object
//rowsclose:may-exit goroutine
func Nilf(t TestingT, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NoDirExists(t TestingT, path string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NoDirExistsf(t TestingT, path string, msg string, args ...interface{})

//rowsclose:returns-when-nil err
//rowsclose:may-exit goroutine
func NoError(t TestingT, err error, msgAndArgs ...interface{})

//rowsclose:returns-when-nil err
//rowsclose:may-exit goroutine
func NoErrorf(t TestingT, err error, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NoFileExists(t TestingT, path string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NoFileExistsf(t TestingT, path string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotContains(t TestingT, s interface{}, contains interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotContainsf(t TestingT, s interface{}, contains interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotElementsMatch(t TestingT, listA interface{}, listB interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotElementsMatchf(t TestingT, listA interface{}, listB interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotEmpty(t TestingT, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotEmptyf(t TestingT, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotEqual(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotEqualValues(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotEqualValuesf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotEqualf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotErrorAs(t TestingT, err error, target interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotErrorAsf(t TestingT, err error, target interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotErrorIs(t TestingT, err error, target error, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotErrorIsf(t TestingT, err error, target error, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotImplements(t TestingT, interfaceObject interface{}, object interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotImplementsf(t TestingT, interfaceObject interface{}, object interface{}, msg string, args ...interface{})

//rowsclose:returns-when-not-nil object
//rowsclose:may-exit goroutine
func NotNil(t TestingT, object interface{}, msgAndArgs ...interface{})

//rowsclose:returns-when-not-nil object
//rowsclose:may-exit goroutine
func NotNilf(t TestingT, object interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotPanics(t TestingT, f assert.PanicTestFunc, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotPanicsf(t TestingT, f assert.PanicTestFunc, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotRegexp(t TestingT, rx interface{}, str interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotRegexpf(t TestingT, rx interface{}, str interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotSame(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotSamef(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotSubset(t TestingT, list interface{}, subset interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotSubsetf(t TestingT, list interface{}, subset interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func NotZero(t TestingT, i interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func NotZerof(t TestingT, i interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Panics(t TestingT, f assert.PanicTestFunc, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func PanicsWithError(t TestingT, errString string, f assert.PanicTestFunc, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func PanicsWithErrorf(t TestingT, errString string, f assert.PanicTestFunc, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func PanicsWithValue(t TestingT, expected interface{}, f assert.PanicTestFunc, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func PanicsWithValuef(t TestingT, expected interface{}, f assert.PanicTestFunc, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Panicsf(t TestingT, f assert.PanicTestFunc, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Positive(t TestingT, e interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Positivef(t TestingT, e interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Regexp(t TestingT, rx interface{}, str interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Regexpf(t TestingT, rx interface{}, str interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Same(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Samef(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Subset(t TestingT, list interface{}, subset interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Subsetf(t TestingT, list interface{}, subset interface{}, msg string, args ...interface{})

//rowsclose:returns-when-true value
//rowsclose:may-exit goroutine
func True(t TestingT, value bool, msgAndArgs ...interface{})

//rowsclose:returns-when-true value
//rowsclose:may-exit goroutine
func Truef(t TestingT, value bool, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func WithinDuration(t TestingT, expected time.Time, actual time.Time, delta time.Duration, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func WithinDurationf(t TestingT, expected time.Time, actual time.Time, delta time.Duration, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func WithinRange(t TestingT, actual time.Time, start time.Time, end time.Time, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func WithinRangef(t TestingT, actual time.Time, start time.Time, end time.Time, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func YAMLEq(t TestingT, expected string, actual string, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func YAMLEqf(t TestingT, expected string, actual string, msg string, args ...interface{})

//rowsclose:may-exit goroutine
func Zero(t TestingT, i interface{}, msgAndArgs ...interface{})

//rowsclose:may-exit goroutine
func Zerof(t TestingT, i interface{}, msg string, args ...interface{})
