// Package listing makes claims of the entries of sanctions lists, which all
// say the same few things of an entry, whatever their form: its names and
// numbers, since when it is listed, its nationality, its addresses, its flag,
// who owns it, what it owns.
package listing

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// Entry is an entry of a list, or what one row of a list says of it.
type Entry struct {
	Key     string // in the list
	Other   bool   // the key is not of the list's own kind: it is no code
	Type    string // of the actor
	Name    string
	Aliases []string
	Codes   []string // "lei:…"; the list's own and IMO numbers are added
	IMO     []string // numbers that are called so

	Measure string // what makes the sanction: the claim's rule
	Since   string // when it was listed, as it stands

	// Names of others, as they stand.
	Nationalities, Countries, Flags []string
	Owners, Parents, Subsidiaries   []string
}

// List is a list whose entries are read.
type List struct {
	W          *dataset.Writer
	Name       string // in IDs and codes: "eu"
	Sanctioner graph.Actor
}

// Actor is who an entry is: the vessel of its IMO number; whom the gazetteer
// knows by that very name, of bodies; or a new one.
func (l *List) Actor(e *Entry) graph.Actor {
	if e.Type == "Vessel" {
		for _, imo := range e.IMO {
			if a, ok := l.W.Names.Vessel(e.Name, imo); ok {
				return a
			}
		}
	}
	if e.Type == "Organization" || e.Type == "Company" {
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if strings.Contains(strings.TrimSpace(name), " ") {
				if a, ok := l.W.Names.Find(name, "Organization"); ok {
					return a
				}
			}
		}
	}
	return l.W.Names.New(e.Name, e.Type, l.Name, e.Key)
}

// Enter counts an entry, says what is known of it beside its claims, and gives
// the claim that it is on the list.
func (l *List) Enter(ctx context.Context, rec *dataset.Record, self graph.Actor, e *Entry) error {
	l.W.Count("entries", 1)
	if err := l.describe(ctx, self, e); err != nil {
		return err
	}
	return l.sanction(ctx, rec, self, e)
}

func (l *List) describe(ctx context.Context, self graph.Actor, e *Entry) error {
	d := graph.Description{Actor: graph.Actor{ID: self.ID, Label: self.Label, Type: self.Type}, Aliases: append([]string{e.Name}, e.Aliases...), Codes: slices.Clone(e.Codes)}
	if !e.Other {
		d.Codes = append(d.Codes, l.Name+":"+e.Key)
	}
	for _, imo := range e.IMO {
		if code, ok := l.W.IMO(imo, e.Type == "Vessel"); ok {
			d.Codes = append(d.Codes, code)
		}
	}
	return l.W.Describe(ctx, d)
}

func (l *List) sanction(ctx context.Context, rec *dataset.Record, self graph.Actor, e *Entry) error {
	c := graph.Claim{Subject: l.Sanctioner, Relation: "sanctions", Object: rec.Mention(self, e.Name), Rule: e.Measure}
	if e.Since != "" {
		if day, ok := dataset.Date(e.Since); ok {
			c.Time = graph.Since(day)
		} else {
			l.W.Odd("dates that are none", e.Since)
		}
	}
	return l.W.Claim(ctx, rec, c)
}

// ownerConfidence is below 1: lists write "owner/operator" of either.
const ownerConfidence = 0.8

