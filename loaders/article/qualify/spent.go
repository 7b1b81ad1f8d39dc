package qualify

import (
	"slices"
)

// spans are nouns of how long something took or how often it was done.
var spans = map[string]bool{"hour": true, "day": true, "week": true, "weekend": true, "month": true, "year": true, "decade": true, "round": true, "series": true, "visit": true, "trip": true, "tour": true}

// spent tells whether verb h says that something came to its end by how long it
// was: who ends two days of talks has held them.
func (c *climber) spent(h int) bool {
	switch c.t.Lemma(h) {
	case "end", "finish", "complete", "conclude", "cap":
	default:
		return false
	}
	if rank[c.status] > 0 || c.relation != "meets" && c.relation != "negotiates-with" && c.relation != "visits" && c.relation != "consults" && c.relation != "hosts" {
		return false
	}
	return slices.ContainsFunc(c.t.KidsAs(h, "obj", "nsubj:pass"), func(k int) bool { return spans[c.t.Lemma(k)] })
}

// described tells whether verb h says what something is like that there is:
// "called the talks with Togo useful".
func (c *climber) described(h int) bool {
	if c.t.Lemma(h) != "call" || !c.t.UPOS(h, "VERB") {
		return false
	}
	k := c.t.Kid(h, "xcomp")
	return k > h && c.t.UPOS(k, "ADJ", "NOUN") && c.t.Kid(h, "obj", "nsubj:pass") >= 0
}

// over tells whether verb h says that what two agreed on is no more.
func (c *climber) over(h int) bool {
	if c.relation != "agrees-with" && c.relation != "yields-to" {
		return false
	}
	switch c.t.Lemma(h) {
	case "collapse", "fail", "expire", "lapse", "unravel", "crumble", "end", "falter":
		return true
	case "break":
		return c.t.Particle(h) == "down"
	case "fall":
		return c.t.Particle(h) == "apart" || c.t.Kid(h, "advmod") >= 0 && c.t.Lemma(c.t.Kid(h, "advmod")) == "apart"
	}
	return false
}
