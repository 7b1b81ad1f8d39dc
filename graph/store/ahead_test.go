package store

import (
	"errors"
	"iter"
	"testing"
)

func numbers(n int, end func(yield func(int, error) bool)) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		end(yield)
	}
}

// Whatever is made ahead comes in order and whole, and an error, a panic and a
// loop that is left are what they are without it.
func TestAhead(t *testing.T) {
	broken := errors.New("broken")
	nothing := func(func(int, error) bool) {}
	for _, n := range []int{0, 1, aheadAtOnce - 1, aheadAtOnce, 10*aheadAtOnce + 7} {
		for _, leave := range []int{-1, 0, aheadAtOnce / 2, 3 * aheadAtOnce} {
			for name, end := range map[string]func(func(int, error) bool){
				"nothing": nothing,
				"error":   func(yield func(int, error) bool) { yield(0, broken) },
				"panic":   func(func(int, error) bool) { panic(broken) },
			} {
				got, err := 0, error(nil)
				func() {
					defer func() {
						if p := recover(); p != nil {
							err = p.(error)
						}
					}()
					for v, e := range ahead(numbers(n, end)) {
						if err = e; e != nil {
							continue
						}
						if v != got {
							t.Fatalf("%d comes after %d values", v, got)
						}
						if got++; v == leave {
							break
						}
					}
				}()
				switch {
				case leave >= 0 && leave < n:
					if got != leave+1 {
						t.Errorf("%d, left at %d, %s at the end: %d came, %v", n, leave, name, got, err)
					}
				case got != n || (err != nil) != (name != "nothing"):
					t.Errorf("%d, %s at the end: %d came, %v", n, name, got, err)
				}
			}
		}
	}
}
