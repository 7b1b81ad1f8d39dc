package ftm

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/schema"
)

// tell gives the claims of an entity.
func (l *loader) tell(ctx context.Context, e *line, rec *dataset.Record) error {
	w := l.w
	for name := range e.Properties {
		w.Column("properties." + name)
	}
	if e.Entity != nil {
		if err := w.Touch(ctx, e.ID); err != nil {
			return err
		}
		w.Count(e.Op, 1)
		if e.Op == "DEL" {
			return nil
		}
	}
	w.Count("entities", 1)
	if typ, ok := things[e.Schema]; ok {
		return l.thing(ctx, e, rec, typ)
	}
	if link, ok := links[e.Schema]; ok {
		return l.link(ctx, e, rec, link.from, link.to, link.relation)
	}
	switch {
	case e.Schema == "Sanction":
		return l.sanction(ctx, e, rec)
	case !leftOutSchemas[e.Schema]:
		w.Unknown("schemas", e.Schema)
	}
	return nil
}

// part is the record cut to one property, for claims that rest on it.
func part(e *line, rec *dataset.Record, name string) dataset.Record {
	key := strconv.Quote(name)
	raw := string(e.Properties[name])
	for from := 0; ; {
		i := strings.Index(rec.Text[from:], key)
		if i < 0 {
			return *rec
		}
		i += from
		j := i + len(key)
		if k := strings.Index(rec.Text[j:], raw); k >= 0 && strings.Trim(rec.Text[j:j+k], " :\t") == "" {
			return rec.Slice(i, j+k+len(raw))
		}
		from = j
	}
}

// identifiers are the properties that are codes.
var identifiers = []struct{ property, scheme string }{
	{"imoNumber", "imo"}, {"mmsi", "mmsi"}, {"leiCode", "lei"}, {"innCode", "inn"}, {"ogrnCode", "ogrn"}, {"registrationNumber", "registration"}, {"taxNumber", "tax"}, {"passportNumber", "passport"},
}

func (l *loader) thing(ctx context.Context, e *line, rec *dataset.Record, typ string) error {
	k := l.known.Value(e.ID)
	d := graph.Description{Actor: k.Actor, Codes: []string{"ftm:" + e.ID}}
	for _, name := range []string{"name", "alias", "weakAlias", "previousName", "abbreviation"} {
		d.Aliases = append(d.Aliases, e.values(name)...)
	}
	for _, id := range identifiers {
		for _, v := range e.values(id.property) {
			d.Codes = append(d.Codes, id.scheme+":"+strings.TrimSpace(strings.TrimPrefix(v, "IMO")))
		}
	}
	for _, q := range append(e.values("wikidataId"), e.ID) {
		if isQID(q) {
			d.SameAs = append(d.SameAs, "wd:"+q)
		}
	}
	for _, name := range []string{"birthDate", "incorporationDate"} {
		for _, day := range e.values(name) {
			if _, err := graph.ParseTime(day); err == nil && day != "" {
				d.Born = append(d.Born, day)
			}
		}
	}
	if err := l.w.Describe(ctx, d); err != nil {
		return err
	}
	for _, p := range []struct {
		property, relation string
		types              string
	}{
		{"nationality", "affiliated-with", "Person"}, {"citizenship", "affiliated-with", "Person"}, {"country", "affiliated-with", "Person"},
		{"jurisdiction", "located-in", "Organization Company Government"}, {"mainCountry", "located-in", "Organization Company Government"}, {"country", "located-in", "Organization Company Government Facility"},
		{"flag", "flagged-in", "Vessel"}, {"pastFlags", "flagged-in", "Vessel"}, {"country", "part-of", "Office"},
	} {
		if !strings.Contains(p.types, typ) {
			continue
		}
		for _, code := range e.values(p.property) {
			state, ok := l.state(code)
			if !ok {
				l.w.Unknown("country codes", code)
				continue
			}
			r := part(e, rec, p.property)
			c := graph.Claim{Subject: k.Actor, Relation: p.relation, Object: state, Rule: e.Schema + "." + p.property}
			if p.property == "pastFlags" && len(e.LastChange) >= 10 {
				// No later than the list knew it to be past.
				c.Time, _ = graph.ParseTime("../" + e.LastChange[:10])
			}
			if err := l.w.Claim(ctx, &r, c); err != nil {
				return err
			}
		}
	}
	for _, id := range e.values("parent") {
		r := part(e, rec, "parent")
		if parent, ok, err := l.find(ctx, id, "parent"); err != nil {
			return err
		} else if ok {
			if err := l.w.Claim(ctx, &r, graph.Claim{Subject: parent.Actor, Relation: "owns", Object: k.Actor, Rule: e.Schema + ".parent"}); err != nil {
				return err
			}
		}
	}
	return nil
}

