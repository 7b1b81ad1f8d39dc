package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"entente/graph/store"
	"entente/graph/store/postgres/postgrestest"
)

func TestPostgresAddresses(t *testing.T) {
	for addr, words := range map[string]string{
		"postgres:here": "postgres://USER:PASSWORD@HOST/DATABASE",
		"postgres://someone:secret@127.0.0.1:1/none?connect_timeout=1":   "connection refused",
		"postgresql://someone:secret@127.0.0.1:1/none?connect_timeout=1": "connection refused",
		"postgres://someone:secret@127.0.0.1:port/none":                  "no URL",
	} {
		_, err := store.Open(ctx, addr, store.Options{ReadOnly: true})
		contains(t, err, words)
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the password is shown: %v", addr, err)
		}
	}
	url := postgrestest.New(t)
	_, err := store.Open(ctx, url, store.Options{ReadOnly: true})
	if !errors.Is(err, store.ErrNotExist) {
		t.Errorf("an empty database: %v", err)
	}
	contains(t, err, "entente load --db")
	database(t, url, `CREATE TABLE nodes (name text)`)
	for _, opts := range []store.Options{{}, {Create: true}} {
		if _, err = store.Open(ctx, url, opts); !errors.Is(err, store.ErrNotStore) {
			t.Errorf("somebody's tables: %v", err)
		}
	}
	url = postgrestest.New(t)
	must(t, open(t, url).Close())
	database(t, url, `COMMENT ON TABLE quads IS 'Entente format 7'`)
	_, err = store.Open(ctx, url, store.Options{})
	if !errors.Is(err, store.ErrVersion) {
		t.Errorf("another format: %v", err)
	}
	contains(t, err, "format 7")
}

func database(t testing.TB, url string, statements ...string) {
	t.Helper()
	db, err := sql.Open("postgres", url)
	must(t, err)
	defer db.Close()
	for _, s := range statements {
		_, err := db.Exec(s)
		must(t, err)
	}
}

func number(t testing.TB, url, query string) (n int64) {
	t.Helper()
	db, err := sql.Open("postgres", url)
	must(t, err)
	defer db.Close()
	must(t, db.QueryRow(query).Scan(&n))
	return n
}

// One program writes, others read; a second writer is told who does.
func TestPostgresOneWriter(t *testing.T) {
	url := postgrestest.New(t)
	s := open(t, url)
	world(t, s)
	_, err := store.Open(ctx, url, store.Options{})
	if !errors.Is(err, store.ErrLocked) {
		t.Fatalf("a second writer: %v", err)
	}
	contains(t, err, "by entente", "server process")
	r, err := store.Open(ctx, url, store.Options{ReadOnly: true})
	must(t, err)
	defer r.Close()
	if diff := cmp.Diff(dump(t, s), dump(t, r)); diff != "" {
		t.Error(diff)
	}
	if _, _, err := r.AddQuads(ctx, quads()); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("writing what was opened for reading: %v", err)
	}
}

// Values that a text column cannot hold, and that stock Cayley changes or
// refuses, come back as they were.
func TestPostgresKeepsValues(t *testing.T) {
	s := open(t, postgrestest.New(t))
	var list []quad.Quad
	for i, v := range []quad.Value{
		quad.String("a\x00b"), quad.String(`a\x00b`), quad.String("not \xff UTF-8"), quad.String(""),
		quad.LangString{Value: `\x00`, Lang: "en"}, quad.TypedString{Value: "1\x00", Type: "t:x"}, quad.IRI(`i\x00`), quad.BNode("b"),
		quad.Int(-1 << 62), quad.Float(1.0 / 3), quad.Bool(false), quad.String("Тегеран 🕊"),
	} {
		list = append(list, quad.Make(quad.IRI(fmt.Sprint("s", i)), quad.IRI("p"), v, quad.IRI("l")))
	}
	_, _, err := s.AddQuads(ctx, listOf(list))
	must(t, err)
	got := all(t, s.Quads(ctx))
	slices.SortFunc(got, func(a, b quad.Quad) int { return number2(a) - number2(b) })
	if diff := cmp.Diff(list, got); diff != "" {
		t.Error(diff)
	}
}

