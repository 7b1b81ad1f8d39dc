package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"entente/graph"
	"entente/schema"
)

// Mapping says what a table means.
type Mapping struct {
	Name      string              `yaml:"name"`
	Title     string              `yaml:"title"`
	Publisher string              `yaml:"publisher"`
	Licence   string              `yaml:"licence"`
	URL       string              `yaml:"url"`
	Versioned bool                `yaml:"versioned"`
	Updates   *Updates            `yaml:"updates"`
	Recognise []string            `yaml:"recognise"`
	Lacks     []string            `yaml:"lacks"` // columns that a table of this kind does not have
	Table     Table               `yaml:"table"`
	Key       string              `yaml:"key"`
	Melt      *Melt               `yaml:"melt"`
	Join      *Join               `yaml:"join"`
	Left      map[string][]string `yaml:"left"` // by reason
	Leave     []Leave             `yaml:"leave"`
	Claims    []Rule              `yaml:"claims"`
}

// Table says how the table is written.
type Table struct {
	Comma  string   `yaml:"comma"` // "," if empty
	Quotes *bool    `yaml:"quotes"`
	Nulls  []string `yaml:"nulls"`
	Whole  []string `yaml:"whole"` // columns in which a null is a value: NA is Namibia
}

// Updates says that a table is an update of its series: what it says of a
// record is all that holds of that now, and it says nothing of others.
type Updates struct {
	Series string `yaml:"series"` // which several tables may update
	// Stamp is a column of seconds since 1970: the latest is the day of the update.
	Stamp  string `yaml:"stamp"`
	Delete bool   `yaml:"delete"` // the records are gone
}

// Melt names the columns that become rows; * stands for any letters.
type Melt struct {
	Columns []string `yaml:"columns"`
	Except  []string `yaml:"except"`
	Skip    []string `yaml:"skip"` // values that say nothing
}

// Join is a table beside this one, of which some columns are looked up.
type Join struct {
	File    string   `yaml:"file"`
	Key     string   `yaml:"key"`
	Columns []string `yaml:"columns"`
}

// Leave is a kind of rows that give no claim.
type Leave struct {
	When   map[string][]string `yaml:"when"`
	Unless map[string][]string `yaml:"unless"`
	Why    string              `yaml:"why"`
}

// Rule makes a claim of a row.
type Rule struct {
	When       map[string][]string `yaml:"when"`
	Unless     map[string][]string `yaml:"unless"`
	Subject    Actor               `yaml:"subject"`
	Relation   Relation            `yaml:"relation"`
	Object     Actor               `yaml:"object"`
	Status     graph.Status        `yaml:"status"`
	Place      *Actor              `yaml:"place"`
	Time       *Time               `yaml:"time"`
	Amount     *Amount             `yaml:"amount"`
	Confidence float64             `yaml:"confidence"` // 1 if 0
	Rule       string              `yaml:"rule"`       // what in the row says so
}

// Actor says where in a row an actor stands.
type Actor struct {
	Code   string            `yaml:"code"`
	Scheme string            `yaml:"scheme"`
	Name   string            `yaml:"name"`
	Type   string            `yaml:"type"`
	ID     string            `yaml:"id"`
	Not    map[string]string `yaml:"not"`
	Split  string            `yaml:"split"`
	States []string          `yaml:"states"`
	Drop   bool              `yaml:"drop"`
	Upper  bool              `yaml:"upper"`
	Within *Actor            `yaml:"within"`
}

// Relation is fixed, or told by a column's value.
type Relation struct {
	Fixed  string
	Column string
	Values map[string]string
}

// UnmarshalYAML takes a name or a map.
func (r *Relation) UnmarshalYAML(decode func(any) error) error {
	if err := decode(&r.Fixed); err == nil {
		return nil
	}
	var m struct {
		Column string            `yaml:"column"`
		Values map[string]string `yaml:"values"`
	}
	if err := decode(&m); err != nil {
		return err
	}
	r.Column, r.Values = m.Column, m.Values
	return nil
}

// Time says where in a row the time stands.
type Time struct {
	Day   string   `yaml:"day"`
	Year  string   `yaml:"year"`
	From  Columns  `yaml:"from"`
	To    Columns  `yaml:"to"`
	Still []string `yaml:"still"` // values of "to" that mean that it lasts
	Open  bool     `yaml:"open"`  // with from alone: it lasts since then
	Merge bool     `yaml:"merge"` // years that follow one another are one span
	By    []string `yaml:"by"`    // columns in which merged rows agree
	Last  bool     `yaml:"last"`  // spans that reach the table's last year last
}

// Columns is one column, or those of year, month and day.
type Columns []string

// UnmarshalYAML takes a name or a list.
func (c *Columns) UnmarshalYAML(decode func(any) error) error {
	var one string
	if err := decode(&one); err == nil {
		*c = Columns{one}
		return nil
	}
	return decode((*[]string)(c))
}

// Amount says where in a row an amount stands.
type Amount struct {
	Column string  `yaml:"column"`
	Unit   string  `yaml:"unit"`
	Times  float64 `yaml:"times"` // 1 if 0
}

