// Package un reads the consolidated list of the sanctions of the United
// Nations Security Council, as XML. An entry is told by its reference number
// (QDi.001, IRe.012), which is never used again.
package un

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/loaders/listing"
)

// Format is the row of the table of loaders.
func Format() dataset.Format {
	return dataset.Format{
		Name:      "un",
		Title:     "UN Security Council consolidated sanctions list, XML",
		Publisher: "United Nations Security Council",
		Licence:   "UN terms of use: the text may be reproduced with attribution",
		URL:       "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
		Recognise: func(_ string, head []byte) bool { return bytes.Contains(head, []byte("<CONSOLIDATED_LIST")) },
		Columns:   columns,
		Expect:    []dataset.Count{{What: "entries", Min: 500}},
		Versioned: true,
		Load:      load,
	}
}

var council = graph.Actor{ID: "actor:un-security-council", Label: "United Nations Security Council", Type: "IntergovernmentalOrganization"}

// entry is what is read of an INDIVIDUAL or an ENTITY.
type entry struct {
	First         string   `xml:"FIRST_NAME"`
	Second        string   `xml:"SECOND_NAME"`
	Third         string   `xml:"THIRD_NAME"`
	Fourth        string   `xml:"FOURTH_NAME"`
	Original      string   `xml:"NAME_ORIGINAL_SCRIPT"`
	Reference     string   `xml:"REFERENCE_NUMBER"`
	Regime        string   `xml:"UN_LIST_TYPE"`
	Listed        string   `xml:"LISTED_ON"`
	Comments      string   `xml:"COMMENTS1"`
	Designations  []string `xml:"DESIGNATION>VALUE"`
	Nationalities []string `xml:"NATIONALITY>VALUE"`
	Aliases       []string `xml:"INDIVIDUAL_ALIAS>ALIAS_NAME"`
	EntityAliases []string `xml:"ENTITY_ALIAS>ALIAS_NAME"`
	Countries     []string `xml:"INDIVIDUAL_ADDRESS>COUNTRY"`
	EntityStates  []string `xml:"ENTITY_ADDRESS>COUNTRY"`
}

var generated = regexp.MustCompile(`dateGenerated="(\d{4}-\d{2}-\d{2})`)

func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	said := graph.Source{Series: "un/consolidated"}
	if m := generated.FindSubmatch(in.Head); m != nil {
		said.Published = string(m[1])
	}
	text, err := w.Begin(ctx, in, said)
	if err != nil {
		return err
	}
	defer text.Close()
	l := &listing.List{W: w, Name: "un", Sanctioner: council}
	for el, err := range dataset.Elements(text, func(path string) { w.Column(path) }, "INDIVIDUAL", "ENTITY") {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var x entry
		if err := el.Decode(&x); err != nil {
			w.Reject(el.Line, "not an entry: %v", err)
			continue
		}
		e := x.listed(el.Name)
		if e.Name == "" || e.Key == "" {
			w.Reject(el.Line, "the entry has no name or no REFERENCE_NUMBER")
			continue
		}
		el.ID = e.Key
		self := l.Actor(e)
		if err := l.Enter(ctx, &el.Record, self, e); err != nil {
			return err
		}
		if err := l.Say(ctx, &el.Record, self, e); err != nil {
			return err
		}
		if err := offices(ctx, w, &el.Record, self, &x); err != nil {
			return err
		}
	}
	return w.End(ctx)
}

func (x *entry) listed(element string) *listing.Entry {
	e := &listing.Entry{Key: strings.TrimSpace(x.Reference), Measure: "entry", Since: strings.TrimSpace(x.Listed)}
	e.Name = strings.Join(strings.Fields(strings.Join([]string{x.First, x.Second, x.Third, x.Fourth}, " ")), " ")
	e.Type = "Organization"
	if element == "INDIVIDUAL" {
		e.Type, e.Name = "Person", dataset.Capitalised(e.Name)
	}
	for _, a := range append(append(x.Aliases, x.EntityAliases...), x.Original) {
		if a = strings.TrimSpace(a); a != "" {
			e.Aliases = append(e.Aliases, a)
		}
	}
	if x.Regime != "" {
		e.Codes = append(e.Codes, "un-regime:"+strings.TrimSpace(x.Regime))
	}
	for _, n := range x.Nationalities {
		if n = strings.TrimSpace(n); n != "" && !strings.EqualFold(n, "na") {
			e.Nationalities = append(e.Nationalities, n)
		}
	}
	for _, c := range append(x.Countries, x.EntityStates...) {
		if c = strings.TrimSpace(c); c != "" {
			e.Countries = append(e.Countries, c)
		}
	}
	e.IMO = listing.FindIMO(x.Comments)
	return e
}

