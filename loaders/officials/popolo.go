package officials

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
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
	p := &popolo{w: w, things: keep.New[popoloThing](w.Shelf()), actors: keep.New[graph.Actor](w.Shelf())}
	seen := func(section string) { w.Column(section) }
	if err := p.read(ctx, dataset.ObjectsOf(text, seen, "persons", "organizations", "events")); err != nil {
		return err
	}
	// Memberships may stand before what they name.
	again, err := in.Text()
	if err != nil {
		return &dataset.InputError{Err: err}
	}
	defer again.Close()
	if err := p.read(ctx, dataset.ObjectsOf(again, nil, "memberships")); err != nil {
		return err
	}
	return w.End(ctx)
}

type popolo struct {
	w      *dataset.Writer
	things *keep.Map[popoloThing]
	actors *keep.Map[graph.Actor]
}

func (p *popolo) read(ctx context.Context, items iter.Seq2[dataset.Object, error]) error {
	for o, err := range items {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = p.item(ctx, o.Path, &o.Record)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
		p.w.Odd("memberships of people who are not in the file", m.OrganizationID)
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
			p.w.Odd("organizations that are not in the file", of)
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
