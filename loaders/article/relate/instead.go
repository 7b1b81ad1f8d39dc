package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// instead is the relation that is meant where a trigger's words say another
// by what they are to: a ban on what people do is no sanction.
func (x *pass) instead(i int, tr *trigger, taken []int, o *mention.Mention) *trigger {
	if (tr.relation.Name == "rejects" || tr.relation.Name == "restricts") && (x.lemmas[i] == "block" && o.Kind == mention.Noun && (o.Entity.Type == "Facility" || o.Entity.Type == "Place") || x.closesWay(i)) {
		if other := x.synthetic("blockades", tr.text); other != nil {
			return other // "protesters block the road"
		}
	}
	if tr.relation.Name == "attacks" && tr.frame.pos == 'v' && (x.inWords(i) || x.politely(i, o)) {
		if other := x.synthetic("criticises", tr.text); other != nil {
			return other
		}
	}
	other := ""
	switch {
	case tr.relation.Name == "attacks" && x.lemmas[i] == "target" && tr.frame.pos == 'v' && x.measure(i) != "":
		other = x.measure(i) // "a Chadian blacklist targeting Togolese firms"
	case tr.relation.Name == "restricts" && tr.frame.pos == 'v' && (o.Entity.Type == "Person" || o.Entity.Type == "Group") && x.keptOut(i) && (len(o.Owners) == 0 || o.Owners[0].Kind != mention.Pronoun):
		other = "sanctions" // "bars a Togolese minister from entering"
	case tr.relation.Name == "rejects" && (x.lemmas[i] == "violate" || x.lemmas[i] == "breach") && strings.HasSuffix(o.Text, "airspace"):
		other = "mobilises-against" // "jets violate Togolese airspace"
	case (tr.relation.Name == "consults" || tr.relation.Name == "speaks-to") && x.lemmas[i] == "tell" && x.orderedTo(i):
		other = "demands-of" // "Step aside, veterans tell president"
	case (tr.relation.Name == "consults" || tr.relation.Name == "speaks-to") && x.lemmas[i] == "tell" && tr.frame.pos == 'v' && x.duty(i, o) != "":
		other = x.duty(i, o) // "told Lomé that it should leave"
	case tr.relation.Name == "pledges-to" && (x.lemmas[i] == "offer" || x.lemmas[i] == "bid") && tr.frame.pos == 'v' && o.Entity.Type == "Company" && x.s.Tree.Prep(o.Head) == "for" && x.s.Tree.Kid(i, "xcomp") < 0:
		other = "invests-in" // "has offered $1bn for the bank"
	case tr.relation.Name == "consults" && x.lemmas[i] == "tell" && o.Kind == mention.Noun && pressmen[x.lemmas[o.Head]]:
		other = "speaks-to" // "told a radio reporter": everybody is to hear it
	case tr.relation.Name == "appeals-to" && x.lemmas[i] == "propose" && tr.frame.pos == 'v' && o.Entity.Type == "Person" && o.Kind == mention.Name:
		other = "supports" // "proposes Obi as its candidate"
	case tr.relation.Name == "rejects" && x.lemmas[i] == "throw" && o.Kind == mention.Noun && (o.Entity.Type == "Group" || o.Entity.Type == "Person" || o.Class == "stands" && (x.reading.NounType(x.s, o) == "Person" || x.reading.NounType(x.s, o) == "Group")) && !strings.Contains(o.Why, "owner of"):
		other = "expels" // "throws out Chadian nationals"
	case tr.relation.Name == "expels" && (x.lemmas[i] == "dismiss" || x.lemmas[i] == "throw") && strings.Contains(o.Why, "owner of the act"):
		other = "rejects" // "dismisses Chad's report as rubbish"
	case tr.relation.Name == "attacks" && tr.frame.pos == 'v' && open[o.Lemma] && (strings.HasSuffix(tr.text, "@fire") || tr.text == "fire" || tr.text == "shoot"):
		other = "mobilises-against" // "fires a missile into the sea"
	case tr.relation.Name == "expels" && x.lemmas[i] == "remove" && x.s.Tree.Kid(i, "obl") >= 0 && x.unlisted(i):
		other = "eases-sanctions-on" // "removes Togo as a state sponsor of terrorism"
	case (tr.relation.Name == "meets" || tr.relation.Name == "hosts") && x.lemmas[i] == "receive" && o.Kind == mention.Noun && sheltered[o.Lemma]:
		other = "aids" // "will receive 200 refugees"
	case tr.relation.Name == "restricts" && tr.text == "impose_ban" && len(taken) == 1 && x.penal(taken[0]):
		other = "sanctions" // "imposes travel bans on officials"
	case tr.relation.Name == "releases" && x.lemmas[i] == "clear" && strings.Contains(o.Why, "owner of the act"):
		other = "supports" // "clears Nord's takeover of Sund"
	case tr.relation.Name == "releases" && x.lemmas[i] == "liberation" && (isPlace(o.Entity) || o.Class == "holding"):
		other = "occupies" // "the liberation of Kidal"
	case tr.relation.Name == "criticises" && x.lemmas[i] == "come" && strings.HasSuffix(tr.text, "_fire") && shotAt[x.reading.NounType(x.s, o)] && o.Kind == mention.Noun:
		other = "attacks" // "the convoy came under fire from"
	case tr.relation.Name == "expels" && x.lemmas[i] == "suspend" && x.keptFrom(i):
		other = "restricts" // "suspends the channel from airing"
	case tr.relation.Name == "supports" && tr.frame.pos == 'v' && (x.lemmas[i] == "approve" || x.lemmas[i] == "accept" || x.lemmas[i] == "grant") && x.patientIs(i, requests) && strings.Contains(o.Why, "owner of the act"):
		other = "yields-to" // "approves Togo's request to resume flights"
	case tr.relation.Name == "aids" && tr.frame.pos == 'v' && x.sentToLook(i):
		other = "investigates" // "sends a team to Chad to investigate"
	case tr.relation.Name == "pledges-to" && tr.frame.pos == 'v' && x.vowsAnswer(i):
		other = "threatens" // "vows to respond to the Chadian attack"
	case tr.relation.Name == "sanctions" && x.lemmas[i] == "punish" && x.vowed(i):
		other = "threatens" // "vows to punish the rebels"
	case tr.relation.Name == "restricts" && tr.frame.pos == 'v' && strings.Contains(o.Why, "owner of the act") && x.decreed(o):
		other = "rejects" // "a judge blocks the governor's ban"
	case tr.relation.Name == "criticises" && x.lemmas[i] == "trash" && o.Kind == mention.Noun && buildings[o.Lemma]:
		other = "attacks" // "crowds trashed the embassy"
	case tr.relation.Name == "arrests" && x.s.Tree.Lemma(i) == "sentence" && x.mildly(i):
		other = "sanctions" // "sentenced her to a fine"
	case tr.relation.Name == "arrests" && o.Kind == mention.Noun && equipment[o.Lemma]:
		other = "seizes" // "captured Russian tanks"
	case tr.relation.Name == "visits" && tr.frame.pos == 'v' && strings.HasSuffix(o.Text, "airspace"):
		other = "mobilises-against" // "jets enter Togolese airspace"
	}
	if other := x.synthetic(other, tr.text); other != nil {
		return other
	}
	for _, k := range taken {
		switch l := x.lemmas[k]; {
		case tr.relation.Name == "pledges-to" && (l == "offer" || l == "bid") && o.Entity.Type == "Company" && x.s.Tree.Prep(o.Head) == "for":
			if other := x.synthetic("invests-in", tr.text); other != nil {
				return other // "made an offer for the bank"
			}
		case tr.relation.Name == "aids" && (l == "pardon" || l == "clemency" || l == "amnesty" || l == "bail" || l == "release" || l == "parole"):
			if other := x.synthetic("releases", tr.text); other != nil {
				return other
			}
		case tr.relation.Name == "aids" && l == "supply":
			if other := x.synthetic(x.supplied(k), tr.text); other != nil {
				return other // "raised supplies of gas to Spain"
			}
		case (tr.relation.Name == "supports" || tr.relation.Name == "recognises") && (l == "cooperation" || l == "partnership"):
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
			if c := x.s.Tree.Kid(k, "compound"); c >= 0 && (x.lemmas[c] == "travel" || x.lemmas[c] == "visa") {
				continue // those are penalties of one state on people of another
			}
			if other := x.synthetic("restricts", tr.text); other != nil {
				return other
			}
		}
	}
	return tr
}

