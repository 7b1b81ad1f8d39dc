package store_test

import (
	"os"
	"strings"
	"syscall"
)

func mountSmall(dir string) error { return syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m") }

// deletedOpen lists files below dir that this process deleted and has open
// still: they take room that nobody sees.
func deletedOpen(dir string) (list []string) {
	open, _ := os.ReadDir("/proc/self/fd")
	for _, fd := range open {
		if file, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && strings.HasPrefix(file, dir) && strings.HasSuffix(file, "(deleted)") {
			list = append(list, file)
		}
	}
	return list
}

func unmount(dir string) { syscall.Unmount(dir, 0) }
