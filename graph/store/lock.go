package store

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"entente/graph/store/fault"
)

// lockedError says who holds a store, and where it answers if it serves it.
func lockedError(a address, readOnly bool) error {
	who, what := "another process", "wait until it ends, or stop it"
	if !readOnly {
		what = "wait until it ends, or load into another store"
	}
	holders := lockHolders(filepath.Join(a.path, a.backend.file))
	server, served := a.announced()
	switch {
	case slices.Contains(holders, os.Getpid()):
		who = "this process, which has it open already"
	case served && slices.Contains(holders, server.PID):
		who = fmt.Sprintf("another process (pid %d%s), which serves it at %s", server.PID, command(server.PID), server.URL)
		what = "ask it there"
		if !server.ReadOnly {
			what += ", or load through it (POST /api/load, with its token)"
		} else if !readOnly {
			what += "; to load, stop it, or let it take what is loaded (entente serve --read-write; POST /api/load)"
		}
	case len(holders) > 0:
		who = fmt.Sprintf("another process (pid %d%s)", holders[0], command(holders[0]))
	}
	return fmt.Errorf("store %s %w by %s: %s", a.path, fault.ErrLocked, who, what)
}

// lockHolders finds the processes that hold a lock on a file, as several that
// read do; none if the system does not say. Linux lists locks in /proc/locks
// by device and inode.
func lockHolders(path string) (pids []int) {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	inode, ok := inodeOf(info)
	if !ok {
		return nil
	}
	f, err := os.Open("/proc/locks")
	if err != nil {
		return nil
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
			pids = append(pids, pid)
		}
	}
	return pids
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
