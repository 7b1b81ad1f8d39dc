// Package eval measures an extractor against gold: sentences or articles with
// what a reader would say they claim.
//
// Start with [Run]; [Report.WriteTable] prints its figures.
package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"entente/graph"
	"entente/loaders/lines"
)

// Item is a text with its gold claims.
type Item struct {
	ID   string `json:"id"`
	Date string `json:"date"` // the dateline; relative dates count from it
	Text string `json:"text"`
	Gold []Row  `json:"gold"`
}

// Row is a gold claim. Any of its labels and relations will do.
type Row struct {
	Subject   words        `json:"subject"`
	Relation  words        `json:"relation"`
	Object    words        `json:"object"`
	Status    graph.Status `json:"status"`    // asserted if empty
	Must      *bool        `json:"must"`      // false: right if found, no loss if not; true if absent
	Symmetric bool         `json:"symmetric"` // besides the relations that the vocabulary calls so
}

// words are a word, or several of which any will do.
type words []string

// UnmarshalJSON takes a string or a list of strings.
func (w *words) UnmarshalJSON(text []byte) error {
	var one string
	if err := json.Unmarshal(text, &one); err == nil {
		*w = words{one}
		return nil
	}
	var several []string
	if err := json.Unmarshal(text, &several); err != nil {
		return errors.New("must be a string or a list of strings")
	}
	*w = several
	return nil
}

// ReadGold reads gold, one item a line of JSON. The first bad line ends it:
// figures over a part of the gold would be compared with those over all.
func ReadGold(r io.Reader) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for l, err := range lines.Read(r) {
			if err != nil {
				yield(Item{}, err) // which names the line
				return
			}
			if err = l.Err; err == nil && len(bytes.TrimSpace(l.Text)) == 0 {
				continue
			}
			var item Item
			if err == nil {
				item, err = parseItem(l.Text)
			}
			if err != nil {
				yield(item, fmt.Errorf("line %d: %w", l.Number, err))
				return
			}
			if !yield(item, nil) {
				return
			}
		}
	}
}

func parseItem(text []byte) (Item, error) {
	var item Item
	if err := json.Unmarshal(text, &item); err != nil {
		return item, fmt.Errorf("not a gold item: %w", err)
	}
	if item.Text == "" {
		return item, errors.New("the item has no text")
	}
	for i, row := range item.Gold {
		if len(row.Subject) == 0 || len(row.Relation) == 0 || len(row.Object) == 0 {
			return item, fmt.Errorf("gold %d lacks subject, relation or object", i+1)
		}
		if row.Status == "" {
			item.Gold[i].Status = graph.Asserted
		}
	}
	return item, nil
}
