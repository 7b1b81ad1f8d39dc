package article

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/loaders/article/document"
	"entente/loaders/article/mention"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// Finding is what a step of reading says of a claim that was looked for.
type Finding struct {
	Sentence int    `json:"sentence,omitempty"` // number; 0 for the whole document
	Text     string `json:"text,omitempty"`     // of the sentence
	// Step is the one that let the claim fall, or claim if it is there:
	// mention, resolution, sentence, trigger, relation, direction, dropped,
	// status.
	Step string `json:"step"`
	Says string `json:"says"`
}

// WhyNot tells which step of reading lost the claim that subject stands in
// relation to object, names as people write them. A claim that is there is
// the only finding.
func (r *Reader) WhyNot(ctx context.Context, d document.Document, subject, relation, object string) ([]Finding, error) {
	trace, err := r.Explain(ctx, d)
	if err != nil {
		return nil, err
	}
	w := &whyNot{r: r, trace: trace, relation: relation}
	s, o := w.party(subject), w.party(object)
	w.absent(subject, s)
	w.absent(object, o)
	if len(w.out) > 0 {
		return w.out, nil
	}
	apart := true
	for i := range trace.Sentences {
		st := &trace.Sentences[i]
		a, b := s.in(st), o.in(st)
		if len(a) == 0 || len(b) == 0 {
			continue
		}
		apart = false
		if w.between(st, s, o, a[0], b[0]) {
			return w.out[len(w.out)-1:], nil
		}
	}
	if apart {
		w.add(nil, "sentence", fmt.Sprintf("no sentence names both: %s stands in %s, %s in %s", subject, s.where(trace), object, o.where(trace)))
	}
	return w.out, nil
}

type whyNot struct {
	r        *Reader
	trace    *Trace
	relation string
	out      []Finding
}

func (w *whyNot) add(st *SentenceTrace, step, says string) {
	f := Finding{Step: step, Says: says}
	if st != nil {
		f.Sentence, f.Text = st.Number, st.Text
	}
	w.out = append(w.out, f)
}

// party is somebody looked for: the actors the name can mean, and the name.
type party struct {
	ids  []string
	name string // folded
}

func (w *whyNot) party(name string) party {
	p := party{name: gazetteer.Fold(name)}
	for _, h := range w.r.gaz.Find(name) {
		p.ids = append(p.ids, h.Entry.ID)
	}
	if strings.HasPrefix(name, "actor:") {
		p.ids = append(p.ids, name)
	}
	return p
}

// is tells whether a mention means the party.
func (p party) is(m *MentionTrace) bool {
	return m.Actor != "" && (slices.Contains(p.ids, m.Actor) || len(p.ids) == 0 && p.named(m))
}

// named tells whether a mention has the party's name in it.
func (p party) named(m *MentionTrace) bool {
	return strings.Contains(" "+gazetteer.Fold(m.Text)+" ", " "+p.name+" ")
}

func (p party) in(st *SentenceTrace) []*MentionTrace {
	var out []*MentionTrace
	for i := range st.Mentions {
		if p.is(&st.Mentions[i]) {
			out = append(out, &st.Mentions[i])
		}
	}
	return out
}

func (p party) where(trace *Trace) string {
	var out []string
	for i := range trace.Sentences {
		if len(p.in(&trace.Sentences[i])) > 0 {
			out = append(out, fmt.Sprint(trace.Sentences[i].Number))
		}
	}
	return strings.Join(out, ", ")
}

// absent says why nobody in the text is the party, if nobody is.
func (w *whyNot) absent(name string, p party) {
	var texts, like []string
	found := len(w.out)
	for i := range w.trace.Sentences {
		st := &w.trace.Sentences[i]
		if len(p.in(st)) > 0 {
			w.out = w.out[:found]
			return
		}
		for k := range st.Mentions {
			m := &st.Mentions[k]
			texts = append(texts, m.Text)
			switch {
			case !p.named(m) && m.Kind == mention.Noun.String() && m.Actor != "" && m.Type == w.typeOf(p):
				// "the president" may be meant to be him.
				like = append(like, fmt.Sprintf("%q means %s (%s)", m.Text, m.Actor, m.Why))
			case !p.named(m):
			case m.Actor == "":
				w.add(st, "resolution", fmt.Sprintf("%q names no actor: %s", m.Text, m.Why))
			default:
				w.add(st, "resolution", fmt.Sprintf("%q means %s here: %s", m.Text, m.Actor, m.Why))
			}
		}
	}
	if len(w.out) > found {
		return
	}
	says := fmt.Sprintf("nothing in the text was read as a mention of %s", name)
	if near := schema.Nearest(name, texts, 3); len(near) > 0 {
		says += "; the nearest mentions are " + strings.Join(near, ", ")
	}
	if len(like) > 0 {
		says += "; " + strings.Join(like[:min(len(like), 3)], "; ")
	}
	w.add(nil, "mention", says)
}

