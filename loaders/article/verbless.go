package article

import (
	"strings"

	"entente/loaders/article/syntax"
	"entente/loaders/article/tree"
)

// Headlines leave out what tells a verb from a noun: "Minister to visit
// Lima", "Dozens detained in Minsk", "Fiji fishers protest against quota".
// A parser that learned from prose then finds no verb, or the wrong one. Here
// such a sentence is read once more with the word put in that prose would
// have – will, was, is – and the tree without it is kept.

// maxHeadline is the longest sentence read again, in tokens.
const maxHeadline = 45

// telegraphic tells whether a sentence has no finite verb at its root.
func telegraphic(s *syntax.Sentence) bool {
	if len(s.Tokens) < 3 || len(s.Tokens) > maxHeadline {
		return false
	}
	root := -1
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 {
			root = i
		}
	}
	if root < 0 {
		return false
	}
	k := &s.Tokens[root]
	switch k.XPOS {
	case "VBZ", "VBD", "VBP":
		return k.UPOS != "VERB" && k.UPOS != "AUX"
	}
	for i := range s.Tokens {
		if s.Tokens[i].Head == root {
			switch s.Tokens[i].Rel {
			case "cop", "aux", "aux:pass", "expl":
				return false
			case "nsubj", "nsubj:pass":
				if k.UPOS == "VERB" {
					return false
				}
			}
		}
	}
	if k.UPOS == "VERB" && k.XPOS == "VB" {
		// An imperative, unless somebody stands before it.
		return nominal(s, root-1) || root > 1 && s.Tokens[root-1].XPOS == "TO" && nominal(s, root-2)
	}
	return true
}

// completion is a way to complete a headline: a word put in before token at, or
// in place of it, and the form the verb then has.
type completion struct {
	at      int    // token of the verb
	put     string // "will", "was", "is"
	instead bool   // put takes the place of the token before the verb
	form    string // the verb in the completed sentence
	xpos    string // the verb's tag in the headline
	sure    bool   // the word is no noun here: if it is taken for one, a verb that has no noun stands in
}

// complete reads a headline again, if it is one, and gives the better tree.
func (r *Reader) complete(s *syntax.Sentence) {
	if r.pieces(s) {
		return
	}
	if c, ok := r.dated(s); ok && r.try(s, c) {
		return
	}
	if !telegraphic(s) {
		if c, ok := r.mistaken(s); ok {
			c.sure = c.sure || !r.mentions.Somebody(syntax.Lemma(s.Tokens[c.at].Text, "NOUN", "NNS"))
			r.try(s, c)
		}
		return
	}
	for _, c := range r.completions(s) {
		if r.try(s, c) {
			return
		}
	}
}

// standIn is a verb no tagger takes for a noun.
const standIn = "give"

// dated is how to complete a sentence in which a verb before the name of a day
// was taken for a plural: "Minister heads Friday to Togo".
func (r *Reader) dated(s *syntax.Sentence) (completion, bool) {
	t := s.Tokens
	if len(t) > maxHeadline {
		return completion{}, false
	}
	for i := 1; i+2 < len(t); i++ {
		if t[i].XPOS != "NNS" || several(s, i-1) || !nominal(s, i-1) || !strings.HasSuffix(t[i+1].Text, "day") || t[i+1].UPOS != "PROPN" || t[i+2].UPOS != "ADP" {
			continue
		}
		if l := syntax.Lemma(t[i].Text, "VERB", "VBZ"); l != t[i].Text && r.relations.IsVerb(l) {
			return completion{at: i, put: "will", form: l, xpos: "VBZ"}, true
		}
	}
	return completion{}, false
}

