package errors // import "errors"

//rowsclose:never-nil
func New(text string) error

//rowsclose:nil-when-nil errs
func Join(errs ...error) error

//rowsclose:not-nil-when-true err
func Is(err, target error) bool

//rowsclose:not-nil-when-true err
func As(err error, target any) bool

//rowsclose:not-nil-when-true err
func AsType[E error](err error) (E, bool)
