package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store"
)

// The tasks below do one thing after another for ever, and say before and
// after each what it is: "begin WHAT", "end WHAT".

func say(format string, args ...any) { fmt.Printf(format+"\n", args...) }

// loadSource stores a source of the given number of claims.
func loadSource(s *store.Store, id string, claims int) error {
	l := s.Loader(store.LoadOptions{Gazetteer: gazetteer})
	if err := l.Begin(ctx, doc(id, "v1")); err != nil {
		return err
	}
	for i := range claims {
		if err := l.Claim(ctx, claim(id, fmt.Sprintf("n%d meets iran", i))); err != nil {
			return err
		}
	}
	return l.End(ctx)
}

// changeForever loads sources and removes every other one again.
func changeForever(args []string) error {
	s, err := store.Open(ctx, args[0], store.Options{Create: true})
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		id := fmt.Sprint(args[1], "-", n)
		say("begin load %s", id)
		if err := loadSource(s, id, perSource); err != nil {
			return err
		}
		say("end load %s", id)
		if n%2 == 1 {
			id := fmt.Sprint(args[1], "-", n-1)
			say("begin remove %s", id)
			if _, err := s.RemoveSource(ctx, id); err != nil {
				return err
			}
			say("end remove %s", id)
		}
	}
}

// compactForever loads a few sources, removes some, and compacts.
func compactForever(args []string) error {
	for n := 0; ; n++ {
		s, err := store.Open(ctx, args[0], store.Options{Create: true})
		if err != nil {
			return err
		}
		for i := range 3 {
			id := fmt.Sprint(args[1], "-", n, "-", i)
			say("begin load %s", id)
			if err := loadSource(s, id, perSource); err != nil {
				return err
			}
			say("end load %s", id)
		}
		if err := s.Close(); err != nil {
			return err
		}
		say("begin compact")
		if _, _, err := store.Compact(ctx, args[0]); err != nil {
			return err
		}
		say("end compact")
	}
}

// backUpForever loads a source and makes a backup, into the folder of the store's.
func backUpForever(args []string) error {
	s, err := store.Open(ctx, args[0], store.Options{Create: true})
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		id := fmt.Sprint(args[1], "-", n)
		say("begin load %s", id)
		if err := loadSource(s, id, perSource); err != nil {
			return err
		}
		say("end load %s", id)
		backup := filepath.Join(filepath.Dir(path(args[0])), "backup-"+id)
		say("begin backup %s", backup)
		if err := s.Backup(ctx, backup); err != nil {
			return err
		}
		say("end backup %s", backup)
	}
}

// bulkForever adds groups of quads by [store.Store.Bulk], one label each.
func bulkForever(args []string) error {
	s, err := store.Open(ctx, args[0], store.Options{Create: true})
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		id := fmt.Sprint(args[1], "-", n)
		say("begin bulk %s", id)
		_, err := s.Bulk(ctx, func(yield func(quad.Quad, error) bool) {
			for i := range bulkGroup {
				if !yield(quad.MakeIRI(fmt.Sprint("n", i), "p", fmt.Sprint("m", n), graph.SourcePrefix+id), nil) {
					return
				}
			}
		})
		if err != nil {
			return err
		}
		say("end bulk %s", id)
	}
}

const bulkGroup = 500

// A process that is killed at any moment of a load, a removal, a bulk load, a
// compaction or a backup leaves a store that opens and is sound, that has all
// that was acknowledged and nothing else but what was being done, whole or
// not at all; and only whole backups.
func TestKilledAtAnyMoment(t *testing.T) {
	rounds := often(1, 5, 12) // times four tasks on two backends
	for _, task := range []string{"change", "compact", "backup", "bulk"} {
		persistent(t, func(t *testing.T, at func(string) string) {
			t.Run(task, func(t *testing.T) {
				t.Parallel()
				random := rand.New(rand.NewPCG(uint64(os.Getpid()), 3))
				var k *killed
				for round := range rounds {
					if round%4 == 0 {
						k = &killed{addr: at(filepath.Join(t.TempDir(), "db")), there: map[string]bool{}, maybe: map[string]bool{}}
					}
					k.round(t, task, fmt.Sprint("r", round), time.Duration(random.IntN(80_000))*time.Microsecond)
				}
			})
		})
	}
}

// killed is what is known of a store whose writers were killed.
type killed struct {
	addr    string
	there   map[string]bool // sources and groups that are there for sure
	maybe   map[string]bool // those that may be
	backups []string
}

func (k *killed) round(t *testing.T, task, name string, after time.Duration) {
	p := child(t, task, k.addr, name)
	k.heard(p.says(t))
	timer := time.AfterFunc(after, func() { p.Process.Kill() })
	for p.lines.Scan() {
		k.heard(p.lines.Text())
	}
	p.Wait()
	timer.Stop()
	if _, err := os.Stat(path(k.addr)); err != nil {
		return // killed before there was a store
	}
	s, err := store.Open(ctx, k.addr, store.Options{Timeout: 10 * time.Second})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer s.Close()
	sound(t, s)
	k.check(t, s)
	for _, b := range k.backups {
		r, err := store.Open(ctx, b, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sound(t, r)
		must(t, r.Close())
	}
}

// heard takes a line of a task.
func (k *killed) heard(line string) {
	f := strings.Fields(line)
	if len(f) < 3 {
		return
	}
	switch what, id := f[0]+" "+f[1], f[2]; what {
	case "begin load", "begin bulk":
		k.maybe[id] = true
	case "begin remove":
		delete(k.there, id)
		k.maybe[id] = true
	case "end load", "end bulk":
		delete(k.maybe, id)
		k.there[id] = true
	case "end remove":
		delete(k.maybe, id)
	case "end backup":
		k.backups = append(k.backups, id)
	}
}

// check holds what is there against what is known.
func (k *killed) check(t *testing.T, s *store.Store) {
	t.Helper()
	perID := map[string]int{}
	for _, c := range all(t, s.Claims(ctx, store.Filter{})) {
		perID[c.Source.ID]++
	}
	for _, q := range all(t, s.Quads(ctx)) {
		if q.Predicate == quad.Value(quad.IRI("p")) {
			perID[strings.TrimPrefix(string(q.Label.(quad.IRI)), graph.SourcePrefix)]++
		}
	}
	for id := range k.there {
		if perID[id] == 0 {
			t.Errorf("%s was stored and is gone", id)
		}
	}
	for id, n := range perID {
		if n != perSource && n != bulkGroup {
			t.Errorf("%s is there in part: %d", id, n)
		}
		if !k.there[id] && !k.maybe[id] {
			t.Errorf("%s is there, and was removed or never stored", id)
		}
		if k.maybe[id] { // now it is known
			k.there[id] = true
			delete(k.maybe, id)
		}
	}
	clear(k.maybe)
}
