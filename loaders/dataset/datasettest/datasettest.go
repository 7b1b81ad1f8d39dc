// Package datasettest loads data sets in tests: a text in, claims in lines
// out, each checked against the text it quotes.
package datasettest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/loaders/gazetteer"
	"entente/schema"
)

var builtin = sync.OnceValues(gazetteer.Builtin)

// Result is what a load gave.
type Result struct {
	Claims       []graph.Claim
	Descriptions []graph.Description
	Rejected     []graph.Rejection
	Warnings     []string
	Err          error // of the input
}

// Load loads one text of a format. Every claim must be sound and quote the
// text where it says.
func Load(t testing.TB, f dataset.Format, name, text string) Result {
	t.Helper()
	g, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	return check(t, f, input(name, text), dataset.NewNames(g))
}

// LoadSet loads a text of a format with others beside it.
func LoadSet(t testing.TB, f dataset.Format, main string, files map[string]string) Result {
	t.Helper()
	g, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	in := input(main, files[main])
	in.Beside = beside(files)
	return check(t, f, in, dataset.NewNames(g))
}

func beside(files map[string]string) func(string) (*dataset.Input, bool) {
	return func(name string) (*dataset.Input, bool) {
		text, ok := files[name]
		in := input(name, text)
		in.Beside = beside(files)
		return in, ok
	}
}

func check(t testing.TB, f dataset.Format, in *dataset.Input, names *dataset.Names) Result {
	t.Helper()
	r, err := load(f, in, names)
	if err != nil {
		t.Fatal(err)
	}
	words, err := textOf(in)
	if err != nil && r.Err == nil {
		t.Fatal(err)
	}
	beside := map[string]string{in.Base: words}
	for i := range r.Claims {
		c := &r.Claims[i]
		if err := c.Check(schema.Builtin()); err != nil {
			t.Errorf("%s %s %s: %v", c.Subject.ID, c.Relation, c.Object.ID, err)
		}
		// It may rest on a file beside the main one.
		words := words
		_, file, _ := strings.Cut(c.Source.ID, "/")
		if file, _, _ = strings.Cut(file, "@"); file != in.Base {
			var ok bool
			if other, there := in.Beside(file); there {
				if words, ok = beside[file]; !ok {
					words, _ = textOf(other) // it was read
					beside[file] = words
				}
			}
		}
		if err := c.CheckText(words); err != nil {
			t.Errorf("%s %s %s: %v", c.Subject.ID, c.Relation, c.Object.ID, err)
		}
	}
	return r
}

func textOf(in *dataset.Input) (string, error) {
	decoded, err := in.Text()
	if err != nil {
		return "", err
	}
	whole, err := io.ReadAll(decoded)
	return string(whole), err
}

// Fuzz loads bytes that may be anything; nothing may panic, every claim must
// be sound. It asks no gazetteer, which takes long to read.
func Fuzz(t *testing.T, f dataset.Format, name string, text []byte) {
	check(t, f, input(name, string(text)), dataset.NewNames(nil))
}

// FuzzSet is [Fuzz] with other texts beside the main one.
func FuzzSet(t *testing.T, f dataset.Format, main string, files map[string]string) {
	in := input(main, files[main])
	in.Beside = beside(files)
	check(t, f, in, dataset.NewNames(nil))
}

func input(name, text string) *dataset.Input {
	return &dataset.Input{
		Name: name, Base: filepath.Base(name), Head: []byte(text[:min(len(text), 64<<10)]),
		Open:   func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil },
		Beside: func(string) (*dataset.Input, bool) { return nil, false },
	}
}

func load(f dataset.Format, in *dataset.Input, names *dataset.Names) (Result, error) {
	var r Result
	w := dataset.NewWriter(&f, (*sink)(&r), names, func(s string) { r.Warnings = append(r.Warnings, s) })
	err := f.Load(context.Background(), in, w)
	var bad *dataset.InputError
	if errors.As(err, &bad) {
		r.Err = bad
		err = nil
	}
	if err != nil {
		return r, err
	}
	return r, w.Close(context.Background(), dataset.ToTheEnd)
}

type sink Result

func (s *sink) Begin(context.Context, graph.Source) error { return nil }
func (s *sink) End(context.Context) error                 { return nil }
func (s *sink) Reject(r graph.Rejection)                  { s.Rejected = append(s.Rejected, r) }
func (s *sink) Claim(_ context.Context, c graph.Claim) error {
	s.Claims = append(s.Claims, c)
	return nil
}
func (s *sink) Describe(_ context.Context, d graph.Description) error {
	s.Descriptions = append(s.Descriptions, d)
	return nil
}

// Lines writes claims one a line: "actor:iran exports-to actor:china 2023".
func (r Result) Lines() []string {
	var out []string
	for _, c := range r.Claims {
		line := strings.TrimPrefix(c.Subject.ID, "actor:") + " " + c.Relation + " " + strings.TrimPrefix(c.Object.ID, "actor:")
		if c.Status != graph.Asserted {
			line += " " + string(c.Status)
		}
		if c.Time.EDTF != "" {
			line += " " + c.Time.EDTF
		}
		if c.Amount != nil {
			line += fmt.Sprintf(" %v %s", c.Amount.Value, c.Amount.Unit)
		}
		out = append(out, line)
	}
	return out
}

// Reasons lists rejections, "line: reason".
func (r Result) Reasons() []string {
	var out []string
	for _, x := range r.Rejected {
		out = append(out, fmt.Sprintf("%d: %s", x.Line, x.Reason))
	}
	return out
}

// Bench loads rows made by a function, so many that the fixed costs vanish,
// and reports rows a second.
func Bench(b *testing.B, f dataset.Format, name, header string, row func(i int) string) {
	const rows = 20000
	var text bytes.Buffer
	text.WriteString(header)
	for i := range rows {
		text.WriteString(row(i))
	}
	g, err := builtin()
	if err != nil {
		b.Fatal(err)
	}
	in := input(name, text.String())
	b.SetBytes(int64(text.Len()))
	before := ProcessorTime()
	for b.Loop() {
		var c counter
		w := dataset.NewWriter(&f, &c, dataset.NewNames(g), nil)
		if err := f.Load(context.Background(), in, w); err != nil {
			b.Fatal(err)
		}
		if c.claims == 0 {
			b.Fatal("no claims")
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	if used := ProcessorTime() - before; used > 0 {
		b.ReportMetric(float64(rows)*float64(b.N)/used.Seconds(), "rows/core-s")
	}
}

type counter struct{ claims int }

func (c *counter) Begin(context.Context, graph.Source) error         { return nil }
func (c *counter) End(context.Context) error                         { return nil }
func (c *counter) Reject(graph.Rejection)                            {}
func (c *counter) Describe(context.Context, graph.Description) error { return nil }
func (c *counter) Claim(context.Context, graph.Claim) error          { c.claims++; return nil }

// Sample reads one of the project's own samples, for a package beside dataset.
func Sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "datasets", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Shared reads a file of the shared samples, or skips the test where they
// are not.
func Shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		text, err := os.ReadFile(filepath.Join(dir, "..", "shared", "datasets", filepath.FromSlash(name)))
		if err == nil {
			return string(text)
		}
		dir = filepath.Dir(dir)
	}
	t.Skipf("the sample %s is not here", name)
	return ""
}
