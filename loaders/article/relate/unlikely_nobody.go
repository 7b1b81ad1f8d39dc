package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
)

// nobodyRules are about deeds that nobody did to anybody, whatever the words, and
// about what looks like a deed and befell somebody.
var nobodyRules = []rule{
	{"unaimed", []string{"attacks", "kills", "injures"}, "what was fired, and not who fired it", func(x *pass, c *sense) bool {
		return c.s.Entity.Generic && c.s.Kind == mention.Noun && x.lemmas[c.s.Head] != "fire" && (volleys[x.lemmas[c.s.Head]] || x.r.doubts.Flying[x.lemmas[c.s.Head]]) && c.s.Entity.Type != "ArmedForce" && c.s.Entity.Type != "Unit"
	}},
	{"power seized", []string{"seizes"}, "to rule, and nobody's goods", func(x *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && c.o.Lemma == "power" && x.s.Tree.Tokens[c.o.Head].XPOS == "NN"
	}},
	{"met in battle", []string{"meets"}, "they fought", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(t.First(c.i))
		return c.noun() && x.lemmas[c.i] == "encounter" && h >= 0 && t.UPOS(h, "VERB") && harmed[x.lemmas[h]]
	}},
	{"alleged of many", []string{"accuses"}, "what is so of people, with which nobody is charged", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || x.lemmas[c.i] != "allege" || c.slot != "comp" || c.o.Kind != mention.Noun || !c.o.Entity.Generic || t.Kid(c.o.Head, "nummod") < 0 {
			return false
		}
		v := t.Head(t.First(c.o.Head))
		return v >= 0 && !(t.UPOS(v, "VERB") && (x.harms(v) || misdeeds[x.lemmas[v]]))
	}},
	{"own airspace", []string{"restricts"}, "what they close is their own", func(x *pass, c *sense) bool {
		return c.verb() && (x.lemmas[c.i] == "close" || x.lemmas[c.i] == "shut") && (strings.HasSuffix(c.o.Lemma, "airspace") || strings.HasSuffix(c.o.Lemma, "space"))
	}},
	{"shown up", []string{"seizes"}, "what nobody can take by hand", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "steal" && x.patientIs(c.i, outshone)
	}},
	{"place tells", []string{"consults"}, "where somebody is, not who tells it", func(x *pass, c *sense) bool {
		return c.verb() && c.s.Entity.Type == "Place" && x.s.Tree.Tokens[c.i].XPOS == "VBG" && x.s.Tree.Is(c.i, "acl", "advcl")
	}},
	{"left in danger", []string{"aids", "withdraws-from"}, "what is left by those in danger, nobody who is helped", func(x *pass, c *sense) bool {
		if c.is("withdraws-from") && (c.s.Entity.Type != "Government" || c.slot != "patient") {
			return false
		}
		return c.verb() && x.lemmas[c.i] == "evacuate" && c.o.Kind == mention.Noun && (c.o.Class == "holding" || c.o.Entity.Type == "Facility" || c.o.Entity.Type == "Place" || dwellings[c.o.Lemma])
	}},
	{"made", []string{"pledges-to"}, "what is to be made, nobody to whom it is promised", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.o.Head)
		return c.slot == "inner" && c.o.Entity.Generic && h >= 0 && t.Is(c.o.Head, "obj") && making[x.lemmas[h]]
	}},
	{"migrants", []string{"visits", "occupies"}, "who flees or migrates pays no visit, and takes no land", func(x *pass, c *sense) bool {
		return migrants[x.lemmas[c.s.Head]] || c.s.Entity.Generic && migrants[strings.TrimSuffix(lastWord(c.s.Entity.Label), "s")] // "they"
	}},
	{"troops as wares", []string{"exports-to"}, "who is sent is no ware", func(x *pass, c *sense) bool {
		return c.verb() && slices.ContainsFunc(x.s.Tree.Patients(c.i), func(k int) bool { return soldiery[x.lemmas[k]] })
	}},
	{"base of a place", []string{"deploys-to"}, "a base on land is named for it, and of somebody else", func(x *pass, c *sense) bool {
		return c.noun() && c.s.Entity.Type == "Place"
	}},
	{"comes to have", []string{"develops"}, "it gets it without doing anything", func(x *pass, c *sense) bool {
		return c.verb() && gotten[x.lemmas[c.o.Head]]
	}},
	{"news received", []string{"hosts"}, "what is received is no guest", func(x *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && tidings[x.s.Tree.Lemma(c.o.Head)]
	}},
	{"passers", []string{"visits", "yields-to"}, "people who cross a border pay no visit", func(x *pass, c *sense) bool {
		return c.verb() && passing[x.lemmas[c.i]] && !migrants[c.s.Lemma] && c.s.Kind == mention.Noun && c.s.Entity.Generic && (c.s.Entity.Type == "Group" || c.s.Entity.Type == "Person") && !envoys[c.s.Lemma] && (c.is("visits") || x.lemmas[c.i] == "return") && !x.barredFrom(c.i)
	}},
	{"stand taken", []string{"occupies"}, "a stand, and no ground that is taken", func(x *pass, c *sense) bool {
		return c.verb() && x.s.Tree.Tokens[c.o.Head].XPOS == "NN" && stands[x.lemmas[c.o.Head]]
	}},
	{"strike ballot", []string{"ASSAULT"}, "people lay down their work", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.i)
		return c.noun() && x.lemmas[c.i] == "strike" && h >= 0 && t.Is(c.i, "compound") && laying[x.lemmas[h]] || c.o.Kind == mention.Noun && x.lemmas[c.i] == "strike" && laying[x.lemmas[c.o.Head]]
	}},
	{"told in a programme", []string{"consults"}, "who is told it in a programme is everybody", func(x *pass, c *sense) bool {
		if !c.verb() || x.lemmas[c.i] != "tell" {
			return false
		}
		for _, k := range append(x.s.Tree.Patients(c.i), c.o.Head) {
			if programmes[x.lemmas[k]] {
				return true
			}
		}
		n := c.o.Last + 1
		for j := n; j < len(x.lemmas) && j < n+4; j++ {
			if programmes[x.lemmas[j]] {
				return true
			}
			if x.s.Tree.UPOS(j, "VERB", "PUNCT", "SCONJ") {
				break
			}
		}
		return false
	}},
	{"ousted from", []string{"expels"}, "from where forces are driven, not who drives them", func(x *pass, c *sense) bool {
		typ := x.reading.NounType(x.s, c.o)
		return c.verb() && strings.HasPrefix(c.tr.frame.text, "v from") && (typ == "ArmedForce" || typ == "ArmedGroup" || typ == "Unit") && driven[x.lemmas[c.i]]
	}},
	{"done with", []string{"invests-in", "aids", "investigates", "arms", "pledges-to"}, "with whom it is done, not to whom", func(x *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && x.s.Tree.Prep(x.s.Tree.First(c.o.Head)) == "with"
	}},
	{"signed there", []string{"AGREE", "signs-agreement-with"}, "where it was signed, not with whom", func(x *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && x.s.Tree.Prep(x.s.Tree.First(c.o.Head)) == "in"
	}},
	{"made better", []string{"supports"}, "who betters a thing of his own supports nobody", func(_ *pass, c *sense) bool {
		return c.verb() && bettering[c.tr.text] && (c.o.Kind == mention.Noun && (c.o.Class == "holding" || c.o.Class == "thing") || ownedBy(c.o, "") && c.s.Entity.State == c.o.Entity.ID && c.s.Entity.State != "")
	}},
	{"blast", []string{"attacks"}, "what goes off has no will", func(x *pass, c *sense) bool {
		return c.verb() && c.s.Entity.Generic && c.s.Kind == mention.Noun && blasts[x.lemmas[c.s.Head]] && len(c.s.Owners) == 0
	}},
	{"illness", []string{"attacks", "kills", "injures"}, "an illness, and nobody's will", func(_ *pass, c *sense) bool {
		return illnesses[strings.ToLower(c.s.Text)]
	}},
	{"on whose side", []string{"at-war-with"}, "on whose side, not against whom", func(x *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && x.lemmas[c.o.Head] == "side"
	}},
	{"gathered to protest", []string{"visits"}, "who comes together to protest pays no visit", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "gather" && slices.ContainsFunc(x.out, func(o *Candidate) bool {
			return !o.dropped() && o.Relation == "protests-against" && o.Subject.Entity == c.s.Entity
		})
	}},
	{"men at odds", []string{"at-war-with", "clashes-with"}, "people who quarrel wage no war", func(_ *pass, c *sense) bool {
		return c.noun() && c.tr.text == "fighting" && c.s.Entity.Type == "Person" && c.o.Entity.Type == "Person"
	}},
	{"our friends", []string{"allied-with"}, "friends of who speaks", func(x *pass, c *sense) bool {
		k := x.s.Tree.Kid(c.i, "nmod:poss")
		return c.noun() && k >= 0 && x.s.Tree.UPOS(k, "PRON") && c.s.Head != k && c.o.Head != k
	}},
	{"its own crew", []string{"withdraws-from", "severs-ties-with"}, "who leaves a ship draws back from nobody", func(x *pass, c *sense) bool {
		switch x.lemmas[c.s.Head] {
		case "crew", "passenger", "sailor", "seafarer":
			return true
		}
		for _, of := range c.s.Owners {
			if of.Entity == c.o.Entity {
				return true
			}
		}
		return false
	}},
	{"passage", []string{"withdraws-from"}, "a ship on its way", func(_ *pass, c *sense) bool {
		return c.s.Entity.Type == "Vessel" && (strings.Contains(c.o.Text, "Strait") || strings.Contains(c.o.Text, "Canal") || strings.HasSuffix(c.o.Text, "Gulf"))
	}},
	{"against a disaster", []string{"restricts"}, "declared for help, and against nobody", func(x *pass, c *sense) bool {
		if !c.verb() || !slices.ContainsFunc(x.s.Tree.Patients(c.i), func(k int) bool { return x.lemmas[k] == "emergency" || x.lemmas[k] == "state" }) {
			return false
		}
		return slices.ContainsFunc(x.lemmas, func(l string) bool { return disasters[l] })
	}},
	{"own people", []string{"consults", "hosts", "praises"}, "of his own state, with whom it has no dealings", func(_ *pass, c *sense) bool {
		return c.s.Entity.Type == "Person" && c.o.Entity.Type == "State" && c.s.Entity.State == c.o.Entity.ID
	}},
	{"no part in it", []string{"rejects"}, "what one had no part in, and nobody", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "deny" && c.o.Kind == mention.Noun && noPart[c.o.Lemma]
	}},
	{"note", []string{"attacks"}, "a tone is no target", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "strike" && c.o.Kind == mention.Noun && (c.o.Lemma == "note" || c.o.Lemma == "tone" || c.o.Lemma == "chord" || c.o.Lemma == "balance" || c.o.Lemma == "pose" || c.o.Lemma == "coin" || c.o.Lemma == "penny" || c.o.Lemma == "medal")
	}},
	{"guest", []string{"hosts", "meets"}, "a guest, who is named elsewhere", func(_ *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && c.o.Entity.Generic && (c.o.Lemma == "guest" || c.o.Lemma == "host")
	}},
	{"trip to his own land", []string{"visits"}, "his own country, to which he makes no trip", func(_ *pass, c *sense) bool {
		return c.noun() && c.o.Kind == mention.Noun && c.s.Entity.Type == "Person" && c.s.Entity.State == c.o.Entity.ID
	}},
	{"killed off", []string{"kills"}, "no living thing", func(x *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && plans[c.o.Lemma]
	}},
	{"source", []string{"ASSAULT"}, "who tells of it, to whom it was not done", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if c.o.Kind != mention.Name || c.o.Entity.Type != "Person" {
			return false
		}
		for k := c.o.First - 1; k > c.i && k > c.o.First-7; k-- {
			switch {
			case strings.EqualFold(t.Tokens[k].Text, "according"):
				return true
			case t.UPOS(k, "VERB", "AUX"):
				return false
			}
		}
		return false
	}},
	{"dominated", []string{"restricts", "occupies"}, "of whom most in it are", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "dominate" && x.s.Tree.Is(c.i, "amod") && c.i > 0 && x.s.Tree.Tokens[c.i-1].Text == "-"
	}},
	{"voted in", []string{"supports"}, "to be filled by the vote, and nobody", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "vote" && c.o.Kind == mention.Noun && (c.o.Lemma == "seat" || c.o.Lemma == "parliament" || c.o.Lemma == "assembly" || c.o.Lemma == "member" || c.o.Lemma == "post")
	}},
	{"shipped", []string{"imports-from", "exports-to"}, "what is shipped, nobody who trades", func(x *pass, c *sense) bool {
		t := x.s.Tree
		goods := func(m *mention.Mention) bool {
			h := t.Head(m.Head)
			return m.Kind == mention.Name && h >= 0 && t.Is(m.Head, "nmod") && t.Prep(m.Head) == "of" && shipments[x.lemmas[h]] && m.Entity.Entry == nil
		}
		return goods(c.o) || goods(c.s)
	}},
	{"bail", []string{"aids"}, "let go, and not helped", func(x *pass, c *sense) bool {
		return c.verb() && slices.ContainsFunc(x.s.Tree.Patients(c.i), func(k int) bool { return x.lemmas[k] == "bail" || x.lemmas[k] == "parole" })
	}},
	{"its own town", []string{"occupies"}, "its own, which it need not take", func(x *pass, c *sense) bool {
		e := c.o.Entity.Entry
		return x.s.Tree.Is(c.i, "amod") && c.s.Entity.Type == "State" && (c.o.Entity.State == c.s.Entity.ID || e != nil && slices.Contains(e.Within, c.s.Entity.ID))
	}},
	{"by a visit", []string{"negotiates-with", "consults"}, "what is done with it, no partner of talks", func(x *pass, c *sense) bool {
		return c.noun() && c.slot == "with" && ownedBy(c.o, "the act")
	}},
	{"wrecked", []string{"kills", "injures"}, "what crashes kills nobody, its crash does", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.i)
		if !c.verb() || h < 0 || !t.Is(c.i, "advcl") || !mishaps[x.lemmas[h]] || t.Kid(h, "obj") >= 0 || (c.s.Entity.Type == "Person" || c.s.Entity.Type == "Group") && !x.r.doubts.Vehicles[x.lemmas[c.s.Last]] || c.o.Kind != mention.Noun || !aboard[c.o.Lemma] {
			return false
		}
		for _, a := range t.Subjects(h) {
			if m := x.s.At[a]; a == c.s.Head || m != nil && m.Entity == c.s.Entity {
				return true
			}
		}
		return false
	}},
	{"evacuation order", []string{"withdraws-from"}, "who orders others to leave goes nowhere", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.i)
		return c.noun() && h >= 0 && t.Is(c.i, "compound") && (x.lemmas[h] == "order" || x.lemmas[h] == "warning" || x.lemmas[h] == "notice" || x.lemmas[h] == "plan" || x.lemmas[h] == "alert" || x.lemmas[h] == "call")
	}},
	{"off work", []string{"withdraws-from"}, "who leaves work goes home", func(_ *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && c.o.Entity.Generic && (c.o.Lemma == "work" || c.o.Lemma == "home")
	}},
	{"sold to", []string{"exports-to", "arms", "aids"}, "what is sold, not who sells it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && (t.Tokens[c.i].XPOS == "VBN" || t.Tokens[c.i].XPOS == "VBD") && t.Is(c.i, "acl") && t.Head(c.i) == c.s.Head && t.Kid(c.i, "obj", "nsubj") < 0
	}},
	{"job cut", []string{"expels", "arrests", "restricts"}, "a job is nobody", func(_ *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && c.o.Entity.Generic && (c.o.Lemma == "job" || c.o.Lemma == "post" || c.o.Lemma == "role" || c.o.Lemma == "vacancy")
	}},
	{"backed deed", []string{"supports"}, "to whom the deed is done that is backed", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.i)
		return c.verb() && h >= 0 && t.Is(c.i, "amod") && c.i > 0 && t.Tokens[c.i-1].Text == "-" && c.o.Head != h && t.UPOS(h, "NOUN") && t.Prep(c.o.Head) == "of"
	}},
	{"in doing it", nil, "who did it is not said", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.i)
		if !c.verb() || h < 0 || !t.Is(c.i, "acl", "advcl") || t.Tokens[c.i].XPOS != "VBG" {
			return false
		}
		m := t.Kid(c.i, "mark", "case")
		return m >= 0 && x.lemmas[m] == "in" && slices.ContainsFunc(append(t.Patients(h), h), func(k int) bool {
			return faults[t.Lemma(k)] && t.Kid(k, "nmod:poss") < 0 && k < c.i
		})
	}},
	{"told of as broken", []string{"rejects"}, "broken as somebody says, who has not been heard", func(x *pass, c *sense) bool {
		h := x.s.Tree.Head(c.i)
		return c.noun() && (x.lemmas[c.i] == "violation" || x.lemmas[c.i] == "breach") && h >= 0 && (x.lemmas[h] == "cite" || x.lemmas[h] == "allege" || x.lemmas[h] == "claim" || x.lemmas[h] == "report")
	}},
	{"a medicine tried", []string{"develops"}, "a medicine is tried on the ill", func(x *pass, c *sense) bool {
		return c.verb() && (x.lemmas[c.i] == "test" || x.lemmas[c.i] == "try") && (c.o.Lemma == "antiviral" || c.o.Lemma == "vaccine" || c.o.Lemma == "drug" || c.o.Lemma == "treatment" || c.o.Lemma == "medicine")
	}},
	{"delivery", []string{"hosts", "meets"}, "arms that come in are no guests", func(x *pass, c *sense) bool {
		return c.verb() && (x.lemmas[c.i] == "receive" || x.lemmas[c.i] == "welcome" || x.lemmas[c.i] == "accept") && (x.r.doubts.Munitions[x.lemmas[c.o.Head]] || x.r.doubts.Flying[x.lemmas[c.o.Head]] || escorted[x.lemmas[c.o.Head]] || equipment[x.lemmas[c.o.Head]])
	}},
}

