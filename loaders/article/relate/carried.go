package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// transports are what carries people, who are hit when it is.
var transports = map[string]bool{
	"convoy": true, "bus": true, "minibus": true, "boat": true, "ship": true, "ferry": true, "vessel": true, "vehicle": true, "truck": true, "lorry": true, "car": true, "van": true,
	"train": true, "plane": true, "aircraft": true, "helicopter": true, "ambulance": true, "motorcade": true, "jeep": true, "coach": true, "taxi": true, "carrier": true,
}

// carriage are verbs of what such a thing does with them.
var carriage = map[string]bool{"carry": true, "transport": true, "ferry": true, "take": true, "bring": true, "drive": true, "escort": true}

// carried reads of an attack on what carries somebody that it is one on those
// carried: "ambushed a bus carrying soldiers", "hit a convoy of Chadian troops".
func (x *pass) carried() {
	t := x.s.Tree
	for _, c := range slices.Clone(x.out) {
		if c.dropped() || c.Relation != "attacks" || c.Object.Kind != mention.Noun || !transports[x.lemmas[c.Object.Head]] {
			continue
		}
		var whom []int
		for _, v := range t.KidsAs(c.Object.Head, "acl", "acl:relcl") {
			if t.UPOS(v, "VERB") && carriage[x.lemmas[v]] && !t.Passive(v) && !t.Negated(v) {
				whom = append(whom, t.Patients(v)...)
			}
		}
		for _, k := range whom {
			for _, m := range x.actorsAt(k, false, &frame{}, 0) {
				if typ := x.reading.NounType(x.s, m); m.Entity == c.Subject.Entity || m.Kind == mention.Noun && typ != "Person" && typ != "Group" && typ != "ArmedForce" && typ != "ArmedGroup" && typ != "Unit" || m.Kind == mention.Pronoun {
					continue
				}
				x.add(c.Trigger, x.synthetic("attacks", "carried by what it hit"), c.Subject, m, "", c.Slot)
			}
		}
	}
}