// pressmen pass on to all what they are told.
var pressmen = map[string]bool{"reporter": true, "journalist": true, "interviewer": true, "correspondent": true, "broadcaster": true, "newsreader": true, "newsman": true, "presenter": true}

// decreed tells whether what is named with its owner is something decided.
func (x *pass) decreed(o *mention.Mention) bool {
	t := x.s.Tree
	for j := o.First; j < len(t.Tokens) && j <= o.Last+4; j++ {
		if j > o.Last && t.UPOS(j, "ADP", "VERB", "PUNCT") {
			return false
		}
		if x.r.doubts.Decrees[x.lemmas[j]] && t.UPOS(j, "NOUN") {
			return true
		}
	}
	return false
}

// vowed tells whether what verb i tells is something that somebody vows to do.
func (x *pass) vowed(i int) bool {
	t := x.s.Tree
	h := t.Head(i)
	if h < 0 || !t.Is(i, "xcomp", "ccomp", "advcl") {
		return false
	}
	switch x.lemmas[h] {
	case "vow", "pledge", "promise", "swear", "threaten":
		return true
	}
	return false
}

// vowsAnswer tells whether the verb at token i promises nothing but an answer.
func (x *pass) vowsAnswer(i int) bool {
	t := x.s.Tree
	switch x.lemmas[i] {
	case "vow", "pledge", "promise", "swear":
	default:
		return false
	}
	k := t.Kid(i, "xcomp")
	if k < 0 {
		return false
	}
	switch x.lemmas[k] {
	case "respond", "retaliate", "hit_back", "strike_back":
		return slices.ContainsFunc(t.Obliques(k), func(o tree.Oblique) bool {
			return o.Prep != "to" || x.s.At[o.Tok] != nil && len(x.r.lexicon.nouns[x.lemmas[o.Tok]]) > 0 && x.of(o.Tok, "ASSAULT", "THREATEN", "SANCTION")
		})
	case "avenge":
		return true
	}
	return false
}

