package relate

import "entente/loaders/article/mention"

// sights are what of somebody is visited when he is not.
var sights = map[string]bool{"tomb": true, "grave": true, "gravesite": true, "shrine": true, "birthplace": true, "mausoleum": true, "memorial": true, "statue": true, "museum": true, "monument": true, "childhood-home": true}

// visitedIn reads where somebody is who visits something that is no actor:
// "visited the tomb of a king in Lomé", "toured a factory in Togo".
func (x *pass) visitedIn() {
	t := x.s.Tree
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || x.lemmas[v] != "visit" && x.lemmas[v] != "tour" || t.Passive(v) || t.Negated(v) {
			continue
		}
		o := t.Kid(v, "obj")
		if o < v {
			continue
		}
		m := x.s.At[o]
		if m == nil || m.Kind != mention.Noun || m.Class == "stands" || m.Entity != nil && m.Class == "own" && m.Entity.Type != "Facility" {
			continue
		}
		if sights[x.lemmas[o]] {
			for _, c := range x.out {
				if c.Trigger == v && c.Relation == "visits" && !c.dropped() && c.Object.Entity.Type == "Person" {
					c.Dropped = "what reminds of somebody is visited, not he"
				}
			}
		}
		var place *mention.Mention
		at := append(t.Obliques(o), t.Obliques(v)...)
		for _, k := range t.KidsAs(o, "nmod") {
			at = append(at, t.Obliques(k)...)
		}
		for _, q := range at {
			if p := x.s.At[q.Tok]; place == nil && q.Tok > o && (q.Prep == "in" || q.Prep == "near") && p != nil && p.Entity != nil && p.Kind == mention.Name && isPlace(p.Entity) {
				place = p
			}
		}
		if place == nil {
			continue
		}
		for _, a := range t.Agents(v) {
			for _, who := range x.actorsAt(a, true, &frame{}, 0) {
				if who.Entity.Generic || who.Entity == place.Entity || who.Entity.ID == place.Entity.State {
					continue
				}
				twice := false
				for _, c := range x.out {
					twice = twice || !c.dropped() && c.Relation == "visits" && c.Subject.Entity == who.Entity && c.Object.Entity == place.Entity
				}
				if !twice {
					x.add(v, x.synthetic("visits", "what is there"), who, place, "", "")
				}
			}
		}
	}
}
