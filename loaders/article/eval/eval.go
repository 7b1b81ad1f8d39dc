package eval

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/schema"
)

// Extractor reads an item's text as claims.
type Extractor func(ctx context.Context, item Item) ([]graph.Claim, error)

// Counts are what precision and recall are made of.
type Counts struct {
	Claims int `json:"claims"` // extracted
	Right  int `json:"right"`  // of those, the ones some gold row allows
	Gold   int `json:"gold"`   // rows that must be found
	Found  int `json:"found"`  // of those, the ones some claim says
}

// Precision is the share of claims that are right; 0 if there are none.
func (c Counts) Precision() float64 { return share(c.Right, c.Claims) }

// Recall is the share of gold that was found; 0 if there is none.
func (c Counts) Recall() float64 { return share(c.Found, c.Gold) }

// F1 is the harmonic mean of precision and recall.
func (c Counts) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func (c *Counts) add(o Counts) {
	c.Claims += o.Claims
	c.Right += o.Right
	c.Gold += o.Gold
	c.Found += o.Found
}

// Line is the figures of one relation, or of all.
type Line struct {
	Relation string `json:"relation"`
	Strict   Counts `json:"strict"`  // the same labels and status
	Relaxed  Counts `json:"relaxed"` // one label or mention contains the other; status not compared
}

// Report is what an evaluation found.
type Report struct {
	Items     int    `json:"items"`
	All       Line   `json:"all"`
	Relations []Line `json:"relations"` // most gold first
	// Faults, by kind, counted in claims.
	Backwards    int           `json:"direction_errors"` // right but for its direction
	WrongStatus  int           `json:"status_errors"`    // right but for its status
	Hallucinated int           `json:"hallucinations"`   // a side is not named in the quote
	WrongOffset  int           `json:"offset_errors"`    // the quote does not stand where the claim says
	OnEmpty      int           `json:"claims_on_empty"`  // items without gold that got a claim
	Empty        int           `json:"empty"`            // items without gold
	Elapsed      time.Duration `json:"-"`                // differs from run to run
	Misses       []string      `json:"misses,omitempty"` // gold not found, for people
	Extra        []string      `json:"extra,omitempty"`  // claims not in gold, likewise
}

// Run reads every item with the extractor and compares.
func Run(ctx context.Context, gold iter.Seq2[Item, error], extract Extractor, v *schema.Vocabulary) (*Report, error) {
	rep := &Report{}
	lines := map[string]*Line{}
	for item, err := range gold {
		if err != nil {
			return nil, fmt.Errorf("reading the gold: %w", err)
		}
		start := time.Now()
		claims, err := extract(ctx, item)
		if err != nil {
			return nil, fmt.Errorf("item %s: %w", item.ID, err)
		}
		rep.Elapsed += time.Since(start)
		rep.item(item, claims, v, lines)
	}
	for _, l := range lines {
		rep.All.Strict.add(l.Strict)
		rep.All.Relaxed.add(l.Relaxed)
		rep.Relations = append(rep.Relations, *l)
	}
	slices.SortFunc(rep.Relations, func(a, b Line) int {
		if a.Strict.Gold != b.Strict.Gold {
			return b.Strict.Gold - a.Strict.Gold
		}
		return strings.Compare(a.Relation, b.Relation)
	})
	rep.All.Relation = "all"
	return rep, nil
}

