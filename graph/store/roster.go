package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"entente/graph"
)

// Identity is the kind of a [Found] whose ID was asked for.
const Identity NameKind = "id"

// Found is an actor that a beginning of a name may mean.
type Found struct {
	Actor  graph.Actor // ID, label and type
	Text   string      // the name that begins so, or has a word that does
	Kind   NameKind
	Claims int    // in which it is subject or object, whatever their status
	Alone  bool   // no other actor has its label
	Within string // what the state or organization is called that it belongs to
}

// Suggest lists the actors of which a name, a word of a name, a code or the ID
// begins with prefix, folded: those whose whole name it is first, then those
// in most claims, each once. The empty prefix is that of every name.
func (s *Store) Suggest(ctx context.Context, prefix string, limit int) ([]Found, error) {
	r, err := s.rosterNow(ctx)
	if err != nil || limit <= 0 {
		return nil, err
	}
	return r.suggest(prefix, limit), nil
}

// roster is the actors of one version of the store and their names in memory,
// some 200 bytes a name: for answers at every key that somebody presses.
type roster struct {
	version string
	actors  []actorEntry // sorted by ID
	ranked  []uint32     // actors, most claims first
	names   []rosterName
	words   []word // sorted by what begins there
}

type actorEntry struct {
	id, label, typ string
	within         string // an ID
	claims         int
}

type rosterName struct {
	actor  uint32
	kind   NameKind
	text   string
	folded string
}

// word is where a word of a folded name begins.
type word struct {
	begin uint64 // its first eight bytes
	name  uint32
	at    uint32
}

// rosterCache is the last roster that was made.
type rosterCache struct {
	mu     sync.Mutex // held while one is made that somebody waits for
	now    *roster
	behind atomic.Bool // one is being made that nobody waits for
}

// waitFor is up to how many names whoever asks after a write waits for a new
// roster. Making a greater one takes longer than a person wants to wait at
// every key: the old one answers, and the new one is made meanwhile.
const waitFor = 50_000

// rosterNow is the roster of the store as it stands.
func (s *Store) rosterNow(ctx context.Context) (*roster, error) {
	version, err := s.Version(ctx)
	if err != nil {
		return nil, err
	}
	s.roster.mu.Lock()
	defer s.roster.mu.Unlock()
	r := s.roster.now
	switch {
	case r == nil, r.version != version && len(r.names) <= waitFor:
		r, err = s.makeRoster(ctx, version)
		if err != nil {
			return nil, err
		}
		s.roster.now = r
	case r.version != version && s.roster.behind.CompareAndSwap(false, true):
		go func() {
			defer s.roster.behind.Store(false)
			// Where it fails, the next who asks begins another.
			if r, err := s.makeRoster(context.WithoutCancel(ctx), version); err == nil {
				s.roster.mu.Lock()
				s.roster.now = r
				s.roster.mu.Unlock()
			}
		}()
	}
	return r, nil
}

// makeRoster makes a roster that knows at least what the store held when this
// was its version.
func (s *Store) makeRoster(ctx context.Context, version string) (*roster, error) {
	var r *roster
	err := s.view(ctx, func(snap *snapshot) error {
		var err error
		if r, err = snap.roster(); err != nil {
			return fmt.Errorf("reading the names of store %s: %w", s.addr.name(), err)
		}
		r.version = version
		return nil
	})
	return r, err
}

// Complete lists names and, if prefix is the beginning of an ID, IDs that begin
// with prefix, in any spelling that folds alike; sorted, at most limit.
func (s *Store) Complete(ctx context.Context, prefix string, limit int) ([]string, error) {
	r, err := s.rosterNow(ctx)
	if err != nil {
		return nil, err
	}
	return r.complete(prefix, limit), nil
}

func (r *roster) complete(prefix string, limit int) []string {
	var found []string
	if strings.HasPrefix(prefix, graph.ActorPrefix) {
		from, to := r.withID(prefix)
		for _, a := range r.actors[from:min(to, from+limit)] {
			found = append(found, a.id)
		}
		return found
	}
	for _, w := range r.beginning(graph.Fold(prefix)) {
		if n := r.names[w.name]; w.at == 0 && n.kind != Code {
			found = append(found, n.text)
		}
	}
	slices.Sort(found)
	found = slices.Compact(found)
	return found[:min(limit, len(found))]
}

// beginning is where words of names begin with a folded text.
func (r *roster) beginning(key string) []word {
	begin := beginOf(key)
	from := sort.Search(len(r.words), func(i int) bool {
		w := r.words[i]
		return w.begin > begin || w.begin == begin && r.rest(w) >= key
	})
	to := from + sort.Search(len(r.words)-from, func(i int) bool { return !strings.HasPrefix(r.rest(r.words[from+i]), key) })
	return r.words[from:to]
}

// suggest is [Store.Suggest].
func (r *roster) suggest(prefix string, limit int) []Found {
	prefix = strings.TrimSpace(prefix)
	if strings.HasPrefix(prefix, graph.ActorPrefix) {
		return r.byID(prefix, limit)
	}
	key := graph.Fold(prefix)
	if key == "" {
		if prefix != "" {
			return nil
		}
		var out []Found
		for _, a := range r.ranked[:min(limit, len(r.ranked))] {
			out = append(out, r.found(a, rosterName{text: r.actors[a].label, kind: Label}))
		}
		return out
	}
	best := finder{roster: r, key: key, limit: limit, at: map[uint32]int{}}
	for _, w := range r.beginning(key) {
		best.offer(w)
	}
	return best.list()
}

func (r *roster) rest(w word) string { return r.names[w.name].folded[w.at:] }

