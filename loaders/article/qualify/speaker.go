package qualify

import (
	"entente/graph"
	"strings"
)

// granted goes on from the verb for its speaker only: what stands beside it
// happened anyway.
func (c *climber) granted(h int) int {
	status, why := c.status, c.why
	c.fromVerb(h)
	c.status, c.why = status, why
	return -1
}

// grantedOver takes an act for granted whose noun hangs below token h, and
// looks for who says so from the clause over it; it gives -1.
func (c *climber) grantedOver(h int) int {
	for h >= 0 && !c.t.Clausal(h) {
		h = c.t.Head(h)
	}
	if h < 0 {
		return -1
	}
	return c.granted(h)
}

// onlySpeaker goes on up for who says it, whatever the clauses above do.
func (c *climber) onlySpeaker(h int) {
	status, why, verb := c.status, c.why, c.verb
	for h >= 0 && !c.t.Clausal(h) {
		h = c.t.Head(h)
	}
	if h >= 0 {
		c.fromVerb(h)
	}
	// An "if" above counts for everything below it.
	conditional := c.status == graph.Conditional && status == graph.Asserted && len(c.why) > 0 && strings.HasSuffix(c.why[len(c.why)-1], ": if")
	if !conditional {
		c.status, c.why = status, why
	}
	c.verb = verb
}

// speaks keeps the subject of a verb of saying; the one nearest to the
// relation is who says it.
func (c *climber) speaks(v int) {
	if c.speaker != nil {
		return
	}
	for _, a := range c.t.Agents(v) {
		if m := c.s.At[a]; m != nil && m.Entity != nil {
			c.speaker = m
			return
		}
	}
}

// saidBeside reads "…, he said" and "according to X".
func (c *climber) saidBeside(i int) {
	t := c.t
	if c.speaker != nil {
		return
	}
	for _, k := range t.KidsAs(i, "parataxis", "ccomp") {
		if c.g.Speech(t.Lemma(k)) && t.Kid(k, "nsubj") >= 0 && t.Kid(k, "ccomp", "obj") < 0 && (t.Is(k, "parataxis")) {
			c.speaks(k)
		}
	}
	for _, o := range t.Obliques(i) {
		if o.Prep == "according_to" || o.Prep == "according" {
			if m := c.s.At[o.Tok]; m != nil {
				if m.Entity != nil {
					c.speaker = m
				} else if len(m.Owners) > 0 {
					c.speaker = m.Owners[0]
				}
			}
		}
	}
}
