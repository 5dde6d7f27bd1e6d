package errors // import "github.com/cockroachdb/errors"

//rowsclose:nil-when-nil err
func WithAssertionFailure(err error) error
func UnwrapOnce(err error) error
func UnwrapAll(err error) error

//rowsclose:never-nil
func New(msg string) error

//rowsclose:never-nil
func NewWithDepth(depth int, msg string) error

//rowsclose:never-nil
func Newf(format string, args ...interface{}) error

//rowsclose:never-nil
func NewWithDepthf(depth int, format string, args ...interface{}) error

//rowsclose:never-nil
func Errorf(format string, args ...interface{}) error
func Cause(err error) error
func Unwrap(err error) error

//rowsclose:nil-when-nil err
func WithMessage(err error, msg string) error

//rowsclose:nil-when-nil err
func WithMessagef(err error, format string, args ...interface{}) error

//rowsclose:nil-when-nil err
func Wrap(err error, msg string) error

//rowsclose:nil-when-nil err
func WrapWithDepth(depth int, err error, msg string) error

//rowsclose:nil-when-nil err
func Wrapf(err error, format string, args ...interface{}) error

//rowsclose:nil-when-nil err
func WrapWithDepthf(depth int, err error, format string, args ...interface{}) error

//rowsclose:never-nil
func AssertionFailedf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func As(err error, target interface{}) bool

//rowsclose:nil-when-nil errs
func Join(errs ...error) error

//rowsclose:nil-when-nil err
//rowsclose:nil-when-nil otherErr
func CombineErrors(err, otherErr error) error

//rowsclose:nil-when-nil err
func WithHint(err error, msg string) error

//rowsclose:nil-when-nil err
func WithHintf(err error, format string, args ...interface{}) error

//rowsclose:nil-when-nil err
func WithDetail(err error, msg string) error

//rowsclose:nil-when-nil err
func WithDetailf(err error, format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func Is(err, reference error) bool

//rowsclose:not-nil-when-true err
func IsAny(err error, references ...error) bool

//rowsclose:nil-when-nil err
func Mark(err error, reference error) error

//rowsclose:nil-when-nil err
func WithSecondaryError(err error, additionalErr error) error

//rowsclose:nil-when-nil err
func WithStack(err error) error
