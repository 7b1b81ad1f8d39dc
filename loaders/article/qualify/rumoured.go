package qualify

import "entente/graph"

// rumoured judges what a clause says that hangs on noun h: "claims that it
// used"; who denies the claims denies it.
func (c *climber) rumoured(h int) {
	t := c.t
	if !rumours[t.Lemma(h)] {
		if v := t.Head(t.First(h)); t.Lemma(h) == "report" && v >= 0 && t.Is(t.First(h), "obj") && c.g.Denies(t.Lemma(v)) {
			c.set(graph.Denied, t.Lemma(v)+" "+t.Lemma(h))
		}
		return
	}
	c.set(graph.Conditional, t.Lemma(h))
	if v := t.Head(t.First(h)); v >= 0 && t.UPOS(v, "VERB") && t.Is(t.First(h), "obj") && (c.g.Denies(t.Lemma(v)) || c.g.Effect(t.Lemma(v)) == "denied") {
		c.set(graph.Denied, t.Lemma(v)+" "+t.Lemma(h))
	}
}
