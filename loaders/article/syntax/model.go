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

// batchTokens is how many tokens are read together: enough that the weights
// are fetched once for many words, few enough that nobody waits.
const batchTokens = 240

// Sentences splits text and reads each sentence. Offsets are bytes of text,
// and text[t.Start:t.End] == t.Text for every token.
func (m *Model) Sentences(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		s := newSplitter(text)
		var batch []*Sentence
		flush := func() bool {
			m.parse(batch)
			for _, s := range batch {
				if !yield(*s) {
					return false
				}
			}
			batch = batch[:0]
			return true
		}
		tokens := 0
		for pieces := s.next(); pieces != nil; pieces = s.next() {
			sentence := Sentence{Start: pieces[0].start, End: pieces[len(pieces)-1].end, Tokens: make([]Token, len(pieces))}
			for i, p := range pieces {
				sentence.Tokens[i] = Token{Start: p.start, End: p.end, Text: text[p.start:p.end], Head: -1}
			}
			batch = append(batch, &sentence)
			if tokens += len(pieces); tokens >= batchTokens {
				if !flush() {
					return
				}
				tokens = 0
			}
		}
		flush()
	}
}

// Parse reads a sentence whose tokens have only their texts: it fills in
// tags, lemmas, heads, relations and names.
func (m *Model) Parse(s *Sentence) { m.parse([]*Sentence{s}) }

func (m *Model) parse(batch []*Sentence) {
	var words []string
	var lengths []int
	for _, s := range batch {
		for i := range s.Tokens {
			words = append(words, spelling(s.Tokens, i))
		}
		lengths = append(lengths, len(s.Tokens))
	}
	var r net.Reading
	m.net.Read(words, lengths, &r)
	at := 0
	for _, s := range batch {
		s.Names = nil
		for i := range s.Tokens {
			t, k := &s.Tokens[i], at+i
			t.UPOS, t.XPOS = m.tags[r.Tag[k]][0], m.tags[r.Tag[k]][1]
			t.Head, t.Rel = r.Head[k], m.net.Names.Rels[r.Rel[k]]
			t.Lemma = lemma(t.Text, t.UPOS, t.XPOS, m.lemmas)
			mark, kind, _ := strings.Cut(m.net.Names.Marks[r.Mark[k]], "-")
			switch {
			case mark == "B":
				s.Names = append(s.Names, Span{First: i, Last: i, Type: kind})
			case mark == "I" && len(s.Names) > 0:
				s.Names[len(s.Names)-1].Last = i
			}
		}
		clipped(s.Tokens)
		at += len(s.Tokens)
	}
}

// spelling is how the net is shown a token: a dash between spaces is a mark
// of punctuation as -- is, while the same sign between letters joins words.
func spelling(tokens []Token, i int) string {
	t := &tokens[i]
	switch t.Text {
	case "-", "–", "—":
		if (i == 0 || tokens[i-1].End < t.Start) && (i == len(tokens)-1 || t.End < tokens[i+1].Start) && t.End > t.Start {
			return "--"
		}
	}
	return t.Text
}
