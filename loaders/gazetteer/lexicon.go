package gazetteer

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// lexicon is what the files say, before it is indexed: the built-in one, a
// user's, or both merged.
type lexicon struct {
	entries []*Entry
	offices []*office
	roles   []*Role
}

// position is where something was read; the zero position is that of the
// binary form, which has none.
type position struct {
	file string
	line int
}

func (p position) errorf(format string, args ...any) error {
	if p.file == "" {
		return fmt.Errorf(format, args...)
	}
	return fmt.Errorf("%s:%d: %w", p.file, p.line, fmt.Errorf(format, args...))
}

// faults collects what is wrong with a file, up to a number that a person will
// read.
type faults struct {
	list []error
	more int
}

const maxFaults = 10

func (f *faults) add(at position, format string, args ...any) {
	if len(f.list) == maxFaults {
		f.more++
		return
	}
	f.list = append(f.list, at.errorf(format, args...))
}

func (f *faults) err() error {
	if f.more > 0 {
		return errors.Join(append(f.list, fmt.Errorf("and %d more", f.more))...)
	}
	return errors.Join(f.list...)
}

// ID makes an actor's ID from its label: "actor:" and the folded label with
// hyphens. Letters outside ASCII that folding leaves stand as their number, so
// that different labels in other scripts get different IDs.
func ID(label string) string {
	var b strings.Builder
	b.WriteString("actor:")
	gap := false
	for _, r := range Fold(label) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		case r >= 0x80:
			if gap || b.Len() > len("actor:") {
				b.WriteByte('-')
			}
			fmt.Fprintf(&b, "u%x", r)
			gap = true
			continue
		default:
			gap = true
			continue
		}
		if gap && b.Len() > len("actor:") {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// merge adds the records of another file. Records of an ID both have are
// joined; what was there first gives label, type and bounds.
func (l *lexicon) merge(add *lexicon) (*lexicon, error) {
	out := &lexicon{entries: slices.Clone(l.entries), offices: slices.Clone(l.offices), roles: slices.Clone(l.roles)}
	var bad faults

	entryAt := make(map[string]int, len(out.entries)+len(add.entries))
	for i, e := range out.entries {
		entryAt[e.ID] = i
	}
	for _, e := range add.entries {
		i, known := entryAt[e.ID]
		if !known {
			entryAt[e.ID] = len(out.entries)
			out.entries = append(out.entries, e)
			continue
		}
		joined := out.entries[i].clone()
		if err := joined.join(e); err != nil {
			bad.add(e.at, "%w", err)
			continue
		}
		out.entries[i] = joined
	}

	roleAt := make(map[string]int, len(out.roles))
	for i, r := range out.roles {
		roleAt[r.ID] = i
	}
	for _, r := range add.roles {
		i, known := roleAt[r.ID]
		if !known {
			roleAt[r.ID] = len(out.roles)
			out.roles = append(out.roles, r)
			continue
		}
		joined := *out.roles[i]
		joined.Titles = union(joined.Titles, r.Titles)
		out.roles[i] = &joined
	}

	officeAt := make(map[officeKey]int, len(out.offices))
	for i, o := range out.offices {
		officeAt[officeKey{o.of, o.role}] = i
	}
	for _, o := range add.offices {
		key := officeKey{o.of, o.role}
		i, known := officeAt[key]
		if !known {
			officeAt[key] = len(out.offices)
			out.offices = append(out.offices, o)
			continue
		}
		joined := *out.offices[i]
		joined.titles = union(joined.titles, o.titles)
		joined.holders = slices.Clone(joined.holders)
		for _, h := range o.holders {
			if !slices.ContainsFunc(joined.holders, func(x holder) bool { return x.person == h.person && x.from == h.from && x.to == h.to }) {
				joined.holders = append(joined.holders, h)
			}
		}
		out.offices[i] = &joined
	}
	return out, bad.err()
}

// join adds what another record says of the same actor.
func (e *Entry) join(o *Entry) error {
	if o.Type != "" && o.Type != e.Type {
		return fmt.Errorf("%s is a %s already, so it cannot be a %s too; give the new one an id of its own", e.ID, e.Type, o.Type)
	}
	if o.Label != "" && o.Label != e.Label {
		e.Names = union(e.Names, []string{o.Label})
	}
	e.Names = union(e.Names, o.Names)
	e.Adjectives = union(e.Adjectives, o.Adjectives)
	e.Demonyms = union(e.Demonyms, o.Demonyms)
	e.Nouns = union(e.Nouns, o.Nouns)
	e.Seats = union(e.Seats, o.Seats)
	e.Surnames = union(e.Surnames, o.Surnames)
	e.Within = union(e.Within, o.Within)
	for _, f := range []struct{ to, from *string }{
		{&e.Kind, &o.Kind}, {&e.Capital, &o.Capital}, {&e.Seat, &o.Seat}, {&e.From, &o.From}, {&e.To, &o.To},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	for _, scheme := range o.schemes() {
		code := o.Codes[scheme]
		if was, ok := e.Codes[scheme]; ok && was != code {
			return fmt.Errorf("%s has the %s code %s already, so it cannot have %s", e.ID, scheme, was, code)
		}
		if e.Codes == nil {
			e.Codes = make(map[string]string)
		}
		e.Codes[scheme] = code
	}
	if e.Rank == 0 {
		e.Rank = o.Rank
	}
	return nil
}

// union appends what is not there yet; neither slice is changed.
func union(a, b []string) []string {
	out := slices.Clip(a)
	for _, s := range b {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
