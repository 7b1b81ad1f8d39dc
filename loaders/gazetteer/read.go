package gazetteer

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"entente/schema"

	"github.com/goccy/go-yaml/ast"
)

// sections are the keys of a user's lexicon and the built-in files, in the
// order they are read.
var sections = []string{"states", "places", "organizations", "people", "roles", "offices"}

var entryKeys = []string{"id", "label", "type", "kind", "names", "adjectives", "demonyms", "nouns", "within", "capital",
	"seat", "seats", "from", "to", "codes", "rank", "without"}

var personKeys = []string{"name", "id", "also", "surname", "of", "role", "from", "to", "acting", "codes", "rank"}

// readLexicon reads a user's file.
func readLexicon(file string, text []byte) (*lexicon, error) {
	r := &reader{yamlReader: yamlReader{file: file}}
	if err := checkText(file, text); err != nil {
		return nil, err
	}
	body, err := parseYAML(file, bytes.TrimPrefix(text, []byte("\ufeff")))
	if err != nil {
		return nil, err
	}
	if body == nil {
		return r.finish()
	}
	rec, ok := r.record(body, "lexicon", sections)
	if ok {
		for _, section := range sections {
			if rec.has(section) {
				r.section(section, rec.fields[section])
			}
		}
	}
	return r.finish()
}

// readSection reads a built-in file, which is one section without its key.
func readSection(r *reader, section, file string, text []byte) error {
	r.file = file
	body, err := parseYAML(file, text)
	if err != nil {
		return err
	}
	if body != nil {
		r.section(section, body)
	}
	return nil
}

func checkText(file string, text []byte) error {
	if utf8.Valid(text) {
		return nil
	}
	line := 1
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		if c == '\n' {
			line++
		}
		i += size
	}
	return position{file, line}.errorf("not UTF-8; save the file as UTF-8")
}

// reader turns nodes into records.
type reader struct {
	yamlReader
	lex     lexicon
	people  map[string]*Entry // by ID, while reading
	eastern map[string]bool   // people of China and Korea, for their surnames
	given   map[string]bool   // people whose surname the file gives
}

func (r *reader) section(name string, n ast.Node) {
	read := map[string]func(ast.Node){
		"states":        func(n ast.Node) { r.entry(n, "state", "State") },
		"places":        func(n ast.Node) { r.entry(n, "place", "Place") },
		"organizations": func(n ast.Node) { r.entry(n, "organization", "Organization") },
		"people":        r.person,
		"roles":         r.role,
		"offices":       r.officesOf,
	}[name]
	r.list(n, name, read)
}

// finish derives what the records imply and reports all faults.
func (r *reader) finish() (*lexicon, error) {
	if err := r.bad.err(); err != nil {
		return nil, err
	}
	for _, e := range r.lex.entries {
		if e.Type != "Person" || r.given[e.ID] {
			continue
		}
		for _, name := range append([]string{e.Label}, e.Names...) {
			e.Surnames = union(e.Surnames, surnames(name, r.eastern[e.ID]))
		}
	}
	r.placePeople()
	return &r.lex, nil
}

// placePeople puts first, of all a person has held offices of, what they took
// office in last.
func (r *reader) placePeople() {
	latest := make(map[string]string) // by person: day
	for _, o := range r.lex.offices {
		for _, h := range o.holders {
			e := r.people[h.person]
			if e == nil || firstDay(h.from) <= latest[h.person] {
				continue
			}
			latest[h.person] = firstDay(h.from)
			e.Within = union([]string{o.of}, e.Within)
		}
	}
}

