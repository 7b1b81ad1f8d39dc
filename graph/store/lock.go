package store

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/graph/store/fault"
)

// lockedError says who holds a store since when, and where it answers if it
// serves it.
func lockedError(a address, readOnly bool) error {
	who, what := "another process", "wait until it ends, or stop it"
	if !readOnly {
		what = "wait until it ends, or load into another store"
	}
	holders, told := lockHolders(filepath.Join(a.path, a.backend.file))
	holder, known := a.noted()
	known = known && (slices.Contains(holders, holder.PID) || !told && running(holder.PID))
	switch {
	case slices.Contains(holders, os.Getpid()), known && holder.PID == os.Getpid():
		who = "this process, which has it open already"
	case known:
		who = fmt.Sprintf("another process (pid %d, %s%s)", holder.PID, holder.Command, since(holder.Since))
		if holder.URL == "" {
			break
		}
		who += ", which serves it at " + holder.URL
		what = "ask it there, with --server " + holder.URL + " instead of --db"
		if !holder.ReadOnly {
			what += ", or load through it so, with its --token-file"
		} else if !readOnly {
			what += "; to load, stop it, or let it take what is loaded (entente serve --read-write, entente load --server)"
		}
	case len(holders) > 0:
		name, began := process(holders[0])
		who = fmt.Sprintf("another process (pid %d%s%s)", holders[0], name, since(began))
	}
	return fmt.Errorf("store %s %w by %s: %s", a.path, fault.ErrLocked, who, what)
}

// since tells a moment as ", since 2026-02-06 14:03:20"; nothing of one that is
// not known, or still to come where the clock was put back.
func since(t time.Time) string {
	if t.IsZero() || t.After(time.Now()) {
		return ""
	}
	return ", since " + t.Local().Format(time.DateTime)
}

// lockHolders finds the processes that hold a lock on a file, as several that
// read do; told says whether the system names them all. Linux lists locks in
// /proc/locks by device and inode.
func lockHolders(path string) (pids []int, told bool) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, false
	}
	inode, ok := inodeOf(info)
	if !ok {
		return nil, false
	}
	f, err := os.Open("/proc/locks")
	if err != nil {
		return nil, false
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
	return pids, true
}

// process is the name of a running process, as ", entente", and when it was
// started, as far as the system says so.
func process(pid int) (name string, began time.Time) {
	read := func(file string) string {
		text, err := os.ReadFile(filepath.Join("/proc", file))
		if err != nil {
			return ""
		}
		return strings.TrimSpace(string(text))
	}
	if name = read(fmt.Sprintf("%d/comm", pid)); name != "" {
		name = ", " + name
	}
	// The 22nd field of stat, behind the name in brackets, is the time from the
	// system's start to the process's, in hundredths of a second. Counted back
	// from now it does not depend on what the clock was then.
	stat := read(fmt.Sprintf("%d/stat", pid))
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	up, _, _ := strings.Cut(read("uptime"), " ")
	now, err := strconv.ParseFloat(up, 64)
	if err != nil || len(fields) < 20 {
		return name, began
	}
	ticks, err := strconv.ParseFloat(fields[19], 64)
	if err != nil || ticks/100 > now {
		return name, began
	}
	return name, time.Now().Add(-time.Duration((now - ticks/100) * float64(time.Second)))
}
