// Package ftm reads FollowTheMoney entities, the format of OpenSanctions and
// Aleph: one JSON object a line, people, organizations and vessels as well as
// the links between them, which are entities too.
//
// A file of entities is a whole list. A file of changes ({"op":"ADD|MOD|DEL",
// "entity":…}) is an update of the list of the same name without what tells
// them apart: "entities.ftm.json" and "20240527194702-wnk_entities.delta.json"
// are both of the list "entities". It says anew all that holds of the entities
// that it names, and nothing of others.
//
// Entities are told by their IMO number or Wikidata item where they have one,
// else by their id.
package ftm

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
	"entente/loaders/lines"
)

// Format is the row of the table of loaders.
func Format() dataset.Format {
	return dataset.Format{
		Name: "ftm", Title: "FollowTheMoney entities and their changes (OpenSanctions, Aleph), JSON Lines",
		Publisher: "the file's own (OpenSanctions: CC BY-NC 4.0)", Licence: "the file's own", URL: "https://followthemoney.tech/",
		Recognise: func(_ string, head []byte) bool {
			line, _, _ := bytes.Cut(bytes.TrimSpace(head), []byte("\n"))
			return bytes.HasPrefix(line, []byte("{")) && (bytes.Contains(line, []byte(`"schema"`)) && bytes.Contains(line, []byte(`"properties"`)) ||
				bytes.Contains(line, []byte(`"op"`)) && bytes.Contains(line, []byte(`"entity"`)))
		},
		Columns: columns(), Versioned: true, Load: load,
	}
}

// entity is a line.
type entity struct {
	ID         string                    `json:"id"`
	Caption    string                    `json:"caption"`
	Schema     string                    `json:"schema"`
	Properties map[string]jsontext.Value `json:"properties"`
	LastSeen   string                    `json:"last_seen"`
	LastChange string                    `json:"last_change"`
}

type line struct {
	Op     string  `json:"op"`
	Entity *entity `json:"entity"`
	entity
}

// things are the schemas of those who stand in claims, with their types.
var things = map[string]string{
	"Person": "Person", "Organization": "Organization", "Company": "Company", "LegalEntity": "Organization", "PublicBody": "Government",
	"Vessel": "Vessel", "Airplane": "Vessel", "Vehicle": "Vessel", "Position": "Office", "Asset": "Goods", "Security": "Goods", "CryptoWallet": "Goods",
	"RealEstate": "Facility", "BankAccount": "Goods", "License": "Agreement", "Contract": "Agreement", "Project": "Programme", "Event": "Event", "Trip": "Event",
	"CourtCase": "Event", "CallForTenders": "Event",
}

// links are the schemas of links, with the properties that they go between and
// the relation they are.
var links = map[string]struct{ from, to, relation string }{
	"Ownership": {"owner", "asset", "owns"}, "Directorship": {"director", "organization", "affiliated-with"}, "Membership": {"member", "organization", "member-of"},
	"Employment": {"employee", "employer", "affiliated-with"}, "Family": {"person", "relative", "affiliated-with"}, "Associate": {"person", "associate", "affiliated-with"},
	"Occupancy": {"holder", "post", "holds-office"}, "Representation": {"agent", "client", "represents"}, "Succession": {"successor", "predecessor", "affiliated-with"},
	"UnknownLink": {"subject", "object", "affiliated-with"},
}

// leftOutSchemas are known and give no claims.
var leftOutSchemas = map[string]bool{
	"Address": true, "Passport": true, "Identification": true, "Payment": true, "Debt": true, "Note": true, "Mention": true, "Similar": true, "Document": true, "Pages": true, "Page": true,
	"Email": true, "Message": true, "Folder": true, "Package": true, "HyperText": true, "PlainText": true, "Table": true, "Workbook": true, "Image": true, "Audio": true, "Video": true,
	"Call": true, "UserAccount": true, "TaxRoll": true, "EconomicActivity": true, "ContractAward": true, "CourtCaseParty": true, "ProjectParticipant": true, "Documentation": true, "Article": true, "Assessment": true, "Post": true,
}

