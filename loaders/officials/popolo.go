package officials

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"sort"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
)

// Popolo is the row of the table of loaders for files of the Popolo format:
// people, the organizations they belong to, and from when to when.
func Popolo() dataset.Format {
	return dataset.Format{
		Name: "popolo", Title: "Popolo: people, organizations and memberships with dates (EveryPolitician, TheyWorkForYou), JSON",
		Publisher: "the file's own", Licence: "the file's own", URL: "https://www.popoloproject.com/",
		Recognise: func(_ string, head []byte) bool {
			text := bytes.TrimSpace(head)
			if !bytes.HasPrefix(text, []byte("{")) {
				return false
			}
			return bytes.Contains(head, []byte(`"memberships"`)) && bytes.Contains(head, []byte(`"person_id"`)) ||
				bytes.Contains(head, []byte(`"persons"`)) && (bytes.Contains(head, []byte(`"other_names"`)) || bytes.Contains(head, []byte(`"identifiers"`)))
		},
		Columns: []dataset.Column{
			{Name: "persons"}, {Name: "organizations"}, {Name: "memberships"}, {Name: "events"},
			{Name: "posts", LeftOut: "memberships say the role"}, {Name: "areas", LeftOut: "constituencies"}, {Name: "meta", LeftOut: "about the file"},
		},
		Widens: true, Versioned: true, Load: loadPopolo,
	}
}

// maxPopolo is the largest file read, in bytes: its parts refer to each other.
const maxPopolo = 64 << 20

type popoloName struct{ Name string }

type popoloThing struct {
	ID, Name       string
	Classification string
	BirthDate      string       `json:"birth_date"`
	StartDate      string       `json:"start_date"`
	EndDate        string       `json:"end_date"`
	OtherNames     []popoloName `json:"other_names"`
	Identifiers    []struct{ Scheme, Identifier string }
}

type membership struct {
	PersonID       string `json:"person_id"`
	OrganizationID string `json:"organization_id"`
	OnBehalfOfID   string `json:"on_behalf_of_id"`
	PeriodID       string `json:"legislative_period_id"`
	Role           string
	StartDate      string `json:"start_date"`
	EndDate        string `json:"end_date"`
}

func loadPopolo(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	whole, err := io.ReadAll(io.LimitReader(text, maxPopolo+1))
	switch {
	case err != nil:
		return &dataset.InputError{Err: err}
	case len(whole) > maxPopolo:
		return dataset.Errorf("the file has more than %d MB", maxPopolo>>20)
	}
	p := &popolo{w: w, text: whole, things: keep.New[popoloThing](w.Shelf()), actors: keep.New[graph.Actor](w.Shelf())}
	for i := range whole {
		if whole[i] == '\n' {
			p.lines = append(p.lines, i)
		}
	}
	// Memberships may stand before what they name.
	for _, pass := range []bool{false, true} {
		if err := p.read(ctx, pass); err != nil {
			return err
		}
	}
	return w.End(ctx)
}

type popolo struct {
	w      *dataset.Writer
	text   []byte
	lines  []int // offsets of line ends
	things *keep.Map[popoloThing]
	actors *keep.Map[graph.Actor]
}

func (p *popolo) line(offset int) int { return sort.SearchInts(p.lines, offset) + 1 }

// read walks the lists of the file: first for things, then for memberships.
func (p *popolo) read(ctx context.Context, memberships bool) error {
	d := json.NewDecoder(bytes.NewReader(p.text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return dataset.Errorf("a JSON object is expected")
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return dataset.Errorf("line %d: %v", p.line(int(d.InputOffset())), err)
		}
		section, _ := key.(string)
		wanted := p.w.Column(section) && (section == "memberships") == memberships
		if !wanted {
			if err := passOver(d); err != nil {
				return dataset.Errorf("line %d: %v", p.line(int(d.InputOffset())), err)
			}
			continue
		}
		if t, err := d.Token(); err != nil || t != json.Delim('[') {
			return dataset.Errorf("line %d: %s is no list", p.line(int(d.InputOffset())), section)
		}
		for d.More() {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var raw json.RawMessage
			if err := d.Decode(&raw); err != nil {
				return dataset.Errorf("line %d: %v", p.line(int(d.InputOffset())), err)
			}
			end := int(d.InputOffset())
			rec := dataset.Record{Start: end - len(raw), Text: string(raw)}
			rec.Line = p.line(rec.Start)
			if err := p.item(ctx, section, &rec); err != nil {
				return err
			}
		}
		if _, err := d.Token(); err != nil {
			return dataset.Errorf("line %d: %v", p.line(int(d.InputOffset())), err)
		}
	}
	return nil
}

