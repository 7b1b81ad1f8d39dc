package keep

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Aside is what is written now and read later, in a temporary file of its own:
// a part of a file whose place has not come yet, or records that are gone
// through more than once. Errors of writing show when it is read.
type Aside struct {
	*bufio.Writer
	file scratch
}

// NewAside makes an empty one. It must be closed.
func NewAside() (*Aside, error) {
	file, err := newScratch("entente-aside-*")
	if err != nil {
		return nil, err
	}
	return &Aside{Writer: bufio.NewWriterSize(file, 64<<10), file: file}, nil
}

// Add writes a record.
func (a *Aside) Add(record string) {
	var p [binary.MaxVarintLen64]byte
	_, _ = a.Write(binary.AppendUvarint(p[:0], uint64(len(record)))) // an error shows at Flush
	_, _ = a.WriteString(record)
}

// read gives all that was written, from its beginning.
func (a *Aside) read() (*bufio.Reader, error) {
	err := a.Flush()
	var size int64
	if err == nil {
		size, err = a.file.Seek(0, io.SeekCurrent)
	}
	if err != nil {
		return nil, fmt.Errorf("writing a temporary file: %w", err)
	}
	return bufio.NewReaderSize(io.NewSectionReader(a.file, 0, size), 64<<10), nil
}

// Records gives the records, where nothing but those was written.
func (a *Aside) Records() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		r, err := a.read()
		for err == nil {
			var text string
			if text, err = readRecord(r); err == nil && !yield(text, nil) {
				return
			}
		}
		if err != io.EOF {
			yield("", fmt.Errorf("reading a temporary file: %w", err))
		}
	}
}

// CopyTo writes all that was written.
func (a *Aside) CopyTo(w io.Writer) error {
	r, err := a.read()
	if err == nil {
		_, err = io.Copy(w, r)
	}
	return err
}

// Close lets go of the file.
func (a *Aside) Close() error { return a.file.Close() }

// readRecord reads a text with its length; io.EOF where none begins.
func readRecord(r *bufio.Reader) (string, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return "", err
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(r, text); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return "", err
	}
	return string(text), nil
}
