package loaders

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"entente/graph"
	"entente/loaders/lines"
)

// isClaimsArray tells whether the text starts as a JSON array of claims does.
func isClaimsArray(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	list, found := bytes.CutPrefix(head, []byte("["))
	return found && bytes.HasPrefix(bytes.TrimSpace(list), []byte("{")) && bytes.Contains(head, []byte(`"subject"`)) && bytes.Contains(head, []byte(`"relation"`))
}

// readArray hands every element's claim, or why there is none, to add. What
// stands behind an error of JSON itself cannot be told apart and is lost: the
// error says from which line on.
func readArray(r io.Reader, add func(line int, c graph.Claim, err error) error) error {
	in := &lineReader{r: r}
	d := json.NewDecoder(in)
	if _, err := d.Token(); err != nil {
		return &readError{err}
	}
	if whole, err := readValues(in, d, add); !whole || err != nil {
		return err
	}
	_, err := d.Token()
	switch {
	case in.err != nil:
		return &readError{in.err}
	case err != nil:
		return add(in.line(d.InputOffset()), graph.Claim{}, errors.New("the array is cut short: its closing bracket is missing"))
	}
	if _, err := d.Token(); err != io.EOF {
		return add(in.line(d.InputOffset()), graph.Claim{}, errors.New("something stands behind the array"))
	}
	return nil
}

// areObjectsOverLines recognises objects written over several lines each, as
// tools that make JSON easy to read write them.
func areObjectsOverLines(head []byte) bool {
	first, _, more := bytes.Cut(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))), []byte("\n"))
	return more && len(bytes.TrimSpace(first)) == 1 && bytes.HasPrefix(first, []byte("{"))
}

// readObjects hands the claim of every object that stands in the text, one
// behind the other, to add, or why there is none.
func readObjects(r io.Reader, add func(line int, c graph.Claim, err error) error) error {
	in := &lineReader{r: r}
	d := json.NewDecoder(in)
	whole, err := readValues(in, d, add)
	switch {
	case !whole || err != nil:
		return err
	case in.err != nil:
		return &readError{in.err}
	}
	if _, err := d.Token(); err != io.EOF {
		return add(in.line(d.InputOffset()), graph.Claim{}, errors.New("a closing bracket stands here that nothing opened"))
	}
	return nil
}

// readValues hands the values that come one after the other to add; whole is
// false if they end in what is not JSON, which add was told.
func readValues(in *lineReader, d *json.Decoder, add func(line int, c graph.Claim, err error) error) (whole bool, err error) {
	for d.More() {
		in.from = d.InputOffset()
		var text json.RawMessage
		if err := d.Decode(&text); err != nil {
			if in.err != nil {
				return false, &readError{in.err}
			}
			return false, add(in.line(d.InputOffset()), graph.Claim{}, fmt.Errorf("not JSON from here on: %s", jsonReason(err)))
		}
		line := in.line(d.InputOffset() - int64(len(text)))
		c, err := decodeClaim(text)
		if err := add(line, c, err); err != nil {
			return false, err
		}
	}
	return true, nil
}

// lineReader knows in which line a byte stands, of bytes not yet asked for. It
// gives no more than lines.Max bytes of one element.
type lineReader struct {
	r     io.Reader
	bom   bool    // looked for
	read  int64   // bytes given
	ends  []int64 // offsets of line feeds not yet passed
	lines int     // line feeds passed
	from  int64   // where the element begins
	err   error   // of the reader, other than its end
}

func (l *lineReader) Read(p []byte) (int, error) {
	if l.read-l.from > lines.Max {
		l.err = fmt.Errorf("the claim from line %d is longer than %d bytes", l.line(l.from), lines.Max)
		return 0, l.err
	}
	n, err := l.r.Read(p)
	if !l.bom && n > 0 {
		// The decoder takes blanks where it takes no byte order mark; peek has
		// read so much that the mark is whole.
		l.bom = true
		if bytes.HasPrefix(p[:n], []byte("\ufeff")) {
			copy(p, "   ")
		}
	}
	for i, b := range p[:n] {
		if b == '\n' {
			l.ends = append(l.ends, l.read+int64(i))
		}
	}
	l.read += int64(n)
	if err != nil && err != io.EOF {
		l.err = err
	}
	return n, err
}

// line is the line of the byte at offset, from 1. Offsets never fall.
func (l *lineReader) line(offset int64) int {
	for len(l.ends) > 0 && l.ends[0] < offset {
		l.ends, l.lines = l.ends[1:], l.lines+1
	}
	return l.lines + 1
}
