package store

import (
	"fmt"
	"runtime/debug"
)

// guard runs what reads or writes pages of a file. Where a page is not what
// it should be, bbolt panics, or follows a number to where there is no page,
// which would end the process; here both become errors. A panic of the
// caller's own code, which inCaller tells, goes on.
func guard(inCaller *bool, fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if inCaller != nil && *inCaller {
			return
		}
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return fn()
}
