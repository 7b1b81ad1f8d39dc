package export

import (
	"cmp"
	"math"
	"slices"

	"entente/schema"
)

// picture is a graph made ready for drawing.
type picture struct {
	*Graph
	vocabulary *schema.Vocabulary
	boxes      []box
	labels     []label // of nodes
	bundles    []bundle
	left       int // actors left out
}

// bundle is the edges of one class between two actors, drawn as one line:
// twenty lines side by side say less than one with its relations named.
type bundle struct {
	a, b     int // nodes, a < b
	class    schema.Class
	edges    []*Edge
	sources  int // most that any one of the edges has
	toA, toB bool

	line  curve
	label string // "" if there is no room
	at    point
}

// best keeps at most n actors, the best connected, and drops those that are
// then left without an edge. Degrees are counted anew.
func (g *Graph) best(n int) (left int) {
	all, order := len(g.Nodes), g.byDegree()
	degree := make([]int, all)
	kept := make([]bool, all)
	for _, i := range order[:min(n, all)] {
		kept[i] = true
	}
	g.Edges = slices.DeleteFunc(g.Edges, func(e Edge) bool { return !kept[e.From] || !kept[e.To] || e.From == e.To })
	for i := range g.Edges {
		degree[g.Edges[i].From]++
		degree[g.Edges[i].To]++
	}
	at := make([]int, all)
	var nodes []Node
	for i := range g.Nodes {
		if degree[i] > 0 {
			at[i] = len(nodes)
			g.Nodes[i].Degree = degree[i]
			nodes = append(nodes, g.Nodes[i])
		}
	}
	for i := range g.Edges {
		g.Edges[i].From, g.Edges[i].To = at[g.Edges[i].From], at[g.Edges[i].To]
	}
	g.Nodes = nodes
	return all - len(nodes)
}

// byDegree gives the places of all nodes, the best connected first.
func (g *Graph) byDegree() []int {
	order := make([]int, len(g.Nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(g.Nodes[b].Degree, g.Nodes[a].Degree), cmp.Compare(g.Nodes[b].Claims, g.Nodes[a].Claims), cmp.Compare(a, b))
	})
	return order
}

// draw bundles the edges of a graph that has positions, leads the lines round
// what stands in their way, and finds room for their labels.
func draw(g *Graph, v *schema.Vocabulary) *picture {
	p := &picture{Graph: g, vocabulary: v}
	for i := range g.Nodes {
		p.boxes = append(p.boxes, boxOf(&g.Nodes[i]))
	}
	type key struct {
		a, b  int
		class schema.Class
	}
	at := map[key]int{}
	for i := range g.Edges {
		e := &g.Edges[i]
		k := key{min(e.From, e.To), max(e.From, e.To), e.Relation.Class}
		n, ok := at[k]
		if !ok {
			n = len(p.bundles)
			at[k] = n
			p.bundles = append(p.bundles, bundle{a: k.a, b: k.b, class: k.class})
		}
		b := &p.bundles[n]
		b.edges = append(b.edges, e)
		b.sources = max(b.sources, e.Sources)
		if !e.Relation.Symmetric {
			b.toA = b.toA || e.To == b.a
			b.toB = b.toB || e.To == b.b
		}
	}
	slices.SortFunc(p.bundles, func(x, y bundle) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.class, y.class))
	})
	p.route()
	p.labelNodes()
	p.labelLines()
	return p
}

// apart is how far from the straight line the middles of a pair's lines are,
// by how many there are.
var apart = [][]float64{{0}, {-11, 11}, {-20, 0, 20}}

// detours are tried in this order; a straight line is best.
var detours = []float64{0, 14, -14, 28, -28, 44, -44, 62, -62, 84, -84}

// crowded is how many lines are too many to lead round things: they only
// come in each other's way. They are drawn fainter, too.
const crowded = 150

func (p *picture) route() {
	detours := detours
	if len(p.bundles) > crowded {
		detours = detours[:3]
	}
	for i := 0; i < len(p.bundles); {
		j := i
		for j < len(p.bundles) && p.bundles[j].a == p.bundles[i].a && p.bundles[j].b == p.bundles[i].b {
			j++
		}
		pair := p.bundles[i:j]
		offsets := apart[len(pair)-1]
		best, chosen := math.MaxFloat64, 0.0
		longest := distance(p.at(pair[0].a), p.at(pair[0].b)) / 5
		for _, detour := range detours {
			if abs(detour) > longest && detour != 0 {
				continue // a loop, not a line
			}
			cost := abs(detour) / 25
			for k := range pair {
				cost += p.inTheWay(p.lead(&pair[k], offsets[k]+detour), pair[k].a, pair[k].b)
			}
			if cost < best {
				best, chosen = cost, detour
			}
		}
		for k := range pair {
			pair[k].line = p.lead(&pair[k], offsets[k]+chosen)
		}
		i = j
	}
}

// lead gives the line of a bundle with its middle so far from the straight
// one, from the rim of one node to the rim of the other.
func (p *picture) lead(b *bundle, off float64) curve {
	from, to := p.at(b.a), p.at(b.b)
	dx, dy := to.x-from.x, to.y-from.y
	length := max(1, math.Sqrt(mul(dx, dx)+mul(dy, dy)))
	middle := point{(from.x + to.x) / 2, (from.y + to.y) / 2}
	// A quadratic curve comes half as near to its control point.
	pull := mul(2, off) / length
	c := curve{from, point{middle.x - mul(dy, pull), middle.y + mul(dx, pull)}, to}
	return c.trim(radius(p.Nodes[b.a].Degree)+2.5, radius(p.Nodes[b.b].Degree)+2.5)
}

func (p *picture) at(node int) point { return point{p.Nodes[node].X, p.Nodes[node].Y} }

// inTheWay says how much a line runs over nodes and labels that are not its
// own.
func (p *picture) inTheWay(c curve, a, b int) float64 {
	const samples = 24
	var on [samples + 1]point
	low, high := c.from, c.from
	for i := range on {
		on[i] = c.on(float64(i) / samples)
		low = point{min(low.x, on[i].x), min(low.y, on[i].y)}
		high = point{max(high.x, on[i].x), max(high.y, on[i].y)}
	}
	cost := 0.0
	for n := range p.Nodes {
		if n == a || n == b {
			continue
		}
		at, bx, r := p.at(n), p.boxes[n], radius(p.Nodes[n].Degree)
		if at.x+bx.side < low.x || at.x-bx.side > high.x || at.y+bx.down < low.y || at.y-bx.up > high.y {
			continue
		}
		for _, q := range on {
			switch {
			case abs(q.x-at.x) <= r+3 && abs(q.y-at.y) <= r+3:
				cost += 2
			case abs(q.x-at.x) <= bx.side && q.y >= at.y-bx.up && q.y <= at.y+bx.down:
				cost += 0.5
			}
		}
	}
	return cost
}