// Say gives what a record says of an entry beside that it is listed.
func (l *List) Say(ctx context.Context, rec *dataset.Record, self graph.Actor, e *Entry) error {
	for _, text := range e.Nationalities {
		states, ok := l.W.Names.Nationalities(text)
		if !ok {
			l.W.Unknown("nationalities", text)
		}
		for _, s := range states {
			if err := l.claim(ctx, rec, self, "affiliated-with", rec.Mention(s, text), "nationality", 0); err != nil {
				return err
			}
		}
	}
	for _, name := range e.Countries {
		where, ok := l.Country(name)
		if !ok {
			l.W.Unknown("countries", name)
			continue
		}
		if err := l.claim(ctx, rec, self, "located-in", rec.Mention(where, name), "address", 0); err != nil {
			return err
		}
	}
	for _, name := range e.Flags {
		state, ok := l.W.Names.State(name)
		switch {
		case self.Type != "Vessel":
			l.W.LeftOut(rec.Line, "flags of what is no vessel")
			continue
		case !ok:
			l.W.Unknown("flags", name)
			continue
		}
		if err := l.claim(ctx, rec, self, "flagged-in", rec.Mention(state, name), "flag", 0); err != nil {
			return err
		}
	}
	for _, o := range []struct {
		names []string
		rule  string
		owned bool
	}{{e.Owners, "owner/operator", true}, {e.Parents, "parent company", true}, {e.Subsidiaries, "subsidiaries", false}} {
		for _, name := range o.names {
			other, ok := l.body(name)
			if !ok {
				continue
			}
			other = rec.Mention(other, name)
			subject, object, confidence := self, other, 0.0
			if o.owned {
				subject, object = other, self
			}
			if o.rule == "owner/operator" {
				confidence = ownerConfidence
			}
			if err := l.claim(ctx, rec, subject, "owns", object, o.rule, confidence); err != nil {
				return err
			}
		}
	}
	return nil
}

// Country is where an address says: a state, or a region that is known.
func (l *List) Country(name string) (graph.Actor, bool) {
	if a, ok := l.W.Names.State(name); ok {
		return a, true
	}
	if states, ok := l.W.Names.Nationalities(name); ok && len(states) == 1 {
		return states[0], true
	}
	return l.W.Names.Find(name, "Place")
}

// body is a company that an entry names: known, or told by its name.
func (l *List) body(name string) (graph.Actor, bool) {
	if a, ok := l.W.Names.Find(name, "Organization", "State"); ok {
		return a, true
	}
	return l.W.Names.Named(name, "Company")
}

func (l *List) claim(ctx context.Context, rec *dataset.Record, subject graph.Actor, relation string, object graph.Actor, rule string, confidence float64) error {
	return l.W.Claim(ctx, rec, graph.Claim{Subject: subject, Relation: relation, Object: object, Rule: rule, Confidence: confidence})
}

// imoNumber fits what free text calls an IMO number.
var imoNumber = regexp.MustCompile(`(?i)\bIMO(?: ?(?:number|no\.?|ship|#|n°))?[ :.)]*(\d{7})\b`)

// FindIMO finds the IMO numbers in a text.
func FindIMO(text string) []string {
	if !strings.Contains(text, "IMO") && !strings.Contains(text, "imo") && !strings.Contains(text, "Imo") {
		return nil
	}
	var out []string
	for _, m := range imoNumber.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

// Split cuts a cell that holds several values, and drops empty ones.
func Split(cell string, separators ...string) []string {
	parts := []string{cell}
	for _, sep := range separators {
		var next []string
		for _, p := range parts {
			next = append(next, strings.Split(p, sep)...)
		}
		parts = next
	}
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

var brackets = regexp.MustCompile(`\([^)]*\)|["“”]`)

// Addressed finds the countries that an address of free text ends or begins
// with: "Moscow, 125040, Pravda str., 8, Russian Federation; Minsk, Belarus".
// Parts that name none are counted.
func (l *List) Addressed(address string) []string {
	var out []string
	seen := map[string]bool{}
	for _, part := range Split(brackets.ReplaceAllString(address, ""), ";") {
		pieces := Split(part, ",")
		found := false
		for _, i := range []int{len(pieces) - 1, 0} {
			if i < 0 {
				continue
			}
			name := strings.Trim(pieces[i], " .")
			if _, ok := l.W.Names.State(strings.TrimPrefix(name, "the ")); ok {
				found = true
				if name = strings.TrimPrefix(name, "the "); !seen[name] {
					out = append(out, name)
				}
				seen[name] = true
				break
			}
		}
		if !found {
			l.W.Count("addresses without a country", 1)
		}
	}
	return out
}