// of tells whether a noun triggers a relation of one of the classes.
func (x *pass) of(k int, classes ...string) bool {
	return slices.ContainsFunc(x.r.lexicon.nouns[x.lemmas[k]], func(tr *trigger) bool { return slices.Contains(classes, tr.relation.PLOVER) && x.nounIs(k, tr.head) })
}

// shotAt are types of what comes under fire that is no criticism.
var shotAt = map[string]bool{"ArmedForce": true, "ArmedGroup": true, "Unit": true, "Vessel": true, "Facility": true, "Place": true}

// keptFrom tells whether the verb at token i keeps somebody from doing something.
func (x *pass) keptFrom(i int) bool {
	t := x.s.Tree
	for _, k := range t.KidsAs(i, "advcl", "acl") {
		if m := t.Kid(k, "mark", "case"); m >= 0 && t.Lemma(m) == "from" && t.Tokens[k].XPOS == "VBG" {
			return true
		}
	}
	return false
}

// supplied is the relation of who supplies what the noun at token k says that
// supplies are of, "" if it does not say.
func (x *pass) supplied(k int) string {
	for _, o := range x.s.Tree.Obliques(k) {
		if o.Prep != "of" {
			continue
		}
		for _, tr := range x.r.lexicon.verbs["supply"] {
			if len(tr.rest) == 1 && tr.rest[0].lemmas[x.lemmas[o.Tok]] {
				return tr.relation.Name
			}
		}
	}
	return ""
}

