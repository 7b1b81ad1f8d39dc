package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// whereabouts reads "From Lomé, President Mahama criticised the raid": a
// sentence that opens with a place abroad tells where its subject is.
func (x *pass) whereabouts() {
	t := x.s.Tree
	if len(t.Tokens) < 6 {
		return
	}
	at0 := 0
	if t.Lemma(0) == "speak" && t.Tokens[0].XPOS == "VBG" {
		at0 = 1 // "Speaking in Lomé"
	}
	switch t.Lemma(at0) {
	case "from", "in":
	default:
		return
	}
	var place *mention.Mention
	for i := at0 + 1; i < at0+4; i++ {
		if m := x.s.At[i]; m != nil && m.Kind == mention.Name && m.Entity != nil && m.First == at0+1 && (m.Entity.Type == "Place" || m.Entity.Type == "State") {
			place = m
		}
	}
	if place == nil || place.Last+1 >= len(t.Tokens) {
		return
	}
	occasion := at0 == 0 && slices.ContainsFunc(append(t.KidsAs(place.Head, "nmod"), t.KidsAs(max(t.Head(place.Head), 0), "obl")...), func(k int) bool {
		first, _ := t.Reach(k)
		return first == place.Last+1 && t.Prep(k) == "for" && x.occasion(k)
	})
	if !occasion && t.Tokens[place.Last+1].Text != "," && !(at0 == 0 && t.UPOS(place.Last+1, "PROPN", "ADJ") && x.titled(place.Last+1)) {
		return
	}
	v := t.Head(place.Head)
	if at0 == 1 && v == 0 {
		v = t.Head(0)
	}
	if v < 0 || !t.UPOS(v, "VERB") || t.Passive(v) || at0 == 0 && !t.Is(place.Head, "obl") || t.Head(v) >= 0 {
		return
	}
	at := place.Entity.ID
	if place.Entity.State != "" {
		at = place.Entity.State
	}
	for _, a := range t.Subjects(v) {
		for _, who := range x.actorsAt(a, true, &frame{}, 0) {
			if who.Entity.Type == "Person" && (who.Entity.State != "" && !who.Entity.Generic && who.Kind != mention.Pronoun || occasion) && who.Entity.State != at {
				x.add(v, x.synthetic("visits", t.Lemma(at0)), who, place, "from where he speaks", "")
			}
		}
	}
}

// apart tells whether "in" before p says where something else is than m:
// "two at the Volta Camp and one each in Lomé", "from Volta Port to Kara in Togo".
func (x *pass) apart(m, p *mention.Mention) bool {
	t := x.s.Tree
	if lastWord(m.Entity.Label) == lastWord(p.Entity.Label) && p.Entity.Type == "Place" && p.Head > m.Last+2 {
		return true // "Volta Airport in Togo and Kara Airport in Benin"
	}
	in := t.Kid(p.Head, "case")
	for j := m.Last + 1; j < in; j++ {
		if t.Lemma(j) == "to" && t.UPOS(j, "ADP") {
			return true
		}
	}
	if in <= m.Last+1 {
		return false
	}
	switch t.Lemma(in - 1) {
	case "each", "another", "one", "other":
		return true
	}
	return t.UPOS(in-1, "NUM") && in-2 > m.Last && (t.UPOS(in-2, "CCONJ") || t.Tokens[in-2].Text == ",") // not "Highway 25 in Kara"
}

// titled tells whether somebody's title begins at token i.
func (x *pass) titled(i int) bool {
	m := x.s.At[i]
	for j := i; m == nil && j < len(x.s.At) && j < i+4; j++ {
		m = x.s.At[j]
	}
	return m != nil && m.First == i && m.Entity != nil && m.Entity.Type == "Person"
}

// absolute tells whether the noun at token k stands with a participle of its
// own behind a comma: "…, with its leader ordering them out".
func (x *pass) absolute(k int) bool {
	t := x.s.Tree
	c := t.Kid(k, "case")
	if d := t.Kid(k, "nmod:desc", "compound"); c < 0 && d >= 0 && d < k {
		c = t.Kid(d, "case") // hung on what he is: "with its leader Lind ordering"
	}
	if c < 1 || t.Tokens[c-1].Text != "," {
		return false
	}
	end := k
	if m := x.s.At[k]; m != nil {
		end = max(end, m.Last)
	}
	return end+1 < len(t.Tokens) && (t.Tokens[end+1].XPOS == "VBG" || t.Tokens[end+1].XPOS == "VBN") || end+2 < len(t.Tokens) && t.UPOS(end+1, "ADV") && t.Tokens[end+2].XPOS == "VBG"
}

// absoluteAt tells whether the "with" at token j has behind it somebody with a
// participle of his own: "…, with the army given a day to leave".
func (x *pass) absoluteAt(j int) bool {
	t := x.s.Tree
	if j < 1 || t.Tokens[j-1].Text != "," {
		return false
	}
	for k := j + 1; k < len(t.Tokens) && k < j+8; k++ {
		if m := x.s.At[k]; m != nil && m.Kind != mention.Adjective && (t.Head(k) < k || t.UPOS(t.Head(k), "VERB")) {
			n := m.Last + 1
			return n < len(t.Tokens) && (t.Tokens[n].XPOS == "VBG" || t.Tokens[n].XPOS == "VBN") && t.Head(n) <= n
		}
	}
	return false
}

