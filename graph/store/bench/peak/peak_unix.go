//go:build unix

package peak

import (
	"os"
	"runtime"
	"syscall"
)

// Of is the most memory that a process took, in bytes; 0 if unknown.
func Of(p *os.ProcessState) float64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return float64(usage.Maxrss)
	}
	return float64(usage.Maxrss) * 1024
}
