package export

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// inSource stands between the ID of the nameless and that of the source that
// speaks of them; no ID of an actor has it.
const inSource = "\x00"

// drawnApart gives the claims for a picture, in which lines that meet are read as
// being about the same: the soldiers of one source are not those of another, so
// they are drawn as two, whatever their ID. Files that carry IDs keep them.
func drawnApart(in Input) Input {
	out := in
	out.Claims, out.AnyOrder = bySource(in.Claims), bySource(in.AnyOrder)
	if in.Actor != nil {
		out.Actor = func(ctx context.Context, id string) (graph.Description, error) {
			d, err := in.Actor(ctx, known(id))
			if d.Actor.ID != "" {
				d.Actor.ID = id
			}
			return d, err
		}
	}
	return out
}

// known is the ID that others know an actor by.
func known(id string) string {
	id, _, _ = strings.Cut(id, inSource)
	return id
}

func bySource(claims iter.Seq2[graph.Claim, error]) iter.Seq2[graph.Claim, error] {
	if claims == nil {
		return nil
	}
	return func(yield func(graph.Claim, error) bool) {
		for c, err := range claims {
			for _, a := range []*graph.Actor{&c.Subject, &c.Object} {
				if graph.Unnamed(a.ID) {
					a.ID += inSource + c.Source.ID
				}
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// namelessNamed is how many of the nameless a note lists.
const namelessNamed = 6

// nameless warns of actors without a name at which lines meet: the soldiers at
// the end of one need not be those at the end of the other. It is "" where
// there is none.
func (g *Graph) nameless() string {
	var met []*Node
	for i := range g.Nodes {
		if n := &g.Nodes[i]; n.Degree > 1 && graph.Unnamed(n.Actor.ID) {
			met = append(met, n)
		}
	}
	if len(met) == 0 {
		return ""
	}
	slices.SortStableFunc(met, func(a, b *Node) int {
		return cmp.Or(cmp.Compare(b.Degree, a.Degree), strings.Compare(a.Actor.ID, b.Actor.ID))
	})
	var labels []string
	for _, n := range met[:min(len(met), namelessNamed)] {
		labels = append(labels, n.Actor.Label)
	}
	list := strings.Join(labels, ", ")
	if more := len(met) - len(labels); more > 0 {
		list += " and " + strconv.Itoa(more) + " more"
	}
	return "Without a name, so perhaps others in each line: " + list + "."
}
