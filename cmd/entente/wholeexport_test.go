//go:build unix

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/graph/export"
)

// TestWholeExports writes a whole store in every format, each in a process of
// its own, and says how long it took and what it held. It holds nobody to a
// figure unless it is asked to:
//
//	ENTENTE_EXPORTS=made.db go test ./cmd/entente -run WholeExports -v -timeout 3h
//
// TestTraffic makes such a store. ENTENTE_EXPORTS_FORMATS names some formats only.
func TestWholeExports(t *testing.T) {
	db := os.Getenv("ENTENTE_EXPORTS")
	if db == "" {
		t.Skip("skipped: ENTENTE_EXPORTS names the store to export")
	}
	names := strings.Fields(os.Getenv("ENTENTE_EXPORTS_FORMATS"))
	if len(names) == 0 {
		for _, f := range export.All() {
			names = append(names, f.Name)
		}
	}
	t.Logf("%-10s %8s %8s %8s %12s %9s %8s", "format", "wall s", "user s", "system s", "bytes", "anonymous", "resident")
	for _, name := range names {
		cmd := exec.Command("entente", "export", "--db", db, "--format", name)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		cmd.Stderr = &said
		began := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended, most := make(chan struct{}), make(chan int)
		go func() {
			anonymous := 0
			for {
				anonymous = max(anonymous, memory(cmd.Process.Pid).anonymous)
				select {
				case <-ended:
					most <- anonymous
					return
				case <-time.After(50 * time.Millisecond):
				}
			}
		}()
		bytes, err := io.Copy(io.Discard, bufio.NewReaderSize(out, 1<<20))
		if err != nil {
			t.Error(err)
		}
		err = cmd.Wait()
		close(ended)
		anonymous := <-most
		if err != nil {
			t.Errorf("%s: %v: %s", name, err, said.String())
			continue
		}
		resident := 0
		if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			resident = int(u.Maxrss / 1024)
		}
		t.Logf("%-10s %8.1f %8.1f %8.1f %12d %6d MB %5d MB", name, time.Since(began).Seconds(), cmd.ProcessState.UserTime().Seconds(),
			cmd.ProcessState.SystemTime().Seconds(), bytes, anonymous, resident)
	}
}

// resident is what a process holds in memory, in MB: all, at most, and what of
// it is no file of the disk.
type resident struct{ now, most, anonymous int }

// memory reads it where the system says; zero elsewhere.
func memory(pid int) resident {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return resident{}
	}
	kB := func(name string) int {
		_, rest, _ := strings.Cut(string(text), name+":")
		fields := strings.Fields(rest)
		if len(fields) == 0 {
			return 0
		}
		n, _ := strconv.Atoi(fields[0]) // 0, if it is not said
		return n / 1024
	}
	return resident{kB("VmRSS"), kB("VmHWM"), kB("RssAnon")}
}
