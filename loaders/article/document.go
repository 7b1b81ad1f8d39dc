package article

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph"

	"github.com/goccy/go-yaml"
)

// Document is a text to read, and what is known of it.
type Document struct {
	ID        string // stable name; see Source
	Date      string // when it was published: YYYY-MM-DD, or another EDTF date; "" if not known
	Title     string
	Publisher string
	URL       string
	Text      string // as given; offsets count in it
	Body      int    // where the prose begins in Text, after a byte order mark and front matter
	Markdown  bool   // markup is not prose
}

// Source is the document as claims cite it. Its ID is the document's own,
// else its URL, else "text-" and the first 12 digits of the text's hash.
func (d *Document) Source() graph.Source {
	sum := sha256.Sum256([]byte(d.Text))
	hash := hex.EncodeToString(sum[:])
	id := d.ID
	if id == "" {
		id = d.URL
	}
	if id == "" {
		id = "text-" + hash[:12]
	}
	return graph.Source{ID: id, Title: d.Title, Publisher: d.Publisher, Published: d.Date, URL: d.URL, SHA256: hash}
}

// InputError says why a text cannot be read as prose.
type InputError struct{ Reason string }

func (e *InputError) Error() string { return e.Reason }

const bom = "\uFEFF"

// parseDocument reads a text or Markdown file: an optional byte order mark,
// optional YAML front matter (id, title, date, publisher, url), the prose.
func parseDocument(text []byte, name string) (Document, error) {
	d := Document{}
	if err := checkText(text); err != nil {
		return d, err
	}
	d.Text = string(text)
	if strings.HasPrefix(d.Text, bom) {
		d.Body = len(bom)
	}
	ext := strings.ToLower(filepath.Ext(name))
	d.Markdown = ext == ".md" || ext == ".markdown"
	if err := d.frontMatter(); err != nil {
		return d, err
	}
	if strings.TrimSpace(d.Text[d.Body:]) == "" {
		return d, &InputError{"there is no text in it"}
	}
	if d.ID == "" && d.URL == "" && name != "" && name != "-" {
		d.ID = filepath.Base(name)
	}
	if d.Title == "" {
		first, _, _ := strings.Cut(strings.TrimSpace(d.Text[d.Body:]), "\n")
		if t, ok := strings.CutPrefix(first, "# "); ok && d.Markdown {
			d.Title = strings.TrimSpace(t)
		}
	}
	return d, nil
}

// checkText refuses what is no text.
func checkText(text []byte) error {
	if len(bytes.TrimSpace(text)) == 0 {
		return &InputError{"the input is empty: there is no text in it"}
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return &InputError{fmt.Sprintf("the input is not text: byte %d is zero. Give plain text, Markdown or JSON Lines", i)}
	}
	if !utf8.Valid(text) {
		at, line := 0, 1
		for rest := text; len(rest) > 0; {
			r, n := utf8.DecodeRune(rest)
			if r == utf8.RuneError && n == 1 {
				break
			}
			if r == '\n' {
				line++
			}
			at += n
			rest = rest[n:]
		}
		return &InputError{fmt.Sprintf("the input is not valid UTF-8: byte %d (line %d) is 0x%02X. Convert it first, for instance with iconv -f WINDOWS-1252 -t UTF-8", at, line, text[at])}
	}
	return nil
}

// frontMatter reads the YAML between two lines of "---" at the head.
func (d *Document) frontMatter() error {
	rest := d.Text[d.Body:]
	line, after, ok := strings.Cut(rest, "\n")
	if !ok || strings.TrimRight(line, "\r ") != "---" {
		return nil
	}
	at := d.Body + len(line) + 1
	begin := at
	for after != "" {
		line, after, ok = strings.Cut(after, "\n")
		end := at
		at += len(line)
		if ok {
			at++
		}
		if l := strings.TrimRight(line, "\r "); l != "---" && l != "..." {
			continue
		}
		head := d.Text[begin:end]
		if !strings.Contains(head, ":") {
			return nil // two rules, not front matter
		}
		var m map[string]any
		if err := yaml.Unmarshal([]byte(head), &m); err != nil {
			return &InputError{"its front matter is not YAML: " + strings.TrimSpace(err.Error())}
		}
		d.Body = at
		for _, f := range []struct {
			keys []string
			to   *string
		}{
			{[]string{"id"}, &d.ID}, {[]string{"title", "headline"}, &d.Title}, {[]string{"date", "published"}, &d.Date},
			{[]string{"publisher", "source", "site"}, &d.Publisher}, {[]string{"url", "link"}, &d.URL},
		} {
			for _, k := range f.keys {
				if v, ok := m[k]; ok && v != nil && *f.to == "" {
					*f.to = strings.TrimSpace(fmt.Sprint(v))
				}
			}
		}
		d.Date = dayOf(d.Date)
		if d.Date != "" {
			if _, err := graph.ParseTime(d.Date); err != nil {
				return &InputError{fmt.Sprintf("its front matter gives the date %q: write it as YYYY-MM-DD", d.Date)}
			}
		}
		return nil
	}
	return nil
}

