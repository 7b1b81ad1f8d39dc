package identity

import (
	"maps"
	"math"
	"slices"
)

// Pair is two records by their places, and their score.
type Pair struct {
	I, J  int
	Score float64
	Rival bool // another record of the same source fits as well
	// Overlap is what part of the shorter of the two lists the other one has
	// too, as far as it can be told; 0 for records that no one list has.
	Overlap float64
}

// Pairs gives the pairs that may be the same, by place: those that no code
// tells apart and whose score is at least Options.Least, and those of one code.
//
// A source that names a thing names it once: of two records of one source that
// fit a third, the one that fits worse is put back, and both if they fit as
// well as each other: one at least is another thing, so that neither is more
// likely the same than not.
func (x *Index) Pairs() []Pair {
	var pairs []Pair
	var into []uint32
	byCode := x.sharedCodes()
	for i := range x.records {
		into = x.near(i, into)
		into = append(into, byCode[uint32(i)]...)
		slices.Sort(into)
		for _, j := range slices.Compact(into) {
			a, b := &x.records[i], &x.records[j]
			if !x.options.Within && a.record.Source != "" && a.record.Source == b.record.Source {
				continue
			}
			score, verdict, _ := x.score(a, b, nil)
			if verdict != OtherCode && score >= x.options.Least {
				pairs = append(pairs, Pair{I: i, J: int(j), Score: score})
			}
		}
	}
	x.shiftByOverlap(pairs)
	return x.putBackRivals(pairs)
}

// lists are two sources and what kind of thing is looked for in both.
type lists struct {
	a, b string
	kind kind
}

func (x *Index) listsOf(p Pair) lists {
	a, b := &x.records[p.I], &x.records[p.J]
	l := lists{a.record.Source, b.record.Source, min(a.kind, b.kind)}
	if l.a > l.b {
		l.a, l.b = l.b, l.a
	}
	return l
}

// Overlap is what part of the shorter of two lists stands on the other one
// too, where nothing is known of them; and how many records of it that is
// worth.
const (
	usualOverlap  = 0.2
	overlapWeight = 20
)

// shiftByOverlap looks at what two lists have in common: where it is little, a
// name that both have is more likely another thing's. An even chance of one
// record in so many counts as much as that (as in Fellegi and Sunter's theory).
func (x *Index) shiftByOverlap(pairs []Pair) {
	size := map[rivalKey]int{} // things of a kind in a source
	for i := range x.records {
		if r := &x.records[i]; r.record.Source != "" {
			size[rivalKey{int(r.kind), r.record.Source}]++
		}
	}
	type found struct {
		lists
		record int
	}
	seen := map[found]bool{}
	common := map[lists][2]int{} // records of each of the two that have a partner
	for _, p := range pairs {
		l := x.listsOf(p)
		if p.Score < 0.5 || l.a == "" || l.a == l.b {
			continue
		}
		n := common[l]
		for _, r := range []int{p.I, p.J} {
			if f := (found{l, r}); !seen[f] {
				seen[f] = true
				if x.records[r].record.Source == l.a {
					n[0]++
				} else {
					n[1]++
				}
			}
		}
		common[l] = n
	}
	for i := range pairs {
		p := &pairs[i]
		l := x.listsOf(*p)
		if p.Score == 1 || l.a == "" || l.a == l.b {
			continue
		}
		n, of := common[l][0], size[rivalKey{int(x.kindIn(l.a, *p)), l.a}]
		if m, o := common[l][1], size[rivalKey{int(x.kindIn(l.b, *p)), l.b}]; o < of {
			n, of = m, o
		}
		p.Overlap = (float64(n) + usualOverlap*overlapWeight) / (float64(of) + overlapWeight)
		p.Score = logistic(logit(p.Score) + overlapShift(p.Overlap))
	}
}

func overlapShift(overlap float64) float64 {
	return weightOf("overlap") * math.Log(overlap/usualOverlap)
}

// kindIn is the kind of the record of a pair that a source has.
func (x *Index) kindIn(source string, p Pair) kind {
	if x.records[p.I].record.Source == source {
		return x.records[p.I].kind
	}
	return x.records[p.J].kind
}

// Explain compares the two of a pair, with what the pair's score was made of
// beside their names: how much their lists have in common.
func (x *Index) Explain(p Pair) Comparison {
	c := x.Compare(p.I, p.J)
	c.Score = p.Score
	if p.Overlap > 0 {
		c.Evidence = append(c.Evidence, Evidence{"overlap", c.A.Source, c.B.Source, overlapShift(p.Overlap)})
	}
	return c
}

// rivalKey is a record, and a source that may name it.
type rivalKey struct {
	record int
	source string
}

func (x *Index) putBackRivals(pairs []Pair) []Pair {
	type partner struct {
		record int
		score  float64
	}
	partners := map[rivalKey][]partner{} // of a record in a source, those that fit best
	note := func(i, j int, score float64) {
		k := rivalKey{i, x.records[j].record.Source}
		if k.source != "" {
			partners[k] = append(partners[k], partner{j, score})
		}
	}
	for _, p := range pairs {
		note(p.I, p.J, p.Score)
		note(p.J, p.I, p.Score)
	}
	// rival tells whether another one than j fits i as well.
	rival := func(i, j int, score float64) bool {
		for _, o := range partners[rivalKey{i, x.records[j].record.Source}] {
			if o.record != j && logit(o.score) > logit(score)-0.5 && !x.twice(j, o.record) {
				return true
			}
		}
		return false
	}
	kept := pairs[:0]
	for _, p := range pairs {
		if p.Score < 1 && (rival(p.I, p.J, p.Score) || rival(p.J, p.I, p.Score)) {
			p.Rival = true
			p.Score = logistic(math.Min(logit(p.Score)+weightOf("rival"), 0))
		}
		if p.Score >= x.options.Least {
			kept = append(kept, p)
		}
	}
	return kept
}

// twice tells whether a source lists one thing twice, as regulations do that
// were amended: under one code, or under two names that both have.
func (x *Index) twice(i, j int) bool {
	a, b := &x.records[i], &x.records[j]
	score, verdict, _ := x.score(a, b, nil)
	if verdict == SameCode {
		return true
	}
	if a.kind == ship || b.kind == ship || verdict == OtherCode || score < Sure {
		return false
	}
	_, second := x.bestNames(a, b)
	return second
}

func logistic(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }
func logit(p float64) float64      { return math.Log(p / (1 - p)) }

// sharedCodes lists, for a record, those after it that have a code of it.
func (x *Index) sharedCodes() map[uint32][]uint32 {
	if x.options.Blind {
		return nil
	}
	first := map[string][]uint32{}
	for i := range x.records {
		for scheme, values := range x.records[i].codes {
			if s, ok := schemeOf(scheme); ok && s.One {
				for _, v := range values {
					first[scheme+":"+v] = append(first[scheme+":"+v], uint32(i))
				}
			}
		}
	}
	out := map[uint32][]uint32{}
	for _, key := range slices.Sorted(maps.Keys(first)) {
		records := first[key]
		for k, i := range records {
			out[i] = append(out[i], records[k+1:]...)
		}
	}
	return out
}
