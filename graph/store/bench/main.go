// Command bench measures the store, stock Cayley and others side by side, on
// the same made quads and in one run, and prints Markdown:
//
//	go run ./graph/store/bench                      a million quads, 3 rounds
//	go run ./graph/store/bench -quads 10000000 -stock=false -peers=false
//	go run ./graph/store/bench -only entente,stock-bolt
//	go run ./graph/store/bench -quads 10000000 -rounds 1 -ask=false -only entente,stock-bolt
//
// Stock Cayley is a program of a module of its own (graph/store/bench/peers);
// Oxigraph, Kuzu and SQLite come from npm. What cannot be had here is left
// out, and said. A PostgreSQL server is started if one is installed; it is
// loaded with fewer quads (-postgres), for stock Cayley is slow there.
//
// The benchmarks of this package measure claims rather than quads:
//
//	go test -run '^$' -bench . ./graph/store/bench            100,000 claims
//	ENTENTE_BENCH_CLAIMS=10000 go test -run '^$' -bench …      another size
//
// The made graph looks like what articles give: actors whose degrees follow a
// power law, every relation of the vocabulary, a hundred claims a source, one
// in ten not asserted. The same seed gives the same graph.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/graph/store/bench/peak"
	"entente/graph/store/bench/shape"
	"entente/graph/store/postgres/postgrestest"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "child" {
		if err := child(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	b := bench{}
	flag.IntVar(&b.quads, "quads", 1_000_000, "how many quads")
	flag.IntVar(&b.postgres, "postgres", 30_000, "how many quads for PostgreSQL")
	flag.BoolVar(&b.durable, "postgres-defaults", false, "leave PostgreSQL its own settings: every transaction on the disk, 128 MB of buffers; without, those of the tests")
	flag.IntVar(&b.rounds, "rounds", 3, "how many loads each")
	flag.BoolVar(&b.ask, "ask", true, "ask questions after the last load; two hops take stock Cayley minutes at ten million quads")
	flag.StringVar(&b.only, "only", "", "only these stores, with commas between")
	stock := flag.Bool("stock", true, "measure stock Cayley")
	peers := flag.Bool("peers", true, "measure Oxigraph, Kuzu and SQLite, if npm can install them")
	flag.Parse()
	if err := b.run(*stock, *peers); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type bench struct {
	quads, postgres, rounds int
	durable, ask            bool
	only, dir, root         string
	left                    []string // what was left out, and why
}

// subject is a store that is measured.
type subject struct {
	name  string
	quads int
	start func(round int, file string, ask bool) (c *exec.Cmd, disk string)
	loads []float64 // quads a second
	peak  []float64 // bytes
	disk  int64
	query map[string]shape.Measured
}

func (b *bench) run(stock, peers bool) (err error) {
	if b.root, err = moduleRoot(); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "entente-bench-*"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	defer postgrestest.Stop()
	subjects, stop := b.subjects(stock, peers)
	defer stop()
	files := map[int]string{}
	for round := range b.rounds { // everyone in turn: what disturbs one disturbs all
		for _, s := range subjects {
			file := files[s.quads]
			if file == "" {
				if file, err = b.made(s.quads); err != nil {
					return err
				}
				files[s.quads] = file
			}
			if err := b.measure(s, round, file); err != nil {
				fmt.Fprintf(os.Stderr, "%s: %v\n", s.name, err)
				b.left = append(b.left, fmt.Sprintf("%s: %v", s.name, err))
			}
		}
	}
	b.print(subjects)
	return nil
}

func moduleRoot() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return "", fmt.Errorf("finding the module: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

func (b *bench) made(n int) (string, error) {
	path := filepath.Join(b.dir, fmt.Sprint(n, ".nq"))
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	if err := shape.QuadsOf(n).Write(f); err != nil {
		return "", err
	}
	return path, f.Close()
}

// asks is whether questions follow the load of a round.
func (b *bench) asks(round int) bool { return b.ask && round == b.rounds-1 }

// measure runs one subject once.
func (b *bench) measure(s *subject, round int, file string) error {
	began := time.Now()
	c, disk := s.start(round, file, b.asks(round))
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var m shape.Measured
		if json.Unmarshal(lines.Bytes(), &m) != nil {
			continue
		}
		switch m.Name {
		case "load":
			s.loads = append(s.loads, float64(m.Rows)/m.MS*1000)
		default:
			s.query[m.Name] = m
		}
	}
	if err := c.Wait(); err != nil {
		return err
	}
	if most := peak.Of(c.ProcessState); most > 0 && !b.asks(round) {
		s.peak = append(s.peak, most)
	}
	if disk != "" {
		s.disk = 0
		_ = filepath.WalkDir(disk, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil // a store in memory has no folder
			}
			if info, err := d.Info(); err == nil {
				s.disk += info.Size()
			}
			return nil
		})
		os.RemoveAll(disk)
	}
	fmt.Fprintf(os.Stderr, "%s, round %d: %.0f quads a second; %.0f s in all\n", s.name, round+1, last(s.loads), time.Since(began).Seconds())
	return nil
}

