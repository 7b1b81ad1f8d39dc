// Package qualify says of a relation found in a sentence whether it holds,
// was denied, is planned or hangs on something; who says so; when and where
// it was; and how much.
package qualify

import (
	"entente/graph"
	"entente/loaders/article/mention"
	"entente/loaders/article/relate"
	"entente/loaders/article/tree"
)

// climber walks from a trigger up to the root and keeps what it meets.
type climber struct {
	g        *relate.Governors
	s        *mention.Sentence
	t        *tree.Tree
	status   graph.Status
	why      []string
	cause    string
	speaker  *mention.Mention
	relation string // of the candidate
	verb     int    // the verb whose tense dates the relation
	trigger  int
	aside    bool // it stands in a clause beside what is said: "warned, as rebels advance, that"
	refused  int  // a denial that is itself denied: "did not refuse"; -1 if there is none
}

// rank orders statuses: what is denied is not planned any more, what hangs
// on a condition is less than a plan.
var rank = map[graph.Status]int{graph.Asserted: 0, graph.Planned: 1, graph.Conditional: 2, graph.Denied: 3}

func (c *climber) set(s graph.Status, why string) {
	if rank[s] > rank[c.status] {
		c.status, c.cause = s, why
		c.why = append(c.why, string(s)+": "+why)
	}
}

// climb judges the relation whose trigger is token i.
func (c *climber) climb(i int) {
	t := c.t
	c.status, c.verb, c.refused, c.trigger = graph.Asserted, -1, -1, i
	noun := !t.UPOS(i, "VERB", "AUX") && !(t.Clausal(i) && (t.Kid(i, "cop") >= 0 || t.UPOS(i, "ADJ")))
	if !noun {
		for _, k := range t.KidsAs(i, "obj", "nsubj:pass") {
			if c.negatedNoun(k) {
				c.set(graph.Denied, "no "+t.Lemma(k)) // "sent no aid to Chad"
			}
		}
	} else {
		if c.negatedNoun(i) {
			c.set(graph.Denied, "no "+t.Lemma(i))
		}
		for _, k := range t.KidsAs(i, "amod") {
			switch t.Lemma(k) {
			case "plan", "schedule", "planned", "proposed", "upcoming", "future", "forthcoming", "scheduled", "expected", "intended", "imminent", "looming":
				c.set(graph.Planned, t.Lemma(k))
			case "allege", "possible", "potential", "alleged", "suspected", "hypothetical", "threatened", "supposed", "feared", "likely", "purported", "reputed", "presumed":
				c.set(graph.Conditional, t.Lemma(k))
			case "cancelled", "canceled", "failed-attempt", "postponed":
				c.set(graph.Denied, t.Lemma(k))
			}
		}
		i = c.fromNoun(i)
		if i < 0 {
			return
		}
	}
	c.fromVerb(i)
	if n := len(t.Tokens); n > 0 && t.Tokens[n-1].Text == "?" && c.speaker == nil {
		c.set(graph.Conditional, "question")
	}
}

func (c *climber) negatedNoun(i int) bool {
	for _, k := range c.t.KidsAs(i, "det", "advmod", "cc") {
		if l := c.t.Lemma(k); l == "no" && (k+1 >= len(c.t.Tokens) || c.t.Tokens[k+1].Text != "-") || l == "neither" || l == "not" || l == "nor" {
			return true
		}
	}
	return false
}

