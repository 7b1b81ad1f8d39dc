package mention

// pressing verbs make those do something to whom they are done.
var pressing = map[string]bool{"threaten": true, "urge": true, "warn": true, "pressure": true, "press": true, "ask": true, "order": true, "force": true, "persuade": true, "invite": true, "tell": true, "push": true, "convince": true, "beg": true, "instruct": true, "accuse": true}

// pressed are those "them" means who do together what they were pressed to do:
// "Chad and Togo agree to take back migrants after Mali threatened them".
func (r *Reading) pressed(s *Sentence, i int) []*Mention {
	t := s.Tree
	v := t.Head(i)
	if v < 0 || !t.Is(i, "obj") || !pressing[t.Lemma(v)] || !t.Is(v, "advcl") || t.Kid(v, "nsubj") < 0 || t.Head(v) < 0 {
		return nil
	}
	mark := t.Kid(v, "mark")
	if mark < 0 || t.Lemma(mark) != "after" && t.Lemma(mark) != "as" && t.Lemma(mark) != "because" && t.Lemma(mark) != "since" && t.Lemma(mark) != "when" {
		return nil
	}
	h := t.Head(v)
	for t.Is(h, "xcomp") && t.Head(h) >= 0 {
		h = t.Head(h)
	}
	var out []*Mention
	for _, k := range t.Subjects(h) {
		m := s.At[k]
		if m == nil || m.Entity == nil || m.Kind == Pronoun || m.Head > i || m.Entity.Type == "Place" {
			return nil
		}
		out = append(out, m)
	}
	return out
}
