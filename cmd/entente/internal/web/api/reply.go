package api

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/web/route"
)

// The media types of answers.
const (
	typeJSON  = "application/json"
	typeJSONL = "application/x-ndjson"
	typeCSV   = "text/csv; charset=utf-8"
)

// truncatedHeader says, in every format, that there is more.
const truncatedHeader = "Entente-Truncated"

// field is a key of a JSON answer and its value.
type field struct {
	name  string
	value any
}

// list is an answer of rows, among what else is to be said.
type list struct {
	name      string // of the rows in JSON
	sheet     answer.Sheet
	truncated bool
	before    []field // in JSON, before the rows
	after     []field
}

// formatOf is the format that a request wants: that of its parameter, else
// the first of Accept that we have.
func formatOf(r *http.Request) string {
	if f := r.URL.Query().Get("format"); f != "" {
		return f
	}
	for accepted := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		kind, _, _ := strings.Cut(strings.TrimSpace(accepted), ";")
		switch kind {
		case typeJSON, "text/html", "*/*":
			return "json"
		case typeJSONL, "application/jsonl":
			return "jsonl"
		case "text/csv":
			return "csv"
		}
	}
	return "json"
}

// rows answers with a list in the format that is wanted. It is made whole
// first: nothing is sent of an answer that fails.
func rows(w http.ResponseWriter, r *http.Request, l list) error {
	var b bytes.Buffer
	h := w.Header()
	h.Add("Vary", "Accept")
	if l.truncated {
		h.Set(truncatedHeader, "true")
	}
	var err error
	switch formatOf(r) {
	case "csv":
		h.Set("Content-Type", typeCSV)
		err = l.sheet.CSV(&b)
	case "jsonl":
		h.Set("Content-Type", typeJSONL)
		if err = l.sheet.JSONL(&b); l.truncated {
			b.WriteString(`{"truncated":true}` + "\n")
		}
	default:
		h.Set("Content-Type", typeJSON)
		err = l.json(&b)
	}
	if err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

func (l list) json(b *bytes.Buffer) error {
	b.WriteByte('{')
	put := func(f field) error {
		text, err := answer.Encode(f.value)
		if err != nil {
			return err
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(b, "%q:%s", f.name, text)
		return nil
	}
	for _, f := range l.before {
		if err := put(f); err != nil {
			return err
		}
	}
	if b.Len() > 1 {
		b.WriteByte(',')
	}
	fmt.Fprintf(b, "%q:", l.name)
	if err := l.sheet.Array(b); err != nil {
		return err
	}
	for _, f := range append(l.after, field{"truncated", l.truncated}) {
		if err := put(f); err != nil {
			return err
		}
	}
	b.WriteString("}\n")
	return nil
}

// object answers with one JSON value.
func object(w http.ResponseWriter, v any) error {
	text, err := answer.Encode(v)
	if err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	w.Header().Set("Content-Type", typeJSON)
	_, err = w.Write(append(text, '\n'))
	return err
}

// stream is an answer that goes out line by line, as it is found.
type stream struct {
	w       http.ResponseWriter
	out     *bufio.Writer
	control *http.ResponseController
	lines   int
	flushed time.Time
}

func newStream(w http.ResponseWriter) *stream {
	return &stream{w: w, out: bufio.NewWriterSize(w, 32<<10), control: http.NewResponseController(w)}
}

// line sends a line. What has waited for a while is sent off: a reader of a
// slow answer sees what there is.
func (s *stream) line(text []byte) error {
	if s.lines == 0 {
		s.w.Header().Set("Content-Type", typeJSONL)
		s.flushed = time.Now()
	}
	s.lines++
	if _, err := s.out.Write(text); err != nil {
		return err
	}
	if err := s.out.WriteByte('\n'); err != nil {
		return err
	}
	if time.Since(s.flushed) > 200*time.Millisecond {
		return s.flush()
	}
	return nil
}

func (s *stream) flush() error {
	s.flushed = time.Now()
	if err := s.out.Flush(); err != nil {
		return err
	}
	return s.control.Flush()
}

// value sends a value as a line.
func (s *stream) value(v any) error {
	text, err := answer.Encode(v)
	if err != nil {
		return err
	}
	return s.line(text)
}

// end says how the stream ended.
func (s *stream) end(truncated bool, err error) error {
	if err != nil {
		if s.lines == 0 {
			return err
		}
		problem := route.ProblemOf(err)
		problem.RequestID = s.w.Header().Get("X-Request-Id")
		if werr := s.value(map[string]any{"error": problem}); werr != nil {
			return err
		}
		if werr := s.out.Flush(); werr != nil {
			return err
		}
		return &route.Said{Err: err}
	}
	if s.lines == 0 {
		s.w.Header().Set("Content-Type", typeJSONL)
	}
	if truncated {
		if err := s.line([]byte(`{"truncated":true}`)); err != nil {
			return err
		}
	}
	return s.out.Flush()
}
