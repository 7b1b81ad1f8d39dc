package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/tree"
)

// peaceful words before a noun of war make another of it: "propaganda
// campaign", "vaccination drive".
var peaceful = map[string]bool{
	"propaganda": true, "election": true, "electoral": true, "vaccination": true, "vaccine": true, "immunisation": true, "immunization": true, "inoculation": true, "health": true, "advertising": true, "advertisement": true, "disinformation": true, "misinformation": true,
	"smear": true, "recruitment": true, "fundraising": true, "re-election": true, "reelection": true, "presidential": true, "marketing": true, "pressure": true, "lobbying": true,
	"pr": true, "diplomatic": true, "media": true, "awareness": true, "publicity": true, "hunger": true, "general": true, "rescue": true, "relief": true, "aid": true,
	"humanitarian": true, "search": true, "charm": true, "trade": true, "price": true, "cultural": true, "word": true, "bidding": true, "labour": true, "political": true, "legal": true,
	"court": true, "business": true, "commercial": true, "peacekeeping": true, "space": true, "mining": true, "banking": true, "surgical": true, "salvage": true, "consular": true,
}

// warlike nouns are of war or of peace by the word before them.
var warlike = map[string]bool{"campaign": true, "operation": true, "battle": true, "strike": true, "offensive": true, "fight": true, "war": true, "conflict": true, "attack": true}

func (x *pass) peacefully(i int) bool {
	if !warlike[x.lemmas[i]] || i == 0 {
		return false
	}
	for _, k := range x.s.Tree.KidsAs(i, "compound", "amod") {
		if peaceful[x.lemmas[k]] {
			return true
		}
	}
	return peaceful[x.lemmas[i-1]] && !x.s.Tree.UPOS(i-1, "VERB") // "trade strikes" are none of trade if they were traded
}

// nounIs tells whether the noun at token i is one of a word's lemmas; a
// compound lemma "air-strike" also matches "air strike" and "airstrike".
func (x *pass) nounIs(i int, w word) bool {
	t := x.s.Tree
	lemma := x.lemmas[i]
	if w.lemmas[lemma] {
		return !x.peacefully(i)
	}
	parts := lemma
	for j := i - 1; j >= 0 && i-j <= 4; j-- {
		if x := t.Tokens[j].Text; x == "-" || x == "–" {
			continue
		}
		if !t.UPOS(j, "NOUN", "ADJ", "PROPN", "VERB", "NUM") {
			break
		}
		l := x.lemmas[j]
		if w.lemmas[l+"-"+parts] || w.lemmas[strings.TrimSuffix(l, "s")+"-"+parts] {
			return true
		}
		parts = l + "-" + parts
	}
	return false
}

