package loaders

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/lines"
)

// A claims file is what `entente extract` prints: one claim a line in JSON
// Lines, or one element of a JSON array or YAML list. A person may have edited it: ids are made
// anew from the content, claims may stand in any order.

// isClaims tells a claims file from documents by its first object.
func isClaims(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	first, _, _ := bytes.Cut(head, []byte("\n"))
	if bytes.HasPrefix(head, []byte("{")) {
		return bytes.Contains(first, []byte(`"relation"`)) || bytes.Contains(first, []byte(`"quote"`))
	}
	return isClaimsArray(head) || isYAMLList(head) && bytes.Contains(head, []byte("relation:"))
}

// mayBeClaims tells whether a file that is called as a claims file is may be
// one, with whatever faults: other things have the same extensions.
func mayBeClaims(head []byte) bool {
	for _, field := range []string{"subject", "relation", "object", "quote"} {
		if bytes.Contains(head, []byte(field)) {
			return true
		}
	}
	return false
}

func loadClaims(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	g := &claimGroups{ctx: ctx, sink: sink, name: o.said(name), o: o}
	defer g.close()
	head, r, err := peek(r)
	if err != nil {
		return err
	}
	switch first := firstByte(head); {
	case isYAMLList(head) || isYAMLName(name) && first != '{' && first != '[':
		err = readYAML(r, g.add)
	case first == '[':
		err = readArray(r, g.add)
	case areObjectsOverLines(head):
		err = readObjects(r, g.add)
	default:
		err = readJSONL(r, g.add)
	}
	if err != nil {
		return err
	}
	return g.end()
}

// readJSONL hands every line's claim, or why there is none, to add.
func readJSONL(r io.Reader, add func(line int, c graph.Claim, err error) error) error {
	for l, err := range lines.Read(r) {
		if err != nil {
			return &readError{err}
		}
		if l.Err == nil && len(bytes.TrimSpace(l.Text)) == 0 {
			continue
		}
		var c graph.Claim
		if err = l.Err; err == nil {
			c, err = decodeClaim(l.Text)
		}
		if err := add(l.Number, c, err); err != nil {
			return err
		}
	}
	return nil
}

