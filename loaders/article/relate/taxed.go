package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// taxed are those whose goods a duty or a ban is on: India in "duties on
// Indian textiles and gems".
func (x *pass) taxed(tr *trigger, objects []*mention.Mention) []*mention.Mention {
	if tr.relation.Name != "imposes-tariffs-on" && tr.relation.Name != "eases-sanctions-on" {
		return objects
	}
	var out []*mention.Mention
	for _, m := range objects {
		goods := m.Kind == mention.Noun && m.Entity.Generic && m.Entity.Type == "Goods"
		switch {
		case goods && len(m.Owners) == 1 && tradesGoods(m.Owners[0]):
			c := *m
			c.Entity, c.Why = m.Owners[0].Entity, m.Owners[0].Why+"; owner of \""+m.Text+"\""
			m = &c
		case goods && len(out) > 0:
			continue
		}
		if !slices.ContainsFunc(out, func(o *mention.Mention) bool { return o.Entity == m.Entity }) {
			out = append(out, m)
		}
	}
	return out
}

// tradesGoods tells whether goods can be called after somebody for where they
// come from.
func tradesGoods(o *mention.Mention) bool {
	e := o.Entity
	return e.Land() || e.Type == "IntergovernmentalOrganization" || e.Type == "Place" && o.Kind == mention.Adjective
}

// madeIn puts for goods the land that they are said to be from: restrictions
// on products from Chad are on Chad.
func (x *pass) madeIn(objects []*mention.Mention) []*mention.Mention {
	out := slices.Clone(objects)
	for k, m := range out {
		if m.Kind != mention.Noun || !m.Entity.Generic || m.Entity.Type != "Goods" {
			continue
		}
		for _, o := range x.s.Tree.Obliques(m.Head) {
			if from := x.s.At[o.Tok]; o.Prep == "from" && from != nil && from.Entity != nil && from.Entity.Land() {
				out[k] = from
			}
		}
	}
	return out
}
