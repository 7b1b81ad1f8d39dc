package relate

import (
	"strings"

	"entente/loaders/article/mention"
)

// unlikely says why a reading that the grammar allows is none, or "": what a
// verb of force has for subject or object decides whether it is force at all.
func (x *pass) unlikely(i int, tr *trigger, s, o *mention.Mention, slot string) string {
	t := x.s.Tree
	if tr.frame.pos == 'v' {
		switch relation := tr.relation.Name; {
		case tr.relation.PLOVER == "ASSAULT" && s.Kind == mention.Noun && s.Entity.Generic && harmless[s.Lemma] && t.Tokens[i].XPOS == "VBG":
			return "those who are carried or visited harm nobody"
		case tr.relation.PLOVER == "ASSAULT" && t.Tokens[i].XPOS == "VBG" && t.Is(i, "advcl") && !s.Entity.Generic && x.toldBy(i, s):
			return "who tells of it did not do it"
		case (relation == "attacks" || relation == "mobilises-against") && (warding[x.phrasal(i)] || tr.text == "shoot_down") && x.flown(i, o):
			return "who shoots down what flies in attacks nobody"
		case relation == "rejects" && x.goesAgainst(i):
			return "who overturns a sentence does not reject whom it is on"
		case relation == "attacks" && x.lemmas[i] == "target" && civil[s.Entity.Type]:
			return "what a bank aims at is not hit"
		case relation == "accuses" && x.lemmas[i] == "expose" && x.exposedTo(i):
			return "put in harm's way, not in the pillory"
		case relation == "expels" && o.Kind == mention.Noun && o.Lemma == "administration" && t.Kid(o.Head, "nmod") > o.Head:
			return "the giving of something, and no government"
		case relation == "develops" && s.Entity.Type == "Vessel":
			return "a ship builds nothing"
		case (relation == "supports" || relation == "joins") && passing[x.lemmas[i]] && (o.Kind == mention.Pronoun && o.Entity.Type != "Agreement" || o.Entity.Type == "Person"):
			return "what is passed is no actor"
		case relation == "supports" && (x.lemmas[i] == "uphold" || x.lemmas[i] == "confirm" || x.lemmas[i] == "affirm") && x.goesAgainst(i):
			return "who upholds a sentence does not back whom it is on"
		case (relation == "visits" || relation == "meets") && strings.Contains(s.Why, "owner of the act"):
			return "a deed travels nowhere"
		}
	}
	if (tr.relation.Name == "kills" || tr.relation.Name == "injures") && o.Kind == mention.Noun && (o.Class == "holding" || o.Class == "thing") {
		return "what does not live is not killed"
	}
	if (tr.relation.Name == "aids" || tr.relation.Name == "arms") && slot == "with" && o.Entity.Generic && (o.Class == "thing" || o.Class == "holding" || o.Class == "act") {
		return "what is given, not who gets it"
	}
	if tr.relation.Name == "protests-against" && tr.frame.pos == 'n' && t.Is(i, "compound") && t.Head(i) > i {
		return "says of what kind something is"
	}
	if tr.relation.PLOVER == "ASSAULT" && tr.frame.pos == 'v' && s.Kind == mention.Name && s.Entity.Type == "Place" && t.Is(i, "acl:relcl") {
		return "what happened there did it, not the place"
	}
	if tr.relation.PLOVER == "ASSAULT" && s.Entity.Generic && hazards[s.Lemma] && tr.relation.Name == "attacks" {
		return "no will is in it"
	}
	if tr.relation.Name == "attacks" && (x.lemmas[i] == "burn" || x.lemmas[i] == "torch") && o.Entity.Generic && o.Class == "" {
		return "what is burnt is nobody's house"
	}
	switch relation := tr.relation.Name; {
	case (relation == "leads" || relation == "holds-office") && tr.frame.pos == 'n' && o.Entity.Type == "State" && (i > 0 && x.lemmas[i-1] == "opposition" || relation == "leads" && x.lemmas[i] == "secretary"):
		return "leads no state"
	case relation == "arrests" && o.Kind == mention.Pronoun && x.lemmas[o.Head] == "it":
		return "what is captured so is a place"
	case relation == "aids" && (o.Class == "holding" || o.Class == "thing") && o.Entity.Generic && x.lemmas[i] == "repatriate":
		return "a thing that is given back"
	case tr.relation.PLOVER == "REQUEST" && o.Kind == mention.Noun && o.Entity.Generic && o.Entity.Type == "Event":
		return "what is asked for, nobody who is asked"
	case (relation == "kills" || relation == "injures") && o.Kind == mention.Name && lifelong[o.Entity.Type]:
		return "nobody who could die"
	}
	if (tr.relation.Name == "signs" || tr.relation.Name == "signs-agreement-with") && s.Entity.Type == "Place" {
		return "a town signs nothing"
	}
	if tr.relation.Name == "expels" && tr.frame.pos == 'v' && strings.Contains(o.Why, "owner of") {
		return "what he has is taken, he is not sent away"
	}
	if (tr.relation.Name == "yields-to" || tr.relation.Name == "attacks") &&
		(!armed[s.Entity.Type] && x.ofOperations(i) || civil[s.Entity.Type] && (strings.Contains(tr.text, "@war") || strings.HasSuffix(tr.text, "operation"))) {
		return "the operations of a firm are no war"
	}
	if tr.relation.Name == "trades-with" && tr.frame.pos == 'n' && t.Is(i, "compound") && t.Head(i) > i && x.lemmas[i] == "business" {
		return "says of what kind something is"
	}
	if (tr.relation.Name == "visits" || tr.relation.Name == "meets" || tr.relation.Name == "deploys-to" && x.lemmas[i] == "land") && s.Entity.Generic && vehicles[s.Lemma] {
		return "a vehicle visits nobody"
	}
	if tr.relation.Name == "affiliated-with" && tr.frame.pos == 'n' && o.Kind == mention.Adjective && o.Entity.Type == "State" {
		return "where somebody is from is not for whom he works"
	}
	if (tr.relation.PLOVER == "MOBILIZE" || tr.relation.Name == "located-in") && (s.Entity.Type == "Agreement" || s.Entity.Type == "Programme") {
		return "a treaty is nowhere"
	}
	if tr.relation.PLOVER == "REQUEST" && tr.frame.pos == 'v' && (slot == "patient" || slot == "inner") && x.underAct(i, o) {
		return "what is to be banned or changed is not asked"
	}
	if tr.relation.Name == "yields-to" && o.Entity.Generic && o.Lemma == "access" {
		return "what is given, not who gets it"
	}
	if tr.relation.Name == "yields-to" && slot == "to" && strings.Contains(tr.text, "access") && (t.Kid(i, "iobj") >= 0 || len(t.KidsAs(i, "obj")) > 1) {
		return "what access is to, not who gets it"
	}
	if tr.relation.Name == "expels" && (s.Entity.Generic && s.Lemma == "power" || o.Entity.Generic && o.Lemma == "power") {
		return "to be removed from power is to be removed by somebody"
	}
	if tr.relation.Name == "attacks" && (slot == "in" || slot == "at" || slot == "near" || slot == "inside") && x.from(i, o.Head) {
		return "where it was fired from"
	}
	return ""
}

