package relate

// sways are nouns for whom a place is under, with what that makes of them.
var sways = map[string]string{"control": "occupies", "occupation": "occupies", "rule": "occupies", "siege": "blockades", "blockade": "blockades"}

// getting verbs say that their subject is or gets under somebody, keeping verbs
// that their object does.
var (
	getting = map[string]bool{"be": true, "remain": true, "stay": true, "come": true, "fall": true, "pass": true, "live": true}
	keeping = map[string]bool{"have": true, "keep": true, "hold": true, "bring": true, "place": true, "put": true}
)

// underControl reads "Goma is under the control of the rebels", "areas under
// Houthi control".
func (x *pass) underControl() {
	t := x.s.Tree
	for i := range t.Tokens {
		relation := sways[x.lemmas[i]]
		if relation == "" || !t.UPOS(i, "NOUN") || t.Prep(i) != "under" && !x.underOf(i) {
			continue
		}
		var held []int
		switch h := t.Head(i); {
		case t.Kid(i, "cop") >= 0:
			held = t.Subjects(i)
		case h < 0:
		case t.Is(i, "nmod") && t.UPOS(h, "NOUN", "PROPN"):
			held = []int{h}
		case t.UPOS(h, "VERB", "AUX") && getting[x.lemmas[h]]:
			held = t.Subjects(h)
		case t.UPOS(h, "VERB") && keeping[x.lemmas[h]]:
			held = t.Patients(h)
		}
		x.underRebels(i, relation, held)
		for _, f := range x.owner(i, &trigger{frame: &frame{}}) {
			for _, who := range x.actors(f, true, nil) {
				for _, k := range held {
					for _, o := range x.actorsAt(k, false, &frame{}, 0) {
						if isPlace(o.Entity) && o.Entity != who.Entity && o.Entity.ID != who.Entity.Within && who.Entity.Type != "Place" {
							x.add(i, x.synthetic(relation, "under "+x.lemmas[i]), who, o, "", "")
						}
					}
				}
			}
		}
	}
}

// underRebels reads "Goma is under rebel control": who holds it is only said by
// what he is.
func (x *pass) underRebels(i int, relation string, held []int) {
	t := x.s.Tree
	k := t.Kid(i, "compound", "amod")
	if k != i-1 || k < 0 || !unruly[x.lemmas[k]] || x.s.At[i] == nil {
		return
	}
	for _, h := range held {
		for _, o := range x.actorsAt(h, false, &frame{}, 0) {
			if !isPlace(o.Entity) {
				continue
			}
			who := *x.s.At[i]
			who.Entity, who.Why = x.reading.Crowd(x.lemmas[k]+"s", o.Entity), "those who control it"
			x.add(i, x.synthetic(relation, "under "+x.lemmas[i]), &who, o, "", "")
		}
	}
}

// unruly are those who rise against a state.
var unruly = map[string]bool{"rebel": true, "insurgent": true, "militant": true, "separatist": true, "jihadist": true}

// underOf tells whether a preposition right before noun i, or before its
// modifiers, is "under", wherever the tree hung it.
func (x *pass) underOf(i int) bool {
	t := x.s.Tree
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if t.Lemma(j) == "under" {
			return true
		}
		if !t.UPOS(j, "DET", "ADJ", "PROPN", "NOUN", "PART") {
			return false
		}
	}
	return false
}

// byMeansOf gives what a preposition hangs on where it was hung on the means:
// "conducted strikes using drones against the rebels".
func (x *pass) byMeansOf(i int, find func(at int, weak string) []filler) []filler {
	t := x.s.Tree
	for _, k := range t.KidsAs(i, "advcl", "acl", "xcomp") {
		if l := x.lemmas[k]; l != "use" && l != "employ" || t.Tokens[k].XPOS != "VBG" || t.Kid(k, "nsubj", "mark") >= 0 {
			continue
		}
		if out := find(k, onMeans); len(out) > 0 {
			return out
		}
		for _, o := range t.KidsAs(k, "obj") {
			for _, c := range t.Conjuncts(o) {
				if out := find(c, onMeans); len(out) > 0 {
					return out
				}
			}
		}
	}
	return nil
}

// onMeans is why a phrase is less sure that the tree hangs on the means.
const onMeans = "phrase hangs on what it was done with"
