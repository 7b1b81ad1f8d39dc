package relate

// stances are what a headline says a state or person is in without a verb, or
// the news beside a name: "Togo under pressure from Ghana", "Togo, under fire
// from its neighbours,".
var stances = map[string]string{
	"investigation": "investigates", "probe": "investigates", "inquiry": "investigates",
	"pressure": "demands-of", "demand": "demands-of", "fire": "criticises", "criticism": "criticises", "scrutiny": "investigates", "surveillance": "investigates",
}

// stance reads who puts whom under pressure or fire.
func (x *pass) stance() {
	t := x.s.Tree
	for i := range t.Tokens {
		relation := stances[x.lemmas[i]]
		h := t.Head(i)
		said := t.Kid(i, "cop", "nsubj") >= 0 // of its subject
		if relation == "" || h < 0 && !said || !t.Is(i, "nmod", "obl", "root") || t.Prep(i) != "under" {
			continue
		}
		who := []int{h}
		switch {
		case said:
			who = t.Subjects(i)
		case t.UPOS(h, "VERB"):
			if !coming[x.lemmas[h]] {
				continue
			}
			who = t.Subjects(h)
		case !x.isActor(h):
			continue
		}
		if relation == "investigates" {
			for _, f := range x.modifiers(i) { // "the insurer under EU investigation"
				for _, by := range x.actors(f, true, nil) {
					for _, w := range who {
						for _, on := range x.actorsAt(w, false, &frame{}, 0) {
							if on.Entity != by.Entity {
								x.add(i, x.synthetic(relation, "under "+x.lemmas[i]), by, on, "", "")
							}
						}
					}
				}
			}
		}
		for _, k := range t.KidsAs(i, "nmod") {
			if p := t.Prep(k); p != "from" && p != "by" {
				continue
			}
			for _, c := range t.Conjuncts(k) {
				for _, by := range x.actorsAt(c, true, &frame{}, 0) {
					for _, w := range who {
						for _, on := range x.actorsAt(w, false, &frame{}, 0) {
							if on.Entity != by.Entity {
								x.add(i, x.synthetic(relation, "under "+x.lemmas[i]), by, on, "", "")
							}
						}
					}
				}
			}
		}
	}
}

// coming verbs have their subject be in what follows: "came under fire".
var coming = map[string]bool{"come": true, "remain": true, "stay": true, "be": true, "find": true}

// errand reads where a headline without a verb has somebody gone.
func (x *pass) errand() {
	t := x.s.Tree
	h := t.Root()
	if h < 0 || !t.Nominal(h) || t.Kid(h, "cop", "nsubj") >= 0 || !x.isActor(h) {
		return
	}
	why := false
	for _, o := range t.Obliques(h) {
		why = why || o.Prep == "for" && occasions[x.lemmas[o.Tok]]
	}
	if !why {
		return
	}
	for _, o := range t.Obliques(h) {
		p := x.s.At[o.Tok]
		if o.Prep != "in" || p == nil || p.Entity == nil || p.Entity.Type != "State" && p.Entity.Type != "Place" {
			continue
		}
		for _, who := range x.actorsAt(h, true, &frame{}, 0) {
			if who.Entity != p.Entity && who.Entity.Type != "Place" {
				x.add(h, x.synthetic("visits", "in, for"), who, p, "", "")
			}
		}
	}
}

// captors reads who is asked to free somebody by where he is held: "demanded
// the release of two sailors held in Togo".
func (x *pass) captors() {
	t := x.s.Tree
	for r := range t.Tokens {
		v := t.Head(r)
		if !x.r.doubts.Freeing[x.lemmas[r]] || !t.UPOS(r, "NOUN") || v < 0 || !t.UPOS(v, "VERB") {
			continue
		}
		relation := asking[x.lemmas[v]]
		if relation == "" || !t.Is(r, "obj") && (!t.Is(r, "obl") || t.Prep(r) != "for") {
			continue
		}
		for _, who := range t.KidsAs(r, "nmod") {
			if t.Prep(who) != "of" {
				continue
			}
			for _, held := range t.KidsAs(who, "acl") {
				if !holding[x.lemmas[held]] || t.Tokens[held].XPOS == "VBG" {
					continue
				}
				for _, o := range t.Obliques(held) {
					if o.Prep != "in" && o.Prep != "by" {
						continue
					}
					for _, m := range x.actorsAt(o.Tok, false, &frame{}, 0) {
						for _, a := range t.Agents(v) {
							for _, by := range x.actorsAt(a, true, &frame{}, 0) {
								if by.Entity != m.Entity && m.Entity.Type != "Event" && m.Entity.Type != "Facility" {
									x.add(v, x.synthetic(relation, x.lemmas[v]+" "+x.lemmas[r]), by, m, "", "")
								}
							}
						}
					}
				}
			}
		}
	}
}

// asking verbs have what somebody wants done as their object.
var asking = map[string]string{"demand": "demands-of", "call": "appeals-to", "appeal": "appeals-to", "plead": "appeals-to", "urge": "appeals-to", "request": "appeals-to"}

// holding verbs keep somebody from going.
var holding = map[string]bool{"hold": true, "detain": true, "jail": true, "imprison": true, "arrest": true, "capture": true, "keep": true}