// soldiery is who is sent to fight or to keep the peace.
var soldiery = map[string]bool{"troop": true, "soldier": true, "force": true, "peacekeeper": true, "fighter": true, "marine": true, "police": true, "personnel": true, "contingent": true, "battalion": true, "brigade": true, "mercenary": true, "instructor": true, "trainer": true, "adviser": true, "observer": true}

// gotten is what comes by itself to whom it is said to develop.
var gotten = map[string]bool{"leak": true, "fault": true, "crack": true, "problem": true, "illness": true, "symptom": true, "cancer": true, "disease": true, "fever": true, "complication": true, "taste": true, "interest": true, "habit": true, "reputation": true, "feeling": true, "friendship": true, "resistance": true, "immunity": true, "list": true, "sense": true}

// tidings are told to whom they are said to be received by.
var tidings = map[string]bool{"intelligence": true, "information": true, "report": true, "news": true, "word": true, "letter": true, "message": true, "call": true, "complaint": true, "warning": true, "threat": true, "reply": true, "answer": true, "notice": true, "notification": true, "invitation": true, "offer": true, "request": true, "tip": true, "tip-off": true, "payment": true, "money": true, "fund": true, "funding": true, "aid": true, "support": true, "praise": true, "criticism": true, "backlash": true, "vote": true, "award": true, "medal": true}

