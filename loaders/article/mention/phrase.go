package mention

// following are prepositions whose phrase behind a common noun belongs to
// what it names: "leaders from Chad", "targets near Lomé".
var following = map[string]bool{"of": true, "from": true, "in": true, "near": true, "at": true, "between": true, "against": true}

// maxFollowing is the longest phrase behind a noun that is taken with it, in tokens.
const maxFollowing = 9

// PhraseEnd is where the phrase that m stands at the head of ends in the
// text, with what follows its noun by prepositions; the end of m if nothing
// does. Clauses are left out.
func (s *Sentence) PhraseEnd(m *Mention) int {
	if m.Kind != Noun || m.Head < m.First || m.Head > m.Last || m.Last >= len(s.Tree.Tokens) || s.Tree.Tokens[m.Last].End != m.End {
		return m.End
	}
	t, last := s.Tree, m.Last
	for _, k := range t.KidsAs(m.Head, "nmod") {
		if m := s.At[k]; m != nil && m.Class == "never" {
			break // "officials on Friday"
		}
		if k < last || t.Is(k, "nmod:poss") || !following[t.Prep(k)] {
			continue
		}
		first, end := t.Reach(k)
		if c := t.Kid(k, "conj"); c > k && end-first >= maxFollowing {
			end, _ = t.Reach(c) // "leaders from Chad, Togo, …": the first of many
			end--
		}
		for end > k && t.UPOS(end, "PUNCT", "CCONJ") {
			end--
		}
		if first != last+1 || end-first >= maxFollowing {
			break
		}
		for i := first; i <= end; i++ {
			if t.UPOS(i, "VERB", "AUX", "SCONJ") && !t.Is(i, "amod", "compound", "case") || t.UPOS(i, "PUNCT") && t.Tokens[i].Text != "-" && t.Tokens[i].Text != "," {
				return t.Tokens[last].End
			}
		}
		last = end
	}
	return t.Tokens[last].End
}
