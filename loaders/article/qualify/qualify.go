package qualify

import (
	"slices"
	"time"

	"entente/graph"
	"entente/loaders/article/amount"
	"entente/loaders/article/mention"
	"entente/loaders/article/relate"
	"entente/loaders/article/timex"
	"entente/loaders/article/tree"
)

// Qualified is a candidate with what the sentence says of it.
type Qualified struct {
	*relate.Candidate
	Status  graph.Status
	Speaker *mention.Mention
	Place   *mention.Mention
	Time    graph.Time
	Amount  *graph.Amount
	Why     []string // what decided the status
	Aside   bool     // it stands beside what the speaker says
	Cause   string   // the word that decided it: "will", "refuse"; "" if asserted

	Confidence float64  // how sure it is; 0 before it was weighed
	Signs      []string // what that was weighed by
	Doubts     []string // what of it makes it less sure, the worst first
}

// Qualifier judges candidates. It is safe for use by several goroutines at
// once.
type Qualifier struct {
	governors *relate.Governors
	times     *timex.Reader
	amounts   *amount.Reader
}

// New makes a qualifier.
func New(g *relate.Governors) (*Qualifier, error) {
	times, err := timex.Load()
	if err != nil {
		return nil, err
	}
	amounts, err := amount.Load()
	if err != nil {
		return nil, err
	}
	return &Qualifier{governors: g, times: times, amounts: amounts}, nil
}

// Times is the reader of times the qualifier uses.
func (q *Qualifier) Times() *timex.Reader { return q.times }

// Sentence qualifies the candidates of one sentence. anchor is the day the
// text was written, zero if not known.
func (q *Qualifier) Sentence(s *mention.Sentence, candidates []*relate.Candidate, anchor time.Time) []*Qualified {
	if len(candidates) == 0 {
		return nil
	}
	t := s.Tree
	tokens := t.Mended()
	times := q.times.Find(tokens, anchor, nil)
	amounts := q.amounts.Find(tokens, times)
	out := make([]*Qualified, 0, len(candidates))
	for _, c := range candidates {
		cl := climber{g: q.governors, s: s, t: t, relation: c.Relation}
		cl.climb(c.Trigger)
		k := &Qualified{Candidate: c, Status: cl.status, Speaker: cl.speaker, Why: cl.why, Cause: cl.cause, Aside: cl.aside}
		if standing[c.Relation] && k.Status == graph.Planned && t.UPOS(c.Trigger, "NOUN", "PROPN") && !becomes(t, c.Trigger) {
			k.Status = graph.Asserted
		}
		if k.Speaker != nil && (k.Speaker.Entity == c.Subject.Entity && k.Speaker.Head == c.Subject.Head) {
			k.Speaker = nil // "Iran said it rejects" is said by who does it, but "Iran accuses" says nothing of a speaker
		}
		if titleRule(c) && !becomes(t, c.Trigger) && !reputed(t, c.Trigger) {
			k.Status, k.Speaker = graph.Asserted, nil
		}
		if l := toBe(t, c); l != "" && k.Status == graph.Asserted {
			k.Status, k.Cause = graph.Planned, l
			k.Why = append(k.Why, "planned: "+l)
		}
		if c.Relation == "leads" && k.Status == graph.Asserted && chooses(t, c.Trigger) && toCome(t) {
			k.Status = graph.Planned
			k.Why = append(k.Why, "planned: takes office later")
		}
		if k.Speaker != nil && c.Relation == "rejects" && t.Tokens[c.Trigger].XPOS == "VBG" && t.Is(c.Trigger, "advcl") && breaks[t.Lemma(c.Trigger)] {
			k.Speaker = nil // "says it killed two, violating the truce": who reports it says so
		}
		verb := cl.verb
		k.Time = timeOf(t, c, verb, times)
		k.Place = placeOf(s, c, verb)
		k.Amount = amountOf(t, c, verb, amounts)
		out = append(out, k)
	}
	return out
}

// becomes tells whether somebody is said to become what noun i names.
func becomes(t *tree.Tree, i int) bool {
	h := t.Head(i)
	return h >= 0 && t.Is(i, "xcomp") && t.Lemma(h) == "become"
}

