//go:build linux

package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/queries"
)

// BenchmarkProcess times whole processes, from start to exit, and reports the
// largest memory any of them held:
//
//	go test ./cmd/entente -run xxx -bench Process
//
// The store is the demo's. The test binary stands in for the program; it is
// larger than it (by the test libraries), so the figures err on the high side.
func BenchmarkProcess(b *testing.B) {
	db := filepath.Join(b.TempDir(), "demo.db")
	if out, err := exec.Command("entente", "demo", "--db", db, "--output", b.TempDir()).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	article, err := os.ReadFile("../../testdata/articles/muscat-talks.md")
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name, args string
		stdin      []byte
	}{
		{"help", "--help", nil},
		{"query", "query --db " + db + " trade-partners Iran", nil},
		{"two-hops", "query --db " + db + " sanctioned-partners US", nil},
		{"path", "path --db " + db + " Oman China", nil},
		{"extract", "extract -", article},
	} {
		b.Run(c.name, func(b *testing.B) {
			var peak int64
			for b.Loop() {
				cmd := exec.Command("entente", strings.Fields(c.args)...)
				cmd.Stdin = bytes.NewReader(c.stdin)
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
				peak = max(peak, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(peak)/1024, "peak-MB")
		})
	}
}

var (
	cannedDB    = flag.String("canned", "", "the store that BenchmarkCanned asks: one that BenchmarkPages of package queries made and kept")
	cannedAbout = flag.String("about", "Ministry 0,Bank 1", "the two actors that it asks about; the first two are the best-connected")
)

// BenchmarkCanned asks every canned query of a process of its own, as from the
// command line, and reports what the process took of all cores together:
//
//	go test ./queries -run xxx -bench Pages -benchtime 1x -claims 550000 -pages /tmp/made
//	go test ./cmd/entente -run xxx -bench Canned -benchtime 5x -canned /tmp/made
func BenchmarkCanned(b *testing.B) {
	if *cannedDB == "" {
		b.Skip("-canned names no store")
	}
	for _, q := range queries.Catalog() {
		args, actors := []string{"query", "--db", *cannedDB, "--format", "jsonl", q.Name}, strings.Split(*cannedAbout, ",")
		for _, p := range q.Params {
			switch p.Type {
			case queries.ActorParam:
				args, actors = append(args, actors[0]), actors[1:]
			case queries.DateParam:
				args = append(args, "2020-01-01")
			default:
				args = append(args, "sanctions")
			}
		}
		b.Run(q.Name, func(b *testing.B) {
			var took time.Duration
			var peak int64
			for b.Loop() {
				cmd := exec.Command("entente", args...)
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
				took += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				peak = max(peak, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(took.Milliseconds())/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(peak)/1024, "peak-MB")
		})
	}
}

// BenchmarkExtract times extraction alone, over documents in one process:
// the articles of the demo, many times.
func BenchmarkExtract(b *testing.B) {
	var docs bytes.Buffer
	sentences := 0
	for i := range 50 {
		for _, name := range []string{"muscat-talks", "sahel-exit", "second-thomas-shoal"} {
			text, err := os.ReadFile("../../testdata/articles/" + name + ".md")
			if err != nil {
				b.Fatal(err)
			}
			_, body, _ := strings.Cut(string(text[4:]), "---\n")
			sentences += strings.Count(body, ". ") + strings.Count(body, ".\n")
			docs.WriteString(`{"id":"` + name + strconv.Itoa(i) + `","date":"2026-02-07","text":` + strconv.Quote(body) + "}\n")
		}
	}
	b.ResetTimer()
	var peak int64
	for b.Loop() {
		cmd := exec.Command("entente", "extract", "--from", "jsonl", "-")
		cmd.Stdin = bytes.NewReader(docs.Bytes())
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		peak = max(peak, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	}
	b.ReportMetric(float64(sentences*b.N)/b.Elapsed().Seconds(), "sentences/s")
	b.ReportMetric(float64(peak)/1024, "peak-MB")
}
