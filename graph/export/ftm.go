package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"
	"strings"

	"entente/graph"
	"entente/schema"
)

var ftm = Format{
	Name:  "ftm",
	Ext:   ".ftm.json",
	MIME:  "application/json+ftm",
	Title: "FollowTheMoney: entities and links as JSON Lines, for OpenAleph, yente, nomenklatura",
	Loses: "offsets and confidence, ranks and blocs; most relations are an UnknownLink whose role says which, and which way; states and places have no schema of their own; claims that are not asserted, unless asked for",
	Write: byID(writeFTM, again),
}

// ftmEntity is a line. Properties are lists of strings, whatever their type.
type ftmEntity struct {
	ID         string              `json:"id"`
	Caption    string              `json:"caption,omitempty"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

func (e *ftmEntity) add(property string, values ...string) {
	for _, v := range values {
		if v = strings.ReplaceAll(strings.ToValidUTF8(v, "\uFFFD"), "\x00", "\uFFFD"); v != "" {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

// writeFTM writes the actors, then a link for every claim. The schema of a
// link is the narrowest that takes both ends (ftmLink); a Sanction has one end
// only and names the other as its authority.
func writeFTM(ctx context.Context, w io.Writer, in Input, o Options) error {
	o.Measures = MeasureNone
	l := newLinks(in, o, nil)
	j, v := newJSON(w), o.vocabulary()
	for n, err := range l.described(ctx) {
		if err != nil {
			return err
		}
		d := &n.Description
		e := ftmActor(v, d)
		if d.Within != "" && e.Properties["country"] == nil {
			state, err := l.lookup.actor(ctx, graph.Actor{ID: d.Within})
			if err != nil {
				return err
			}
			e.add(ftmCountry(e.Schema), isoCode(&state))
		}
		if err := j.line(e); err != nil {
			return err
		}
	}
	for c, err := range l.all(ctx) {
		if err != nil {
			return err
		}
		from, err := l.lookup.actor(ctx, c.Subject)
		if err != nil {
			return err
		}
		if err := j.line(ftmLink(v, &c, &from)); err != nil {
			return err
		}
	}
	return j.Flush()
}

func (j *jsonWriter) line(v any) error {
	if err := j.value(v); err != nil {
		return err
	}
	return j.WriteByte('\n')
}

// ftmID makes an ID that FollowTheMoney allows, the same in every export.
func ftmID(id string) string {
	sum := sha256.Sum256([]byte(id))
	return "entente-" + hex.EncodeToString(sum[:12])
}

// ftmSchemas gives the schema of a type; the first that fits. States, forces
// and places have none: they are told by their keyword.
var ftmSchemas = []struct{ typ, schema string }{
	{"Person", "Person"}, {"Company", "Company"}, {"Media", "Company"}, {"State", "PublicBody"}, {"Government", "PublicBody"}, {"ArmedForce", "PublicBody"},
	{"Organization", "Organization"}, {"Group", "Organization"}, {"Unit", "Organization"}, {"Vessel", "Vessel"}, {"Office", "Position"}, {"Event", "Event"},
	{"Programme", "Project"}, {"Facility", "RealEstate"}, {"Place", "Address"}, {"Goods", "Asset"}, {"Agreement", "Contract"},
	{schema.Root, "LegalEntity"},
}

func ftmSchema(v *schema.Vocabulary, typ string) string {
	for _, s := range ftmSchemas {
		if v.IsA(typ, s.typ) {
			return s.schema
		}
	}
	return "LegalEntity"
}

// ftmCountry is the property that says which state somebody is of.
func ftmCountry(schema string) string {
	switch schema {
	case "Person":
		return "nationality"
	case "Vessel":
		return "flag"
	case "Company":
		return "jurisdiction"
	}
	return "country"
}

// isoCode is a state's code as FollowTheMoney writes it: "ir".
func isoCode(d *graph.Description) string {
	for _, code := range d.Codes {
		if c, ok := strings.CutPrefix(code, "iso2:"); ok && len(c) == 2 {
			return strings.ToLower(c)
		}
	}
	return ""
}

// ftmCodes are the properties for codes, by scheme, and the schemas that have
// them.
var ftmCodes = []struct{ scheme, property, schemas string }{
	{"imo", "imoNumber", "Vessel Organization Company PublicBody"}, {"mmsi", "mmsi", "Vessel"}, {"lei", "leiCode", "Organization Company PublicBody LegalEntity"},
	{"inn", "innCode", "Person Organization Company PublicBody LegalEntity"}, {"ogrn", "ogrnCode", "Organization Company PublicBody LegalEntity"},
	{"registration", "registrationNumber", "Organization Company PublicBody LegalEntity Vessel"}, {"tax", "taxNumber", "Person Organization Company PublicBody LegalEntity"},
	{"passport", "passportNumber", "Person"},
}

func ftmActor(v *schema.Vocabulary, d *graph.Description) *ftmEntity {
	e := &ftmEntity{ID: ftmID(d.Actor.ID), Caption: clean(d.Actor.Label), Schema: ftmSchema(v, d.Actor.Type), Properties: map[string][]string{}}
	e.add("name", d.Actor.Label)
	if e.Properties["name"] == nil { // it must have one
		e.add("name", d.Actor.ID)
	}
	e.add("alias", graph.Aliases(d.Actor.Label, d.Aliases)...)
	if t, ok := v.Type(d.Actor.Type); ok {
		e.add("keywords", t.Label)
	}
	for _, iri := range graph.Aliases("", d.SameAs) {
		if q, ok := strings.CutPrefix(iri, "wd:"); ok && strings.HasPrefix(q, "Q") {
			e.add("wikidataId", q)
		}
	}
	switch e.Schema { // what a schema wants beside a name
	case "Address":
		e.add("full", d.Actor.Label)
	case "Contract":
		e.add("title", e.Properties["name"]...)
	}
	if v.IsA(d.Actor.Type, "State") {
		e.add("country", isoCode(d))
	}
	for _, code := range graph.Aliases("", d.Codes) {
		scheme, number, _ := strings.Cut(code, ":")
		for _, c := range ftmCodes {
			if c.scheme == scheme && strings.Contains(" "+c.schemas+" ", " "+e.Schema+" ") {
				e.add(c.property, number)
			}
		}
	}
	if born := graph.Aliases("", d.Born); len(born) > 0 {
		for _, b := range born {
			switch e.Schema {
			case "Person":
				e.add("birthDate", ftmDate(b))
			case "Organization", "Company", "PublicBody", "LegalEntity":
				e.add("incorporationDate", ftmDate(b))
			}
		}
	}
	return e
}

// ftmDate lets years, months and days through, without what EDTF says of how
// sure they are.
func ftmDate(edtf string) string {
	s := strings.TrimRight(edtf, "?~%")
	digits := strings.ReplaceAll(s, "-", "")
	if (len(s) == 4 || len(s) == 7 || len(s) == 10) && len(digits) == 4+(len(s)-4)/3*2 && strings.Trim(digits, "0123456789") == "" {
		return s
	}
	return ""
}

// ftmPartners say between what a link of a schema goes: the properties and the
// schemas that may stand there, those that extend them among them.
var ftmPartners = map[string]struct{ from, to, takesFrom, takesTo string }{
	"Ownership":      {"owner", "asset", ftmLegal, "Company Vessel Asset RealEstate"},
	"Directorship":   {"director", "organization", ftmLegal, ftmOrganizations},
	"Membership":     {"member", "organization", ftmLegal, ftmOrganizations},
	"Representation": {"agent", "client", ftmLegal, ftmLegal},
	"Occupancy":      {"holder", "post", "Person", "Position"},
	"UnknownLink":    {"subject", "object", "", ""},
}

const (
	ftmOrganizations = "Organization Company PublicBody"
	ftmLegal         = "Person LegalEntity " + ftmOrganizations
)

// ftmRelations are the relations that a schema says.
var ftmRelations = map[string]string{
	"owns": "Ownership", "leads": "Directorship", "member-of": "Membership", "joins": "Membership", "represents": "Representation", "holds-office": "Occupancy",
}

func ftmLink(v *schema.Vocabulary, c *graph.Claim, from *graph.Description) *ftmEntity {
	r, ok := v.Relation(c.Relation)
	if !ok {
		r = schema.Relation{Name: c.Relation, Label: strings.ReplaceAll(c.Relation, "-", " ")}
	}
	e := &ftmEntity{ID: ftmID(c.ID), Properties: map[string][]string{}}
	asserted := c.Status == graph.Asserted
	has := func(list, schema string) bool { return list == "" || strings.Contains(" "+list+" ", " "+schema+" ") }
	a, b := ftmSchema(v, c.Subject.Type), ftmSchema(v, c.Object.Type)
	if c.Relation == "sanctions" && asserted {
		e.Schema = "Sanction"
		e.add("entity", ftmID(c.Object.ID))
		e.add("authority", c.Subject.Label)
		e.add("country", isoCode(from))
	} else {
		e.Schema = "UnknownLink"
		if s := ftmRelations[c.Relation]; s != "" && asserted && has(ftmPartners[s].takesFrom, a) && has(ftmPartners[s].takesTo, b) {
			e.Schema = s
		}
		p := ftmPartners[e.Schema]
		e.add(p.from, ftmID(c.Subject.ID))
		e.add(p.to, ftmID(c.Object.ID))
		role := r.Label
		if !r.Symmetric && e.Schema == "UnknownLink" {
			role += " (subject to object)"
		}
		if !asserted {
			role += " (" + string(c.Status) + ")"
			e.add("status", string(c.Status))
		}
		if e.Schema != "Occupancy" { // which has no role
			e.add("role", role)
		}
		if e.Schema == "Ownership" && c.Amount != nil && c.Amount.Unit == "percent" {
			e.add("percentage", double(c.Amount.Value))
		}
	}
	e.add("summary", c.Quote)
	if c.Amount != nil && e.Properties["percentage"] == nil {
		e.add("description", strings.TrimSpace(strconv.FormatFloat(c.Amount.Value, 'f', -1, 64)+" "+c.Amount.Unit))
	}
	ftmTime(e, c)
	e.add("recordId", c.ID)
	e.add("publisher", c.Source.Publisher)
	e.add("sourceUrl", webAddress(c.Source.URL))
	return e
}

// ftmTime writes a date that is one as it is ("2024"), an interval by its
// ends, anything else by the first and last day it allows.
func ftmTime(e *ftmEntity, c *graph.Claim) {
	if d := ftmDate(c.Time.EDTF); d != "" {
		if e.Schema == "Sanction" || e.Schema == "Occupancy" {
			e.add("startDate", d)
			return
		}
		e.add("date", d)
		return
	}
	from, to, ok := strings.Cut(c.Time.EDTF, "/")
	if ok && (ftmDate(from) != "" || ftmDate(to) != "") {
		e.add("startDate", ftmDate(from))
		e.add("endDate", ftmDate(to))
		return
	}
	e.add("startDate", day(c.Time.Earliest))
	e.add("endDate", day(c.Time.Latest))
}
