package store

import "iter"

// aheadAtOnce is how many of what [ahead] gives go from one goroutine to
// another together.
const aheadAtOnce = 256

// ahead gives what seq gives, which is made on a goroutine of its own while
// the last of it is still being used. That goroutine has ended when the loop
// has; a panic of seq's is one of the loop's.
func ahead[T any](seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	type batch struct {
		values []T
		// What comes after the values, and is the last.
		err      error
		panicked any
	}
	return func(yield func(T, error) bool) {
		made, used := make(chan batch, 4), make(chan []T, 6)
		stop := make(chan struct{})
		go func() {
			defer close(made)
			values := make([]T, 0, aheadAtOnce)
			send := func(b batch) bool {
				b.values = values
				select {
				case made <- b:
				case <-stop:
					return false
				}
				select {
				case values = <-used:
				default:
					values = make([]T, 0, aheadAtOnce)
				}
				return true
			}
			defer func() {
				if p := recover(); p != nil {
					send(batch{panicked: p})
				}
			}()
			for v, err := range seq {
				if err != nil {
					send(batch{err: err})
					return
				}
				if values = append(values, v); len(values) == aheadAtOnce && !send(batch{}) {
					return
				}
			}
			send(batch{})
		}()
		defer func() {
			close(stop)
			for range made { // until it has ended
			}
		}()
		for b := range made {
			for _, v := range b.values {
				if !yield(v, nil) {
					return
				}
			}
			if b.panicked != nil {
				panic(b.panicked)
			}
			if b.err != nil {
				var none T
				yield(none, b.err)
				return
			}
			clear(b.values)
			select {
			case used <- b.values[:0]:
			default:
			}
		}
	}
}
