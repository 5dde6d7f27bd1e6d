package log // import "github.com/go-kit/log"

type Logger interface {
	Log(keyvals ...interface{}) error
}

func With(logger Logger, keyvals ...interface{}) Logger
func WithPrefix(logger Logger, keyvals ...interface{}) Logger
func WithSuffix(logger Logger, keyvals ...interface{}) Logger
func NewNopLogger() Logger
