package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// speechRules are about what is asked, supported, rejected, protested against
// and told.
var speechRules = []rule{
	{"looked into", []string{"accuses"}, "what is looked into there accuses, not where it was", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() {
			return false
		}
		for _, a := range t.Subjects(c.i) {
			if a == c.s.Head || !inquiries[x.lemmas[a]] {
				continue
			}
			for h, n := t.First(c.s.Head), 0; h >= 0 && h != a && n < 6; h, n = t.Head(h), n+1 {
				if p := t.Prep(h); (p == "into" || p == "over" || p == "of" || p == "on" || p == "at" || p == "in" || p == "within") && t.Head(h) == a {
					return true
				}
			}
		}
		return false
	}},
	{"left no choice", []string{"demands-of", "restricts"}, "what happens makes them do it, nobody who demands it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && t.Tokens[c.i].XPOS == "VBG" && t.Is(c.i, "advcl") && t.Kid(c.i, "mark", "nsubj") < 0 && c.i > 0 && t.Tokens[c.i-1].Text == "," && (x.lemmas[c.i] == "force" || x.lemmas[c.i] == "compel" || x.lemmas[c.i] == "oblige")
	}},
	{"asked to", []string{"appeals-to"}, "who is asked to do something asks nobody", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && x.lemmas[c.i] == "ask" && c.slot == "inner" && t.Tokens[c.i].XPOS != "VBZ" && t.Tokens[c.i].XPOS != "VBP" && t.Kid(c.i, "obj", "iobj", "aux") < 0 && t.Kid(c.i, "xcomp") > c.i
	}},
	{"agrees it is", []string{"pledges-to", "aids"}, "who agrees that something is so promises nothing", func(x *pass, c *sense) bool {
		t := x.s.Tree
		s := t.Kid(c.i, "ccomp")
		if !c.verb() || x.lemmas[c.i] != "agree" && x.lemmas[c.i] != "accept" || s < c.i || !t.States(s) || !t.Below(c.o.Head, s) {
			return false
		}
		return !slices.ContainsFunc(t.KidsAs(s, "aux"), func(k int) bool { return t.Tokens[k].XPOS == "MD" })
	}},
	{"charged for it", []string{"accuses"}, "made to pay, not accused", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || x.lemmas[c.i] != "charge" {
			return false
		}
		h := t.Head(c.i)
		paid := t.KidsAs(c.i, "obj", "iobj", "obl")
		for _, k := range t.KidsAs(c.i, "obj") {
			paid = append(paid, t.KidsAs(k, "conj")...) // "charge Ghana and Togo high fees"
		}
		return slices.ContainsFunc(paid, func(k int) bool {
			p := t.Prep(k)
			return k != c.o.Head && x.r.doubts.Charges[x.lemmas[k]] && p != "with" && p != "over"
		}) || t.Is(c.i, "acl:relcl") && h >= 0 && x.r.doubts.Charges[x.lemmas[h]]
	}},
	{"taken in", []string{"aids"}, "deceived by what somebody says, not sheltered by him", func(x *pass, c *sense) bool {
		return c.verb() && x.phrasal(c.i) == "take_in" && ownedBy(c.s, "")
	}},
	{"his death looked into", []string{"investigates"}, "whose death is looked into is not suspected of it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(t.First(c.o.Head))
		return h >= 0 && h != c.i && x.r.doubts.Ends[x.lemmas[h]] && (t.Prep(t.First(c.o.Head)) == "of" || t.Is(c.o.Head, "nmod:poss"))
	}},
	{"announced of them", []string{"speaks-to"}, "what is announced is of them, not to them", func(x *pass, c *sense) bool {
		return c.verb() && c.slot == "to" && x.lemmas[c.i] == "announce" && x.s.Tree.Kid(c.i, "obj") > c.i && x.s.Tree.Head(x.s.Tree.First(c.o.Head)) != c.i
	}},
	{"laws apply", []string{"appeals-to"}, "a law holds for them and asks nothing", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "apply" && (x.r.doubts.Laws[c.s.Lemma] || c.s.Lemma == "power" || c.s.Lemma == "rule")
	}},
	{"at his request", []string{"appeals-to"}, "where it is sent at somebody's request, nobody who is asked", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && slices.ContainsFunc(t.KidsAs(c.i, "obl"), func(k int) bool { return biddings[x.lemmas[k]] != "" && t.Prep(k) == "at" && k != c.o.Head })
	}},
	{"called names", []string{"consults"}, "calls names, not people", func(x *pass, c *sense) bool {
		if !c.verb() || x.lemmas[c.i] != "call" {
			return false
		}
		n := c.o.Last + 1
		return strings.ContainsAny(c.o.Text, "'\"‘“”") || n < len(x.s.Tree.Tokens) && strings.ContainsAny(x.s.Tree.Tokens[n].Text, "'\"‘“") && x.s.Tree.Tokens[n].XPOS != "POS"
	}},
	{"free him", []string{"demands-of", "appeals-to"}, "who is to be freed is not asked", func(x *pass, c *sense) bool {
		f := x.s.Tree.First(c.o.Head)
		h := x.s.Tree.Head(f)
		return h >= 0 && x.r.doubts.Freeing[x.lemmas[h]] && x.s.Tree.Prep(f) == "of"
	}},
	{"overturned", []string{"rejects"}, "who overturns a sentence does not reject whom it is on", func(x *pass, c *sense) bool {
		return c.verb() && (x.r.doubts.Undoing[x.lemmas[c.i]] || x.lemmas[c.i] == "refuse") && x.patientIs(c.i, x.r.doubts.Against)
	}},
	{"undone", []string{"rejects"}, "what is undone is no actor", func(x *pass, c *sense) bool {
		return c.verb() && x.r.doubts.Undoing[x.lemmas[c.i]] && strings.HasPrefix(c.weak, concerns)
	}},
	{"exposed", []string{"accuses"}, "put in harm's way, not in the pillory", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "expose" && x.exposedTo(c.i)
	}},
	{"passed", []string{"supports", "joins"}, "what is passed is no actor", func(x *pass, c *sense) bool {
		return c.verb() && x.r.doubts.Passing[x.lemmas[c.i]] && (c.o.Kind == mention.Pronoun && c.o.Entity.Type != "Agreement" || c.o.Entity.Type == "Person" && !x.patientIs(c.i, x.r.doubts.Raising) || (strings.HasPrefix(c.weak, concerns) || ownedBy(c.o, "the act")) && x.under(c.o.Head, "of") && !x.patientIs(c.i, x.r.doubts.Raising))
	}},
	{"handed on", []string{"supports"}, "what is handed to somebody is no law that passes", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "pass" && c.o.Class == "" && c.o.Kind == mention.Noun && c.o.Entity.Generic && x.has(c.i, "to")
	}},
	{"shows", []string{"protests-against"}, "what is shown, nobody who is protested against", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "demonstrate" && c.slot == "patient"
	}},
	{"way of protest", []string{"protests-against"}, "how they protest, not against what", func(x *pass, c *sense) bool {
		return c.verb() && generic(c.o, x.r.doubts.Rallies) && c.slot == "patient" && x.lemmas[c.i] != "protest"
	}},
	{"marched in", []string{"protests-against"}, "troops that march in do not protest", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "march" && x.has(c.i, "into")
	}},
	{"asked for", []string{"REQUEST"}, "what is asked for, nobody who is asked", func(x *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && c.o.Entity.Generic && x.r.doubts.Requested[c.o.Entity.Type]
	}},
	{"recalled", []string{"REQUEST"}, "what is called back, nobody who is asked", func(x *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && c.o.Entity.Generic && c.o.Entity.Type == "Goods"
	}},
	{"peace there", []string{"appeals-to"}, "where there should be peace, nobody who is asked", func(_ *pass, c *sense) bool {
		return c.slot == "in" && (c.o.Entity.Type == "Place" || c.o.Entity.Type == "Territory")
	}},
	{"advised", []string{"appeals-to"}, "who gives advice asks for nothing", func(x *pass, c *sense) bool {
		return c.verb() && len(c.tr.rest) == 0 && x.r.doubts.Advising[x.lemmas[c.i]] && x.s.Tree.Kid(c.i, "xcomp", "ccomp", "advcl", "parataxis") < 0 && !x.has(c.i, "against") && !x.has(c.i, "on")
	}},
	{"act asked", []string{"REQUEST"}, "what is to be banned or changed is not asked", func(x *pass, c *sense) bool {
		return c.verb() && (c.slot == "patient" || c.slot == "inner") && x.underAct(c.i, c.o)
	}},
	{"naming", []string{"appeals-to"}, "it is called so, nobody is called on", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && x.lemmas[c.i] == "call" && len(c.tr.rest) == 0 && c.slot != "patient" && c.slot != "comp" && t.Kid(c.i, "obj") > c.i && (c.slot == "inner" || t.Head(c.o.Head) != c.i)
	}},
	{"called for", []string{"appeals-to"}, "what is called for is on somebody, nobody is called on", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if p := t.Prep(c.o.Head); !c.verb() || x.lemmas[c.i] != "call" || len(c.tr.rest) > 0 || p != "on" && p != "upon" {
			return false
		}
		for _, o := range t.Obliques(c.i) {
			if _, last := t.Reach(o.Tok); o.Prep == "for" && o.Tok > c.i && o.Tok < c.o.Head && x.lemmas[o.Tok] != "time" && (t.Below(c.o.Head, o.Tok) || t.Kid(c.o.Head, "case") == last+1) {
				return true
			}
		}
		return false
	}},
	{"insists it is so", []string{"demands-of"}, "who insists that it is so demands nothing", func(x *pass, c *sense) bool {
		t := x.s.Tree
		said := t.Kid(c.i, "ccomp")
		// "insists the council publish the lists": it is to.
		if said >= 0 && t.Kid(said, "aux", "cop") < 0 && (t.Tokens[said].XPOS == "VBP" || t.Tokens[said].XPOS == "VB") {
			if s := t.Kid(said, "nsubj"); s >= 0 && (t.Tokens[s].XPOS == "NN" || t.Tokens[s].XPOS == "NNP") && len(t.Conjuncts(s)) == 1 {
				return false
			}
		}
		return c.verb() && x.lemmas[c.i] == "insist" && x.s.Tree.States(said) && (c.o.Head > c.i && c.o.Head < said || x.s.Tree.Below(c.o.Head, said))
	}},
	{"title defended", []string{"supports"}, "a title is won again, nobody is helped", func(x *pass, c *sense) bool {
		return c.verb() && x.r.doubts.Honours[c.o.Lemma] && c.o.Kind == mention.Noun
	}},
	{"blamed on", []string{"accuses"}, "what is blamed on somebody, not whom it is blamed on", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "blame" && c.slot == "patient" && x.has(c.i, "on")
	}},
	{"law broken", []string{"rejects"}, "who breaks a law does not reject whose it is", func(x *pass, c *sense) bool {
		return c.verb() && x.r.doubts.Breaking[x.lemmas[c.i]] && x.patientIs(c.i, x.r.doubts.Laws) && !x.r.doubts.Laws[c.o.Lemma]
	}},
	{"speechless", []string{"rejects", "accuses", "criticises", "appeals-to", "investigates", "praises"}, "things say nothing", func(x *pass, c *sense) bool {
		return c.s.Entity.Generic && x.r.doubts.Speechless[c.s.Entity.Type] || c.is("investigates") && c.s.Entity.Type == "Agreement"
	}},
	{"shots exchanged", []string{"CONSULT", "cooperates-with"}, "shots are exchanged, no words", func(x *pass, c *sense) bool {
		if x.lemmas[c.i] != "exchange" {
			return false
		}
		for _, k := range x.s.Tree.KidsAs(c.i, "amod", "compound") {
			if x.r.doubts.Shots[x.lemmas[k]] {
				return true
			}
		}
		return false
	}},
	{"whose arrest", []string{"demands-of"}, "whose arrest is ordered, not who is ordered", func(x *pass, c *sense) bool {
		h := x.s.Tree.Head(c.o.Head)
		return c.verb() && h >= 0 && x.r.doubts.Against[x.lemmas[h]] && x.s.Tree.Is(c.o.Head, "nmod:poss")
	}},
	{"mute", []string{"protests-against"}, "no place or thing protests", func(x *pass, c *sense) bool { return x.r.doubts.Mute[c.s.Entity.Type] }},
	{"regretted", []string{"apologises-to"}, "whose deed is regretted, and who hears no apology", func(x *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && (x.lemmas[c.i] == "express" || x.lemmas[c.i] == "voice")
	}},
	{"own rally", []string{"protests-against"}, "whose rally it is", func(x *pass, c *sense) bool {
		n := c.o.Last + 1
		return c.noun() && n == c.i-1 && x.s.Tree.Tokens[n].XPOS == "POS" && !(c.o.Entity.Land() && x.s.Tree.Tokens[c.i].XPOS == "NNS")
	}},
	{"watching", []string{"investigates"}, "says of what kind they are", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && x.r.doubts.Watching[x.lemmas[c.i]] && t.Tokens[c.i].XPOS == "VBG" && c.i+1 < len(x.lemmas) && x.r.doubts.Watchers[x.lemmas[c.i+1]]
	}},
	{"of prices", []string{"criticises"}, "warned of what becomes of money, nobody", func(x *pass, c *sense) bool {
		h := x.s.Tree.Head(c.o.Head)
		for h > c.o.Head && x.s.Tree.Is(h, "compound", "amod") {
			h = x.s.Tree.Head(h)
		}
		return c.verb() && (x.lemmas[c.i] == "warn" || x.lemmas[c.i] == "caution") && h > c.o.Head && x.r.doubts.Courses[x.lemmas[h]]
	}},
	{"troops asked for", []string{"appeals-to"}, "what is asked for, nobody who is asked", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && (x.lemmas[c.i] == "request" || x.lemmas[c.i] == "seek") && t.Is(t.First(c.o.Head), "obj") && c.o.Kind == mention.Noun && c.o.Entity.Generic && t.Kid(c.i, "xcomp", "ccomp", "advcl") < 0
	}},
	{"in favour", []string{"protests-against"}, "they are for it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(t.First(c.o.Head))
		if c.tr.frame.weak && slices.ContainsFunc(t.Obliques(c.i), func(o tree.Oblique) bool {
			m := x.s.At[o.Tok]
			if o.Prep == "in" && x.r.doubts.Favours[x.lemmas[o.Tok]] {
				return x.forAbroad(o.Tok, c.o)
			}
			return o.Prep == "for" && m != nil && m.Entity != nil && (m.Kind == mention.Name || m.Class == "stands")
		}) {
			return true // "hundreds rally for Togo in Accra"
		}
		return h >= 0 && x.r.doubts.Favours[x.lemmas[h]] && t.Prep(h) == "in" && t.Prep(c.o.Head) != "against"
	}},
	{"protest there", []string{"protests-against"}, "where they protest", func(_ *pass, c *sense) bool {
		return c.tr.frame.weak && c.o.Entity.Generic
	}},
	{"complains to", []string{"accuses", "criticises"}, "to whom they complain, not of whom", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if t.Prep(c.o.Head) != "to" {
			return false
		}
		return c.weak == elsewhere && c.is("accuses") || c.verb() && slices.ContainsFunc(t.Patients(c.i), func(k int) bool { return x.lemmas[k] == "complaint" })
	}},
	{"told to do to", []string{"demands-of", "appeals-to"}, "to whom it is to be done, not who is told", func(x *pass, c *sense) bool {
		t := x.s.Tree
		f := t.First(c.o.Head)
		h := t.Head(f)
		return c.verb() && c.slot == "inner" && h > c.i && t.Is(f, "obj") && t.UPOS(h, "VERB") && t.Kid(c.i, "obj", "iobj") > c.i && t.Kid(c.i, "obj", "iobj") < h
	}},
	{"to be done to", []string{"appeals-to"}, "what is to be done to it, nobody who is asked", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || c.slot != "for" && c.slot != "inner" && c.slot != "comp" {
			return false
		}
		for _, k := range t.KidsAs(c.i, "advcl", "xcomp", "ccomp") {
			if k > c.o.Head && t.Kid(k, "aux:pass") > c.o.Head && t.Kid(k, "nsubj", "nsubj:pass") < 0 && t.Head(c.o.Head) == c.i {
				return true
			}
		}
		return false
	}},
	{"directed", []string{"demands-of"}, "what is directed is their work", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "direct" && !slices.Contains(x.s.Tree.Patients(c.i), c.o.Head) && c.slot != "comp"
	}},
	{"has charm", []string{"appeals-to"}, "what it is like or is about, nobody asks", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || x.lemmas[c.i] != "appeal" && x.lemmas[c.i] != "apply" || c.slot != "to" {
			return false
		}
		for _, a := range t.Agents(c.i) {
			m := x.s.At[a]
			if m == nil || m.Class == "act" || m.Class == "thing" || m.Class == "holding" || m.Class == "" && m.Kind == mention.Noun || m.Entity != nil && (m.Entity.Type == "Agreement" || m.Entity.Type == "Event" || m.Entity.Type == "Goods" || m.Entity.Type == "Programme") {
				return true
			}
		}
		return false
	}},
}

