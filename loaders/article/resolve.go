package article

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"strings"

	"entente/loaders/article/document"
	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// Resolution says whom words mean, and why.
type Resolution struct {
	Text  string `json:"text"`
	Date  string `json:"date,omitempty"`
	Actor string `json:"actor,omitempty"` // ID; empty if the words name nobody
	Label string `json:"label,omitempty"`
	Type  string `json:"type,omitempty"`
	State string `json:"state,omitempty"` // ID of the state it is of or belongs to
	// Country is the state's ISO 3166-1 alpha-3 code; PLOVER's in its place for
	// bodies of several: UNO, EUR, and IGO for all others.
	Country  string  `json:"country,omitempty"`
	Sector   string  `json:"sector,omitempty"` // PLOVER: GOV, MIL, REB, …; empty for states
	Rule     string  `json:"rule,omitempty"`
	Score    float64 `json:"score"`
	RunnerUp string  `json:"runner_up,omitempty"` // ID of the next best
	// RunnerUpScore is 0 if there is none.
	RunnerUpScore float64 `json:"runner_up_score,omitempty"`
}

// Resolve tells whom words mean on a day (EDTF; "" if it does not matter), as
// they would in an article of that day that says nothing else. about is the
// state the article is about, by any name, or "": words that name no state
// are taken to be of that one. Where it would count but is no state that is
// known, the rule says so.
func (r *Reader) Resolve(ctx context.Context, words, day, about string) (Resolution, error) {
	out, err := r.resolve(ctx, words, day)
	if _, known := r.gaz.Entry(out.Actor); err == nil && !known && out.Country == "" {
		if right := r.respelt(words); right != "" {
			was := out.Text
			if out, err = r.resolve(ctx, right, day); err == nil {
				out.Text = was
				out.Rule += fmt.Sprintf("; read as %q", right)
			}
		}
	}
	if err != nil || about == "" || out.Country != "" {
		return out, err
	}
	state := r.state(about)
	if state == nil {
		out.Rule += fmt.Sprintf("; no state is known as %q, which the text is about", about)
		return out, nil
	}
	out.State, out.Country = state.ID, state.Codes["iso3"]
	if len(state.Adjectives) > 0 {
		rest := words
		for _, article := range []string{"the ", "The ", "a ", "an "} {
			rest = strings.TrimPrefix(rest, article)
		}
		of, err := r.resolve(ctx, state.Adjectives[0]+" "+rest, day)
		if err == nil && of.State == state.ID && of.Actor != state.ID {
			of.Text = out.Text
			of.Rule += "; the text is about " + state.Label
			return of, nil
		}
	}
	out.Rule += "; the text is about " + state.Label
	return out, nil
}

// KnowsState tells whether a state or territory has this name.
func (r *Reader) KnowsState(name string) bool { return r.state(name) != nil }

func (r *Reader) state(name string) *gazetteer.Entry {
	for _, h := range r.gaz.Find(name) {
		if h.Entry.Type == "State" || h.Entry.Type == "Territory" {
			return h.Entry
		}
	}
	return nil
}

func (r *Reader) resolve(ctx context.Context, words, day string) (Resolution, error) {
	words = strings.TrimSpace(words)
	out := Resolution{Text: words, Date: day}
	d := document.Plain("", day, words)
	_, date := anchorOf(d.Date)
	reading := r.mentions.Open(d.Text, date)
	var best *mention.Mention
	var in *mention.Sentence
	var others []*mention.Mention
	for sentence := range r.syntax.Sentences(d.Prose) {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		t := tree.New(&sentence)
		s := reading.Read(t)
		others = s.Mentions()
		for _, m := range others {
			if best == nil || betterOf(t, m, best) {
				best, in = m, s
			}
		}
		break
	}
	if best == nil {
		return out, nil
	}
	// "the PRI, Mexico": an organization of the state the words end in.
	if e := best.Entity; e != nil && e.Entry != nil && e.Type == "State" {
		rest, ok := strings.CutSuffix(words, e.Label)
		if rest = strings.TrimRight(rest, " ,("); ok && rest != "" {
			of, err := r.resolve(ctx, rest, day)
			if known, in := r.gaz.Entry(of.Actor); err == nil && in && of.State == e.ID && of.Actor != e.ID && known.Type != "Place" {
				of.Text = words
				return of, nil
			}
		}
	}
	out.Sector = reading.Sector(in, best)
	if c := reading.HeadSector(in, best); c != "" {
		out.Sector = c // "Senate hopeful"
	}
	out.Rule = best.Why
	state := ""
	if e := best.Entity; e != nil {
		out.Actor, out.Label, out.Type, state = e.ID, e.Label, e.Type, e.State
		out.Score, out.RunnerUp, out.RunnerUpScore = scores(best)
	}
	// What words of the phrase tell that are no part of the mention: "trade
	// unions in Denmark", "Estonia's displaced", "Sen. Valencia".
	root := in.At[in.Tree.Root()]
	if root != nil && root != best && root.Entity == nil && root.Kind == mention.Noun {
		if c := reading.Sector(in, root); c != "" {
			out.Sector = c
		}
	}
	known := best.Entity != nil && best.Entity.Entry != nil
	outside := in.Tree.Root() < best.First || in.Tree.Root() > best.Last
	if out.Sector == "" && (!known || outside) {
		out.Sector = reading.WordSector(in)
	}
	if _, ok := r.gaz.Entry(state); !ok && !known {
		for _, m := range others {
			if m.Entity != nil && m.Entity.State != "" {
				state = m.Entity.State
				break
			}
		}
	}
	out.State, out.Country = r.country(state)
	if e := best.Entity; out.Country == "" && e != nil && e.Entry != nil {
		out.Country = r.ofSeveral(e.Entry)
	}
	return out, nil
}