// typeOf is the entity type of the party, "" if no gazetteer has it.
func (w *whyNot) typeOf(p party) string {
	for _, id := range p.ids {
		if e, ok := w.r.gaz.Entry(id); ok {
			return e.Type
		}
	}
	return ""
}

// between says what became of the pair in a sentence that names both; it
// returns true if the claim is there.
func (w *whyNot) between(st *SentenceTrace, s, o party, a, b *MentionTrace) bool {
	id := func(p party, actor string) bool {
		return slices.ContainsFunc(p.in(st), func(m *MentionTrace) bool { return m.Actor == actor })
	}
	said := len(w.out)
	for _, c := range st.Candidates {
		what := fmt.Sprintf("%s %s %s by the rule %q", c.Subject, c.Relation, c.Object, c.Rule)
		forth, back := id(s, c.Subject) && id(o, c.Object), id(o, c.Subject) && id(s, c.Object)
		switch {
		case !forth && !back:
		case c.Dropped != "":
			w.add(st, "dropped", what+" was dropped: "+c.Dropped)
		case c.Relation == w.relation && (forth || w.r.symmetric(c.Relation)):
			step := "claim"
			if c.Status == "denied" {
				step = "status"
			}
			w.add(st, step, fmt.Sprintf("it is there: %s, %s (confidence %.2f)", what, c.Status, c.Confidence))
			return true
		case c.Relation == w.relation:
			w.add(st, "direction", "the other way round: "+what)
		default:
			w.add(st, "relation", "another relation: "+what)
		}
	}
	if len(w.out) > said {
		if !slices.ContainsFunc(w.out[said:], func(f Finding) bool { return f.Step != "relation" }) {
			w.add(st, "trigger", w.telling(st))
		}
		return false
	}
	path := pathBetween(st, a.Head, b.Head)
	var words, known []string
	for _, i := range path {
		t := st.Tokens[i]
		words = append(words, t.Text)
		if i != a.Head && i != b.Head && w.r.relations.Knows(strings.ToLower(t.Lemma)) {
			known = append(known, t.Lemma)
		}
	}
	says := "no trigger joins them; in the tree the way from one to the other is " + strings.Join(words, " – ")
	if len(known) > 0 {
		says = fmt.Sprintf("%s can be part of a trigger, but its frame does not fit: in the tree the way from one to the other is %s", strings.Join(known, ", "), strings.Join(words, " – "))
	}
	w.add(st, "trigger", says)
	return false
}

// telling says which words of a sentence can tell of the relation looked for,
// where something else was read of the two.
func (w *whyNot) telling(st *SentenceTrace) string {
	var words []string
	for _, t := range st.Tokens {
		if w.r.relations.Tells(strings.ToLower(t.Lemma), w.relation) && !slices.Contains(words, t.Text) {
			words = append(words, t.Text)
		}
	}
	if len(words) == 0 {
		return "no word of the sentence tells of " + w.relation
	}
	return fmt.Sprintf("%s can tell of %s, but its frame does not fit these two", strings.Join(words, ", "), w.relation)
}

func (r *Reader) symmetric(relation string) bool {
	rel, ok := r.o.Vocabulary.Relation(relation)
	return ok && rel.Symmetric
}

// pathBetween gives the tokens on the way from token a up to where the ways
// to the root meet and down to b.
func pathBetween(st *SentenceTrace, a, b int) []int {
	up := func(i int) []int {
		out := []int{i}
		for len(out) <= len(st.Tokens) && st.Tokens[i].Head >= 0 {
			i = st.Tokens[i].Head
			out = append(out, i)
		}
		return out
	}
	from, to := up(a), up(b)
	for n, i := range from {
		if k := slices.Index(to, i); k >= 0 {
			down := slices.Clone(to[:k])
			slices.Reverse(down)
			return append(slices.Clone(from[:n+1]), down...)
		}
	}
	return []int{a, b}
}
