package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
)

// LoadOptions say how a [Loader] treats what it is given.
type LoadOptions struct {
	// Replace drops the claims a source had, even if its text is the same.
	Replace bool
	// Check, if not nil, may refuse a claim that is sound in itself.
	Check func(graph.Claim) error
	// Gazetteer, if not nil, knows actors apart from any source. Its
	// description of an actor that a claim names is stored under
	// [graph.Gazetteer], once, instead of one under every source.
	Gazetteer func(actor string) (graph.Description, bool)
	// Writing, if not nil, is told how far it is with the tables of a large
	// source, once that is whole; a quad is a row in each of them.
	Writing func(done, total int64)
	// Rejected, if not nil, is told of every row that was not used, as it comes.
	Rejected func(graph.Rejection)
}

// Result is what became of one source.
type Result struct {
	Source graph.Source
	// Claims by what happened to them. Updated ones were there with another
	// confidence, rule, place or speaker.
	Added, Updated, Removed, Unchanged, Rejected int
	// Of a version of a list: claims that it ended, its records by what
	// happened to them, and whether it was passed over because a newer version
	// was loaded before.
	Ended      int
	Records    RecordChanges
	Superseded bool
	// Quads written and deleted.
	QuadsAdded, QuadsRemoved int
}

// Loader writes what a loader reads; it is a [graph.Sink]. It belongs to one
// goroutine, but several may be at work on one store.
//
// A source is kept until its End: a small one in memory, a large one on the
// disk, where of two claims with one ID the first holds, not the last. A large
// one that the store does not have, nor another version of, is written to the
// store's disk as it comes, where the backend can: while it is, other loaders
// wait. What another changes in the store goes there at its End, where it is
// much; where the backend cannot, it is held in memory, about 10 kB a claim.
type Loader struct {
	store    *Store
	opts     LoadOptions
	source   *graph.Source   // between Begin and End
	rejected int             // of this source
	claims   laid            // until End, but for those that were spooled
	touched  map[string]bool // records, if the source is an update of its series
	shelf    keep.Shelf
	named    *keep.Map[graph.Actor]       // as claims name them
	known    *keep.Map[graph.Description] // as the source describes them
	results  []Result
	spooled  *spooling // a large source, see grown
	looked   bool      // whether this one was looked at

	// Actors whose gazetteer description was seen to be in the store, as of
	// this generation of it: most sources name the same ones.
	described  map[string]bool
	generation uint64

	refused []graph.Rejection
	total   int
}

// rejectionsKept bounds the memory that a hopeless input takes.
const rejectionsKept = 1000

var errNoSource = errors.New("no source was begun")

// Loader makes a loader.
func (s *Store) Loader(opts LoadOptions) *Loader {
	return &Loader{store: s, opts: opts}
}

// Begin starts a source. One that was begun and not ended is dropped.
func (l *Loader) Begin(ctx context.Context, s graph.Source) error {
	l.Abort()
	if err := l.store.begin(); err != nil {
		return err
	}
	if s.ID == "" {
		return errors.New("a source without an ID cannot be stored: its claims could not be told from others'")
	}
	l.source = &s
	l.claims = laid{few: map[string]*graph.Claim{}}
	l.shelf = keep.Shelf{}
	l.named, l.known = keptActors(&l.shelf), keptDescriptions(&l.shelf)
	return ctx.Err()
}

// Abort drops the source that was begun; nothing of it is stored.
func (l *Loader) Abort() {
	l.abortSpool()
	_ = l.shelf.Close() // of what is given up
	l.source, l.claims, l.named, l.known, l.rejected, l.looked, l.touched = nil, laid{}, nil, nil, 0, false, nil
}

// Touch says that the source is an update, which says anew what holds of a
// record (see [graph.Updater]).
func (l *Loader) Touch(ctx context.Context, record string) error {
	if l.source == nil {
		return fmt.Errorf("updating %s: %w", record, errNoSource)
	}
	if l.touched == nil {
		l.touched = map[string]bool{}
	}
	l.touched[record] = true
	return ctx.Err()
}

