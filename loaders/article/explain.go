package article

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/loaders/article/document"
	"entente/loaders/article/mention"
	"entente/loaders/article/qualify"
	"entente/loaders/gazetteer"
)

// Trace is what each step did with a document.
type Trace struct {
	Sentences []SentenceTrace `json:"sentences"`
}

// SentenceTrace is what each step did with one sentence.
type SentenceTrace struct {
	Number   int            `json:"number"`
	Text     string         `json:"text"`
	Tokens   []TokenTrace   `json:"tokens"`
	Mentions []MentionTrace `json:"mentions"`
	// Within are states and cities named inside the names of others, which
	// are no mentions by themselves: Peru in "the Congress of Peru".
	Within     []MentionTrace   `json:"within,omitempty"`
	Candidates []CandidateTrace `json:"candidates"`
}

// TokenTrace is a token in its tree.
type TokenTrace struct {
	Text  string `json:"text"`
	Lemma string `json:"lemma"`
	UPOS  string `json:"upos"`
	XPOS  string `json:"xpos"`
	Head  int    `json:"head"` // index of the head, -1 for the root
	Rel   string `json:"rel"`
}

// MentionTrace is a mention and why it means whom.
type MentionTrace struct {
	Text   string `json:"text"`
	Kind   string `json:"kind"`
	Head   int    `json:"head"`
	Start  int    `json:"start"` // bytes in the document
	End    int    `json:"end"`
	Actor  string `json:"actor,omitempty"` // ID; empty if it names nobody
	Label  string `json:"label,omitempty"`
	Type   string `json:"type,omitempty"`
	Class  string `json:"class,omitempty"` // of its noun
	Owners string `json:"owners,omitempty"`
	Why    string `json:"why"` // the rule that decided
	// Score is how sure it is, from 0 to 1; RunnerUp the ID of the next best
	// actor, if there is one.
	Score         float64 `json:"score,omitempty"`
	RunnerUp      string  `json:"runner_up,omitempty"`
	RunnerUpScore float64 `json:"runner_up_score,omitempty"`
}

// CandidateTrace is a relation that was found, and what became of it.
type CandidateTrace struct {
	Subject    string   `json:"subject"`
	Relation   string   `json:"relation"`
	Object     string   `json:"object"`
	Status     string   `json:"status"`
	Speaker    string   `json:"speaker,omitempty"`
	Rule       string   `json:"rule"`
	Trigger    int      `json:"trigger"` // index of the token
	Confidence float64  `json:"confidence"`
	Why        []string `json:"why,omitempty"`     // what decided status, and how it was found if not as usual
	Signs      []string `json:"signs,omitempty"`   // what its confidence was weighed by
	Doubts     []string `json:"doubts,omitempty"`  // what of them make it less sure, the worst first
	Dropped    string   `json:"dropped,omitempty"` // why it is no claim
}

// Explain reads a document and tells what each step found and dropped.
func (r *Reader) Explain(ctx context.Context, d document.Document) (*Trace, error) {
	trace := &Trace{}
	_, err := r.read(ctx, &d, trace)
	return trace, err
}

func (tr *Trace) add(r *Reader, d document.Document, number int, s *mention.Sentence, qs []*qualify.Qualified) {
	t := s.Tree
	out := SentenceTrace{Number: number, Text: d.Text[t.Start:t.End]}
	for i, k := range t.Tokens {
		out.Tokens = append(out.Tokens, TokenTrace{k.Text, k.Lemma, k.UPOS, k.XPOS, t.Head(i), t.Rel(i)})
	}
	for _, m := range s.Mentions() {
		x := MentionTrace{Text: m.Text, Kind: m.Kind.String(), Head: m.Head, Start: m.Start, End: m.End, Class: m.Class, Why: m.Why}
		if m.Entity != nil {
			x.Actor, x.Label, x.Type = m.Entity.ID, m.Entity.Label, m.Entity.Type
			x.Score, x.RunnerUp, x.RunnerUpScore = scores(m)
		}
		var owners []string
		for _, o := range m.Owners {
			owners = append(owners, o.Text)
		}
		x.Owners = strings.Join(owners, ", ")
		out.Mentions = append(out.Mentions, x)
	}
	out.Within = r.namesWithin(d, s)
	for _, q := range qs {
		x := CandidateTrace{
			Subject: q.Subject.Entity.ID, Relation: q.Relation, Object: q.Object.Entity.ID, Status: string(q.Status),
			Rule: q.Rule, Trigger: q.Trigger, Confidence: q.Confidence, Dropped: q.Dropped,
		}
		x.Why = append(append(x.Why, q.Why...), q.Weak...)
		x.Signs, x.Doubts = q.Signs, q.Doubts
		if q.Speaker != nil {
			x.Speaker = q.Speaker.Entity.ID
		}
		out.Candidates = append(out.Candidates, x)
	}
	tr.Sentences = append(tr.Sentences, out)
}

