//go:build !unix

package store

import (
	"io/fs"
	"os"
)

func inodeOf(fs.FileInfo) (uint64, bool) { return 0, false }

// running says whether there is a process of this number.
func running(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	_ = p.Release()
	return true
}
