package article

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"entente/graph"
)

// row is a document as one line of JSON Lines.
type row struct {
	ID        any    `json:"id"`
	Date      string `json:"date"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	URL       string `json:"url"`
	Text      string `json:"text"`
}

// LoadLines reads documents, one JSON object a line, into a sink, one after
// another. Lines that cannot be read are rejected.
func (r *Reader) LoadLines(ctx context.Context, in io.Reader, name string, sink graph.Sink) error {
	br := bufio.NewReaderSize(in, 1<<16)
	for number := 1; ; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := br.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("reading %s: line %d: %w", name, number, err)
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte(bom))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if loadErr := r.loadLine(ctx, line, sink); loadErr != nil {
				if bad := (*InputError)(nil); !errors.As(loadErr, &bad) {
					return loadErr
				}
				sink.Reject(graph.Rejection{File: name, Line: number, Reason: loadErr.Error()})
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

func (r *Reader) loadLine(ctx context.Context, line []byte, sink graph.Sink) error {
	d, err := parseLine(line)
	if err != nil {
		return err
	}
	return r.load(ctx, d, sink)
}

// parseLine reads one line as a document.
func parseLine(line []byte) (Document, error) {
	var x row
	if err := json.Unmarshal(line, &x); err != nil {
		return Document{}, &InputError{"not a document: " + err.Error() + `; expected {"id","date","title","publisher","url","text"}`}
	}
	d := Document{Date: dayOf(x.Date), Title: x.Title, Publisher: x.Publisher, URL: x.URL, Text: x.Text}
	switch id := x.ID.(type) {
	case nil:
	case string:
		d.ID = id
	case float64:
		d.ID = string(bytes.TrimSpace([]byte(fmt.Sprintf("%.0f", id))))
	default:
		return d, &InputError{"its id must be a string or a number"}
	}
	if d.Text == "" {
		return d, &InputError{"it has no text"}
	}
	if d.Date != "" {
		if _, err := graph.ParseTime(d.Date); err != nil {
			return d, &InputError{fmt.Sprintf("its date is %q: %v", d.Date, err)}
		}
	}
	return d, nil
}
