package turtle

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// scanner reads tokens. Its buffer begins with the statement at hand.
type scanner struct {
	r      io.Reader
	buf    []byte
	pos    int
	start  int64 // offset of buf in the input
	line   int   // of buf
	eof    bool
	failed error // of the input
	long   bool  // the statement is longer than is read
}

// more reads until so many bytes stand after pos; false if there are not.
func (s *scanner) more(n int) bool {
	for len(s.buf)-s.pos < n {
		if s.eof || s.failed != nil || s.long {
			return false
		}
		if len(s.buf) >= maxStatement {
			s.long = true
			return false
		}
		if cap(s.buf)-len(s.buf) < 4096 {
			s.buf = append(make([]byte, 0, min(max(2*len(s.buf), 64<<10), maxStatement)), s.buf...)
		}
		got, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+got]
		switch {
		case err == io.EOF:
			s.eof = true
		case err != nil:
			s.failed = err
		}
	}
	return true
}

// peek is the byte that stands so far ahead; 0 at the end of the text.
func (s *scanner) peek(i int) byte {
	if s.pos+i < len(s.buf) || s.more(i+1) {
		return s.buf[s.pos+i]
	}
	return 0
}

// take passes over a byte if it comes next.
func (s *scanner) take(c byte) bool {
	if s.peek(0) != c || !s.more(1) {
		return false
	}
	s.pos++
	return true
}

// drop forgets what was read.
func (s *scanner) drop() {
	s.line += bytes.Count(s.buf[:s.pos], []byte("\n"))
	s.start += int64(s.pos)
	s.buf = s.buf[s.pos:]
	s.pos, s.long = 0, false
}

// here is the line of the next byte.
func (s *scanner) here() int { return s.line + bytes.Count(s.buf[:s.pos], []byte("\n")) }

func (s *scanner) byteOrderMark() {
	if s.more(3) && string(s.buf[:3]) == "\ufeff" {
		s.pos = 3
		s.drop()
	}
}

// between goes to the next statement; false if there is none.
func (s *scanner) between() bool {
	for {
		s.drop()
		if !s.more(1) {
			return false
		}
		switch s.peek(0) {
		case ' ', '\t', '\r', '\n':
			s.pos++
			for s.pos < len(s.buf) && (s.buf[s.pos] == ' ' || s.buf[s.pos] == '\t' || s.buf[s.pos] == '\r' || s.buf[s.pos] == '\n') {
				s.pos++
			}
		case '#':
			s.restOfLine()
		default:
			return true
		}
	}
}

// restOfLine passes over a line up to its end, and gives the last byte of it
// that is no blank.
func (s *scanner) restOfLine() (last byte) {
	for s.more(1) {
		part := s.buf[s.pos:]
		end := bytes.IndexByte(part, '\n')
		if end >= 0 {
			part = part[:end]
		}
		if part := bytes.TrimRight(part, " \t\r"); len(part) > 0 {
			last = part[len(part)-1]
		}
		s.pos += len(part)
		if end >= 0 {
			return last
		}
		s.drop()
	}
	return last
}

// space passes over blanks and comments within a statement.
func (s *scanner) space() {
	for {
		switch s.peek(0) {
		case ' ', '\t', '\r', '\n':
			s.pos++
		case '#':
			for c := s.peek(0); c != '\n' && c != '\r' && s.more(1); c = s.peek(0) {
				s.pos++
			}
		default:
			return
		}
	}
}

// found says what stands in the place of what was expected.
func (s *scanner) found(expected string) error {
	switch {
	case s.long:
		return fmt.Errorf("the statement is longer than %d bytes", maxStatement)
	case !s.more(1):
		return fmt.Errorf("expected %s, not the end of the file", expected)
	}
	n := 0
	for n < 20 && s.more(n+1) && s.peek(n) > ' ' {
		n++
	}
	return fmt.Errorf("expected %s, not %q", expected, strings.ToValidUTF8(string(s.buf[s.pos:s.pos+max(n, 1)]), "?"))
}

// iriRef reads <…>.
func (s *scanner) iriRef() (string, error) {
	s.pos++
	var out []byte
	from := s.pos
	for {
		switch c := s.peek(0); {
		case c == '>':
			out = append(out, s.buf[from:s.pos]...)
			s.pos++
			return valid(out)
		case c == '\\':
			out = append(out, s.buf[from:s.pos]...)
			r, err := s.escape(false)
			if err != nil {
				return "", err
			}
			if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
				return "", fmt.Errorf("an IRI holds %q", r)
			}
			out = utf8.AppendRune(out, r)
			from = s.pos
		case c <= ' ' || strings.IndexByte("<\"{}|^`", c) >= 0:
			return "", s.found("> at the end of an IRI")
		default:
			s.pos++
		}
	}
}

func valid(b []byte) (string, error) {
	if !utf8.Valid(b) {
		return "", errors.New("the text is not valid UTF-8")
	}
	return string(b), nil
}

