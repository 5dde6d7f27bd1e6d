package log // import "github.com/rs/zerolog/log"

import (
	"context"

	"github.com/rs/zerolog"
)

func With() zerolog.Context

//rowsclose:no-return process
func Fatal() *zerolog.Event

//rowsclose:no-return goroutine
func Panic() *zerolog.Event
func Ctx(ctx context.Context) *zerolog.Logger

var Logger zerolog.Logger