// reputed tells whether the word before noun i says that somebody may be none:
// "the alleged head of the ring".
func reputed(t *tree.Tree, i int) bool {
	return slices.ContainsFunc(t.KidsAs(i, "amod"), func(k int) bool {
		return t.Lemma(k) == "allege" || t.Lemma(k) == "alleged" || t.Lemma(k) == "suspected" || t.Lemma(k) == "purported" || t.Lemma(k) == "supposed" || t.Lemma(k) == "reputed"
	})
}

// toBe is the word that says of what a candidate tells that it is still to be:
// who orders an arrest arrests nobody yet, talks one is killed ahead of are to come.
func toBe(t *tree.Tree, c *relate.Candidate) string {
	switch {
	case (c.Relation == "releases" || c.Relation == "arrests") && t.Lemma(c.Trigger) == "order" && t.UPOS(c.Trigger, "VERB"):
		return "ordered"
	case c.Relation == "hosts" && c.Trigger > 1 && !t.UPOS(c.Trigger, "VERB"):
		for i := c.Trigger - 1; i > 0 && i > c.Trigger-5 && !t.UPOS(i, "VERB", "PUNCT"); i-- {
			if t.Lemma(i) == "of" && t.Lemma(i-1) == "ahead" {
				return "ahead of"
			}
		}
	}
	return ""
}

func titleRule(c *relate.Candidate) bool { return c.Given }

// standing relations hold whatever the tense of the verb above them is.
var standing = map[string]bool{
	"represents": true, "leads": true, "holds-office": true, "member-of": true, "affiliated-with": true, "part-of": true,
	"located-in": true, "capital-of": true, "borders": true, "owns": true, "flagged-in": true, "develops": true, "allied-with": true,
}

// headOf is the token of an expression that hangs on something outside it.
func headOf(t *tree.Tree, first, last int) int {
	for i := first; i <= last; i++ {
		if h := t.Head(i); (h < first || h > last) && !t.UPOS(i, "ADP", "DET", "PUNCT", "SCONJ") {
			return i
		}
	}
	return last
}

// datedBy relations are of the date of what they are to: "signed the 2018
// pact".
var datedBy = map[string]bool{"attends": true, "signs-agreement-with": true, "joins": true, "hosts": true, "agrees-with": true}

// timeOf is the time expression that dates a candidate: one that hangs on its
// trigger, or on the verb whose act it is.
func timeOf(t *tree.Tree, c *relate.Candidate, verb int, times []timex.Expression) graph.Time {
	best, score := graph.Time{}, 0
	for _, e := range times {
		if e.Time.EDTF == "" || e.Kind != timex.Date && e.Kind != timex.Interval {
			continue
		}
		h := headOf(t, e.First, e.Last)
		n := 0
		switch g := t.Head(h); {
		case g >= 0 && g != c.Trigger && t.UPOS(c.Trigger, "VERB") && t.UPOS(g, "NOUN") && t.Is(h, "nummod", "compound", "amod") && h < g && !datedBy[c.Relation]:
			// "suspended a 2018 pact" was not in 2018
		case g == c.Trigger:
			n = 5
		case standing[c.Relation]:
		case g >= 0 && g == verb, g >= 0 && sameClause(t, g, c.Trigger):
			n = 4
		case t.Below(h, c.Trigger) && clauseOf(t, h) == c.Trigger:
			n = 3
		case frontedFor(t, h, clauseOf(t, c.Trigger)):
			n = 2
		case g == c.Object.Head || g == c.Subject.Head:
			n = 2
		case len(times) == 1 && verb >= 0 && clauseOf(t, h) == clauseOf(t, c.Trigger):
			n = 2
		case t.Below(c.Trigger, h) && t.Is(h, "nmod", "obl", "obj", "nummod"):
			n = 1
		case len(times) == 1 && amountRelation[c.Relation] && !t.UPOS(c.Trigger, "VERB") && sameBranch(t, h, c.Trigger):
			n = 1
		}
		if n > score {
			best, score = e.Time, n
		}
	}
	return best
}

