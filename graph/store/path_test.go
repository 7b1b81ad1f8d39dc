package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
)

// trail writes a route as "iran -trades-with> china <allied-with- russia".
func trail(r store.Route) string {
	var b strings.Builder
	b.WriteString(strings.TrimPrefix(r[0].From, "actor:"))
	for _, h := range r {
		arrow := " -" + h.Relation + "> "
		if !h.Forward {
			arrow = " <" + h.Relation + "- "
		}
		b.WriteString(arrow + strings.TrimPrefix(h.To, "actor:"))
	}
	return b.String()
}

func TestPath(t *testing.T) {
	edges := []graph.Claim{
		claim("a", "iran trades-with china"), claim("a", "china allied-with russia"),
		claim("a", "iran allied-with syria"), claim("a", "russia arms syria"),
		claim("a", "russia sanctions ukraine"), claim("a", "poland aids ukraine"),
		claim("a", "iran sanctions poland", is(graph.Denied)),
		claim("a", "iran cooperates-with china"), claim("b", "iran trades-with china"),
		claim("a", "chad borders niger"),
		claim("a", "chad arrests _soldiers"), claim("b", "mali arms _soldiers"), // not the same soldiers
	}
	cases := []struct {
		from, to string
		o        store.PathOptions
		want     []string
	}{
		{"iran", "china", store.PathOptions{}, []string{"iran -trades-with> china"}},
		{"china", "iran", store.PathOptions{}, []string{"china <trades-with- iran"}},
		{"iran", "russia", store.PathOptions{K: 5, MaxDepth: 2}, []string{"iran -trades-with> china -allied-with> russia", "iran -allied-with> syria <arms- russia"}},
		{"iran", "poland", store.PathOptions{}, []string{"iran -trades-with> china -allied-with> russia -sanctions> ukraine <aids- poland"}},
		{"iran", "poland", store.PathOptions{MaxDepth: 3}, nil},
		{"iran", "russia", store.PathOptions{Except: []string{"trades-with", "cooperates-with"}}, []string{"iran -allied-with> syria <arms- russia"}},
		{"iran", "russia", store.PathOptions{Only: []string{"cooperates-with", "allied-with"}}, []string{"iran -cooperates-with> china -allied-with> russia"}},
		{"iran", "china", store.PathOptions{K: 3}, []string{"iran -trades-with> china", "iran -allied-with> syria <arms- russia <allied-with- china"}},
		{"iran", "russia", store.PathOptions{K: 5, MaxDepth: 2, Avoid: []string{"actor:china", "actor:nobody"}}, []string{"iran -allied-with> syria <arms- russia"}},
		{"iran", "russia", store.PathOptions{Avoid: []string{"actor:china", "actor:syria"}}, nil},
		{"iran", "china", store.PathOptions{Avoid: []string{"actor:iran", "actor:china"}}, []string{"iran -trades-with> china"}}, // the ends stay
		{"iran", "chad", store.PathOptions{}, nil},
		{"chad", "mali", store.PathOptions{}, nil},
		{"chad", "_soldiers", store.PathOptions{}, []string{"chad -arrests> _soldiers"}},
		{"_soldiers", "mali", store.PathOptions{}, []string{"_soldiers <arms- mali"}},
		{"iran", "iran", store.PathOptions{}, nil},
	}
	each(t, func(t *testing.T, s *store.Store) {
		load(t, s, store.LoadOptions{}, doc("a", "v1"), bySource(edges, "a")...)
		load(t, s, store.LoadOptions{}, doc("b", "v1"), bySource(edges, "b")...)
		for _, c := range cases {
			routes, err := s.Path(ctx, "actor:"+c.from, "actor:"+c.to, c.o)
			must(t, err)
			var got []string
			for _, r := range routes {
				got = append(got, trail(r))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s to %s %+v: %s", c.from, c.to, c.o, diff)
			}
		}
		routes, err := s.Path(ctx, "actor:iran", "actor:china", store.PathOptions{})
		must(t, err)
		if n := len(routes[0][0].Claims); n != 2 {
			t.Errorf("the hop rests on %d claims, want 2", n)
		}
		if _, err := s.Path(ctx, "actor:iran", "actor:nobody", store.PathOptions{}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a path to nobody: %v", err)
		}
		if _, err := s.Path(ctx, "actor:iran", "actor:poland", store.PathOptions{MaxVisited: 2}); !errors.Is(err, store.ErrTooLarge) {
			t.Errorf("a path beyond the limit: %v", err)
		}
	})
}

