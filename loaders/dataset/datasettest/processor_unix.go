//go:build unix

package datasettest

import (
	"syscall"
	"time"
)

// ProcessorTime is what the process has used of all cores so far.
func ProcessorTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