// match tells whether a trigger stands at token i, and which tokens its other
// words took.
func (x *pass) match(i int, tr *trigger) (taken []int, ok bool) {
	t := x.s.Tree
	switch tr.frame.pos {
	case 'n':
		if !x.nounIs(i, tr.head) {
			return nil, false
		}
	default:
		if !tr.head.lemmas[x.lemmas[i]] && !x.nounIs(i, tr.head) {
			return nil, false
		}
	}
	if tr.frame.pos == 'n' && x.r.doubts.Answers[x.lemmas[i]] && t.Prep(i) == "in" && tr.relation.PLOVER == "ASSAULT" {
		return nil, false // "raises tariffs in retaliation for an insult"
	}
	if tr.frame.pos == 'n' && x.withHelp(i) {
		return nil, false // read by [pass.assisted]
	}
	if len(tr.rest) == 0 {
		// "denied planning to leave": no act of another that is rejected.
		if x.lemmas[i] == "deny" && t.Kid(i, "xcomp", "ccomp", "advcl") >= 0 && t.Kid(i, "obj", "nsubj:pass") < 0 {
			return nil, false
		}
		// "called him a liar" names; "called him" telephones.
		if k := t.Kid(i, "xcomp"); x.lemmas[i] == "call" && (k >= 0 && !t.UPOS(k, "ADV") && t.Kid(k, "mark") < 0 || len(t.KidsAs(i, "obj")) > 1) {
			return nil, false
		}
		// "told Chad to withdraw" asks; "told Chad" informs.
		if k := t.Kid(i, "xcomp", "ccomp", "advcl"); x.lemmas[i] == "tell" && (tr.relation.Name == "consults" || tr.relation.Name == "speaks-to") && k >= 0 && t.Tokens[k].XPOS == "VB" && t.Kid(k, "mark") >= 0 && t.Lemma(t.Kid(k, "mark")) == "to" {
			return nil, false
		}
		// "faces calls from bishops to go" tells what is asked of somebody, and no talks.
		if tr.frame.pos == 'n' && x.lemmas[i] == "call" && tr.relation.PLOVER == "CONSULT" && slices.ContainsFunc(t.KidsAs(i, "acl"), func(k int) bool { return t.Tokens[k].XPOS == "VB" }) {
			return nil, false
		}
		// "pushes Chad to withdraw" asks; "pushes Chad" does not.
		if (x.lemmas[i] == "push" || x.lemmas[i] == "invite" || x.lemmas[i] == "encourage" || x.lemmas[i] == "remind") && tr.relation.Name == "appeals-to" && tr.frame.object[0] == "patient" && (!x.toDo(i) || t.Particle(i) != "") {
			return nil, false
		}
		// "turned its attention to Chad" asks nothing.
		if x.lemmas[i] == "turn" && tr.relation.Name == "appeals-to" && (t.Kid(i, "obj") >= 0 || t.Tokens[i].XPOS == "VBG" && t.Kid(i, "nsubj", "aux") < 0) {
			return nil, false
		}
		// "are expected to spend in Chad" does not say where they are expected.
		if x.lemmas[i] == "expect" && tr.relation.Name == "visits" && t.Kid(i, "xcomp", "ccomp", "advcl") >= 0 {
			return nil, false
		}
		// "missiles slam into a port": they say nothing of it.
		if a := t.Agents(i); tr.frame.pos == 'v' && tr.relation.Name == "criticises" && len(a) == 1 && volleys[x.lemmas[a[0]]] {
			return nil, false
		}
		// "left four dead and others hurt" goes nowhere.
		if x.lemmas[i] == "leave" && tr.relation.Name == "withdraws-from" && x.leavesHurt(i) {
			return nil, false
		}
		// A phrasal verb is another verb: "carry out", "call off". Particles that only strengthen leave it as it is.
		if tr.frame.pos == 'v' {
			switch p := t.Particle(i); p {
			case "", "down", "away", "back", "together", "up", "off", "out", "over", "in", "on":
				if p != "" && phrasal[t.Lemma(i)+"_"+p] {
					return nil, false
				}
			}
		}
		return nil, true
	}
	// "ended two days of talks with Chad": they were held.
	if tr.relation.Name == "severs-ties-with" && slices.ContainsFunc(t.KidsAs(i, "obj", "nsubj:pass"), func(k int) bool { return lengths[x.lemmas[k]] }) {
		return nil, false
	}
	// "returned the president to power" gives nothing to anybody.
	if x.lemmas[i] == "return" && tr.relation.Name == "yields-to" && slices.ContainsFunc(t.Obliques(i), func(o tree.Oblique) bool { return backTo[x.lemmas[o.Tok]] }) {
		return nil, false
	}
	for _, w := range tr.rest {
		k := x.dependent(i, w, taken)
		if k < 0 {
			return nil, false
		}
		if tr.relation.Name == "severs-ties-with" && t.Prep(k) == "for" && t.Is(k, "obl", "nmod") {
			return nil, false // "left for talks with Chad" goes to them
		}
		if x.lemmas[k] == "guilty" && k > 0 && x.lemmas[k-1] == "not" {
			return nil, false
		}
		taken = append(taken, k)
	}
	return taken, true
}

// backTo are what one is returned to and who gets nothing.
var backTo = map[string]bool{"power": true, "office": true, "work": true, "service": true, "duty": true, "normal": true, "normality": true, "action": true}

// calling verbs are of who is invited as a guest.
var calling = map[string]bool{"visit": true, "attend": true, "come": true, "meet": true, "join": true, "participate": true, "address": true, "speak": true, "tour": true, "dine": true, "stay": true}

