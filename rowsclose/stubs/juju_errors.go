package errors // import "github.com/juju/errors"

//rowsclose:never-nil
func Timeoutf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsTimeout(err error) bool

//rowsclose:never-nil
func NotFoundf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsNotFound(err error) bool

//rowsclose:never-nil
func UserNotFoundf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsUserNotFound(err error) bool

//rowsclose:never-nil
func Unauthorizedf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsUnauthorized(err error) bool

//rowsclose:never-nil
func NotImplementedf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsNotImplemented(err error) bool

//rowsclose:never-nil
func AlreadyExistsf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsAlreadyExists(err error) bool

//rowsclose:never-nil
func NotSupportedf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsNotSupported(err error) bool

//rowsclose:never-nil
func NotValidf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsNotValid(err error) bool

//rowsclose:never-nil
func NotProvisionedf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsNotProvisioned(err error) bool

//rowsclose:never-nil
func NotAssignedf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsNotAssigned(err error) bool

//rowsclose:never-nil
func BadRequestf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsBadRequest(err error) bool

//rowsclose:never-nil
func MethodNotAllowedf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsMethodNotAllowed(err error) bool

//rowsclose:never-nil
func Forbiddenf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsForbidden(err error) bool

//rowsclose:never-nil
func QuotaLimitExceededf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsQuotaLimitExceeded(err error) bool

//rowsclose:never-nil
func NotYetAvailablef(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsNotYetAvailable(err error) bool

//rowsclose:never-nil
func New(message string) error

//rowsclose:never-nil
func Errorf(format string, args ...interface{}) error

//rowsclose:nil-when-nil other
func Trace(other error) error

//rowsclose:nil-when-nil other
func Annotate(other error, message string) error

//rowsclose:nil-when-nil other
func Annotatef(other error, format string, args ...interface{}) error

//rowsclose:never-nil
func Wrap(other, newDescriptive error) error

//rowsclose:never-nil
func Wrapf(other, newDescriptive error, format string, args ...interface{}) error

//rowsclose:nil-when-nil other
func Maskf(other error, format string, args ...interface{}) error

//rowsclose:nil-when-nil other
func Mask(other error) error
func Cause(err error) error
func Unwrap(err error) error

//rowsclose:not-nil-when-true err
func Is(err, target error) bool

//rowsclose:not-nil-when-true err
func As(err error, target interface{}) bool
