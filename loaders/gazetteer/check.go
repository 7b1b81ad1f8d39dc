package gazetteer

import (
	"slices"
	"strings"

	"entente/schema"
)

// check looks for records that contradict each other or lead nowhere. Only
// faults of what was added are reported: add is the file just read, l
// everything with it.
func (l *lexicon) check(add *lexicon) error {
	c := checker{all: l, byID: make(map[string]*Entry, len(l.entries))}
	for _, e := range l.entries {
		c.byID[e.ID] = e
	}
	c.ids(add)
	c.codes(add)
	c.entries(add)
	c.offices(add)
	return c.bad.err()
}

type checker struct {
	all  *lexicon
	byID map[string]*Entry
	bad  faults
}

// ids finds what is described twice in one file.
func (c *checker) ids(add *lexicon) {
	seen := make(map[string]*Entry, len(add.entries))
	for _, e := range add.entries {
		if was := seen[e.ID]; was != nil {
			c.bad.add(e.at, "%s is described twice (first in line %d); put both into one, or give one another id", e.ID, was.at.line)
			continue
		}
		seen[e.ID] = e
	}
	roles := make(map[string]bool, len(add.roles))
	for _, r := range add.roles {
		if roles[r.ID] {
			c.bad.add(r.at, "role %s is described twice", r.ID)
		}
		roles[r.ID] = true
	}
}

// codes finds two actors with one code. An actor that has gone may have left
// its code to another.
func (c *checker) codes(add *lexicon) {
	owner := make(map[string]*Entry)
	for _, e := range c.all.entries {
		for _, scheme := range e.schemes() {
			if e.To == "" {
				key := scheme + ":" + e.Codes[scheme]
				if owner[key] == nil {
					owner[key] = e
				}
			}
		}
	}
	for _, e := range add.entries {
		if e.To != "" {
			continue
		}
		for _, scheme := range e.schemes() {
			// A state that few recognise shares its PLOVER country with another.
			if o := owner[scheme+":"+e.Codes[scheme]]; o != nil && o.ID != e.ID && scheme != "plover" {
				c.bad.add(e.at, "%s has the %s code %s, which is %s's", e.ID, scheme, e.Codes[scheme], o.ID)
			}
		}
	}
}

// entries checks each entry by itself and what it lies within.
func (c *checker) entries(add *lexicon) {
	officeOf := make(map[string]bool)
	for _, o := range add.offices {
		officeOf[o.of] = true // reported once, at the office, not at each holder
	}
	for _, e := range add.entries {
		whole := c.byID[e.ID]
		if whole.Label == "" || whole.Type == "" {
			c.bad.add(e.at, "%s: expected a label (its usual name), since no actor of this id is known yet", e.ID)
		}
		if _, ok := schema.Builtin().Type(e.Type); !ok && e.Type != "" {
			c.bad.add(e.at, "%s: %w", e.ID, schema.Builtin().UnknownType(e.Type))
		}
		for _, id := range e.Within {
			if c.byID[id] == nil && !officeOf[id] {
				c.bad.add(e.at, "%s is within %s, which is not known%s", e.ID, id, c.didYouMean(id))
			}
		}
		if path := c.cycle(e.ID); path != nil {
			c.bad.add(e.at, "%s is within itself: %s", e.ID, strings.Join(path, " → "))
		}
		for _, name := range slices.Concat([]string{e.Label}, e.Names, e.Adjectives, e.Demonyms, e.Seats, e.Surnames) {
			if n := len(atomsOf(name)); name != "" && (n == 0 || n > maxAtoms) {
				c.bad.add(e.at, "%s: the name %q has %d words; expected 1 to %d", e.ID, name, n, maxAtoms)
			}
		}
	}
}

// cycle returns the way from an entry back to itself, or nil.
func (c *checker) cycle(start string) []string {
	seen := map[string]bool{}
	var visit func(id string, path []string) []string
	visit = func(id string, path []string) []string {
		e := c.byID[id]
		if e == nil || seen[id] {
			return nil
		}
		seen[id] = true
		path = append(path, id)
		for _, up := range e.Within {
			if up == start {
				return append(path, up)
			}
			if found := visit(up, path); found != nil {
				return found
			}
		}
		return nil
	}
	return visit(start, nil)
}

// offices checks that offices are of something known and are held by one
// person at a time.
func (c *checker) offices(add *lexicon) {
	roles := make(map[string]bool)
	var names []string
	for _, r := range c.all.roles {
		roles[r.ID] = true
		names = append(names, r.ID)
	}
	whole := make(map[officeKey]*office)
	for _, o := range c.all.offices {
		whole[officeKey{o.of, o.role}] = o
	}
	for _, o := range add.offices {
		if c.byID[o.of] == nil {
			c.bad.add(o.at, "an office is of %s, which is not known%s", o.of, c.didYouMean(o.of))
		}
		if !roles[o.role] {
			hint := ""
			if near := nearest(o.role, names); near != "" {
				hint = " (did you mean " + near + "?)"
			}
			c.bad.add(o.at, "role %s is not known%s; describe it under roles", o.role, hint)
		}
		if !heldByOne(o.role) {
			continue
		}
		for _, h := range o.holders {
			for _, other := range whole[officeKey{o.of, o.role}].holders {
				if overlap(h, other) && (h.person > other.person || other.at.file != h.at.file) {
					c.bad.add(h.at, "%s: %s (%s to %s) and %s (%s to %s) hold it at once; close one, or say acting: true",
						o.of+" "+o.role, h.person, h.from, orOpen(h.to), other.person, other.from, orOpen(other.to))
				}
			}
		}
	}
}

// heldByOne tells the roles one person holds at a time. A state has several
// envoys, spokespeople and deputies.
func heldByOne(role string) bool {
	switch role {
	case "president", "prime-minister", "chancellor", "monarch", "crown-prince", "supreme-leader", "pope",
		"governor-general", "chief-executive", "secretary-general", "director-general", "central-bank-governor":
		return true
	}
	return strings.HasSuffix(role, "-minister") && !strings.HasPrefix(role, "deputy-")
}

func orOpen(to string) string {
	if to == "" {
		return "today"
	}
	return to
}

// overlap tells whether two people hold one office for more than the day, or
// the month or year if no more is known, of a handover. Offices that several
// share are marked acting, or have no dates.
func overlap(a, b holder) bool {
	if a.person == b.person || a.acting || b.acting || a.from == "" || b.from == "" {
		return false
	}
	end := func(h holder) string {
		if h.to == "" {
			return "9999"
		}
		return firstDay(h.to)
	}
	return lastDay(a.from) < end(b) && lastDay(b.from) < end(a)
}

func (c *checker) didYouMean(id string) string {
	// Of IDs equally near, the one more often meant; and without the prefix,
	// which would count as likeness.
	ranked := slices.Clone(c.all.entries)
	slices.SortStableFunc(ranked, func(a, b *Entry) int { return b.Rank - a.Rank })
	names := make([]string, 0, len(ranked))
	for _, e := range ranked {
		names = append(names, strings.TrimPrefix(e.ID, "actor:"))
	}
	if near := nearest(strings.TrimPrefix(id, "actor:"), names); near != "" {
		return " (did you mean actor:" + near + "?)"
	}
	return ""
}
