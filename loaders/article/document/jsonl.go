package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"entente/loaders/lines"
)

// record is a document as a line of JSON. Fields that are not named here are
// somebody else's and are let be.
type record struct {
	ID        any     `json:"id"` // a string or a number
	Date      string  `json:"date"`
	Title     string  `json:"title"`
	Publisher string  `json:"publisher"`
	URL       string  `json:"url"`
	Text      *string `json:"text"`
}

// Line is a document of a JSON Lines file, or why its line gives none.
type Line struct {
	Number   int // from 1
	Document Document
	Err      error // the lines after it are still good
}

// ReadLines reads documents, one JSON object a line, as they come. An id is
// taken as the document's ID word for word. The error is one of the input
// itself, the last then.
func ReadLines(r io.Reader, given Given) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		for l, err := range lines.Read(r) {
			if err != nil {
				yield(Line{Number: l.Number}, err)
				return
			}
			if l.Err == nil && len(bytes.TrimSpace(l.Text)) == 0 {
				continue
			}
			out := Line{Number: l.Number, Err: l.Err}
			if out.Err == nil {
				out.Document, out.Err = decode(l.Text, given)
			}
			if !yield(out, nil) {
				return
			}
		}
	}
}

func decode(text []byte, given Given) (Document, error) {
	if !utf8.Valid(text) {
		return Document{}, errors.New("the line is not valid UTF-8")
	}
	var rec record
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&rec); err != nil {
		return Document{}, fmt.Errorf(`not a document, as in {"id": "1", "date": "2026-02-07", "text": "…"}: %s`, whatIsWrong(err))
	}
	if rec.Text == nil {
		return Document{}, errors.New("the document has no text")
	}
	doc := Document{Title: rec.Title, Date: rec.Date, Publisher: rec.Publisher, URL: rec.URL, Text: *rec.Text}
	switch id := rec.ID.(type) {
	case nil:
	case string:
		doc.ID = id
	case json.Number:
		doc.ID = id.String()
	default:
		return doc, errors.New("id must be a string or a number")
	}
	if err := doc.check(); err != nil {
		return doc, err
	}
	doc.readPlain()
	// What is given counts for documents that do not say it themselves: it
	// cannot be meant for one of them.
	given = Given{
		Date: first(doc.Date, given.Date), Title: first(doc.Title, given.Title),
		Publisher: first(doc.Publisher, given.Publisher), URL: first(doc.URL, given.URL),
	}
	return doc, doc.complete("-", given)
}

// whatIsWrong puts what package json says of a line in the words of the format.
func whatIsWrong(err error) string {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field == "":
		return "a line must be an object"
	case errors.As(err, &kind):
		what, _, _ := strings.Cut(kind.Value, " ") // "number 1.5"
		return fmt.Sprintf("%s must be a string, this is of type %s", kind.Field, what)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the JSON object is cut short"
	}
	return err.Error()
}