// migrants come to stay or to be safe.
var migrants = map[string]bool{"migrant": true, "immigrant": true, "refugee": true, "asylum-seeker": true, "seeker": true, "evacuee": true, "deportee": true, "fugitive": true}

// stands are what one takes in a dispute.
var stands = map[string]bool{"position": true, "stance": true, "stand": true, "seat": true, "place": true, "spot": true, "lead": true}

// laying nouns are of what strikers do.
var laying = map[string]bool{"ballot": true, "vote": true, "action": true, "pay": true, "fund": true, "threat": true, "call": true, "leader": true, "notice": true, "breaker": true, "plan": true}

// programmes are what is sent or printed for all.
var programmes = map[string]bool{"programme": true, "program": true, "show": true, "podcast": true, "newspaper": true, "magazine": true, "broadcaster": true, "station": true, "breakfast": true}

// bettering verbs are of what one makes better or larger.
var bettering = map[string]bool{"strengthen": true, "boost": true, "bolster": true, "reinforce": true, "shore_up": true, "upgrade": true, "enhance": true}

// driven are verbs of forces that lose the ground they held.
var driven = map[string]bool{"oust": true, "drive": true, "expel": true, "eject": true, "evict": true, "push": true, "dislodge": true, "drive_out": true}

// blasts are what may have been set off by anybody.
var blasts = map[string]bool{"explosion": true, "blast": true, "gas-explosion": true}

