package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
)

// protests reads "antigovernment protests in Iran": who protests is not
// named, whom against is the state they are in.
func (x *pass) protests() {
	t := x.s.Tree
	for i, m := range x.s.At {
		if m == nil || m.Kind != mention.Noun || !protest[x.lemmas[i]] || !t.UPOS(i, "NOUN", "PROPN") || x.used[i] {
			continue
		}
		if slices.ContainsFunc(x.out, func(c *Candidate) bool { return c.Trigger == i && c.Relation == "protests-against" && !c.dropped() }) {
			continue
		}
		target, at := x.anti(i), (*mention.Mention)(nil)
		if target == nil && x.antiForeign(i) {
			continue // "an anti-Iranian protest in Hamburg": not against Germany
		}
		if target == nil {
			target = x.protested(i)
		}
		if target == nil {
			target = x.wantedOut(i)
		}
		if target == nil && x.abroadFrom(i) {
			continue
		}
		for _, k := range x.where(i) {
			if p := x.s.At[k]; at == nil && p != nil && isPlace(p.Entity) {
				at = p
			}
		}
		against := target != nil && x.anti(i) == nil
		if target == nil {
			target = at
		}
		if target == nil {
			for _, o := range m.Owners {
				if o.Entity.Land() {
					target = o
				}
			}
		}
		if target != nil && slices.ContainsFunc(m.Owners, func(o *mention.Mention) bool {
			return (o.Entity.Land() || o.Entity.Type == "Place" && o.Entity.State != target.Entity.State) && o.Entity.ID != target.Entity.ID && o.Entity.ID != target.Entity.State
		}) {
			continue // "a Kurdish march in Antwerp"
		}
		if target != nil && target.Entity.Type == "Place" {
			// Against whom in a city: the state it is in.
			st := x.reading.StateIn(target.Entity)
			if st == nil || st == target.Entity && x.protested(i) == nil {
				continue
			}
			in := *target
			in.Entity, in.Why = st, "state of "+target.Text
			target = &in
		}
		if target == nil || !against && x.protestKnown(target) {
			continue
		}
		who := *m
		var home *mention.Entity // nil: of where they are is not said
		if !against {
			home = target.Entity
		} else if at != nil {
			home = at.Entity
		}
		who.Entity = x.reading.Crowd("protesters", home)
		who.Why = "those who protest"
		x.add(i, x.synthetic("protests-against", "protests in"), &who, target, "against whom is not said", "")
		x.out[len(x.out)-1].Given = t.Is(i, "nmod", "obl", "nsubj") && !x.foretold(i)
	}
}

// protestKnown tells whether the sentence says of a crowd what it protests
// against, and that it is not the land it does it in: "held rallies in Lomé to
// protest the takeover by Chad".
func (x *pass) protestKnown(in *mention.Mention) bool {
	return slices.ContainsFunc(x.out, func(c *Candidate) bool {
		return !c.dropped() && c.Relation == "protests-against" && c.Subject.Entity.Generic && c.Object.Entity != in.Entity && c.Object.Entity.State != in.Entity.ID
	})
}

// anti gives whom a protest is against by the words before it: Iran in an
// "anti-Iranian protest".
func (x *pass) anti(i int) *mention.Mention {
	t := x.s.Tree
	var target *mention.Mention
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		if strings.EqualFold(t.Tokens[j].Text, "anti") {
			return target
		}
		if t.UPOS(j, "VERB", "ADP") {
			break
		}
		if m := x.s.At[j]; m != nil && m.Entity != nil && target == nil && m.Kind != mention.Noun {
			target = m
		}
	}
	return nil
}

// antiForeign tells whether a word with "anti-" before a name describes the
// protest at token i.
func (x *pass) antiForeign(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if rest, ok := strings.CutPrefix(strings.ToLower(x.s.Tree.Tokens[j].Text), "anti-"); ok && rest != "" {
			c := x.s.Tree.Tokens[j].Text[len("anti-")]
			return c >= 'A' && c <= 'Z'
		}
	}
	return false
}

var protest = map[string]bool{"protest": true, "demonstration": true, "riot": true, "unrest": true, "uprising": true, "rally": true}

