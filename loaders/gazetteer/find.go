package gazetteer

import (
	"cmp"
	"slices"
	"strings"
)

// finder answers for names that somebody typed.
type finder struct {
	byName map[string][]Hit // by folded name
	byCode map[string][]*Entry
	keys   []nearKey // every folded label, name and surname, in order
}

type nearKey struct {
	key   string
	runes int
	hit   Hit
}

func buildFinder(entries []*Entry) *finder {
	f := &finder{byName: make(map[string][]Hit, 2*len(entries)), byCode: make(map[string][]*Entry)}
	for _, e := range entries {
		add := func(as As, names ...string) {
			for _, n := range names {
				key := Fold(n)
				if key == "" {
					continue
				}
				hits := f.byName[key]
				if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry == e }) {
					f.byName[key] = append(hits, Hit{e, as})
				}
				if as == Name || as == Surname {
					f.keys = append(f.keys, nearKey{key, len([]rune(key)), Hit{e, as}})
				}
			}
		}
		// Strongest first: the first hit of an entry is kept.
		add(Name, e.Label)
		add(Name, e.Names...)
		add(Adjective, e.Adjectives...)
		add(Demonym, e.Demonyms...)
		add(Seat, e.Seats...)
		if e.Capital != "" {
			add(Capital, e.Capital)
		}
		add(Surname, e.Surnames...)
		if e.Type == "Person" {
			add(Part, shortened(e.Label)...)
		}
		for _, scheme := range e.schemes() {
			code := e.Codes[scheme]
			f.byCode[scheme+":"+code] = append(f.byCode[scheme+":"+code], e)
			switch scheme {
			case "iso2", "iso3", "wikidata":
				if !slices.Contains(f.byCode[code], e) {
					f.byCode[code] = append(f.byCode[code], e)
				}
			}
		}
	}
	for _, hits := range f.byName {
		slices.SortFunc(hits, compareHits)
	}
	slices.SortFunc(f.keys, func(a, b nearKey) int {
		return cmp.Or(cmp.Compare(a.key, b.key), compareHits(a.hit, b.hit))
	})
	return f
}

// Find returns the actors a name, ID or code means, exactly but for folding,
// best first: "Iran", "the United States", "us", "actor:iran", "iran", "IRN",
// "cow:630", "wd:Q794". Codes count as written, capitals and all, so that "in"
// is not India.
func (g *Gazetteer) Find(name string) []Hit {
	name = strings.TrimSpace(name)
	if e, ok := g.byID[name]; ok {
		return []Hit{{e, Code}}
	}
	f := g.find()
	hits := slices.Clone(f.byName[Fold(name)])
	code := name
	if q, ok := strings.CutPrefix(name, "wd:"); ok {
		code = "wikidata:" + q
	}
	add := func(e *Entry) {
		if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry == e }) {
			hits = append(hits, Hit{e, Code})
		}
	}
	for _, e := range f.byCode[code] {
		add(e)
	}
	if e, ok := g.byID["actor:"+name]; ok {
		add(e)
	}
	slices.SortFunc(hits, compareHits)
	return hits
}

// Called returns the actors that words mean, as [Gazetteer.Find] does of what
// is neither an ID nor a code. The list is the gazetteer's own.
func (g *Gazetteer) Called(words string) []Hit { return g.find().byName[Fold(words)] }

// Near returns up to k actors whose names are written most like name, nearest
// first, for "did you mean". Names that differ in more than a third of their
// letters are not near.
func (g *Gazetteer) Near(name string, k int) []*Entry {
	key := []rune(Fold(name))
	if len(key) == 0 || len(key) > maxNear || k <= 0 {
		return nil
	}
	type near struct {
		d   int
		hit Hit
	}
	var found []near
	var buf []int
	for _, c := range g.find().keys {
		limit := max(1, max(len(key), c.runes)/3)
		if c.runes-len(key) > limit || len(key)-c.runes > limit || c.runes > maxNear {
			continue
		}
		var d int
		d, buf = distance(key, c.key, limit, buf)
		if d <= limit {
			found = append(found, near{d, c.hit})
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.d, b.d), compareHits(a.hit, b.hit))
	})
	var out []*Entry
	for _, n := range found {
		if len(out) == k {
			break
		}
		if !slices.Contains(out, n.hit.Entry) {
			out = append(out, n.hit.Entry)
		}
	}
	return out
}

const maxNear = 64 // letters of a name that Near compares

// distance counts the letters to insert, drop, change or swap with the next
// (optimal string alignment). Past the limit it gives any number above it.
// buf is scratch space, handed back for the next call.
func distance(a []rune, b string, limit int, buf []int) (int, []int) {
	br := []rune(b)
	w := len(br) + 1
	if cap(buf) < 3*w {
		buf = make([]int, 3*w)
	}
	before, prev, cur := buf[:w], buf[w:2*w], buf[2*w:3*w]
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		least := i
		for j := 1; j < w; j++ {
			cost := 1
			if a[i-1] == br[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == br[j-2] && a[i-2] == br[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
			least = min(least, cur[j])
		}
		if least > limit {
			return limit + 1, buf
		}
		before, prev, cur = prev, cur, before
	}
	return prev[w-1], buf
}

// nearest returns the candidate written most like a word, or "" if none is
// near.
func nearest(word string, candidates []string) string {
	best, bestDistance := "", max(1, len(word)/3)+1
	var buf []int
	for _, c := range candidates {
		var d int
		d, buf = distance([]rune(word), c, bestDistance, buf)
		if d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}
