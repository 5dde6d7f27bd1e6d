package errors // import "github.com/pkg/errors"

//rowsclose:never-nil
func New(message string) error

//rowsclose:never-nil
func Errorf(format string, args ...interface{}) error

//rowsclose:nil-when-nil err
func WithStack(err error) error

//rowsclose:nil-when-nil err
func Wrap(err error, message string) error

//rowsclose:nil-when-nil err
func Wrapf(err error, format string, args ...interface{}) error

//rowsclose:nil-when-nil err
func WithMessage(err error, message string) error

//rowsclose:nil-when-nil err
func WithMessagef(err error, format string, args ...interface{}) error
func Cause(err error) error

//rowsclose:not-nil-when-true err
func Is(err, target error) bool

//rowsclose:not-nil-when-true err
func As(err error, target interface{}) bool
func Unwrap(err error) error
