package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// tieRules are about offices, aid, trade, treaties and who moves where.
var tieRules = []rule{
	{"holdings bought", []string{"imports-from"}, "a stake or a firm is bought, no goods", func(x *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && x.patientIs(c.i, x.r.doubts.Holdings) || c.noun() && x.holdingOf(c.i)
	}},
	{"rallied", []string{"attends"}, "a protest is joined, no meeting attended", func(x *pass, c *sense) bool {
		return generic(c.o, x.r.doubts.Rallies)
	}},
	{"office left", []string{"yields-to", "withdraws-from"}, "an office is left, to nobody", func(_ *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && c.o.Entity.Generic && leftOffices[c.o.Lemma]
	}},
	{"bowled out", []string{"expels", "rejects"}, "a side is out, nobody is sent away", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "dismiss" && slices.ContainsFunc(x.s.Tree.Obliques(c.i), func(o tree.Oblique) bool {
			return o.Prep == "for" && (x.s.Tree.UPOS(o.Tok, "NUM") || x.lemmas[o.Tok] == "run")
		})
	}},
	{"law broken", []string{"rejects"}, "a law is broken, nobody is turned down", func(x *pass, c *sense) bool {
		return c.verb() && x.r.doubts.Breaking[x.lemmas[c.i]] && c.o.Entity.Type == "Agreement" && lawNames[c.o.Entity.Label[strings.LastIndexByte(c.o.Entity.Label, ' ')+1:]]
	}},
	{"honoured for it", []string{"aids"}, "what somebody is honoured for", func(x *pass, c *sense) bool {
		if !c.noun() || x.lemmas[c.i] != "contribution" {
			return false
		}
		for h := x.s.Tree.Head(c.i); h >= 0; h = x.s.Tree.Head(h) {
			if x.s.Tree.UPOS(h, "VERB") {
				return honouring[x.lemmas[h]]
			}
		}
		return false
	}},
	{"called off between", []string{"severs-ties-with"}, "a meeting of others is called off", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && (t.Prep(t.First(c.o.Head)) == "between" || t.Is(c.o.Head, "amod", "nmod:poss", "compound") && t.Prep(t.First(t.Head(c.o.Head))) == "between")
	}},
	{"smuggled", []string{"exports-to"}, "who is smuggled, not who smuggles", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return x.lemmas[c.i] == "smuggle" && c.s.Kind == mention.Noun && c.s.Head == c.i-1 && !t.Is(c.s.Head, "nsubj", "nsubj:pass")
	}},
	{"law kept", []string{"yields-to"}, "a law is kept, whosever it is", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && x.lemmas[c.i] == "comply" && slices.ContainsFunc(t.Obliques(c.i), func(o tree.Oblique) bool { return o.Prep == "with" && x.r.doubts.Laws[x.lemmas[o.Tok]] })
	}},
	{"deal sealed", []string{"restricts"}, "a deal is sealed when it is made", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "seal" && !x.isKind(c.o.Entity.Type, []string{"Facility", "Place", "Company", "Media", "Organization", "Goods"})
	}},
	{"driven into", []string{"invests-in"}, "a car is driven into it, and no money", func(x *pass, c *sense) bool {
		return c.verb() && x.patientIs(c.i, x.r.doubts.Vehicles)
	}},
	{"torpedoed", []string{"rejects"}, "a ship is sunk, not turned down", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "torpedo" && !x.isKind(c.o.Entity.Type, []string{"Event", "Agreement", "Programme"})
	}},
	{"sold", []string{"aids", "pledges-to"}, "it is sold, not given", func(x *pass, c *sense) bool {
		return c.verb() && c.i < c.o.Head && slices.ContainsFunc(x.lemmas[c.i+1:c.o.Head], func(l string) bool { return l == "sale" || l == "purchase" || l == "export" })
	}},
	{"right given", []string{"aids"}, "a law gives a right, no help", func(_ *pass, c *sense) bool {
		return c.verb() && (c.s.Entity.Type == "Agreement" || c.s.Lemma == "act" || c.s.Lemma == "law" || c.s.Lemma == "ruling" || strings.HasSuffix(c.s.Text, " Act"))
	}},
	{"open to all", []string{"pledges-to"}, "a place is open to it", func(x *pass, c *sense) bool {
		return x.lemmas[c.i] == "open" && (c.o.Lemma == "public" || c.o.Lemma == "visitor" || c.o.Lemma == "tourist" || c.o.Lemma == "traffic")
	}},
	{"held for", []string{"hosts"}, "what is held, nobody who is received", func(x *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && x.s.Tree.Prep(c.o.Head) != "with"
	}},
	{"free of it", nil, "what somebody is free of", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.noun() && c.i+2 < len(x.lemmas) && t.Tokens[c.i+1].Text == "-" && t.Tokens[c.i].End == t.Tokens[c.i+1].Start && (x.lemmas[c.i+2] == "free" || x.lemmas[c.i+2] == "less")
	}},
	{"helped by", []string{"attacks"}, "who helps, not from whom it is taken", func(x *pass, c *sense) bool {
		t := x.s.Tree
		for j := c.o.First - 1; c.slot == "from" && j > c.i; j-- {
			if t.Lemma(j) == "from" {
				return assisting[strings.ToLower(t.Tokens[j-1].Text)] != ""
			}
		}
		return false
	}},
	{"dealt with", []string{"aids"}, "how they are treated, nobody cures them", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "treat" && x.treatedSo(c.i)
	}},
	{"taken as it is", []string{"aids"}, "what somebody says or does is accepted, not he", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "accept" && c.slot == "patient" && ownedBy(c.o, "")
	}},
	{"no goods", []string{"trades-with"}, "what is traded is no goods", func(x *pass, c *sense) bool {
		o := x.s.Tree.Kid(c.i, "obj")
		return c.verb() && o >= 0 && x.s.At[o] != nil && x.s.At[o].Entity != c.o.Entity && x.s.At[o].Kind == mention.Noun && (x.s.At[o].Class == "act" || x.s.At[o].Class == "own" || x.s.At[o].Class == "stands")
	}},
	{"own arms", []string{"yields-to"}, "to let one's own people act gives nothing up", func(_ *pass, c *sense) bool {
		if c.slot != "patient" || !c.verb() {
			return false
		}
		if c.s.Entity.Type == "Person" && c.s.Entity.State != "" && c.s.Entity.State == c.o.Entity.ID {
			return true // "signs a law that allows Togo to leave"
		}
		return strings.Contains(c.o.Why, "owner of the act") || c.s.Entity.State != "" && c.s.Entity.State == c.o.Entity.State && (c.o.Class == "stands" || c.o.Entity.Type == "ArmedForce" || c.o.Entity.Type == "Government")
	}},
	{"barred", []string{"restricts"}, "from where it is done, not to whom", func(x *pass, c *sense) bool {
		return c.verb() && (c.slot == "from" || c.slot == "in") && len(c.tr.rest) == 0 && x.s.Tree.Kid(c.i, "obj") < 0 && (!x.s.Tree.Passive(c.i) || len(x.s.Tree.Agents(c.i)) == 0) && c.o.Entity.Type != "Person" && c.o.Entity.Type != "Group"
	}},
	{"no government", []string{"expels"}, "the giving of something, and no government", func(x *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && c.o.Lemma == "administration" && x.s.Tree.Kid(c.o.Head, "nmod") > c.o.Head
	}},
	{"taken", []string{"expels"}, "what he has is taken, he is not sent away", func(_ *pass, c *sense) bool {
		return c.verb() && ownedBy(c.o, "")
	}},
	{"power", []string{"expels"}, "to be removed from power is to be removed by somebody", func(_ *pass, c *sense) bool {
		return c.s.Entity.Generic && c.s.Lemma == "power" || c.o.Entity.Generic && c.o.Lemma == "power"
	}},
	{"own cabinet", []string{"expels"}, "whom he sends away is not his state", func(_ *pass, c *sense) bool {
		return c.o.Entity.Land() && c.s.Entity.State == c.o.Entity.ID
	}},
	{"deed travels", []string{"visits", "meets"}, "a deed travels nowhere", func(_ *pass, c *sense) bool {
		return c.verb() && ownedBy(c.s, "the act")
	}},
	{"vehicle visits", []string{"visits", "meets", "deploys-to"}, "a vehicle visits nobody", func(x *pass, c *sense) bool {
		return generic(c.s, x.r.doubts.Vehicles) && (!c.is("deploys-to") || x.lemmas[c.i] == "land")
	}},
	{"runs into it", []string{"deploys-to"}, "what runs into water has an accident", func(x *pass, c *sense) bool {
		return x.r.doubts.Depths[c.o.Lemma] && (generic(c.s, x.r.doubts.Vehicles) || generic(c.s, x.r.doubts.Hitting))
	}},
	{"state-owned", []string{"owns"}, "owned by its state, and by no actor called so", func(_ *pass, c *sense) bool {
		return c.s.Lemma == "state" && c.s.Kind == mention.Noun && len(c.s.Owners) == 0 && c.s.Entity.Generic
	}},
	{"in response", nil, "what is answered, not where or with whom it is done", func(x *pass, c *sense) bool {
		if !c.verb() || c.weak == "" {
			return false
		}
		t := x.s.Tree
		for k := t.Head(c.o.Head); k > c.i; k = t.Head(k) {
			if k < c.o.Head && x.r.doubts.Answers[x.lemmas[k]] && (t.Prep(k) == "in" || t.Prep(k) == "under") {
				return true
			}
		}
		return false
	}},
	{"to the relief", []string{"aids"}, "a feeling, and no help", func(x *pass, c *sense) bool {
		return c.noun() && x.lemmas[c.i] == "relief" && x.s.Tree.Prep(c.i) == "to"
	}},
	{"designated as", []string{"sanctions"}, "to be something else than an enemy", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || x.lemmas[c.i] != "designate" {
			return false
		}
		for j := c.i + 1; j < len(t.Tokens) && j < c.i+14; j++ {
			if t.Lemma(j) == "as" {
				for k := j + 1; k < len(t.Tokens) && k < j+6; k++ {
					if x.r.doubts.Outlaws[x.lemmas[k]] {
						return false
					}
				}
				return true
			}
		}
		return false
	}},
	{"ruled its", []string{"praises", "aids"}, "a court gives somebody what is his, and no honour", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "award" && (x.r.doubts.Courts[c.s.Lemma] || strings.Contains(c.s.Entity.Label, "Court") || strings.Contains(c.s.Entity.Label, "Tribunal"))
	}},
	{"house left", []string{"withdraws-from"}, "who leaves a house goes out", func(x *pass, c *sense) bool {
		return c.verb() && (x.lemmas[c.i] == "leave" || x.lemmas[c.i] == "exit") && c.o.Kind == mention.Noun && c.o.Entity.Generic && (c.o.Entity.Type == "Facility" || x.r.doubts.Rooms[c.o.Lemma])
	}},
	{"hours to leave", []string{"withdraws-from"}, "others are given time to leave", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || x.lemmas[c.i] != "leave" || t.Tokens[c.i].XPOS != "VB" {
			return false
		}
		for h := t.Head(c.i); h >= 0; h = t.Head(h) {
			if t.UPOS(h, "VERB") {
				return x.lemmas[h] == "give" || x.lemmas[h] == "grant" || x.lemmas[h] == "allow"
			}
		}
		return false
	}},
	{"given", []string{"aids", "arms"}, "what is given, not who gets it", func(_ *pass, c *sense) bool {
		return c.slot == "with" && c.o.Entity.Generic && (c.o.Class == "thing" || c.o.Class == "holding" || c.o.Class == "act")
	}},
	{"carrier", []string{"aids"}, "what carries help is not who gives it", func(_ *pass, c *sense) bool {
		return !c.verb() && c.s.Kind == mention.Noun && c.s.Class == "thing" && c.s.Entity.Generic
	}},
	{"said of others", []string{"signs-agreement-with", "cooperates-with"}, "what several say of others is no accord of theirs", func(x *pass, c *sense) bool {
		t := x.s.Tree
		at := []int{c.i}
		if c.verb() {
			at = t.Patients(c.i)
		}
		return slices.ContainsFunc(at, func(k int) bool {
			return jointWords[x.lemmas[k]] && slices.ContainsFunc(t.KidsAs(k, "acl", "acl:relcl"), func(v int) bool { return t.UPOS(v, "VERB") && t.Tokens[v].XPOS == "VBG" })
		})
	}},
	{"escorted out", []string{"aids"}, "what flies or sails in is escorted away", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "escort" && x.patientIs(c.i, escorted) && (c.s.Entity.Type == "ArmedForce" || c.s.Entity.State != "" && c.s.Entity.State != c.o.Entity.State)
	}},
	{"handed over", []string{"cooperates-with"}, "who is handed over helps nobody", func(x *pass, c *sense) bool {
		return c.verb() && x.s.Tree.Rel(c.s.Head) == "nsubj:pass" && x.s.Tree.Head(c.s.Head) == c.i
	}},
	{"left alone", []string{"aids"}, "who bails out on somebody leaves him", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "bail" && x.s.Tree.Prep(c.o.Head) == "on"
	}},
	{"delivered", []string{"exports-to"}, "what is delivered is no goods", func(x *pass, c *sense) bool {
		if !c.verb() || x.lemmas[c.i] != "deliver" {
			return false
		}
		k := x.s.Tree.Kid(c.i, "obj")
		return k >= 0 && x.r.doubts.Messages[x.lemmas[k]]
	}},
	{"given back", []string{"aids"}, "a thing that is given back", func(x *pass, c *sense) bool {
		return (c.o.Class == "holding" || c.o.Class == "thing") && c.o.Entity.Generic && x.lemmas[c.i] == "repatriate"
	}},
	{"sought", []string{"aids"}, "who is searched for is not helped", func(x *pass, c *sense) bool {
		return c.verb() && (x.lemmas[c.i] == "search" || x.lemmas[c.i] == "look") && generic(c.o, x.r.doubts.Sought)
	}},
	{"given up", []string{"arms"}, "who gives up his weapons arms nobody", func(x *pass, c *sense) bool {
		if c.verb() && c.s.Entity.Type == "ArmedGroup" {
			for _, k := range x.s.Tree.Patients(c.i) {
				// "the rebels hand their weapons to the government"
				if p := x.s.Tree.Kid(k, "nmod:poss"); p >= 0 && x.s.At[p] != nil && x.s.At[p].Entity == c.s.Entity {
					return true
				}
			}
		}
		if c.verb() && x.lemmas[c.i] == "hand" && x.reading.NounType(x.s, c.s) == "ArmedGroup" && (isPlace(c.o.Entity) || x.isKind(c.o.Entity.Type, []string{"Government", "IntergovernmentalOrganization"})) {
			return true // "rebels hand over weapons to the UN"
		}
		return c.verb() && x.s.Tree.Particle(c.i) == "up"
	}},
	{"whose blockade", []string{"eases-sanctions-on"}, "whose blockade is lifted, not who is eased", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.o.Head)
		return h >= 0 && (x.lemmas[h] == "blockade" || x.lemmas[h] == "siege") && t.Is(c.o.Head, "amod", "nmod:poss", "compound")
	}},
	{"measured", []string{"exports-to"}, "goods that are measured, nobody who gets them", func(x *pass, c *sense) bool {
		h := x.s.Tree.Head(c.o.Head)
		return c.verb() && h >= 0 && x.r.doubts.Measures[x.lemmas[h]] && x.s.Tree.Prep(c.o.Head) == "of"
	}},
	{"minister of state", []string{"represents", "leads", "holds-office"}, "a rank, and no state", func(x *pass, c *sense) bool {
		return c.noun() && c.o.Kind == mention.Noun && c.o.Entity.Generic && c.o.Lemma == "state" && (x.lemmas[c.i] == "minister" || x.lemmas[c.i] == "secretary")
	}},
	{"no member", []string{"expels"}, "a thing, which nobody can send away", func(_ *pass, c *sense) bool {
		return c.o.Entity.Type == "Goods" || c.o.Entity.Type == "Vessel" || c.o.Entity.Type == "Facility"
	}},
	{"land owned", []string{"owns"}, "nobody owns a state", func(_ *pass, c *sense) bool {
		return c.o.Entity.Type == "State"
	}},
	{"directs no state", []string{"leads"}, "who directs something leads no state", func(x *pass, c *sense) bool {
		return c.noun() && c.o.Entity.Type == "State" && (x.lemmas[c.i] == "director" || x.lemmas[c.i] == "manager" || x.lemmas[c.i] == "executive")
	}},
	{"one of its commanders", []string{"leads"}, "commands for it, and is one of many", func(x *pass, c *sense) bool {
		return c.noun() && x.lemmas[c.i] == "commander" && c.slot == "mod" && c.o.Entity.Type == "ArmedGroup"
	}},
	{"its own work", []string{"restricts", "severs-ties-with", "withdraws-from"}, "what it halts is its own", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && pausing[x.lemmas[c.i]] && slices.ContainsFunc(t.Patients(c.i), func(k int) bool {
			p := t.Kid(k, "nmod:poss")
			return p >= 0 && t.UPOS(p, "PRON") && workings[x.lemmas[k]] && c.slot != "with"
		})
	}},
	{"flights of a firm", []string{"SANCTION", "COERCE"}, "a firm that runs no flights punishes nobody", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return (c.s.Entity.Type == "Company" || c.s.Entity.Type == "Person" && c.s.Entity.Entry == nil) && slices.ContainsFunc(append(t.Patients(c.i), c.i, c.o.Head), func(k int) bool { return trips[x.lemmas[k]] })
	}},
	{"lands", []string{"visits"}, "a flight visits nobody", func(x *pass, c *sense) bool {
		return c.verb() && slices.ContainsFunc(x.s.Tree.Subjects(c.i), func(k int) bool { return x.lemmas[k] == "flight" || x.lemmas[k] == "aircraft" })
	}},
	{"paper taken", []string{"rejects"}, "a paper is made void, nobody is turned down", func(x *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && (c.o.Lemma == "passport" || c.o.Lemma == "visa" || c.o.Lemma == "licence" || c.o.Lemma == "license" || c.o.Lemma == "citizenship")
	}},
	{"backed by it", []string{"leads", "holds-office", "represents", "member-of"}, "backs whom he leads", func(x *pass, c *sense) bool {
		t := x.s.Tree
		n := c.o.Last + 2
		return c.noun() && c.o.Kind == mention.Adjective && n < len(t.Tokens) && t.Tokens[n-1].Text == "-" && t.Tokens[n-1].Start == t.Tokens[n-2].End && (t.Tokens[n].XPOS == "VBN" || t.Tokens[n].XPOS == "VBD")
	}},
	{"called after", []string{"agrees-with", "negotiates-with"}, "what the agreement is called, nobody who agrees", func(_ *pass, c *sense) bool {
		return c.noun() && c.o.Entity.Type == "Agreement"
	}},
	{"merged", []string{"invests-in"}, "who makes one of several buys none", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "merge" && c.slot == "patient" && c.o.Entity.Generic
	}},
	{"assets sold", []string{"exports-to"}, "a firm is sold, no goods", func(x *pass, c *sense) bool {
		return c.verb() && x.patientIs(c.i, x.r.doubts.Holdings)
	}},
	{"rules on it", []string{"leads"}, "what a court rules on it does not lead", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "rule" && x.r.doubts.Courts[c.s.Lemma]
	}},
	{"flown past", []string{"arms", "attacks"}, "what is sent near a state does not reach it", func(x *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && past[x.s.Tree.Prep(c.o.Head)] && x.s.Tree.Kid(c.i, "obj") >= 0
	}},
	{"led by some", []string{"leads"}, "some of its people lead it, not the state", func(x *pass, c *sense) bool {
		return c.s.Kind == mention.Adjective && generic(c.o, x.r.doubts.Criminals)
	}},
	{"of a people", []string{"leads"}, "of a people in that state", func(x *pass, c *sense) bool {
		return c.noun() && c.o.Kind == mention.Adjective && c.o.First > 0 && x.s.At[c.o.First-1] != nil && x.s.At[c.o.First-1].Kind == mention.Adjective
	}},
	{"lodging", []string{"aids"}, "what they live in helps nobody", func(x *pass, c *sense) bool {
		return c.verb() && x.r.doubts.Lodging[x.lemmas[c.i]] && (c.s.Entity.Type == "Place" || c.s.Entity.Type == "Facility")
	}},
	{"others leave", []string{"withdraws-from"}, "others are told to leave", func(x *pass, c *sense) bool {
		v := x.supporter(c.i)
		return c.noun() && x.lemmas[c.i] == "evacuation" && v >= 0 && x.r.doubts.Telling[x.lemmas[v]]
	}},
	{"off the market", []string{"withdraws-from"}, "goods are taken off it, nobody leaves", func(x *pass, c *sense) bool {
		return c.verb() && generic(c.o, x.r.doubts.Markets) && x.s.Tree.Kid(c.i, "obj", "nsubj:pass") >= 0
	}},
	{"ordered act", []string{"imports-from"}, "an act is ordered, no goods", func(x *pass, c *sense) bool {
		if !c.verb() || x.lemmas[c.i] != "order" {
			return false
		}
		for _, k := range x.s.Tree.Patients(c.i) {
			if m := x.s.At[k]; m != nil && (m.Class == "act" || len(x.r.lexicon.nouns[x.lemmas[k]]) > 0) {
				return true
			}
		}
		return false
	}},
	{"designated", []string{"sanctions"}, "chosen for something, not blacklisted", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "designate" && len(c.tr.rest) == 0 && c.o.Entity.Generic && (!x.has(c.i, "as") && !x.has(c.i, "under") || c.o.Kind == mention.Noun && (isPlace(c.o.Entity) || c.o.Entity.Type == "Government"))
	}},
	{"yields nothing", []string{"yields-to"}, "nobody who could be yielded to", func(_ *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && c.o.Entity.Generic && c.o.Class == "" && !strings.HasPrefix(c.o.Why, "people of")
	}},
	{"aid workers", []string{"aids"}, "aid workers are called so", func(x *pass, c *sense) bool {
		return x.lemmas[c.i] == "aid" && c.i+1 < len(x.lemmas) && x.r.doubts.Helping[x.lemmas[c.i+1]] && strings.EqualFold(x.s.Tree.Tokens[c.i].Text, "aid")
	}},
	{"access to it", []string{"yields-to"}, "what access is to, not who gets it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.slot == "to" && strings.Contains(c.tr.text, "access") && (t.Kid(c.i, "iobj") >= 0 || len(t.KidsAs(c.i, "obj")) > 1)
	}},
	{"war ended there", []string{"yields-to"}, "where a war is to end, not who is yielded to", func(x *pass, c *sense) bool {
		return c.slot == "in" && strings.Contains(c.tr.text, "@war") && !x.ownWar(c.i, c.s)
	}},
	{"leads no state", []string{"leads", "holds-office"}, "leads no state", func(x *pass, c *sense) bool {
		if !c.noun() || c.o.Entity.Type != "State" {
			return false
		}
		return c.i > 0 && x.lemmas[c.i-1] == "opposition" || c.is("leads") && (x.lemmas[c.i] == "secretary" || x.r.doubts.Local[x.lemmas[c.i]])
	}},
	{"head of a body", []string{"leads"}, "leads a body of it", func(x *pass, c *sense) bool {
		j := c.i - 1
		return c.noun() && c.o.Entity.Type == "State" && (x.lemmas[c.i] == "chief" || x.lemmas[c.i] == "head" || x.lemmas[c.i] == "boss") && j > c.o.Last && x.r.doubts.Bodies[strings.ToLower(x.s.Tree.Tokens[j].Text)]
	}},
	{"from office", []string{"expels"}, "an office sends nobody away", func(_ *pass, c *sense) bool {
		return c.verb() && c.s.Kind == mention.Noun && c.s.Lemma == "office" && c.s.Entity.Type == "Government"
	}},
	{"blows traded", []string{"trades-with"}, "what is traded is no goods", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "trade" && x.patientIs(c.i, x.r.doubts.Blows)
	}},
	{"fled to", []string{"withdraws-from"}, "where somebody goes, not what he leaves", func(x *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && x.under(c.o.Head, "to")
	}},
	{"talks of others", []string{"negotiates-with"}, "gives a place to talks of others", func(x *pass, c *sense) bool {
		t := x.s.Tree
		k := c.i
		for t.Is(k, "nmod", "conj") && t.Head(k) >= 0 {
			k = t.Head(k) // "hosts a round of talks"
		}
		h := t.Head(k)
		return c.noun() && h >= 0 && t.Is(k, "obj") && x.r.doubts.Hosting[x.lemmas[h]] && c.slot == "mod" && slices.Contains(t.Agents(h), c.s.Head)
	}},
	{"unit's commander", []string{"leads"}, "leads a unit of it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.noun() || x.lemmas[c.i] != "commander" || t.UPOS(c.i, "PROPN") {
			return false
		}
		j := c.i - 1 // "the Front's Northern Brigade commander"
		return j > c.o.Last && c.o.Last < c.i && t.UPOS(j, "PROPN") && x.s.Covering(j) != x.s.At[c.o.Head] && t.Tokens[j].Text != "-"
	}},
	{"origin", []string{"affiliated-with"}, "where somebody is from is not for whom he works", func(_ *pass, c *sense) bool {
		return c.noun() && c.o.Kind == mention.Adjective && c.o.Entity.Type == "State"
	}},
	{"leaning less", []string{"cooperates-with"}, "who leans less on another does not work with him", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(t.First(c.i))
		return h >= 0 && x.r.doubts.Leaning[x.lemmas[c.i]] && t.Is(t.First(c.i), "obj", "nsubj:pass") && x.r.doubts.Lessening[x.lemmas[h]]
	}},
	{"made easy", []string{"mediates"}, "what is made easy, nobody to bring together", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "facilitate" && c.o.Kind == mention.Noun && c.o.Entity.Generic && !x.r.doubts.Mediated[c.o.Lemma]
	}},
	{"goods send", []string{"exports-to", "arms"}, "what is delivered delivers nothing", func(x *pass, c *sense) bool {
		return generic(c.s, x.r.doubts.Vehicles) || c.s.Entity.Generic && (c.s.Entity.Type == "Goods" || c.s.Entity.Type == "Unit" || c.s.Entity.Type == "Vessel")
	}},
	{"enters", []string{"joins"}, "who enters a room joins nothing", func(x *pass, c *sense) bool {
		return c.verb() && (x.lemmas[c.i] == "enter" || x.lemmas[c.i] == "re-enter") && c.o.Entity.Generic
	}},
	{"joins in", []string{"joins"}, "does as they do, and becomes no part of them", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || c.o.Entity.Type == "State" || c.o.Entity.Type == "Person" {
			return false
		}
		for _, k := range t.KidsAs(c.i, "advcl") {
			if m := t.Kid(k, "mark", "case"); t.Tokens[k].XPOS == "VBG" && m >= 0 && t.Lemma(m) == "in" {
				return true
			}
		}
		return false
	}},
	{"left to do it", []string{"withdraws-from"}, "who is left to do something is not gone away from", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || x.lemmas[c.i] != "leave" || t.Tokens[c.i].XPOS != "VBG" || c.i < 1 || t.Tokens[c.i-1].Text != "," || c.slot != "patient" {
			return false
		}
		return slices.ContainsFunc(append(t.KidsAs(c.i, "xcomp", "advcl"), t.KidsAs(c.o.Head, "acl")...), func(k int) bool {
			m := t.Kid(k, "mark")
			return t.Tokens[k].XPOS == "VB" && m == c.o.Last+1 && x.lemmas[m] == "to"
		})
	}},
	{"of what people", []string{"leads"}, "of what people a mayor is, not what he leads", func(x *pass, c *sense) bool {
		return c.noun() && c.o.Kind == mention.Adjective && (x.lemmas[c.i] == "mayor" || x.lemmas[c.i] == "mayoress")
	}},
	{"shunned together", []string{"severs-ties-with"}, "what they turn from together, not each other", func(x *pass, c *sense) bool {
		return c.verb() && x.r.doubts.Shunning[x.lemmas[c.i]] && x.s.Tree.First(c.s.Head) == x.s.Tree.First(c.o.Head)
	}},
	{"bourse", []string{"consults"}, "where stocks are dealt in", func(x *pass, c *sense) bool {
		return c.noun() && x.lemmas[c.i] == "exchange" && c.i > 0 && x.r.doubts.Dealt[x.lemmas[c.i-1]]
	}},
	{"firm in administration", []string{"visits"}, "a firm that fails goes nowhere", func(x *pass, c *sense) bool {
		o := x.s.Tree.Kid(c.i, "obj")
		return c.verb() && x.lemmas[c.i] == "enter" && o >= 0 && x.r.doubts.Failing[x.lemmas[o]]
	}},
	{"others' aid", []string{"severs-ties-with"}, "who blocks what another gives breaks with nobody", func(x *pass, c *sense) bool {
		o := x.s.Tree.Kid(c.i, "obj")
		if !c.verb() || o < 0 || x.lemmas[c.i] != "block" && x.lemmas[c.i] != "delay" && x.lemmas[c.i] != "hold" || x.s.At[o] == nil {
			return false
		}
		return slices.ContainsFunc(x.s.At[o].Owners, func(w *mention.Mention) bool {
			return w.Entity != c.s.Entity && w.Entity != c.o.Entity && w.Entity.ID != c.s.Entity.State
		})
	}},
	{"remains returned", []string{"releases"}, "the dead are not freed", func(x *pass, c *sense) bool {
		return c.verb() && x.patientIs(c.i, x.r.doubts.Remains)
	}},
	{"remains", []string{"visits", "meets"}, "the dead visit nobody", func(x *pass, c *sense) bool { return generic(c.s, x.r.doubts.Remains) }},
	{"fulfilled", []string{"meets", "visits"}, "what is fulfilled, nobody who is met", func(x *pass, c *sense) bool {
		return c.verb() && x.patientIs(c.i, x.r.doubts.Fulfilled)
	}},
	{"visitors", []string{"visits", "meets"}, "they are the visitors", func(x *pass, c *sense) bool {
		return c.verb() && (x.s.Tree.Is(c.i, "amod") && x.s.Tree.Head(c.i) == c.o.Head || c.i > 0 && x.s.Tree.Tokens[c.i].XPOS == "VBG" && x.lemmas[c.i-1] == "include")
	}},
	{"part of it", []string{"leads", "represents"}, "of a part of it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.o.Head)
		if !c.noun() || h < 0 || h == c.i || c.o.Head < c.i || !t.Is(c.o.Head, "compound", "amod", "nmod:poss") || !t.UPOS(h, "NOUN") || t.Prep(h) != "of" || t.Head(h) != c.i {
			return false
		}
		m := x.s.At[h]
		return m == nil || m.Class == "own" || x.r.doubts.Parts[x.lemmas[h]]
	}},
	{"whose allies", []string{"allied-with"}, "others are their allies", func(_ *pass, c *sense) bool { return c.noun() && c.weak == otherSpeaks }},
	{"term limits", []string{"eases-sanctions-on"}, "limits, and no sanctions", func(x *pass, c *sense) bool {
		t := x.s.Tree
		for _, k := range t.Patients(c.i) {
			if w := t.Kid(k, "compound"); w >= 0 && x.r.doubts.Terms[x.lemmas[w]] {
				return true
			}
		}
		return false
	}},
	{"works there", []string{"cooperates-with", "agrees-with", "negotiates-with"}, "where it is, not with whom", func(x *pass, c *sense) bool {
		return c.weak == elsewhere && isPlace(c.o.Entity) && x.s.Tree.Prep(c.o.Head) == "in"
	}},
	{"town signs", []string{"signs", "signs-agreement-with"}, "a town signs nothing", func(_ *pass, c *sense) bool { return c.s.Entity.Type == "Place" }},
	{"ordered away", []string{"deploys"}, "told to go, not sent", func(x *pass, c *sense) bool {
		return c.verb() && x.r.doubts.Telling[x.lemmas[c.i]] && x.s.Tree.Kid(c.i, "xcomp", "advcl", "ccomp") >= 0
	}},
}

