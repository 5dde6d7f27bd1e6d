package assert // import "github.com/stretchr/testify/assert"

import (
	"net/http"
	"net/url"
	"time"
)

type TestingT interface {
	Errorf(format string, args ...interface{})
}

type Assertions struct{}

//rowsclose:asserts
func (a *Assertions) Condition(comp Comparison, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Conditionf(comp Comparison, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Contains(s interface{}, contains interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Containsf(s interface{}, contains interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) DirExists(path string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) DirExistsf(path string, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) ElementsMatch(listA interface{}, listB interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) ElementsMatchf(listA interface{}, listB interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Empty(object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Emptyf(object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Equal(expected interface{}, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true theError
//rowsclose:asserts
func (a *Assertions) EqualError(theError error, errString string, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true theError
//rowsclose:asserts
func (a *Assertions) EqualErrorf(theError error, errString string, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) EqualExportedValues(expected interface{}, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) EqualExportedValuesf(expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) EqualValues(expected interface{}, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) EqualValuesf(expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Equalf(expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:true-when-not-nil err
//rowsclose:asserts
func (a *Assertions) Error(err error, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true err
//rowsclose:asserts
func (a *Assertions) ErrorAs(err error, target interface{}, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true err
//rowsclose:asserts
func (a *Assertions) ErrorAsf(err error, target interface{}, msg string, args ...interface{}) bool

//rowsclose:not-nil-when-true theError
//rowsclose:asserts
func (a *Assertions) ErrorContains(theError error, contains string, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true theError
//rowsclose:asserts
func (a *Assertions) ErrorContainsf(theError error, contains string, msg string, args ...interface{}) bool

//rowsclose:not-nil-when-true err
//rowsclose:asserts
func (a *Assertions) ErrorIs(err error, target error, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true err
//rowsclose:asserts
func (a *Assertions) ErrorIsf(err error, target error, msg string, args ...interface{}) bool

//rowsclose:true-when-not-nil err
//rowsclose:asserts
func (a *Assertions) Errorf(err error, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Eventually(condition func() bool, waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) EventuallyWithT(condition func(collect *CollectT), waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) EventuallyWithTf(condition func(collect *CollectT), waitFor time.Duration, tick time.Duration, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Eventuallyf(condition func() bool, waitFor time.Duration, tick time.Duration, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Exactly(expected interface{}, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Exactlyf(expected interface{}, actual interface{}, msg string, args ...interface{}) bool
func (a *Assertions) Fail(failureMessage string, msgAndArgs ...interface{}) bool

//rowsclose:no-return goroutine
func (a *Assertions) FailNow(failureMessage string, msgAndArgs ...interface{}) bool

//rowsclose:no-return goroutine
func (a *Assertions) FailNowf(failureMessage string, msg string, args ...interface{}) bool
func (a *Assertions) Failf(failureMessage string, msg string, args ...interface{}) bool

//rowsclose:asserts
//rowsclose:true-when-false value
func (a *Assertions) False(value bool, msgAndArgs ...interface{}) bool

//rowsclose:asserts
//rowsclose:true-when-false value
func (a *Assertions) Falsef(value bool, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) FileExists(path string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) FileExistsf(path string, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Greater(e1 interface{}, e2 interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) GreaterOrEqual(e1 interface{}, e2 interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) GreaterOrEqualf(e1 interface{}, e2 interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Greaterf(e1 interface{}, e2 interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPBodyContains(handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPBodyContainsf(handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPBodyNotContains(handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPBodyNotContainsf(handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPError(handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPErrorf(handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPRedirect(handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPRedirectf(handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPStatusCode(handler http.HandlerFunc, method string, url string, values url.Values, statuscode int, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPStatusCodef(handler http.HandlerFunc, method string, url string, values url.Values, statuscode int, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPSuccess(handler http.HandlerFunc, method string, url string, values url.Values, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) HTTPSuccessf(handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Implements(interfaceObject interface{}, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Implementsf(interfaceObject interface{}, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InDelta(expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InDeltaMapValues(expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InDeltaMapValuesf(expected interface{}, actual interface{}, delta float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InDeltaSlice(expected interface{}, actual interface{}, delta float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InDeltaSlicef(expected interface{}, actual interface{}, delta float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InDeltaf(expected interface{}, actual interface{}, delta float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InEpsilon(expected interface{}, actual interface{}, epsilon float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InEpsilonSlice(expected interface{}, actual interface{}, epsilon float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InEpsilonSlicef(expected interface{}, actual interface{}, epsilon float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) InEpsilonf(expected interface{}, actual interface{}, epsilon float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsDecreasing(object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsDecreasingf(object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsIncreasing(object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsIncreasingf(object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsNonDecreasing(object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsNonDecreasingf(object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsNonIncreasing(object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsNonIncreasingf(object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsNotType(theType interface{}, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsNotTypef(theType interface{}, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsType(expectedType interface{}, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) IsTypef(expectedType interface{}, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) JSONEq(expected string, actual string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) JSONEqf(expected string, actual string, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Len(object interface{}, length int, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Lenf(object interface{}, length int, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Less(e1 interface{}, e2 interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) LessOrEqual(e1 interface{}, e2 interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) LessOrEqualf(e1 interface{}, e2 interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Lessf(e1 interface{}, e2 interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Negative(e interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Negativef(e interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Never(condition func() bool, waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Neverf(condition func() bool, waitFor time.Duration, tick time.Duration, msg string, args ...interface{}) bool

//rowsclose:true-when-nil object
//rowsclose:asserts
func (a *Assertions) Nil(object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:true-when-nil object
//rowsclose:asserts
func (a *Assertions) Nilf(object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NoDirExists(path string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NoDirExistsf(path string, msg string, args ...interface{}) bool

//rowsclose:true-when-nil err
//rowsclose:asserts
func (a *Assertions) NoError(err error, msgAndArgs ...interface{}) bool

//rowsclose:true-when-nil err
//rowsclose:asserts
func (a *Assertions) NoErrorf(err error, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NoFileExists(path string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NoFileExistsf(path string, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotContains(s interface{}, contains interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotContainsf(s interface{}, contains interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotElementsMatch(listA interface{}, listB interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotElementsMatchf(listA interface{}, listB interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotEmpty(object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotEmptyf(object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotEqual(expected interface{}, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotEqualValues(expected interface{}, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotEqualValuesf(expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotEqualf(expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotErrorAs(err error, target interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotErrorAsf(err error, target interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotErrorIs(err error, target error, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotErrorIsf(err error, target error, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotImplements(interfaceObject interface{}, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotImplementsf(interfaceObject interface{}, object interface{}, msg string, args ...interface{}) bool

//rowsclose:true-when-not-nil object
//rowsclose:asserts
func (a *Assertions) NotNil(object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:true-when-not-nil object
//rowsclose:asserts
func (a *Assertions) NotNilf(object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotPanics(f PanicTestFunc, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotPanicsf(f PanicTestFunc, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotRegexp(rx interface{}, str interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotRegexpf(rx interface{}, str interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotSame(expected interface{}, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotSamef(expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotSubset(list interface{}, subset interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotSubsetf(list interface{}, subset interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotZero(i interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) NotZerof(i interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Panics(f PanicTestFunc, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) PanicsWithError(errString string, f PanicTestFunc, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) PanicsWithErrorf(errString string, f PanicTestFunc, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) PanicsWithValue(expected interface{}, f PanicTestFunc, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) PanicsWithValuef(expected interface{}, f PanicTestFunc, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Panicsf(f PanicTestFunc, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Positive(e interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Positivef(e interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Regexp(rx interface{}, str interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Regexpf(rx interface{}, str interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Same(expected interface{}, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Samef(expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Subset(list interface{}, subset interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Subsetf(list interface{}, subset interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
//rowsclose:true-when-true value
func (a *Assertions) True(value bool, msgAndArgs ...interface{}) bool

//rowsclose:asserts
//rowsclose:true-when-true value
func (a *Assertions) Truef(value bool, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) WithinDuration(expected time.Time, actual time.Time, delta time.Duration, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) WithinDurationf(expected time.Time, actual time.Time, delta time.Duration, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) WithinRange(actual time.Time, start time.Time, end time.Time, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) WithinRangef(actual time.Time, start time.Time, end time.Time, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) YAMLEq(expected string, actual string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) YAMLEqf(expected string, actual string, msg string, args ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Zero(i interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func (a *Assertions) Zerof(i interface{}, msg string, args ...interface{}) bool

type Comparison func() (success bool)

type PanicTestFunc func()

type ComparisonAssertionFunc = func(TestingT, interface{}, interface{}, ...interface{}) bool

type ValueAssertionFunc = func(TestingT, interface{}, ...interface{}) bool

type BoolAssertionFunc = func(TestingT, bool, ...interface{}) bool

type ErrorAssertionFunc = func(TestingT, error, ...interface{}) bool

type PanicAssertionFunc = func(t TestingT, f PanicTestFunc, msgAndArgs ...interface{}) bool

type CollectT struct{}

func (CollectT) Helper()
func (c *CollectT) Errorf(format string, args ...interface{})
func (c *CollectT) FailNow()
func (*CollectT) Reset()
func (*CollectT) Copy(TestingT)

//rowsclose:asserts
func Greater(t TestingT, e1 interface{}, e2 interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func GreaterOrEqual(t TestingT, e1 interface{}, e2 interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Less(t TestingT, e1 interface{}, e2 interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func LessOrEqual(t TestingT, e1 interface{}, e2 interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Positive(t TestingT, e interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Negative(t TestingT, e interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Conditionf(t TestingT, comp Comparison, msg string, args ...interface{}) bool

//rowsclose:asserts
func Containsf(t TestingT, s interface{}, contains interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func DirExistsf(t TestingT, path string, msg string, args ...interface{}) bool

//rowsclose:asserts
func ElementsMatchf(t TestingT, listA interface{}, listB interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func Emptyf(t TestingT, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func Equalf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:not-nil-when-true theError
//rowsclose:asserts
func EqualErrorf(t TestingT, theError error, errString string, msg string, args ...interface{}) bool

//rowsclose:asserts
func EqualExportedValuesf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func EqualValuesf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:true-when-not-nil err
//rowsclose:asserts
func Errorf(t TestingT, err error, msg string, args ...interface{}) bool

//rowsclose:not-nil-when-true err
//rowsclose:asserts
func ErrorAsf(t TestingT, err error, target interface{}, msg string, args ...interface{}) bool

//rowsclose:not-nil-when-true theError
//rowsclose:asserts
func ErrorContainsf(t TestingT, theError error, contains string, msg string, args ...interface{}) bool

//rowsclose:not-nil-when-true err
//rowsclose:asserts
func ErrorIsf(t TestingT, err error, target error, msg string, args ...interface{}) bool

//rowsclose:asserts
func Eventuallyf(t TestingT, condition func() bool, waitFor time.Duration, tick time.Duration, msg string, args ...interface{}) bool

//rowsclose:asserts
func EventuallyWithTf(t TestingT, condition func(collect *CollectT), waitFor time.Duration, tick time.Duration, msg string, args ...interface{}) bool

//rowsclose:asserts
func Exactlyf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{}) bool
func Failf(t TestingT, failureMessage string, msg string, args ...interface{}) bool

//rowsclose:no-return goroutine
func FailNowf(t TestingT, failureMessage string, msg string, args ...interface{}) bool

//rowsclose:asserts
//rowsclose:true-when-false value
func Falsef(t TestingT, value bool, msg string, args ...interface{}) bool

//rowsclose:asserts
func FileExistsf(t TestingT, path string, msg string, args ...interface{}) bool

//rowsclose:asserts
func Greaterf(t TestingT, e1 interface{}, e2 interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func GreaterOrEqualf(t TestingT, e1 interface{}, e2 interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func HTTPBodyContainsf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func HTTPBodyNotContainsf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, str interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func HTTPErrorf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{}) bool

//rowsclose:asserts
func HTTPRedirectf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{}) bool

//rowsclose:asserts
func HTTPStatusCodef(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, statuscode int, msg string, args ...interface{}) bool

//rowsclose:asserts
func HTTPSuccessf(t TestingT, handler http.HandlerFunc, method string, url string, values url.Values, msg string, args ...interface{}) bool

//rowsclose:asserts
func Implementsf(t TestingT, interfaceObject interface{}, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func InDeltaf(t TestingT, expected interface{}, actual interface{}, delta float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func InDeltaMapValuesf(t TestingT, expected interface{}, actual interface{}, delta float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func InDeltaSlicef(t TestingT, expected interface{}, actual interface{}, delta float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func InEpsilonf(t TestingT, expected interface{}, actual interface{}, epsilon float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func InEpsilonSlicef(t TestingT, expected interface{}, actual interface{}, epsilon float64, msg string, args ...interface{}) bool

//rowsclose:asserts
func IsDecreasingf(t TestingT, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func IsIncreasingf(t TestingT, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func IsNonDecreasingf(t TestingT, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func IsNonIncreasingf(t TestingT, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func IsNotTypef(t TestingT, theType interface{}, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func IsTypef(t TestingT, expectedType interface{}, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func JSONEqf(t TestingT, expected string, actual string, msg string, args ...interface{}) bool

//rowsclose:asserts
func Lenf(t TestingT, object interface{}, length int, msg string, args ...interface{}) bool

//rowsclose:asserts
func Lessf(t TestingT, e1 interface{}, e2 interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func LessOrEqualf(t TestingT, e1 interface{}, e2 interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func Negativef(t TestingT, e interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func Neverf(t TestingT, condition func() bool, waitFor time.Duration, tick time.Duration, msg string, args ...interface{}) bool

//rowsclose:true-when-nil object
//rowsclose:asserts
func Nilf(t TestingT, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NoDirExistsf(t TestingT, path string, msg string, args ...interface{}) bool

//rowsclose:true-when-nil err
//rowsclose:asserts
func NoErrorf(t TestingT, err error, msg string, args ...interface{}) bool

//rowsclose:asserts
func NoFileExistsf(t TestingT, path string, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotContainsf(t TestingT, s interface{}, contains interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotElementsMatchf(t TestingT, listA interface{}, listB interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotEmptyf(t TestingT, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotEqualf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotEqualValuesf(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotErrorAsf(t TestingT, err error, target interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotErrorIsf(t TestingT, err error, target error, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotImplementsf(t TestingT, interfaceObject interface{}, object interface{}, msg string, args ...interface{}) bool

//rowsclose:true-when-not-nil object
//rowsclose:asserts
func NotNilf(t TestingT, object interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotPanicsf(t TestingT, f PanicTestFunc, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotRegexpf(t TestingT, rx interface{}, str interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotSamef(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotSubsetf(t TestingT, list interface{}, subset interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func NotZerof(t TestingT, i interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func Panicsf(t TestingT, f PanicTestFunc, msg string, args ...interface{}) bool

//rowsclose:asserts
func PanicsWithErrorf(t TestingT, errString string, f PanicTestFunc, msg string, args ...interface{}) bool

//rowsclose:asserts
func PanicsWithValuef(t TestingT, expected interface{}, f PanicTestFunc, msg string, args ...interface{}) bool

//rowsclose:asserts
func Positivef(t TestingT, e interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func Regexpf(t TestingT, rx interface{}, str interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func Samef(t TestingT, expected interface{}, actual interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func Subsetf(t TestingT, list interface{}, subset interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
//rowsclose:true-when-true value
func Truef(t TestingT, value bool, msg string, args ...interface{}) bool

//rowsclose:asserts
func WithinDurationf(t TestingT, expected time.Time, actual time.Time, delta time.Duration, msg string, args ...interface{}) bool

//rowsclose:asserts
func WithinRangef(t TestingT, actual time.Time, start time.Time, end time.Time, msg string, args ...interface{}) bool

//rowsclose:asserts
func YAMLEqf(t TestingT, expected string, actual string, msg string, args ...interface{}) bool

//rowsclose:asserts
func Zerof(t TestingT, i interface{}, msg string, args ...interface{}) bool

//rowsclose:asserts
func IsIncreasing(t TestingT, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func IsNonIncreasing(t TestingT, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func IsDecreasing(t TestingT, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func IsNonDecreasing(t TestingT, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func ObjectsAreEqual(expected, actual interface{}) bool

//rowsclose:asserts
func ObjectsExportedFieldsAreEqual(expected, actual interface{}) bool

//rowsclose:asserts
func ObjectsAreEqualValues(expected, actual interface{}) bool
func CallerInfo() []string

//rowsclose:no-return goroutine
func FailNow(t TestingT, failureMessage string, msgAndArgs ...interface{}) bool
func Fail(t TestingT, failureMessage string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Implements(t TestingT, interfaceObject interface{}, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotImplements(t TestingT, interfaceObject interface{}, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func IsType(t TestingT, expectedType, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func IsNotType(t TestingT, theType, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Equal(t TestingT, expected, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Same(t TestingT, expected, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotSame(t TestingT, expected, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func EqualValues(t TestingT, expected, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func EqualExportedValues(t TestingT, expected, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Exactly(t TestingT, expected, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:true-when-not-nil object
//rowsclose:asserts
func NotNil(t TestingT, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:true-when-nil object
//rowsclose:asserts
func Nil(t TestingT, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Empty(t TestingT, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotEmpty(t TestingT, object interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Len(t TestingT, object interface{}, length int, msgAndArgs ...interface{}) bool

//rowsclose:asserts
//rowsclose:true-when-true value
func True(t TestingT, value bool, msgAndArgs ...interface{}) bool

//rowsclose:asserts
//rowsclose:true-when-false value
func False(t TestingT, value bool, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotEqual(t TestingT, expected, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotEqualValues(t TestingT, expected, actual interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Contains(t TestingT, s, contains interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotContains(t TestingT, s, contains interface{}, msgAndArgs ...interface{}) bool
func Subset(t TestingT, list, subset interface{}, msgAndArgs ...interface{}) (ok bool)
func NotSubset(t TestingT, list, subset interface{}, msgAndArgs ...interface{}) (ok bool)
func ElementsMatch(t TestingT, listA, listB interface{}, msgAndArgs ...interface{}) (ok bool)
func NotElementsMatch(t TestingT, listA, listB interface{}, msgAndArgs ...interface{}) (ok bool)

//rowsclose:asserts
func Condition(t TestingT, comp Comparison, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Panics(t TestingT, f PanicTestFunc, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func PanicsWithValue(t TestingT, expected interface{}, f PanicTestFunc, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func PanicsWithError(t TestingT, errString string, f PanicTestFunc, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotPanics(t TestingT, f PanicTestFunc, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func WithinDuration(t TestingT, expected, actual time.Time, delta time.Duration, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func WithinRange(t TestingT, actual, start, end time.Time, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func InDelta(t TestingT, expected, actual interface{}, delta float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func InDeltaSlice(t TestingT, expected, actual interface{}, delta float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func InDeltaMapValues(t TestingT, expected, actual interface{}, delta float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func InEpsilon(t TestingT, expected, actual interface{}, epsilon float64, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func InEpsilonSlice(t TestingT, expected, actual interface{}, epsilon float64, msgAndArgs ...interface{}) bool

//rowsclose:true-when-nil err
//rowsclose:asserts
func NoError(t TestingT, err error, msgAndArgs ...interface{}) bool

//rowsclose:true-when-not-nil err
//rowsclose:asserts
func Error(t TestingT, err error, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true theError
//rowsclose:asserts
func EqualError(t TestingT, theError error, errString string, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true theError
//rowsclose:asserts
func ErrorContains(t TestingT, theError error, contains string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Regexp(t TestingT, rx interface{}, str interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotRegexp(t TestingT, rx interface{}, str interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Zero(t TestingT, i interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotZero(t TestingT, i interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func FileExists(t TestingT, path string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NoFileExists(t TestingT, path string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func DirExists(t TestingT, path string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NoDirExists(t TestingT, path string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func JSONEq(t TestingT, expected string, actual string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func YAMLEq(t TestingT, expected string, actual string, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Eventually(t TestingT, condition func() bool, waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func EventuallyWithT(t TestingT, condition func(collect *CollectT), waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func Never(t TestingT, condition func() bool, waitFor time.Duration, tick time.Duration, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true err
//rowsclose:asserts
func ErrorIs(t TestingT, err, target error, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotErrorIs(t TestingT, err, target error, msgAndArgs ...interface{}) bool

//rowsclose:not-nil-when-true err
//rowsclose:asserts
func ErrorAs(t TestingT, err error, target interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func NotErrorAs(t TestingT, err error, target interface{}, msgAndArgs ...interface{}) bool
func New(t TestingT) *Assertions

//rowsclose:asserts
func HTTPSuccess(t TestingT, handler http.HandlerFunc, method, url string, values url.Values, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func HTTPRedirect(t TestingT, handler http.HandlerFunc, method, url string, values url.Values, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func HTTPError(t TestingT, handler http.HandlerFunc, method, url string, values url.Values, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func HTTPStatusCode(t TestingT, handler http.HandlerFunc, method, url string, values url.Values, statuscode int, msgAndArgs ...interface{}) bool
func HTTPBody(handler http.HandlerFunc, method, url string, values url.Values) string

//rowsclose:asserts
func HTTPBodyContains(t TestingT, handler http.HandlerFunc, method, url string, values url.Values, str interface{}, msgAndArgs ...interface{}) bool

//rowsclose:asserts
func HTTPBodyNotContains(t TestingT, handler http.HandlerFunc, method, url string, values url.Values, str interface{}, msgAndArgs ...interface{}) bool