// fromNoun judges an act named by a noun by the verb it stands under, and
// gives the verb to go on from, or -1 where the act is taken for granted.
func (c *climber) fromNoun(i int) int {
	t := c.t
	for range 20 {
		i = t.First(i)
		h := t.Head(i)
		if h < 0 {
			// "a quarter of Iran's trade is with China" has no verb above
			if t.Kid(i, "cop") >= 0 {
				c.verb = i
				return i
			}
			c.headline(i)
			return -1
		}
		if c.relation == "invests-in" && sheds[t.Lemma(h)] && t.Is(i, "obj", "nsubj:pass") {
			c.set(graph.Denied, t.Lemma(h)) // "sold its stake in"
			return h
		}
		if (c.relation == "blockades" || c.relation == "occupies") && c.known(i) && t.UPOS(h, "VERB") && t.Is(i, "obj") && t.Kid(i, "amod", "compound") >= 0 {
			return c.granted(h) // "to break the Israeli blockade": there is one
		}
		if c.relation == "at-war-with" && c.known(i) && t.Is(i, "nmod", "obl") && t.Prep(i) == "for" {
			return c.grantedOver(h) // "sets money aside for the war in Chad"
		}
		if t.Kid(i, "nmod:poss") >= 0 && t.UPOS(h, "VERB") && t.Is(i, "obj", "nsubj:pass", "obl") && !c.g.Supports(t.Lemma(h)) {
			if t.Negated(h) && t.Lemma(h) == "confirm" {
				c.set(graph.Conditional, "not confirm")
			}
			return c.granted(h) // what belongs to somebody is there: "to address Iran's support for"
		}
		if responses[t.Lemma(h)] && t.Is(i, "nmod") && t.Prep(h) == "in" {
			return c.grantedOver(h) // "in response to its ban": there was one
		}
		switch t.Prep(i) {
		case "following", "after", "since", "amid", "despite", "during", "because_of", "due_to":
			return c.grantedOver(h)
		case "about", "on", "over":
			if t.Kid(i, "nmod:poss") >= 0 && t.Is(i, "nmod") && conversations[t.Lemma(h)] {
				return c.grantedOver(h) // "rejected talks about its support for": there is some
			}
		}
		switch {
		case t.Is(i, "obj", "nsubj:pass", "nsubj", "xcomp", "ccomp", "obl", "iobj", "dep"):
			if t.Is(i, "obl") && t.UPOS(h, "ADJ", "ADV") && (t.Lemma(h) == "close" || t.Lemma(h) == "near" || t.Lemma(h) == "ready" || t.Lemma(h) == "open") {
				c.set(graph.Planned, t.Tokens[h].Text+" to") // "inching closer to a deal"
				return h
			}
			if !t.UPOS(h, "VERB", "AUX") {
				if t.Clausal(h) {
					if t.Is(i, "nsubj") && t.UPOS(h, "ADJ") && !(agreed[c.relation] && c.known(i)) {
						c.effect(h) // "talks are due in May"
					}
					return h // "talks are possible"
				}
				return -1
			}
			if t.Is(i, "obl") && asking[t.Lemma(h)] && (t.Prep(i) == "in" && conversations[t.Lemma(i)] || i < t.Kid(h, "nsubj")) {
				return c.granted(h) // "urged restraint in a call with Chad", "In Lomé for the summit, he urged"
			}
			if t.Is(i, "obl") && agreed[c.relation] && (t.Prep(i) == "in" || t.Prep(i) == "under") {
				return c.granted(h) // "will pay the money in a settlement with Togo": there is one
			}
			if t.Is(i, "obl") && t.Prep(i) == "for" && setsOut[t.Lemma(h)] && talks[c.relation] {
				c.set(graph.Planned, t.Lemma(h)+" for") // "arrived in Lomé for talks with Ghana"
				return h
			}
			if t.Is(i, "nsubj", "nsubj:pass") && ongoing[c.relation] && ceases[t.Lemma(h)] && t.Kid(h, "aux") >= 0 {
				return c.granted(h) // "the blockade will end": there is one
			}
			if t.Is(i, "obl") {
				switch t.Prep(i) {
				case "for", "to", "on", "over", "with", "in", "into", "of", "from", "against":
				case "without":
					c.set(graph.Denied, "without")
					return h
				default:
					return c.granted(h)
				}
				if e := c.g.Effect(t.Lemma(h)); (e == "" || e == "open") && !c.g.Supports(t.Lemma(h)) {
					return c.granted(h)
				}
			}
			if t.Is(i, "nsubj") && c.over(h) {
				c.set(graph.Denied, t.Lemma(h)) // "the truce collapsed"
				return h
			}
			if t.Is(i, "nsubj") && goesOn[t.Lemma(h)] && t.UPOS(i, "NOUN") && (c.mark(h) == "if" || c.mark(h) == "unless" || c.mark(h) == "until") {
				return c.granted(h) // "if the attacks on Chad do not end": there are some
			}
			if t.Is(i, "nsubj") && agreed[c.relation] && c.known(i) && !t.UPOS(h, "ADJ") && !arises[t.Lemma(h)] {
				return c.granted(h) // "the deal between them would open": there is one
			}
			if t.Is(i, "nsubj") && !t.Is(i, "nsubj:pass") {
				// "talks will resume", "sanctions would hurt"
				return h
			}
			c.effect(h)
			return h
		case t.Is(i, "nmod", "acl", "compound", "nmod:poss"):
			if t.UPOS(h, "VERB") {
				return h
			}
			if agreed[c.relation] && ofIt[t.Lemma(h)] {
				return -1 // "the implementation of a deal": there is one
			}
			if remembered[t.Lemma(h)] && t.Is(i, "nmod") && t.Prep(i) == "of" {
				return c.grantedOver(h) // "plans to vote on the recognition of the killings": there were some
			}
			if e := c.g.Effect(t.Lemma(h)); e != "" && e != "open" && !t.Is(i, "compound", "nmod:poss") {
				c.nounEffect(h, e)
			}
			i = h
		case t.Is(i, "appos", "parataxis", "conj", "list"):
			i = h
		default:
			return -1
		}
	}
	return -1
}