func last(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1]
}

func median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}

// print writes the tables.
func (b *bench) print(subjects []*subject) {
	subjects = slices.DeleteFunc(subjects, func(s *subject) bool { return len(s.loads) == 0 })
	fmt.Printf("%s, %s, %d cores, %s; %d rounds.\n\n", time.Now().Format("2 January 2006"), cpu(), runtime.NumCPU(), runtime.Version(), b.rounds)
	fmt.Println("| store | quads | load, quads a second | least and most | peak memory | bytes a quad on disk |")
	fmt.Println("| --- | --- | --- | --- | --- | --- |")
	for _, s := range subjects {
		disk := "–"
		if s.disk > 0 {
			disk = fmt.Sprintf("%.1f", float64(s.disk)/float64(s.quads))
		}
		peak := "–"
		if len(s.peak) > 0 {
			peak = fmt.Sprintf("%.0f MB", median(s.peak)/1e6)
		}
		fmt.Printf("| %s | %d | %s | %s to %s | %s | %s |\n", s.name, s.quads, thousands(median(s.loads)), thousands(slices.Min(s.loads)), thousands(slices.Max(s.loads)), peak, disk)
	}
	if b.ask {
		fmt.Println("\nMedians, milliseconds; in brackets how many times slower than entente.")
	}
	b.questions(subjects, "", "the path API, or the store's own language")
	b.questions(subjects, "gizmo: ", "Gizmo")
	for _, l := range b.left {
		fmt.Println("\nLeft out:", l)
	}
}

func (b *bench) questions(subjects []*subject, prefix, title string) {
	subjects = slices.DeleteFunc(slices.Clone(subjects), func(s *subject) bool {
		for name := range s.query {
			if prefix == "" || strings.HasPrefix(name, prefix) {
				return s.quads != b.quads
			}
		}
		return true
	})
	if len(subjects) == 0 {
		return
	}
	fmt.Printf("\n| by %s | results |", title)
	for _, s := range subjects {
		fmt.Printf(" %s |", s.name)
	}
	fmt.Printf("\n| --- | --- |%s\n", strings.Repeat(" --- |", len(subjects)))
	names := []string{"shortest path"}
	for _, q := range shape.Questions() {
		names = append(names, q.Name)
	}
	for _, name := range append(names[1:], names[0]) {
		row, base, rows := "", subjects[0].query[prefix+name], int64(-1)
		for _, s := range subjects {
			m, ok := s.query[prefix+name]
			switch {
			case !ok:
				row += " – |"
			case m.Err != "":
				row += " " + m.Err + " |"
			default:
				rows = max(rows, m.Rows)
				row += " " + figure(m.MS)
				if s != subjects[0] && base.MS > 0 {
					row += fmt.Sprintf(" (%s)", figure(m.MS/base.MS))
				}
				if m.Rows != base.Rows && s != subjects[0] && base.MS > 0 {
					row += fmt.Sprintf(" [%d results]", m.Rows)
				}
				row += " |"
			}
		}
		if rows >= 0 {
			fmt.Printf("| %s | %d |%s\n", name, cmp.Or(base.Rows, rows), row)
		}
	}
}

// figure writes a number to two or three digits.
func figure(x float64) string {
	switch {
	case x >= 100:
		return thousands(x)
	case x >= 10:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case x >= 1:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'g', 2, 64)
}

func thousands(x float64) string {
	s := strconv.FormatFloat(x, 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func cpu() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(data)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.Trim(name, "\t :\n")
		}
	}
	return runtime.GOARCH
}