// mistaken is how to complete a headline whose verb was taken for a plural noun
// and a later noun for its verb: "Hungary vetoes aid package", "Leader pardons
// jailed reporter", "Thousands march in Lima against cuts".
func (r *Reader) mistaken(s *syntax.Sentence) (completion, bool) {
	t := s.Tokens
	if len(t) < 4 || len(t) > maxHeadline/2 {
		return completion{}, false
	}
	root := -1
	for i := range t {
		if t[i].Head < 0 {
			root = i
		}
		switch t[i].UPOS {
		case "AUX", "SCONJ":
			return completion{}, false
		}
		if t[i].UPOS == "DET" && i < 8 {
			return completion{}, false // prose has articles
		}
	}
	if root < 2 || t[root].UPOS != "VERB" {
		return completion{}, false
	}
	// "Chad, Togo leaders to meet": leaders are no verb.
	if t[root].XPOS == "VBZ" && root+2 < len(t) && t[root+1].XPOS == "TO" && t[root+2].XPOS == "VB" && r.mentions.Somebody(syntax.Lemma(t[root].Text, "NOUN", "NNS")) && !r.relations.IsVerb(syntax.Lemma(t[root].Text, "VERB", "VBZ")) {
		return completion{at: root + 2, put: "will", instead: true, form: t[root+2].Text, xpos: "VB"}, true
	}
	for i := 1; i < root; i++ {
		k := t[i]
		low := strings.ToLower(k.Text)
		if r.plainVerb(s, i) {
			return completion{at: i, put: "will", form: low, xpos: "VBP", sure: true}, true
		}
		if k.UPOS != "NOUN" && k.UPOS != "PROPN" || k.UPOS == "PROPN" && k.Text != low || !word(k.Text) || t[i-1].UPOS != "PROPN" && t[i-1].UPOS != "NOUN" && t[i-1].UPOS != "ADJ" {
			continue
		}
		// "Premier unveils plans to": a plural has no verb in -s.
		if k.XPOS == "NNS" && k.Head == root && k.Rel == "nsubj" && root == i+1 && t[root].XPOS == "VBZ" && !several(s, i-1) {
			if l := syntax.Lemma(low, "VERB", "VBZ"); l != low && r.relations.IsVerb(l) {
				return completion{at: i, put: "will", form: l, xpos: "VBZ"}, true
			}
		}
		// "Navy boards tanker linked to fleet".
		if k.XPOS == "NNS" && (k.Rel == "compound" || k.Rel == "nsubj") && root > i+1 && heldAgainst[strings.ToLower(t[root].Text)] && !several(s, i-1) && opensPhrase(s, i+1) && t[root-1].UPOS == "NOUN" {
			if l := syntax.Lemma(low, "VERB", "VBZ"); l != low && r.relations.IsVerb(l) && !r.mentions.Somebody(syntax.Lemma(low, "NOUN", "NNS")) {
				return completion{at: i, put: "will", form: l, xpos: "VBZ"}, true
			}
		}
		if t[i-1].UPOS == "ADJ" && t[i-1].Text != "general" && t[i-1].Text != "elect" {
			continue
		}
		switch {
		case k.XPOS == "NNS" && k.Head == root && strings.HasPrefix(k.Rel, "nsubj") && !several(s, i-1) && strings.HasSuffix(low, "s") && !r.mentions.Somebody(syntax.Lemma(low, "NOUN", "NNS")):
			l := syntax.Lemma(low, "VERB", "VBZ")
			if l == low || !r.relations.IsVerb(l) {
				return completion{}, false
			}
			for j := i + 1; j < root; j++ {
				if t[j].UPOS == "ADP" {
					return completion{}, false // "strikes on a hotel kill eleven"
				}
			}
			// What follows the root must do for the end of a noun phrase.
			only := !r.relations.IsNoun(low) && !r.relations.IsNoun(l)
			noun := (r.relations.IsNoun(strings.ToLower(t[root].Text)) || only && r.mentions.Knows(strings.ToLower(t[root].Text))) && root+1 < len(t) && (t[root+1].UPOS == "ADP" || t[root+1].UPOS == "NOUN" || t[root+1].XPOS == "TO")
			noun = noun || root+1 < len(t) && t[root+1].Text == "of" // "backs use of assets"
			if root == i+1 && t[root].XPOS == "VBP" && root+1 < len(t) && t[root+1].XPOS == "TO" && r.mentions.Knows(strings.ToLower(t[root].Text)) {
				return completion{at: i, put: "will", form: l, xpos: "VBZ"}, true // "Court orders state to pay"
			}
			if t[root].XPOS == "VBP" && noun && (root > i+1 || t[root+1].UPOS == "ADP" || t[root+1].XPOS == "TO") || root == i+1 && (t[root].XPOS == "VBD" || t[root].XPOS == "VBN") && (t[i-1].UPOS == "PROPN" || r.mentions.Somebody(t[i-1].Lemma)) && root+2 < len(t) && (t[root+1].UPOS == "ADJ" || t[root+1].UPOS == "NOUN" || only && t[root+1].UPOS == "PROPN") {
				return completion{at: i, put: "will", form: l, xpos: "VBZ"}, true
			}
			return completion{}, false
		case t[i-1].XPOS == "NNS" && k.XPOS == "NN" && root == i+1 && k.Head == root && k.Rel == "nsubj" && (t[root].XPOS == "VBP" || t[root].XPOS == "VBZ" && r.mentions.Somebody(syntax.Lemma(t[root].Text, "NOUN", "NNS"))) && root+1 < len(t) && r.relations.IsVerb(low):
			// "Troops escort aid convoy": one escort does not "aid".
			return completion{at: i, put: "will", form: low, xpos: "VBP"}, true
		case t[i-1].XPOS == "NNS" && i == 1 && t[root].XPOS == "VBZ" && r.relations.IsVerb(low) && t[i+1].UPOS == "ADP":
			// "Thousands march in Lima against cuts": many do not "cuts".
			return completion{at: i, put: "will", form: low, xpos: "VBP"}, true
		}
	}
	return completion{}, false
}

