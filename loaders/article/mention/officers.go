package mention

// Officers are those who arrest and did something in the sentence before: who
// is said to be arrested next, and not by whom, was so by them. Nil if there
// were none.
func (r *Reading) Officers(i int) *Mention {
	now := r.count - 1 // the sentence is read
	for k := len(r.recent) - 1; k >= 0 && now-r.recent[k].Sentence <= 1; k-- {
		m := r.recent[k]
		if m.Sentence == now || !m.Main || m.Patient || !arresting[m.Lemma] {
			continue
		}
		c := *m
		c.Sentence, c.Head, c.First, c.Last = now, i, i, i
		c.Kind, c.Why = Pronoun, "did it in the sentence before: "+m.Text
		return &c
	}
	return nil
}

// arresting are those whose work it is.
var arresting = map[string]bool{"police": true, "officer": true, "authority": true, "detective": true, "constabulary": true, "gendarme": true, "policeman": true, "prosecutor": true, "guard": true, "customs": true, "troop": true, "soldier": true}
