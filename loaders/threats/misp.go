package threats

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
)

// MISP is the row of the table of loaders for MISP's galaxies.
func MISP() dataset.Format {
	f := dataset.Format{
		Name: "misp", Title: "MISP galaxies: threat actors, whose they are and whom they attack", Publisher: "MISP Project", Licence: "CC0",
		URL: "https://github.com/MISP/misp-galaxy", Load: loadMISP,
		Recognise: func(_ string, head []byte) bool {
			head = bytes.TrimLeft(head, "\ufeff \t\r\n")
			return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"category"`)) && bytes.Contains(head, []byte(`"authors"`)) && bytes.Contains(head, []byte(`"values"`))
		},
	}
	for c := range mispMeta {
		f.Columns = append(f.Columns, dataset.Column{Name: c, LeftOut: mispMeta[c]})
	}
	sortColumns(f.Columns)
	return f
}

func sortColumns(c []dataset.Column) {
	for i := range c {
		for j := i; j > 0 && c[j].Name < c[j-1].Name; j-- {
			c[j], c[j-1] = c[j-1], c[j]
		}
	}
}

// mispMeta are the members of "meta", with why they are left out.
var mispMeta = map[string]string{
	"country": "", "synonyms": "", "attribution-confidence": "", "cfr-suspected-victims": "", "suspected-victims": "", "cfr-suspected-state-sponsor": "",
	"member-of": "", "capital": "", "Capital": "", "related": "",
	"refs": "stand in the quote", "references": "stand in the quote", "sources": "stand in the quote", "name-attribution": "who gave which name",
	"cfr-target-category": "no actor", "cfr-type-of-incident": "no relation says it", "targeted-sector": "no actor", "motive": "no relation says it", "since": "of the group",
	"victimology": "prose", "capabilities": "no relation says it", "mode-of-operation": "prose", "threat-actor-classification": "no relation says it", "microsoft-origin-threat": "says what the country says",
	"GRU": "who gave which name", "spoken-language": "no relation says it", "sector": "no actor", "external_id": "of the source", "iso-code": "a code of the state", "calling-code": "no relation says it",
	"territory-type": "no relation says it", "currency": "no relation says it", "official-languages": "no relation says it", "top-level-domain": "no relation says it",
	"Continent": "no relation says it", "CurrencyCode": "no relation says it", "CurrencyName": "no relation says it", "ISO": "a code of the state", "ISO3": "a code of the state", "Languages": "no relation says it",
	"Population": "no relation says it", "tld": "no relation says it", "budapest-convention": "no relation says it", "subregions": "no actor", "NACE_CODE": "no actor",
}

type mispValue struct {
	Value   string                    `json:"value"`
	UUID    string                    `json:"uuid"`
	Meta    map[string]jsontext.Value `json:"meta"`
	Related []struct {
		To   string `json:"dest-uuid"`
		Type string `json:"type"`
	} `json:"related"`
}

// strings gives the strings of a member: one, or a list of them.
func (v *mispValue) strings(name string) []string {
	raw, ok := v.Meta[name]
	if !ok {
		return nil
	}
	var list []string
	var one string
	switch raw.Kind() {
	case '[':
		if dataset.Unmarshal(raw, &list) == nil {
			return list
		}
	case '"':
		if dataset.Unmarshal(raw, &one) == nil && one != "" {
			return []string{one}
		}
	}
	return nil
}

func (v *mispValue) one(name string) string {
	if s := v.strings(name); len(s) > 0 {
		return s[0]
	}
	return ""
}

type misp struct {
	ctx   context.Context
	w     *dataset.Writer
	names *keep.Map[string] // of values, by UUID
}

func loadMISP(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	m := &misp{ctx: ctx, w: w, names: keep.New[string](w.Shelf())}
	return twice(ctx, in, w, "values", func(v *mispValue) {
		m.names.Set(v.UUID, v.Value)
	}, m.value)
}

// nobody are values that name no victim and no sponsor.
var nobody = map[string]bool{"Unknown": true, "unknown": true, "Global": true, "Worldwide": true, "None": true, "": true}

func (m *misp) value(r *dataset.Record, v *mispValue, bad error) error {
	w := m.w
	if bad != nil {
		w.Reject(r.Line, "not a value of a galaxy: %v", bad)
		return nil
	}
	for name := range v.Meta {
		if !strings.HasPrefix(name, "origin:") { // who gave which name
			w.Column(name)
		}
	}
	r.ID = v.UUID
	given := w.Counted("claims")
	if err := m.state(r, v); err != nil {
		return err
	}
	group, ok := m.group(v.Value)
	if !ok {
		w.Reject(r.Line, "the value has no name")
		return nil
	}
	c := graph.Claim{Subject: group, Relation: "affiliated-with", Confidence: 0.5, Rule: "country"}
	if n, err := strconv.Atoi(v.one("attribution-confidence")); err == nil && n > 0 && n <= 100 {
		c.Confidence = float64(n) / 100
	}
	for _, code := range strings.Split(v.one("country"), ",") {
		if code = strings.TrimSpace(code); code == "" {
			continue
		}
		state, ok := w.Names.Code("iso2", strings.ToUpper(code))
		if !ok {
			w.Unknown("country", code)
			continue
		}
		c.Object = state
		if err := w.Claim(m.ctx, r, c); err != nil {
			return err
		}
	}
	for _, sponsor := range v.strings("cfr-suspected-state-sponsor") {
		state, ok := w.Names.State(official(sponsor))
		if !ok {
			if !nobody[sponsor] {
				w.Unknown("state sponsor", sponsor)
			}
			continue
		}
		if err := w.Claim(m.ctx, r, graph.Claim{Subject: state, Relation: "supports", Object: group, Confidence: 0.5, Rule: "suspected state sponsor"}); err != nil {
			return err
		}
	}
	for _, victim := range append(v.strings("cfr-suspected-victims"), v.strings("suspected-victims")...) {
		if nobody[victim] {
			w.LeftOut(r.Line, "victims that are everybody")
			continue
		}
		// Victims are states, companies, bodies and kinds of people, all in one list.
		a, ok := named(w.Names, official(victim), "Actor")
		if !ok {
			continue
		}
		if err := w.Claim(m.ctx, r, graph.Claim{Subject: group, Relation: "attacks", Object: a, Confidence: 0.5, Rule: "suspected victim"}); err != nil {
			return err
		}
	}
	if err := m.related(r, v, group); err != nil {
		return err
	}
	if w.Counted("claims") == given {
		w.LeftOut(r.Line, "values without a country, a sponsor, victims or relations")
		return nil
	}
	if names := aliases(v.Value, v.strings("synonyms")); len(names) > 0 && m.isNew(group) {
		return w.Describe(m.ctx, graph.Description{Actor: group, Aliases: names, Codes: []string{"misp:" + v.UUID}})
	}
	return nil
}

func (m *misp) isNew(a graph.Actor) bool { _, known := m.w.Names.ID(a.ID); return !known }

func (m *misp) group(name string) (graph.Actor, bool) {
	name = strings.Join(strings.Fields(name), " ")
	if a, ok := m.w.Names.Find(name, "Organization", "Group"); ok {
		return a, true
	}
	return m.w.Names.Named(name, "Organization")
}

// state gives what galaxies of states say: capitals and memberships.
func (m *misp) state(r *dataset.Record, v *mispValue) error {
	if v.Meta["iso-code"] == nil && v.Meta["ISO"] == nil {
		return nil
	}
	state, ok := m.w.Names.State(v.Value)
	if !ok {
		m.w.Unknown("state", v.Value)
		return nil
	}
	for _, capital := range append(v.strings("capital"), v.strings("Capital")...) {
		city, ok := m.w.Names.Find(capital, "Place")
		if !ok {
			if city, ok = m.w.Names.Named(capital, "Place"); !ok {
				continue
			}
		}
		if err := m.w.Claim(m.ctx, r, graph.Claim{Subject: city, Relation: "capital-of", Object: state, Confidence: 0.9, Rule: "capital"}); err != nil {
			return err
		}
	}
	for _, body := range v.strings("member-of") {
		a, ok := named(m.w.Names, body, "IntergovernmentalOrganization")
		if !ok {
			continue
		}
		if err := m.w.Claim(m.ctx, r, graph.Claim{Subject: state, Relation: "member-of", Object: a, Confidence: 0.9, Rule: "member-of"}); err != nil {
			return err
		}
	}
	return nil
}

// mispRelations are the types of "related" that are relations.
var mispRelations = map[string]string{"part-of": "part-of", "linked-to": "affiliated-with", "associated-with": "affiliated-with", "targets": "attacks"}

func (m *misp) related(r *dataset.Record, v *mispValue, group graph.Actor) error {
	for _, to := range v.Related {
		relation, ok := mispRelations[to.Type]
		if !ok {
			m.w.LeftOut(r.Line, "links that no relation says: "+brief(to.Type))
			continue
		}
		name, ok := m.names.Get(to.To)
		if !ok {
			m.w.LeftOut(r.Line, "links to values of other galaxies")
			continue
		}
		other, ok := m.group(name)
		if !ok {
			continue
		}
		if err := m.w.Claim(m.ctx, r, graph.Claim{Subject: group, Relation: relation, Object: other, Confidence: 0.5, Rule: to.Type}); err != nil {
			return err
		}
	}
	return nil
}

// official turns "Korea (Republic of)" into the form of ISO's list, "Korea,
// Republic of".
func official(name string) string {
	before, in, ok := strings.Cut(name, " (")
	if ok && strings.HasSuffix(in, ")") && strings.HasSuffix(strings.TrimSuffix(in, ")"), " of") {
		return before + ", " + strings.TrimSuffix(in, ")")
	}
	return name
}
