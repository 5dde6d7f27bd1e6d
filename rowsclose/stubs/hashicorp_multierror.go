package multierror // import "github.com/hashicorp/go-multierror"

type Error struct {
	Errors []error
}

func (e *Error) ErrorOrNil() error
func (e *Error) WrappedErrors() []error

type Group struct{}

func (g *Group) Go(f func() error)
func (g *Group) Wait() *Error

// Append makes a list even where there is nothing to put in: ErrorOrNil asks for it.
//
//rowsclose:never-nil
func Append(err error, errs ...error) *Error

//rowsclose:nil-when-nil err
func Flatten(err error) error

//rowsclose:nil-when-nil err
func Prefix(err error, prefix string) error
