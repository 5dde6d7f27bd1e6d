package litter // import "github.com/sanity-io/litter"

type Options struct{}

func (o Options) Dump(values ...interface{})
func (o Options) Sdump(values ...interface{}) string
func Dump(value ...interface{})
func D(value ...interface{})
func Sdump(value ...interface{}) string
