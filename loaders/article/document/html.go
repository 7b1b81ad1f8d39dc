package document

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// maxNodes bounds the elements of a page: main-text extraction walks the
// page several times, and pages made to be slow have millions.
const maxNodes = 200_000

// ReadHTML reads a web page: its main text, title, date and publisher. The
// text of the document is the main text, a paragraph a line; offsets point
// into that, not into the page.
func ReadHTML(r io.Reader, name string, given Given) (Document, error) {
	page, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return Document{}, err
	}
	if len(page) > MaxSize {
		return Document{}, fmt.Errorf("the page is larger than %d MiB", MaxSize>>20)
	}
	d := Document{Text: string(page)}
	if err := d.check(); err != nil {
		return d, err
	}
	d, err = fromHTML(d.Text, given.URL)
	if err != nil {
		return d, err
	}
	return d, d.complete(name, given)
}

func fromHTML(page, address string) (Document, error) {
	if n := strings.Count(page, "<"); n > maxNodes {
		return Document{}, fmt.Errorf("the page has %d tags: at most %d are read", n, maxNodes)
	}
	base, err := url.Parse(address)
	if err != nil {
		base = nil
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return Document{}, fmt.Errorf("reading the page: %w", err)
	}
	a, err := readability.FromDocument(root, base)
	if err != nil {
		return Document{}, fmt.Errorf("reading the page: %w", err)
	}
	if a.Node == nil {
		return Document{}, errors.New("no main text was found in the page")
	}
	d := Document{Title: strings.TrimSpace(a.Title()), Publisher: strings.TrimSpace(a.SiteName()), Text: plainText(a.Node)}
	if t, err := a.PublishedTime(); err == nil && !t.IsZero() {
		d.Date = t.Format(time.DateOnly)
	}
	if err := d.check(); err != nil {
		return d, errors.New("no main text was found in the page")
	}
	d.readPlain()
	return d, nil
}

// blocks are the elements whose text is a paragraph of its own.
var blocks = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "br": true, "dd": true, "div": true, "dl": true, "dt": true,
	"figcaption": true, "figure": true, "footer": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "header": true,
	"hr": true, "li": true, "main": true, "ol": true, "p": true, "pre": true, "section": true, "table": true, "td": true, "th": true, "tr": true, "ul": true,
}

// silent are the elements whose text nobody reads.
var silent = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "svg": true, "math": true, "iframe": true, "button": true, "form": true}

// plainText writes the text below a node, a block a line, blanks folded.
func plainText(root *html.Node) string {
	var out, line strings.Builder
	flush := func() {
		if text := strings.Join(strings.Fields(line.String()), " "); text != "" {
			out.WriteString(text + "\n\n")
		}
		line.Reset()
	}
	// An explicit walk: a page of a hundred thousand nested tags must not
	// exhaust the stack.
	for n := root; n != nil; {
		switch {
		case n.Type == html.TextNode:
			line.WriteString(n.Data)
		case n.Type == html.ElementNode && blocks[n.Data]:
			flush()
		}
		if n.FirstChild != nil && !(n.Type == html.ElementNode && silent[n.Data]) {
			n = n.FirstChild
			continue
		}
		for n != nil && n != root && n.NextSibling == nil {
			n = n.Parent
			if n != nil && n.Type == html.ElementNode && blocks[n.Data] {
				flush()
			}
		}
		if n == nil || n == root {
			break
		}
		if n.Type == html.ElementNode && blocks[n.Data] {
			flush()
		}
		n = n.NextSibling
	}
	flush()
	return out.String()
}

// fromFragment reads HTML that is all text, as feeds carry it.
func fromFragment(fragment string) (Document, error) {
	if n := strings.Count(fragment, "<"); n > maxNodes {
		return Document{}, fmt.Errorf("the text has %d tags: at most %d are read", n, maxNodes)
	}
	root, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		return Document{}, fmt.Errorf("reading the text: %w", err)
	}
	d := Document{Text: plainText(root)}
	if err := d.check(); err != nil {
		return d, err
	}
	d.readPlain()
	return d, nil
}
