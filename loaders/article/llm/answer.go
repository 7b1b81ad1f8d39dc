package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// answer is what came back for a question, as the cache keeps it.
type answer struct {
	Finish    string `json:"finish"`
	Content   string `json:"content"` // JSON, if Finish is stop
	TokensIn  int    `json:"tokens_in"`
	TokensOut int    `json:"tokens_out"`

	findings []json.RawMessage
	why      string // why there are no findings, if the answer cannot be used
}

// How an answer ended.
const (
	finishStop    = "stop"    // whole
	finishLength  = "length"  // cut off
	finishRefused = "refused" // the model or a filter would not answer
)

// read takes the findings out of a whole answer.
func (a *answer) read() error {
	if a.Finish != finishStop {
		if a.Finish == finishRefused {
			a.why = "the model refuses to read this part of the text"
		}
		return nil
	}
	var whole struct {
		Findings *[]json.RawMessage `json:"findings"`
	}
	if err := decode([]byte(a.Content), &whole); err != nil {
		return fmt.Errorf("the answer is not what the schema asks for: %w", err)
	}
	if whole.Findings == nil {
		return errors.New(`the answer is not what the schema asks for: it has no "findings"`)
	}
	a.findings = *whole.Findings
	return nil
}

// finding is one claim as the model puts it. A pointer is nil where the
// answer has null, or nothing.
type finding struct {
	Quote      *string  `json:"quote"`
	Subject    *party   `json:"subject"`
	Relation   *string  `json:"relation"`
	Object     *party   `json:"object"`
	Status     *string  `json:"status"`
	Time       *string  `json:"time"`
	Amount     *amounts `json:"amount"`
	Place      *party   `json:"place"`
	Speaker    *party   `json:"speaker"`
	Confidence *float64 `json:"confidence"`
}

type party struct {
	Mention string `json:"mention"`
	Label   string `json:"label"`
	Type    string `json:"type"`
}

type amounts struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// readFinding reads one finding; what the schema requires must be there.
func readFinding(raw []byte) (finding, error) {
	var f finding
	if err := decode(raw, &f); err != nil {
		return f, err
	}
	for _, need := range []struct {
		name    string
		missing bool
	}{
		{"quote", f.Quote == nil}, {"subject", f.Subject == nil}, {"relation", f.Relation == nil},
		{"object", f.Object == nil}, {"status", f.Status == nil},
	} {
		if need.missing {
			return f, fmt.Errorf("%s is missing", need.name)
		}
	}
	return f, nil
}

// decode reads one JSON value and nothing after it, without unknown fields.
func decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return errors.New("it ends too early")
		}
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more after its end")
	}
	return nil
}