// conversations are where somebody asks for something: they took place.
var conversations = map[string]bool{"call": true, "conversation": true, "meeting": true, "letter": true, "message": true, "exchange": true, "telegram": true, "phone-call": true, "talk": true, "discussion": true, "negotiation": true}

// asking verbs are of what need not be so: what is asked, offered, talked about.
var asking = map[string]bool{"urge": true, "call": true, "ask": true, "demand": true, "request": true, "propose": true, "suggest": true, "offer": true, "threaten": true, "promise": true, "pledge": true, "vow": true, "want": true, "recommend": true, "order": true, "press": true, "warn": true, "discuss": true, "consider": true, "weigh": true, "explore": true, "debate": true, "mull": true}

func (c *climber) nounEffect(h int, e string) {
	switch e {
	case "planned":
		c.set(graph.Planned, c.t.Lemma(h))
	case "conditional":
		c.set(graph.Conditional, c.t.Lemma(h))
	case "denied":
		c.set(graph.Denied, c.t.Lemma(h))
	}
}

// effect applies what verb or adjective h does to what hangs on it.
func (c *climber) effect(h int) {
	l := c.t.Lemma(h)
	if c.spent(h) || c.described(h) {
		return
	}
	e := c.g.Effect(l)
	if p := c.t.Particle(h); p != "" && c.g.Effect(l+"_"+p) != "" {
		l += "_" + p
		e = c.g.Effect(l)
	}
	if x := c.t.Tokens[h].XPOS; e == "denied" && ongoing[c.relation] && (x == "VB" || x == "VBG") {
		return // "conditions for ending the war": it goes on
	}
	if e == "denied" && c.t.Negated(h) {
		c.why = append(c.why, "not "+l)
		c.refused = h
		if l == "rule_out" {
			c.set(graph.Conditional, "not "+l)
		}
		return // "did not refuse": open
	}
	c.nounEffect(h, e)
}

