package relate

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"entente/loaders/article/mention"

	"github.com/goccy/go-yaml"
)

//go:embed evaluation.yaml
var evaluationYAML []byte

// judgements are the words that judge what they are said of.
type judgements struct {
	relation map[string]string // lemma → the relation of who says it
	naming   map[string]bool
}

func loadJudgements() (*judgements, error) {
	var f struct {
		Criticises []string `yaml:"criticises"`
		Praises    []string `yaml:"praises"`
		Rejects    []string `yaml:"rejects"`
		Naming     []string `yaml:"naming"`
	}
	if err := yaml.UnmarshalWithOptions(evaluationYAML, &f, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("evaluation.yaml: %w", err)
	}
	j := &judgements{relation: map[string]string{}, naming: map[string]bool{}}
	for _, w := range f.Naming {
		j.naming[spelling(w)] = true
	}
	for _, e := range []struct {
		relation string
		words    []string
	}{{"criticises", f.Criticises}, {"praises", f.Praises}, {"rejects", f.Rejects}} {
		for _, w := range e.words {
			if old, twice := j.relation[spelling(w)]; twice {
				return nil, fmt.Errorf("evaluation.yaml: %q stands under %s and %s", w, old, e.relation)
			}
			j.relation[spelling(w)] = e.relation
		}
	}
	return j, nil
}

// evaluated reads what is said of others: "Chad said the raid was a crime",
// "Togo called the vote a sham". Who judges so criticises, praises or rejects
// whom the words are about.
func (x *pass) evaluated() {
	t := x.s.Tree
	for i := range t.Tokens {
		if (t.Kid(i, "cop") >= 0 || t.Kid(i, "aux:pass") >= 0 && x.hyphened(i) != "") && t.Is(i, "ccomp", "root", "conj", "parataxis") {
			x.saidToBe(i)
		}
		if t.UPOS(i, "VERB") && x.r.judge.naming[x.lemmas[i]] {
			x.named(i)
		}
	}
}

// judgement is the relation of who says that something is the word at token
// i, or one coordinated with it, and the word; "" if it judges nothing.
func (x *pass) judgement(i int) (relation, word string) {
	t := x.s.Tree
	for _, c := range t.Conjuncts(i) {
		w := x.lemmas[c]
		if h := x.hyphened(c); h != "" {
			w = h
		}
		if r := x.r.judge.relation[w]; r != "" {
			return r, w
		}
		// "a war crime", "an act of terrorism"
		for _, k := range t.KidsAs(c, "compound", "nmod", "amod") {
			if t.Is(k, "nmod") && (t.Prep(k) != "of" || w != "act" && w != "form" && w != "case") {
				continue
			}
			if r := x.r.judge.relation[x.lemmas[k]+"-"+w]; r != "" {
				return r, x.lemmas[k] + " " + w
			}
			if r := x.r.judge.relation[x.lemmas[k]]; r != "" && (t.Is(k, "nmod") || t.Is(k, "amod") && t.UPOS(c, "NOUN") && x.s.At[c] != nil) {
				return r, x.lemmas[k]
			}
		}
	}
	return "", ""
}

// hyphened is the word that token i and the one before a hyphen make, as
// "ill-judged", if it judges; "" if not.
func (x *pass) hyphened(i int) string {
	t := x.s.Tree
	if i < 2 || t.Tokens[i-1].Text != "-" {
		return ""
	}
	if w := x.lemmas[i-2] + "-" + strings.ToLower(t.Tokens[i].Text); x.r.judge.relation[w] != "" {
		return w
	}
	return ""
}

// saidToBe judges by the copular clause at token i.
func (x *pass) saidToBe(i int) {
	t := x.s.Tree
	relation, word := x.judgement(i)
	if relation == "" || t.Tokens[len(t.Tokens)-1].Text == "?" {
		return
	}
	if t.Negated(i) {
		if relation != "praises" {
			return
		}
		relation = "criticises"
	}
	v := t.Head(i)
	if v < 0 || !t.UPOS(v, "VERB") || !x.r.gov.speech[x.lemmas[v]] || x.r.gov.deny[x.lemmas[v]] || !t.Is(i, "ccomp") {
		return
	}
	x.judged(i, v, t.Subjects(i), relation, word)
}

// named judges by the name that the verb at token i gives its object.
func (x *pass) named(i int) {
	t := x.s.Tree
	objects := t.Patients(i)
	if len(objects) == 0 {
		return
	}
	var names []int
	if n := len(objects); n == 2 && t.Kid(objects[1], "det") >= 0 && x.lemmas[i] == "call" && t.Kid(objects[1], "cc") < 0 {
		names, objects = objects[1:], objects[:1] // "called Obi a fool"
	}
	for _, k := range t.KidsAs(i, "xcomp", "obl", "obj", "advcl", "dep", "appos") {
		if k > objects[0] && t.UPOS(k, "NOUN", "ADJ", "PROPN") && !slices.Contains(objects, k) {
			names = append(names, k)
		}
	}
	for _, k := range append(names, t.KidsAs(objects[0], "nmod", "appos")...) {
		if t.Is(k, "obl", "nmod") && t.Prep(k) != "as" {
			continue
		}
		if relation, word := x.judgement(k); relation != "" {
			x.judged(i, i, objects, relation, word)
			return
		}
	}
}

// judged files what those who say it think of those it is said of.
func (x *pass) judged(trigger, verb int, of []int, relation, word string) {
	t := x.s.Tree
	of = slices.DeleteFunc(slices.Clone(of), func(k int) bool { return spokenTogether[x.lemmas[k]] })
	tr := x.synthetic(relation, word)
	if tr == nil {
		return
	}
	var subjects, objects []*mention.Mention
	for _, a := range t.Agents(verb) {
		for _, m := range x.actorsAt(a, true, &frame{}, 0) {
			if m.Entity.Type != "Media" && m.Entity.Type != "Event" && m.Entity.Type != "Place" {
				subjects = append(subjects, m)
			}
		}
	}
	for _, o := range of {
		for _, m := range x.actorsAt(o, false, &frame{things: "Event", parties: true}, 0) {
			if m.Kind != mention.Pronoun || m.Entity.Type == "Person" {
				objects = append(objects, m)
			}
		}
	}
	for _, s := range subjects {
		for _, o := range notAll(slices.Clone(objects), subjects) {
			x.add(trigger, tr, s, o, "", "")
			if c := x.out[len(x.out)-1]; !c.dropped() && trigger != verb {
				c.Given = true
			}
		}
	}
	if len(subjects) > 0 && len(objects) > 0 {
		for _, c := range x.out {
			if c.Trigger == verb && c.Relation == "consults" && c.Dropped == "" {
				c.Dropped = "calls names, not people"
			}
		}
	}
}

// spokenTogether is what several hold: how it goes is said of no one of them,
// "called the talks constructive".
var spokenTogether = map[string]bool{"talk": true, "meeting": true, "discussion": true, "negotiation": true, "conversation": true, "dialogue": true, "summit": true, "session": true, "consultation": true, "round": true, "visit": true}
