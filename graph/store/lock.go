package store

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"entente/graph/store/fault"
)

// lockedError says who holds a store.
func lockedError(a address, readOnly bool) error {
	who := "another process"
	switch pid := lockHolder(filepath.Join(a.path, a.backend.file)); {
	case pid == os.Getpid():
		who = "this process, which has it open already"
	case pid > 0:
		who = fmt.Sprintf("another process (pid %d%s)", pid, command(pid))
	}
	what := "wait until it ends, or stop it"
	if !readOnly {
		what = "wait until it ends, or load into another store"
	}
	return fmt.Errorf("store %s %w by %s: %s", a.path, fault.ErrLocked, who, what)
}

// lockHolder finds the process that holds a lock on a file; 0 if the system
// does not say. Linux lists locks in /proc/locks by device and inode.
func lockHolder(path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	inode, ok := inodeOf(info)
	if !ok {
		return 0
	}
	f, err := os.Open("/proc/locks")
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		// 1: FLOCK  ADVISORY  WRITE 4711 08:01:131073 0 EOF
		fields := strings.Fields(lines.Text())
		if len(fields) < 6 || fields[1] != "FLOCK" {
			continue
		}
		parts := strings.Split(fields[5], ":")
		if parts[len(parts)-1] != strconv.FormatUint(inode, 10) {
			continue
		}
		// Processes of another container show as 0 or -1.
		if pid, err := strconv.Atoi(fields[4]); err == nil && pid > 0 {
			return pid
		}
	}
	return 0
}

// command is the name of a running process, as ", entente"; empty if the
// system does not say.
func command(pid int) string {
	name, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "comm"))
	if err != nil || len(name) == 0 {
		return ""
	}
	return ", " + strings.TrimSpace(string(name))
}