// illnesses that befall people, as they are written.
var illnesses = map[string]bool{"aids": true, "hiv": true, "hiv/aids": true, "ebola": true, "covid": true, "covid-19": true, "sars": true, "malaria": true, "cholera": true, "flu": true, "polio": true, "mpox": true}

// outshone are what somebody steals from others without a theft.
var outshone = map[string]bool{"share": true, "show": true, "march": true, "thunder": true, "limelight": true, "spotlight": true, "headline": true, "lead": true, "victory": true, "win": true, "heart": true, "vote": true, "point": true, "election": true}

// dwellings are left when danger comes.
var dwellings = map[string]bool{"home": true, "house": true, "building": true, "village": true, "town": true, "area": true, "apartment": true, "residence": true, "camp": true, "neighbourhood": true, "neighborhood": true, "district": true, "office": true}

// barredFrom tells whether verb i says from what somebody is barred: "banned them
// from entering".
func (x *pass) barredFrom(i int) bool {
	m := x.s.Tree.Kid(i, "mark", "case")
	return m >= 0 && x.lemmas[m] == "from"
}

// passing are verbs of who goes over a border; envoys are sent on a visit.
var (
	passing = map[string]bool{"cross": true, "enter": true, "return": true, "come": true, "flock": true, "migrate": true, "flee": true, "stream": true, "pour": true}
	envoys  = map[string]bool{"delegation": true, "official": true, "diplomat": true, "minister": true, "lawmaker": true, "inspector": true, "negotiator": true, "leader": true, "envoy": true, "team": true, "mission": true, "senator": true, "ambassador": true, "president": true, "expert": true, "monitor": true}
	making  = map[string]bool{"form": true, "create": true, "establish": true, "build": true, "introduce": true, "found": true, "develop": true, "produce": true, "set_up": true, "open": true}
)

