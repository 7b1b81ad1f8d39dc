//go:build !unix

package datasettest

import "time"

// ProcessorTime is not known here.
func ProcessorTime() time.Duration { return 0 }
