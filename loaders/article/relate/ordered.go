package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// commanding verbs are of who has others act for him.
var commanding = map[string]bool{"order": true, "instruct": true, "direct": true, "command": true, "authorise": true, "authorize": true, "tell": true, "task": true, "empower": true, "mandate": true}

// armsOf are those through whom a state acts, as a text has them without a name.
var armsOf = map[string]bool{"force": true, "authority": true, "army": true, "military": true, "police": true, "navy": true, "troop": true, "soldier": true, "ministry": true, "official": true, "agency": true, "department": true, "pentagon": true, "government": true, "minister": true, "officer": true, "prosecutor": true, "air-force": true, "guard": true, "regulator": true, "commander": true, "general": true, "cabinet": true, "service": true}

// ordered reads "the president ordered the army to attack the rebels": what
// one has one's own forces do one does, and demands nothing of them.
func (x *pass) ordered() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !commanding[x.lemmas[i]] || t.Negated(i) {
			continue
		}
		o := t.Kid(i, "obj", "iobj")
		v := t.Kid(i, "xcomp", "ccomp", "advcl")
		if t.Passive(i) || o < 0 || v < o || t.Kid(v, "nsubj") >= 0 || t.Kid(v, "mark") < 0 || t.Lemma(t.Kid(v, "mark")) != "to" {
			continue
		}
		var by []*mention.Mention
		for _, a := range t.Agents(i) {
			by = append(by, x.actorsAt(a, true, &frame{}, 0)...)
		}
		own := x.s.At[o]
		if len(by) == 0 || own == nil || !x.ownArm(by[0], own, o) {
			continue
		}
		deeds := t.Conjuncts(v)
		for _, c := range slices.Clone(x.out) {
			switch {
			case c.dropped():
			case c.Trigger == i && c.Object.Head == o && (c.Relation == "demands-of" || c.Relation == "appeals-to" || c.Relation == "yields-to" || c.Relation == "consults"):
				c.Dropped = "what one has one's own people do is no demand"
			case slices.Contains(deeds, c.Trigger) && c.Part == 'v' && c.Subject.Head == o:
				x.doesToo(by[0], c, x.lemmas[i]+" to "+x.lemmas[c.Trigger])
			}
		}
	}
}

// doesToo files of who has another do something that he does it.
func (x *pass) doesToo(by *mention.Mention, c *Candidate, text string) {
	rel, ok := x.r.lexicon.vocabulary.Relation(c.Relation)
	if !ok || by.Entity.ID == c.Object.Entity.ID || c.Relation == "protests-against" {
		return
	}
	x.add(c.Trigger, &trigger{relation: &rel, frame: &frame{pos: 'v', text: "phrase"}, text: text}, by, c.Object, "", c.Slot)
	if !x.out[len(x.out)-1].dropped() && c.Subject.Entity.ID == by.Entity.ID {
		c.Dropped = "done at another's order"
	}
}

// ownArm tells whether a noun names forces or officials of who commands them.
func (x *pass) ownArm(by, own *mention.Mention, at int) bool {
	if own.Kind != mention.Noun && own.Lemma != "pentagon" || by.Kind == mention.Pronoun {
		return false
	}
	switch by.Entity.Type {
	case "Person", "State", "Government", "Organization":
	default:
		return false
	}
	if !armsOf[x.lemmas[at]] {
		return false
	}
	for _, o := range own.Owners {
		if o.Entity != nil && o.Entity.ID != by.Entity.State && o.Entity.ID != by.Entity.ID && o.Entity != by.Entity {
			return false
		}
	}
	s := by.Entity.State
	return own.Entity == nil || own.Entity.State == "" && own.Entity.Type != "State" || own.Entity.Generic && own.Entity.State == "" || own.Entity.ID == s || own.Entity.ID == by.Entity.ID || own.Entity.State == s || own.Entity.State == by.Entity.ID
}

// withholding verbs say that their subject does not do something.
var withholding = map[string]bool{"halt": true, "suspend": true, "stop": true, "refuse": true, "withhold": true, "block": true, "boycott": true, "delay": true, "freeze": true, "pause": true, "bar": true, "veto": true, "decline": true, "keep": true, "hold": true, "ban": true, "strike": true}

// befalling verbs are of what nobody is asked to do.
var befalling = map[string]bool{"be": true, "have": true, "begin": true, "come": true, "expire": true, "seem": true, "feel": true, "know": true, "get": true, "need": true, "die": true, "become": true, "arrive": true, "happen": true, "lose": true, "win": true, "reach": true, "turn": true, "find": true, "see": true, "can": true, "instruct": true, "ask": true, "tell": true, "order": true, "invite": true, "want": true, "say": true, "vote": true, "rule": true, "request": true, "decide": true}

// until reads "Chad will not reopen the border until Togo apologises": what
// one makes a condition of one's doing one demands.
func (x *pass) until() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !t.Is(i, "advcl") || t.Passive(i) || befalling[x.lemmas[i]] || t.Negated(i) {
			continue
		}
		m := t.Kid(i, "mark")
		if m < 0 || m > i || t.Lemma(m) != "until" && t.Lemma(m) != "unless" && t.Lemma(m) != "till" {
			continue
		}
		switch t.Tokens[i].XPOS {
		case "VBZ", "VBP", "VB":
		default:
			continue
		}
		h := t.Head(i)
		if h < 0 || !t.UPOS(h, "VERB") || !t.Negated(h) && !withholding[x.lemmas[h]] && !x.refused(h) {
			continue
		}
		var by, of []*mention.Mention
		for v := h; v >= 0 && len(by) == 0; v = t.Head(v) {
			if !t.UPOS(v, "VERB") {
				break
			}
			for _, a := range t.Agents(v) {
				by = append(by, x.actorsAt(a, true, &frame{}, 0)...)
			}
			if c := t.Head(v); v != h && !t.Is(v, "xcomp", "ccomp") || c >= 0 && commanding[x.lemmas[c]] && t.Is(v, "xcomp") {
				if c >= 0 && commanding[x.lemmas[c]] {
					by = nil
					continue
				}
				break
			}
		}
		for _, k := range t.KidsAs(i, "nsubj") {
			for _, c := range t.Conjuncts(k) {
				for _, o := range x.actorsAt(c, true, &frame{}, 0) {
					switch o.Entity.Type {
					case "State", "Government", "Person", "Organization", "ArmedGroup", "ArmedForce", "Company", "IntergovernmentalOrganization", "Party", "Territory":
						if o.Kind != mention.Pronoun {
							of = append(of, o)
						}
					}
				}
			}
		}
		for _, s := range by {
			if s.Entity.Type == "Event" || s.Entity.Type == "Goods" || s.Entity.Type == "Place" {
				continue
			}
			for _, o := range notAll(slices.Clone(of), by) {
				x.add(i, x.synthetic("demands-of", t.Lemma(m)), s, o, "", "")
				x.out[len(x.out)-1].Given = true
				if t.Negated(h) || x.lemmas[h] == "refuse" || x.refused(h) {
					x.add(h, x.synthetic("rejects", t.Lemma(m)), s, o, "", "")
					x.out[len(x.out)-1].Given = true
				}
			}
		}
	}
}

// refused tells whether verb h stands below one of refusal: "refuses to reopen".
func (x *pass) refused(h int) bool {
	t := x.s.Tree
	g := t.Head(h)
	return g >= 0 && t.Is(h, "xcomp", "advcl") && withholding[x.lemmas[g]]
}
