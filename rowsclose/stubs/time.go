package time // import "time"

type Timer struct{}

func (t *Timer) Stop() bool
func (t *Timer) Reset(d Duration) bool

type Duration int64

func (d Duration) String() string

func AfterFunc(d Duration, f func()) *Timer