func (r *roster) found(a uint32, n rosterName) Found {
	l := r.actors[a]
	f := Found{Actor: graph.Actor{ID: l.id, Label: l.label, Type: l.typ}, Text: n.text, Kind: n.kind, Claims: l.claims, Alone: r.alone(a)}
	if from, to := r.withID(l.within); l.within != "" && from < to && r.actors[from].id == l.within {
		f.Within = r.actors[from].label
	}
	return f
}

// alone tells whether no other actor has the label of one.
func (r *roster) alone(a uint32) bool {
	label := r.actors[a].label
	key := graph.Fold(label)
	for _, w := range r.beginning(key) {
		if r.rest(w) != key {
			break // what is the key itself stands first
		}
		if n := r.names[w.name]; w.at == 0 && n.actor != a && n.kind == Label && n.text == label {
			return false
		}
	}
	return true
}

// withID is where the actors are whose ID begins so.
func (r *roster) withID(prefix string) (from, to int) {
	from = sort.Search(len(r.actors), func(i int) bool { return r.actors[i].id >= prefix })
	to = from + sort.Search(len(r.actors)-from, func(i int) bool { return !strings.HasPrefix(r.actors[from+i].id, prefix) })
	return from, to
}

func (r *roster) byID(prefix string, limit int) []Found {
	from, to := r.withID(prefix)
	list := make([]uint32, 0, to-from)
	for i := from; i < to; i++ {
		list = append(list, uint32(i))
	}
	slices.SortStableFunc(list, func(a, b uint32) int { return cmp.Compare(r.actors[b].claims, r.actors[a].claims) })
	var out []Found
	for _, a := range list[:min(limit, len(list))] {
		out = append(out, r.found(a, rosterName{text: r.actors[a].id, kind: Identity}))
	}
	return out
}

// finder keeps the best of the names that fit.
type finder struct {
	roster *roster
	key    string
	limit  int
	kept   []fit
	at     map[uint32]int // actors: places in kept
	// The last that is kept, once there are enough: what comes behind it is not
	// kept, if it is no whole name.
	least int // its claims
	last  uint32
}

type fit struct {
	actor, name uint32
	whole       bool // the name is all of what was asked for
	start       bool // it begins so
}

func (f *finder) offer(w word) {
	n := &f.roster.names[w.name]
	x := fit{actor: n.actor, name: w.name, start: w.at == 0, whole: len(n.folded) == len(f.key)}
	if !x.whole && f.least > 0 {
		if n := f.roster.actors[x.actor].claims; n < f.least || n == f.least && x.actor > f.last {
			return
		}
	}
	if i, ok := f.at[x.actor]; ok {
		if f.better(x, f.kept[i]) {
			f.kept[i] = x
		}
		return
	}
	f.at[x.actor] = len(f.kept)
	f.kept = append(f.kept, x)
	if len(f.kept) > 4*f.limit+64 {
		f.cut()
	}
}

// better says which of two names of one actor is shown.
func (f *finder) better(a, b fit) bool {
	flag := func(x, y bool) int {
		if x == y {
			return 0
		} else if x {
			return -1
		}
		return 1
	}
	n, m := f.roster.names[a.name], f.roster.names[b.name]
	return cmp.Or(flag(a.whole, b.whole), flag(a.start, b.start), flag(n.kind == Label, m.kind == Label),
		flag(n.kind == Alias, m.kind == Alias), cmp.Compare(len(n.text), len(m.text)), strings.Compare(n.text, m.text)) < 0
}

func (f *finder) sort() {
	actors := f.roster.actors
	slices.SortFunc(f.kept, func(a, b fit) int {
		if a.whole != b.whole {
			if a.whole {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(actors[b.actor].claims, actors[a.actor].claims), cmp.Compare(a.actor, b.actor))
	})
}

// cut drops what cannot be among the best any more.
func (f *finder) cut() {
	f.sort()
	f.kept = f.kept[:f.limit]
	clear(f.at)
	for i, x := range f.kept {
		f.at[x.actor] = i
	}
	if last := f.kept[f.limit-1]; !last.whole {
		f.least, f.last = f.roster.actors[last.actor].claims, last.actor
	}
}

func (f *finder) list() []Found {
	f.sort()
	var out []Found
	for _, x := range f.kept[:min(f.limit, len(f.kept))] {
		out = append(out, f.roster.found(x.actor, f.roster.names[x.name]))
	}
	return out
}

func beginOf(s string) uint64 {
	var n uint64
	for i := range 8 {
		n <<= 8
		if i < len(s) {
			n |= uint64(s[i])
		}
	}
	return n
}

// index makes the words out of the names.
func (r *roster) index() {
	for i := range r.names {
		folded := r.names[i].folded
		for at := 0; at < len(folded); {
			r.words = append(r.words, word{beginOf(folded[at:]), uint32(i), uint32(at)})
			next := strings.IndexByte(folded[at:], ' ')
			if next < 0 {
				break
			}
			at += next + 1
		}
	}
	slices.SortFunc(r.words, func(a, b word) int {
		if a.begin != b.begin {
			return cmp.Compare(a.begin, b.begin)
		}
		return cmp.Or(strings.Compare(r.rest(a), r.rest(b)), cmp.Compare(a.name, b.name))
	})
	r.ranked = make([]uint32, len(r.actors))
	for i := range r.ranked {
		r.ranked[i] = uint32(i)
	}
	slices.SortStableFunc(r.ranked, func(a, b uint32) int { return cmp.Compare(r.actors[b].claims, r.actors[a].claims) })
}