// completions are the ways in which a sentence may be completed, the likeliest
// first.
func (r *Reader) completions(s *syntax.Sentence) []completion {
	var out []completion
	t := s.Tokens
	for i := 1; i+1 < len(t); i++ {
		if t[i].XPOS == "TO" && t[i+1].XPOS == "VB" && (nominal(s, i-1) || strings.EqualFold(t[i-1].Text, "not")) {
			// "plans to withdraw" has its verb before the infinitive.
			// "Farmers petition Lomé to scrap tax": not Lomé is to do it.
			asked := i > 2 && t[i-3].XPOS == "NNS" && t[i-2].XPOS == "NN" && (t[i-1].UPOS == "PROPN" || r.mentions.Somebody(syntax.Lemma(t[i-1].Text, "NOUN", t[i-1].XPOS))) && r.relations.IsVerb(strings.ToLower(t[i-2].Text))
			if !r.relations.IsVerb(syntax.Lemma(strings.ToLower(t[i-1].Text), "VERB", "VBZ")) && t[i-1].UPOS != "VERB" && !asked {
				out = append(out, completion{at: i + 1, put: "will", instead: true, form: t[i+1].Text, xpos: "VB"})
			}
			break
		}
	}
	for i := 1; i+1 < len(t); i++ {
		who := i - 1
		if w := t[who].Text; who > 0 && (w == "each" || w == "both" || w == "also" || w == "again" || t[who].UPOS == "ADV" && strings.HasSuffix(w, "ly")) {
			who-- // "police separately arrest", "Ghana and Togo each free"
		}
		if !nominal(s, who) || !word(t[i].Text) || t[i+1].Text == "'s" || t[i+1].Text == "’s" {
			continue
		}
		low := strings.ToLower(t[i].Text)
		plural := several(s, who)
		if past(s, i+1) {
			// "Rebels backed by Rwanda seized": the verb is further on.
			continue
		}
		switch {
		case strings.HasSuffix(low, "ing") && t[i].UPOS == "VERB":
			out = append(out, completion{at: i, put: "is", form: low, xpos: "VBG"})
		case pastForm(low) && opensPhrase(s, i+1) && r.relations.IsVerb(syntax.Lemma(low, "VERB", "VBD")):
			// "Gunman shot six people": somebody has done it, not suffered it.
			out = append(out, completion{at: i, put: "has", form: low, xpos: "VBD"})
		case t[i].XPOS == "VBN" || t[i].XPOS == "VBD" || pastForm(low) && r.relations.IsVerb(syntax.Lemma(low, "VERB", "VBD")):
			out = append(out, completion{at: i, put: "was", form: low, xpos: "VBN"})
		case strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !plural:
			if l := syntax.Lemma(low, "VERB", "VBZ"); l != low && r.relations.IsVerb(l) {
				if r.persons(low) && r.plainVerb(s, i+1) {
					break // "Haiti gangs torch station": gangs are no verb
				}
				c := completion{at: i, put: "will", form: l, xpos: "VBZ"}
				if len(out) == 1 && out[0].instead && i < out[0].at && t[i-1].UPOS == "PROPN" && opensPhrase(s, i+1) {
					out = append([]completion{c}, out...) // "Ecuador storms embassy to arrest ex-leader"
					break
				}
				out = append(out, c)
			}
		case plural && r.relations.IsVerb(low):
			out = append(out, completion{at: i, put: "will", form: low, xpos: "VBP", sure: r.plainVerb(s, i)})
		}
		if len(out) >= 4 {
			break
		}
	}
	return out
}

// try parses a completed headline and, if it has the verb as its root with a
// subject before it, writes its tree into s.
func (r *Reader) try(s *syntax.Sentence, c completion) bool {
	return r.parsed(s, c, c.form) || c.sure && r.parsed(s, c, standIn)
}