// harmless are those who are in what has an accident.
var harmless = map[string]bool{
	"migrant": true, "refugee": true, "passenger": true, "pilgrim": true, "tourist": true, "worshipper": true, "commuter": true, "student": true, "schoolchild": true,
	"child": true, "pupil": true, "resident": true, "villager": true, "evacuee": true, "asylum-seeker": true, "traveller": true, "holidaymaker": true, "mourner": true,
}

// passing verbs are done to laws and plans.
var passing = map[string]bool{"approve": true, "adopt": true, "pass": true, "ratify": true}

// warding verbs stop what flies in.
var warding = map[string]bool{"shoot_down": true, "intercept": true, "down": true, "repel": true, "take_down": true, "bring_down": true}

// flying things are fired or flown at somebody.
var flying = map[string]bool{"missile": true, "drone": true, "rocket": true, "uav": true, "projectile": true, "shell": true, "quadcopter": true, "balloon": true, "munition": true, "kamikaze": true, "shahed": true}

// flown tells whether what verb i is done to flies in by itself. One drone that
// is somebody's is another case: who shoots it down uses force against him.
func (x *pass) flown(i int, o *mention.Mention) bool {
	t := x.s.Tree
	toks := t.Patients(i)
	for _, k := range t.KidsAs(i, "obl", "nmod") {
		if t.Prep(k) == "" {
			toks = append(toks, k)
		}
	}
	for _, k := range toks {
		if (x.lemmas[k] == "drone" || x.lemmas[k] == "balloon") && t.Tokens[k].XPOS == "NN" && strings.Contains(o.Why, "owner of the act") {
			return false
		}
		if flying[x.lemmas[k]] {
			return true
		}
		for _, o := range x.s.Tree.Obliques(k) {
			if o.Prep == "of" && flying[x.lemmas[o.Tok]] {
				return true // "a wave of drones"
			}
		}
	}
	return false
}

// toldBy tells whether participle i hangs on a clause in which s only says or
// is said to think what happened: "Peru accuses Chile of a raid, killing two".
func (x *pass) toldBy(i int, s *mention.Mention) bool {
	t := x.s.Tree
	h := t.Head(i)
	for h >= 0 && t.Is(h, "advcl", "xcomp") && (t.Tokens[h].XPOS == "VBG" || !t.UPOS(h, "VERB")) {
		h = t.Head(h) // "accuses Chile of being behind a raid, killing two"
	}
	if h < 0 || !t.UPOS(h, "VERB") || t.Passive(h) || t.Kid(i, "nsubj", "mark", "case") >= 0 || i == 0 || t.Tokens[i-1].Text != "," {
		return false
	}
	if !x.r.gov.speech[x.lemmas[h]] && !blaming[x.lemmas[h]] && !judges[x.lemmas[h]] {
		return false
	}
	for _, a := range t.Subjects(h) {
		if m := x.s.At[a]; m != nil && m.Entity == s.Entity {
			return true
		}
	}
	return false
}