func bySource(claims []graph.Claim, id string) []graph.Claim {
	var out []graph.Claim
	for _, c := range claims {
		if c.Source.ID == id {
			out = append(out, c)
		}
	}
	return out
}

// Paths agree with a plain breadth-first search on random graphs: their
// length, and the number of ways of that length. A third of the actors has no
// name: routes end there, and pass none.
func TestPathAgainstPlainSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 8 {
		const n = 14
		near := [n][n]bool{}
		name := func(i int) string {
			if i%3 == 1 {
				return fmt.Sprintf("_n%d", i)
			}
			return fmt.Sprintf("n%d", i)
		}
		var claims []graph.Claim
		for range 28 {
			a, b := random.IntN(n), random.IntN(n)
			if a == b {
				continue
			}
			near[a][b], near[b][a] = true, true
			claims = append(claims, claim("a", name(a)+" meets "+name(b)))
		}
		for i := range n {
			claims = append(claims, claim("a", fmt.Sprintf("%s meets end%d", name(i), i)))
		}
		s := open(t, "memstore:")
		load(t, s, store.LoadOptions{}, doc("a", "v1"), claims...)
		for to := 1; to < n; to++ {
			length, ways := plainSearch(near[:], 0, to)
			routes, err := s.Path(ctx, "actor:n0", "actor:"+name(to), store.PathOptions{K: 1000, MaxDepth: max(length, 1)})
			must(t, err)
			if length < 0 {
				ways = 0
			}
			if len(routes) != ways {
				t.Fatalf("0 to %d: %d routes of %d hops, want %d", to, len(routes), length, ways)
			}
			for _, r := range routes {
				if len(r) != length {
					t.Fatalf("0 to %d: %s has %d hops, want %d", to, trail(r), len(r), length)
				}
			}
		}
	}
}

// plainSearch gives the number of hops and of shortest ways; -1 if none.
func plainSearch(near [][14]bool, from, to int) (length, ways int) {
	count := map[int]int{from: 1}
	seen := map[int]bool{from: true}
	for length = 0; len(count) > 0; length++ {
		if count[to] > 0 {
			return length, count[to]
		}
		next := map[int]int{}
		for a, k := range count {
			for b, joined := range near[a] {
				if a != from && a%3 == 1 {
					break // no name
				}
				if joined && !seen[b] {
					next[b] += k
				}
			}
		}
		for b := range next {
			seen[b] = true
		}
		count = next
	}
	return -1, 0
}

// A path goes only over claims that are old and sure enough.
func TestPathOfADay(t *testing.T) {
	ended := func(c *graph.Claim) {
		c.Time = graph.Time{EDTF: "2010/2015", Earliest: "2010-01-01", Latest: "2015-12-31"}
	}
	claims := []graph.Claim{
		claim("a", "iran meets china", on("2026-02-06")),
		claim("a", "iran trades-with russia", sure(0.6)), claim("a", "russia trades-with china", on("2019-05-01")),
		claim("a", "iran allied-with syria", ended), claim("a", "syria allied-with china"),
	}
	each(t, func(t *testing.T, s *store.Store) {
		load(t, s, store.LoadOptions{}, doc("a", "v1"), claims...)
		for _, c := range []struct {
			o    store.PathOptions
			want string
		}{
			{store.PathOptions{}, "iran -meets> china"},
			{store.PathOptions{AsOf: "2026-02-06"}, "iran -meets> china"},
			{store.PathOptions{AsOf: "2026-02-05"}, "iran -trades-with> russia -trades-with> china"},
			{store.PathOptions{AsOf: "2026-02-05", MinConfidence: 0.7}, ""},
			{store.PathOptions{AsOf: "2014-01-01", MinConfidence: 0.7}, "iran -allied-with> syria -allied-with> china"},
			{store.PathOptions{AsOf: "2016-01-01", MinConfidence: 0.7}, ""},
		} {
			routes, err := s.Path(ctx, "actor:iran", "actor:china", c.o)
			must(t, err)
			got := ""
			if len(routes) > 0 {
				got = trail(routes[0])
			}
			if got != c.want {
				t.Errorf("%+v: %q, want %q", c.o, got, c.want)
			}
		}
	})
}