// ownWar tells whether the war that verb i ends is s's: "ends its war".
func (x *pass) ownWar(i int, s *mention.Mention) bool {
	t := x.s.Tree
	for _, k := range t.Patients(i) {
		for _, p := range append(t.KidsAs(k, "nmod:poss"), t.KidsAs(k, "amod")...) {
			if m := x.s.At[p]; m != nil && m.Entity == s.Entity {
				return true
			}
		}
	}
	return false
}

// past are prepositions of what one only comes near.
var past = map[string]bool{"near": true, "off": true, "around": true, "over": true, "past": true}

// treatedSo tells whether verb i says how somebody is dealt with.
func (x *pass) treatedSo(i int) bool {
	t := x.s.Tree
	for j := i + 1; j < len(t.Tokens) && j <= i+10 && !t.UPOS(j, "VERB", "PUNCT"); j++ {
		switch x.lemmas[j] {
		case "like", "as", "differently", "equally", "fairly", "unfairly", "badly", "harshly", "equal":
			return true
		}
	}
	return false
}

// holdingOf tells whether what the purchase at token i is of is a stake or a firm.
func (x *pass) holdingOf(i int) bool {
	return slices.ContainsFunc(x.s.Tree.Obliques(i), func(o tree.Oblique) bool { return o.Prep == "of" && x.r.doubts.Holdings[x.lemmas[o.Tok]] })
}

