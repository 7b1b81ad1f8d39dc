package export

import (
	"bufio"
	"encoding/xml"
	"io"
	"strings"
)

// xmlWriter writes elements as they come. encoding/xml's Encoder would need
// the whole graph as structs, or tokens at a fifth of the speed; its EscapeText
// does the escaping, and replaces what XML 1.0 cannot hold by U+FFFD. Errors
// of the writer below show at Flush.
type xmlWriter struct{ *bufio.Writer }

func newXML(w io.Writer) xmlWriter { return beginXML(bufio.NewWriterSize(w, 64<<10)) }

// beginXML writes the first line of a document.
func beginXML(w *bufio.Writer) xmlWriter {
	w.WriteString(xml.Header)
	return xmlWriter{w}
}

// open writes a start tag: names and values in turn. A name that ends in "?"
// is left out where its value is empty.
func (x xmlWriter) open(indent int, name string, attrs ...string) {
	x.tag(indent, name, attrs)
	x.WriteString(">\n")
}

// empty writes an element without content.
func (x xmlWriter) empty(indent int, name string, attrs ...string) {
	x.tag(indent, name, attrs)
	x.WriteString("/>\n")
}

// text writes an element that holds text.
func (x xmlWriter) text(indent int, name, text string, attrs ...string) {
	x.tag(indent, name, attrs)
	x.WriteByte('>')
	x.escape(text)
	x.WriteString("</")
	x.WriteString(name)
	x.WriteString(">\n")
}

func (x xmlWriter) close(indent int, name string) {
	x.indent(indent)
	x.WriteString("</")
	x.WriteString(name)
	x.WriteString(">\n")
}

func (x xmlWriter) tag(indent int, name string, attrs []string) {
	x.indent(indent)
	x.WriteByte('<')
	x.WriteString(name)
	for i := 0; i < len(attrs); i += 2 {
		key, optional := strings.CutSuffix(attrs[i], "?")
		if optional && attrs[i+1] == "" {
			continue
		}
		x.WriteByte(' ')
		x.WriteString(key)
		x.WriteString(`="`)
		x.escape(attrs[i+1])
		x.WriteByte('"')
	}
}

func (x xmlWriter) indent(n int) {
	for range n {
		x.WriteByte(' ')
	}
}

// escape writes character data. The error is the writer's: it shows at Flush.
func (x xmlWriter) escape(s string) { _ = xml.EscapeText(x.Writer, []byte(s)) }