// aboard are those whom a crash kills where it does not say that it hit others.
var aboard = map[string]bool{"pilot": true, "co-pilot": true, "crew": true, "crewmember": true, "member": true, "passenger": true, "people": true, "person": true, "other": true, "occupant": true, "driver": true, "tourist": true}

// mishaps are what happens to vehicles that nobody steers against anybody.
var mishaps = map[string]bool{"crash": true, "collide": true, "derail": true, "overturn": true, "capsize": true, "sink": true, "plunge": true, "catch": true, "collapse": true, "explode": true}

// disasters befall a land.
var disasters = map[string]bool{"storm": true, "flood": true, "flooding": true, "earthquake": true, "wildfire": true, "cyclone": true, "hurricane": true, "typhoon": true, "drought": true, "eruption": true, "landslide": true, "heatwave": true, "tornado": true, "outbreak": true, "epidemic": true, "tsunami": true}

// shipments are what somebody receives of goods.
var shipments = map[string]bool{"shipment": true, "delivery": true, "consignment": true, "batch": true, "dose": true, "cargo": true}

// noPart is what somebody denies to have had in what others did.
var noPart = map[string]bool{"role": true, "involvement": true, "responsibility": true, "part": true, "knowledge": true, "wrongdoing": true, "link": true, "connection": true, "presence": true}

// plans are killed without anybody's death.
var plans = map[string]bool{"panel": true, "bill": true, "deal": true, "plan": true, "proposal": true, "programme": true, "project": true, "agreement": true, "process": true, "amendment": true, "scheme": true, "motion": true, "committee": true}

// faults are what somebody is blamed for in what he does.
var faults = map[string]bool{"negligence": true, "error": true, "failure": true, "irregularity": true, "corruption": true, "mistake": true, "fraud": true, "delay": true}