// fromVerb judges by the verb's own auxiliaries and negation and by what
// stands above it.
func (c *climber) fromVerb(i int) {
	t := c.t
	skipOwn := false
	for range 24 {
		if c.verb < 0 {
			c.verb = i
		}
		if !skipOwn {
			c.own(i)
		}
		skipOwn = false
		c.saidBeside(i)
		h := t.Head(i)
		if h < 0 {
			return
		}
		switch t.Base(i) {
		case "conj":
			if k := infinitiveBefore(t, h, i); k >= 0 {
				i = k // "approval to bar or expel", hung on the noun
				continue
			}
			if k := t.Kid(i, "cc"); k >= 0 && t.Lemma(k) == "but" {
				c.refused = h // "not to leave but to help"
			}
			// A shared auxiliary: "will meet A and sign B".
			if !t.UPOS(h, "VERB", "AUX", "ADJ") {
				return
			}
			if t.Kid(i, "aux", "nsubj") >= 0 || t.Tokens[i].XPOS != t.Tokens[h].XPOS || t.Tokens[i].XPOS == "VBD" {
				skipOwn = true
			}
			i = h
		case "xcomp":
			if t.UPOS(h, "NOUN") && c.infinitive(i) && t.Kid(h, "cop") < 0 {
				if c.g.Effect(t.Lemma(h)) == "" {
					c.set(graph.Planned, t.Lemma(h)+" to") // "approval to expel"
				}
			}
			c.effect(h)
			i = h
		case "ccomp", "csubj":
			if t.UPOS(h, "NOUN") {
				c.rumoured(h)
			}
			if c.g.Speech(t.Lemma(h)) {
				c.speaks(h)
				if c.g.Denies(t.Lemma(h)) {
					c.set(graph.Denied, t.Lemma(h))
				}
				if e := c.g.Effect(t.Lemma(h)); e == "planned" && t.Tokens[i].XPOS != "VBD" && !c.done(i) || e == "conditional" {
					c.effect(h)
				}
				// What somebody will say is said of now.
				skipOwn = true
			} else {
				c.effect(h)
				if c.g.Denies(t.Lemma(h)) {
					c.set(graph.Denied, t.Lemma(h))
				}
			}
			i = h
		case "advcl":
			mark := c.mark(i)
			c.aside = c.aside || beside[mark] && c.speaker == nil
			switch mark {
			case "if", "unless", "whether", "provided", "in_case", "lest", "once", "until", "till":
				if mark == "until" || mark == "once" || mark == "till" {
					if t.Tokens[i].XPOS == "VBD" {
						return
					}
				}
				if mark == "if" || mark == "unless" {
					c.status = graph.Asserted // "if it ends its campaign": not denied
				}
				c.set(graph.Conditional, mark)
				return
			case "to", "in_order", "so":
				if t.Tokens[i].XPOS == "VB" && c.infinitive(i) && (c.relation == "protests-against" || c.relation == "supports" && (musters[t.Lemma(h)] || t.Lemma(h) == "participate" || t.Lemma(h) == "attend")) {
					i = h // "gather to protest": they do
					continue
				}
				if t.Tokens[i].XPOS == "VB" && c.infinitive(i) && t.Lemma(h) == "vote" {
					i = h // "voted to endorse it": they did
					continue
				}
				if t.Tokens[i].XPOS == "VB" && c.infinitive(i) && t.Lemma(h) == "use" && t.Kid(h, "obj") >= 0 {
					i = h // "used bombs to destroy it": it did
					continue
				}
				if (t.Tokens[i].XPOS == "VB" || t.Passive(i)) && c.infinitive(i) {
					c.set(graph.Planned, "in order to")
					c.onlySpeaker(h)
					return
				}
			case "for":
				// "wanted for killing", "tried for bribing"
				if t.Tokens[i].XPOS == "VBG" && indicted[t.Lemma(h)] {
					c.set(graph.Conditional, t.Lemma(h)+" for")
				}
			case "without", "rather_than", "instead_of":
				c.set(graph.Denied, mark)
			case "of", "with":
				// "accused China of injuring", "charged them with spying": said of them, not known.
				if e := c.g.Effect(t.Lemma(h)); e == "conditional" && (mark == "of" || t.Lemma(h) == "charge") {
					c.effect(h)
				}
				if l := t.Lemma(h); mark == "of" && (l == "acquit" || l == "clear") {
					c.set(graph.Denied, l+" of")
				}
				// "stopped short of sanctioning"
				if k := t.Kid(h, "advmod", "xcomp"); t.Lemma(h) == "short" || k >= 0 && t.Lemma(k) == "short" {
					c.set(graph.Denied, "short of")
				}
			case "in":
				if t.Tokens[i].XPOS == "VBG" && shares[t.Lemma(h)] {
					i = h // "will not join Togo in striking": it will not strike
					continue
				}
			case "from", "against":
				if mark == "against" && settled[t.Lemma(h)] {
					c.set(graph.Denied, t.Lemma(h)+" against") // "decided against going"
					break
				}
				if c.effect(h); t.Is(h, "xcomp") && t.Head(h) >= 0 {
					c.effect(t.Head(h))
				} // "barred from attending", "warned against leaving"
			}
			c.onlySpeaker(h)
			return
		case "acl":
			if t.Is(i, "acl:relcl") {
				c.onlySpeaker(h)
				return
			}
			if c.infinitive(i) && c.relation == "protests-against" && musters[t.Lemma(h)] {
				i = h // "hold a rally to protest"
				if n := c.fromNoun(h); n >= 0 {
					i = n
					continue
				}
				return
			}
			if m := c.mark(i); m == "from" && t.Tokens[i].XPOS == "VBG" {
				for k := t.Head(h); k >= 0; k = t.Head(k) {
					if c.g.Effect(t.Lemma(k)) == "denied" && t.UPOS(k, "VERB") {
						c.effect(k) // "bans him and his wife from entering", hung on the wife
						break
					}
				}
			}
			switch t.Lemma(h) {
			case "verge", "brink", "cusp", "aim", "goal", "hope", "purpose", "prospect", "possibility", "edge":
				if t.Tokens[i].XPOS == "VBG" && c.mark(i) == "of" {
					c.set(graph.Planned, t.Lemma(h)+" of")
				}
			}
			if m := c.mark(i); m == "of" && t.Tokens[i].XPOS == "VBG" {
				if rumours[t.Lemma(h)] {
					c.set(graph.Conditional, t.Lemma(h)+" of") // "on charges of smuggling"
				}
				if v := t.Head(t.First(h)); v >= 0 && t.UPOS(v, "VERB") && t.Lemma(v) == "accuse" {
					c.effect(v) // "accuses the front of shelling", hung on the front
				}
			}
			if m := c.mark(i); m == "that" || (m == "" || m == "of") && t.Kid(i, "nsubj") >= 0 {
				c.rumoured(h)
			}
			if c.infinitive(i) && t.Ranked(h) {
				f := h
				if n := t.Head(h); n >= 0 && t.Is(h, "nmod") && t.Lemma(n) == "one" {
					f = n
				}
				if n := t.Head(f); n >= 0 && t.Is(f, "xcomp", "obj") && t.Lemma(n) == "become" {
					i = n // "may become the first to ban it"
					continue
				}
				if t.Kid(f, "cop") >= 0 && !c.negatedNoun(f) {
					i = f
					continue
				}
				c.onlySpeaker(h)
				return // "is not the first to be sacked": he is
			}
			if c.infinitive(i) || c.wanted(i, h) {
				if c.negatedNoun(h) {
					c.set(graph.Denied, "no "+t.Lemma(h)) // "has no plans to lift"
				} else if e := c.g.Effect(t.Lemma(h)); e != "" {
					c.nounEffect(h, e)
				} else {
					c.set(graph.Planned, t.Lemma(h)+" to")
				}
				if n := c.fromNoun(h); n >= 0 {
					i = n
					continue
				}
				return
			}
			if l := t.Lemma(h); (l == "bill" || l == "legislation") && t.Tokens[i].XPOS == "VBG" {
				c.set(graph.Planned, l) // "votes for a bill banning it": no law yet
			}
			c.onlySpeaker(h)
			return
		case "amod":
			if c.relation != "mediates" || !t.UPOS(h, "NOUN") {
				return
			}
			if i = c.fromNoun(h); i < 0 { // "denied that there were Omani-mediated talks"
				return
			}
		case "parataxis":
			if c.g.Speech(t.Lemma(h)) && t.UPOS(h, "VERB") {
				c.speaks(h)
			}
			return
		default:
			if !t.UPOS(h, "VERB", "AUX", "ADJ") {
				return
			}
			i = h
			skipOwn = true
		}
	}
}