// measures are the relation of what a noun names to whom it is aimed at.
var measures = map[string]string{
	"sanction": "sanctions", "blacklist": "sanctions", "embargo": "sanctions", "boycott": "sanctions", "export-control": "sanctions", "control": "sanctions", "freeze": "sanctions",
	"tariff": "imposes-tariffs-on", "duty": "imposes-tariffs-on", "levy": "imposes-tariffs-on",
	"law": "restricts", "bill": "restricts", "rule": "restricts", "ban": "restricts", "restriction": "restricts", "curb": "restricts", "crackdown": "restricts", "measure": "restricts", "regulation": "restricts", "legislation": "restricts", "order": "restricts",
	"investigation": "investigates", "probe": "investigates", "inquiry": "investigates",
}

// measure is the relation of the measure that verb i says is aimed at
// somebody, "" where it is none.
func (x *pass) measure(i int) string {
	t := x.s.Tree
	subjects := t.Subjects(i)
	if h := t.Head(i); h >= 0 && t.Is(i, "acl") {
		subjects = append(subjects, h)
	}
	for _, k := range subjects {
		if other := measures[x.lemmas[k]]; other != "" {
			return other
		}
	}
	return ""
}

// keptOut tells whether the verb at token i keeps somebody from entering a land.
func (x *pass) keptOut(i int) bool {
	t := x.s.Tree
	for _, k := range t.KidsAs(i, "advcl", "acl") {
		m := t.Kid(k, "mark", "case")
		if m < 0 || t.Lemma(m) != "from" || t.Tokens[k].XPOS != "VBG" {
			continue
		}
		switch x.lemmas[k] {
		case "enter", "visit", "return":
			return true
		}
	}
	return false
}

// equipment is what a force fights with, and which stands for it; but it is
// no prisoner.
var equipment = map[string]bool{"tank": true, "helicopter": true, "jet": true, "warplane": true, "drone": true, "warship": true, "submarine": true, "aircraft": true, "plane": true, "gunboat": true, "artillery": true, "vehicle": true, "frigate": true, "destroyer": true, "fighter-jet": true, "bomber": true}

// open waters and skies are nobody's to be hit there.
var open = map[string]bool{"sea": true, "ocean": true, "water": true, "waters": true, "sky": true, "airspace": true, "desert": true}

// inWords tells whether the attack that verb i tells of is one in words:
// "attacked Chad in a speech", "attacked the paper for printing it".
func (x *pass) inWords(i int) bool {
	t := x.s.Tree
	if x.lemmas[i] != "attack" || t.Passive(i) {
		return false
	}
	for _, o := range t.Obliques(i) {
		if (o.Prep == "in" || o.Prep == "during" || o.Prep == "on" || o.Prep == "at") && spoken[x.lemmas[o.Tok]] {
			return true
		}
	}
	for _, k := range t.KidsAs(i, "advcl") {
		if m := t.Kid(k, "mark", "case"); m >= 0 && t.Lemma(m) == "for" && t.Tokens[k].XPOS == "VBG" {
			return true
		}
	}
	return slices.ContainsFunc(t.Patients(i), func(k int) bool { return politics[x.lemmas[k]] })
}

// politics are what is attacked with words alone.
var politics = map[string]bool{"plan": true, "policy": true, "proposal": true, "record": true, "idea": true, "decision": true, "stance": true, "approach": true, "handling": true, "bill": true, "law": true, "report": true, "budget": true, "strategy": true, "scheme": true, "claim": true, "comment": true, "remark": true, "performance": true, "pledge": true, "manifesto": true, "view": true, "ruling": true, "verdict": true, "reform": true, "legislation": true, "agenda": true, "deal": true, "credibility": true, "integrity": true, "motive": true, "failure": true, "lack": true, "cut": true, "tax": true, "appointment": true, "statement": true, "suggestion": true, "attitude": true, "competence": true}

