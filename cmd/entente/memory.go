package main

import (
	"os"
	"runtime/debug"
)

// keepWithin makes the garbage collector keep the program within a number of
// bytes as long as what it holds allows that, unless GOMEMLIMIT says otherwise:
// a command that streams need not let garbage grow to twice what it holds.
func keepWithin(bytes int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(bytes)
	}
}
