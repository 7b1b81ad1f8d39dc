// Command bench loads made files of every format into a store and prints, as
// Markdown, how many rows a second a core takes and how much memory it needs:
//
//	go run ./loaders/bench                          200,000 rows of each format
//	go run ./loaders/bench -rows 1000000 -only ftm,gdelt
//	go run ./loaders/bench -next                    of lists the next version, too
//	go run ./loaders/bench -next -another 2         one of which half the rows are others
//	go run ./loaders/bench -write sdn.csv -only ofac   only write the file; with -next its next version
//
// Every row is of its own: names, numbers and days differ, as they do on long
// lists, so that what is kept by name grows as much as it can. The same number
// of rows gives the same file.
//
// Each load is a process of its own, the command as people have it, so that its
// memory is that of a load and nothing else. Rows a second are of the
// processor's time, all threads together: they hardly depend on what else the
// machine does. "Alone" is the loader without a store, into a sink that only
// counts.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/store/bench/peak"
	"entente/loaders"
	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
	"entente/schema"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == "alone" {
		if err := alone(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	var b bench
	flag.IntVar(&b.rows, "rows", 200_000, "how many rows")
	flag.StringVar(&b.only, "only", "", "only these formats, with commas between")
	flag.BoolVar(&b.next, "next", false, "of formats that come in versions, load a next version, of which one row in forty is gone")
	flag.IntVar(&b.another, "another", 20, "one row in so `MANY` of a next version is another")
	flag.BoolVar(&b.alone, "alone", true, "measure the loaders without a store, too")
	write := flag.String("write", "", "only write the `FILE` of the one format of -only")
	flag.Parse()
	err := b.choose()
	if err == nil && *write != "" {
		err = b.write(*write)
	} else if err == nil {
		err = b.run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type bench struct {
	rows        int
	only        string
	next, alone bool
	another     int
	kinds       []kind
	dir         string
}

func (b *bench) choose() error {
	names := strings.FieldsFunc(b.only, func(r rune) bool { return r == ',' })
	for _, k := range kinds() {
		if len(names) == 0 || slices.Contains(names, k.name) {
			b.kinds = append(b.kinds, k)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(kinds(), func(k kind) bool { return k.name == name }) {
			return fmt.Errorf("no file is made of %q", name)
		}
	}
	return nil
}

func (b *bench) write(path string) error {
	if len(b.kinds) != 1 {
		return fmt.Errorf("-write wants one format: -only NAME")
	}
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	if b.next {
		return b.kinds[0].write(root, path, b.rows, b.later)
	}
	return b.kinds[0].write(root, path, b.rows, nil)
}

func moduleRoot() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return "", fmt.Errorf("finding the module: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

func (b *bench) run() (err error) {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "entente-bench-*"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	entente := filepath.Join(b.dir, "entente")
	build := exec.Command("go", "build", "-o", entente, "./cmd/entente")
	build.Dir, build.Stderr = root, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building the command: %w", err)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d cores, %s; %d rows of each format.\n\n", time.Now().Format("2 January 2006"), runtime.NumCPU(), runtime.Version(), b.rows)
	fmt.Println("| format | file, MB | claims | alone: rows a core-second | peak, MB | into a store: rows a core-second | CPU, s | peak, MB |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, k := range b.kinds {
		if err := b.measure(root, self, entente, k); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", k.name, err)
			fmt.Printf("| %s | – | – | – | – | – | – | – |\n", k.name)
		}
	}
	return nil
}

// used is what a process took.
type used struct {
	cpu    time.Duration
	peak   float64 // MB; 0 if unknown
	claims string
}

func (b *bench) measure(root, self, entente string, k kind) error {
	dir := filepath.Join(b.dir, k.name)
	defer os.RemoveAll(dir)
	path, err := b.made(root, dir, k, nil)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	cell := func(u used) string {
		return fmt.Sprintf("%s | %.1f | %.0f", thousands(float64(b.rows)/u.cpu.Seconds()), u.cpu.Seconds(), u.peak)
	}
	without := "– | –"
	if b.alone {
		u, err := process(exec.Command(self, "alone", path))
		if err != nil {
			return err
		}
		without = fmt.Sprintf("%s | %.0f", thousands(float64(b.rows)/u.cpu.Seconds()), u.peak)
	}
	db := filepath.Join(dir, "store.db")
	into, err := process(exec.Command(entente, "load", "--db", db, "--date", "2024-01-01", path))
	if err != nil {
		return err
	}
	fmt.Printf("| %s | %.0f | %s | %s | %s |\n", k.name, float64(info.Size())/1e6, into.claims, without, cell(into))
	if !b.next || !k.versions {
		return nil
	}
	if path, err = b.made(root, filepath.Join(dir, "next"), k, b.later); err != nil {
		return err
	}
	if into, err = process(exec.Command(entente, "load", "--db", db, "--date", "2024-02-01", path)); err != nil {
		return err
	}
	fmt.Printf("| %s, the next version | | %s | | | %s |\n", k.name, into.claims, cell(into))
	return nil
}

func (b *bench) made(root, dir string, k kind, version func(int) (int, bool)) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(dir, k.file)
	return path, k.write(root, path, b.rows, version)
}

// later makes a next version of a list: which row stands in the place of
// another, and whether any does.
func (b *bench) later(i int) (int, bool) {
	if i%b.another == b.another/3 {
		return i + 500_000_000, true
	}
	return i, i%40 != 3
}

var counted = regexp.MustCompile(`(\d+) claims( added)?`)

// process runs a command and says what it took. That rows were rejected, exit
// code 3, is said and no fault.
func process(c *exec.Cmd) (used, error) {
	var u used
	out, err := c.StdoutPipe()
	if err != nil {
		return u, err
	}
	c.Stderr = c.Stdout
	if err := c.Start(); err != nil {
		return u, err
	}
	var last string
	for lines := bufio.NewScanner(out); lines.Scan(); last = lines.Text() {
		if m := counted.FindStringSubmatch(lines.Text()); m != nil {
			u.claims = m[1]
		}
		if strings.Contains(lines.Text(), "rejected") {
			fmt.Fprintln(os.Stderr, lines.Text())
		}
	}
	if err := c.Wait(); err != nil && c.ProcessState.ExitCode() != 3 {
		return u, fmt.Errorf("%s: %w: %s", strings.Join(c.Args, " "), err, last)
	}
	u.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	u.peak = peak.Of(c.ProcessState) / 1e6
	return u, nil
}

func thousands(x float64) string {
	s := fmt.Sprintf("%.0f", x)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// alone reads a file into claims and counts them.
func alone(path string) error {
	g, err := gazetteer.Builtin()
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	in := loaders.Input{Name: path, Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(path) }}
	var sink counting
	o := loaders.Options{Gazetteer: g, Vocabulary: schema.Builtin(), Given: document.Given{Date: "2024-01-01"}}
	inputs := func(yield func(loaders.Input, error) bool) { yield(in, nil) }
	if err := loaders.Run(context.Background(), inputs, &sink, o, loaders.Progress{}); err != nil {
		return err
	}
	if sink.rejected > 0 {
		fmt.Printf("%d rows rejected; the first: %s\n", sink.rejected, sink.first)
	}
	fmt.Printf("%d claims\n", sink.claims)
	return nil
}

// counting is a sink that only counts.
type counting struct {
	claims, rejected int
	first            string
}

func (c *counting) Begin(context.Context, graph.Source) error         { return nil }
func (c *counting) Describe(context.Context, graph.Description) error { return nil }
func (c *counting) Claim(context.Context, graph.Claim) error          { c.claims++; return nil }
func (c *counting) End(context.Context) error                         { return nil }
func (c *counting) Reject(r graph.Rejection) {
	if c.rejected++; c.rejected == 1 {
		text, _ := json.Marshal(r)
		c.first = string(text)
	}
}
