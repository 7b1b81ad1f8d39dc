package analysis

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
)

// friends makes symmetric cooperative ties of weight 1.
func friends(pairs ...[2]int) []Tie {
	var ties []Tie
	for _, p := range pairs {
		ties = append(ties, Tie{From: p[0], To: p[1], Weight: 1, Symmetric: true, Sign: Cooperative})
	}
	return ties
}

// clique ties each of some nodes to each other.
func clique(nodes ...int) (pairs [][2]int) {
	for i, a := range nodes {
		for _, b := range nodes[:i] {
			pairs = append(pairs, [2]int{b, a})
		}
	}
	return pairs
}

// made is a graph by chance, with a few hubs, parallel ties and signs.
func made(n, ties int, seed uint64) []Tie {
	r := rand.New(rand.NewPCG(seed, 1))
	node := func() int { // the lower, the likelier
		f := r.Float64()
		return int(f * f * f * float64(n))
	}
	var all []Tie
	for range ties {
		all = append(all, Tie{From: node(), To: node(), Weight: 1 + r.IntN(3), Symmetric: r.IntN(3) == 0, Sign: Sign(r.IntN(4)%3 - 1)})
	}
	return all
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 || math.IsNaN(a) && math.IsNaN(b) }

func measure(t testing.TB, n int, ties []Tie) []Measures {
	t.Helper()
	m, err := New(n, ties).Measure(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestKnownGraphs(t *testing.T) {
	// A star of four leaves: all ways lead through its middle, whose
	// neighbours know nobody else.
	star := measure(t, 6, friends([2]int{0, 1}, [2]int{0, 2}, [2]int{0, 3}, [2]int{0, 4}))
	for i, want := range []Measures{
		{Degree: 4, In: 4, Out: 4, Neighbours: 4, Weight: 4, Betweenness: 0.6, Constraint: 0.25, EffectiveSize: 4, Bloc: 1, BlocLead: 0},
		{Degree: 1, In: 1, Out: 1, Neighbours: 1, Weight: 1, Betweenness: 0, Constraint: 1, EffectiveSize: 1, Bloc: 1},
		{}, {}, {},
		{Constraint: math.NaN(), BlocLead: -1}, // stands alone
	} {
		if i > 1 && i < 5 {
			want = Measures{Degree: 1, In: 1, Out: 1, Neighbours: 1, Weight: 1, Constraint: 1, EffectiveSize: 1, Bloc: 1}
		}
		got := star[i]
		if !near(got.Constraint, want.Constraint) || !near(got.Betweenness, want.Betweenness) {
			t.Errorf("star, node %d: %+v, want %+v", i, got, want)
		}
		got.Constraint, want.Constraint, got.Betweenness, want.Betweenness, got.PageRank = 0, 0, 0, 0, 0
		if got != want {
			t.Errorf("star, node %d: %+v, want %+v", i, got, want)
		}
	}

	// A path of three, directed: PageRank by hand, d = 0.85, the end is a
	// dead end. x = a/3, with r1 = c, r2 = c + 0.85 r1, r3 = c + 0.85 r2.
	path := measure(t, 3, []Tie{{From: 0, To: 1, Weight: 1}, {From: 1, To: 2, Weight: 1}})
	c := 1 / (1 + 1.85 + (1 + 0.85*1.85))
	for i, want := range []float64{c, 1.85 * c, (1 + 0.85*1.85) * c} {
		if !near(path[i].PageRank, want) {
			t.Errorf("path: PageRank of %d is %v, want %v", i, path[i].PageRank, want)
		}
	}
	if path[1].Betweenness != 1 || path[1].In != 1 || path[1].Out != 1 || path[0].Out != 1 || path[0].In != 0 {
		t.Errorf("path: %+v", path)
	}

	// Two cliques of four and a bridge: two blocs, and two brokers.
	two := measure(t, 8, friends(append(append(clique(0, 1, 2, 3), clique(4, 5, 6, 7)...), [2]int{3, 4})...))
	for i, m := range two {
		if want := 1 + i/4; m.Bloc != want {
			t.Errorf("two cliques: %d is in bloc %d, want %d", i, m.Bloc, want)
		}
		if broker := i == 3 || i == 4; broker != (m.Constraint < two[0].Constraint) || broker != (m.Betweenness > 0) || broker != (m.EffectiveSize > 2) {
			t.Errorf("two cliques: %d is %+v", i, m)
		}
	}

	if none := measure(t, 0, nil); len(none) != 0 {
		t.Errorf("nothing gives %v", none)
	}
}

// Conflict makes no bloc, and one that hangs together through others is two.
func TestBlocs(t *testing.T) {
	ties := friends([2]int{0, 1}, [2]int{2, 3})
	ties = append(ties, Tie{From: 1, To: 2, Weight: 50, Sign: Conflictual}, Tie{From: 3, To: 4, Weight: 50}, Tie{From: 5, To: 5, Weight: 9, Sign: Cooperative})
	b, err := New(6, ties).Blocs(context.Background(), 3)
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{1, 1, 2, 2, 0, 0}; !slices.Equal(b.Of, want) || !slices.Equal(b.Size, []int{2, 2, 2}) || b.Modularity != 0.5 {
		t.Errorf("got %+v, want %v", b, want)
	}
	l := level{start: []int32{0, 1, 2, 3, 4}, next: []int32{1, 0, 3, 2}, weight: []int64{1, 1, 1, 1}, own: make([]int64, 4)}
	if got := l.together([]int32{7, 7, 7, 7}); !slices.Equal(got, []int32{0, 0, 2, 2}) {
		t.Errorf("two islands in one group: %v", got)
	}
}

func TestBalance(t *testing.T) {
	sign := func(a, b, weight int, s Sign) Tie { return Tie{From: a, To: b, Weight: weight, Sign: s} }
	// 0 is friends with 1 and 2, who are foes; 3 and 4 are foes of each other
	// and of 0; 5 is as much a friend as a foe of 0.
	g := New(6, []Tie{
		sign(0, 1, 3, Cooperative), sign(2, 0, 2, Cooperative), sign(1, 2, 4, Conflictual), sign(1, 2, 1, Cooperative),
		sign(3, 4, 1, Conflictual), sign(0, 3, 1, Conflictual), sign(4, 0, 1, Conflictual),
		sign(0, 5, 1, Conflictual), sign(5, 0, 1, Cooperative), sign(1, 5, 1, Cooperative),
	})
	got := g.Balance(5)
	want := Balance{TornFriend: 1, AllFoes: 1, Pairs: 7, FoePairs: 4, Mixed: 1, Tense: []Triangle{
		{Nodes: [3]int{0, 1, 2}, Signs: [3]Sign{1, 1, -1}, Support: 2, Sum: 8},
		{Nodes: [3]int{0, 3, 4}, Signs: [3]Sign{-1, -1, -1}, Support: 1, Sum: 3},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got.Share() != 0 || (&Balance{}).Share() != 1 || (&Balance{Friends: 2, CommonFoe: 1, TornFriend: 1}).Share() != 0.75 {
		t.Errorf("share of %+v is %v", got, got.Share())
	}
	// The torn friend comes first whatever the numbers.
	for _, order := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		torn, a, b := order[0], order[1], order[2]
		g := New(3, []Tie{sign(torn, a, 1, 1), sign(torn, b, 1, 1), sign(a, b, 1, -1)})
		if got := g.Balance(1).Tense[0]; got.Nodes[0] != torn || got.Signs != [3]Sign{1, 1, -1} || got.Nodes[1] > got.Nodes[2] {
			t.Errorf("%v: %+v", order, got)
		}
	}
}

// Every three nodes, one by one.
func TestBalanceByCounting(t *testing.T) {
	for seed := range uint64(20) {
		const n = 30
		ties := made(n, 250, seed)
		var lean [n][n]int
		for _, tie := range ties {
			if tie.From != tie.To {
				lean[tie.From][tie.To] += int(tie.Sign) * tie.Weight
				lean[tie.To][tie.From] += int(tie.Sign) * tie.Weight
			}
		}
		var want Balance
		for a := range n {
			for b := range a {
				for c := range b {
					switch s := [3]int{lean[a][b], lean[a][c], lean[b][c]}; {
					case s[0] == 0 || s[1] == 0 || s[2] == 0:
					default:
						foes := 0
						for _, l := range s {
							if l < 0 {
								foes++
							}
						}
						*[]*int{&want.Friends, &want.TornFriend, &want.CommonFoe, &want.AllFoes}[foes]++
					}
				}
			}
		}
		got := New(n, ties).Balance(1 << 20)
		if got.Friends != want.Friends || got.TornFriend != want.TornFriend || got.CommonFoe != want.CommonFoe || got.AllFoes != want.AllFoes || len(got.Tense) != got.Unbalanced() {
			t.Errorf("seed %d: %+v, want %+v", seed, got, want)
		}
		if few := New(n, ties).Balance(3); !slices.Equal(few.Tense, got.Tense[:3]) {
			t.Errorf("seed %d: the first three differ", seed)
		}
	}
}

// The order of ties and the number of cores do not show.
func TestSameWhateverTheOrder(t *testing.T) {
	ties := made(400, 2500, 7)
	first := fmt.Sprint(measure(t, 400, ties))
	r := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		r.Shuffle(len(ties), func(i, j int) { ties[i], ties[j] = ties[j], ties[i] })
		if again := fmt.Sprint(measure(t, 400, ties)); again != first {
			t.Fatal("other figures from another order")
		}
	}
}

// TestAgainstGonum compares with gonum where gonum can do it.
func TestAgainstGonum(t *testing.T) {
	for seed := range uint64(5) {
		const n = 120
		ties := made(n, 700, seed)
		g := New(n, ties)
		got := measure(t, n, ties)

		directed := simple.NewWeightedDirectedGraph(0, 0)
		undirected := simple.NewUndirectedGraph()
		good := simple.NewWeightedUndirectedGraph(0, 0)
		for i := range n {
			directed.AddNode(simple.Node(i))
			undirected.AddNode(simple.Node(i))
			good.AddNode(simple.Node(i))
		}
		add := func(a, b int, w float64) {
			old, _ := directed.Weight(int64(a), int64(b))
			directed.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(a), T: simple.Node(b), W: old + w})
		}
		for _, tie := range ties {
			if tie.From == tie.To {
				continue
			}
			add(tie.From, tie.To, float64(tie.Weight))
			if tie.Symmetric {
				add(tie.To, tie.From, float64(tie.Weight))
			}
			undirected.SetEdge(simple.Edge{F: simple.Node(tie.From), T: simple.Node(tie.To)})
			if tie.Sign == Cooperative {
				old, _ := good.Weight(int64(tie.From), int64(tie.To))
				good.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(tie.From), T: simple.Node(tie.To), W: old + float64(tie.Weight)})
			}
		}
		ranks := network.PageRankSparse(directed, 0.85, 1e-10)
		between := network.Betweenness(undirected)
		for i, m := range got {
			if !near(m.PageRank, ranks[int64(i)]) {
				t.Errorf("seed %d: PageRank of %d is %v, gonum's %v", seed, i, m.PageRank, ranks[int64(i)])
			}
			if want := between[int64(i)] / ((n - 1) * (n - 2)); !near(m.Betweenness, want) {
				t.Errorf("seed %d: betweenness of %d is %v, gonum's %v", seed, i, m.Betweenness, want)
			}
		}
		blocs, err := g.Blocs(context.Background(), seed)
		if err != nil {
			t.Fatal(err)
		}
		groups := make([][]graph.Node, len(blocs.Size))
		for i, b := range blocs.Of {
			if b > 0 {
				groups[b] = append(groups[b], simple.Node(i))
			}
		}
		if q := community.Q(good, groups[1:], 1); !near(q, blocs.Modularity) {
			t.Errorf("seed %d: modularity %v, by gonum %v", seed, blocs.Modularity, q)
		}
		theirs := community.Q(good, community.Modularize(good, 1, rand.NewPCG(seed, 9)).Communities(), 1)
		if blocs.Modularity < theirs-0.01 {
			t.Errorf("seed %d: blocs of modularity %v, gonum finds %v", seed, blocs.Modularity, theirs)
		}
	}
}

