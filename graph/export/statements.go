package export

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// statements gives all that the input says as quads: first the claims, by ID,
// then what every source says of itself and of actors, the gazetteer among
// them, by label and by the text of the subject. Of a whole store it gives the
// quads in the store's own order.
//
// Claims that come sorted by ID are not held in memory; others are. What
// sources say is sorted on the disk above a size; see [mentions].
func statements(ctx context.Context, in Input, o Options, text func(quad.Value) (string, error)) iter.Seq2[piece, error] {
	if in.Quads != nil {
		return stored(ctx, in.Quads)
	}
	return func(yield func(piece, error) bool) {
		named := &mentions{lookup: newLookup(in), text: text, sorted: true}
		next, stop := iter.Pull2(named.all(ctx, o.limits))
		defer stop()
		m, err, more := next() // the first is there when all claims have been read
		if err != nil {
			yield(piece{}, err)
			return
		}
		claims := named.lookup.claims(ctx)
		if !named.sorted {
			claims = sortedByID(claims)
		}
		last := ""
		for c, err := range claims {
			if err != nil {
				yield(piece{}, err)
				return
			}
			if c.ID == last {
				continue
			}
			last = c.ID
			if !yield(piece{c.Quads(), true}, nil) {
				return
			}
		}
		for label := ""; more; m, err, more = next() {
			var quads []quad.Quad
			if err == nil {
				quads, err = named.quads(ctx, m)
			}
			if err == nil && len(quads) == 0 {
				continue // claims without a source
			}
			if !yield(piece{quads, m.label != label}, err) || err != nil {
				return
			}
			label = m.label
		}
	}
}

// stored divides the quads of a store, which come by label and subject.
func stored(ctx context.Context, quads iter.Seq2[quad.Quad, error]) iter.Seq2[piece, error] {
	return func(yield func(piece, error) bool) {
		var now piece
		last := quad.Value(quad.String("")) // no label is like it
		for q, err := range quads {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(piece{}, err)
				return
			}
			claim, _ := q.Label.(quad.IRI)
			if n := len(now.quads); n > 0 && (q.Label != now.quads[0].Label || q.Subject != now.quads[0].Subject && !strings.HasPrefix(string(claim), graph.ClaimPrefix)) {
				last = now.quads[0].Label
				if !yield(now, nil) {
					return
				}
				now.quads = now.quads[:0]
			}
			if len(now.quads) == 0 {
				now.opens = q.Label != last
			}
			now.quads = append(now.quads, q)
		}
		if len(now.quads) > 0 {
			yield(now, nil)
		}
	}
}

// piece is quads of one label, not sorted: all of a claim, or what a source
// says of one subject.
type piece struct {
	quads []quad.Quad
	opens bool // the first of its label
}

// terms is a quad as text.
type terms struct{ label, subject, predicate, object string }

// memory keeps the text of what is the same from quad to quad: label, subject
// and the few predicates there are.
type memory struct {
	text           func(quad.Value) (string, error)
	predicates     map[quad.Value]string
	label, subject quad.Value
	last           terms
}

func remember(text func(quad.Value) (string, error)) *memory {
	return &memory{text: text, predicates: map[quad.Value]string{}}
}

// of gives label, subject and predicate of a quad as text.
func (m *memory) of(q quad.Quad) (terms, error) {
	var err error
	if q.Label == nil { // the default graph
		m.label, m.last.label = nil, ""
	} else if q.Label != m.label {
		m.label = q.Label
		if m.last.label, err = m.text(q.Label); err != nil {
			return m.last, err
		}
	}
	if q.Subject != m.subject || m.subject == nil {
		m.subject = q.Subject
		if m.last.subject, err = m.text(q.Subject); err != nil {
			return m.last, err
		}
	}
	p, ok := m.predicates[q.Predicate]
	if !ok {
		if p, err = m.text(q.Predicate); err != nil {
			return m.last, err
		}
		m.predicates[q.Predicate] = p
	}
	m.last.predicate = p
	return m.last, nil
}

// sortTerms brings quads of one label in order and drops repeated ones.
func sortTerms(list []terms) []terms {
	slices.SortFunc(list, func(a, b terms) int {
		return cmp.Or(cmp.Compare(a.label, b.label), cmp.Compare(a.subject, b.subject),
			cmp.Compare(a.predicate, b.predicate), cmp.Compare(a.object, b.object))
	})
	return slices.Compact(list)
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

// cleanIRI percent-encodes what no IRI may hold where it stands (RFC 3987): of
// claims that were checked, no more than brackets and number signs in the names
// of sources.
func cleanIRI(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] < 0x80 && !notInIRI(rune(s[i])) && strings.IndexByte("[]#%", s[i]) < 0
	}
	if clean {
		return s
	}
	var b strings.Builder
	slashes, fragment := 0, false
	for i, r := range s { // broken UTF-8 reads as U+FFFD
		bad := notInIRI(r)
		switch r {
		case '/':
			slashes++
		case '[', ']': // only an address of a host has them
			bad = slashes != 2
		case '#':
			bad, fragment = fragment, true
		case '%':
			bad = i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])
		}
		if !bad {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(string(r)) {
			b.WriteByte('%')
			b.WriteByte(upperHex[c>>4])
			b.WriteByte(upperHex[c&15])
		}
	}
	return b.String()
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

const upperHex = "0123456789ABCDEF"

func notInIRI(r rune) bool {
	switch r {
	case '<', '>', '"', '{', '}', '|', '\\', '^', '`':
		return true
	}
	// Controls, private use, what is no character, and tags.
	return r <= ' ' || r >= 0x7f && r < 0xa0 || r >= 0xE000 && r < 0xF900 || r >= 0xFDD0 && r <= 0xFDEF || r >= 0xFFF0 && r <= 0xFFFF ||
		r >= 0xE0000 || r&0xFFFE == 0xFFFE
}

// expander writes short IRIs in full. graph.Expand does the same for one.
type expander map[string]string

func newExpander(base string) expander {
	full := expander{"": base}
	for _, ns := range graph.Namespaces(base) {
		full[ns.Prefix] = ns.Full
	}
	return full
}

// iri gives an absolute IRI. What has no scheme is put under the base, as
// readers that know no base refuse it.
func (e expander) iri(iri quad.IRI) quad.IRI {
	s := string(iri)
	scheme, rest, ok := strings.Cut(s, ":")
	if full, known := e[scheme+":"]; ok && known {
		s = full + rest
	} else if !ok || !isScheme(scheme) {
		s = e[""] + s
	}
	return quad.IRI(cleanIRI(s))
}

func isScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (i == 0 || strings.IndexByte("0123456789+-.", s[i]) < 0) {
			return false
		}
	}
	return s != ""
}