func number2(q quad.Quad) (n int) {
	fmt.Sscanf(string(q.Subject.(quad.IRI)), "s%d", &n)
	return n
}

func listOf(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// Deleting the last quad of a value deletes the value, also where stock
// Cayley has counted its uses too high; values that it left behind are not seen.
func TestPostgresDropsUnusedValues(t *testing.T) {
	url := postgrestest.New(t)
	s := open(t, url)
	list := []quad.Quad{quad.MakeIRI("a", "knows", "b", "l"), quad.MakeIRI("a", "knows", "c", "")}
	_, _, err := s.AddQuads(ctx, listOf(list))
	must(t, err)
	database(t, url, `UPDATE nodes SET refs = refs + 7`,
		`INSERT INTO nodes (hash, refs, value_string, iri) VALUES ('\x0102030405060708090a0b0c0d0e0f1011121314', 1, 'ghost', true)`)
	if got := answer(t, s, `g.V().count()`); got[0] != "5" {
		t.Errorf("%v values are seen, want 5", got)
	}
	world(t, s)
	for _, id := range []string{"one", "two"} {
		_, err := s.RemoveSource(ctx, id)
		must(t, err)
	}
	unused := `SELECT count(*) FROM nodes n WHERE NOT EXISTS (SELECT 1 FROM quads WHERE n.hash IN (subject_hash, predicate_hash, object_hash, label_hash))`
	if n := number(t, url, unused); n != 1 { // the ghost
		t.Errorf("%d values are left that no quad uses, want 1", n)
	}
}

// A server that dies in the middle of a load fails that source and nothing
// else: it is said, nothing of it is there, and once the server is back the
// same open store goes on.
func TestPostgresServerDies(t *testing.T) {
	postgrestest.New(t) // skips where there is no server
	server, err := postgrestest.Start(postgrestest.Quick...)
	must(t, err)
	t.Cleanup(server.Remove)
	url := server.Schema(t)
	s := open(t, url)
	load(t, s, store.LoadOptions{}, doc("kept", "v1"), claim("kept", "iran trades-with china"))
	before := dump(t, s)
	killed := false
	_, err = s.Bulk(ctx, func(yield func(quad.Quad, error) bool) {
		for i := range 300_000 {
			if i == 120_000 {
				must(t, server.Kill())
				killed = true
			}
			if !yield(quad.MakeIRI(fmt.Sprint("n", i), "p", "o", "l"), nil) {
				return
			}
		}
	})
	if err == nil || !killed {
		t.Fatalf("a load into a server that died: %v", err)
	}
	contains(t, err, "the server", "nothing of this was stored", "try again")
	if _, err := s.Stats(ctx); err == nil {
		t.Error("a server that is down answers")
	}
	must(t, server.Run())
	if diff := cmp.Diff(before, dump(t, s)); diff != "" {
		t.Error(diff)
	}
	load(t, s, store.LoadOptions{}, doc("next", "v1"), claim("next", "iran meets china"))
	must(t, server.Kill())
	must(t, server.Run())
	if got := facts(all(t, s.Claims(ctx, store.Filter{}))); len(got) != 2 {
		t.Errorf("after the server came back twice: %v", got)
	}
}

// A program that is killed in the middle of a load loses at most the source
// that it was storing.
func TestPostgresKilledLoad(t *testing.T) {
	rounds := often(2, 4, 10)
	url := postgrestest.New(t)
	said := map[string]bool{}
	random := rand.New(rand.NewPCG(uint64(os.Getpid()), 2))
	for round := range rounds {
		p := child(t, "load", url, fmt.Sprintf("round-%d", round))
		said[p.says(t)] = true
		kill := time.AfterFunc(time.Duration(random.IntN(200))*time.Millisecond, func() { p.Process.Kill() })
		for p.lines.Scan() {
			said[p.lines.Text()] = true
		}
		p.Wait()
		kill.Stop()
		s, err := store.Open(ctx, url, store.Options{Timeout: 10 * time.Second}) // the server is to see that its client is gone
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		checkSources(t, s, said)
		must(t, s.Close())
	}
}

// The bulk load gives what one quad after another gives, into an empty store
// and into one that holds some of the quads; Cayley's indexes and keys are
// there again.
func TestPostgresBulk(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	var list []quad.Quad
	for range 2000 {
		label := quad.Value(nil)
		if n := random.IntN(9); n > 0 {
			label = quad.IRI(fmt.Sprint("l", n))
		}
		list = append(list, quad.Quad{Subject: quad.IRI(fmt.Sprint("n", random.IntN(40))), Predicate: quad.IRI(fmt.Sprint("p", random.IntN(3))), Object: quad.Int(random.IntN(30)), Label: label})
	}
	one, two := open(t, postgrestest.New(t)), postgrestest.New(t)
	bulk := open(t, two)
	const indexes = `SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema()`
	const keys = `SELECT count(*) FROM pg_constraint WHERE conrelid = 'quads'::regclass`
	before := [2]int64{number(t, two, indexes), number(t, two, keys)}
	for _, part := range [][]quad.Quad{list[:900], list[500:], nil, list} {
		added, _, err := one.AddQuads(ctx, listOf(part))
		must(t, err)
		n, err := bulk.Bulk(ctx, listOf(part))
		must(t, err)
		if n != int64(added) {
			t.Errorf("the bulk load says it added %d, one after another %d", n, added)
		}
		if diff := cmp.Diff(dump(t, one), dump(t, bulk)); diff != "" {
			t.Fatal(diff)
		}
	}
	if after := [2]int64{number(t, two, indexes), number(t, two, keys)}; after != before {
		t.Errorf("indexes and keys: %v before, %v after", before, after)
	}
	wrong := `SELECT count(*) FROM nodes n WHERE refs <> (SELECT count(*) FROM quads WHERE subject_hash = hash) + (SELECT count(*) FROM quads WHERE predicate_hash = hash)
		+ (SELECT count(*) FROM quads WHERE object_hash = hash) + (SELECT count(*) FROM quads WHERE label_hash = hash)`
	if n := number(t, two, wrong); n != 0 {
		t.Errorf("%d values have a wrong count of uses", n)
	}
	stopped, cancel := context.WithCancel(ctx)
	_, err := bulk.Bulk(stopped, func(yield func(quad.Quad, error) bool) {
		yield(quad.MakeIRI("x", "y", "z", ""), nil)
		cancel()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a load that was stopped: %v", err)
	}
	if diff := cmp.Diff(dump(t, one), dump(t, bulk)); diff != "" {
		t.Error("after a load that was stopped", diff)
	}
}

// The version of a database changes with what any process writes there; so do
// counts that are kept by it.
func TestPostgresVersion(t *testing.T) {
	url := postgrestest.New(t)
	s := open(t, url)
	world(t, s)
	reader, err := store.Open(ctx, url, store.Options{ReadOnly: true})
	must(t, err)
	defer reader.Close()
	seen := map[string]bool{}
	changed := func(what string) {
		t.Helper()
		v, err := reader.Version(ctx)
		must(t, err)
		if again, err := reader.Version(ctx); err != nil || again != v {
			t.Errorf("after %s: %s, then %s, %v", what, v, again, err)
		}
		if seen[v] {
			t.Errorf("%s is not seen", what)
		}
		seen[v] = true
		stats, err := reader.Stats(ctx)
		must(t, err)
		if n := len(all(t, s.Quads(ctx))); int64(n) != stats.Quads {
			t.Errorf("after %s: %d quads, and %d are counted", what, n, stats.Quads)
		}
	}
	changed("opening")
	load(t, s, store.LoadOptions{}, doc("more", "v1"), claim("more", "iran meets china"))
	changed("a load")
	_, err = s.RemoveSource(ctx, "more")
	must(t, err)
	changed("a removal")
	_, err = s.Bulk(ctx, listOf([]quad.Quad{quad.MakeIRI("a", "b", "c", "d")}))
	must(t, err)
	changed("a bulk load")
	must(t, s.Close())
	s = open(t, url)
	load(t, s, store.LoadOptions{}, doc("again", "v1"), claim("again", "iran meets china"))
	changed("another process's load")
	database(t, url, `DROP TABLE entente_state`) // as where only stock Cayley has been
	changed("stock Cayley's time")
	database(t, url, `INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash) SELECT subject_hash, predicate_hash, subject_hash, label_hash FROM quads LIMIT 1`)
	changed("a quad of stock Cayley's")
}
