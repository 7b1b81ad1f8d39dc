package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/testdata"
)

// elapsed is the one thing in an answer that differs from run to run.
var elapsed = regexp.MustCompile(`\([0-9.]+(ms|µs|s)\)`)

// TestReadme runs every console block of the README, in one folder, in order,
// and compares what it prints, both streams, with what the README says it
// does. `go test ./cmd/entente -run Readme -update` writes the outputs anew.
func TestReadme(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, testdata.Articles); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "datasets"), os.DirFS(root+"/testdata/datasets")); err != nil {
		t.Fatal(err)
	}
	commands := eachInReadme(t, "```console", "command prints", func(line string) []byte {
		cmd := exec.Command("sh", "-c", strings.TrimPrefix(line, "$ "))
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "NO_COLOR=1", "ENTENTE_DB=")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s%s%v", line, out, err)
		}
		return elapsed.ReplaceAll(out, []byte("(2ms)"))
	})
	if commands < 10 {
		t.Errorf("only %d commands found in the README", commands)
	}
}

// eachInReadme does what the lines "$ …" of the README's blocks of one kind
// say, and compares what comes of it with what stands below them, or with
// -update writes it there. It returns how many lines there were.
func eachInReadme(t *testing.T, fence, does string, do func(line string) []byte) int {
	t.Helper()
	const file = root + "/README.md"
	readme, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	inside, n := false, 0
	for line := range strings.Lines(string(readme)) {
		switch {
		case strings.HasPrefix(line, fence):
			inside = true
			got.WriteString(line)
		case inside && strings.HasPrefix(line, "```"):
			inside = false
			got.WriteString(line)
		case inside && strings.HasPrefix(line, "$ "):
			n++
			got.WriteString(line)
			got.Write(do(line))
		case inside:
			// What the line above gave: written anew.
		default:
			got.WriteString(line)
		}
	}
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return n
	}
	want := strings.Split(string(readme), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(want) || line != want[i] {
			t.Fatalf("README.md:%d says\n\t%s\nbut the %s\n\t%s", i+1, at(want, i), does, line)
		}
	}
	return n
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "nothing"
}

// Every command stands in the README, so that somebody can find it.
func TestReadmeNamesCommands(t *testing.T) {
	readme, err := os.ReadFile(root + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range newApp(&terminal{}).Commands {
		if !bytes.Contains(readme, []byte("entente "+c.Name)) {
			t.Errorf("the README does not name entente %s", c.Name)
		}
	}
}

// The benchmarks that the README names for its figures are there.
func TestReadmeNamesBenchmarks(t *testing.T) {
	readme, err := os.ReadFile(root + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	// The packages of a command, and the first part of its pattern: what
	// stands behind a slash names a part of a benchmark, which only running it
	// tells.
	command := regexp.MustCompile("go test ((?:\\./[a-z/]+ )+)-run xxx -bench '?([^ `'/]+)")
	named := 0
	for _, m := range command.FindAllStringSubmatch(string(readme), -1) {
		pattern, err := regexp.Compile(strings.ReplaceAll(m[2], `\|`, "|"))
		if err != nil {
			t.Errorf("%s: %v", m[0], err)
			continue
		}
		for pkg := range strings.FieldsSeq(m[1]) {
			named++
			if !slices.ContainsFunc(benchmarks(t, filepath.Join(root, pkg)), pattern.MatchString) {
				t.Errorf("the README says %q, but %s has no such benchmark", m[0], pkg)
			}
		}
	}
	if named < 10 {
		t.Errorf("only %d benchmarks found in the README", named)
	}
}

// benchmarks are the names of those in a package, without "Benchmark".
func benchmarks(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range benchmark.FindAllSubmatch(source, -1) {
			out = append(out, string(m[1]))
		}
	}
	return out
}

var benchmark = regexp.MustCompile(`(?m)^func Benchmark(\w*)\(`)
