package queries

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// Selection says which part of the graph somebody wants, in the words people
// use: names and dates as they are typed. What is set is joined by AND; the
// zero value is the whole graph. [Select] finds what the words mean.
type Selection struct {
	Actor string // only its surroundings,
	Depth int    // to this depth (see [Around]); 0 means 1

	Between  [2]string // only the claims that join these two, either way,
	Directed bool      // or only what the first does to the second, and what holds both ways

	Query string        // only the claims that this canned query answers with,
	Args  []string      // asked with these arguments
	Time  time.Duration // for the query; 0 is DefaultTime, below 0 no limit

	Relations []string       // by name or label
	Sources   []string       // only the claims of these, by ID or IRI
	Statuses  []graph.Status // none: all

	// AsOf shows the graph as it stood on a day (EDTF; of a month or a year,
	// the last day): without what is about later days, without intervals that
	// had ended before, and with what a list has ceased to say only since.
	// Claims without a date stay.
	AsOf string

	// Since and Until keep what holds or happened, or may have, on a day from
	// one to the other. A claim without a date counts for the day its source
	// was published; without that, it is left out.
	Since, Until string

	MinConfidence float64
	// MinSources keeps what at least so many independent sources say: of
	// claims that say the same of the same two with the same status, publishers
	// are counted, or documents where the publisher is not known.
	MinSources int
}

// Part is a part of the graph, as [Select] found it. It does not change, and
// may be read by several goroutines.
type Part struct {
	Store  *store.Store
	Center graph.Actor    // of Selection.Actor; zero without one
	Ends   [2]graph.Actor // of Selection.Between

	selection          Selection
	question           string // of Selection.Query, of those that it is asked about
	filter             store.Filter
	nothing            bool   // a query answered with no claims
	asOf, since, until string // days
	enough             *tally // with MinSources
}

// Select finds what a selection means in a store. Names and dates that cannot
// be read are errors for which [IsUsage] holds.
func Select(ctx context.Context, s *store.Store, sel Selection) (*Part, error) {
	p, err := narrow(s, sel)
	if err != nil {
		return nil, err
	}
	switch {
	case sel.Depth < 0, sel.Depth > 0 && sel.Actor == "":
		return nil, &BadArgumentError{Role: "depth", Value: plain(sel.Depth), Err: errors.New("goes with an actor, and is at least 1")}
	case sel.Directed && sel.Between == [2]string{}:
		return nil, &BadArgumentError{Role: "directed", Value: "true", Err: errors.New("goes with two actors")}
	case len(sel.Args) > 0 && sel.Query == "":
		return nil, &BadArgumentError{Role: "argument", Value: sel.Args[0], Err: errors.New("goes with a query")}
	}
	// What the store's index of ties can leave out without reading a claim;
	// allows decides on what remains.
	p.filter.MinConfidence, p.filter.NotBefore, p.filter.NotAfter = sel.MinConfidence, p.since, p.asOf
	if p.until != "" && (p.asOf == "" || p.until < p.asOf) {
		p.filter.NotAfter = p.until
	}
	for _, id := range sel.Sources {
		if _, err := s.Source(ctx, id); errors.Is(err, store.ErrNotFound) {
			return nil, &BadArgumentError{Role: "source", Value: id, Err: errors.New("is no source of the store: its id is wanted, as entente sources lists it")}
		} else if err != nil {
			return nil, err
		}
	}
	for _, name := range sel.Relations {
		r, _, err := Relation(name)
		if err != nil {
			return nil, err
		}
		p.filter.Relations = append(p.filter.Relations, r.Name)
	}
	if sel.Between != [2]string{} {
		for i, name := range sel.Between {
			a, err := Resolve(ctx, s, name)
			if err != nil {
				return nil, err
			}
			p.Ends[i], p.filter.Between[i] = a, a.ID
		}
	}
	if sel.Query != "" {
		if err := p.ask(ctx); err != nil {
			return nil, err
		}
	}
	if sel.Actor != "" {
		if err := p.surround(ctx); err != nil {
			return nil, err
		}
	}
	if sel.MinSources > 1 {
		enough := newTally()
		for c, err := range p.AnyOrder(ctx) {
			if err != nil {
				return nil, fmt.Errorf("counting sources: %w", err)
			}
			enough.add(&c)
		}
		enough.keep(sel.MinSources)
		p.enough = enough
	}
	return p, nil
}

