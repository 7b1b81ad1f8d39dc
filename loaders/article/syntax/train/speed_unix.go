//go:build unix

package main

import (
	"syscall"
	"time"
)

// userTime is the processor's time this process has taken in its own code.
func userTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano())
}
