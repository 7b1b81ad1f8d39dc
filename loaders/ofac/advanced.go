package ofac

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
	"entente/schema"
)

// The advanced form (SDN_ADVANCED.XML, CONS_ADVANCED.XML) says what the others
// say, in parts that name each other by number: sets of reference values,
// places, documents, parties with their profiles, relations between profiles,
// and the entries that make a party a sanctioned one. It says more: since when
// a party is on the list, and of which kind the relations are that the others
// call "Linked To".
//
// It is read twice: first who there is and what the numbers mean, then, party
// by party, the claims. A claim rests on the party's element, or on that of
// the relation.

func isAdvanced(head []byte) bool {
	return bytes.Contains(head, []byte("<Sanctions")) && (bytes.Contains(head, []byte("ADVANCED_XML")) || bytes.Contains(head, []byte("<ReferenceValueSets")))
}

// advanced is a list in this form.
type advanced struct {
	*list
	country, feature, detail, document, namePart, script, typ, relation, measure map[string]string

	issued    string
	places    *keep.Map[string]   // by location: the country's name
	documents *keep.Map[[]sdnID]  // by identity
	profiles  *keep.Map[string]   // number of the party
	listed    *keep.Map[*listing] // by profile
}

// listing is what the entries say of a profile.
type listing struct {
	Programmes []string
	Since      graph.Time // the first day
}