// country is the state that an ID stands for, and its code. A territory has
// that of the state it lies in, a body of several states one of its own.
func (r *Reader) country(id string) (state, code string) {
	state = id
	for range 4 {
		st, ok := r.gaz.State(id)
		if !ok {
			break
		}
		if state == id {
			state = st.ID
		}
		if code := cmp.Or(st.Codes["iso3"], st.Codes["plover"]); code != "" || len(st.Within) == 0 {
			return state, code
		}
		id = st.Within[0]
	}
	if e, ok := r.gaz.Entry(id); ok {
		return state, r.ofSeveral(e)
	}
	return state, ""
}

// ofSeveral is PLOVER's code of a body of several states, or of what it is
// part of: the Commission has that of the Union; "" for all others.
func (r *Reader) ofSeveral(e *gazetteer.Entry) string {
	if e.Type != "IntergovernmentalOrganization" {
		return ""
	}
	for whole, ok := e, true; ok; whole, ok = r.gaz.Entry(whole.Within[0]) {
		if code := whole.Codes["plover"]; code != "" {
			return code
		}
		if len(whole.Within) == 0 {
			break
		}
	}
	return "IGO"
}

// respelt finds the first word that is no name known and would be that of a
// state, city or people with two letters swapped, "Isreali", and gives the
// words with it put right; "" if there is none.
func (r *Reader) respelt(words string) string {
	for _, word := range strings.Fields(words) {
		if len(word) < 5 || word[0] < 'A' || word[0] > 'Z' || len(r.gaz.Called(word)) > 0 {
			continue
		}
		for i := 1; i+1 < len(word); i++ {
			if word[i] == word[i+1] {
				continue
			}
			swapped := word[:i] + string(word[i+1]) + string(word[i]) + word[i+2:]
			for _, h := range r.gaz.Called(swapped) {
				if stateOrCity(h.Entry) {
					return strings.Replace(words, word, swapped, 1)
				}
			}
		}
	}
	return ""
}

// betterOf prefers the mention that says most of the words: one that is
// somebody, with the root in it, and longer.
func betterOf(t *tree.Tree, a, b *mention.Mention) bool {
	rank := func(m *mention.Mention) int {
		n := m.Last - m.First
		if m.Entity != nil {
			n += 100
			if m.Entity.Entry != nil && m.Entity.Type == "Person" {
				n += 40 // "President Macron": the man, not the office
			}
		}
		if m.First <= t.Root() && t.Root() <= m.Last {
			n += 50
		}
		return n
	}
	return rank(a) > rank(b)
}

// scores gives how sure a resolution is, from 0 to 1, with the next best
// actor and its score.
func scores(m *mention.Mention) (score float64, runnerUp string, second float64) {
	score = m.Score
	switch {
	case score > 0 || m.Entity == nil:
	case m.Entity.Generic:
		score = 0.5 // "protesters": a kind of people
	case m.Kind == mention.Pronoun:
		score = 0.65
	case m.Kind == mention.Noun:
		score = 0.85 // an office held on the day, or who acts for whom
	default:
		score = 0.6 // a name no gazetteer has
	}
	if m.RunnerUp != nil {
		runnerUp, second = m.RunnerUp.ID, round(m.RunnerUpScore)
	}
	return math.Round(score*100) / 100, runnerUp, second
}