func (r *reader) entry(n ast.Node, what, typ string) {
	rec, ok := r.record(n, what, entryKeys)
	if !ok {
		return
	}
	e := &Entry{
		ID: rec.id("id"), Label: rec.text("label"), Type: rec.text("type"), Kind: rec.text("kind"),
		Names: rec.texts("names"), Adjectives: rec.texts("adjectives"), Demonyms: rec.texts("demonyms"),
		Nouns: rec.texts("nouns"), Seats: rec.texts("seats"), Within: rec.ids("within"),
		Capital: rec.text("capital"), Seat: rec.text("seat"), From: rec.date("from"), To: rec.date("to"),
		Codes: rec.pairs("codes"), Rank: rec.number("rank"), at: rec.at,
	}
	if e.Label == "" && e.ID == "" {
		r.bad.add(rec.at, "%s: expected a label (its usual name)", what)
		return
	}
	if e.ID == "" {
		e.ID = r.makeID(rec, e.Label)
	}
	// Without a label it can only add to an actor that is there already,
	// which keeps its own type.
	if e.Type == "" && e.Label != "" {
		e.Type = typ
	}
	for what, why := range rec.pairs("without") {
		if why == "" || !slices.Contains([]string{"capital", "adjectives", "demonyms"}, what) {
			r.bad.add(rec.at, "without: expected capital, adjectives or demonyms and the reason, found %q", what)
		}
	}
	r.span(rec, e.From, e.To)
	r.lex.entries = append(r.lex.entries, e)
}

// makeID makes an ID from a label; a label of signs alone gives none.
func (r *reader) makeID(rec record, label string) string {
	id := ID(label)
	if id == "actor:" {
		r.bad.add(rec.at, "%q has no letters to make an id from; expected an id such as actor:iran", label)
	}
	return id
}

func (r *reader) person(n ast.Node) {
	rec, ok := r.record(n, "person", personKeys)
	if !ok {
		return
	}
	id := r.addPerson(rec, rec.id("of"))
	if id == "" {
		return
	}
	role, of := rec.text("role"), rec.id("of")
	if role == "" {
		return
	}
	if of == "" {
		r.bad.add(rec.at, "person: a role needs of: the ID of the state or organization it is of")
		return
	}
	r.hold(of, role, nil, rec.at, r.holder(rec, id))
}

// addPerson makes an entry for a person, or widens the one there is, and
// returns the ID; "" after a fault.
func (r *reader) addPerson(rec record, of string) string {
	name := rec.text("name")
	id := rec.id("id")
	if name == "" {
		rec.r.bad.add(rec.at, "person: expected a name")
		return ""
	}
	if id == "" {
		id = r.makeID(rec, name)
	}
	if r.people == nil {
		r.people, r.eastern, r.given = make(map[string]*Entry), make(map[string]bool), make(map[string]bool)
	}
	e := &Entry{ID: id, Label: name, Type: "Person", Names: rec.texts("also"), Codes: rec.pairs("codes"), Rank: rec.number("rank"), at: rec.at}
	if of != "" {
		e.Within = []string{of}
	}
	if s := rec.texts("surname"); len(s) > 0 {
		e.Surnames = s
		r.given[id] = true
	}
	switch of {
	case "actor:china", "actor:taiwan", "actor:hong-kong", "actor:north-korea", "actor:south-korea", "actor:singapore":
		r.eastern[id] = true
	}
	known := r.people[id]
	if known == nil {
		r.people[id] = e
		r.lex.entries = append(r.lex.entries, e)
		return id
	}
	if err := known.join(e); err != nil {
		r.bad.add(rec.at, "%w", err)
	}
	return id
}

// holder reads the time in office.
func (r *reader) holder(rec record, id string) holder {
	h := holder{person: id, from: rec.date("from"), to: rec.date("to"), acting: rec.flag("acting"), at: rec.at}
	r.span(rec, h.from, h.to)
	return h
}

func (r *reader) hold(of, role string, titles []string, at position, holders ...holder) {
	for _, o := range r.lex.offices {
		if o.of == of && o.role == role {
			o.titles = union(o.titles, titles)
			o.holders = append(o.holders, holders...)
			return
		}
	}
	r.lex.offices = append(r.lex.offices, &office{of: of, role: role, titles: titles, holders: holders, at: at})
}