// wanted tells whether verb i says what the noun at token h asks for: "rejects
// a demand that it leave".
func (c *climber) wanted(i, h int) bool {
	t := c.t
	if c.mark(i) != "that" || t.Kid(i, "aux") >= 0 && t.Lemma(t.Kid(i, "aux")) != "should" {
		return false
	}
	switch t.Lemma(h) {
	case "demand", "request", "call", "appeal", "plea", "proposal", "order", "insistence", "suggestion", "recommendation":
		return true
	}
	return false
}

func (c *climber) infinitive(i int) bool {
	for _, k := range c.t.KidsAs(i, "mark") {
		if c.t.Lemma(k) == "to" {
			return true
		}
	}
	return false
}

func (c *climber) mark(i int) string {
	marks := c.t.KidsAs(i, "mark", "case")
	if len(marks) == 0 {
		return ""
	}
	m := c.t.Lemma(marks[0])
	for _, f := range c.t.KidsAs(marks[0], "fixed") {
		m += "_" + c.t.Lemma(f)
	}
	return m
}

// own applies the auxiliaries and the negation of verb i itself.
func (c *climber) own(i int) {
	t := c.t
	if t.Negated(i) && c.refused != i {
		if i != c.trigger && asks[t.Lemma(i)] {
			c.set(graph.Conditional, "not "+t.Lemma(i)) // "does not require a withdrawal": there may be one
			return
		}
		how := "not "
		if k := t.Kid(i, "aux"); k >= 0 && t.Lemma(k) == "will" {
			how = "not will "
		}
		c.set(graph.Denied, how+t.Lemma(i))
	}
	for _, k := range t.KidsAs(i, "aux") {
		switch t.Lemma(k) {
		case "will", "shall", "’ll", "'ll", "wo":
			c.set(graph.Planned, t.Lemma(k))
		case "would":
			// "announced that it would freeze": its future, seen from then.
			if h := t.Head(i); h >= 0 && t.Is(i, "ccomp") && t.Tokens[h].XPOS == "VBD" && c.g.Speech(t.Lemma(h)) && !c.hasIf(i) {
				c.set(graph.Planned, "would, said then")
				continue
			}
			c.set(graph.Conditional, "would")
		case "could", "may", "might", "should", "must", "can", "ought", "’d":
			c.set(graph.Conditional, t.Lemma(k))
		}
	}
	for _, k := range t.KidsAs(i, "advmod") {
		switch t.Lemma(k) {
		case "allegedly", "reportedly", "possibly", "perhaps", "supposedly", "maybe", "potentially", "purportedly":
			if l := t.Lemma(k); l != "reportedly" {
				c.set(graph.Conditional, l)
			}
		case "never", "hardly", "no_longer", "nearly", "almost":
			if k+1 < i && t.UPOS(k+1, "ADV") {
				continue // "almost immediately": the other word
			}
			if t.Lemma(k) == "never" && !t.Negated(i) {
				continue // "have never been closer"
			}
			c.set(graph.Denied, t.Lemma(k))
		}
	}
	// A headline's infinitive: "Modi to visit Kyiv".
	if t.Head(i) < 0 && c.infinitive(i) && t.Kid(i, "nsubj") >= 0 {
		c.set(graph.Planned, "to")
	}
}

// hasIf tells whether a condition hangs on verb i.
func (c *climber) hasIf(i int) bool {
	for _, k := range c.t.KidsAs(i, "advcl") {
		switch c.mark(k) {
		case "if", "unless", "provided":
			return true
		}
	}
	return false
}

func (c *climber) headline(i int) {
	for _, k := range c.t.KidsAs(i, "acl") {
		if c.infinitive(k) {
			c.set(graph.Planned, "to")
		}
	}
}

// known tells whether noun i is named as one that there is: "the deal".
func (c *climber) known(i int) bool {
	for _, k := range c.t.KidsAs(i, "det") {
		if l := c.t.Lemma(k); l == "the" || l == "this" || l == "that" {
			return true
		}
	}
	return false
}
