package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// rect is a rectangle, from its upper left to its lower right corner.
type rect struct{ low, high point }

func (r rect) meets(o rect) bool {
	return r.low.x < o.high.x && r.high.x > o.low.x && r.low.y < o.high.y && r.high.y > o.low.y
}

func (r rect) holds(p point) bool {
	return p.x > r.low.x && p.x < r.high.x && p.y > r.low.y && p.y < r.high.y
}

// label is the name of a node, set in the middle of a rectangle.
type label struct {
	rect
	lines []string
}

func (l label) middle() float64 { return (l.low.x + l.high.x) / 2 }

// sides are where a label may stand, seen from its node: under it, over it,
// beside it, at a slant.
var sides = []point{{0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}}

// label puts the label of a node on one of its sides.
func (p *picture) label(node int, side point) label {
	n := &p.Nodes[node]
	at, r := p.at(node), radius(n.Degree)
	l := label{lines: wrap(n.Actor.Label)}
	half := 0.0
	for _, line := range l.lines {
		half = max(half, n.width(line)/2)
	}
	tall := mul(lineHeight, float64(len(l.lines))) / 2
	dx, dy := mul(side.x, r+4+half), mul(side.y, r+labelGap+tall)
	if side.x != 0 && side.y != 0 {
		dx, dy = mul(side.x, mul(0.75, r)+2+half), mul(side.y, mul(0.75, r)+1+tall)
	}
	l.rect = rect{point{at.x + dx - half, at.y + dy - tall}, point{at.x + dx + half, at.y + dy + tall}}
	return l
}

// disc is the room of a node's symbol.
func (p *picture) disc(node int) rect {
	at, r := p.at(node), radius(p.Nodes[node].Degree)+2
	return rect{point{at.x - r, at.y - r}, point{at.x + r, at.y + r}}
}

// labelNodes starts from the side on which the layout kept room and moves a
// label where fewer lines run through it, if nothing stands there.
func (p *picture) labelNodes() {
	var taken []rect // a disc and a label for every node
	order := make([]int, len(p.Nodes))
	for i := range p.Nodes {
		order[i] = i
		side := sides[0]
		if p.Nodes[i].above {
			side = sides[1]
		}
		p.labels = append(p.labels, p.label(i, side))
		taken = append(taken, p.disc(i), p.labels[i].rect)
	}
	const samples = 40
	var on []point
	for i := range p.bundles {
		for k := range samples + 1 {
			on = append(on, p.bundles[i].line.on(float64(k)/samples))
		}
	}
	crossed := func(r rect) int {
		n := 0
		for _, q := range on {
			if r.holds(q) {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.Nodes[b].Degree, p.Nodes[a].Degree) })
	for _, i := range order {
		best := crossed(p.labels[i].rect)
		for _, side := range sides {
			if best == 0 {
				break
			}
			l := p.label(i, side)
			if free := func() bool {
				for k, t := range taken {
					if k != 2*i+1 && l.meets(t) {
						return false
					}
				}
				return true
			}; !free() {
				continue
			}
			if n := crossed(l.rect); n < best {
				best, p.labels[i], taken[2*i+1] = n, l, l.rect
			}
		}
	}
}

const (
	edgeLabelSize = 9.5

	// Above this many lines a label each would hide the picture; tooltips
	// have them all.
	labelledLines = 60
)

// labelPlaces are where on a line its label may stand, the best first.
var labelPlaces = []float64{0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74}

// labelAt tells which of these was taken.
func (b *bundle) labelAt() float64 {
	for _, t := range labelPlaces {
		if at := b.line.on(t); b.at == (point{at.x, at.y + 3}) {
			return t
		}
	}
	return labelPlaces[0]
}

// labelLines finds room on the lines for the names of their relations, those
// with most claims first. What finds none is hidden, never set over another.
func (p *picture) labelLines() {
	if len(p.bundles) > labelledLines {
		return
	}
	order := make([]*bundle, len(p.bundles))
	for i := range p.bundles {
		order[i] = &p.bundles[i]
	}
	slices.SortStableFunc(order, func(x, y *bundle) int { return cmp.Compare(y.claims(), x.claims()) })
	var taken []rect
	for i := range p.Nodes {
		taken = append(taken, p.disc(i), p.labels[i].rect)
	}
	for _, b := range order {
		for _, label := range b.labels() {
			w := textWidth(label, edgeLabelSize)/2 + 2
			for _, t := range labelPlaces {
				at := b.line.on(t)
				r := rect{point{at.x - w, at.y - 7}, point{at.x + w, at.y + 6}}
				if slices.ContainsFunc(taken, r.meets) {
					continue
				}
				taken = append(taken, r)
				b.label, b.at = label, point{at.x, at.y + 3}
				break
			}
			if b.label != "" {
				break
			}
		}
	}
}

func (b *bundle) claims() int {
	n := 0
	for _, e := range b.edges {
		n += len(e.Claims)
	}
	return n
}

// labels gives what can stand on the line, the fullest first.
func (b *bundle) labels() []string {
	var names []string
	edges := slices.Clone(b.edges)
	slices.SortStableFunc(edges, func(x, y *Edge) int { return cmp.Compare(len(y.Claims), len(x.Claims)) })
	for _, e := range edges {
		if name := plain(e.label()); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	var all []string
	for n := min(2, len(names)); n > 0; n-- {
		label := strings.Join(names[:n], " · ")
		if more := len(names) - n; more > 0 {
			label += " +" + strconv.Itoa(more)
		}
		all = append(all, label)
	}
	return all
}