// toDo tells whether verb i has an infinitive behind its object.
func (x *pass) toDo(i int) bool {
	t := x.s.Tree
	k := t.Kid(i, "xcomp", "advcl")
	if k > i && x.lemmas[i] == "invite" && calling[x.lemmas[k]] {
		return false // "invites Chad's president to visit" is a welcome
	}
	return k > i && t.Kid(k, "mark") >= 0 && t.Lemma(t.Kid(k, "mark")) == "to" && t.Kid(i, "obj") > i
}

// leavesHurt tells whether verb i says in what state it leaves people.
func (x *pass) leavesHurt(i int) bool {
	t := x.s.Tree
	for j := i + 1; j < len(t.Tokens) && j <= i+14; j++ {
		switch x.lemmas[j] {
		case "without", "dead", "wound", "wounded", "injure", "injured", "homeless", "missing", "displace", "displaced", "strand", "stranded", "kill":
			return true
		}
		if t.UPOS(j, "VERB") && t.Kid(j, "nsubj") >= 0 {
			return false
		}
	}
	return false
}

// probes are of what is looked into.
var probes = map[string]bool{"inquiry": true, "enquiry": true, "investigation": true, "probe": true, "review": true, "study": true, "research": true}

// phrasal verbs that mean something else than their verb.
var phrasal = map[string]bool{
	"call_off": true, "break_off": true, "turn_down": true, "give_up": true, "give_in": true, "back_down": true, "pull_out": true,
	"rule_out": true, "take_off": true, "set_up": true, "back_out": true, "take_over": true, "make_up": true, "turn_out": true,
	"carry_out": true, "point_out": true, "hold_up": true, "stand_down": true, "step_down": true, "fall_out": true, "work_out": true,
	"hit_out": true, "hit_back": true, "strike_down": true, "strike_back": true, "fire_back": true, "tell_off": true, "put_off": true,
	"hold_off": true, "hold_back": true, "sign_off": true, "drop_out": true, "drop_off": true, "lay_off": true, "lay_down": true, "turn_away": true,
	"break_up": true, "break_out": true, "run_out": true, "shoot_down": true, "check_in": true, "meet_up": false, "face_off": true, "throw_out": true, "kick_out": true, "call_up": true, "strike_out": true,
}

// dependent finds a word that hangs on verb or noun i in the ways the other
// word of a trigger may: particle, object, oblique, complement, conjuncts of
// those; for a participle also the noun it modifies.
func (x *pass) dependent(i int, w word, taken []int) int {
	t := x.s.Tree
	free := func(k int) bool {
		for _, x := range taken {
			if x == k {
				return false
			}
		}
		return true
	}
	fits := func(k int) bool {
		if len(w.lemmas) > 3 && t.UPOS(k, "VERB") && t.Is(k, "xcomp") {
			return false // "promised to help" promises no help that could be sent
		}
		return free(k) && (w.lemmas[x.lemmas[k]] && !x.peacefully(k) || t.Tokens[k].XPOS == "VBG" && w.lemmas[strings.ToLower(t.Tokens[k].Text)] || t.UPOS(k, "NOUN", "PROPN") && x.nounIs(k, w))
	}
	if w.lemmas["*"] {
		// any object
		for _, k := range t.Patients(i) {
			if free(k) {
				return k
			}
		}
		return -1
	}
	for _, k := range t.Kids(i) {
		switch {
		case t.Is(k, "case", "mark") && k < i && x.lemmas[k] != "to":
			// "an accomplice in giving": no giving in
		case t.Is(k, "compound:prt", "advmod", "xcomp", "case", "mark", "fixed", "amod", "acl") && fits(k):
			return k
		case t.Is(k, "obl", "nmod") && (t.Prep(k) == "with" || t.Prep(k) == "alongside") && accompanied[x.lemmas[i]]:
			// "sails with Togolese warships": it sails itself.
		case t.Is(k, "obl", "nmod") && (meanwhile[t.Prep(k)] || t.Prep(k) == "over"):
			// "suspended flights amid the strikes": something else.
		case t.Is(k, "obl", "nmod") && t.Prep(k) == "into" && t.Kid(i, "obj") >= 0 && probes[x.lemmas[t.Kid(i, "obj")]]:
			// "opened an inquiry into contacts with Chad": no contacts were opened.
		case t.Is(k, "obj", "nsubj:pass", "obl", "iobj", "nmod", "compound", "dep"):
			for _, c := range t.Conjuncts(k) {
				if fits(c) {
					return c
				}
				// "ease curfew hours"
				for _, m := range t.KidsAs(c, "compound") {
					if fits(m) && m < c && !t.UPOS(m, "PROPN") && !undone[x.lemmas[c]] {
						return m
					}
				}
				// "impose a series of sanctions", "hold a round of talks"
				if of := t.Kid(c, "nmod"); of >= 0 && t.Prep(of) == "of" && fits(of) && (transparent[t.Lemma(c)] || t.Lemma(c) == "implementation" && halting[x.lemmas[i]]) {
					return of
				}
			}
		}
	}
	if o := t.Kid(i, "obj"); o >= 0 && finding[x.lemmas[i]] {
		for _, k := range t.KidsAs(o, "amod") {
			if k > o && fits(k) {
				return k // "finds the firm Atlas liable for the leak"
			}
		}
	}
	if o := t.Kid(i, "obj"); t.UPOS(i, "VERB") && (o < 0 || t.UPOS(o, "PRON")) {
		for _, k := range t.Patients(i) {
			if k != i && fits(k) {
				return k
			}
		}
	}
	// "lay down arms": the word after, whatever the tree says.
	if i+1 < len(t.Tokens) && t.Head(i+1) == i && fits(i+1) {
		return i + 1
	}
	return -1
}

