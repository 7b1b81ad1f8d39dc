package timex

import "strings"

// tenseAt is the tense of the verb that piece i belongs to: the caller's word
// first, then a guess.
func (s *scan) tenseAt(i int) Tense {
	if t := s.hinted(i); t != Unknown {
		return t
	}
	return s.guess(s.p[i].Token)
}

func (s *scan) hinted(i int) Tense {
	if s.hint == nil {
		return Unknown
	}
	return s.hint(s.p[i].Token)
}

// reach is how many words away a verb is still taken for the governing one.
const reach = 12

// guess looks for the verb: up the tree if there is one, else to the left and
// then to the right.
func (s *scan) guess(token int) Tense {
	if t, ok := s.climb(token); ok {
		return t
	}
	for j := token - 1; j >= 0 && j >= token-reach; j-- {
		if s.clauseEnd(j) {
			break
		}
		if t := s.verbTense(j); t != Unknown {
			return t
		}
	}
	for j := token + 1; j < len(s.tokens) && j <= token+reach; j++ {
		if s.clauseEnd(j) {
			break
		}
		if t := s.verbTense(j); t != Unknown {
			return t
		}
	}
	return Unknown
}

func (s *scan) clauseEnd(j int) bool {
	switch s.tokens[j].Text {
	case ";", ":", "—", "”", "\"", "''":
		return true
	}
	return false
}

// verbTense is the tense one word alone shows.
func (s *scan) verbTense(j int) Tense {
	t := s.tokens[j]
	low := strings.ToLower(t.Text)
	if low == "’ll" {
		return Future
	}
	if s.words[low].flags&futureWord != 0 && !strings.HasPrefix(t.XPOS, "NN") && !s.compared(j) {
		return Future
	}
	if s.words[t.Lemma].flags&futureVerb != 0 && strings.HasPrefix(t.XPOS, "VB") && j+1 < len(s.tokens) && s.tokens[j+1].Text == "to" {
		return Future
	}
	if t.XPOS == "VBD" {
		return Past
	}
	return Unknown
}

// climb walks up the tree to the governing verb; ok is false without a tree
// or a verb on the way.
func (s *scan) climb(token int) (Tense, bool) {
	at := token
	for range reach {
		head := s.tokens[at].Head
		if head < 0 || head >= len(s.tokens) || head == at || s.tokens[at].Rel == "" {
			return Unknown, false
		}
		at = head
		t := s.tokens[at]
		if s.words[strings.ToLower(t.Text)].flags&futureWord != 0 && t.XPOS == "VBN" && !s.compared(at) {
			return Future, true // "scheduled for Friday"
		}
		if t.UPOS != "VERB" && t.UPOS != "AUX" {
			if tense, ok := s.auxTense(at); ok { // "was in Doha on Friday"
				return tense, true
			}
			continue
		}
		return s.verbAt(at), true
	}
	return Unknown, false
}

// verbAt gives the tense of a verb from its form, its auxiliaries and, for an
// infinitive, the verb it depends on.
func (s *scan) verbAt(at int) Tense {
	infinitive := false
	for range reach {
		t := s.tokens[at]
		if infinitive && s.words[t.Lemma].flags&futureVerb != 0 {
			return Future // "had agreed in principle to meet on Monday"
		}
		if tense, ok := s.auxTense(at); ok {
			return tense
		}
		switch t.XPOS {
		case "VBD":
			return Past
		case "VBZ", "VBP":
			return Unknown
		case "VBN":
			if !s.hasChild(at, "to") {
				return Unknown
			}
		}
		head := t.Head
		if head < 0 || head >= len(s.tokens) || head == at {
			return Unknown
		}
		if s.hasChild(at, "to") {
			up := s.tokens[head]
			if s.words[up.Lemma].flags&futureVerb != 0 || s.words[strings.ToLower(up.Text)].flags&futureWord != 0 {
				return Future
			}
			infinitive = true
		}
		at = head
	}
	return Unknown
}

// auxTense looks at the auxiliaries and copulas of a word.
func (s *scan) auxTense(at int) (Tense, bool) {
	lo, hi := max(0, at-reach), min(len(s.tokens), at+reach)
	past := false
	for j := lo; j < hi; j++ {
		t := s.tokens[j]
		if t.Head != at || !strings.HasPrefix(t.Rel, "aux") && t.Rel != "cop" {
			continue
		}
		switch strings.ToLower(t.Text) {
		case "will", "shall", "'ll", "’ll", "wo":
			return Future, true
		case "had", "was", "were", "did", "has", "have", "'ve", "’ve":
			past = true
		case "would", "could", "may", "might", "can", "should", "must":
			return Unknown, true // not what happened, whatever stands above
		}
	}
	return Past, past
}

// compared tells whether a participle is one of "fewer than expected".
func (s *scan) compared(at int) bool {
	if at == 0 {
		return false
	}
	before := strings.ToLower(s.tokens[at-1].Text)
	return before == "than" || before == "as"
}

func (s *scan) hasChild(at int, word string) bool {
	for j := max(0, at-4); j < at; j++ {
		if s.tokens[j].Head == at && strings.EqualFold(s.tokens[j].Text, word) {
			return true
		}
	}
	return false
}