// politely tells whether the attack of verb i is one of a politician by name
// on another or on a party: those who do it with arms are no names in news.
func (x *pass) politely(i int, o *mention.Mention) bool {
	t := x.s.Tree
	if x.lemmas[i] != "attack" || t.Passive(i) || o.Kind != mention.Name && !strings.Contains(o.Why, "owner of") || o.Entity.Type != "Person" && o.Entity.Type != "Party" {
		return false
	}
	for _, ob := range t.Obliques(i) {
		if ob.Prep == "with" || ob.Prep == "near" || ob.Prep == "outside" {
			return false
		}
	}
	for _, a := range t.Subjects(i) {
		if by := x.actorsAt(a, true, &frame{}, 0); len(by) > 0 {
			m := by[0]
			return (m.Entity.Type == "Person" || m.Entity.Type == "Party") && (m.Kind == mention.Name || m.Kind == mention.Noun && m.Class == "stands")
		}
	}
	return false
}

// spoken is what words are said or written in.
var spoken = map[string]bool{
	"speech": true, "interview": true, "address": true, "statement": true, "tweet": true, "remark": true, "debate": true, "letter": true, "op-ed": true, "column": true,
	"sermon": true, "broadcast": true, "editorial": true, "article": true, "memoir": true, "book": true, "lecture": true, "press-conference": true, "twitter": true,
}

// turnedAway tells whether subject and object of a refusal stand the wrong way
// round: in the headline "Chadian singer denied entry to Togo" the land refuses.
func (x *pass) turnedAway(tr *trigger, subjects, objects []*mention.Mention) bool {
	switch tr.text {
	case "deny_entry", "refuse_entry", "deny_visa", "refuse_visa", "deny_access", "deny_asylum", "refuse_asylum":
	default:
		return false
	}
	people := func(m *mention.Mention) bool {
		typ := x.reading.NounType(x.s, m)
		return m.Entity.Type == "Person" || m.Entity.Type == "Group" || m.Kind == mention.Noun && m.Class == "stands" && (typ == "Person" || typ == "Group")
	}
	land := func(m *mention.Mention) bool {
		return m.Kind == mention.Name && isPlace(m.Entity)
	}
	return len(subjects) > 0 && len(objects) > 0 && !slices.ContainsFunc(subjects, func(m *mention.Mention) bool { return !people(m) }) && !slices.ContainsFunc(objects, func(m *mention.Mention) bool { return !land(m) })
}

// buildings are trashed with hands, and not in words.
var buildings = map[string]bool{"embassy": true, "consulate": true, "office": true, "headquarters": true, "building": true, "shop": true, "store": true, "market": true, "mosque": true, "church": true, "temple": true, "synagogue": true, "home": true, "house": true, "school": true, "hotel": true, "station": true, "mission": true, "parliament": true}

// closesWay tells whether verb i cuts a road, and so who is at its end.
func (x *pass) closesWay(i int) bool {
	switch x.lemmas[i] {
	case "block", "seal", "cordon":
		return slices.ContainsFunc(x.s.Tree.Patients(i), func(k int) bool { return mention.Way(x.lemmas[k]) })
	}
	return false
}

// raised are verbs of what a crowd does in protest, and an army in war.
var raised = map[string]bool{"storm": true, "besiege": true, "barricade": true, "blockade": true, "block": true, "obstruct": true, "occupy": true, "cut_off": true, "picket": true, "pelt": true}

// protesting are people who do so in protest.
var protesting = map[string]bool{
	"protester": true, "protestor": true, "demonstrator": true, "activist": true, "campaigner": true, "student": true, "farmer": true, "worker": true, "miner": true, "trucker": true,
	"driver": true, "fisherman": true, "fishermen": true, "teacher": true, "nurse": true, "doctor": true, "resident": true, "villager": true, "depositor": true, "saver": true, "fan": true, "crowd": true, "mob": true,
	"pensioner": true, "taxi-driver": true, "unionist": true, "striker": true, "rioter": true, "youth": true, "parent": true, "mother": true, "woman": true, "people": true, "grower": true,
	"environmentalist": true, "mourner": true, "relative": true, "family": true, "employee": true, "tenant": true, "tribe": true, "herder": true, "docker": true, "veteran": true,
}

