package dataset

import (
	"strings"

	"entente/graph"
)

// maxRecord is the longest record that is read, in bytes.
const maxRecord = 16 << 20

// Record is what a data set says in one place: a row, an object, an element.
type Record struct {
	ID    string // its key in the data set, the same in every version; "" if it has none
	Line  int    // of its first byte, from 1
	Start int    // offset of Text in the file's text
	Text  string // as it stands there, without the line's end
}

// Part is the record cut to the first place where words stand in it, for
// claims that rest on a part of a large record; the whole record if they do
// not stand in it.
func (r *Record) Part(words string) Record {
	i := strings.Index(r.Text, words)
	if i < 0 || words == "" {
		return *r
	}
	return r.Slice(i, i+len(words))
}

// Slice is the record cut to some of its bytes.
func (r *Record) Slice(from, to int) Record {
	return Record{ID: r.ID, Line: r.Line + strings.Count(r.Text[:from], "\n"), Start: r.Start + from, Text: r.Text[from:to]}
}

// Mention says that the record names the actor by these words, if they stand
// in it.
func (r *Record) Mention(a graph.Actor, words string) graph.Actor {
	if i := strings.Index(r.Text, words); i >= 0 && words != "" {
		a.Mention, a.Start, a.End = words, r.Start+i, r.Start+i+len(words)
	}
	return a
}
