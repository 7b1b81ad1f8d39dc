//go:build !unix

package index

import (
	"fmt"
	"io"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"

	"entente/graph/store/fault"
)

// lockFile takes a lock beside a file; here readers do not share it.
func lockFile(path string, _ bool, wait time.Duration) (io.Closer, error) {
	for until := time.Now().Add(wait); ; time.Sleep(10 * time.Millisecond) {
		lock, err := vfs.Default.Lock(path + ".lock")
		if err == nil {
			return lock, nil
		}
		if time.Now().After(until) {
			return nil, fmt.Errorf("%w: %w", fault.ErrLocked, err)
		}
	}
}