func loadAdvanced(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	s := w.Shelf()
	a := &advanced{list: newList(w), places: keep.New[string](s), documents: keep.New[[]sdnID](s), profiles: keep.New[string](s), listed: keep.New[*listing](s)}
	a.list.identifiers = func(e *entry) []remark { return a.remarks(e.Identities, e.Comment) }
	text, err := in.Text()
	if err != nil {
		return &dataset.InputError{Err: err}
	}
	err = a.each(ctx, text, nil, a.meet, "DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "SanctionsEntry")
	text.Close()
	if err != nil {
		return err
	}
	if text, err = w.Begin(ctx, in, graph.Source{Published: a.issued}); err != nil {
		return err
	}
	defer text.Close()
	if err := a.each(ctx, text, func(path string) { w.Column(path[strings.LastIndexByte(path, '/')+1:]) }, func(el *dataset.Element) error {
		switch el.Name {
		case "DistinctParty":
			return a.party(ctx, el)
		case "ProfileRelationship":
			return a.related(ctx, el)
		}
		return nil
	}, "DistinctParty", "ProfileRelationship", "SanctionsEntry", "Location", "IDRegDocument"); err != nil {
		return err
	}
	a.report()
	return w.End(ctx)
}

func (a *advanced) each(ctx context.Context, text *dataset.Text, seen func(string), use func(*dataset.Element) error, names ...string) error {
	for el, err := range dataset.Elements(text, seen, names...) {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = use(&el)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// meet takes what the claims will need. What cannot be read is told of when it
// counts, or not at all where nothing names it.
func (a *advanced) meet(el *dataset.Element) error {
	switch el.Name {
	case "DateOfIssue":
		var d advancedDate
		if el.Decode(&d) == nil {
			if day, ok := d.time(); ok && len(day.EDTF) == len("2026-01-01") {
				a.issued = day.EDTF
			}
		}
	case "ReferenceValueSets":
		var sets referenceSets
		if err := el.Decode(&sets); err != nil {
			return dataset.Errorf("line %d: the reference values: %w", el.Line, err)
		}
		a.refer(&sets)
	case "Location":
		var x advancedLocation
		if el.Decode(&x) == nil && a.country[x.Country.ID] != "" {
			a.places.Set(x.ID, a.country[x.Country.ID])
		}
	case "IDRegDocument":
		var x advancedDocument
		if el.Decode(&x) == nil {
			if typ := a.document[x.Type]; strings.HasPrefix(typ, "Vessel Registration") || typ == "MMSI" || strings.HasPrefix(typ, "Maritime Mobile") {
				a.documents.Set(x.Identity, append(a.documents.Value(x.Identity), sdnID{Type: typ, Number: strings.TrimSpace(x.Number)}))
			}
		}
	case "DistinctParty":
		a.meetParty(el)
	case "SanctionsEntry":
		var x advancedEntry
		if el.Decode(&x) != nil {
			a.w.Reject(el.Line, "the entry of a party cannot be read")
			return nil
		}
		a.meetEntry(&x)
	}
	return nil
}

func (a *advanced) refer(sets *referenceSets) {
	for _, s := range []struct {
		to   *map[string]string
		from []reference
	}{{&a.country, sets.Countries}, {&a.feature, sets.Features}, {&a.detail, sets.Details}, {&a.document, sets.Documents}, {&a.namePart, sets.NameParts},
		{&a.script, sets.Scripts}, {&a.typ, sets.Types}, {&a.relation, sets.Relations}, {&a.measure, sets.Measures}} {
		*s.to = map[string]string{}
		for _, r := range s.from {
			(*s.to)[r.ID] = strings.TrimSpace(r.Text)
		}
	}
	// Whether a party is a person stands with the type of its subtype; whether
	// it is a vessel, in the subtype.
	types := map[string]string{}
	for _, r := range sets.SubTypes {
		typ, ok := kinds[strings.ToLower(strings.TrimSpace(r.Text))]
		if !ok {
			typ = kinds[strings.ToLower(a.typ[r.Party])]
		}
		types[r.ID] = cmp.Or(typ, "Organization")
	}
	a.typ = types
}

func (a *advanced) meetParty(el *dataset.Element) {
	var x advancedNames
	if el.Decode(&x) != nil {
		return
	}
	e := a.entry(&x)
	if e == nil || !a.remember(&el.Record, e) {
		return
	}
	if typ := x.Profiles[0].SubType; a.typ[typ] == "" {
		a.w.Unknown("kinds of party", typ)
	}
	for _, profile := range x.Profiles {
		a.profiles.Set(strings.Clone(profile.ID), e.Number)
	}
}

// entry is a party by its names; nil if it has none.
func (a *advanced) entry(x *advancedNames) *entry {
	if x.FixedRef == "" || len(x.Profiles) == 0 {
		return nil
	}
	e := &entry{Number: x.FixedRef, Type: cmp.Or(a.typ[x.Profiles[0].SubType], "Organization"), Comment: x.Comment}
	for _, profile := range x.Profiles {
		for _, identity := range profile.Identities {
			e.Identities = append(e.Identities, identity.ID)
			own, others := a.names(&identity, e.Type)
			if e.Name == "" {
				e.Name = own
			} else if own != "" {
				e.Aliases = append(e.Aliases, own)
			}
			e.Aliases = append(e.Aliases, others...)
		}
	}
	if e.Name == "" {
		return nil
	}
	return e
}

// names gives the names of an identity as the CSV form writes them: its own,
// in Latin script, and the others.
func (a *advanced) names(x *advancedIdentity, typ string) (own string, others []string) {
	var last, first []string
	for _, alias := range x.Aliases {
		for _, n := range alias.Names {
			last, first = last[:0], first[:0]
			latin := true
			for _, part := range n.Parts {
				v := strings.TrimSpace(part.Value.Text)
				if script := a.script[part.Value.Script]; script != "" && script != "Latin" {
					latin = false
				}
				if typ == "Person" && len(n.Parts) > 1 && a.partType(x, part.Value.Group) != "Last Name" {
					first = append(first, v)
				} else {
					last = append(last, v)
				}
			}
			var name string
			if latin && len(last) > 0 {
				name = fullName(strings.Join(last, " "), strings.Join(first, " "))
			} else {
				name = strings.Join(append(last, first...), " ")
			}
			switch {
			case name == "":
			case own == "" && alias.Primary && latin:
				own = name
			default:
				others = append(others, name)
			}
		}
	}
	if own == "" && len(others) > 0 {
		own, others = others[0], others[1:]
	}
	return own, others
}

// partType is what a group of parts of a name is: of two groups with one
// number, the last.
func (a *advanced) partType(x *advancedIdentity, group string) (typ string) {
	for _, g := range x.Groups {
		if g.ID == group {
			typ = a.namePart[g.Type]
		}
	}
	return typ
}

func (a *advanced) meetEntry(x *advancedEntry) {
	l := a.listed.Value(x.Profile)
	if l == nil {
		l = &listing{}
	}
	for _, m := range x.Measures {
		if c := strings.TrimSpace(m.Comment); c != "" && a.measure[m.Type] == "Program" {
			l.Programmes = append(l.Programmes, c)
		}
	}
	for _, e := range x.Events {
		if day, ok := e.Date.time(); ok && (l.Since.EDTF == "" || day.Earliest < l.Since.Earliest) {
			l.Since = day
		}
	}
	a.listed.Set(x.Profile, l)
}

func (d advancedDate) time() (graph.Time, bool) {
	if d.Year < 1 || d.Year > 9999 {
		return graph.Time{}, false
	}
	s := fmt.Sprintf("%04d", d.Year)
	if d.Month > 0 {
		s += fmt.Sprintf("-%02d", d.Month)
		if d.Day > 0 {
			s += fmt.Sprintf("-%02d", d.Day)
		}
	}
	t, err := graph.ParseTime(s)
	return t, err == nil
}

// remarks are what a party's documents and comment say.
func (a *advanced) remarks(identities []string, comment string) []remark {
	out := parseRemarks(strings.TrimSpace(comment))
	for _, identity := range identities {
		out = append(out, idRemarks(a.documents.Value(identity))...)
	}
	return out
}

// party gives the claims of a party.
func (a *advanced) party(ctx context.Context, el *dataset.Element) error {
	w := a.w
	var (
		x     advancedParty
		named advancedNames
	)
	if err := cmp.Or(el.Decode(&x), el.Decode(&named)); err != nil {
		w.Reject(el.Line, "not a DistinctParty: %v", err)
		return nil
	}
	e := a.entry(&named)
	switch {
	case e == nil:
		w.Reject(el.Line, "the party has no FixedRef, no profile or no name")
		return nil
	case !a.first(&el.Record, e.Number):
		return nil
	}
	f := facts{unlisted: true, here: a.remarks(e.Identities, e.Comment)}
	a.identify(e, f.here)
	var countries []string
	for _, profile := range x.Profiles {
		if l := a.listed.Value(profile.ID); l != nil {
			f.unlisted = false
			f.programmes = append(f.programmes, l.Programmes...)
			if f.since.EDTF == "" {
				f.since = l.Since
			}
		}
		for _, feature := range profile.Features {
			countries = append(countries, a.featured(&f, &feature)...)
		}
	}
	if f.unlisted {
		w.LeftOut(el.Line, "parties that no entry lists")
	}
	f.all = f.here
	if err := a.say(ctx, &el.Record, e, f); err != nil {
		return err
	}
	for _, c := range countries {
		if err := a.located(ctx, &el.Record, e, c); err != nil {
			return err
		}
	}
	return nil
}

// featured takes what a feature says, and gives the countries of addresses.
func (a *advanced) featured(f *facts, x *advancedFeature) (countries []string) {
	typ := strings.ToLower(a.feature[x.Type])
	for _, v := range x.Versions {
		var texts, places []string
		for _, d := range v.Details {
			if t := cmp.Or(strings.TrimSpace(d.Text), a.detail[d.Reference]); t != "" {
				texts = append(texts, t)
			}
		}
		for _, p := range v.Locations {
			if c := a.places.Value(p.ID); c != "" {
				places = append(places, c)
			}
		}
		text := strings.Join(texts, "; ")
		place := text
		if len(places) > 0 {
			place = places[0]
		}
		switch typ {
		case "vessel flag":
			f.flag = cmp.Or(f.flag, place)
		case "former vessel flag":
			f.here = append(f.here, remark{kind: formerFlag, text: text, value: place})
		case "vessel owner":
			f.owner = cmp.Or(f.owner, text)
		case "vessel call sign":
			f.callSign = cmp.Or(f.callSign, text)
		case "title":
			f.title = strings.TrimPrefix(f.title+"; "+text, "; ")
		case "nationality country", "citizenship country":
			rule, _, _ := strings.Cut(typ, " ")
			if rule == "citizenship" {
				rule = "citizen" // as the other forms say it
			}
			if place != "" {
				f.here = append(f.here, remark{kind: nationality, text: rule + " " + place, value: place})
			}
		case "aircraft operator":
			f.here = append(f.here, remark{kind: operator, text: text, value: text})
		case "location":
			countries = append(countries, places...)
		default:
			if !slices.ContainsFunc(leftOutFeatures, func(p string) bool { return strings.HasPrefix(typ, p) }) {
				a.w.Unknown("feature types", cmp.Or(a.feature[x.Type], x.Type))
			}
		}
	}
	return countries
}

// relationConfidence is below 1 where a kind says one thing or another: who
// "owns, controls, or operates" may only operate.
const relationConfidence = 0.8

// related gives the claim of a relation between two profiles.
func (a *advanced) related(ctx context.Context, el *dataset.Element) error {
	w := a.w
	var x advancedRelation
	if err := el.Decode(&x); err != nil {
		w.Reject(el.Line, "not a ProfileRelationship: %v", err)
		return nil
	}
	from, to := a.of(a.profiles.Value(x.From)), a.of(a.profiles.Value(x.To))
	if from == nil || to == nil {
		w.Reject(el.Line, "the relation %s joins profiles %s and %s: not both are of a party with a name", x.ID, x.From, x.To)
		return nil
	}
	name := a.relation[x.Type]
	kind, ok := relations[strings.ToLower(strings.TrimSuffix(name, "…"))]
	switch {
	case !ok:
		w.Unknown("kinds of relation", cmp.Or(name, x.Type))
		return nil
	case x.Former:
		w.LeftOut(el.Line, "former relations, which no date ends")
		return nil
	}
	a.linked.all++
	a.linked.found++
	c := graph.Claim{Subject: from.Actor, Relation: kind.relation, Object: to.Actor, Rule: name}
	if kind.back {
		c.Subject, c.Object = c.Object, c.Subject
	}
	if kind.relation == "owns" {
		c.Confidence = relationConfidence
	}
	if schema.Builtin().Allows(c.Relation, c.Subject.Type, c.Object.Type) != nil {
		c.Subject, c.Relation, c.Object = from.Actor, "affiliated-with", to.Actor
	}
	el.ID = "relation " + x.ID
	return w.Claim(ctx, &el.Record, c)
}