// escape reads a backslash and what follows; of all, not only of numbers.
func (s *scanner) escape(all bool) (rune, error) {
	n := 0
	switch c := s.peek(1); {
	case c == 'u':
		n = 4
	case c == 'U':
		n = 8
	case all:
		if i := strings.IndexByte(`tbnrf"'\`, c); i >= 0 && c != 0 {
			s.pos += 2
			return rune("\t\b\n\r\f\"'\\"[i]), nil
		}
	}
	if n == 0 {
		return 0, s.found("an escape")
	}
	var r rune
	for i := range n {
		d := strings.IndexByte("0123456789abcdef", s.peek(2+i)|0x20)
		if c := s.peek(2 + i); d < 0 || c < '0' || c > '9' && d < 10 {
			return 0, s.found("an escape of hexadecimal digits")
		}
		if r = r<<4 | rune(d); r > utf8.MaxRune {
			return 0, s.found("an escape of a character")
		}
	}
	if !utf8.ValidRune(r) {
		return 0, s.found("an escape of a character")
	}
	s.pos += 2 + n
	return r, nil
}

// text reads a string in quotes of any of the four kinds.
func (s *scanner) text() (string, error) {
	q := s.peek(0)
	long := s.peek(1) == q && s.peek(2) == q
	s.pos++
	if long {
		s.pos += 2
	}
	var out []byte
	from := s.pos
	for {
		switch c := s.peek(0); {
		case c == q && (!long || s.peek(1) == q && s.peek(2) == q):
			out = append(out, s.buf[from:s.pos]...)
			s.pos++
			if long {
				s.pos += 2
			}
			return valid(out)
		case c == '\\':
			out = append(out, s.buf[from:s.pos]...)
			r, err := s.escape(true)
			if err != nil {
				return "", err
			}
			out = utf8.AppendRune(out, r)
			from = s.pos
		case c == 0 && !s.more(1), !long && (c == '\n' || c == '\r'):
			return "", s.found(string(q) + " at the end of a string")
		default:
			s.pos++
		}
	}
}

// rune is the character that stands so far ahead, and its length; -1 for
// bytes that are none.
func (s *scanner) rune(i int) (rune, int) {
	c := s.peek(i)
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	for n := 2; n <= utf8.UTFMax && s.more(i+n); n++ {
		if b := s.buf[s.pos+i : s.pos+i+n]; utf8.FullRune(b) {
			if r, size := utf8.DecodeRune(b); r != utf8.RuneError || size > 1 {
				return r, size
			}
			break
		}
	}
	return -1, 1
}

// word reads a prefix or a keyword: letters, digits, "_", "-" and, within,
// full stops.
func (s *scanner) word() string {
	n, end := 0, 0
	for {
		r, size := s.rune(n)
		if r == '.' && n > 0 {
			n++
			continue
		}
		if !isNameChar(r) || n == 0 && !isNameStart(r) {
			break
		}
		n += size
		end = n
	}
	out := string(s.buf[s.pos : s.pos+end])
	s.pos += end
	return out
}

// local reads the part of a name after the colon.
func (s *scanner) local() (string, error) {
	var out []byte
	n, kept, ahead := 0, 0, 0 // bytes of out and of the text up to the last that is no full stop
	for {
		r, size := s.rune(ahead)
		switch {
		case r == '\\':
			c := s.peek(ahead + 1)
			if c == 0 || strings.IndexByte("_~.-!$&'()*+,;=/?#@%", c) < 0 {
				s.pos += ahead
				return "", s.found("an escape of a name")
			}
			out, ahead = append(out, c), ahead+2
			n, kept = len(out), ahead
		case r == '%':
			if !isHex(s.peek(ahead+1)) || !isHex(s.peek(ahead+2)) {
				s.pos += ahead
				return "", s.found("two hexadecimal digits after %")
			}
			out, ahead = append(out, s.buf[s.pos+ahead:s.pos+ahead+3]...), ahead+3
			n, kept = len(out), ahead
		case r == '.' && ahead > 0:
			out, ahead = append(out, '.'), ahead+1
		case r == ':' || isNameStart(r) || r == '_' || r >= '0' && r <= '9' || ahead > 0 && isNameChar(r):
			out, ahead = utf8.AppendRune(out, r), ahead+size
			n, kept = len(out), ahead
		default:
			s.pos += kept
			return string(out[:n]), nil
		}
	}
}

// label reads what follows "_:".
func (s *scanner) label() (string, error) {
	n, end := 0, 0
	for {
		r, size := s.rune(n)
		if r == '.' && n > 0 {
			n++
			continue
		}
		if !isNameChar(r) || n == 0 && !isNameStart(r) && r != '_' && (r < '0' || r > '9') {
			break
		}
		n += size
		end = n
	}
	if end == 0 {
		return "", s.found("the name of a blank node")
	}
	out := string(s.buf[s.pos : s.pos+end])
	s.pos += end
	return out, nil
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// isNameStart is PN_CHARS_BASE of the grammar.
func isNameStart(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return true
	case r < 0xC0 || r == 0xD7 || r == 0xF7 || r == 0x37E:
		return false
	}
	for _, x := range [][2]rune{{0xC0, 0x2FF}, {0x370, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}} {
		if r >= x[0] && r <= x[1] {
			return true
		}
	}
	return false
}

// isNameChar is PN_CHARS of the grammar.
func isNameChar(r rune) bool {
	return isNameStart(r) || r >= '0' && r <= '9' || r == '_' || r == '-' || r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040
}
