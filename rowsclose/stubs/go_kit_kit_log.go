package log // import "github.com/go-kit/kit/log"

import (
	"github.com/go-kit/log"
)

type Logger = log.Logger

func With(logger Logger, keyvals ...interface{}) Logger
func WithPrefix(logger Logger, keyvals ...interface{}) Logger
func WithSuffix(logger Logger, keyvals ...interface{}) Logger
func NewNopLogger() Logger