// abroad reads a headline without a verb: "Premier in Lomé for talks".
func (x *pass) abroad() {
	t := x.s.Tree
	r := -1
	for i := range t.Tokens {
		if t.Head(i) < 0 {
			r = i
		}
	}
	if r >= 0 && t.Kid(r, "cop") >= 0 {
		x.isThere(r)
		return
	}
	if r >= 0 && t.Lemma(r) == "off" && t.Kid(r, "cop", "aux", "obj") < 0 {
		x.offTo(r)
		return
	}
	if r < 0 || !t.UPOS(r, "NOUN", "PROPN") || t.Kid(r, "nsubj", "cop", "aux", "parataxis") >= 0 {
		return
	}
	who := x.s.At[r]
	if who == nil || who.Entity == nil || who.Class != "stands" && !(who.Kind == mention.Noun && who.Entity.Type == "State") && !(who.Kind == mention.Name && who.Entity.Entry == nil && t.Kid(r, "nmod:poss") >= 0) && who.Entity.Type != "Person" && who.Entity.Type != "Group" && who.Entity.Type != "Government" {
		return
	}
	var place *mention.Mention
	why := -1
	for _, o := range t.Obliques(r) {
		switch o.Prep {
		case "in", "at":
			if m := x.s.At[o.Tok]; place == nil && m != nil && m.Entity != nil && m.Kind == mention.Name && isPlace(m.Entity) {
				place = m
				for _, in := range t.Obliques(o.Tok) {
					if x.occasion(in.Tok) && (in.Prep == "for" || in.Prep == "on") {
						why = in.Tok
					}
				}
			}
		case "due_in", "due_at":
			if m := x.s.At[o.Tok]; m != nil && m.Entity != nil && m.Kind == mention.Name && isPlace(m.Entity) {
				place, why = m, m.Head // "Premier due in Lomé"
			}
		case "off_to", "to":
			if m := x.s.At[o.Tok]; m != nil && m.First > 1 && t.Tokens[m.First-2].Text == "off" && m.Entity != nil && m.Kind == mention.Name && isPlace(m.Entity) {
				place, why = m, m.Head
			}
		case "for", "on":
			if x.occasion(o.Tok) {
				why = o.Tok
			}
		}
	}
	if place == nil || why < place.Head || who.Entity.ID == place.Entity.ID || who.Entity.ID == place.Entity.State || who.Entity.State != "" && who.Entity.State == place.Entity.State {
		return
	}
	x.add(r, x.synthetic("visits", "in"), who, place, "no verb says so", "")
}

// offTo reads "minister off to Geneva".
func (x *pass) offTo(r int) {
	t := x.s.Tree
	s := t.Kid(r, "nsubj")
	if s < 0 || s > r {
		return
	}
	for _, o := range t.Obliques(r) {
		m := x.s.At[o.Tok]
		if o.Prep != "to" || m == nil || m.Entity == nil || m.Kind != mention.Name || !isPlace(m.Entity) {
			continue
		}
		for _, who := range x.actorsAt(s, true, &frame{}, 0) {
			if who.Entity != nil && who.Entity != m.Entity && who.Entity.ID != m.Entity.State {
				x.add(r, x.synthetic("visits", "in"), who, m, "no verb says so", "")
			}
		}
		return
	}
}

// occasions are what somebody is somewhere for.
var occasions = map[string]bool{"visit": true, "trip": true, "tour": true, "talk": true, "consultation": true, "summit": true, "meeting": true, "mission": true, "negotiation": true, "discussion": true, "conference": true, "funeral": true, "ceremony": true, "signing": true, "inauguration": true, "forum": true, "inspection": true, "dialogue": true, "mediation": true, "stopover": true}

// isThere reads "the secretary is in Lomé for two days of talks".
func (x *pass) isThere(r int) {
	t := x.s.Tree
	place := x.s.At[r]
	if p := t.Prep(r); p != "in" && p != "at" || place == nil || place.Entity == nil || place.Kind != mention.Name || !isPlace(place.Entity) {
		return
	}
	why := false
	for _, o := range t.Obliques(r) {
		k := o.Tok
		for _, in := range t.Obliques(k) {
			if in.Prep == "of" && !x.occasion(k) {
				k = in.Tok // "two days of talks"
			}
		}
		if o.Prep != "for" && o.Prep != "on" || !x.occasion(k) {
			continue
		}
		why = true
	}
	for _, k := range t.KidsAs(r, "advcl") {
		why = why || errands[t.Lemma(k)] && t.Tokens[k].XPOS == "VB" // "is in Lomé to attend the talks"
	}
	if !why {
		return
	}
	for _, a := range t.Subjects(r) {
		for _, who := range x.actorsAt(a, true, &frame{}, 0) {
			if who.Entity.ID != place.Entity.ID && who.Entity.ID != place.Entity.State && (who.Entity.Type == "Person" || who.Class == "stands") {
				x.add(r, x.synthetic("visits", "is in"), who, place, "", "")
			}
		}
	}
}

// errands are verbs of what somebody is somewhere to do.
var errands = map[string]bool{"attend": true, "meet": true, "hold": true, "discuss": true, "address": true, "sign": true, "visit": true, "negotiate": true, "mediate": true, "chair": true, "participate": true}

// occasion tells whether the noun at token k is what somebody is somewhere for.
func (x *pass) occasion(k int) bool {
	m := x.s.At[k]
	return occasions[x.s.Tree.Lemma(k)] || m != nil && x.summit(m)
}
