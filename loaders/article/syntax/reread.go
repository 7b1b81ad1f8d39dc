package syntax

import (
	"strings"

	"entente/loaders/article/syntax/internal/net"
)

// again shows the net a sentence a second time where it took a verb for a
// noun because both have one form: "police arrest six people" as "police
// arrested six people", "Chad imposes levies" as "Chad imposed levies". What it
// then reads is kept if the word is the verb of a clause in it. Marks are the
// name scores of the sentences; those of a sentence read again are written over.
func (m *Model) again(sentences []*Sentence, words []string, marks []float32) {
	width := len(m.net.Names.Marks)
	at := 0
	for _, s := range sentences {
		n := len(s.Tokens)
		if shown := otherForms(s.Tokens); len(shown) > 0 {
			other := append([]string(nil), words[at:at+n]...)
			for _, o := range shown {
				other[o.token] = o.word
			}
			var r net.Reading
			m.net.Read(other, []int{n}, &r)
			if m.holds(shown, &r) {
				m.fill([]*Sentence{s}, &r)
				copy(marks[at*width:(at+n)*width], r.Marks)
				for _, o := range shown {
					t := &s.Tokens[o.token]
					if o.tag != "" {
						t.XPOS = o.tag
						t.Lemma = lemma(t.Text, t.UPOS, t.XPOS, m.lemmas)
					}
				}
			}
		}
		m.alone(s, words[at:at+n])
		at += n
	}
}

// alone shows the net by itself what stands behind a semicolon and was read as
// having no verb, "Talks stall; Ghana boycotts Togo", and keeps what it reads if
// that is a clause.
func (m *Model) alone(s *Sentence, words []string) {
	for a := 1; a < len(s.Tokens); a++ {
		if s.Tokens[a-1].Text != ";" {
			continue
		}
		b := a
		for b < len(s.Tokens) && s.Tokens[b].Text != ";" {
			b++
		}
		if b-a < 3 || b-a > 40 || saysWhen(s.Tokens[a:b]) {
			continue
		}
		// A full stop makes a sentence of it.
		shown := append(append([]string(nil), words[a:b]...), ".")
		part := &Sentence{Tokens: append(append([]Token(nil), s.Tokens[a:b]...), Token{Text: "."})}
		var r net.Reading
		m.net.Read(shown, []int{len(shown)}, &r)
		m.fill([]*Sentence{part}, &r)
		part.Tokens = part.Tokens[:b-a]
		root := clauseRoot(part.Tokens)
		if root < 0 {
			continue
		}
		main := -1
		for i := range s.Tokens {
			if s.Tokens[i].Head < 0 && (i < a || i >= b) {
				main = i
			}
		}
		for i := range part.Tokens {
			switch t := &part.Tokens[i]; {
			case t.Head >= 0:
				t.Head += a
			case main >= 0:
				t.Head, t.Rel = main, "parataxis"
			}
			s.Tokens[a+i] = part.Tokens[i]
		}
	}
}

// saysWhen tells whether words have a verb that says when.
func saysWhen(tokens []Token) bool {
	for i := range tokens {
		switch t := &tokens[i]; t.XPOS {
		case "VBZ", "VBP", "VBD", "MD":
			return true
		}
	}
	return false
}

// clauseRoot is the verb of a clause that has a subject and an object, -1 for
// none.
func clauseRoot(tokens []Token) int {
	root, subject, object := -1, false, false
	for i := range tokens {
		if tokens[i].Head < 0 {
			root = i
		}
	}
	for i := range tokens {
		if tokens[i].Head == root {
			subject = subject || tokens[i].Rel == "nsubj" && i < root
			object = object || tokens[i].Rel == "obj"
		}
	}
	if root < 0 || !saysWhen(tokens[root:root+1]) || !subject || !object {
		return -1
	}
	return root
}

// form is another form of a word, and the tag that the word has if the net
// reads it as it should.
type form struct {
	token     int
	word, tag string
	any       bool // it may be anything but a name
}

// holds tells whether the net read what it was shown as it should: a verb that
// has a subject, and of an adjective no verb.
func (m *Model) holds(shown []form, r *net.Reading) bool {
	for _, o := range shown {
		if o.any {
			if m.tags[r.Tag[o.token]][0] == "PROPN" {
				return false
			}
			continue
		}
		if o.tag == "" {
			if m.tags[r.Tag[o.token]][0] != "ADJ" {
				return false
			}
			continue
		}
		x := m.tags[r.Tag[o.token]]
		if base := o.tag == "VB"; x[0] != "VERB" || base && x[1] != "VB" || !base && x[1] != "VBD" && x[1] != "VBN" {
			return false
		}
		subject, object := o.tag == "VB", o.tag == "VBZ"
		for i, h := range r.Head {
			switch rel := m.net.Names.Rels[r.Rel[i]]; {
			case h != o.token:
			case rel == "nsubj:pass", rel == "aux:pass":
				return false
			case rel == "nsubj":
				subject = subject || i < o.token
			case rel == "obj", rel == "ccomp":
				object = true
			}
		}
		if rel := m.net.Names.Rels[r.Rel[o.token]]; !object || !subject && rel != "conj" {
			return false
		}
	}
	return true
}

