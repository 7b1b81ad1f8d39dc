package queries_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// document is a source of the test world with its claims.
type document struct {
	source graph.Source
	text   string
	claims []graph.Claim
}

// world is testdata/world.txt.
type world struct {
	actors    map[string]graph.Description
	order     []string
	documents []*document
}

var (
	claimLine = regexp.MustCompile(`^> ([a-z0-9-]+)\(([^)]+)\) ([a-z-]+) ([a-z0-9-]+)\(([^)]+)\)(.*)$`)
	option    = regexp.MustCompile(`([a-z]+)=([^ (]+)(?:\(([^)]+)\))?`)
	figure    = regexp.MustCompile(`^([0-9.e]+)([A-Za-z]+)$`)
)

func readWorld(t testing.TB) *world {
	t.Helper()
	f, err := os.Open("testdata/world.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := &world{actors: map[string]graph.Description{}}
	lines := bufio.NewScanner(f)
	start, sentence := 0, 0
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		doc := func() *document { return w.documents[len(w.documents)-1] }
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "actor "):
			d := readActor(strings.TrimPrefix(line, "actor "))
			w.actors[d.Actor.ID] = d
			w.order = append(w.order, d.Actor.ID)
		case strings.HasPrefix(line, "source "):
			f := fields(strings.TrimPrefix(line, "source "), 4)
			w.documents = append(w.documents, &document{source: graph.Source{ID: f[0], Publisher: f[1], Published: f[2], Title: f[3]}})
			sentence = 0
		case strings.HasPrefix(line, ">"):
			c, err := w.readClaim(line, doc(), start, sentence)
			if err != nil {
				t.Fatalf("world.txt:%d: %v", n, err)
			}
			doc().claims = append(doc().claims, c)
		default:
			start, sentence = len(doc().text), sentence+1
			doc().text += line + "\n"
		}
	}
	for _, d := range w.documents {
		sum := sha256.Sum256([]byte(d.text))
		d.source.SHA256 = hex.EncodeToString(sum[:])
		for i := range d.claims {
			c := &d.claims[i]
			c.Source = d.source
			c.ID = c.Hash()
			if err := c.Check(schema.Builtin()); err != nil {
				t.Fatalf("world.txt: %q: %v", c.Quote, err)
			}
			if err := schema.Builtin().Allows(c.Relation, c.Subject.Type, c.Object.Type); err != nil {
				t.Fatalf("world.txt: %q: %v", c.Quote, err)
			}
		}
	}
	return w
}

func fields(line string, n int) []string {
	f := strings.Split(line, "|")
	for len(f) < n {
		f = append(f, "")
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	return f
}

func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ';' })
}

func readActor(line string) graph.Description {
	f := fields(line, 6)
	d := graph.Description{Actor: graph.Actor{ID: graph.ActorPrefix + f[0], Label: f[1], Type: f[2]}, Within: f[5], Gazetteer: true}
	for _, a := range list(f[3]) {
		d.Aliases = append(d.Aliases, strings.TrimSpace(a))
	}
	for _, c := range list(f[4]) {
		d.Codes = append(d.Codes, strings.TrimSpace(c))
	}
	return d
}

func (w *world) readClaim(line string, doc *document, start, sentence int) (graph.Claim, error) {
	quote := strings.TrimSuffix(doc.text[start:], "\n")
	c := graph.Claim{Status: graph.Asserted, Source: doc.source, Sentence: sentence, Start: start, End: start + len(quote), Quote: quote, Confidence: 0.8}
	m := claimLine.FindStringSubmatch(line)
	if m == nil {
		return c, fmt.Errorf("%q is no claim", line)
	}
	mention := func(id, words string) (graph.Actor, error) {
		d, ok := w.actors[graph.ActorPrefix+id]
		i := strings.Index(quote, words)
		if !ok || i < 0 {
			return graph.Actor{}, fmt.Errorf("%s: no such actor, or %q is not in the sentence", id, words)
		}
		a := d.Actor
		a.Mention, a.Start, a.End = words, start+i, start+i+len(words)
		return a, nil
	}
	var err error
	if c.Subject, err = mention(m[1], m[2]); err != nil {
		return c, err
	}
	c.Relation = m[3]
	if c.Object, err = mention(m[4], m[5]); err != nil {
		return c, err
	}
	c.Rule = "verb:" + strings.Split(c.Relation, "-")[0]
	for _, o := range option.FindAllStringSubmatch(m[6], -1) {
		switch o[1] {
		case "status":
			c.Status = graph.Status(o[2])
		case "time":
			if c.Time, err = graph.ParseTime(o[2]); err != nil {
				return c, err
			}
		case "amount":
			f := figure.FindStringSubmatch(o[2])
			v, err := strconv.ParseFloat(f[1], 64)
			if err != nil {
				return c, err
			}
			c.Amount = &graph.Amount{Value: v, Unit: f[2]}
		case "rule":
			c.Rule = o[2]
		case "place", "speaker":
			a, err := mention(o[2], o[3])
			if err != nil {
				return c, err
			}
			if o[1] == "place" {
				c.Place = &a
			} else {
				c.Speaker = &a
			}
		default:
			return c, fmt.Errorf("unknown key %s", o[1])
		}
	}
	return c, nil
}

// load puts the documents into a store; their order must not matter.
func (w *world) load(t testing.TB, s *store.Store, backwards bool) {
	t.Helper()
	l := s.Loader(store.LoadOptions{})
	var actors []graph.Description
	for _, id := range w.order {
		actors = append(actors, w.actors[id])
	}
	for i := range w.documents {
		d := w.documents[i]
		if backwards {
			d = w.documents[len(w.documents)-1-i]
		}
		loadSource(t, l, d.source, actors, d.claims...)
	}
}

// loadSource stores all that a source says; nothing of it may be refused.
func loadSource(t testing.TB, l *store.Loader, src graph.Source, actors []graph.Description, claims ...graph.Claim) {
	t.Helper()
	ctx := context.Background()
	if err := l.Begin(ctx, src); err != nil {
		t.Fatal(err)
	}
	for _, d := range actors {
		if err := l.Describe(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range claims {
		if err := l.Claim(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.End(ctx); err != nil {
		t.Fatal(err)
	}
	if r := l.Rejections(); len(r) > 0 {
		t.Fatalf("rejected: %v", r)
	}
}

func open(t testing.TB, addr string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), addr, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// worlds is the test world on every backend, loaded in two orders.
func worlds(t testing.TB) map[string]*store.Store {
	w := readWorld(t)
	stores := map[string]*store.Store{
		"memstore": open(t, "memstore:"),
		"bolt":     open(t, "bolt:"+filepath.Join(t.TempDir(), "world.db")),
		"entente":  open(t, "entente:"+filepath.Join(t.TempDir(), "world.db")),
	}
	w.load(t, stores["memstore"], false)
	w.load(t, stores["bolt"], true)
	w.load(t, stores["entente"], true)
	return stores
}

// memory is the test world in memory.
func memory(t testing.TB) *store.Store {
	s := open(t, "memstore:")
	readWorld(t).load(t, s, false)
	return s
}
