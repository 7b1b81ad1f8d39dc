package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// newStore gives an empty store on the disk, closed when the test ends.
func newStore(t *testing.T) *Store {
	t.Helper()
	s, err := Open(context.Background(), "entente:"+filepath.Join(t.TempDir(), "db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// drawnStore gives a store in memory with the quads of [quadsOf].
func drawnStore(t *rapid.T) *Store {
	s, err := Open(context.Background(), "memstore:", Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, _, err := s.AddQuads(context.Background(), each(quadsOf(t))); err != nil {
		t.Fatal(err)
	}
	return s
}

// quadsOf draws a small graph with few values, so that most steps lead
// somewhere, and edges that stand under several labels.
func quadsOf(t *rapid.T) []quad.Quad {
	value := func(prefix string, n int) *rapid.Generator[quad.Value] {
		return rapid.Custom(func(t *rapid.T) quad.Value {
			return quad.IRI(fmt.Sprint(prefix, rapid.IntRange(0, n-1).Draw(t, prefix)))
		})
	}
	one := rapid.Custom(func(t *rapid.T) quad.Quad {
		return quad.Quad{
			Subject: value("n", 6).Draw(t, "s"), Predicate: value("p", 3).Draw(t, "p"),
			Object: value("n", 6).Draw(t, "o"), Label: value("l", 3).Draw(t, "l"),
		}
	})
	return rapid.SliceOfNDistinct(one, 1, 40, func(q quad.Quad) quad.Quad { return q }).Draw(t, "quads")
}

// state is a node that a path has come to, with its tags in order.
type state struct{ node, tags string }

// walker follows a path in the plainest way, as the meaning of its text.
type walker struct {
	quads  []quad.Quad
	states map[state]bool
	labels string // the label that quads must have; "" for any
	tags   int    // steps that give tags
}

func (w *walker) step(fn func(s state, add func(node, tag string))) {
	next := map[state]bool{}
	for s := range w.states {
		fn(s, func(node, tag string) {
			// Tags are written sorted: the order in which they were given
			// does not show in a row.
			tags := strings.Fields(s.tags + " " + tag)
			slices.Sort(tags)
			next[state{node, strings.Join(tags, " ")}] = true
		})
	}
	w.states = next
}

// hop follows edges; each gets the tags that tag gives it.
func (w *walker) hop(forward bool, via []string, tag func(p string) string) func(state, func(node, tag string)) {
	return func(s state, add func(node, tag string)) {
		for _, q := range w.quads {
			from, to := name(q.Subject), name(q.Object)
			if !forward {
				from, to = to, from
			}
			if from == s.node && (len(via) == 0 || slices.Contains(via, name(q.Predicate))) && (w.labels == "" || name(q.Label) == w.labels) {
				add(to, tag(name(q.Predicate)))
			}
		}
	}
}

func name(v quad.Value) string { return strings.Trim(quad.StringOf(v), "<>") }

func untagged(string) string { return "" }

// pathOf draws a path as Gizmo and follows it.
func pathOf(t *rapid.T, list []quad.Quad) (string, *walker) {
	draw := func(options ...string) string { return rapid.SampledFrom(options).Draw(t, "choice") }
	node := func() string { return draw("n0", "n1", "n2", "n3", "n4", "n5", "n6", "p0") }
	via := func() (string, []string) {
		switch v := draw("", "p0", "p1", "p0 p2", "p9"); v {
		case "":
			return draw("", "null"), nil
		case "p0 p2":
			return `["<p0>", "<p2>"]`, strings.Fields(v)
		default:
			return `"<` + v + `>"`, []string{v}
		}
	}
	w := &walker{quads: list, states: map[state]bool{}}
	known := map[string]bool{}
	for _, q := range list {
		for _, d := range quad.Directions {
			known[name(q.Get(d))] = true
		}
	}
	var b strings.Builder
	if draw("some", "all") == "some" {
		x, y := node(), node()
		if x == y {
			y = "n9"
		}
		fmt.Fprintf(&b, `g.V("<%s>", "<%s>")`, x, y)
		for _, n := range []string{x, y} {
			if known[n] {
				w.states[state{node: n}] = true
			}
		}
	} else {
		b.WriteString("g.V()")
		for n := range known {
			w.states[state{node: n}] = true
		}
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "steps") {
		tag := fmt.Sprint("t", i)
		before := b.Len()
		switch step := draw("out", "in", "both", "out", "in", "has", "hasR", "save", "saveOpt", "tag", "outTag", "label", "is", "and", "except"); step {
		case "out", "in":
			text, preds := via()
			fmt.Fprintf(&b, ".%s(%s)", step, text)
			w.step(w.hop(step == "out", preds, untagged))
		case "both":
			text, preds := via()
			fmt.Fprintf(&b, ".both(%s)", text)
			w.step(func(s state, add func(node, tag string)) {
				w.hop(true, preds, untagged)(s, add)
				w.hop(false, preds, untagged)(s, add)
			})
		case "outTag":
			fmt.Fprintf(&b, `.out(null, "%s")`, tag)
			w.step(w.hop(true, nil, func(p string) string { return tag + "=" + p }))
		case "has", "hasR":
			p, n := draw("p0", "p1"), node()
			fmt.Fprintf(&b, `.%s("<%s>", "<%s>")`, step, p, n)
			w.step(func(s state, add func(node, tag string)) {
				w.hop(step == "has", []string{p}, untagged)(s, func(to, _ string) {
					if to == n {
						add(s.node, "")
					}
				})
			})
		case "save", "saveOpt":
			p := draw("p0", "p1")
			fmt.Fprintf(&b, `.%s("<%s>", "%s")`, step, p, tag)
			w.step(func(s state, add func(node, tag string)) {
				found := false
				w.hop(true, []string{p}, untagged)(s, func(to, _ string) {
					found = true
					add(s.node, tag+"="+to)
				})
				if !found && step == "saveOpt" {
					add(s.node, "")
				}
			})
		case "tag":
			fmt.Fprintf(&b, `.tag("%s")`, tag)
			w.step(func(s state, add func(node, tag string)) { add(s.node, tag+"="+s.node) })
		case "label":
			w.labels = draw("l0", "l1", "l9")
			fmt.Fprintf(&b, `.labelContext("<%s>")`, w.labels)
		case "is":
			n := node()
			fmt.Fprintf(&b, `.is("<%s>")`, n)
			w.step(func(s state, add func(node, tag string)) {
				if s.node == n {
					add(n, "")
				}
			})
		case "and", "except":
			n := node()
			text, preds := via()
			fmt.Fprintf(&b, `.%s(g.V("<%s>").out(%s))`, step, n, text)
			w.step(func(s state, add func(node, tag string)) {
				in := false
				free := walker{quads: list}
				free.hop(true, preds, untagged)(state{node: n}, func(to, _ string) { in = in || to == s.node })
				if in == (step == "and") {
					add(s.node, "")
				}
			})
		}
		if strings.Contains(b.String()[before:], tag) {
			w.tags++
		}
	}
	return b.String(), w
}

// rows writes a walker's states as the rows of .all().
func (w *walker) rows() []string {
	var out []string
	for s := range w.states {
		out = append(out, strings.TrimSpace(s.node+" "+s.tags))
	}
	slices.Sort(out)
	return out
}

// nodes drops the tags of rows.
func nodes(rows []string) []string {
	var out []string
	for _, r := range rows {
		node, _, _ := strings.Cut(r, " ")
		out = append(out, node)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Whatever the plan, a query gives the rows that its text means. How often it
// gives each depends on the plan, in stock Cayley, too: a node that an Or finds
// by two ways comes twice when the Or is listed and once when it is looked up.
func TestPlansGiveWhatTheQueryMeans(t *testing.T) {
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		list := quadsOf(t)
		text, want := pathOf(t, list)
		for _, addr := range []string{"memstore:", fmt.Sprintf("bolt:%s/%d", dir, n)} {
			n++
			s, err := Open(context.Background(), addr, Options{Create: true})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if _, _, err := s.AddQuads(context.Background(), func(yield func(quad.Quad, error) bool) {
				for _, q := range list {
					if !yield(q, nil) {
						return
					}
				}
			}); err != nil {
				t.Fatal(err)
			}
			a, err := s.Gizmo(context.Background(), text+".all()", Limits{})
			if err != nil {
				t.Fatalf("%s: %s: %v", addr, text, err)
			}
			var got []string
			for _, r := range a.Rows {
				var row []string
				for _, c := range r.Columns()[1:] {
					row = append(row, fmt.Sprint(c, "=", r.Tags[c]))
				}
				got = append(got, strings.TrimSpace(fmt.Sprint(r.Tags["id"], " ", strings.Join(row, " "))))
			}
			slices.Sort(got)
			got = slices.Compact(got)
			rows := want.rows()
			if want.tags > 1 {
				// Where a node has several values of each of two tags, Cayley's
				// And gives each value, and not each pair of them.
				for _, row := range got {
					if !slices.Contains(rows, row) {
						t.Fatalf("%s: %s\n%v\nthere is no %s", addr, text, list, row)
					}
				}
				rows, got = nodes(rows), nodes(got)
			}
			if diff := cmp.Diff(rows, got); diff != "" {
				t.Fatalf("%s: %s\n%v\n%s", addr, text, list, diff)
			}
		}
	})
}