// Known gives the actor that has a code in the store.
func (l *Loader) Known(ctx context.Context, code string) (graph.Actor, bool, error) {
	var found []quad.IRI
	err := l.store.view(ctx, func(snap *snapshot) error {
		var err error
		found, err = snap.column(pattern{predicate: graph.Identifier, object: quad.String(code)}, subjectAt)
		return err
	})
	if err != nil || len(found) == 0 {
		return graph.Actor{}, false, err
	}
	slices.Sort(found)
	d, err := l.store.Described(ctx, string(found[0]))
	return graph.Actor{ID: string(found[0]), Label: d.Actor.Label, Type: d.Actor.Type}, err == nil, err
}

var _ graph.Updater = (*Loader)(nil)

// Describe takes what the source says of an actor. Said twice, the last holds.
func (l *Loader) Describe(ctx context.Context, d graph.Description) error {
	if l.source == nil {
		return fmt.Errorf("describing %s: %w", d.Actor.ID, errNoSource)
	}
	if err := l.checkActor(d.Actor, d.Partial); err != nil {
		l.refuse(graph.Rejection{Reason: fmt.Sprintf("description of %s: %v", d.Actor.ID, err)})
		return ctx.Err()
	}
	l.known.Set(d.Actor.ID, d)
	return l.kept(ctx)
}

func (l *Loader) checkActor(a graph.Actor, partial bool) error {
	if a.ID == "" || a.Label == "" && !partial {
		return errors.New("id and label must be given")
	}
	if _, ok := l.store.vocabulary.Type(a.Type); !ok && !(partial && a.Type == "") {
		return l.store.vocabulary.UnknownType(a.Type)
	}
	return nil
}

// Claim takes a claim of the source. One that is not sound is refused,
// counted and reported; the others go on.
func (l *Loader) Claim(ctx context.Context, c graph.Claim) error {
	if l.source == nil {
		return fmt.Errorf("storing %s: %w", c.ID, errNoSource)
	}
	identify(&c, nil) // the decisions of this store count, not those of another
	if err := l.check(&c); err != nil {
		l.refuse(graph.Rejection{Reason: fmt.Sprintf("claim %s (%s %s %s): %v", c.ID, c.Subject.ID, c.Relation, c.Object.ID, err)})
		return ctx.Err()
	}
	if err := l.hold(ctx, &c); err != nil {
		return err
	}
	for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
		if a == nil {
			continue
		}
		// Claims may name an actor differently; the choice must not depend
		// on their order.
		actor := graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type, Within: a.Within}
		if old, ok := l.named.Get(a.ID); !ok || nameOf(actor) < nameOf(old) {
			l.named.Set(a.ID, actor)
		}
	}
	return l.kept(ctx)
}

// kept says whether what is said of actors could be kept.
func (l *Loader) kept(ctx context.Context) error {
	if err := l.shelf.Err(); err != nil {
		return spaceError(err)
	}
	return ctx.Err()
}

// hold holds a claim until End.
func (l *Loader) hold(ctx context.Context, c *graph.Claim) error {
	if l.spooled == nil {
		if err := l.claims.add(c); err != nil || l.looked || len(l.claims.order) < spoolFrom {
			return err
		}
		l.looked = true
		if err := l.grown(ctx); err != nil || l.spooled != nil {
			return err
		}
		return l.claims.layAll(&l.shelf)
	}
	if err := guard(nil, func() error { return l.spooled.add(c) }); err != nil {
		return fmt.Errorf("writing store %s: source %s: %w", l.store.addr.name(), l.source.ID, spaceError(err))
	}
	return ctx.Err()
}

// nameOf orders what claims say of one actor; one that says whose it is comes
// first.
func nameOf(a graph.Actor) string {
	return strings.Join([]string{map[bool]string{true: "1"}[a.Within == ""], a.Label, a.Type, a.Within}, "\x00")
}

func (l *Loader) check(c *graph.Claim) error {
	if c.Source.ID != l.source.ID {
		return fmt.Errorf("source is %q, but it came with source %q", c.Source.ID, l.source.ID)
	}
	if err := c.Check(l.store.vocabulary); err != nil {
		return err
	}
	if l.opts.Check != nil {
		if err := l.opts.Check(*c); err != nil {
			return err
		}
	}
	for _, q := range c.Quads() {
		if err := checkQuad(q); err != nil {
			return err
		}
	}
	return nil
}

// Reject counts a row that the loader could not use.
func (l *Loader) Reject(r graph.Rejection) { l.refuse(r) }