// concludedBy tells whether what verb i is done to was concluded by those
// whom a participle names: "rejects the truce signed by Chad and Niger".
func (x *pass) concludedBy(i int) bool {
	t := x.s.Tree
	for _, k := range t.Patients(i) {
		for _, a := range t.KidsAs(k, "acl") {
			if x.r.doubts.Concluding[x.lemmas[a]] && t.Passive(a) {
				return true
			}
		}
	}
	return false
}

// accords are the agreements that the verb at token i is done to: what others
// made is rejected, and not they.
func (x *pass) accords(i int) []*mention.Mention {
	var out []*mention.Mention
	for _, k := range x.s.Tree.Patients(i) {
		if m := x.s.At[k]; m != nil && m.Kind == mention.Noun && m.Entity == nil {
			out = append(out, x.thing(m, "Agreement")...)
		}
	}
	return out
}

// has tells whether something stands under a preposition on the word at token i.
func (x *pass) has(i int, prep string) bool {
	for _, o := range x.s.Tree.Obliques(i) {
		if o.Prep == prep {
			return true
		}
	}
	return false
}

// exposedTo tells whether verb i says what somebody is exposed to.
func (x *pass) exposedTo(i int) bool { return x.has(i, "to") }

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
			if slices.Contains([]string{"on", "against", "over", "into"}, ob.Prep) && (ob.Tok == o.Head || t.Below(o.Head, ob.Tok)) {
				return true
			}
		}
	}
	return false
}

// forAbroad tells whether "support", "solidarity" at token k is for others than
// those of the land o: "rallied across Spain in support of Togo".
func (x *pass) forAbroad(k int, o *mention.Mention) bool {
	return slices.ContainsFunc(x.s.Tree.Obliques(k), func(f tree.Oblique) bool {
		m := x.s.At[f.Tok]
		return (f.Prep == "of" || f.Prep == "with" || f.Prep == "for") && m != nil && isPlace(m.Entity) && m.Entity.ID != o.Entity.ID && m.Entity.State != o.Entity.ID && m.Entity.ID != o.Entity.State
	})
}

// inquiries look into what somebody did.
var inquiries = map[string]bool{"investigation": true, "inquiry": true, "probe": true, "audit": true, "report": true, "review": true, "enquiry": true}