// where gives the tokens of where a protest takes place: "protests in Iran",
// "protests erupted in Iran", "the protests that have rocked Iran", "Iran,
// gripped by protests".
func (x *pass) where(i int) []int {
	t := x.s.Tree
	var out []int
	in := func(at int) {
		for _, o := range t.Obliques(at) {
			switch o.Prep {
			case "in", "across", "throughout", "around":
				out = append(out, o.Tok)
			}
		}
	}
	in(i)
	if len(out) > 0 {
		return out
	}
	f := t.First(i)
	for h := t.Head(f); h >= 0 && t.Is(f, "nmod") && transparent[x.lemmas[h]]; h = t.Head(f) {
		f = t.First(h) // "a wave of protests"
	}
	verbs := t.KidsAs(i, "acl:relcl", "acl")
	if h := t.Head(f); h >= 0 && t.UPOS(h, "VERB") && t.Is(f, "nsubj", "nsubj:pass", "obl", "obl:agent") {
		verbs = append(verbs, h)
	}
	for _, v := range verbs {
		switch {
		case !t.UPOS(v, "VERB") || x.r.gov.Effect(x.phrasal(v)) == "denied":
		case t.Is(f, "obl", "obl:agent") && t.Head(f) == v:
			if t.Passive(v) && t.Prep(f) == "by" && rocking[x.lemmas[v]] {
				out = append(out, t.Subjects(v)...)
			}
		case rocking[x.lemmas[v]] && !t.Passive(v):
			out = append(out, t.Patients(v)...)
		case erupting[x.phrasal(v)] || x.lemmas[v] == "take" && t.Kid(v, "obj") >= 0 && x.lemmas[t.Kid(v, "obj")] == "place":
			in(v)
			if len(out) == 0 && t.Kid(v, "obj") >= 0 {
				in(t.Kid(v, "obj"))
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// forOthers reads against whom those are who come together for another:
// "rallied in support of Niger against Chad".
func (x *pass) forOthers() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !x.r.doubts.Favours[x.lemmas[i]] || t.Prep(i) != "in" {
			continue
		}
		v := x.clauseOver(i)
		if v < 0 || !t.UPOS(v, "VERB") || !massing[x.lemmas[v]] && !protest[x.lemmas[v]] && x.lemmas[v] != "demonstrate" {
			continue
		}
		for _, f := range t.Obliques(i) {
			if f.Prep != "of" && f.Prep != "with" {
				continue
			}
			for _, a := range t.Obliques(f.Tok) {
				if a.Prep != "against" {
					continue
				}
				for _, o := range x.actorsAt(a.Tok, false, &frame{}, 0) {
					for _, k := range t.Subjects(v) {
						for _, who := range x.actorsAt(k, true, &frame{}, 0) {
							x.add(v, x.synthetic("protests-against", x.lemmas[v]), who, o, "", "against")
						}
					}
				}
			}
		}
	}
}

// foretold tells whether the verb of a protest says that it is still to come, or may be.
func (x *pass) foretold(i int) bool {
	t := x.s.Tree
	h := t.Head(t.First(i))
	if h < 0 || !t.UPOS(h, "VERB") {
		return false
	}
	for _, k := range t.KidsAs(h, "aux", "mark") {
		if t.Tokens[k].XPOS == "MD" || t.Lemma(k) == "if" || t.Lemma(k) == "unless" {
			return true
		}
	}
	return false
}

// rocking verbs have the land where people protest as their object.
var rocking = map[string]bool{
	"rock": true, "grip": true, "sweep": true, "shake": true, "convulse": true, "roil": true, "paralyse": true, "paralyze": true, "engulf": true, "rattle": true, "hit": true,
	"plunge": true, "plague": true, "jolt": true, "challenge": true, "cripple": true, "destabilise": true, "destabilize": true, "disrupt": true, "consume": true, "wrack": true,
	"rack": true, "overwhelm": true, "unsettle": true, "hobble": true, "upend": true, "beset": true, "topple": true, "buffet": true, "batter": true, "threaten": true,
}

// erupting verbs say that a protest takes place.
var erupting = map[string]bool{
	"erupt": true, "break_out": true, "break": true, "flare": true, "flare_up": true, "spread": true, "rage": true, "begin": true, "start": true, "continue": true, "resume": true, "hold": true,
	"stage": true, "occur": true, "grow": true, "intensify": true, "escalate": true, "persist": true, "mount": true, "turn": true, "swell": true, "organise": true, "organize": true, "spark": true,
	"happen": true, "kick_off": true, "simmer": true, "drag_on": true, "enter": true, "ignite": true, "trigger": true,
}

// protested gives whom a protest is said to be against, if he is an actor.
func (x *pass) protested(i int) *mention.Mention {
	for _, o := range x.s.Tree.Obliques(i) {
		if o.Prep != "against" || x.r.doubts.Against[x.lemmas[o.Tok]] {
			continue // "against the mayor's arrest": for him
		}
		for _, m := range x.actorsAt(o.Tok, false, nil, 0) {
			if m.Kind != mention.Pronoun && m.Entity.Type != "Event" {
				return m
			}
		}
	}
	// "protests were held outside several Chadian embassies"
	t := x.s.Tree
	if h := t.Head(t.First(i)); h >= 0 && t.UPOS(h, "VERB") && t.Is(t.First(i), "nsubj", "nsubj:pass") && erupting[x.phrasal(h)] {
		for _, o := range t.Obliques(h) {
			switch o.Prep {
			case "outside", "at", "near", "across", "in_front_of", "around":
			default:
				continue
			}
			if l := x.lemmas[o.Tok]; l == "embassy" || l == "consulate" || l == "mission" {
				for _, m := range x.actorsAt(o.Tok, false, nil, 0) {
					if m.Kind != mention.Pronoun {
						return m
					}
				}
			}
		}
	}
	return nil
}

// abroadFrom tells whether a protest is for somebody, or over what is not of
// the land it takes place in: "a rally in support of", "pro-Kurdish protests",
// "protests outside the Dutch embassy".
func (x *pass) abroadFrom(i int) bool {
	t := x.s.Tree
	for _, o := range t.Obliques(i) {
		switch o.Prep {
		case "over", "about", "outside", "against", "at":
			for k := range t.Tokens {
				if m := x.s.At[k]; m != nil && m.Entity != nil && m.Entity.Land() && m.Kind != mention.Noun && t.Below(k, o.Tok) {
					return true
				}
			}
		case "for":
			if m := x.s.At[o.Tok]; m != nil && m.Entity != nil {
				return true
			}
		case "in":
			if x.r.doubts.Favours[x.lemmas[o.Tok]] {
				return true
			}
		}
	}
	for j := i - 1; j >= 0 && j >= i-4 && !t.UPOS(j, "VERB", "ADP"); j-- {
		if l := strings.ToLower(t.Tokens[j].Text); l == "pro" || strings.HasPrefix(l, "pro-") || l == "solidarity" || l == "support" {
			return true
		}
	}
	return false
}

// slug reads what a headline is about before its colon: "Kenya protests: …".
func (x *pass) slug() {
	t := x.s.Tree
	for i := 1; i < len(t.Tokens) && i < 4; i++ {
		land := x.s.At[i-1]
		if t.Tokens[i].Text == ":" || i+1 >= len(t.Tokens) || t.Tokens[i+1].Text != ":" || land == nil || land.Kind != mention.Name || land.Entity == nil || !isPlace(land.Entity) || land.First != 0 {
			continue
		}
		switch strings.ToLower(t.Tokens[i].Text) {
		case "protests", "protest", "unrest", "uprising", "demonstrations", "riots", "riot":
		default:
			continue
		}
		for _, o := range x.ruling([]*mention.Mention{land}) {
			if o.Entity == nil {
				continue
			}
			who := mention.Mention{Sentence: land.Sentence, Head: i, First: 0, Last: i, Start: land.Start, End: t.Tokens[i].End, Kind: mention.Noun, Lemma: x.lemmas[i], Class: "act", Why: "those who protest"}
			who.Text = x.text[who.Start:who.End]
			who.Entity = x.reading.Crowd("protesters", o.Entity)
			x.add(i, x.synthetic("protests-against", "protests in"), &who, o, "what the headline is about", "")
			x.out[len(x.out)-1].Given = true
		}
	}
}

// employers gives whom those work for who stop working: "Boeing workers went
// on strike", "nurses at the Royal Hospital walked out".
func (x *pass) employers(i int, tr *trigger, who []*mention.Mention) []*mention.Mention {
	if !walkouts[tr.text] || x.s.Tree.Passive(i) || tr.text == "strike" && x.s.Tree.Kid(i, "obj") >= 0 {
		return nil
	}
	var out []*mention.Mention
	for _, m := range who {
		if m.Kind != mention.Noun || !protesting[m.Lemma] {
			continue
		}
		of := m.Owners
		for _, o := range x.s.Tree.Obliques(m.Head) {
			if o.Prep == "at" || o.Prep == "of" || o.Prep == "for" || o.Prep == "from" {
				of = append(slices.Clip(of), x.actorsAt(o.Tok, false, nil, 1)...)
			}
		}
		for _, o := range of {
			if o.Entity == nil {
				continue
			}
			switch o.Entity.Type {
			case "Company", "University", "Media", "Facility":
				out = append(out, o)
			}
		}
	}
	return out
}

// walkouts are triggers of those who stop working.
var walkouts = map[string]bool{"strike": true, "go_strike": true, "walk_out": true, "stage_strike": true, "begin_strike": true, "start_strike": true, "launch_strike": true, "hold_strike": true, "down_tool": true, "stop_work": true, "stage_walkout": true}
