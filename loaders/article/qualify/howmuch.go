package qualify

import (
	"entente/graph"
	"entente/loaders/article/amount"
	"entente/loaders/article/relate"
	"entente/loaders/article/tree"
)

// amountRelation are relations an amount of money or goods can belong to.
var amountRelation = map[string]bool{
	"trades-with": true, "exports-to": true, "imports-from": true, "invests-in": true, "aids": true, "arms": true, "pledges-to": true,
	"imposes-tariffs-on": true, "owns": true, "signs-agreement-with": true, "agrees-with": true, "seizes": true, "eases-sanctions-on": true,
	"cooperates-with": true, "sanctions": true, "deploys-to": true, "deploys": true, "restricts": true,
	"withdraws-from": true, "releases": true, "kills": true, "injures": true, "arrests": true, "expels": true,
}

// flow relations are those a share or a measure of goods can belong to;
// countable ones those a count of people or things can.
var (
	flow      = map[string]bool{"trades-with": true, "exports-to": true, "imports-from": true}
	countable = map[string]bool{"deploys": true, "deploys-to": true, "arms": true, "aids": true, "exports-to": true, "imports-from": true, "pledges-to": true, "seizes": true, "withdraws-from": true, "releases": true, "kills": true, "injures": true, "arrests": true, "expels": true}
)

// counts are relations whose objects are those that are counted.
var counts = map[string]bool{"kills": true, "injures": true, "arrests": true, "releases": true, "expels": true}

// ofOthers tells whether those counted at noun n are others than those at obj:
// the whole obj is a part of, "eleven people, including two children", or who
// else suffered the same.
func ofOthers(t *tree.Tree, obj, n int) bool {
	if n < 0 || n == obj {
		return false
	}
	if !t.Below(obj, n) {
		return !t.Below(n, obj) || t.First(n) == t.First(obj) // but "two of the soldiers"
	}
	for i := obj; i != n; i = t.Head(i) {
		if t.Is(i, "conj") || partly[t.Prep(i)] {
			return true
		}
	}
	return false
}

// partly are the prepositions of those who are some of a whole.
var partly = map[string]bool{"including": true, "among": true, "such_as": true, "like": true, "besides": true, "alongside": true, "with": true, "plus": true, "as_well_as": true}

// amountOf is the amount that stands with the trigger.
func amountOf(t *tree.Tree, c *relate.Candidate, verb int, amounts []amount.Quantity) *graph.Amount {
	if !amountRelation[c.Relation] {
		return nil
	}
	var best *amount.Quantity
	score := 0
	for k := range amounts {
		a := &amounts[k]
		if a.Kind == amount.Count && !countable[c.Relation] || a.Kind == amount.Share && c.Relation != "imposes-tariffs-on" && c.Relation != "owns" && !flow[c.Relation] {
			continue
		}
		h := headOf(t, a.First, a.Last)
		g := t.Head(h)
		if a.Kind == amount.Count && g >= 0 && tellers[t.Lemma(g)] && g != c.Object.Head {
			continue
		}
		if a.Kind == amount.Count && counts[c.Relation] && ofOthers(t, c.Object.Head, a.Noun) {
			continue
		}
		n := 0
		switch {
		case a.Kind == amount.Count && counts[c.Relation] && a.Noun == c.Object.Head:
			n = 7
		case t.Head(c.Trigger) == h || g == c.Trigger:
			n = 6
		case c.Trigger == a.Last+1 || c.Trigger == a.Last+2 && t.UPOS(a.Last+1, "ADP"):
			n = 5
		case t.Below(h, c.Trigger) && clauseOf(t, h) == clauseOf(t, c.Trigger):
			n = 4
		case g >= 0 && (g == verb || sameClause(t, g, c.Trigger)) && t.UPOS(g, "VERB") && (c.Relation != "trades-with" || t.Is(c.Trigger, "nsubj")):
			n = 3
		case g >= 0 && t.UPOS(c.Trigger, "VERB") && clauseOf(t, h) == c.Trigger && !t.Is(h, "advcl"):
			n = 2
		}
		if n > score {
			best, score = a, n
		}
	}
	if best == nil {
		return nil
	}
	out := best.Amount
	return &out
}

// tellers are those whose number is that of who says something: "two sources
// said".
var tellers = map[string]bool{"source": true, "official": true, "witness": true, "diplomat": true, "analyst": true, "expert": true, "trader": true}
