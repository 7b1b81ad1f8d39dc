package syntax

import (
	_ "embed"
	"iter"
	"strings"
	"sync"

	"entente/loaders/article/syntax/internal/net"
)

//go:embed model.bin
var modelBytes []byte

// Model reads text. It is safe for use by several goroutines at once.
type Model struct {
	lemmas map[string]string // exceptions: "XPOS form" → lemma
	net    *net.Net
	tags   [][2]string // UPOS and XPOS of each class
	alike  func(word string) string
}

// Like gives a model that reads a word it never met as it reads another of the
// same kind, the one alike gives for it; "" for none. Only words with a capital
// are asked about.
func (m *Model) Like(alike func(word string) string) *Model {
	like := *m
	like.alike = alike
	return &like
}

// Load returns the model built into the program. The first call decodes it.
func Load() (*Model, error) { return loadOnce() }

var loadOnce = sync.OnceValues(func() (*Model, error) { return Decode(modelBytes) })

// Decode reads a model file, as the train command writes it. data must not
// change afterwards.
func Decode(data []byte) (*Model, error) {
	n, extra, err := net.Decode(data)
	if err != nil {
		return nil, err
	}
	m := &Model{net: n, lemmas: map[string]string{}}
	for _, t := range n.Names.Tags {
		upos, xpos, _ := strings.Cut(t, " ")
		m.tags = append(m.tags, [2]string{upos, xpos})
	}
	for line := range strings.Lines(extra["lemmas"]) {
		line = strings.TrimSuffix(line, "\n")
		if i := strings.LastIndexByte(line, ' '); i > 0 {
			m.lemmas[line[:i]] = line[i+1:]
		}
	}
	return m, nil
}

const (
	// batchTokens is how many tokens the net reads together: enough that the
	// weights are fetched once for many words.
	batchTokens = 240
	// documentTokens is how much of a text is read before its names are
	// settled, which are made to agree with each other; longer texts are
	// taken in parts.
	documentTokens = 4000
)

// Sentences splits text and reads each sentence. Offsets are bytes of text,
// and text[t.Start:t.End] == t.Text for every token.
func (m *Model) Sentences(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		s := newSplitter(text)
		var part []*Sentence
		tokens := 0
		for {
			pieces := s.next()
			if pieces != nil {
				sentence := Sentence{Start: pieces[0].start, End: pieces[len(pieces)-1].end, Tokens: make([]Token, len(pieces))}
				for i, p := range pieces {
					sentence.Tokens[i] = Token{Start: p.start, End: p.end, Text: text[p.start:p.end], Head: -1}
				}
				part = append(part, &sentence)
				if tokens += len(pieces); tokens < documentTokens {
					continue
				}
			}
			m.Parse(part)
			for _, s := range part {
				if !yield(*s) {
					return
				}
			}
			if pieces == nil {
				return
			}
			part, tokens = part[:0], 0
		}
	}
}

// Parse reads the sentences of a text whose tokens have only their texts, and
// offsets if they have any: it fills in tags, lemmas, heads, relations and
// names. Names are read alike throughout the sentences given.
func (m *Model) Parse(sentences []*Sentence) {
	var words []string
	var lengths []int
	var r net.Reading
	var marks []float32
	first := 0
	for i, s := range sentences {
		for k := range s.Tokens {
			words = append(words, m.spelling(s.Tokens, k))
		}
		lengths = append(lengths, len(s.Tokens))
		if len(words) < batchTokens && i < len(sentences)-1 {
			continue
		}
		m.net.Read(words, lengths, &r)
		m.fill(sentences[first:i+1], &r)
		m.again(sentences[first:i+1], words, r.Marks)
		marks = append(marks, r.Marks...)
		words, lengths, first = words[:0], lengths[:0], i+1
	}
	m.name(sentences, marks)
}

// fill writes what the net read to the tokens.
func (m *Model) fill(sentences []*Sentence, r *net.Reading) {
	at := 0
	for _, s := range sentences {
		for i := range s.Tokens {
			t, k := &s.Tokens[i], at+i
			t.UPOS, t.XPOS = m.tags[r.Tag[k]][0], m.tags[r.Tag[k]][1]
			t.Head, t.Rel = r.Head[k], m.net.Names.Rels[r.Rel[k]]
			t.TagLead, t.RelLead, t.HeadLead = r.TagLead[k], r.RelLead[k], r.HeadLead[k]
		}
		mend(s.Tokens)
		for i := range s.Tokens {
			t := &s.Tokens[i]
			t.Lemma = lemma(t.Text, t.UPOS, t.XPOS, m.lemmas)
		}
		clipped(s.Tokens)
		at += len(s.Tokens)
	}
}

// spelling is how the net is shown a token: a dash between spaces is a mark
// of punctuation as -- is, while the same sign between letters joins words.
func (m *Model) spelling(tokens []Token, i int) string {
	t := &tokens[i]
	switch t.Text {
	case "-", "–", "—":
		if (i == 0 || tokens[i-1].End < t.Start) && (i == len(tokens)-1 || t.End < tokens[i+1].Start) && t.End > t.Start {
			return "--"
		}
	}
	if t.Text == "IS" && i+1 < len(tokens) && !shouted(tokens[i+1].Text) && (i == 0 || !shouted(tokens[i-1].Text)) {
		return "ISIS" // a name, and no verb in capitals
	}
	if m.alike != nil && capitalised(t.Text) && !m.net.Knows(t.Text) {
		if w := m.alike(t.Text); w != "" {
			return w
		}
	}
	return t.Text
}

// shouted tells whether a word stands in capitals, as in old headlines.
func shouted(w string) bool {
	return len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}