func (r *reader) role(n ast.Node) {
	rec, ok := r.record(n, "role", []string{"role", "titles", "relation", "gov", "sector"})
	if !ok {
		return
	}
	role := &Role{ID: rec.text("role"), Titles: rec.texts("titles"), Relation: rec.text("relation"), Sector: rec.text("sector"), at: rec.at}
	if role.ID == "" {
		r.bad.add(rec.at, "role: expected role: and its name, such as foreign-minister")
		return
	}
	if role.Relation == "" {
		role.Relation = "holds-office"
	}
	if _, ok := schema.Builtin().Relation(role.Relation); !ok {
		r.bad.add(rec.at, "relation: %w", schema.Builtin().UnknownRelation(role.Relation))
	}
	if role.Sector == "" && rec.flag("gov") {
		role.Sector = "GOV"
	}
	r.lex.roles = append(r.lex.roles, role)
}

func (r *reader) officesOf(n ast.Node) {
	rec, ok := r.record(n, "offices", []string{"of", "offices"})
	if !ok {
		return
	}
	of := rec.id("of")
	if of == "" {
		r.bad.add(rec.at, "offices: expected of: the ID of the state or organization, such as actor:iran")
		return
	}
	r.list(rec.fields["offices"], "offices", func(n ast.Node) {
		rec, ok := r.record(n, "office", []string{"role", "titles", "holders"})
		if !ok {
			return
		}
		role := rec.text("role")
		if role == "" {
			r.bad.add(rec.at, "office: expected role: one of the roles, such as foreign-minister")
			return
		}
		r.hold(of, role, rec.texts("titles"), rec.at)
		r.list(rec.fields["holders"], "holders", func(n ast.Node) {
			rec, ok := r.record(n, "holder", personKeys)
			if !ok {
				return
			}
			if id := r.addPerson(rec, of); id != "" {
				r.hold(of, role, nil, rec.at, r.holder(rec, id))
			}
		})
	})
}

// span checks that a time does not end before it begins.
func (r *reader) span(rec record, from, to string) {
	if from != "" && to != "" && firstDay(from) > lastDay(to) {
		r.bad.add(rec.at, "from %s is after to %s", from, to)
	}
}

var datePattern = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

var yearPattern = regexp.MustCompile(`^\d{1,3}$`)

func (rec record) date(key string) string {
	d := rec.text(key)
	if len(d) < 4 && yearPattern.MatchString(d) {
		d = "0000"[len(d):] + d // the year 970: dates compare as strings
	}
	if d != "" && !datePattern.MatchString(d) {
		rec.r.bad.add(rec.r.at(rec.fields[key]), "%s: expected a date as 2024, 2024-07 or 2024-07-28, found %q", key, d)
		return ""
	}
	return d
}

func (rec record) number(key string) int {
	s := rec.text(key)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < -1000 || n > 1000 {
		rec.r.bad.add(rec.r.at(rec.fields[key]), "%s: expected a whole number from -1000 to 1000, found %q", key, s)
		return 0
	}
	return n
}

var idPattern = regexp.MustCompile(`^actor:[a-z0-9]+(-[a-z0-9]+)*$`)

func (rec record) id(key string) string {
	id := rec.text(key)
	if id != "" && !idPattern.MatchString(id) {
		rec.r.bad.add(rec.r.at(rec.fields[key]), "%s: expected an ID such as actor:iran (lower case, digits, hyphens), found %q", key, id)
		return ""
	}
	return id
}

func (rec record) ids(key string) []string {
	var out []string
	for _, id := range rec.texts(key) {
		if !idPattern.MatchString(id) {
			rec.r.bad.add(rec.r.at(rec.fields[key]), "%s: expected IDs such as actor:iran, found %q", key, id)
			continue
		}
		out = append(out, id)
	}
	return out
}