// offices makes claims of designations that name a body the gazetteer knows:
// "Deputy Minister of Foreign Affairs of the Taliban". Others are counted.
func offices(ctx context.Context, w *dataset.Writer, rec *dataset.Record, self graph.Actor, x *entry) error {
	for _, text := range x.Designations {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		found := false
		for _, at := range of.FindAllStringIndex(text, -1) {
			name := strings.Trim(strings.TrimSuffix(text[at[1]:], "regime"), " .")
			body, ok := w.Names.Find(name, "Organization", "State")
			if !ok {
				continue
			}
			found = true
			if err := w.Claim(ctx, rec, graph.Claim{Subject: self, Relation: "affiliated-with", Object: rec.Mention(body, name), Rule: "DESIGNATION"}); err != nil {
				return err
			}
			break
		}
		if !found {
			w.Count("designations that name nobody known", 1)
		}
	}
	return nil
}

var of = regexp.MustCompile(`(?:, | of the | of | for the | in the | to the )`)

var columns = func() []dataset.Column {
	var out []dataset.Column
	for _, root := range []string{"INDIVIDUAL", "ENTITY"} {
		add := func(leftOut string, names string) {
			for n := range strings.FieldsSeq(names) {
				n = strings.ReplaceAll(n, "*", root)
				if n != "" {
					n = "/" + n
				}
				out = append(out, dataset.Column{Name: root + n, LeftOut: leftOut})
			}
		}
		out = append(out, dataset.Column{Name: root})
		add("", "FIRST_NAME SECOND_NAME THIRD_NAME FOURTH_NAME NAME_ORIGINAL_SCRIPT REFERENCE_NUMBER UN_LIST_TYPE LISTED_ON COMMENTS1 DESIGNATION DESIGNATION/VALUE NATIONALITY NATIONALITY/VALUE *_ALIAS *_ALIAS/ALIAS_NAME *_ADDRESS *_ADDRESS/COUNTRY")
		add("the list's own bookkeeping", "DATAID VERSIONNUM LIST_TYPE LIST_TYPE/VALUE LAST_DAY_UPDATED LAST_DAY_UPDATED/VALUE SORT_KEY SORT_KEY_LAST_MOD DELISTED_ON SUBMITTED_BY SUBMITTED_ON *_ALIAS/QUALITY")
		add("stands in the quote; no relation says it", `TITLE TITLE/VALUE GENDER NATIONALITY2 *_ALIAS/DATE_OF_BIRTH *_ALIAS/CITY_OF_BIRTH *_ALIAS/COUNTRY_OF_BIRTH *_ALIAS/NOTE
			*_ADDRESS/STREET *_ADDRESS/CITY *_ADDRESS/STATE_PROVINCE *_ADDRESS/ZIP_CODE *_ADDRESS/NOTE
			*_DATE_OF_BIRTH *_DATE_OF_BIRTH/TYPE_OF_DATE *_DATE_OF_BIRTH/DATE *_DATE_OF_BIRTH/YEAR *_DATE_OF_BIRTH/FROM_YEAR *_DATE_OF_BIRTH/TO_YEAR *_DATE_OF_BIRTH/NOTE
			*_PLACE_OF_BIRTH *_PLACE_OF_BIRTH/STREET *_PLACE_OF_BIRTH/CITY *_PLACE_OF_BIRTH/STATE_PROVINCE *_PLACE_OF_BIRTH/COUNTRY *_PLACE_OF_BIRTH/NOTE
			*_DOCUMENT *_DOCUMENT/TYPE_OF_DOCUMENT *_DOCUMENT/TYPE_OF_DOCUMENT2 *_DOCUMENT/NUMBER *_DOCUMENT/ISSUING_COUNTRY *_DOCUMENT/COUNTRY_OF_ISSUE *_DOCUMENT/CITY_OF_ISSUE *_DOCUMENT/DATE_OF_ISSUE *_DOCUMENT/NOTE`)
	}
	return out
}()
