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

// A server that dies at any stage of a bulk load into an empty database – its
// rows half there, its indexes dropped, all but committed – has none of it when
// it is back, and its indexes as they were; so has one whose client was killed.
func TestPostgresDiesInBulk(t *testing.T) {
	postgrestest.New(t) // skips where there is no server
	server, err := postgrestest.Start(postgrestest.Quick...)
	must(t, err)
	t.Cleanup(server.Remove)
	quads := func(yield func(quad.Quad, error) bool) {
		for i := range 3000 {
			if !yield(quad.MakeIRI(fmt.Sprint("n", i%700), "p", fmt.Sprint("o", i), "l"), nil) {
				return
			}
		}
	}
	const parked = `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 77 AND NOT granted`
	for stage, trigger := range map[string]string{
		"before the rows":        `CREATE TRIGGER park BEFORE INSERT ON quads FOR EACH STATEMENT EXECUTE FUNCTION park()`,
		"after the rows":         `CREATE TRIGGER park AFTER INSERT ON quads FOR EACH STATEMENT EXECUTE FUNCTION park()`,
		"after the values":       `CREATE TRIGGER park AFTER INSERT ON nodes FOR EACH STATEMENT EXECUTE FUNCTION park()`,
		"before the last index":  `CREATE EVENT TRIGGER park ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION park_index()`,
		"before the transaction": `CREATE TRIGGER park AFTER INSERT OR UPDATE ON entente_state FOR EACH STATEMENT EXECUTE FUNCTION park()`,
	} {
		for _, dies := range []string{"server", "client"} {
			url := server.Schema(t)
			s := open(t, url)
			load(t, s, store.LoadOptions{}, doc("gone", "v1"), claim("gone", "iran meets china"))
			_, err := s.RemoveSource(ctx, "gone")
			must(t, err)
			before := definitions(t, url)
			holder, err := sql.Open("postgres", url)
			must(t, err)
			lock, err := holder.Conn(ctx)
			must(t, err)
			_, err = lock.ExecContext(ctx, `SELECT pg_advisory_lock(77)`)
			must(t, err)
			database(t, url,
				`CREATE FUNCTION park() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(77); RETURN NULL; END'`,
				`CREATE FUNCTION park_index() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF current_query() LIKE '%entente_label%' THEN PERFORM pg_advisory_xact_lock(77); END IF; END $$`,
				trigger)
			stopped, cancel := context.WithCancel(ctx)
			done := make(chan error, 1)
			go func() {
				_, err := s.Bulk(stopped, quads)
				done <- err
			}()
			for number(t, url, parked) == 0 {
				select {
				case err := <-done:
					t.Fatalf("%s: the load is past it: %v", stage, err)
				case <-time.After(5 * time.Millisecond):
				}
			}
			if dies == "server" {
				must(t, server.Kill())
				must(t, server.Run())
				contains(t, <-done, "the server", "nothing of this was stored")
			} else {
				cancel()
				if err := <-done; !errors.Is(err, context.Canceled) {
					t.Errorf("%s: %v", stage, err)
				}
			}
			cancel()
			lock.Close() // or it keeps the lock until the collector finds it
			holder.Close()
			database(t, url, `DROP FUNCTION park CASCADE`, `DROP FUNCTION park_index CASCADE`)
			if got := dump(t, s); len(got) != 0 {
				t.Errorf("%s, the %s dies: %d quads are there", stage, dies, len(got))
			}
			if diff := cmp.Diff(before, definitions(t, url)); diff != "" {
				t.Errorf("%s, the %s dies: %s", stage, dies, diff)
			}
			n, err := s.Bulk(ctx, quads)
			if err != nil || n != 3000 {
				t.Errorf("%s, then again: %d quads, %v", stage, n, err)
			}
			sound(t, s)
			must(t, s.Close())
		}
	}
}

// definitions are the indexes and keys of a database.
func definitions(t testing.TB, url string) (list []string) {
	t.Helper()
	db, err := sql.Open("postgres", url)
	must(t, err)
	defer db.Close()
	rows, err := db.Query(`SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()
		UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || replace(pg_get_constraintdef(oid), ' NOT VALID', '') FROM pg_constraint
		WHERE conrelid IN ('nodes'::regclass, 'quads'::regclass) ORDER BY 1`)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var line string
		must(t, rows.Scan(&line))
		list = append(list, line)
	}
	must(t, rows.Err())
	return list
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
	before := definitions(t, two)
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
	if diff := cmp.Diff(before, definitions(t, two)); diff != "" {
		t.Error(diff)
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
