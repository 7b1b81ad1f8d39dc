package ofac

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
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
	country, detail, document, namePart, script, typ, relation, measure map[string]string
	feature                                                             map[string]featureType

	issued    string
	places    *keep.Map[string]   // by location: the country's name
	documents *keep.Map[[]sdnID]  // by identity
	profiles  *keep.Map[string]   // number of the party, of those that do not have its number themselves: see partyOf
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
	err = a.each(ctx, dataset.Glimpses(text, "DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "SanctionsEntry"), a.meet)
	text.Close()
	if err != nil {
		return err
	}
	if text, err = w.Begin(ctx, in, graph.Source{Published: a.issued}); err != nil {
		return err
	}
	defer text.Close()
	seen := func(path string) { w.Column(path[strings.LastIndexByte(path, '/')+1:]) }
	if err := a.each(ctx, dataset.Elements(text, seen, "DistinctParty", "ProfileRelationship", "SanctionsEntry", "Location", "IDRegDocument"), func(el *dataset.Element) error {
		switch el.Name {
		case "DistinctParty":
			return a.party(ctx, el)
		case "ProfileRelationship":
			return a.related(ctx, el)
		}
		return nil
	}); err != nil {
		return err
	}
	a.report()
	return w.End(ctx)
}

func (a *advanced) each(ctx context.Context, all iter.Seq2[dataset.Element, error], use func(*dataset.Element) error) error {
	for el, err := range all {
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
			if id := (sdnID{Type: a.document[x.Type], Number: strings.TrimSpace(x.Number)}); len(idRemarks([]sdnID{id})) > 0 {
				a.documents.Set(x.Identity, append(a.documents.Value(x.Identity), id))
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
	a.feature = map[string]featureType{}
	for _, r := range sets.Features {
		name := strings.TrimSpace(r.Text)
		lower := strings.ToLower(name)
		leftOut := lower != operatorFeature && slices.ContainsFunc(leftOutFeatures, func(p string) bool { return strings.HasPrefix(lower, p) })
		a.feature[r.ID] = featureType{name, lower, leftOut}
	}
	for _, s := range []struct {
		to   *map[string]string
		from []reference
	}{{&a.country, sets.Countries}, {&a.detail, sets.Details}, {&a.document, sets.Documents}, {&a.namePart, sets.NameParts},
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
	party := el.Root()
	e, err := a.entry(party)
	if err != nil || e == nil || !a.remember(&el.Record, e) {
		return // told of when it counts
	}
	first, own := true, false
	for profile := range party.Down() {
		if profile.Name() != "Profile" {
			continue
		}
		if typ := profile.Attribute("PartySubTypeID"); first && a.typ[string(typ)] == "" {
			a.w.Unknown("kinds of party", string(typ))
		}
		first = false
		if id := string(profile.Attribute("ID")); id != e.Number {
			a.profiles.Set(id, e.Number)
			continue
		}
		own = true
		if _, ok := a.profiles.Get(e.Number); ok {
			a.profiles.Set(e.Number, e.Number)
		}
	}
	if _, ok := a.profiles.Get(e.Number); !own && !ok {
		a.profiles.Set(e.Number, "")
	}
}

// partyOf is the party of a profile. Nearly all have its number.
func (a *advanced) partyOf(profile string) *entry {
	if number, ok := a.profiles.Get(profile); ok {
		return a.of(number)
	}
	return a.of(profile)
}

// entry is a party by its names; nil if it has none.
func (a *advanced) entry(party dataset.Node) (*entry, error) {
	e := &entry{Number: string(party.Attribute("FixedRef"))}
	for n := range party.Down() {
		switch n.Name() {
		case "Comment":
			e.Comment = string(n.Text())
		case "Profile":
			if e.Type == "" {
				e.Type = cmp.Or(a.typ[string(n.Attribute("PartySubTypeID"))], "Organization")
			}
			for identity := range n.Down() {
				if identity.Name() != "Identity" {
					continue
				}
				e.Identities = append(e.Identities, string(identity.Attribute("ID")))
				if err := a.name(e, identity); err != nil {
					return nil, err
				}
			}
		}
	}
	if e.Number == "" || e.Name == "" {
		return nil, nil
	}
	return e, nil
}

// name gives an entry the names of an identity as the CSV form writes them:
// its own, in Latin script, and the others.
func (a *advanced) name(e *entry, identity dataset.Node) error {
	var own string
	others := len(e.Aliases)
	for alias := range identity.Down() {
		if alias.Name() != "Alias" {
			continue
		}
		primary := false
		if said := alias.Attribute("Primary"); len(said) > 0 {
			var err error
			if primary, err = strconv.ParseBool(string(bytes.TrimSpace(said))); err != nil {
				return err
			}
		}
		for n := range alias.Down() {
			if n.Name() != "DocumentedName" {
				continue
			}
			switch name, latin := a.documented(n, identity, e.Type == "Person"); {
			case name == "":
			case own == "" && primary && latin:
				own = name
			default:
				e.Aliases = append(e.Aliases, name)
			}
		}
	}
	if own == "" && len(e.Aliases) > others {
		own, e.Aliases = e.Aliases[others], slices.Delete(e.Aliases, others, others+1)
	}
	if e.Name == "" {
		e.Name = own
	} else if own != "" {
		e.Aliases = slices.Insert(e.Aliases, others, own)
	}
	return nil
}

// documented puts the parts of a name together.
func (a *advanced) documented(name, identity dataset.Node, person bool) (string, bool) {
	var buf [8]namePart
	parts, latin := buf[:0], true
	for n := range name.Down() {
		if n.Name() != "DocumentedNamePart" {
			continue
		}
		var p namePart
		for v := range n.Down() {
			if v.Name() == "NamePartValue" {
				p.group, p.script, p.text = v.Attribute("NamePartGroupID"), v.Attribute("ScriptID"), v.Text()
			}
		}
		if script := a.script[string(p.script)]; script != "" && script != "Latin" {
			latin = false
		}
		parts = append(parts, p)
	}
	var last, first []string
	for _, p := range parts {
		if v := string(bytes.TrimSpace(p.text)); person && len(parts) > 1 && a.partType(identity, p.group) != "Last Name" {
			first = append(first, v)
		} else {
			last = append(last, v)
		}
	}
	if latin && len(last) > 0 {
		return fullName(strings.Join(last, " "), strings.Join(first, " ")), latin
	}
	return strings.Join(append(last, first...), " "), latin
}

type namePart struct{ group, script, text []byte }

// partType is what a group of parts of a name is: of two groups with one
// number, the last.
func (a *advanced) partType(identity dataset.Node, group []byte) (typ string) {
	for groups := range identity.Down() {
		if groups.Name() != "NamePartGroups" {
			continue
		}
		for master := range groups.Down() {
			if master.Name() != "MasterNamePartGroup" {
				continue
			}
			for g := range master.Down() {
				if g.Name() == "NamePartGroup" && bytes.Equal(g.Attribute("ID"), group) {
					typ = a.namePart[string(g.Attribute("NamePartTypeID"))]
				}
			}
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
	w, party := a.w, el.Root()
	e, err := a.entry(party)
	switch {
	case err != nil:
		w.Reject(el.Line, "not a DistinctParty: %v", err)
		return nil
	case e == nil:
		w.Reject(el.Line, "the party has no FixedRef, no profile or no name")
		return nil
	case !a.first(&el.Record, e.Number):
		return nil
	}
	f := facts{unlisted: true, here: a.remarks(e.Identities, e.Comment)}
	a.identify(e, f.here)
	var countries []string
	for profile := range party.Down() {
		if profile.Name() != "Profile" {
			continue
		}
		if l := a.listed.Value(string(profile.Attribute("ID"))); l != nil {
			f.unlisted = false
			f.programmes = append(f.programmes, l.Programmes...)
			if f.since.EDTF == "" {
				f.since = l.Since
			}
		}
		for feature := range profile.Down() {
			if feature.Name() == "Feature" {
				countries = a.featured(countries, &f, feature)
			}
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

// featured takes what a feature says, and adds the countries of addresses.
func (a *advanced) featured(countries []string, f *facts, feature dataset.Node) []string {
	number := feature.Attribute("FeatureTypeID")
	typ := a.feature[string(number)]
	for version := range feature.Down() {
		if version.Name() != "FeatureVersion" || typ.leftOut {
			continue
		}
		var texts, places []string
		for v := range version.Down() {
			switch v.Name() {
			case "VersionDetail":
				t := string(bytes.TrimSpace(v.Text()))
				if t == "" {
					t = a.detail[string(v.Attribute("DetailReferenceID"))]
				}
				if t != "" {
					texts = append(texts, t)
				}
			case "VersionLocation":
				if c := a.places.Value(string(v.Attribute("LocationID"))); c != "" {
					places = append(places, c)
				}
			}
		}
		text := strings.Join(texts, "; ")
		place := text
		if len(places) > 0 {
			place = places[0]
		}
		switch typ.lower {
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
			rule, _, _ := strings.Cut(typ.lower, " ")
			if rule == "citizenship" {
				rule = "citizen" // as the other forms say it
			}
			if place != "" {
				f.here = append(f.here, remark{kind: nationality, text: rule + " " + place, value: place})
			}
		case operatorFeature:
			f.here = append(f.here, remark{kind: operator, text: text, value: text})
		case "location":
			countries = append(countries, places...)
		default:
			a.w.Unknown("feature types", cmp.Or(typ.name, string(number)))
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
	from, to := a.partyOf(x.From), a.partyOf(x.To)
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
