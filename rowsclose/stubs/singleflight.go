package singleflight // import "golang.org/x/sync/singleflight"

type Group struct{}

func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool)

func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result
func (g *Group) Forget(key string)

type Result struct{}