// inProtest turns what people block or storm into their protest: they are no
// army. Settlers and supporters of a party may be one.
func (x *pass) inProtest(i int, tr *trigger, by, o *mention.Mention) *trigger {
	switch tr.relation.Name {
	case "criticises":
		// "the navy blasts docks" does so with guns.
		if typ := x.reading.NounType(x.s, by); gunned[x.lemmas[i]] && tr.frame.pos == 'v' && (typ == "ArmedForce" || typ == "ArmedGroup" || typ == "Unit") && (o.Entity.Type == "Place" || o.Entity.Type == "Facility" || o.Entity.Type == "Vessel" || strings.Contains(o.Why, `owner of "`)) {
			if other := x.synthetic("attacks", tr.text); other != nil {
				return other
			}
		}
		return tr
	case "rejects":
		// "guards push back families into a forest"
		if typ := x.reading.NounType(x.s, by); x.lemmas[i] == "push" && (typ == "ArmedForce" || typ == "State" || typ == "Government") && (o.Entity.Type == "Group" || o.Entity.Type == "Person") {
			if other := x.synthetic("restricts", tr.text); other != nil {
				return other
			}
		}
		return tr
	case "blockades", "occupies", "attacks", "restricts":
	default:
		return tr
	}
	if !x.s.Tree.UPOS(i, "VERB") || !raised[x.lemmas[i]] || by.Kind != mention.Noun || !protesting[by.Lemma] && !strings.HasPrefix(by.Why, "people of") || by.Entity.Type != "Group" && by.Entity.Type != "Organization" && by.Entity.Type != "Person" {
		return tr
	}
	if o.Entity.Type == "Group" || o.Entity.Type == "Person" && o.Kind == mention.Noun {
		return tr
	}
	if other := x.synthetic("protests-against", tr.text); other != nil {
		return other
	}
	return tr
}

// gunned are verbs of words and of war.
var gunned = map[string]bool{"blast": true, "hammer": true, "pound": true, "slam": true, "savage": true, "lash": true, "pummel": true, "hit": true}

// orderedTo tells whether what verb i tells somebody is bidden, in a clause that
// begins with the bare verb: "Step aside, veterans tell president".
func (x *pass) orderedTo(i int) bool {
	t := x.s.Tree
	k := t.Kid(i, "ccomp", "parataxis")
	if h := t.Head(i); h >= 0 && h < i && t.Is(i, "parataxis") {
		k = h
	}
	return k >= 0 && k < i && k < 3 && t.UPOS(k, "VERB") && (t.Tokens[k].XPOS == "VB" || t.Tokens[k].XPOS == "VBP") && t.Kid(k, "nsubj", "mark", "aux") < 0
}

// unlisted tells whether verb i takes somebody off a list of the bad: "removes
// Togo as a sponsor of terrorism".
func (x *pass) unlisted(i int) bool {
	t := x.s.Tree
	return slices.ContainsFunc(t.Obliques(i), func(o tree.Oblique) bool {
		if o.Prep != "as" {
			return false
		}
		first, last := t.Reach(o.Tok)
		for k := first; k <= last; k++ {
			if l := x.lemmas[k]; l == "sponsor" || l == "terrorist" || l == "terrorism" || l == "manipulator" {
				return true
			}
		}
		return false
	})
}

// sheltered are those whom a state takes in.
var sheltered = map[string]bool{"refugee": true, "migrant": true, "evacuee": true, "asylum-seeker": true, "deportee": true, "exile": true}

// penal tells whether the ban at token k keeps people of another state out, or
// stands in a list with sanctions.
func (x *pass) penal(k int) bool {
	t := x.s.Tree
	if c := t.Kid(k, "compound"); c >= 0 && (x.lemmas[c] == "travel" || x.lemmas[c] == "visa") {
		return true
	}
	return slices.ContainsFunc(t.Conjuncts(t.First(k)), func(c int) bool { return x.lemmas[c] == "sanction" })
}

// requests are what one gives way to who grants them.
var requests = words{"request": true, "demand": true, "plea": true, "petition": true, "application": true, "appeal": true}