// parsed parses a completed headline with a word for its verb.
func (r *Reader) parsed(s *syntax.Sentence, c completion, form string) bool {
	n := len(s.Tokens)
	put := c.at
	full := &syntax.Sentence{Start: s.Start, End: s.End, Tokens: make([]syntax.Token, 0, n+1)}
	for i, k := range s.Tokens {
		if i == put && !c.instead {
			full.Tokens = append(full.Tokens, syntax.Token{Start: k.Start, End: k.Start, Text: c.put, Head: -1})
		}
		k = syntax.Token{Start: k.Start, End: k.End, Text: k.Text, Head: -1}
		if c.instead && i == put-1 {
			k.Text = c.put
		}
		if i == put {
			k.Text = form
		}
		full.Tokens = append(full.Tokens, k)
	}
	r.syntax.Parse([]*syntax.Sentence{full})
	// Places in the completed sentence: those from the word put in on are one further.
	place := func(i int) int {
		if !c.instead && i >= put {
			return i + 1
		}
		return i
	}
	back := func(j int) int {
		if !c.instead && j > put {
			return j - 1
		}
		return j
	}
	verb := place(put)
	if k := &full.Tokens[verb]; k.UPOS != "VERB" || k.Head >= 0 {
		return false
	}
	subject := false
	for j := range full.Tokens {
		if full.Tokens[j].Head == verb && j < verb && strings.HasPrefix(full.Tokens[j].Rel, "nsubj") {
			subject = true
		}
	}
	if !subject {
		return false
	}
	extra := -1
	if !c.instead {
		extra = put
	}
	for i := range s.Tokens {
		k, from := &s.Tokens[i], full.Tokens[place(i)]
		h := from.Head
		if h == extra && h >= 0 {
			h = full.Tokens[extra].Head
		}
		if h >= 0 {
			h = back(h)
		}
		k.Head, k.Rel = h, from.Rel
		// "host summit": the tagger may see a second verb where the tree has an object.
		if from.UPOS != "VERB" || !argument(from.Rel) {
			k.UPOS, k.XPOS, k.Lemma = from.UPOS, from.XPOS, from.Lemma
		} else if k.UPOS == "VERB" {
			k.UPOS, k.XPOS, k.Lemma = "NOUN", "NN", syntax.Lemma(k.Text, "NOUN", "NN")
		}
		if h == put && i == put+1 && k.XPOS == "VB" && k.Rel == "xcomp" && c.form != "help" && c.form != "let" && r.relations.IsNoun(k.Lemma) {
			k.UPOS, k.XPOS, k.Rel = "NOUN", "NN", "obj" // "orders probe into"
		}
		// "Japan, Philippines sign": two that do.
		if h == put && i > put && k.Rel == "flat" && k.UPOS == "PROPN" {
			k.Rel = "obj"
		}
		if k.Rel == "appos" && k.UPOS == "PROPN" && h >= 0 && h < i && s.Tokens[h].UPOS == "PROPN" && i == put-1 {
			k.Rel = "conj"
		}
	}
	s.Tokens[put].XPOS = c.xpos
	if form != c.form {
		s.Tokens[put].Lemma = c.form
	}
	if c.instead {
		to := &s.Tokens[put-1]
		to.UPOS, to.XPOS, to.Lemma, to.Rel, to.Head = "PART", "TO", "to", "mark", put
	}
	return true
}

// argument tells whether a relation is that of a noun to its verb.
func argument(rel string) bool {
	switch rel {
	case "obj", "iobj", "nsubj", "nsubj:pass", "obl", "nmod", "compound":
		return true
	}
	return false
}

// nominal tells whether token i can end a subject.
func nominal(s *syntax.Sentence, i int) bool {
	if i < 0 {
		return false
	}
	switch s.Tokens[i].UPOS {
	case "NOUN", "PROPN", "NUM", "PRON":
		return true
	case "ADJ":
		w := s.Tokens[i].Text
		switch {
		case w == "elect" && i > 1 && s.Tokens[i-1].Text == "-":
			return true
		case tree.OfNation(w):
			return false // "Mozambique ships gas", but "Israeli strikes"
		}
		return i == 0 && w != strings.ToLower(w) && len(s.Tokens) > 2 && s.Tokens[1].XPOS == "NNS"
	}
	return false
}

