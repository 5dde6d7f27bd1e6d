package failpoint // import "github.com/pingcap/failpoint"

import "context"

type Value interface{}

// Markers for a tool that rewrites the code for tests: without that they do nothing.

//rowsclose:ignores fpbody
func Inject(fpname string, fpbody interface{})

//rowsclose:ignores fpbody
func InjectContext(ctx context.Context, fpname string, fpbody interface{})

func InjectCall(fpname string, args ...any)
func Break(label ...string)
func Goto(label string)
func Continue(label ...string)
func Fallthrough()
func Return(result ...interface{})
func Label(label string)
func EvalContext(ctx context.Context, failpath string) (Value, error)
func Eval(failpath string) (Value, error)
func Call(failpath string, args ...any)
