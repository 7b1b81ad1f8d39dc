package shape

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
)

// Quads describes made quads, apart from claims of ours: actors with degrees
// that follow a power law, 40 relations, a label for every claim, literals of
// which some stand once and some often.
type Quads struct {
	N, Actors int
	Seed      uint64
}

// QuadsOf gives n quads in the proportions used for the figures.
func QuadsOf(n int) Quads { return Quads{N: n, Actors: min(max(n/100, 100), 100_000), Seed: 1} }

// Relations is how many relations the made quads have.
const Relations = 40

var kinds = []string{"State", "Person", "Company", "Organization", "City"}

// Actor is the IRI of the i-th actor; low numbers have high degrees.
func (q Quads) Actor(i int) string { return fmt.Sprintf("actor:made-%d", i) }

// Relation is the IRI of the i-th relation.
func (q Quads) Relation(i int) string { return fmt.Sprintf("rel:made-%d", i) }

// Write writes the quads as N-Quads. The same seed gives the same text.
func (q Quads) Write(to io.Writer) error {
	w := bufio.NewWriterSize(to, 1<<20)
	random := rand.New(rand.NewPCG(q.Seed, 0))
	pick := func() int { return int(math.Pow(float64(q.Actors), random.Float64())) - 1 }
	n := 0
	add := func(format string, args ...any) {
		if n < q.N {
			fmt.Fprintf(w, format, args...)
			n++
		}
	}
	for i := range q.Actors {
		a := q.Actor(i)
		add("<%s> <rdf:type> <type:%s> <source:made> .\n", a, kinds[i%len(kinds)])
		add("<%s> <rdfs:label> \"Made %d\"@en <source:made> .\n", a, i)
	}
	for i := 0; n < q.N; i++ {
		claim := fmt.Sprintf("claim:%016x%08x", random.Uint64(), random.Uint32())
		s, o := pick(), pick()
		relation := q.Relation(int(math.Pow(Relations, random.Float64())) - 1)
		add("<%s> <%s> <%s> <%s> .\n", q.Actor(s), relation, q.Actor(o), claim)
		add("<%s> <rdf:type> <ent:Claim> <%[1]s> .\n", claim)
		add("<%s> <rdf:subject> <%s> <%[1]s> .\n", claim, q.Actor(s))
		add("<%s> <rdf:predicate> <%s> <%[1]s> .\n", claim, relation)
		add("<%s> <rdf:object> <%s> <%[1]s> .\n", claim, q.Actor(o))
		add("<%s> <ent:confidence> \"%.2f\"^^<http://www.w3.org/2001/XMLSchema#double> <%[1]s> .\n", claim, 0.5+float64(random.IntN(50))/100)
		add("<%s> <ent:time> \"20%02d-%02d-%02d\" <%[1]s> .\n", claim, random.IntN(26), 1+random.IntN(12), 1+random.IntN(28))
		add("<%s> <prov:wasDerivedFrom> <source:made/%d> <%[1]s> .\n", claim, i/100)
		add("<%s> <ent:quote> \"Officials of %d and %d said so on day %d.\" <%[1]s> .\n", claim, s, o, i)
	}
	return w.Flush()
}