// known is an entity that was read in the first pass.
type known struct {
	Actor graph.Actor
	State string // ID of the state that a position is of
	Role  string
}

func packKnown(p *keep.Packer, k known) {
	p.Texts([]string{k.Actor.ID, k.Actor.Label, k.Actor.Type, k.State, k.Role})
}

func unpackKnown(u *keep.Unpacker) known {
	t := u.Texts()
	return known{graph.Actor{ID: t[0], Label: t[1], Type: t[2]}, t[3], t[4]}
}

var (
	runID  = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)\d{6}-[a-z0-9]{3}[_-]?`)
	ending = regexp.MustCompile(`(?i)(\.(ftm|delta|json|jsonl|ijson|ndjson))+$`)
)

func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	l := &loader{w: w, known: keep.NewPacked(w.Shelf(), packKnown, unpackKnown)}
	if err := l.each(ctx, in, nil, l.meet); err != nil {
		return err
	}
	said := graph.Source{Series: "ftm/" + ending.ReplaceAllString(runID.ReplaceAllString(in.Base, ""), "")}
	if m := runID.FindStringSubmatch(in.Base); m != nil {
		said.Published = m[1] + "-" + m[2] + "-" + m[3]
	} else if in.Date == "" && len(l.seen) >= 10 {
		said.Published = l.seen[:10]
	}
	text, err := w.Begin(ctx, in, said)
	if err != nil {
		return err
	}
	defer text.Close()
	if err := l.each(ctx, in, text, l.tell); err != nil {
		return err
	}
	return w.End(ctx)
}

type loader struct {
	w     *dataset.Writer
	known *keep.Map[known]
	seen  string // the last day the list was seen to be so
}

// each reads the lines of a file; what is wrong with one is said in the
// second pass only, when text is given.
func (l *loader) each(ctx context.Context, in *dataset.Input, text *dataset.Text, fn func(context.Context, *line, *dataset.Record) error) error {
	second := text != nil
	if !second {
		var err error
		if text, err = in.Text(); err != nil {
			return &dataset.InputError{Err: err}
		}
		defer text.Close()
	}
	for x, err := range lines.Read(text) {
		if err != nil {
			return &dataset.InputError{Err: err}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if x.Err == nil && len(bytes.TrimSpace(x.Text)) == 0 {
			continue
		}
		if !second && x.Err == nil && !mayBeThing(x.Text) {
			continue
		}
		var e line
		if x.Err == nil {
			x.Err = dataset.Unmarshal(x.Text, &e)
		}
		if x.Err != nil {
			if second {
				l.w.Reject(x.Number, "not an entity: %v", x.Err)
			}
			continue
		}
		if e.Entity != nil {
			e.entity = *e.Entity
		}
		switch {
		case e.ID == "":
			if second {
				l.w.Reject(x.Number, "the entity has no id")
			}
			continue
		case e.Entity != nil && e.Op != "ADD" && e.Op != "MOD" && e.Op != "DEL":
			if second {
				l.w.Reject(x.Number, "op is %q: ADD, MOD or DEL is expected", e.Op)
			}
			continue
		}
		rec := dataset.Record{ID: e.ID, Line: x.Number, Start: int(x.Offset)}
		if second {
			rec.Text = string(x.Text)
		}
		if err := fn(ctx, &e, &rec); err != nil {
			return err
		}
	}
	return nil
}

// plainStrings reads a list of strings that are written as they are; false if
// it is anything else.
func plainStrings(raw []byte) (out []string, ok bool) {
	text := string(raw)
	if len(text) < 2 || text[0] != '[' || text[len(text)-1] != ']' || strings.IndexByte(text, '\\') >= 0 || !utf8.ValidString(text) {
		return nil, false
	}
	rest := strings.TrimLeft(text[1:len(text)-1], " ")
	for rest != "" {
		if rest[0] != '"' {
			return nil, false
		}
		end := strings.IndexByte(rest[1:], '"') + 1
		if end == 0 {
			return nil, false
		}
		out = append(out, rest[1:end])
		rest = strings.TrimLeft(rest[end+1:], " ")
		if rest == "" {
			break
		}
		if rest[0] != ',' {
			return nil, false
		}
		rest = strings.TrimLeft(rest[1:], " ")
	}
	return out, true
}

// mayBeThing tells from the first schema that a line names whether it can be
// a thing: most lines are links, which the first pass need not read.
func mayBeThing(text []byte) bool {
	_, rest, ok := bytes.Cut(text, []byte(`"schema"`))
	if !ok {
		return true
	}
	rest = bytes.TrimLeft(rest, " :\t")
	if len(rest) == 0 || rest[0] != '"' {
		return true
	}
	name, _, ok := bytes.Cut(rest[1:], []byte(`"`))
	return !ok || things[string(name)] != "" || links[string(name)].from == "" && !leftOutSchemas[string(name)] && string(name) != "Sanction"
}