// frontedFor tells whether a time that opens the sentence's first clause holds
// for the verb of a later one too: "In 2019 Ghana sold oil and bought arms".
func frontedFor(t *tree.Tree, h, verb int) bool {
	g := t.Head(h)
	if g < h || !t.Is(h, "obl", "advmod") {
		return false
	}
	if s := t.Kid(g, "nsubj"); s >= 0 && s < h {
		return false
	}
	for verb >= 0 && t.Is(verb, "conj") && t.Head(verb) < verb {
		if verb = t.Head(verb); verb == g {
			return true
		}
	}
	return false
}

// sameClause tells whether g is the verb that supports noun i.
func sameClause(t *tree.Tree, g, i int) bool {
	if t.UPOS(i, "VERB") {
		return false
	}
	h := t.Head(t.First(i))
	return h == g && t.UPOS(g, "VERB")
}

// clauseOf is the verb or predicate over token i, i itself if it is one.
func clauseOf(t *tree.Tree, i int) int {
	for ; i >= 0; i = t.Head(i) {
		if t.UPOS(i, "VERB") || t.Kid(i, "cop", "nsubj") >= 0 {
			return i
		}
	}
	return -1
}

// sameBranch tells whether two tokens hang on one noun phrase: "18bn in
// imports and 14bn in exports in 2024".
func sameBranch(t *tree.Tree, a, b int) bool {
	top := func(i int) int {
		for t.Head(i) >= 0 && t.Is(i, "nmod", "conj", "nummod", "obl", "appos") && !t.UPOS(t.Head(i), "VERB") {
			i = t.Head(i)
		}
		return i
	}
	return top(a) == top(b)
}

// placeOf is where it happened: a place under "in" or "at" on the trigger or
// on its verb that is neither subject nor object.
func placeOf(s *mention.Sentence, c *relate.Candidate, verb int) *mention.Mention {
	t := s.Tree
	if standing[c.Relation] {
		return nil
	}
	spots := []int{c.Trigger}
	if verb >= 0 && verb != c.Trigger {
		spots = append(spots, verb)
	}
	for _, at := range spots {
		for _, o := range t.Obliques(at) {
			if !slices.Contains([]string{"in", "at", "near", "off", "outside"}, o.Prep) {
				continue
			}
			m := s.At[o.Tok]
			if m == nil || m.Entity == nil || m.Kind != mention.Name || m.Entity == c.Subject.Entity || m.Entity == c.Object.Entity || coordinated(t, o.Tok, c.Object.Head) {
				continue // "in Chad and Mali": two places it is done to
			}
			switch m.Entity.Type {
			case "Place", "State", "Territory", "Facility":
				return m
			}
		}
	}
	return nil
}

// coordinated tells whether "and" or "or" stands between two nouns.
func coordinated(t *tree.Tree, a, b int) bool {
	first := t.First(a)
	if a == b || first != t.First(b) {
		return false
	}
	return slices.ContainsFunc(t.Conjuncts(first), func(k int) bool { return t.Kid(k, "cc") >= 0 })
}

// breaks are verbs of those who do not keep to something.
var breaks = map[string]bool{"violate": true, "breach": true, "flout": true, "break": true, "contravene": true, "infringe": true}

// chooses tells whether the office at token i is what somebody is chosen for.
func chooses(t *tree.Tree, i int) bool {
	h := t.Head(i)
	return h >= 0 && t.UPOS(h, "VERB") && mention.Chooses(t.Lemma(h))
}

// toCome tells whether a sentence says that an office is taken later.
func toCome(t *tree.Tree) bool {
	for i := range t.Tokens {
		switch t.Lemma(i) {
		case "take", "assume", "swear", "inaugurate", "succeed":
		default:
			continue
		}
		if o := t.Kid(i, "obj"); (t.Lemma(i) == "take" || t.Lemma(i) == "assume") && (o < 0 || t.Lemma(o) != "office" && t.Lemma(o) != "power" && t.Lemma(o) != "post") {
			continue
		}
		if k := t.Kid(i, "aux"); k >= 0 && t.Lemma(k) == "will" {
			return true
		}
		if h := t.Head(i); h >= 0 && t.Is(i, "xcomp") {
			switch t.Lemma(h) {
			case "schedule", "set", "expect", "due", "slate":
				return true
			}
		}
	}
	return false
}
