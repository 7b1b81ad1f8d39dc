package document

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// frontMatterKeys are the fields that may stand at the head of a Markdown
// file, under the names that site generators give them. Others are let be.
func (d *Document) frontMatterKeys() []frontMatterField {
	return []frontMatterField{
		{[]string{"id"}, &d.ID}, {[]string{"title", "headline"}, &d.Title}, {[]string{"date", "published"}, &d.Date},
		{[]string{"publisher", "source", "site"}, &d.Publisher}, {[]string{"url", "link"}, &d.URL},
	}
}

type frontMatterField struct {
	names []string
	to    *string
}

// readMarkdown reads the front matter and covers the markup. It knows the
// Markdown that articles are written in, not the whole of CommonMark: what it
// does not know stays in the prose.
func (d *Document) readMarkdown() error {
	start, err := d.readFrontMatter()
	if err != nil {
		return err
	}
	if title := heading.FindStringSubmatch(d.Text[start:]); title != nil && d.Title == "" {
		d.Title = strings.TrimSpace(title[1])
	}
	m := newMask(d.Text)
	for p := range paragraphs(d.Text, start) {
		d.keepBlock(m, p)
	}
	m.references()
	m.pictures()
	d.Prose = m.String()
	return nil
}

// hasFrontMatter tells whether a text whose name does not say what it is, such
// as one from a pipe, begins with fields that are known: a headline there
// would be read as a sentence. A rule of dashes alone begins plain text, too.
func (d *Document) hasFrontMatter() bool {
	head := Document{Text: d.Text}
	if _, err := head.readFrontMatter(); err != nil {
		return false
	}
	return slices.ContainsFunc(head.frontMatterKeys(), func(f frontMatterField) bool { return *f.to != "" })
}

// readFrontMatter gives the offset of the text after the front matter.
func (d *Document) readFrontMatter() (end int, err error) {
	defer func() {
		if r := recover(); r != nil { // the YAML parser, on broken input
			err = fmt.Errorf("reading the front matter: %v", r)
		}
	}()
	text := strings.TrimPrefix(d.Text, "\ufeff")
	skipped := len(d.Text) - len(text)
	open := fence.FindString(text)
	if open == "" || !strings.HasPrefix(text, open) {
		return skipped, nil
	}
	last := fence.FindStringIndex(text[len(open):])
	if last == nil {
		return 0, errors.New("the front matter has no end: a line --- is missing")
	}
	var values map[string]any
	if err := yaml.Unmarshal([]byte(text[len(open):len(open)+last[0]]), &values); err != nil {
		return 0, fmt.Errorf("reading the front matter: %s", strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	for _, f := range d.frontMatterKeys() {
		for _, name := range f.names {
			if v := values[name]; v != nil && *f.to == "" {
				*f.to = strings.TrimSpace(fmt.Sprint(v))
			}
		}
	}
	return skipped + len(open) + last[1], nil
}

var (
	fence     = regexp.MustCompile(`(?m)^---[ \t]*\r?\n`)
	heading   = regexp.MustCompile(`^\s*# (.+)`)
	codeFence = regexp.MustCompile("^[ \t]*(```|~~~)")
	rule      = regexp.MustCompile(`^[ \t]*([-*_=][ \t]*){3,}\r?$`)
	table     = regexp.MustCompile(`^[ \t]*\|`)
	// What stands before the text of a line: heading marks, quote marks,
	// bullets, numbers of a list.
	lineMark = regexp.MustCompile(`^[ \t]*(#{1,6}[ \t]+|(>[ \t]?)+|[-*+][ \t]+|[0-9]{1,3}[.)][ \t]+)`)
	// What stands inside: a picture goes whole, a link leaves its words, and
	// emphasis, code marks, HTML tags and bare addresses in <> go.
	picture  = regexp.MustCompile(`!\[[^\]\n]*\]\([^)\n]*\)`)
	link     = regexp.MustCompile(`\[([^\]\n]*)\]\([^)\n]*\)`)
	linkTo   = regexp.MustCompile(`\[([^\]\n]*)\]\[[^\]\n]*\]`)
	note     = regexp.MustCompile(`\[(\^[^\]\n]{1,20}|[0-9]{1,4}|[a-z])\]`)
	emphasis = regexp.MustCompile("\\*{1,3}|_{2,3}|`+|~~")
	stress   = regexp.MustCompile(`(^|[\s(“"])(_)[^_\n]+(_)([\s).,;:!?”"]|$)`)
	tag      = regexp.MustCompile(`</?[A-Za-z][^>\n]*>`)
)

// keepBlock uncovers the prose of one paragraph, line by line.
func (d *Document) keepBlock(m *mask, p paragraph) {
	block := d.Text[p.start:p.end]
	if codeFence.MatchString(block) {
		return
	}
	joined := true
	at := p.start
	for line := range strings.Lines(block) {
		start, end := at, at+len(strings.TrimRight(line, "\r\n"))
		at += len(line)
		// Prose starts with a letter or a quotation mark.
		marked := strings.TrimLeft(line, " \t") != "" && strings.ContainsRune("#>-*+_=|0123456789", rune(strings.TrimLeft(line, " \t")[0]))
		if marked && (rule.MatchString(line) || table.MatchString(line)) {
			continue
		}
		if mark := lineMark.FindString(line); marked && mark != "" {
			start += len(mark)
			joined = joined && strings.Contains(mark, ">")
		}
		m.keep(start, end)
		d.coverInline(m, start, end)
	}
	// In Markdown the lines of a paragraph are one text, whatever their width.
	if joined {
		m.join(p.start, p.end)
	}
}

func (d *Document) coverInline(m *mask, start, end int) {
	line := d.Text[start:end]
	// Most lines hold no markup at all: its first sign is looked for before
	// the expression is run.
	each := func(re *regexp.Regexp, sign string, cover func(at []int)) {
		if !strings.Contains(line, sign) {
			return
		}
		for _, at := range re.FindAllStringSubmatchIndex(line, -1) {
			cover(at)
		}
	}
	whole := func(at []int) { m.cover(start+at[0], start+at[1]) }
	each(picture, "![", whole)
	words := func(at []int) {
		m.cover(start+at[0], start+at[2])
		m.cover(start+at[3], start+at[1])
	}
	each(link, "](", words)
	each(linkTo, "][", words)
	each(note, "[", whole)
	for _, sign := range []string{"*", "__", "`", "~~"} {
		if strings.Contains(line, sign) {
			each(emphasis, sign, whole)
			break
		}
	}
	each(stress, "_", func(at []int) {
		m.cover(start+at[4], start+at[5])
		m.cover(start+at[6], start+at[7])
	})
	each(tag, "<", whole)
}