// values reads a property.
func (e *line) values(name string) []string {
	raw, ok := e.Properties[name]
	if !ok {
		return nil
	}
	out, plain := plainStrings(raw)
	if !plain && json.Unmarshal(raw, &out) != nil {
		var nested []json.RawMessage // entities in full, as Aleph streams them
		if json.Unmarshal(raw, &nested) == nil {
			for _, n := range nested {
				var x struct{ ID string }
				var s string
				if json.Unmarshal(n, &s) == nil {
					out = append(out, s)
				} else if json.Unmarshal(n, &x) == nil && x.ID != "" {
					out = append(out, x.ID)
				}
			}
		}
	}
	return out
}

func (e *line) value(name string) string {
	if v := e.values(name); len(v) > 0 {
		return v[0]
	}
	return ""
}

// meet notes who an entity is.
func (l *loader) meet(_ context.Context, e *line, _ *dataset.Record) error {
	l.seen = max(l.seen, e.LastSeen, e.LastChange)
	typ, ok := things[e.Schema]
	if !ok || e.Op == "DEL" {
		return nil
	}
	l.known.Set(e.ID, l.who(e, typ))
	return nil
}

func (l *loader) who(e *line, typ string) known {
	label := e.Caption
	if label == "" {
		label = e.value("name")
	}
	if label == "" {
		label = e.ID
	}
	var k known
	if typ == "Vessel" {
		for _, imo := range e.values("imoNumber") {
			if a, ok := l.w.Names.Vessel(label, strings.TrimSpace(strings.TrimPrefix(imo, "IMO"))); ok {
				k.Actor = a
				return k
			}
		}
	}
	qid := e.value("wikidataId")
	if qid == "" && isQID(e.ID) {
		qid = e.ID
	}
	if qid != "" {
		if a, ok := l.w.Names.Code("wikidata", qid); ok && (a.Type == typ || typ != "Person" && a.Type != "Person") {
			k.Actor = a
			return k
		}
		k.Actor = l.w.Names.New(label, typ, "wd", qid)
	} else {
		k.Actor = l.w.Names.New(label, typ, "ftm", e.ID)
	}
	if typ == "Office" {
		if state, ok := l.state(e.value("country")); ok {
			k.State = state.ID
			k.Role, _, _ = l.w.Names.Role(label)
		}
	}
	return k
}

func isQID(id string) bool {
	return len(id) > 1 && id[0] == 'Q' && strings.Trim(id[1:], "0123456789") == ""
}

func (l *loader) state(code string) (graph.Actor, bool) {
	if code == "" {
		return graph.Actor{}, false
	}
	return l.w.Names.Code("iso2", strings.ToUpper(code))
}
