package multierr // import "go.uber.org/multierr"

import (
	"io"
)

//rowsclose:nil-when-nil errors
func Combine(errors ...error) error

//rowsclose:nil-when-nil left
//rowsclose:nil-when-nil right
func Append(left error, right error) error

//rowsclose:true-when-not-nil err
func AppendInto(into *error, err error) (errored bool)

type Invoker interface {
	Invoke() error
}

func Close(closer io.Closer) Invoker
func AppendInvoke(into *error, invoker Invoker)
func AppendFunc(into *error, fn func() error)
func Errors(err error) []error
func Every(err error, target error) bool