// leftOffices are words for any office, that name none.
var leftOffices = map[string]bool{"office": true, "post": true, "position": true, "job": true, "role": true, "duty": true, "seat": true}

// lawNames are the last words of the names of laws.
var lawNames = map[string]bool{"Act": true, "Law": true, "Code": true, "Regulation": true, "Constitution": true, "Bill": true, "Rules": true}

// honouring verbs are of thanks for what somebody did.
var honouring = map[string]bool{"honour": true, "honor": true, "award": true, "praise": true, "recognise": true, "celebrate": true, "commend": true, "decorate": true}

// escorted are warplanes: whoever escorts those of others sees them off.
var escorted = map[string]bool{"aircraft": true, "jet": true, "fighter-jet": true, "warplane": true, "bomber": true, "spy-plane": true, "reconnaissance-plane": true, "drone": true, "helicopter": true, "warship": true, "submarine": true}

// jointWords are what several may say of others with one voice.
var jointWords = map[string]bool{"statement": true, "joint-statement": true, "letter": true, "communique": true, "declaration": true}

var (
	// pausing verbs are of who stops a work of his own.
	pausing = map[string]bool{"suspend": true, "halt": true, "cease": true, "stop": true, "end": true, "pause": true, "close": true, "cancel": true, "wind_down": true}
	// workings are what is at work in a firm or a service.
	workings = map[string]bool{"operation": true, "service": true, "flight": true, "production": true, "activity": true, "work": true, "business": true, "route": true}
	// trips are what carriers sell.
	trips = map[string]bool{"flight": true, "travel": true, "route": true}
)