func decodeClaim(text []byte) (graph.Claim, error) {
	var c graph.Claim
	if !utf8.Valid(text) {
		return c, errors.New("the line is not valid UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return c, fmt.Errorf("not a claim: %s", jsonReason(err))
	}
	if d.More() {
		return c, errors.New("more than one JSON value stands on the line")
	}
	return c, nil
}

// jsonReason puts the errors of encoding/json in the words of the format.
func jsonReason(err error) string {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind):
		field := kind.Field
		if field == "" {
			field = "a line or an element"
		}
		return fmt.Sprintf("%s must be %s, not %s", field, jsonKind(kind.Type.Kind()), withArticle(kind.Value))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the JSON object is cut short"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// jsonKind is what a value of Go is called in JSON.
func jsonKind(k reflect.Kind) string {
	switch k {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "a whole number"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Slice, reflect.Array:
		return "an array"
	case reflect.Struct, reflect.Map:
		return "an object"
	}
	return "a string"
}

// withArticle puts an article before what package json says of a value:
// "string", "array", "number 1.5", "bool".
func withArticle(value string) string {
	if strings.HasPrefix(value, "array") || strings.HasPrefix(value, "object") {
		return "an " + value
	}
	return "a " + value
}

// claimGroups hands claims to a sink, a run of claims from one source as one
// source. A source that stands in several runs is added to, run by run.
type claimGroups struct {
	ctx  context.Context
	sink graph.Sink
	name string
	o    Options

	open   bool
	source graph.Source
	shelf  keep.Shelf
	seen   *keep.Map[int] // claims of this run: id to line
	// Where a load goes on, the claims of this run wait for its end: of those
	// that are all there nothing needs to be done.
	waiting *keep.Pile
}

// close lets go of what was kept, which nobody needs any more.
func (g *claimGroups) close() { _ = g.shelf.Close() }

func (g *claimGroups) add(line int, c graph.Claim, err error) error {
	if g.ctx.Err() != nil {
		return g.ctx.Err()
	}
	if err == nil {
		err = completeClaim(&c)
	}
	if err == nil {
		err = checkClaim(&c, g.o)
	}
	if err != nil {
		reject(g.sink, g.name, line, err)
		return nil
	}
	if !g.open || c.Source != g.source {
		if err := g.end(); err != nil {
			return err
		}
		if err := g.begin(c.Source); err != nil {
			return err
		}
	}
	if first, again := g.seen.Get(c.ID); again {
		reject(g.sink, g.name, line, fmt.Errorf("the same claim stands in line %d already", first))
		return nil
	}
	g.seen.Set(c.ID, line)
	if err := g.shelf.Err(); err != nil {
		return err
	}
	if g.waiting == nil {
		return g.give(&c)
	}
	text, err := json.Marshal(&c)
	if err == nil {
		g.waiting.Add("", text)
	}
	return err
}

func (g *claimGroups) begin(s graph.Source) error {
	if err := g.shelf.Close(); err != nil {
		return err
	}
	g.open, g.source, g.shelf = true, s, keep.Shelf{}
	g.seen = keep.New[int](&g.shelf)
	if g.o.Held != nil {
		g.waiting = keep.NewPile(&g.shelf)
		return nil
	}
	return g.sink.Begin(g.ctx, s)
}

// give hands over a claim and what is known of its actors.
func (g *claimGroups) give(c *graph.Claim) error {
	for _, d := range g.describe(c) {
		if err := g.sink.Describe(g.ctx, d); err != nil {
			return err
		}
	}
	return g.sink.Claim(g.ctx, *c)
}

func (g *claimGroups) end() error {
	if !g.open {
		return nil
	}
	g.open = false
	if g.waiting == nil {
		return g.sink.End(g.ctx)
	}
	ids := func(yield func(string) bool) {
		for id := range g.seen.Sorted() {
			if !yield(id) {
				return
			}
		}
	}
	if held, err := g.o.Held(g.source, ids); held || err != nil {
		return err
	}
	if err := g.sink.Begin(g.ctx, g.source); err != nil {
		return err
	}
	for c, err := range claimsUnder(g.waiting, "") {
		if err != nil {
			return err
		}
		if err := g.give(&c); err != nil {
			return err
		}
	}
	if err := g.shelf.Err(); err != nil {
		return err
	}
	return g.sink.End(g.ctx)
}

// describe gives what is known of a claim's actors: by the gazetteer if it
// knows them, else by the claim.
func (g *claimGroups) describe(c *graph.Claim) []graph.Description {
	var ds []graph.Description
	for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
		if a != nil {
			ds = append(ds, describe(*a, g.o))
		}
	}
	return ds
}

// describe gives the gazetteer's description of an actor, or the bare one.
func describe(a graph.Actor, o Options) graph.Description {
	if o.Gazetteer != nil {
		if e, ok := o.Gazetteer.Entry(a.ID); ok {
			d := e.Description()
			d.Gazetteer = true
			return d
		}
	}
	return graph.Description{Actor: graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type}, Within: a.Within}
}

// completeClaim works out what a person need not write: the bounds of the
// time, and the id, which an edit of anything else makes stale.
func completeClaim(c *graph.Claim) error {
	if c.Time.EDTF != "" && c.Time.Earliest == "" && c.Time.Latest == "" {
		t, err := graph.ParseTime(c.Time.EDTF)
		if err != nil {
			return fmt.Errorf("time: %w", err)
		}
		c.Time = t
	}
	c.ID = c.Hash()
	return nil
}

// checkClaim checks a claim that came from a file.
func checkClaim(c *graph.Claim, o Options) error {
	if err := c.Check(o.Vocabulary); err != nil {
		return err
	}
	if o.Strict {
		return o.Vocabulary.Allows(c.Relation, c.Subject.Type, c.Object.Type)
	}
	return nil
}
