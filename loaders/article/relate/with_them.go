package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// withThem gives those to whom a deed is done with others, where a phrase of
// the verb names them: "seized two nuns, alongside eleven pupils", "arrested
// forty people this week, including two judges".
func (x *pass) withThem(i int, done []int) []filler {
	t := x.s.Tree
	if len(done) == 0 || !t.UPOS(i, "VERB") {
		return nil
	}
	whom := x.s.At[done[len(done)-1]]
	if whom == nil || whom.Entity == nil && whom.Class != "part" || whom.Entity != nil && !people[whom.Entity.Type] {
		return nil
	}
	out := x.oneOfThem(i)
	for _, k := range t.KidsAs(i, "obl", "nmod", "advcl") {
		if slices.Contains(done, k) || k < done[len(done)-1] && !t.Passive(i) {
			continue
		}
		switch t.Prep(k) {
		case "including", "include":
			if whom.Kind == mention.Name || t.Tokens[whom.Head].XPOS == "NN" {
				continue
			}
		case "alongside", "along_with", "together_with":
			if !harming[x.lemmas[i]] {
				continue // who helps to arrest him, or is greeted beside him
			}
		default:
			continue
		}
		for _, c := range t.Conjuncts(k) {
			for _, m := range x.actorsAt(c, false, nil, 0) {
				if t.Passive(i) && x.r.doubts.Killing[m.Lemma] {
					continue // "seven were killed, including two attackers"
				}
				if p := t.Prep(k); casualty[x.lemmas[i]] && (p == "including" || p == "include") && m.Entity.Generic && m.Kind == mention.Noun && m.Class == "own" && len(m.Owners) == 0 && (whom.Entity == nil || whom.Entity.Generic) {
					continue // "killed six people, including two children": counted among the six
				}
				if people[m.Entity.Type] {
					out = append(out, filler{tok: c, m: m, weak: "named with whom it is done to"})
				}
			}
		}
	}
	return out
}

// oneOfThem gives who is said to be among those to whom it is done: Obi in "Obi
// was among five people killed by police", "Obi is one of six men jailed".
func (x *pass) oneOfThem(i int) []filler {
	t := x.s.Tree
	h := t.Head(i)
	if h < 0 || !t.Is(i, "acl", "acl:relcl") || t.Tokens[i].XPOS != "VBN" || t.Negated(h) {
		return nil
	}
	if one := t.Head(h); one >= 0 && t.Is(h, "nmod") && t.Prep(h) == "of" && t.Lemma(one) == "one" {
		h = one
	} else if t.Prep(h) != "among" {
		return nil
	}
	if t.Kid(h, "cop") < 0 {
		return nil
	}
	var out []filler
	for _, k := range t.KidsAs(h, "nsubj") {
		for _, c := range t.Conjuncts(k) {
			if m := x.s.At[c]; m != nil && m.Kind == mention.Name && m.Entity != nil && m.Entity.Type == "Person" {
				out = append(out, filler{tok: c, m: m})
			}
		}
	}
	return out
}

// people are the types of those who can be among or with others.
var people = map[string]bool{"Person": true, "Group": true, "ArmedForce": true, "ArmedGroup": true, "Government": true, "Organization": true}

// harming verbs are of what nobody is done to beside somebody who does it.
var harming = map[string]bool{
	"kill": true, "shoot": true, "injure": true, "wound": true, "murder": true, "slay": true, "capture": true, "kidnap": true, "abduct": true, "seize": true,
	"jail": true, "imprison": true, "sentence": true, "convict": true, "charge": true, "indict": true, "expel": true, "deport": true, "sanction": true, "free": true, "release": true, "execute": true, "hold": true, "acquit": true, "pardon": true,
}

// heldBefore gives those who held whom verb i sets free, where nobody is said
// to have let them go: "released after being held by rebels", "freed after two
// years in Chadian custody".
func (x *pass) heldBefore(i int, tr *trigger) []filler {
	t := x.s.Tree
	if tr.relation.Name != "releases" {
		return nil
	}
	const weak = "who held them"
	for _, k := range t.KidsAs(i, "advcl") {
		if m := t.Kid(k, "mark", "case"); m < 0 || t.Lemma(m) != "after" && t.Lemma(m) != "following" || !captors[x.lemmas[k]] || !t.Passive(k) && t.Tokens[k].XPOS != "VBN" {
			continue
		}
		if by := t.Agents(k); len(by) > 0 {
			out := fillers(by)
			for n := range out {
				out[n].weak = weak
			}
			return out
		}
		if in := x.landOf(k, weak); len(in) > 0 {
			return in
		}
	}
	for _, o := range t.Obliques(i) {
		if o.Prep != "after" && o.Prep != "following" {
			continue
		}
		for _, c := range append([]int{o.Tok}, x.nounsUnder(o.Tok, "in")...) {
			if !cells[x.lemmas[c]] {
				continue
			}
			if m := x.s.At[c]; m != nil {
				for _, own := range m.Owners {
					if own.Entity != nil && own.Kind != mention.Pronoun {
						return []filler{{tok: c, m: own, weak: weak}}
					}
				}
			}
			if in := x.landOf(c, weak); len(in) > 0 {
				return in
			}
		}
	}
	return nil
}

// landOf gives the state in which what stands at token k was.
func (x *pass) landOf(k int, weak string) []filler {
	for _, at := range append([]int{k}, x.nounsUnder(k, "for")...) {
		for _, in := range x.nounsUnder(at, "in") {
			if m := x.s.At[in]; m != nil && m.Kind == mention.Name && m.Entity.Land() {
				return []filler{{tok: in, m: m, weak: weak}}
			}
		}
	}
	return nil
}

// nounsUnder are the nouns that hang on token k by a preposition.
func (x *pass) nounsUnder(k int, prep string) []int {
	var out []int
	for _, o := range x.s.Tree.Obliques(k) {
		if o.Prep == prep {
			out = append(out, o.Tok)
		}
	}
	return out
}

// captors are verbs are of who is kept from leaving.
var captors = map[string]bool{"hold": true, "detain": true, "jail": true, "imprison": true, "arrest": true, "capture": true, "kidnap": true, "abduct": true, "intern": true, "seize": true, "keep": true, "take": true}

// cells are where those are who are held.
var cells = map[string]bool{"jail": true, "prison": true, "custody": true, "captivity": true, "detention": true, "cell": true, "imprisonment": true}