// finding verbs say what they find somebody to be.
var finding = map[string]bool{"find": true, "hold": true, "deem": true, "declare": true, "rule": true}

// meanwhile are prepositions of what else goes on.
var meanwhile = map[string]bool{"amid": true, "amidst": true, "after": true, "before": true, "during": true, "following": true, "since": true, "despite": true, "until": true, "while": true}

// accompanied are verbs of those who do with others what they do.
var accompanied = map[string]bool{"sail": true, "fly": true, "patrol": true, "drill": true, "train": true, "exercise": true, "manoeuvre": true}

// undone nouns turn what stands before them: to end a "sanctions waiver" is
// not to end sanctions.
var undone = map[string]bool{"waiver": true, "relief": true, "exemption": true, "breach": true, "violation": true, "evasion": true, "threat": true, "plan": true, "talk": true, "proposal": true, "loophole": true, "post": true, "station": true, "guard": true}

// transparent nouns only count or part the noun after "of".
var transparent = map[string]bool{
	"metre": true, "meter": true, "ton": true, "tonne": true, "barrel": true, "litre": true, "liter": true, "gallon": true, "bushel": true, "kilogram": true, "kilo": true,
	"most": true, "half": true, "third": true, "quarter": true, "majority": true, "bulk": true, "share": true, "percent": true, "%": true, "cent": true, "much": true, "all": true, "part": true,
	"series": true, "round": true, "wave": true, "number": true, "set": true, "package": true, "raft": true, "string": true, "host": true,
	"dozen": true, "hundred": true, "thousand": true, "lot": true, "spate": true, "campaign": true, "kind": true, "type": true, "form": true,
	"batch": true, "bout": true, "tranche": true, "range": true, "couple": true, "pair": true, "handful": true, "million": true, "billion": true, "act": true,
	"barrage": true, "volley": true, "salvo": true, "slew": true, "worth": true, "shipment": true, "amount": true, "stage": true, "phase": true, "cycle": true, "means": true, "possibility": true, "state": true, "resumption": true, "start": true, "beginning": true, "end": true, "continuation": true, "prospect": true, "threat": true, "use": true, "imposition": true, "launch": true, "conduct": true, "processing": true, "issuance": true,
}

// halting verbs are done to an agreement by who keeps it from being carried out.
var halting = map[string]bool{"suspend": true, "halt": true, "freeze": true, "pause": true, "stop": true, "end": true, "block": true}

// lengths are nouns of how long something was.
var lengths = map[string]bool{"hour": true, "day": true, "week": true, "weekend": true, "month": true, "round": true, "series": true}
