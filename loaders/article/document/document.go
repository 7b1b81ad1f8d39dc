// Package document reads documents as people have them – plain text,
// Markdown with front matter, JSON Lines – into one form: what the document
// is called, and its text, byte for byte.
//
// Offsets of claims point into [Document.Text], and text is never rewritten:
// markup is covered up in [Document.Prose], which has the same length.
package document

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"entente/graph"
)

// MaxSize is the largest document that is read, in bytes.
const MaxSize = 64 << 20

// Document is something to be read for claims.
type Document struct {
	ID        string // stable name of the document: [graph.Source.ID]
	Title     string
	Publisher string
	Date      string // of publication, EDTF, mostly YYYY-MM-DD; "" if not known
	URL       string
	Text      string // as it was given, byte for byte; what offsets point into
	// Prose is Text with what is no prose (front matter, markup) covered by
	// blanks, and the line breaks inside a paragraph too: a line break in it
	// ends a heading, an item or a paragraph. len(Prose) == len(Text).
	Prose string
}

// Given is what the user says of a document. It goes before what a file says
// of itself, and after what a line of JSON Lines says.
type Given struct {
	Date, Title, Publisher, URL string
	// Called is the ID of what a file holds that has none of its own, by the
	// file's name; nil for the name without its folder.
	Called func(name string) string
}

// ID is that of what a file holds that has none of its own.
func (g *Given) ID(name string) string {
	if g.Called == nil {
		return filepath.Base(name)
	}
	return g.Called(name)
}

// Plain makes a document of a text that is all prose, as tests and gold have
// it.
func Plain(id, date, text string) Document {
	d := Document{ID: id, Date: date, Text: text}
	d.readPlain()
	return d
}

// Source is the document as claims carry it.
func (d *Document) Source() graph.Source {
	sum := sha256.Sum256([]byte(d.Text))
	return graph.Source{ID: d.ID, Title: d.Title, Publisher: d.Publisher, Published: d.Date, URL: d.URL, SHA256: hex.EncodeToString(sum[:])}
}

// Read reads one document, Markdown if the name or front matter says so, else
// plain text. The name is that of the file, "-" for standard input.
func Read(r io.Reader, name string, given Given) (Document, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return Document{}, err
	}
	if len(text) > MaxSize {
		return Document{}, fmt.Errorf("the document is larger than %d MiB: split it, or give documents as JSON Lines", MaxSize>>20)
	}
	d := Document{Text: string(text)}
	if err := d.check(); err != nil {
		return d, err
	}
	ext := strings.ToLower(filepath.Ext(name))
	if ext == ".md" || ext == ".markdown" || d.hasFrontMatter() {
		if err := d.readMarkdown(); err != nil {
			return d, err
		}
	} else {
		d.readPlain()
	}
	return d, d.complete(name, given)
}

// check refuses what is no text. Invalid UTF-8 is refused, with its place:
// to repair it would make every offset after it untrue.
func (d *Document) check() error {
	text := d.Text
	if strings.TrimSpace(strings.ReplaceAll(text, "\ufeff", "")) == "" {
		return errors.New("the document is empty")
	}
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return errors.New("the text is in UTF-16: save it as UTF-8")
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return fmt.Errorf("not a text: byte %d is zero, as in a picture or an archive", i)
	}
	if !utf8.ValidString(text) {
		line, at := 1, 0
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			if r == '\n' {
				line++
			}
			at += n
		}
		return fmt.Errorf("not valid UTF-8 from line %d on (byte %d): convert it first, as in iconv -f latin1 -t utf-8", line, at)
	}
	return nil
}

// complete fills in what the document does not say of itself.
func (d *Document) complete(name string, given Given) error {
	d.Date = first(given.Date, d.Date)
	d.Title = first(given.Title, d.Title)
	d.Publisher = first(given.Publisher, d.Publisher)
	d.URL = first(given.URL, d.URL)
	if d.ID == "" {
		d.ID = d.URL
	}
	if d.ID == "" && name != "-" {
		d.ID = given.ID(name)
	}
	if d.ID == "" {
		d.ID = "text-" + d.Source().SHA256[:12]
	}
	if d.Date == "" {
		return nil
	}
	date, err := ParseDate(d.Date)
	if err != nil {
		return err
	}
	d.Date = date
	return nil
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// ParseDate takes a date as documents give it – EDTF, or a day with a time of
// day behind it – and gives EDTF.
func ParseDate(s string) (string, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	if _, err := graph.ParseTime(s); err != nil {
		return "", fmt.Errorf("the date %q is not of the form YYYY-MM-DD", s)
	}
	return s, nil
}

func (d *Document) readPlain() {
	m := newMask(d.Text)
	for p := range paragraphs(d.Text, 0) {
		m.keep(p.start, p.end)
		// A line that ends without a full stop and is short is a heading or
		// an item, and stays a line; the lines of wrapped prose are joined.
		if p.wrapped {
			m.join(p.start, p.end)
		}
	}
	m.rubbish()
	d.Prose = m.String()
}
