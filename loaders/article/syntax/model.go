package syntax

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/gob"
	"fmt"
	"iter"
	"strings"
	"sync"

	"entente/loaders/article/syntax/internal/greedy"
)

//go:embed model.bin
var modelBytes []byte

// Model reads text. It is safe for use by several goroutines at once.
type Model struct {
	lemmas map[string]string // exceptions: "UPOS form" → lemma
	reader *greedy.Reader
}

// Load returns the model built into the program. The first call decodes it.
func Load() (*Model, error) { return loadOnce() }

var loadOnce = sync.OnceValues(func() (*Model, error) {
	var r greedy.Reader
	if err := gob.NewDecoder(flate.NewReader(bytes.NewReader(modelBytes))).Decode(&r); err != nil {
		return nil, fmt.Errorf("decoding the syntax model: %w", err)
	}
	return &Model{reader: &r}, nil
})

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
			m.Parse(&sentence)
			if !yield(sentence) {
				return
			}
		}
	}
}

// Parse reads a sentence whose tokens have only their texts: it fills in
// tags, lemmas, heads, relations and names.
func (m *Model) Parse(s *Sentence) {
	ws := make([]greedy.Word, len(s.Tokens))
	for i, t := range s.Tokens {
		ws[i].Text = t.Text
		ws[i].Prepare()
	}
	m.reader.Tag(ws)
	m.reader.Parse(ws)
	m.reader.Name(ws)
	s.Names = nil
	for i := range s.Tokens {
		t, w := &s.Tokens[i], &ws[i]
		t.UPOS, t.XPOS, t.Head, t.Rel = w.UPOS, w.XPOS, w.Head, w.Rel
		t.Lemma = lemma(t.Text, t.UPOS, t.XPOS, m.lemmas)
		if w.Name == "O" {
			continue
		}
		mark, kind, _ := strings.Cut(w.Name, "-")
		if n := len(s.Names); mark == "I" && n > 0 && s.Names[n-1].Last == i-1 && s.Names[n-1].Type == kind {
			s.Names[n-1].Last = i
			continue
		}
		s.Names = append(s.Names, Span{First: i, Last: i, Type: kind})
	}
}
