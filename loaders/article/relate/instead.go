package relate

import "entente/loaders/article/mention"

// instead is the relation that is meant where a trigger's words say another
// by what they are to: a ban on what people do is no sanction.
func (x *pass) instead(i int, tr *trigger, taken []int, o *mention.Mention) *trigger {
	if (tr.relation.Name == "rejects" || tr.relation.Name == "restricts") && x.lemmas[i] == "block" && o.Kind == mention.Noun && (o.Entity.Type == "Facility" || o.Entity.Type == "Place") {
		if other := x.synthetic("blockades", tr.text); other != nil {
			return other // "protesters block the road"
		}
	}
	for _, k := range taken {
		switch l := x.lemmas[k]; {
		case tr.relation.Name == "aids" && (l == "pardon" || l == "clemency" || l == "amnesty" || l == "bail"):
			if other := x.synthetic("releases", tr.text); other != nil {
				return other
			}
		case tr.relation.Name == "supports" && (l == "cooperation" || l == "partnership"):
			if other := x.synthetic("cooperates-with", tr.text); other != nil {
				return other
			}
		}
	}
	if tr.relation.Name != "sanctions" || o.Entity.Type != "Group" && o.Entity.Type != "Person" {
		return tr
	}
	for _, k := range taken {
		if t := x.s.Tree; x.lemmas[k] == "penalty" && k > 0 && x.lemmas[k-1] == "death" && t.Head(k-1) == k {
			if other := x.synthetic("accuses", tr.text); other != nil {
				return other
			}
		}
		if !o.Entity.Generic {
			continue
		}
		switch x.lemmas[k] {
		case "ban", "restriction", "curb", "measure":
			if other := x.synthetic("restricts", tr.text); other != nil {
				return other
			}
		}
	}
	return tr
}