// judges are verbs by which somebody speaks of what another did.
var judges = map[string]bool{"condemn": true, "denounce": true, "criticise": true, "criticize": true, "decry": true, "deplore": true, "investigate": true, "protest": true, "mourn": true}

// from tells whether what stands at token o is, or is in, what "from" names
// behind the word at token i: "launched from a base in Crimea".
func (x *pass) from(i, o int) bool {
	t := x.s.Tree
	for k := o; k >= 0 && k != i; k = t.Head(k) {
		if t.Prep(k) == "from" && k > i {
			return true
		}
		if t.UPOS(k, "VERB") {
			return false
		}
	}
	return false
}

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

// goesAgainst tells whether what verb i is done to goes against somebody.
func (x *pass) goesAgainst(i int) bool {
	for _, k := range x.s.Tree.Patients(i) {
		switch x.lemmas[k] {
		case "sentence", "conviction", "ban", "verdict", "detention", "extradition", "removal", "impeachment", "suspension", "disqualification", "fine", "arrest", "expulsion", "penalty", "dismissal", "sanction":
			return true
		}
	}
	return false
}

// civil types use no force.
var civil = map[string]bool{"Company": true, "University": true, "NGO": true, "Media": true, "IntergovernmentalOrganization": true, "Programme": true, "Agreement": true}

// exposedTo tells whether verb i says what somebody is exposed to.
func (x *pass) exposedTo(i int) bool {
	for _, o := range x.s.Tree.Obliques(i) {
		if o.Prep == "to" {
			return true
		}
	}
	return false
}

// underAct tells whether o is what an act is on that verb i asks for: the
// games in "orders a ban on games".
func (x *pass) underAct(i int, o *mention.Mention) bool {
	t := x.s.Tree
	for _, ob := range t.Obliques(i) {
		if (ob.Prep == "on" || ob.Prep == "against") && ob.Tok == o.Head && len(t.Patients(i)) > 0 {
			return true // hung on the verb
		}
	}
	for _, k := range t.Patients(i) {
		if k == o.Head || !t.Below(o.Head, k) {
			continue
		}
		for _, ob := range t.Obliques(k) {
			if (ob.Prep == "on" || ob.Prep == "against" || ob.Prep == "over" || ob.Prep == "into") && (ob.Tok == o.Head || t.Below(o.Head, ob.Tok)) {
				return true
			}
		}
	}
	return false
}

// absolute tells whether the noun at token k stands with a participle of its
// own behind a comma: "…, with its leader ordering them out".
func (x *pass) absolute(k int) bool {
	t := x.s.Tree
	c := t.Kid(k, "case")
	if c < 1 || t.Tokens[c-1].Text != "," {
		return false
	}
	end := k
	if m := x.s.At[k]; m != nil {
		end = max(end, m.Last)
	}
	return end+1 < len(t.Tokens) && t.Tokens[end+1].XPOS == "VBG" || end+2 < len(t.Tokens) && t.UPOS(end+1, "ADV") && t.Tokens[end+2].XPOS == "VBG"
}

// hazards destroy without anybody's will; vehicles go where somebody drives.
var (
	hazards  = map[string]bool{"fire": true, "wildfire": true, "flood": true, "storm": true, "hurricane": true, "typhoon": true, "cyclone": true, "earthquake": true, "landslide": true, "avalanche": true, "lightning": true, "tornado": true, "tsunami": true}
	vehicles = map[string]bool{"jet": true, "aircraft": true, "plane": true, "helicopter": true, "bus": true, "truck": true, "car": true, "train": true, "drone": true, "tank": true}
)

// seconded tells whether the office at token i is below the one that leads:
// "deputy commander", "a senior commander".
func (x *pass) seconded(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch x.lemmas[j] {
		case "deputy", "vice", "assistant", "senior", "junior":
			return x.s.Tree.UPOS(j, "ADJ", "NOUN", "PROPN")
		}
		if x.s.Tree.UPOS(j, "PUNCT", "VERB", "ADP") {
			return false
		}
	}
	return false
}

// ofOperations tells whether verb i is done to operations without a word of war.
func (x *pass) ofOperations(i int) bool {
	t := x.s.Tree
	toks := append([]int{i}, t.Patients(i)...)
	if h := t.Head(i); h >= 0 && t.UPOS(h, "VERB") {
		toks = append(toks, h)
	}
	for _, k := range toks {
		if x.lemmas[k] == "operation" && t.Kid(k, "amod", "compound") < 0 {
			return true
		}
	}
	return false
}

// armed types use force, or order others to.
var armed = map[string]bool{"State": true, "Territory": true, "Government": true, "ArmedForce": true, "ArmedGroup": true, "Unit": true, "Person": true}

// lifelong types cannot be killed.
var lifelong = map[string]bool{"Media": true, "Company": true, "University": true, "Place": true, "Agreement": true}