// maxMapping is the largest mapping file that is read, in bytes.
const maxMapping = 1 << 20

// Parse reads and checks a mapping; name is the file's, for errors.
func Parse(name string, text []byte) (m *Mapping, err error) {
	defer func() {
		if r := recover(); r != nil { // the parser's, on broken input
			m, err = nil, fmt.Errorf("%s: not YAML: %v", name, r)
		}
	}()
	if len(text) > maxMapping {
		return nil, fmt.Errorf("%s: a mapping has at most %d bytes", name, maxMapping)
	}
	m = &Mapping{}
	if err := yaml.UnmarshalWithOptions(text, m, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

func (m *Mapping) check() error {
	switch {
	case m.Name == "" || strings.Trim(m.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "":
		return fmt.Errorf("name is %q: lower case letters, digits and hyphens", m.Name)
	case m.Updates != nil && (m.Key == "" || m.Updates.Series == "" || !m.Versioned):
		return fmt.Errorf("updates needs key, series and versioned: true")
	case m.Updates != nil && m.Updates.Delete:
		if len(m.Claims) > 0 {
			return fmt.Errorf("claims: a table of what is gone says nothing else")
		}
	case len(m.Claims) == 0:
		return fmt.Errorf("claims is missing: it says what a row means")
	case len(m.Table.Comma) > 1 && m.Table.Comma != "tab":
		return fmt.Errorf(`table.comma is %q: one character, or "tab"`, m.Table.Comma)
	case m.Join != nil && (m.Join.File == "" || m.Join.Key == "" || len(m.Join.Columns) == 0):
		return fmt.Errorf("join needs file, key and columns")
	}
	for i := range m.Claims {
		if err := m.Claims[i].check(); err != nil {
			return fmt.Errorf("claims, entry %d: %w", i+1, err)
		}
	}
	return nil
}

func (r *Rule) check() error {
	v := schema.Builtin()
	relations := []string{r.Relation.Fixed}
	if r.Relation.Column != "" {
		relations = nil
		for _, name := range r.Relation.Values {
			relations = append(relations, name)
		}
		slices.Sort(relations)
	}
	for _, name := range relations {
		if name == unchecked {
			return fmt.Errorf("relation is still %s: say which it is (entente schema lists them), or take the value out", unchecked)
		}
		if _, ok := v.Relation(name); !ok {
			return v.UnknownRelation(name)
		}
	}
	if r.Status != "" && !slices.Contains(graph.Statuses, r.Status) {
		return fmt.Errorf("status is %q: must be asserted, denied, planned or conditional", r.Status)
	}
	if !(r.Confidence >= 0 && r.Confidence <= 1) {
		return fmt.Errorf("confidence is %v: must be from 0 to 1", r.Confidence)
	}
	for _, a := range []struct {
		what  string
		actor *Actor
	}{{"subject", &r.Subject}, {"object", &r.Object}, {"place", r.Place}} {
		if a.actor == nil {
			continue
		}
		if err := a.actor.check(v); err != nil {
			return fmt.Errorf("%s: %w", a.what, err)
		}
	}
	if r.Amount != nil && (r.Amount.Column == "" || r.Amount.Unit == "") {
		return fmt.Errorf("amount needs column and unit")
	}
	if t := r.Time; t != nil {
		ways := 0
		for _, set := range []bool{t.Day != "", t.Year != "", len(t.From)+len(t.To) > 0} {
			if set {
				ways++
			}
		}
		switch {
		case ways != 1:
			return fmt.Errorf("time needs one of day, year, and from with to")
		case len(t.From) > 3 || len(t.To) > 3:
			return fmt.Errorf("time: from and to are one column, or those of year, month and day")
		case t.Merge && t.Year == "":
			return fmt.Errorf("time: merge is for rows of years")
		}
	}
	return nil
}

func (a *Actor) check(v *schema.Vocabulary) error {
	ways := 0
	for _, set := range []bool{a.Code != "", a.Name != "", a.ID != ""} {
		if set {
			ways++
		}
	}
	if ways != 1 {
		return fmt.Errorf("an actor needs one of code (with scheme), name (with type) and id")
	}
	if a.Code != "" && !slices.Contains(Schemes(), a.Scheme) {
		return fmt.Errorf("scheme is %q: there are %s", a.Scheme, strings.Join(Schemes(), ", "))
	}
	if a.Name != "" {
		if _, ok := v.Type(a.Type); !ok {
			return v.UnknownType(a.Type)
		}
	}
	if a.ID == graph.ActorPrefix+unchecked {
		return fmt.Errorf("id is still %s: say who it is, by a column (code or name) or the id of an actor", a.ID)
	}
	if a.ID != "" && !strings.HasPrefix(a.ID, graph.ActorPrefix) {
		return fmt.Errorf("id is %q: must begin with %s", a.ID, graph.ActorPrefix)
	}
	if a.Within != nil {
		return a.Within.check(v)
	}
	return nil
}