// find gives the actor of an id: of this file, or of what was loaded before.
func (l *loader) find(ctx context.Context, id, property string) (known, bool, error) {
	if k, ok := l.known.Get(id); ok {
		return k, true, nil
	}
	a, ok, err := l.w.Known(ctx, "ftm:"+id)
	if err != nil {
		return known{}, false, err
	}
	if !ok {
		l.w.Odd("dangling ids", property+" "+id)
		return known{}, false, nil
	}
	k := known{Actor: a}
	l.known.Set(id, k)
	return k, true, nil
}

// when is the time of a link.
func (l *loader) when(e *line, rec *dataset.Record) graph.Time {
	from, to := e.value("startDate"), e.value("endDate")
	if from == "" && to == "" {
		from = e.value("date")
		to = from
	}
	if from == "" && to == "" {
		return graph.Time{}
	}
	text := from + "/" + to
	switch {
	case from == to:
		text = from
	case from == "":
		text = "../" + to
	case to == "":
		text = from + "/.."
	}
	t, err := graph.ParseTime(text)
	if err != nil {
		l.w.Odd("times that are none", text)
	}
	return t
}

func (l *loader) link(ctx context.Context, e *line, rec *dataset.Record, from, to, relation string) error {
	if len(e.values(from)) == 0 || len(e.values(to)) == 0 {
		l.w.Reject(rec.Line, "%s %s: %s and %s are expected", e.Schema, e.ID, from, to)
		return nil
	}
	words := e.Schema
	for _, name := range []string{"role", "relationship", "status"} {
		if v := e.value(name); v != "" {
			words += ": " + v
			break
		}
	}
	if e.Schema == "UnknownLink" {
		if name := roleRelation(e.value("role")); name != "" {
			relation = name
		}
	}
	if e.Schema == "Directorship" {
		if _, rel, ok := l.w.Names.Role(e.value("role")); ok && rel == "leads" {
			relation = rel
		}
	}
	t := l.when(e, rec)
	for _, a := range e.values(from) {
		for _, b := range e.values(to) {
			subject, ok, err := l.find(ctx, a, from)
			if err != nil {
				return err
			}
			object, ok2, err := l.find(ctx, b, to)
			if err != nil {
				return err
			}
			if !ok || !ok2 {
				continue
			}
			c := graph.Claim{Subject: subject.Actor, Relation: relation, Object: object.Actor, Time: t, Rule: words}
			if share, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(e.value("percentage")), "%"), 64); err == nil && share > 0 && share <= 100 {
				c.Amount = &graph.Amount{Value: share, Unit: "percent"}
			}
			if err := l.w.Claim(ctx, rec, c); err != nil {
				return err
			}
			if e.Schema != "Occupancy" || object.State == "" || object.Role == "" {
				continue
			}
			// Who holds a state's office leads or represents it.
			state, ok := l.w.Names.ID(object.State)
			if !ok {
				continue
			}
			rule := dataset.OfficeRule(object.Role)
			if _, rel, ok := l.w.Names.Role(object.Actor.Label); ok && (rel == "leads" || rel == "represents") {
				if err := l.w.Claim(ctx, rec, graph.Claim{Subject: subject.Actor, Relation: rel, Object: state, Time: t, Rule: rule}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// roleRelation is the relation that the role of a link says in the words of
// the vocabulary, as Entente writes it: "exports to (subject to object)".
func roleRelation(role string) string {
	said, directed := strings.CutSuffix(role, " (subject to object)")
	for _, r := range schema.Builtin().Relations() {
		if r.Label == said && r.Symmetric != directed {
			return r.Name
		}
	}
	return ""
}

func (l *loader) sanction(ctx context.Context, e *line, rec *dataset.Record) error {
	authority, ok := l.state(e.value("country"))
	name := e.value("authority")
	if known, found := l.w.Names.Find(name, "Organization"); found && known.Type == "IntergovernmentalOrganization" {
		authority, ok = known, true
	}
	if !ok && strings.EqualFold(e.value("country"), "eu") {
		authority, ok = l.w.Names.ID("actor:european-union")
	}
	if !ok && name != "" {
		authority, ok = l.w.Names.Named(name, "Organization")
	}
	if !ok {
		l.w.Odd("sanctions of nobody", e.value("country"))
		return nil
	}
	if e.value("startDate") == "" && e.value("endDate") == "" && e.value("date") == "" && e.value("listingDate") != "" {
		e.Properties["startDate"] = e.Properties["listingDate"]
	}
	rule := "Sanction"
	for _, p := range []string{"programId", "program"} {
		if v := e.value(p); v != "" {
			rule += ": " + v
			break
		}
	}
	t := l.when(e, rec)
	for _, id := range e.values("entity") {
		k, ok, err := l.find(ctx, id, "entity")
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		c := graph.Claim{Subject: rec.Mention(authority, jsonWords(name)), Relation: "sanctions", Object: k.Actor, Time: t, Rule: rule}
		if err := l.w.Claim(ctx, rec, c); err != nil {
			return err
		}
	}
	return nil
}

// jsonWords is a text as it stands within a JSON string, if it stands as it is.
func jsonWords(s string) string {
	b, err := json.Marshal(s)
	if err != nil || len(b) != len(s)+2 {
		return ""
	}
	return s
}
