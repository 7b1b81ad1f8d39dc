package dataset

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/orisano/gosax"
)

// startTag takes a start tag apart: the local name, the text of its
// attributes, whether it ends the element too.
func startTag(tag []byte) (name, attributes []byte, empty bool, err error) {
	body := tag[1 : len(tag)-1]
	if body, empty = bytes.CutSuffix(body, []byte("/")); len(body) == 0 || !nameStart(body[0]) {
		return nil, nil, false, fmt.Errorf("%q is no tag: an element's name must follow <", short(tag))
	}
	end := bytes.IndexAny(body, " \t\r\n")
	if end < 0 {
		end = len(body)
	}
	name, attributes = body[:end], body[end:]
	if bytes.ContainsAny(name, "\"'<=&") {
		return nil, nil, false, fmt.Errorf("%q is no tag", short(tag))
	}
	return local(name), attributes, empty, nil
}

func nameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

// local is a name without its name space.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 && i+1 < len(name) {
		return name[i+1:]
	}
	return name
}

// nextAttribute cuts the first attribute off: the local name of its key (nil
// if there is none), the text between the quotes, the rest.
func nextAttribute(text []byte) (key, value, rest []byte, err error) {
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) == 0 {
		return nil, nil, nil, nil
	}
	at := bytes.IndexByte(text, '=')
	if at < 0 {
		return nil, nil, nil, fmt.Errorf("the attribute %q has no value", short(text))
	}
	key = bytes.TrimRight(text[:at], " \t\r\n")
	if len(key) == 0 || !nameStart(key[0]) || bytes.ContainsAny(key, " \t\r\n\"'<&") {
		return nil, nil, nil, fmt.Errorf("%q is no attribute's name", short(key))
	}
	text = bytes.TrimLeft(text[at+1:], " \t\r\n")
	if len(text) == 0 || text[0] != '"' && text[0] != '\'' {
		return nil, nil, nil, fmt.Errorf("the value of the attribute %q is not in quotes", short(key))
	}
	end := bytes.IndexByte(text[1:], text[0])
	if end < 0 {
		return nil, nil, nil, fmt.Errorf("the value of the attribute %q does not end", short(key))
	}
	return local(key), text[1 : 1+end], text[end+2:], nil
}

func checkAttributes(text []byte) error {
	for len(text) > 0 {
		key, value, rest, err := nextAttribute(text)
		if err != nil {
			return err
		}
		if key == nil {
			return nil
		}
		if bytes.IndexByte(value, '<') >= 0 {
			return fmt.Errorf("the value of the attribute %q holds a <", short(key))
		}
		if err := checkText(value); err != nil {
			return err
		}
		text = rest
	}
	return nil
}

// checkText looks for entities that XML does not know by itself, and for
// characters that it does not allow.
func checkText(text []byte) error {
	for _, c := range text {
		if c < ' ' && c != '\n' && c != '\t' && c != '\r' {
			return fmt.Errorf("the character U+%04X stands in the text, which XML does not allow", c)
		}
	}
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return nil
		}
		text = text[i+1:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			return errors.New("an & begins no entity: &amp; is expected")
		}
		if !isEntity(string(text[:end])) {
			return fmt.Errorf("the entity &%s; is not known: only XML's own five are read", text[:end])
		}
		text = text[end+1:]
	}
}

func isEntity(name string) bool {
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return true
	}
	number, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, is := strings.CutPrefix(number, "x"); is {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	return ok && err == nil && (n >= ' ' || n == '\n' || n == '\t' || n == '\r') && n <= 0x10ffff && (n < 0xd800 || n > 0xdfff)
}

// characters are the character data of a piece of text.
func characters(text string) string {
	if inner, ok := strings.CutPrefix(text, "<![CDATA["); ok {
		return strings.ReplaceAll(strings.TrimSuffix(inner, "]]>"), "\r\n", "\n")
	}
	if strings.IndexByte(text, '&') < 0 && strings.IndexByte(text, '\r') < 0 {
		return text
	}
	out, err := gosax.Unescape([]byte(text))
	if err != nil {
		return text // it was checked
	}
	return string(out)
}

// short is the beginning of a text, for people.
func short(text []byte) []byte { return text[:min(len(text), 40)] }
