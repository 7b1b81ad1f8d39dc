package analysis

import (
	"cmp"
	"slices"
)

// Balance counts the triangles of a signed graph after Heider (1946) and
// Cartwright and Harary (1956): a friend's friend and a foe's foe should be a
// friend, a friend's foe a foe. A pair is a friend if more speaks for
// cooperation than for conflict, a foe if less; where both weigh the same it
// is neither, and its triangles are not counted.
type Balance struct {
	Friends    int // all three are friends: balanced
	CommonFoe  int // two friends with a foe in common: balanced
	TornFriend int // one with two friends who are foes: not balanced
	AllFoes    int // three foes of each other: not balanced

	Pairs, FoePairs int // with a sign, and of these the foes
	Mixed           int // pairs with as much cooperation as conflict

	Tense []Triangle // the unbalanced ones that are best supported
}

// Balanced and Unbalanced count triangles.
func (b *Balance) Balanced() int   { return b.Friends + b.CommonFoe }
func (b *Balance) Unbalanced() int { return b.TornFriend + b.AllFoes }

// Share is that of balanced triangles; 1 if there are none at all.
func (b *Balance) Share() float64 {
	all := b.Balanced() + b.Unbalanced()
	if all == 0 {
		return 1
	}
	return digits(float64(b.Balanced()) / float64(all))
}

// Triangle is three nodes, each tied to the others. Nodes[0] is the torn
// friend, whose two friends are foes; in a triangle of foes they are sorted.
type Triangle struct {
	Nodes [3]int
	Signs [3]Sign // of the pairs 0-1, 0-2 and 1-2

	// Support is by how much the least clear of the three pairs leans to its
	// sign: sources for, less sources against. Sum is that of all three.
	Support, Sum int
}

// Balance counts triangles and gives at most k unbalanced ones, the best
// supported first.
func (g *Graph) Balance(k int) Balance {
	var b Balance
	for s := range g.next {
		if g.twin[s] < int32(s) {
			continue
		}
		switch lean := g.lean(int32(s)); {
		case lean != 0:
			b.Pairs++
			if lean < 0 {
				b.FoePairs++
			}
		case g.good[s] > 0:
			b.Mixed++
		}
	}
	g.triangles(func(x, y, z, xy, xz, yz int32) {
		leans := [3]int64{g.lean(xy), g.lean(xz), g.lean(yz)}
		foes := 0
		for _, l := range leans {
			if l == 0 {
				return
			}
			if l < 0 {
				foes++
			}
		}
		switch foes {
		case 0:
			b.Friends++
			return
		case 2:
			b.CommonFoe++
			return
		case 1:
			b.TornFriend++
		case 3:
			b.AllFoes++
		}
		if k > 0 {
			b.Tense = append(b.Tense, triangle([3]int{int(x), int(y), int(z)}, leans))
			if len(b.Tense) >= 2*k+1024 {
				b.Tense = tensest(b.Tense, k)
			}
		}
	})
	b.Tense = tensest(b.Tense, k)
	return b
}

// lean is by how much cooperation outweighs conflict.
func (g *Graph) lean(slot int32) int64 { return g.good[slot] - g.bad[slot] }

// triangle orders the nodes of an unbalanced triangle.
func triangle(nodes [3]int, leans [3]int64) Triangle {
	lean := func(a, b int) int64 { // of two of nodes, by place
		if a > b {
			a, b = b, a
		}
		return leans[a+b-1] // 0-1, 0-2, 1-2
	}
	place := [3]int{0, 1, 2}
	foes := leans[0] < 0 && leans[1] < 0 && leans[2] < 0
	slices.SortFunc(place[:], func(a, b int) int {
		if !foes {
			// The torn friend is who has no foe.
			torn := func(p int) int {
				for q := range 3 {
					if q != p && lean(p, q) < 0 {
						return 1
					}
				}
				return 0
			}
			if c := cmp.Compare(torn(a), torn(b)); c != 0 {
				return c
			}
		}
		return cmp.Compare(nodes[a], nodes[b])
	})
	var t Triangle
	for i, p := range place {
		t.Nodes[i] = nodes[p]
	}
	for i, ends := range [3][2]int{{0, 1}, {0, 2}, {1, 2}} {
		l := int(lean(place[ends[0]], place[ends[1]]))
		t.Signs[i] = Cooperative
		if l < 0 {
			t.Signs[i], l = Conflictual, -l
		}
		if t.Support == 0 || l < t.Support {
			t.Support = l
		}
		t.Sum += l
	}
	return t
}

func tensest(all []Triangle, k int) []Triangle {
	slices.SortFunc(all, func(a, b Triangle) int {
		return cmp.Or(cmp.Compare(b.Support, a.Support), cmp.Compare(b.Sum, a.Sum), slices.Compare(a.Nodes[:], b.Nodes[:]))
	})
	return all[:min(k, len(all))]
}
