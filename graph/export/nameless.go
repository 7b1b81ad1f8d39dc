package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

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
