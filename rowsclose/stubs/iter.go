package iter // import "iter"

type Seq[V any] func(yield func(V) bool)

type Seq2[K, V any] func(yield func(K, V) bool)

//rowsclose:acquires-from seq
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func())

//rowsclose:acquires-from seq
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func())
