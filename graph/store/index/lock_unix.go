//go:build unix

package index

import (
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	"entente/graph/store/fault"
)

// lockFile takes a lock on a file that ends with the process: alone, or
// together with others that do not ask to be alone.
func lockFile(path string, alone bool, wait time.Duration) (io.Closer, error) {
	mode, how := os.O_RDONLY, syscall.LOCK_SH
	if alone {
		mode, how = os.O_RDWR, syscall.LOCK_EX
	}
	f, err := os.OpenFile(path, mode, 0)
	if err != nil {
		return nil, err
	}
	for until := time.Now().Add(wait); ; time.Sleep(10 * time.Millisecond) {
		err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
		if err == nil {
			return f, nil
		}
		if errors.Is(err, syscall.EINTR) {
			continue
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			f.Close()
			return nil, err
		}
		if time.Now().After(until) {
			f.Close()
			return nil, fault.ErrLocked
		}
	}
}
