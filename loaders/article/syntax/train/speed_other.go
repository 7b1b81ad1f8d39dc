//go:build !unix

package main

import "time"

var began = time.Now()

// userTime is the time that passed, where the system does not tell more.
func userTime() time.Duration { return time.Since(began) }
