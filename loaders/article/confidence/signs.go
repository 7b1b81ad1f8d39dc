package confidence

import (
	"fmt"
	"slices"

	"entente/graph"
	"entente/loaders/article/mention"
	"entente/loaders/article/qualify"
	"entente/loaders/article/relate"
	"entente/loaders/article/tree"
)

// leads are the bounds under which the lead of a head is a sign: see
// [syntax.Token]. They add up.
var leads = []float32{0, 1, 2, 5}

// far is how many words apart subject and word are far, in the tree and in
// the sentence; long is a long sentence.
const (
	manySteps = 3
	manyWords = 10
	long      = 50
)

// names are the signs there are.
var names = func() []string {
	out := []string{
		"title", "derived", "soft", "plain", "planned", "conditional", "denied", "long",
		"subject pronoun", "subject known", "subject civil", "subject place",
		"object pronoun", "object unlisted", "object body", "object people", "object land", "object thing",
		"weak", "mod", "oblique", "participle", "relative", "steps", "far",
	}
	for _, of := range []string{"subject", "object", "word"} {
		for _, v := range leads {
			out = append(out, fmt.Sprintf("%s under %g", of, v))
		}
	}
	return out
}()

// SignsOf gives the signs that a claim read in a sentence has.
func (t *Table) SignsOf(s *mention.Sentence, q *qualify.Qualified) []string {
	var out []string
	is := func(name string, yes bool) {
		if yes {
			out = append(out, name)
		}
	}
	tr := s.Tree
	is("long", len(tr.Tokens) > long)
	is("soft", slices.Contains(t.Soft, q.Relation))
	is("plain", slices.Contains(t.Plain, q.Relation))
	is("planned", q.Status == graph.Planned)
	is("conditional", q.Status == graph.Conditional)
	is("denied", q.Status == graph.Denied)
	is("derived", q.Derived)
	is("subject pronoun", q.Subject.Kind == mention.Pronoun && (q.Speaker == nil || q.Speaker.Entity != q.Subject.Entity))
	is("subject known", q.Subject.Entity.Entry != nil)
	is("subject civil", slices.Contains(t.Civil, q.Subject.Entity.Type))
	is("subject place", q.Subject.Entity.Type == "Place")
	is("object pronoun", q.Object.Kind == mention.Pronoun)
	is("object thing", slices.Contains(t.Things, q.Object.Entity.Type))
	is("object unlisted", q.Object.Entity.Entry == nil && !q.Object.Entity.Generic)
	is("object body", slices.Contains(t.Bodies, q.Object.Entity.Type))
	is("object people", slices.Contains(t.People, q.Object.Entity.Type))
	is("object land", slices.Contains(t.Lands, q.Object.Entity.Type))
	if q.Title {
		is("title", true)
		return out // a phrase says it, whatever stands around
	}
	is("weak", !q.Elsewhere && slices.ContainsFunc(q.Weak, func(why string) bool { return why != relate.OnObject }))
	is("mod", q.Slot == "mod")
	is("relative", tr.Is(q.Trigger, "acl:relcl"))

	apart := q.Subject.Head - q.Trigger
	is("far", max(apart, -apart) > manyWords)
	up, down := tr.Path(q.Subject.Head, q.Trigger)
	is("steps", len(up)+len(down) > manySteps)
	is("participle", over(tr, "acl", up, down))
	under(is, "subject", lead(tr, up, down))
	up, down = tr.Path(q.Object.Head, q.Trigger)
	is("oblique", over(tr, "obl", up, down))
	under(is, "object", lead(tr, up, down))
	under(is, "word", tr.Tokens[q.Trigger].HeadLead)
	return out
}

func under(is func(string, bool), of string, lead float32) {
	for _, v := range leads {
		is(fmt.Sprintf("%s under %g", of, v), lead < v)
	}
}

// over tells whether a token on the way has the relation to its head.
func over(t *tree.Tree, rel string, ways ...[]int) bool {
	return slices.ContainsFunc(slices.Concat(ways...), func(i int) bool { return t.Is(i, rel) })
}

// lead is the least lead of a head on the way.
func lead(t *tree.Tree, ways ...[]int) float32 {
	const none = 100
	out := float32(none)
	for _, way := range ways {
		for _, i := range way {
			out = min(out, t.Tokens[i].HeadLead)
		}
	}
	return out
}
