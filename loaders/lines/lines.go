// Package lines reads text line by line: any line end, no line too long to
// be refused without being held, every line with its number and its offset.
package lines

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Max is the longest line that is read, in bytes. A longer one is
// rejected without being held in memory.
const Max = 16 << 20

// Line is a line of a text file, without its end and without a byte order
// mark at the head of the file.
type Line struct {
	Number int   // from 1
	Offset int64 // of its first byte in the input
	Text   []byte
	Err    error // why it could not be used; the lines after it are still good
}

// Read reads an input line by line, LF or CRLF. The text of a line is valid
// until the next. The second value is an error of the input, the last then.
func Read(r io.Reader) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		var buf []byte
		var offset int64
		for number := 1; ; number++ {
			buf = buf[:0]
			size := 0
			var err error
			for {
				var part []byte
				part, err = br.ReadSlice('\n')
				size += len(part)
				if size <= Max {
					buf = append(buf, part...)
				}
				if !errors.Is(err, bufio.ErrBufferFull) {
					break
				}
			}
			if err != nil && err != io.EOF {
				yield(Line{Number: number}, fmt.Errorf("reading line %d: %w", number, err))
				return
			}
			l := Line{Number: number, Offset: offset, Text: buf}
			offset += int64(size)
			if size > Max {
				l.Text, l.Err = nil, fmt.Errorf("the line is %d bytes long: at most %d are read", size, Max)
			} else {
				if number == 1 {
					if rest, ok := bytes.CutPrefix(l.Text, []byte("\ufeff")); ok {
						l.Text, l.Offset = rest, 3
					}
				}
				l.Text = bytes.TrimSuffix(l.Text, []byte("\n"))
				l.Text = bytes.TrimSuffix(l.Text, []byte("\r"))
			}
			if size > 0 && !yield(l, nil) {
				return
			}
			if err == io.EOF {
				return
			}
		}
	}
}
