package export

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// statements gives all that the input says as quads, passed through rename,
// sorted by label, subject, predicate and object as renamed, none twice.
//
// Claims that come sorted by ID are not held in memory; others are.
func statements(ctx context.Context, in Input, rename func(quad.Quad) quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		l := newLookup(in)
		mentions, sorted, err := mentioned(ctx, l)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		emit := func(quads []quad.Quad) bool {
			for i := range quads {
				quads[i] = rename(quads[i])
			}
			for _, q := range graph.SortQuads(quads) {
				if !yield(q, nil) {
					return false
				}
			}
			return true
		}
		claims := l.claims(ctx)
		if !sorted {
			claims = sortedByID(claims)
		}
		last := ""
		for c, err := range claims {
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			if c.ID == last {
				continue
			}
			last = c.ID
			if !emit(c.Quads()) {
				return
			}
		}
		for _, group := range mentions {
			quads, err := group.quads(ctx, l)
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			if !emit(quads) {
				return
			}
		}
	}
}

// mention is what one source says apart from claims: which actors it names,
// and what it is itself. The gazetteer is a source here.
type mention struct {
	label  quad.IRI
	source graph.Source // zero for the gazetteer
	actors []graph.Actor
}

func (m mention) quads(ctx context.Context, l *lookup) ([]quad.Quad, error) {
	var quads []quad.Quad
	if m.source.ID != "" {
		quads = m.source.Quads()
	}
	for _, a := range m.actors {
		d, err := l.actor(ctx, a)
		if err != nil {
			return nil, err
		}
		quads = append(quads, d.Quads(m.label)...)
	}
	return quads, nil
}

// mentioned reads the claims for who is named in which source, sorted by
// label, and tells whether the claims come sorted by ID.
func mentioned(ctx context.Context, l *lookup) ([]mention, bool, error) {
	type key struct{ label, actor string }
	sources := map[string]graph.Source{}
	actors := map[key]graph.Actor{}
	sorted, last := true, ""
	for c, err := range l.claims(ctx) {
		if err != nil {
			return nil, false, err
		}
		sorted, last = sorted && c.ID >= last, c.ID
		label := string(graph.SourceIRI(c.Source.ID))
		if _, ok := sources[label]; !ok {
			sources[label] = c.Source
		}
		for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
			if a == nil {
				continue
			}
			d, err := l.actor(ctx, *a)
			if err != nil {
				return nil, false, err
			}
			actors[key{string(d.Label(c.Source.ID)), a.ID}] = graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type}
		}
	}
	groups := map[string]*mention{}
	for label, s := range sources {
		groups[label] = &mention{label: quad.IRI(label), source: s}
	}
	for _, k := range slices.SortedFunc(maps.Keys(actors), func(a, b key) int {
		return cmp.Or(cmp.Compare(a.label, b.label), cmp.Compare(a.actor, b.actor))
	}) {
		g := groups[k.label]
		if g == nil {
			g = &mention{label: quad.IRI(k.label)}
			groups[k.label] = g
		}
		g.actors = append(g.actors, actors[k])
	}
	var list []mention
	for _, label := range slices.Sorted(maps.Keys(groups)) {
		list = append(list, *groups[label])
	}
	return list, sorted, nil
}

// sortedByID holds all claims to sort them.
func sortedByID(claims iter.Seq2[graph.Claim, error]) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		var all []graph.Claim
		for c, err := range claims {
			if err != nil {
				yield(c, err)
				return
			}
			all = append(all, c)
		}
		slices.SortStableFunc(all, func(a, b graph.Claim) int { return cmp.Compare(a.ID, b.ID) })
		for _, c := range all {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// cleanIRI percent-encodes what no IRI may hold (RFC 3987). Claims that were
// checked hold none of it but control characters.
func cleanIRI(iri quad.IRI) quad.IRI {
	s := strings.ToValidUTF8(string(iri), "\uFFFD")
	if !strings.ContainsFunc(s, notInIRI) {
		return quad.IRI(s)
	}
	var b strings.Builder
	for _, r := range s {
		if notInIRI(r) {
			for _, c := range []byte(string(r)) {
				b.WriteByte('%')
				b.WriteByte(upperHex[c>>4])
				b.WriteByte(upperHex[c&15])
			}
			continue
		}
		b.WriteRune(r)
	}
	return quad.IRI(b.String())
}

const upperHex = "0123456789ABCDEF"

func notInIRI(r rune) bool {
	return r <= ' ' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("<>\"{}|\\^`\uFFFE\uFFFF", r)
}
