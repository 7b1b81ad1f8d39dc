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
	if n := len(body) - 1; n >= 0 && body[n] == '/' {
		body, empty = body[:n], true
	}
	if len(body) == 0 || !nameStart(body[0]) {
		return nil, nil, false, fmt.Errorf("%q is no tag: an element's name must follow <", short(tag))
	}
	end, from := nameEnd(body, 0)
	if end < len(body) && !isBlank(body[end]) {
		return nil, nil, false, fmt.Errorf("%q is no tag", short(tag))
	}
	return body[from:end], body[end:], empty, nil
}

func nameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

// nameEnd is where a name ends that begins at some byte, and where in it
// stands what follows the name space.
func nameEnd(text []byte, at int) (end, local int) {
	begin := at
	for at < len(text) && classes[text[at]]&(endsName|isColon) == 0 {
		at++
	}
	local = begin
	if at < len(text) && text[at] == ':' {
		if colon := at; colon+1 < len(text) && classes[text[colon+1]]&endsName == 0 {
			local = colon + 1
		}
		for at < len(text) && classes[text[at]]&endsName == 0 {
			at++
		}
	}
	return at, local
}

// endTag is the local name in an end tag.
func endTag(tag []byte) []byte {
	name := tag[2 : len(tag)-1]
	for len(name) > 0 && isBlank(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	for i, c := range name {
		if c == ':' && i+1 < len(name) {
			return name[i+1:]
		}
	}
	return name
}

// appendAttributes takes the attributes of a tag apart; from is where they
// stand in the text.
func appendAttributes(list []xmlAttribute, text []byte, from int32) ([]xmlAttribute, error) {
	at := 0
	for {
		for at < len(text) && isBlank(text[at]) {
			at++
		}
		if at == len(text) {
			return list, nil
		}
		begin := at
		end, key := nameEnd(text, at)
		for at = end; at < len(text) && isBlank(text[at]); at++ {
		}
		if at == len(text) || text[at] != '=' || end == begin || !nameStart(text[begin]) {
			return list, notAttribute(text[begin:])
		}
		for at++; at < len(text) && isBlank(text[at]); at++ {
		}
		if at == len(text) || text[at] != '"' && text[at] != '\'' {
			return list, fmt.Errorf("the value of the attribute %q is not in quotes", short(text[begin:end]))
		}
		quote, value, odd := text[at], at+1, uint8(0)
		for at++; at < len(text) && text[at] != quote; at++ {
			odd |= classes[text[at]]
		}
		if at == len(text) {
			return list, fmt.Errorf("the value of the attribute %q does not end", short(text[begin:end]))
		}
		if odd&isLess != 0 {
			return list, fmt.Errorf("the value of the attribute %q holds a <", short(text[begin:end]))
		}
		if odd&isLow != 0 {
			if err := checkText(text[value:at]); err != nil {
				return list, err
			}
		}
		list = append(list, xmlAttribute{key: [2]int32{from + int32(key), from + int32(end)}, value: [2]int32{from + int32(value), from + int32(at)}})
		at++
	}
}

// notAttribute says what is wrong with a text that should begin with an
// attribute.
func notAttribute(text []byte) error {
	at := bytes.IndexByte(text, '=')
	if at < 0 {
		return fmt.Errorf("the attribute %q has no value", short(text))
	}
	return fmt.Errorf("%q is no attribute's name", short(bytes.TrimRight(text[:at], " \t\r\n")))
}

// classes are what is to be known of bytes.
var classes = func() (c [256]uint8) {
	for b := range byte(' ') {
		c[b] = isLow
	}
	c['\n'], c['\t'], c['\r'] = 0, 0, 0
	c['&'] = isLow
	for _, b := range []byte(" \t\r\n\"'<&=") {
		c[b] |= endsName
	}
	c['<'] |= isLess
	c[':'] |= isColon
	return c
}()

const (
	isLow    = 1 << iota // begins an entity, or is not allowed
	endsName             // of an attribute
	isLess
	isColon
)

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// checkText looks for entities that XML does not know by itself, and for
// characters that it does not allow.
func checkText(text []byte) error {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if classes[c]&isLow == 0 {
			continue
		}
		if c != '&' {
			return fmt.Errorf("the character U+%04X stands in the text, which XML does not allow", c)
		}
		rest := text[i+1:]
		end := bytes.IndexByte(rest[:min(len(rest), 12)], ';')
		if end < 0 {
			return errors.New("an & begins no entity: &amp; is expected")
		}
		if !isEntity(string(rest[:end])) {
			return fmt.Errorf("the entity &%s; is not known: only XML's own five are read", rest[:end])
		}
		i += 1 + end
	}
	return nil
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