// namesWithin finds the states and cities inside longer names.
func (r *Reader) namesWithin(d document.Document, s *mention.Sentence) []MentionTrace {
	t := s.Tree
	var out []MentionTrace
	for _, m := range s.Mentions() {
		if m.Entity == nil || m.Kind != mention.Name || m.First == m.Last {
			continue
		}
		words := make([]string, len(t.Tokens))
		for i := range words {
			words[i] = t.Tokens[i].Text
		}
		for i := m.First; i <= m.Last; i++ {
			end := m.Last + 1
			if i == m.First {
				end-- // the whole is no name inside it
			}
			n, hits := r.gaz.Match(words[:end], i)
			if n == 0 {
				continue
			}
			first, last := i, i+n-1
			i = last
			if !stateOrCity(hits[0].Entry) || hits[0].Entry.ID == m.Entity.ID || slices.ContainsFunc(s.At[first:last+1], func(o *mention.Mention) bool {
				return o != nil && o != m && o.Entity != nil && o.First >= first && o.Last <= last
			}) {
				continue
			}
			e := hits[0].Entry
			x := MentionTrace{Text: d.Text[t.Tokens[first].Start:t.Tokens[last].End], Kind: mention.Name.String(), Head: last, Start: t.Tokens[first].Start, End: t.Tokens[last].End, Actor: e.ID, Label: e.Label, Type: e.Type, Why: hits[0].As.String() + " inside " + m.Text, Score: 1}
			out = append(out, x)
		}
	}
	return out
}

// stateOrCity tells whether an entry is a state, a territory or a city.
func stateOrCity(e *gazetteer.Entry) bool {
	return e.Type == "State" || e.Type == "Territory" || e.Type == "Place" && e.Kind == "city"
}

// Write prints the trace for people.
func (tr *Trace) Write(w io.Writer) error {
	var b strings.Builder
	for _, s := range tr.Sentences {
		fmt.Fprintf(&b, "\n%d  %s\n", s.Number, strings.Join(strings.Fields(s.Text), " "))
		for i, t := range s.Tokens {
			fmt.Fprintf(&b, "    %3d %-16s %-14s %-6s %-5s %3d %s\n", i, t.Text, t.Lemma, t.UPOS, t.XPOS, t.Head, t.Rel)
		}
		for _, m := range s.Mentions {
			fmt.Fprintf(&b, "  mention %q %s %s", m.Text, m.Kind, m.Class)
			if m.Actor != "" {
				fmt.Fprintf(&b, " = %s %s", m.Actor, m.Type)
			}
			if m.Owners != "" {
				fmt.Fprintf(&b, " of %s", m.Owners)
			}
			fmt.Fprintf(&b, " (%s", m.Why)
			if m.Actor != "" {
				fmt.Fprintf(&b, "; score %.2f", m.Score)
			}
			if m.RunnerUp != "" {
				fmt.Fprintf(&b, ", before %s %.2f", m.RunnerUp, m.RunnerUpScore)
			}
			b.WriteString(")\n")
		}
		for _, m := range s.Within {
			fmt.Fprintf(&b, "  within %q = %s %s (%s)\n", m.Text, m.Actor, m.Type, m.Why)
		}
		for _, c := range s.Candidates {
			fmt.Fprintf(&b, "  %s %s %s  %s %.2f  [%s]", c.Subject, c.Relation, c.Object, c.Status, c.Confidence, c.Rule)
			if c.Speaker != "" {
				fmt.Fprintf(&b, " says %s", c.Speaker)
			}
			if len(c.Why) > 0 {
				fmt.Fprintf(&b, " (%s)", strings.Join(c.Why, "; "))
			}
			if len(c.Doubts) > 0 && c.Dropped == "" {
				fmt.Fprintf(&b, " less sure: %s", strings.Join(c.Doubts, "; "))
			}
			if c.Dropped != "" {
				fmt.Fprintf(&b, " DROPPED: %s", c.Dropped)
			}
			b.WriteByte('\n')
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