func (l *Loader) refuse(r graph.Rejection) {
	l.rejected++
	l.total++
	if len(l.refused) < rejectionsKept {
		l.refused = append(l.refused, r)
	}
	if l.opts.Rejected != nil {
		l.opts.Rejected(r)
	}
}

// Rejections gives the first thousand rows that were not used.
func (l *Loader) Rejections() []graph.Rejection { return l.refused }

// RejectedCount is the number of all rows that were not used.
func (l *Loader) RejectedCount() int { return l.total }

// Results gives what became of each source that was ended, in order.
func (l *Loader) Results() []Result { return l.results }

// End stores the source: all of it, or, on error, nothing.
func (l *Loader) End(ctx context.Context) error {
	if l.source == nil {
		return fmt.Errorf("ending a source: %w", errNoSource)
	}
	defer l.Abort()
	s := l.store
	if l.spooled != nil {
		return l.endSpool(ctx)
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.begin(); err != nil {
		return err
	}
	r := Result{Source: *l.source, Rejected: l.rejected}
	c := s.newChanges(ctx)
	defer c.abort()
	if err := guard(nil, func() error { return l.changes(ctx, c, &r) }); err != nil {
		l.described = nil
		return fmt.Errorf("reading store %s to load source %s: %w", s.addr.name(), l.source.ID, err)
	}
	if err := s.apply(ctx, c); err != nil {
		l.described = nil
		return fmt.Errorf("source %s: %w", l.source.ID, err)
	}
	l.generation = s.writes.Load()
	if graph.SourceIRI(l.source.ID) == graph.Gazetteer {
		l.described = nil // it may have changed what it says
	}
	r.QuadsAdded, r.QuadsRemoved = c.added, c.removed
	l.results = append(l.results, r)
	return nil
}

// changes works out what the source changes in the store as it stands.
func (l *Loader) changes(ctx context.Context, c *changes, r *Result) error {
	snap, err := l.store.engine.current(ctx)
	if err != nil {
		return err
	}
	defer snap.release()
	if l.described == nil || l.generation != l.store.writes.Load() {
		l.described = map[string]bool{} // somebody else wrote
	}
	node := graph.SourceIRI(l.source.ID)
	replace := l.opts.Replace
	if !replace {
		sum, err := snap.first(pattern{subject: node, predicate: graph.SHA256, label: node})
		if err != nil {
			return err
		}
		replace = sum != nil && sum != quad.Value(quad.String(l.source.SHA256))
	}
	merged, err := snap.mergedInto()
	if err != nil {
		return err
	}
	var list *series
	if l.source.Whole || l.touched != nil {
		if list, err = l.series(snap); err != nil {
			return err
		}
		if ok, err := l.versionChanges(snap, list, node, merged, c, r); err != nil || !ok {
			return err
		}
		replace = false // earlier versions' descriptions stay
	} else if err := l.claimChanges(snap, node, replace, merged, c, r); err != nil {
		return err
	}
	if err := l.actorChanges(snap, node, replace, list, c); err != nil {
		return err
	}
	return nil
}

func (l *Loader) claimChanges(snap *snapshot, node quad.IRI, replace bool, merged map[string]string, c *changes, r *Result) error {
	if replace {
		err := snap.eachClaimOf(node, func(id quad.IRI) error {
			if l.claims.has(string(id)) {
				return nil
			}
			quads, err := snap.labelled(id)
			if err == nil {
				c.remove(quads...)
				r.Removed++
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	for claim, err := range l.claims.each(merged) {
		if err != nil {
			return err
		}
		want := claim.Quads()
		quads, err := snap.claimOf(node, quad.IRI(claim.ID))
		if err != nil {
			return err
		}
		switch {
		case !c.difference(quads, want):
			r.Unchanged++
		case len(quads) > 0:
			r.Updated++
		default:
			r.Added++
		}
	}
	return l.shelf.Err()
}

// claimOf reads the quads of a claim that is derived from a source; none if it
// is not.
func (s *snapshot) claimOf(source, claim quad.IRI) ([]quad.Quad, error) {
	there, err := s.first(pattern{claim, graph.DerivedFrom, source, nil})
	if there == nil || err != nil {
		return nil, err
	}
	return s.labelled(claim)
}
