package xerrors // import "golang.org/x/xerrors"

//rowsclose:never-nil
func New(text string) error

//rowsclose:never-nil
func Errorf(format string, a ...any) error

//rowsclose:never-nil
func Opaque(err error) error
func Unwrap(err error) error

//rowsclose:not-nil-when-true err
func Is(err, target error) bool

//rowsclose:not-nil-when-true err
func As(err error, target any) bool
