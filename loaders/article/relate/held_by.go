package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// hadBy are participles of whose something is: "assets held by Chad".
var hadBy = map[string]bool{"hold": true, "own": true, "control": true, "operate": true, "run": true, "belong": true}

// heldBy reads to whom it is done when what he has is seized or frozen.
func (x *pass) heldBy() {
	t := x.s.Tree
	for _, c := range slices.Clone(x.out) {
		if c.dropped() || c.Relation != "seizes" && c.Relation != "sanctions" && c.Relation != "restricts" || c.Object.Kind != mention.Noun || !c.Object.Entity.Generic {
			continue
		}
		for _, k := range t.KidsAs(c.Object.Head, "acl") {
			if !hadBy[x.lemmas[k]] || t.Tokens[k].XPOS != "VBN" && t.Tokens[k].XPOS != "VBG" {
				continue
			}
			var owners []*mention.Mention
			for _, o := range t.Obliques(k) {
				if o.Prep != "by" && o.Prep != "to" {
					continue
				}
				for _, a := range t.Conjuncts(o.Tok) {
					owners = append(owners, x.actorsAt(a, true, &frame{}, 0)...)
				}
			}
			for _, o := range owners {
				name := c.Relation
				if name == "seizes" && (o.Entity.Type == "Person" || o.Entity.Type == "State" || o.Entity.Type == "Group") {
					name = "sanctions" // nobody is seized whose assets are
				}
				rel, ok := x.r.lexicon.vocabulary.Relation(name)
				if !ok || o.Entity.Type == "Place" || o.Entity == c.Subject.Entity {
					continue
				}
				x.add(c.Trigger, &trigger{relation: &rel, frame: &frame{pos: 'v', text: "phrase"}, text: x.lemmas[c.Trigger] + ", " + x.lemmas[k] + " by"}, c.Subject, o, "", c.Slot)
				if !x.out[len(x.out)-1].dropped() {
					c.Dropped = "whose it is is said"
				}
			}
		}
	}
}