// dayOf cuts the time of day off a date.
func dayOf(s string) string {
	if len(s) > len("2006-01-02") && (s[10] == 'T' || s[10] == ' ') {
		return s[:10]
	}
	return s
}

// mask blanks what is not prose, byte for byte, so that offsets stay true:
// carriage returns, datelines, and in Markdown its markup. A dash between
// spaces becomes the long one, which cannot be taken for a hyphen.
func (d *Document) mask() string {
	b := []byte(strings.NewReplacer("\r", " ", bom, "   ", " – ", " — ").Replace(d.Text[d.Body:]))
	if d.Markdown {
		maskMarkdown(b)
	}
	maskDatelines(b)
	return string(b)
}

// maskMarkdown blanks headings' and lists' marks, emphasis, links' targets,
// code fences, tables' rules and HTML tags.
func maskMarkdown(b []byte) {
	blank := func(from, to int) {
		for i := from; i < to && i < len(b); i++ {
			if b[i] != '\n' {
				b[i] = ' '
			}
		}
	}
	fence := false
	for at := 0; at < len(b); {
		end := len(b)
		if n := bytes.IndexByte(b[at:], '\n'); n >= 0 {
			end = at + n
		}
		line := b[at:end]
		trimmed := bytes.TrimLeft(line, " \t")
		lead := at + len(line) - len(trimmed)
		switch {
		case bytes.HasPrefix(trimmed, []byte("```")) || bytes.HasPrefix(trimmed, []byte("~~~")):
			fence = !fence
			blank(at, end)
		case fence:
			blank(at, end)
		case bytes.HasPrefix(trimmed, []byte("#")):
			n := 0
			for n < len(trimmed) && trimmed[n] == '#' {
				n++
			}
			if n <= 6 && n < len(trimmed) && trimmed[n] == ' ' {
				blank(lead, lead+n)
			}
		case len(trimmed) > 1 && (trimmed[0] == '>' || (trimmed[0] == '-' || trimmed[0] == '*' || trimmed[0] == '+') && trimmed[1] == ' '):
			blank(lead, lead+1)
		case len(trimmed) >= 3 && len(bytes.Trim(trimmed, "-*_= ")) == 0:
			blank(at, end)
		}
		at = end + 1
	}
	maskInline(b, blank)
}

func maskInline(b []byte, blank func(from, to int)) {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '*', '`':
			b[i] = ' '
		case '_':
			if (i == 0 || !isWord(b[i-1])) != (i+1 >= len(b) || !isWord(b[i+1])) {
				b[i] = ' '
			}
		case '!':
			if i+1 < len(b) && b[i+1] == '[' {
				b[i] = ' '
			}
		case ']':
			if i+1 < len(b) && b[i+1] == '(' {
				if n := bytes.IndexAny(b[i:min(len(b), i+2048)], ")\n"); n > 0 && b[i+n] == ')' {
					if open := bytes.LastIndexByte(b[max(0, i-1024):i], '['); open >= 0 {
						b[max(0, i-1024)+open] = ' '
					}
					blank(i, i+n+1)
					i += n
				}
			}
		case '<':
			if i+1 < len(b) && (b[i+1] == '/' || unicode.IsLetter(rune(b[i+1])) || b[i+1] == '!') {
				if n := bytes.IndexAny(b[i:min(len(b), i+512)], ">\n"); n > 0 && b[i+n] == '>' {
					blank(i, i+n+1)
					i += n
				}
			}
		}
	}
}

func isWord(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
