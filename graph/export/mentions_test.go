package export

import (
	"bytes"
	"context"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// sortedFormats bring in order what claims say of sources and actors.
var sortedFormats = []Format{nquads, trig, turtle, rdfstar, jsonld, neo4j, ftm, stix}

// What claims say of sources and actors is written byte by byte alike whether
// it is held in memory or sorted on the disk, and whatever the order of the
// claims.
func TestMentionsSortedAsHeld(t *testing.T) {
	claims := chance(300, 40, 5)
	for i := range claims {
		claims[i].Subject.ID = []string{"actor:", "actor:<", "actor:é ", "source:doc-"}[claims[i].ID[6]%4] + strings.TrimPrefix(claims[i].Subject.ID, "actor:")
	}
	inOrder := slices.Clone(claims)
	slices.SortStableFunc(inOrder, func(a, b graph.Claim) int { return strings.Compare(a.ID, b.ID) })
	describe := func(_ context.Context, id string) (graph.Description, error) {
		return graph.Description{Actor: graph.Actor{ID: id, Label: "Known " + id, Type: "State"}, Aliases: []string{id}, Gazetteer: len(id)%2 == 0}, nil
	}
	for _, f := range sortedFormats {
		var want string
		for i, in := range []Input{{Claims: listed(inOrder)}, {Claims: listed(backwards(inOrder))}} {
			in.Actor = describe
			for _, l := range []limits{{}, {mentions: 1, chunk: 50}, {mentions: 100, chunk: 30}} {
				var out bytes.Buffer
				if err := f.Write(context.Background(), &out, in, Options{limits: l}); err != nil {
					t.Fatal(err)
				}
				if want == "" {
					want = out.String()
				} else if out.String() != want {
					t.Fatalf("%s, input %d, %+v: %.2000s", f.Name, i, l, cmp.Diff(want, out.String()))
				}
			}
		}
	}
}

// Faults leave no files, before the first byte and while claims are written.
func TestMentionsFaults(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	claims := chance(1000, 200, 1)
	o := Options{limits: limits{mentions: 10, chunk: 50}}
	for _, f := range sortedFormats {
		if err := f.Write(context.Background(), full{}, Input{Claims: listed(claims)}, o); err == nil {
			t.Errorf("%s: a full disk is no fault", f.Name)
		}
		for pass := range 2 {
			ctx, stop := context.WithCancel(context.Background())
			passes := 0
			in := Input{Claims: func(yield func(graph.Claim, error) bool) {
				passes++
				for i, c := range claims {
					if passes == pass+1 && i == 500 {
						stop()
					}
					if !yield(c, nil) {
						return
					}
				}
			}}
			if err := f.Write(ctx, io.Discard, in, o); err == nil {
				t.Errorf("%s: cancelled in pass %d, and nothing said", f.Name, pass+1)
			}
			stop()
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// RDF and STIX of many claims are written in memory that does not grow with the
// pairs of sources and actors, nor with the claims of a report: what is in use is looked at while it is written, after a
// collection each time, so that it does not depend on when those run. Held, the
// pairs are 40 MB here; sorted, 10 MB are in use.
func TestMentionsAreNotHeld(t *testing.T) {
	if testing.Short() {
		t.Skip("200,000 claims")
	}
	for _, f := range []Format{trig, jsonld, stix} {
		w := &weighing{every: 16 << 20}
		before := inUse()
		if err := f.Write(context.Background(), w, Input{Claims: pieces(200_000)}, Options{}); err != nil {
			t.Fatal(err)
		}
		if w.looks < 5 {
			t.Fatalf("%s: looked %d times only", f.Name, w.looks)
		}
		if most := int64(w.most) - int64(before); most > 20<<20 {
			t.Errorf("%s: %d MB are held", f.Name, most>>20)
		} else {
			t.Logf("%s: %d MB are held, %d looks", f.Name, most>>20, w.looks)
		}
	}
}

// weighing is a writer that looks how much memory is in use.
type weighing struct {
	every, rest, looks int
	most               uint64
}

func (w *weighing) Write(b []byte) (int, error) {
	if w.rest -= len(b); w.rest < 0 {
		w.rest = w.every
		w.looks++
		w.most = max(w.most, inUse())
	}
	return len(b), nil
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
