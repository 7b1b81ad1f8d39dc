//go:build unix

package main

import (
	"errors"
	"io/fs"
	"syscall"
)

// pipeClosed tells that the reader of our output has gone, as in `… | head`:
// no fault of anybody's.
func pipeClosed(err error) bool { return errors.Is(err, syscall.EPIPE) }

// umask is what the user keeps new files from being allowed.
func umask() fs.FileMode {
	mask := syscall.Umask(0)
	syscall.Umask(mask)
	return fs.FileMode(mask)
}