// narrowing is what of a selection leaves out claims by what each says, and by
// how many say it.
func (sel Selection) narrowing() Selection {
	return Selection{AsOf: sel.AsOf, Since: sel.Since, Until: sel.Until, MinConfidence: sel.MinConfidence, MinSources: sel.MinSources}
}

// narrow reads what of a selection can be told of a claim by itself.
func narrow(s *store.Store, sel Selection) (*Part, error) {
	p := &Part{Store: s, selection: sel}
	p.filter.Statuses, p.filter.Sources = sel.Statuses, sel.Sources
	if err := p.readDays(); err != nil {
		return nil, err
	}
	switch {
	case !(sel.MinConfidence >= 0 && sel.MinConfidence <= 1):
		return nil, &BadArgumentError{Role: "confidence", Value: plain(sel.MinConfidence), Err: errors.New("is not between 0 and 1")}
	case sel.MinSources < 0:
		return nil, &BadArgumentError{Role: "number of sources", Value: plain(sel.MinSources), Err: errors.New("is below 0")}
	}
	return p, nil
}

func (p *Part) readDays() error {
	for _, d := range []struct {
		role, text string
		to         *string
		last       bool
	}{
		{"as of", p.selection.AsOf, &p.asOf, true},
		{"since", p.selection.Since, &p.since, false},
		{"until", p.selection.Until, &p.until, true},
	} {
		if strings.TrimSpace(d.text) == "" {
			continue
		}
		t, err := graph.ParseTime(d.text)
		if err != nil {
			if fault := (*graph.TimeError)(nil); errors.As(err, &fault) {
				err = errors.New(fault.Why()) // which day it is of stands before it
			}
			return &BadArgumentError{Role: d.role, Value: d.text, Err: err}
		}
		if *d.to = t.Earliest; d.last {
			*d.to = t.Latest
		}
		if *d.to == "" {
			return &BadArgumentError{Role: d.role, Value: d.text, Err: errors.New("is open on that side: a day such as 2026-02-06, a month or a year is wanted")}
		}
	}
	if p.since != "" && p.until != "" && p.since > p.until {
		return &BadArgumentError{Role: "since", Value: p.selection.Since, Err: fmt.Errorf("is after %s, up to which claims are wanted", p.selection.Until)}
	}
	return nil
}