func (rep *Report) item(item Item, claims []graph.Claim, v *schema.Vocabulary, lines map[string]*Line) {
	rep.Items++
	if len(item.Gold) == 0 {
		rep.Empty++
		if len(claims) > 0 {
			rep.OnEmpty++
		}
	}
	claims = unique(claims)
	line := func(relation string) *Line {
		if lines[relation] == nil {
			lines[relation] = &Line{Relation: relation}
		}
		return lines[relation]
	}
	m := matcher{v: v}
	for i := range claims {
		c := &claims[i]
		l := line(c.Relation)
		l.Strict.Claims++
		l.Relaxed.Claims++
		any := func(ok func(Row, *graph.Claim) bool) bool {
			return slices.ContainsFunc(item.Gold, func(r Row) bool { return ok(r, c) })
		}
		switch {
		case any(m.strict):
			l.Strict.Right++
		case any(m.butStatus):
			rep.WrongStatus++
		case any(m.backwards):
			rep.Backwards++
		}
		if any(m.relaxed) {
			l.Relaxed.Right++
		} else {
			rep.Extra = append(rep.Extra, fmt.Sprintf("%s: %s %s %s (%s) [%s]", item.ID, c.Subject.Label, c.Relation, c.Object.Label, c.Status, c.Rule))
		}
		if c.CheckText(item.Text) != nil {
			rep.WrongOffset++
		}
		for _, a := range []graph.Actor{c.Subject, c.Object} {
			if a.Mention == "" || !strings.Contains(c.Quote, a.Mention) {
				rep.Hallucinated++
				break
			}
		}
	}
	for _, row := range item.Gold {
		if row.Must != nil && !*row.Must {
			continue
		}
		l := line(row.Relation[0])
		l.Strict.Gold++
		l.Relaxed.Gold++
		said := func(ok func(Row, *graph.Claim) bool) bool {
			return slices.ContainsFunc(claims, func(c graph.Claim) bool { return ok(row, &c) })
		}
		if said(m.strict) {
			l.Strict.Found++
		}
		if said(m.relaxed) {
			l.Relaxed.Found++
		} else {
			rep.Misses = append(rep.Misses, fmt.Sprintf("%s: %s %s %s (%s)", item.ID, row.Subject[0], row.Relation[0], row.Object[0], row.Status))
		}
	}
}

// unique drops claims that say the same of the same actors again.
func unique(claims []graph.Claim) []graph.Claim {
	seen := map[string]bool{}
	var kept []graph.Claim
	for _, c := range claims {
		key := strings.Join([]string{c.Subject.ID, c.Relation, c.Object.ID, string(c.Status)}, "\x00")
		if !seen[key] {
			seen[key] = true
			kept = append(kept, c)
		}
	}
	return kept
}

// matcher compares gold rows with claims.
type matcher struct{ v *schema.Vocabulary }

func (m matcher) strict(r Row, c *graph.Claim) bool { return m.butStatus(r, c) && r.Status == c.Status }

func (m matcher) butStatus(r Row, c *graph.Claim) bool {
	return slices.Contains(r.Relation, c.Relation) &&
		(same(r.Subject, c.Subject) && same(r.Object, c.Object) || m.symmetric(r, c) && same(r.Subject, c.Object) && same(r.Object, c.Subject))
}

func (m matcher) backwards(r Row, c *graph.Claim) bool {
	return slices.Contains(r.Relation, c.Relation) && !m.symmetric(r, c) && same(r.Subject, c.Object) && same(r.Object, c.Subject)
}

func (m matcher) relaxed(r Row, c *graph.Claim) bool {
	return slices.Contains(r.Relation, c.Relation) &&
		(near(r.Subject, c.Subject) && near(r.Object, c.Object) || m.symmetric(r, c) && near(r.Subject, c.Object) && near(r.Object, c.Subject))
}

func (m matcher) symmetric(r Row, c *graph.Claim) bool {
	rel, ok := m.v.Relation(c.Relation)
	return r.Symmetric || ok && rel.Symmetric
}

// same tells whether an actor has one of these labels.
func same(labels words, a graph.Actor) bool {
	return slices.ContainsFunc(labels, func(l string) bool { return graph.Fold(l) == graph.Fold(a.Label) })
}

// near tells whether one of the labels contains the actor's label or mention,
// or is contained in it, by whole words.
func near(labels words, a graph.Actor) bool {
	for _, l := range labels {
		for _, name := range []string{a.Label, a.Mention} {
			x, y := " "+graph.Fold(l)+" ", " "+graph.Fold(name)+" "
			if len(x) > 2 && len(y) > 2 && (strings.Contains(x, y) || strings.Contains(y, x)) {
				return true
			}
		}
	}
	return false
}