// passOver reads over a value, of which it holds no more than a token.
func passOver(d *json.Decoder) error {
	for depth := 0; ; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

func (p *popolo) item(ctx context.Context, section string, rec *dataset.Record) error {
	if section == "memberships" {
		var m membership
		if err := json.Unmarshal([]byte(rec.Text), &m); err != nil {
			p.w.Reject(rec.Line, "not a membership: %v", err)
			return nil
		}
		return p.membership(ctx, rec, m)
	}
	var t popoloThing
	if err := json.Unmarshal([]byte(rec.Text), &t); err != nil || t.ID == "" {
		p.w.Reject(rec.Line, "not one of %s: an object with an id is expected", section)
		return nil
	}
	if section == "events" {
		p.things.Set(t.ID, t)
		return nil
	}
	typ := "Person"
	if section == "organizations" {
		switch {
		case t.Classification == "party":
			typ = "Party"
		case t.Classification == "legislature", t.Classification == "":
			typ = "Government"
		default:
			typ = "Organization"
		}
		p.things.Set(t.ID, t)
	}
	d := graph.Description{}
	key := t.ID
	for _, id := range t.Identifiers {
		if id.Scheme == "wikidata" && strings.HasPrefix(id.Identifier, "Q") {
			d.SameAs = []string{"wd:" + id.Identifier}
			key = id.Identifier
		}
	}
	if t.Name == "" {
		p.w.Reject(rec.Line, "%s has no name", t.ID)
		return nil
	}
	a, ok := p.w.Names.Code("wikidata", key)
	if !ok {
		list := "popolo"
		if len(d.SameAs) > 0 {
			list = "wd"
		}
		a = p.w.Names.New(t.Name, typ, list, key)
		d.Actor = a
		if t.BirthDate != "" {
			if _, err := graph.ParseTime(t.BirthDate); err == nil {
				d.Born = []string{t.BirthDate}
			}
		}
	}
	d.Actor = graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type}
	for _, n := range t.OtherNames {
		d.Aliases = append(d.Aliases, n.Name)
	}
	p.actors.Set(t.ID, a)
	return p.w.Describe(ctx, d)
}

func (p *popolo) membership(ctx context.Context, rec *dataset.Record, m membership) error {
	person, ok := p.actors.Get(m.PersonID)
	if !ok {
		p.w.Unknown("memberships of people who are not in the file", m.OrganizationID)
		return nil
	}
	from, to := m.StartDate, m.EndDate
	period := p.things.Value(m.PeriodID)
	if from == "" {
		from = period.StartDate
	}
	if to == "" {
		to = period.EndDate
	}
	when, err := interval(from, to)
	if err != nil {
		p.w.Reject(rec.Line, "from %q to %q: %v", from, to, err)
		return nil
	}
	rec.ID = m.PersonID + "/" + m.OrganizationID + "/" + m.PeriodID + "/" + m.Role + "/" + m.StartDate
	for _, of := range []string{m.OrganizationID, m.OnBehalfOfID} {
		if of == "" {
			continue
		}
		organization, ok := p.actors.Get(of)
		if !ok {
			p.w.Unknown("organizations that are not in the file", of)
			continue
		}
		relation, rule := "member-of", "membership"
		if of == m.OrganizationID && p.things.Value(of).Classification == "" && m.Role != "" {
			relation = "holds-office"
			if role, rel, ok := p.w.Names.Role(m.Role); ok {
				rule = dataset.OfficeRule(role)
				if rel == "leads" || rel == "represents" {
					relation = rel
				}
			}
		}
		if err := p.w.Claim(ctx, rec, graph.Claim{Subject: person, Relation: relation, Object: organization, Time: when, Rule: rule}); err != nil {
			return err
		}
	}
	return nil
}
