package errors // import "github.com/pingcap/errors"

//rowsclose:never-nil
func New(message string) error

//rowsclose:never-nil
func Errorf(format string, args ...interface{}) error

//rowsclose:nil-when-nil err
func WithStack(err error) error

//rowsclose:nil-when-nil err
func AddStack(err error) error

//rowsclose:nil-when-nil err
func Wrap(err error, message string) error

//rowsclose:nil-when-nil err
func Wrapf(err error, format string, args ...interface{}) error

//rowsclose:nil-when-nil err
func WithMessage(err error, message string) error
func Cause(err error) error
func Unwrap(err error) error

//rowsclose:nil-when-nil err
func Trace(err error) error

//rowsclose:nil-when-nil err
func Annotate(err error, message string) error

//rowsclose:nil-when-nil err
func Annotatef(err error, format string, args ...interface{}) error

//rowsclose:never-nil
func NewNoStackError(msg string) error

//rowsclose:nil-when-nil err
func SuspendStack(err error) error

//rowsclose:not-nil-when-true err
func IsNotFound(err error) bool

//rowsclose:never-nil
func NotFoundf(format string, args ...interface{}) error

//rowsclose:never-nil
func BadRequestf(format string, args ...interface{}) error

//rowsclose:never-nil
func NotSupportedf(format string, args ...interface{}) error

//rowsclose:never-nil
func NotValidf(format string, args ...interface{}) error

//rowsclose:not-nil-when-true err
func IsAlreadyExists(err error) bool

//rowsclose:never-nil
func AlreadyExistsf(format string, args ...interface{}) error