// past tells whether a verb in the past stands behind a noun from token i on.
func past(s *syntax.Sentence, i int) bool {
	for ; i < len(s.Tokens); i++ {
		if x := s.Tokens[i].XPOS; (x == "VBD" || x == "VBN") && s.Tokens[i].UPOS == "VERB" && nominal(s, i-1) {
			return true
		}
	}
	return false
}

// pastForm tells whether a word in lower case has the form of a past.
func pastForm(low string) bool {
	return !strings.HasSuffix(low, "s") && syntax.Lemma(low, "VERB", "VBD") != low
}

// opensPhrase tells whether a noun phrase begins at token i.
func opensPhrase(s *syntax.Sentence, i int) bool {
	if i >= len(s.Tokens) {
		return false
	}
	switch s.Tokens[i].UPOS {
	case "DET", "NUM", "PROPN", "PRON", "NOUN":
		return true
	case "ADJ":
		return strings.ToLower(s.Tokens[i].Text) != "dead"
	}
	return false
}

// several tells whether what ends at token i is plural: a verb without s may follow.
func several(s *syntax.Sentence, i int) bool {
	switch s.Tokens[i].XPOS {
	case "NNS", "NNPS", "CD":
		return true
	}
	if k := &s.Tokens[i]; k.UPOS == "PROPN" && strings.HasSuffix(k.Text, "s") && !strings.HasSuffix(k.Text, "ss") && i > 0 && (s.Tokens[i-1].XPOS == "POS" || s.Tokens[i-1].UPOS == "ADJ" && i == 1) {
		return true // "Yemen's Houthis release"
	}
	if w := s.Tokens[i].Text; len(w) > 2 && w[len(w)-1] == 's' && w[:len(w)-1] == strings.ToUpper(w[:len(w)-1]) {
		return true // "MPs"
	}
	switch strings.ToLower(s.Tokens[i].Text) {
	case "police", "people", "staff", "crew", "media", "personnel", "public":
		return true
	}
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch s.Tokens[j].Text {
		case "and", "And", "&", ",":
			return true
		}
	}
	return false
}

// plainVerb tells whether the word at token i is what people do who are named
// before it, though it was taken for a noun or an adjective: "police fire
// tear gas", "rebels free hostages", "gangs torch station".
func (r *Reader) plainVerb(s *syntax.Sentence, i int) bool {
	if i < 1 || i+1 >= len(s.Tokens) {
		return false
	}
	k, who, next := s.Tokens[i], s.Tokens[i-1], s.Tokens[i+1]
	low := strings.ToLower(k.Text)
	switch {
	case k.Text != low || !word(low) || k.UPOS == "VERB" || !r.relations.IsVerb(low) || syntax.Lemma(low, "VERB", "VBP") != low:
		return false
	case who.XPOS != "NNS" && !strings.EqualFold(who.Text, "police") && who.Text != "MPs":
		return false
	case !r.persons(strings.ToLower(who.Text)):
		return false
	case low == "back":
		return opensPhrase(s, i+1) || next.UPOS == "VERB"
	case k.UPOS == "ADJ":
		return next.UPOS == "NOUN" || next.UPOS == "PROPN" || next.UPOS == "NUM" || next.UPOS == "VERB" || next.UPOS == "ADJ"
	case k.UPOS != "NOUN" && k.UPOS != "PROPN" || k.XPOS == "NNS":
		return false
	}
	// "doctors strike enters third month": what a verb follows is a noun.
	for j := i + 1; j < len(s.Tokens); j++ {
		if x := s.Tokens[j].XPOS; x == "VBZ" || x == "VBD" && !heldAgainst[s.Tokens[j].Text] {
			return false
		}
	}
	return next.UPOS == "NOUN" || next.UPOS == "PROPN" || next.UPOS == "NUM" || next.UPOS == "DET" || next.UPOS == "VERB" && next.XPOS != "VBZ" && next.XPOS != "VBD" && next.XPOS != "VBN"
}

// persons tells whether a plural in lower case names people who act.
func (r *Reader) persons(low string) bool {
	return low == "police" || r.mentions.Somebody(low) || r.mentions.Somebody(syntax.Lemma(low, "NOUN", "NNS"))
}

// heldAgainst are participles that say behind a noun what is held against it.
var heldAgainst = map[string]bool{
	"linked": true, "accused": true, "suspected": true, "convicted": true, "tied": true, "blamed": true, "wanted": true, "bound": true, "held": true,
}

// word tells whether a token is letters only.
func word(text string) bool {
	for _, c := range text {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return len(text) > 2
}
