package trace // import "github.com/gravitational/trace"

type Error interface {
	error
	ErrorWrapper
	DebugReporter
	UserMessager
	GetFields() map[string]interface{}
	Clone() *TraceErr
}

//rowsclose:never-nil
func NotFound(message string, args ...interface{}) Error

//rowsclose:not-nil-when-true err
func IsNotFound(err error) bool

//rowsclose:never-nil
func AlreadyExists(message string, args ...interface{}) Error

//rowsclose:not-nil-when-true e
func IsAlreadyExists(e error) bool

//rowsclose:never-nil
func BadParameter(message string, args ...interface{}) Error

//rowsclose:not-nil-when-true e
func IsBadParameter(e error) bool

//rowsclose:never-nil
func NotImplemented(message string, args ...interface{}) Error

//rowsclose:not-nil-when-true e
func IsNotImplemented(e error) bool

//rowsclose:never-nil
func CompareFailed(message string, args ...interface{}) Error

//rowsclose:not-nil-when-true e
func IsCompareFailed(e error) bool

//rowsclose:never-nil
func AccessDenied(message string, args ...interface{}) Error

//rowsclose:not-nil-when-true e
func IsAccessDenied(e error) bool

//rowsclose:never-nil
func ConnectionProblem(err error, message string, args ...interface{}) Error

//rowsclose:not-nil-when-true e
func IsConnectionProblem(e error) bool

//rowsclose:never-nil
func LimitExceeded(message string, args ...interface{}) Error

//rowsclose:not-nil-when-true e
func IsLimitExceeded(e error) bool

//rowsclose:nil-when-nil err
func Wrap(err error, args ...interface{}) Error
func Unwrap(err error) error

//rowsclose:nil-when-nil errs
func NewAggregate(errs ...error) error

//rowsclose:never-nil
func WrapWithMessage(err error, message interface{}, args ...interface{}) Error

//rowsclose:never-nil
func Errorf(format string, args ...interface{}) (err error)
