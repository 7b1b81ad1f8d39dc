package identity

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/graph"
)

// Is is what somebody decided of two actors.
type Is string

// What can be decided.
const (
	Same   Is = "same"
	Other  Is = "not the same"
	Unsure Is = "unsure" // seen, and left open: it is not asked again
)

// Decision is one line of the file of decisions:
//
//	{"a":"actor:iran","b":"actor:persia","is":"same","by":"Mina","on":"2026-11-28","why":"old name"}
//
// Of two that are the same, a is the one that stays. A later line on the same
// two takes the place of an earlier one; a line that is deleted was never
// there.
type Decision struct {
	A   string `json:"a"`
	B   string `json:"b"`
	Is  Is     `json:"is"`
	By  string `json:"by,omitempty"`
	On  string `json:"on,omitempty"` // YYYY-MM-DD
	Why string `json:"why,omitempty"`

	Line int `json:"-"` // in the file, from 1
}

// check says what is wrong with a decision.
func (d *Decision) check() error {
	for _, id := range []string{d.A, d.B} {
		if !strings.HasPrefix(id, graph.ActorPrefix) || strings.ContainsAny(id, " \t\r\n<>") {
			return fmt.Errorf("%q is no actor's id: a and b must be ids such as actor:iran", id)
		}
	}
	if d.A == d.B {
		return fmt.Errorf("a and b are both %s", d.A)
	}
	if d.Is != Same && d.Is != Other && d.Is != Unsure {
		return fmt.Errorf("is is %q: must be %q, %q or %q", d.Is, Same, Other, Unsure)
	}
	return nil
}

// Decisions are the lines of a file, as they stand.
type Decisions []Decision

// maxLine bounds a line of the file.
const maxLine = 64 << 10

// ReadDecisions reads a file of decisions. Lines that are no decision are an
// error, all of them named, up to ten: a merge that is silently left out
// would change answers.
func ReadDecisions(name string, r io.Reader) (Decisions, error) {
	var out Decisions
	var bad []error
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	n := 0
	for lines.Scan() {
		n++
		text := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(text) == 0 || bytes.HasPrefix(text, []byte("//")) || bytes.HasPrefix(text, []byte("#")) {
			continue
		}
		d := Decision{Line: n}
		in := json.NewDecoder(bytes.NewReader(text))
		in.DisallowUnknownFields()
		err := in.Decode(&d)
		if err == nil {
			if _, more := in.Token(); more != io.EOF {
				err = errors.New("more than one value stands on the line")
			}
		}
		if err == nil {
			err = d.check()
		}
		if err != nil {
			if len(bad) < 10 {
				bad = append(bad, fmt.Errorf("%s:%d: not a decision: %s", name, n, strings.TrimPrefix(err.Error(), "json: ")))
			}
			continue
		}
		out = append(out, d)
	}
	if err := lines.Err(); err != nil {
		bad = append(bad, fmt.Errorf("%s:%d: %w", name, n+1, err))
	}
	return out, errors.Join(bad...)
}

// Text is the decision as a line of the file, with its end.
func (d Decision) Text() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(d) // strings can always be encoded
	return b.Bytes()
}

type pairKey [2]string

func keyOf(a, b string) pairKey {
	if a > b {
		a, b = b, a
	}
	return pairKey{a, b}
}

// InForce leaves out the decisions that later ones took the place of.
func (all Decisions) InForce() Decisions {
	last := map[pairKey]int{}
	for i, d := range all {
		last[keyOf(d.A, d.B)] = i
	}
	var out Decisions
	for i, d := range all {
		if last[keyOf(d.A, d.B)] == i {
			out = append(out, d)
		}
	}
	return out
}

// Of gives what is decided of two actors; "" if nothing is.
func (all Decisions) Of(a, b string) (Decision, bool) {
	for _, d := range slices.Backward(all) {
		if keyOf(d.A, d.B) == keyOf(a, b) {
			return d, true
		}
	}
	return Decision{}, false
}

// Refusal is a decision that cannot be followed, and why.
type Refusal struct {
	Decision Decision
	Reason   string
}

// Merged works out who is merged into whom: for every actor that is another
// one, the ID of the one that stays. Decisions are followed in their order;
// one that would join actors of which a code says that they are not the same,
// or that are decided not to be, is refused. codesOf gives the codes of an
// actor; it may be nil.
func (all Decisions) Merged(codesOf func(id string) []string) (map[string]string, []Refusal) {
	if codesOf == nil {
		codesOf = func(string) []string { return nil }
	}
	inForce := all.InForce()
	members := map[string][]string{} // by who stays
	into := map[string]string{}
	stays := func(id string) string {
		if s, ok := into[id]; ok {
			return s
		}
		into[id], members[id] = id, []string{id}
		return id
	}
	apart := map[pairKey]Decision{}
	for _, d := range inForce {
		if d.Is == Other {
			apart[keyOf(d.A, d.B)] = d
		}
	}
	var refused []Refusal
	for _, d := range inForce {
		if d.Is != Same {
			continue
		}
		a, b := stays(d.A), stays(d.B)
		if a == b {
			continue
		}
		if reason := refusal(members[a], members[b], apart, codesOf); reason != "" {
			refused = append(refused, Refusal{d, reason})
			continue
		}
		for _, id := range members[b] {
			into[id] = a
		}
		members[a] = append(members[a], members[b]...)
		delete(members, b)
	}
	out := map[string]string{}
	for id, s := range into {
		if id != s {
			out[id] = s
		}
	}
	return out, refused
}

func refusal(a, b []string, apart map[pairKey]Decision, codesOf func(string) []string) string {
	for _, x := range a {
		for _, y := range b {
			if d, ok := apart[keyOf(x, y)]; ok {
				return fmt.Sprintf("%s and %s are decided not to be the same, in line %d", d.A, d.B, d.Line)
			}
			if c := Conflicts(codesOf(x), codesOf(y)); len(c) > 0 {
				return fmt.Sprintf("%s and %s have other codes: %s", x, y, c[0])
			}
		}
	}
	return ""
}

// Split gives the lines that take an actor out of those it is the same as;
// the others stay together. by, on and why are written into them.
func (all Decisions) Split(id string, by Decision) Decisions {
	var out, others Decisions
	for _, d := range all.InForce() {
		if d.Is == Same && (d.A == id || d.B == id) {
			others = append(others, d)
			out = append(out, Decision{A: d.A, B: d.B, Is: Other, By: by.By, On: by.On, Why: by.Why})
		}
	}
	for i := 1; i < len(others); i++ {
		// What was the same by way of it stays the same.
		a, b := others[0].not(id), others[i].not(id)
		if d, ok := all.Of(a, b); a != b && !(ok && d.Is == Other) {
			out = append(out, Decision{A: a, B: b, Is: Same, By: by.By, On: by.On, Why: "was the same by way of " + id})
		}
	}
	return out
}

func (d Decision) not(id string) string {
	if d.A == id {
		return d.B
	}
	return d.A
}