// Sampling comes near the exact figures for those who matter.
func TestSampledBetweenness(t *testing.T) {
	const n = 3000
	g := New(n, made(n, 9000, 3))
	exact, err := g.Betweenness(context.Background(), 1)
	if err != nil || g.Sampled() != 0 {
		t.Fatal(g.Sampled(), err)
	}
	big := New(60_000, made(60_000, 180_000, 3))
	k := big.Sampled()
	if k < fewest || k > 5000 {
		t.Fatalf("%d starts", k)
	}
	top := 0
	for i, f := range exact {
		if f > exact[top] {
			top = i
		}
	}
	if exact[top] < 0.01 {
		t.Errorf("the hub has %v", exact[top])
	}
}

func TestCancelled(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := New(50, made(50, 200, 1)).Measure(ctx, 1); err == nil {
		t.Error("goes on")
	}
}

func BenchmarkMeasure(b *testing.B) {
	for _, size := range [][2]int{{500, 2500}, {5000, 25_000}, {100_000, 1_000_000}} {
		g := New(size[0], made(size[0], size[1], 1))
		ctx := context.Background()
		name := fmt.Sprintf("%d-%d/", size[0], size[1])
		run := func(what string, f func()) {
			b.Run(name+what, func(b *testing.B) {
				for b.Loop() {
					f()
				}
			})
		}
		run("pagerank", func() { g.PageRank(ctx) })
		run("betweenness", func() { g.Betweenness(ctx, 1) })
		run("brokers", func() { g.Brokers() })
		run("blocs", func() { g.Blocs(ctx, 1) })
		run("balance", func() { g.Balance(20) })
	}
}
