package syntax

import (
	"iter"
	"sync"
)

// Model reads text. It is safe for use by several goroutines at once.
type Model struct {
	lemmas map[string]string // exceptions: "UPOS form" → lemma
}

// Load returns the model built into the program. The first call decodes it.
func Load() (*Model, error) { return loadOnce() }

var loadOnce = sync.OnceValues(func() (*Model, error) { return &Model{}, nil })

// Sentences splits text and reads each sentence. Offsets are bytes of text,
// and text[t.Start:t.End] == t.Text for every token.
func (m *Model) Sentences(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		s := newSplitter(text)
		for pieces := s.next(); pieces != nil; pieces = s.next() {
			sentence := Sentence{Start: pieces[0].start, End: pieces[len(pieces)-1].end, Tokens: make([]Token, len(pieces))}
			for i, p := range pieces {
				sentence.Tokens[i] = Token{Start: p.start, End: p.end, Text: text[p.start:p.end], Head: -1}
			}
			m.read(&sentence)
			if !yield(sentence) {
				return
			}
		}
	}
}

// read fills in what is known of a sentence whose tokens have their texts.
func (m *Model) read(s *Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		t.Lemma = lemma(t.Text, t.UPOS, t.XPOS, m.lemmas)
	}
}
