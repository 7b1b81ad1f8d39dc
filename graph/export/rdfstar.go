package export

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

var rdfstar = Format{
	Name:        "rdfstar",
	Ext:         ".ttls",
	MIME:        "text/x-turtle-star; charset=utf-8",
	Title:       "RDF-star (Turtle-star): << who does-what whom >> carries its claims; for GraphDB, Jena, Oxigraph, Stardog",
	LosesOfPart: losesOfPart,
	Write:       byID(writeRDFStar, again),
}

// writeRDFStar writes a triple as asserted only if a claim asserts it; what is
// denied, planned or has ended is quoted, and nothing more. Quote, date and
// confidence stand at the claim: on the triple itself, those of two claims
// that say the same could not be told apart.
func writeRDFStar(ctx context.Context, w io.Writer, in Input, o Options) error {
	t := newTurtle(w, o.base())
	t.head()
	var list []terms
	for p, err := range statements(ctx, in, o, t.term) {
		if err != nil {
			return err
		}
		quads := p.quads
		triple, claim, err := t.quoted(quads)
		if err != nil {
			return err
		}
		if claim != nil {
			quads = slices.DeleteFunc(quads, func(q quad.Quad) bool {
				return q.Subject == claim && (q.Predicate == graph.RDFSubject || q.Predicate == graph.RDFPredicate || q.Predicate == graph.RDFObject)
			})
		}
		if list, err = t.group(list[:0], quads); err != nil {
			return err
		}
		if p.opens {
			t.WriteByte('\n')
		}
		if claim != nil {
			fmt.Fprintf(t, "<< %s >> %s %s .\n", triple, t.iri(graph.SaidIn), t.iri(claim.(quad.IRI)))
		}
		t.subjects(list, "")
		if claim == nil {
			t.sayers(list, p.quads[0])
		}
	}
	return t.Flush()
}

// sayers says who says what of an actor: statements of a source on others
// than itself. Keys follow from names.
func (t *turtleWriter) sayers(list []terms, of quad.Quad) {
	if label, _ := of.Label.(quad.IRI); of.Subject == of.Label || !strings.HasPrefix(string(label), graph.SourcePrefix) {
		return
	}
	from, key := t.iri(graph.DerivedFrom), t.iri(graph.Key)
	for _, s := range list {
		if s.predicate != key {
			fmt.Fprintf(t, "<< %s %s %s >> %s %s .\n", s.subject, s.predicate, s.object, from, s.label)
		}
	}
}

// quoted gives the triple that the quads of a claim are about; no claim if
// they are about something else.
func (t *turtleWriter) quoted(quads []quad.Quad) (triple string, claim quad.Value, err error) {
	var parts [3]string
	for _, q := range quads {
		i := slices.Index([]quad.IRI{graph.RDFSubject, graph.RDFPredicate, graph.RDFObject}, q.Predicate.(quad.IRI))
		if i < 0 || q.Subject != q.Label {
			continue
		}
		if parts[i], err = t.term(q.Object); err != nil {
			return "", nil, fmt.Errorf("writing %v as RDF-star: %w", q, err)
		}
		claim = q.Subject
	}
	return parts[0] + " " + parts[1] + " " + parts[2], claim, nil
}