// ask takes the claims that a canned query names as its evidence.
func (p *Part) ask(ctx context.Context) error {
	q, err := Find(p.selection.Query)
	if err != nil {
		return err
	}
	var at []int
	for i, c := range q.Columns {
		if c.Type == ClaimColumn {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return &BadArgumentError{Role: "query", Value: q.Name, Err: errors.New("does not answer with claims, so there is no part of the graph that it means")}
	}
	r, err := Run(ctx, p.Store, q.Name, p.selection.Args, Limits{Rows: -1, Time: p.selection.Time})
	if err != nil {
		return err
	}
	for _, row := range r.Rows {
		for _, i := range at {
			if id, ok := row[i].(store.IRI); ok {
				p.filter.IDs = append(p.filter.IDs, string(id))
			}
		}
	}
	p.question = q.About(ctx, p.Store, p.selection.Args)
	slices.Sort(p.filter.IDs)
	p.filter.IDs = slices.Compact(p.filter.IDs)
	p.nothing = len(p.filter.IDs) == 0
	return nil
}

// surround finds the actors about the one in the middle. Where claims are
// chosen by more than their relation, a way leads only over claims that are
// chosen.
func (p *Part) surround(ctx context.Context) error {
	sel := &p.selection
	depth := cmp.Or(sel.Depth, 1)
	if !p.choosy() && sel.MinSources < 2 && sel.Query == "" && sel.Between == [2]string{} {
		var err error
		p.Center, p.filter.Actors, err = Around(ctx, p.Store, sel.Actor, depth, p.filter.Relations)
		return err
	}
	var err error
	if p.Center, err = Resolve(ctx, p.Store, sel.Actor); err != nil {
		return err
	}
	p.filter.Actors, err = widen(ctx, p.Center.ID, depth, p.neighbours)
	return err
}

// neighbours calls yield with the ends of the chosen edges of some actors.
func (p *Part) neighbours(ctx context.Context, ring []string, yield func(string)) error {
	about := *p
	about.filter.Actors = ring
	// A claim of another status is no way.
	about.filter.Statuses = []graph.Status{graph.Asserted}
	if wanted := p.filter.Statuses; len(wanted) > 0 && !slices.Contains(wanted, graph.Asserted) {
		return nil
	}
	sources := newTally()
	type ends struct{ subject, object string }
	ways := map[ends]map[edgeKey]bool{}
	for c, err := range about.stream(ctx) {
		if err != nil {
			return err
		}
		if c.Ended != "" {
			continue
		}
		way := ends{c.Subject.ID, c.Object.ID}
		if ways[way] == nil {
			ways[way] = map[edgeKey]bool{}
		}
		ways[way][keyOf(&c)] = true
		sources.add(&c)
	}
	sources.keep(p.selection.MinSources)
	for way, edges := range ways {
		for e := range edges {
			if sources.has(e) {
				yield(way.subject)
				yield(way.object)
				break
			}
		}
	}
	return nil
}

// Whole tells whether nothing is left out of the graph.
func (p *Part) Whole() bool {
	f := &p.filter
	return !p.choosy() && p.enough == nil && !p.nothing &&
		len(f.IDs)+len(f.Actors)+len(f.Relations)+len(f.Statuses)+len(f.Sources) == 0 && f.Between[0] == ""
}

// choosy tells whether claims are chosen by what the store has no index of.
func (p *Part) choosy() bool {
	return p.asOf != "" || p.since != "" || p.until != "" || p.selection.MinConfidence > 0
}

// Claims streams the claims of the part, sorted by ID. With AsOf they come as
// they stood on that day: not ended yet.
func (p *Part) Claims(ctx context.Context) iter.Seq2[graph.Claim, error] {
	return p.counted(p.stream(ctx))
}

// AnyOrder is Claims in whatever order costs the store least: of a whole store
// it holds nothing.
func (p *Part) AnyOrder(ctx context.Context) iter.Seq2[graph.Claim, error] {
	loose := *p
	loose.filter.AnyOrder = true
	return loose.counted(loose.stream(ctx))
}

// counted leaves out what too few sources say.
func (p *Part) counted(claims iter.Seq2[graph.Claim, error]) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for c, err := range claims {
			if err == nil && p.enough != nil && !p.enough.has(keyOf(&c)) {
				continue
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// stream is Claims before sources are counted.
func (p *Part) stream(ctx context.Context) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		if p.nothing {
			return
		}
		for c, err := range p.Store.Claims(ctx, p.filter) {
			if err == nil && !p.allows(&c) {
				continue
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// allows tells whether a claim is chosen by its dates and its confidence, and
// brings it to the day that the part shows.
func (p *Part) allows(c *graph.Claim) bool {
	if c.Confidence < p.selection.MinConfidence {
		return false
	}
	if p.selection.Directed && c.Subject.ID != p.Ends[0].ID {
		if r, ok := schema.Builtin().Relation(c.Relation); !ok || !r.Symmetric {
			return false
		}
	}
	if p.asOf != "" {
		interval := strings.Contains(c.Time.EDTF, "/")
		switch {
		case c.Time.Earliest > p.asOf, interval && c.Time.Latest != "" && c.Time.Latest < p.asOf:
			return false
		case c.Ended != "" && (c.Ended == graph.EndUnknown || c.Ended <= p.asOf):
			return false
		}
		c.Ended, c.EndedBy = "", ""
	}
	if p.since != "" || p.until != "" {
		when := c.Time
		if when.IsZero() {
			when, _ = graph.ParseTime(c.Source.Published) // the zero time if it says nothing
		}
		if when.IsZero() || !when.Overlaps(p.since, p.until) {
			return false
		}
	}
	return true
}

// Actor describes an actor of the part; nothing is known of one that the
// store does not describe.
func (p *Part) Actor(ctx context.Context, id string) (graph.Description, error) {
	return orNothing(p.Store.Actor(ctx, id))
}

// Source gives what is known of a source; the zero Source if nothing is.
func (p *Part) Source(ctx context.Context, id string) (graph.Source, error) {
	return orNothing(p.Store.Source(ctx, id))
}

// Known answers as the part's Actor and Source do, for who asks of thousands.
type Known struct{ reading *store.Reading }

// Known begins to look things up. The caller must Close it.
func (p *Part) Known(ctx context.Context) (Known, error) {
	r, err := p.Store.Reading(ctx)
	return Known{r}, err
}

// Actor is [Part.Actor].
func (k Known) Actor(_ context.Context, id string) (graph.Description, error) {
	return orNothing(k.reading.Actor(id))
}

// Source is [Part.Source].
func (k Known) Source(_ context.Context, id string) (graph.Source, error) {
	return orNothing(k.reading.Source(id))
}

// Reading is what it looks things up in; it ends with Close.
func (k Known) Reading() *store.Reading { return k.reading }

// Close ends the looking up.
func (k Known) Close() error { return k.reading.Close() }

func orNothing[T any](v T, err error) (T, error) {
	if errors.Is(err, store.ErrNotFound) {
		var nothing T
		return nothing, nil
	}
	return v, err
}

// Words says what was chosen, for the title of a picture: "Iran and 1 hop
// around, since 2026-02"; "" for the whole graph.
func (p *Part) Words() string {
	sel, words := &p.selection, []string{}
	add := func(format string, args ...any) { words = append(words, fmt.Sprintf(format, args...)) }
	if q, err := Find(sel.Query); err == nil {
		for i, a := range sel.Args {
			if i < len(q.Params) && q.Params[i].Type != ActorParam && a != "" {
				add("%s", a) // the question has no letter for it
			}
		}
	}
	if p.Center.ID != "" {
		add("%s and %s around", p.Center.Label, count(cmp.Or(sel.Depth, 1), "hop"))
	}
	if p.Ends[0].ID != "" {
		words := "between %s and %s"
		if sel.Directed {
			words = "from %s to %s"
		}
		add(words, p.Ends[0].Label, p.Ends[1].Label)
	}
	var relations []string
	for _, name := range p.filter.Relations {
		if r, ok := schema.Builtin().Relation(name); ok {
			relations = append(relations, r.Label)
		}
	}
	if len(relations) > 0 {
		add("%s", strings.Join(relations, " or "))
	}
	for _, st := range sel.Statuses {
		add("%s", st)
	}
	if len(sel.Sources) > 0 {
		add("in %s", strings.Join(sel.Sources, " or "))
	}
	for _, d := range []struct{ word, text string }{{"as of", sel.AsOf}, {"since", sel.Since}, {"until", sel.Until}} {
		if d.text != "" {
			add("%s %s", d.word, d.text)
		}
	}
	if sel.MinConfidence > 0 {
		add("confidence from %s up", plain(sel.MinConfidence))
	}
	if sel.MinSources > 1 {
		add("from %s up", count(sel.MinSources, "source"))
	}
	return strings.TrimSpace(p.question + " " + strings.Join(words, ", "))
}
