package dataset

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Input is one file of a data set.
type Input struct {
	Name string // as the user named it
	Base string // its name without folders and the ending of a compression
	Head []byte // its first bytes, as they are in the file
	// Open opens the file, decompressed. It may be called several times.
	Open func() (io.ReadCloser, error)
	// Beside gives the file of this name that lies beside it.
	Beside func(name string) (*Input, bool)
	// Date is what the user said of the file: YYYY-MM-DD, or "".
	Date string
	// Least is how well reported an event must be to be taken.
	Least Least

	sum     string // of the text, once it was read
	foreign int    // lines that were not UTF-8
}

// Least are numbers that an event must reach.
type Least struct {
	Mentions int // of the event in the news
	Sources  int // that mention it
}

// Text is the content of a file as UTF-8.
type Text struct {
	io.Reader
	io.Closer
}

// Text opens the file's text.
func (in *Input) Text() (*Text, error) {
	f, err := in.Open()
	if err != nil {
		return nil, err
	}
	d := &decoder{r: bufio.NewReaderSize(f, 64<<10)}
	var r io.Reader = d
	if mark, _ := d.r.Peek(2); bytes.Equal(mark, []byte{0xff, 0xfe}) || bytes.Equal(mark, []byte{0xfe, 0xff}) {
		r = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(d.r)
	}
	return &Text{r, f}, nil
}

// digest reads the text to its end for its SHA-256.
func (in *Input) digest(ctx context.Context) (string, error) {
	if in.sum != "" {
		return in.sum, nil
	}
	t, err := in.Text()
	if err != nil {
		return "", &InputError{err}
	}
	defer t.Close()
	h := sha256.New()
	buf := make([]byte, 256<<10)
	for {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		n, err := t.Read(buf)
		h.Write(buf[:n])
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", &InputError{err}
		}
	}
	if d, ok := t.Reader.(*decoder); ok {
		in.foreign = d.foreign
	}
	in.sum = hex.EncodeToString(h.Sum(nil))
	return in.sum, nil
}

// decoder gives text as UTF-8: a line that is not is read as windows-1252.
type decoder struct {
	r       *bufio.Reader
	out     []byte // decoded and not given out yet
	buf     []byte // read: what out stands in, and then the start of a line that a block ended in
	rest    int    // where in buf that start stands
	err     error
	foreign int
}

// blockSize is how much is checked at once; few files need more than a check.
const blockSize = 64 << 10

func (d *decoder) Read(b []byte) (int, error) {
	for len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		d.fill()
	}
	n := copy(b, d.out)
	d.out = d.out[n:]
	return n, nil
}

// fill reads on until a line ends, each byte looked at once: a line may be as
// long as the file.
func (d *decoder) fill() {
	d.buf = d.buf[:copy(d.buf, d.buf[d.rest:])]
	d.rest = 0
	end := 0
	for end == 0 && d.err == nil {
		start := len(d.buf)
		d.buf = slices.Grow(d.buf, blockSize)[:start+blockSize]
		n, err := d.r.Read(d.buf[start:])
		d.buf = d.buf[:start+n]
		if err != nil && !errors.Is(err, io.EOF) {
			d.err = err
			return
		}
		d.err = err
		end = bytes.LastIndexByte(d.buf[start:], '\n') + 1
		switch {
		case end > 0:
			end += start
		case err != nil || len(d.buf) >= maxRecord:
			end = len(d.buf) // an endless line is no line
		}
	}
	if d.err != nil {
		end = len(d.buf)
	}
	d.rest = end
	text := d.buf[:end]
	if utf8.Valid(text) {
		d.out = text
		return
	}
	d.out = make([]byte, 0, len(text)+len(text)/8)
	for line := range bytes.Lines(text) {
		if !utf8.Valid(line) {
			d.foreign++
			if decoded, err := charmap.Windows1252.NewDecoder().Bytes(line); err == nil {
				line = decoded
			}
		}
		d.out = append(d.out, line...)
	}
}