// otherForms are the words of a sentence that the net should be shown in
// another form.
func otherForms(tokens []Token) []form {
	var out []form
	for i := range tokens {
		t := &tokens[i]
		switch w := t.Text; {
		case i == 0 && w == "Acting" && t.XPOS == "VBG" && i+2 < len(tokens) && t.Rel == "csubj":
			out = append(out, form{token: i, word: "Former"}) // "Acting president Lind signs": an office, no deed
		case w == "march" && (t.XPOS == "NNP" || t.XPOS == "NNPS"):
			out = append(out, form{token: i, word: "rally", any: true}) // written small, no month
		case i > 0 && i+2 < len(tokens) && t.XPOS == "VBZ" && t.Rel == "nsubj" && t.Head == i+1 && onlyVerbs[w] && tokens[i+1].XPOS == "VBD" && strings.HasSuffix(tokens[i+1].Text, "ed"):
			out = append(out, form{token: i + 1, word: "new"}) // "announces targeted levies": of what kind they are
		case i > 0 && i+1 < len(tokens) && t.UPOS != "VERB" && baseToo[w] && (tokens[i-1].Text == "to" || tokens[i-1].XPOS == "MD") && governs(&tokens[i+1]):
			out = append(out, form{token: i, word: "punish", tag: "VB"}) // "decided to sanction Chad", "may back the rebels"
		case i == 0 || i+1 >= len(tokens) || t.UPOS == "VERB" && t.Rel != "nsubj" && t.Rel != "compound":
		case t.XPOS == "NNS" && onlyVerbs[w]:
			out = append(out, form{token: i, word: past(strings.TrimSuffix(w, "s")), tag: "VBZ"})
		case w == "open" && tokens[i+1].Text == "fire" && t.Head == i+1 && ofMany(tokens, i):
			out = append(out, form{token: i, word: "opened", tag: "VBP"})
		case nounToo[w] && t.XPOS != "VBN" && t.XPOS != "JJ" && ofMany(tokens, i) && hasObject(tokens, i+1):
			out = append(out, form{token: i, word: past(w), tag: "VBP"})
		}
	}
	return out
}

// governs tells whether a word can begin what an infinitive is done to, where a
// noun of the same form would want a preposition.
func governs(t *Token) bool {
	switch t.UPOS {
	case "PROPN", "DET", "PRON", "NUM", "ADJ":
		return true
	}
	return false
}

// past is the past tense of a regular verb.
func past(base string) string {
	if strings.HasSuffix(base, "e") {
		return base + "d"
	}
	return base + "ed"
}

// ofMany tells whether those who do what token i says stand before it: many
// who act together, "police", "the rebels", "police in Chad".
func ofMany(tokens []Token, i int) bool {
	k := i - 1
	for k > 0 && k > i-5 && tokens[k].UPOS == "PROPN" {
		k--
	}
	if k < i-1 && k > 0 && tokens[k].UPOS == "ADP" && (tokens[k].Text == "in" || tokens[k].Text == "from") {
		k--
	} else {
		k = i - 1
	}
	switch w := strings.ToLower(tokens[k].Text); w {
	case "police":
		return true
	default:
		return tokens[k].XPOS == "NNS" && together[w] || w == "forces" && tokens[k].XPOS == "NNPS"
	}
}

// hasObject tells whether the words from token i on are what something is done
// to, and no phrase that belongs to a noun: "six people", "the camp".
func hasObject(tokens []Token, i int) bool {
	switch t := &tokens[i]; t.UPOS {
	case "NUM", "DET", "PROPN", "ADJ", "PRON":
		return true
	case "NOUN":
		return t.XPOS == "NNS" && !papers[t.Text] || i+1 < len(tokens) && tokens[i+1].UPOS == "NOUN" && !papers[tokens[i+1].Text]
	case "VERB":
		return t.XPOS == "VBN" || t.XPOS == "VBD" && strings.HasSuffix(t.Text, "ed")
	}
	return false
}

var (
	// onlyVerbs are forms of the present that no noun has.
	onlyVerbs = set("abducts accepts accuses acquits adopts alleges allows announces appoints approves assassinates bombards condemns confirms convenes declares dedicates demolishes denounces deploys destroys detains designates dismisses dissolves elects enacts evacuates executes extradites imposes imprisons indicts injures inspects invades kidnaps nominates obtains occupies opposes overthrows postpones praises prohibits ratifies reappoints reinstates rejects reopens resigns retaliates restores suspends threatens unveils urges warns")
	// nounToo are verbs with the form of a noun.
	nounToo = set("arrest attack launch open release rescue intercept capture raid storm shell bomb block blockade question search target order demand exchange ambush clash report kill seize detain liberate recapture")
	// baseToo are verbs whose base form is a noun or an adverb too.
	baseToo = set("sanction pardon sue back detain shell fund boycott arrest attack bomb raid storm blockade ban block arm host aid help support question charge force pressure visit tour target rescue capture release expel urge praise blame veto halt probe search order demand protest fight face quit swap split")
	// together are those of whom the news says what they do together.
	together = set("forces troops soldiers rebels militants insurgents gunmen fighters protesters demonstrators officers agents authorities officials prosecutors militaries militiamen guards settlers warplanes jets airstrikes raiders bandits pirates jihadists extremists militias marines commandos investigators inspectors regulators lawmakers companies firms residents workers")
	// papers are things that a noun of such a form stands before: "arrest warrants".
	papers = set("warrant warrants record records report reports rate rates plan plans deal talks order orders")
)
