package officials

import (
	"bytes"
	"context"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// Speakers is the row of the table of loaders for the speakers of the UN
// General Debate.
func Speakers() dataset.Format {
	return dataset.Format{
		Name: "ungdc", Title: "Speakers of the UN General Debate, by session and country",
		Publisher: "United Nations General Debate Corpus (Jankin, Baturo, Dasandi)", Licence: "CC0", URL: "https://doi.org/10.7910/DVN/0TJX8Y",
		Recognise: func(_ string, head []byte) bool {
			line, _, _ := bytes.Cut(head, []byte("\n"))
			return bytes.Contains(line, []byte("Name of Person Speaking")) && bytes.Contains(line, []byte("Session"))
		},
		Columns: []dataset.Column{
			{Name: "Year"}, {Name: "Session", LeftOut: "Year says it"}, {Name: "ISO Code"}, {Name: "Country"}, {Name: "Name of Person Speaking"}, {Name: "Post"},
			{Name: "Unnamed: 6", LeftOut: "notes of the editors"}, {Name: "", LeftOut: "notes of the editors"},
		},
		Expect: []dataset.Count{{What: "speeches", Min: 8000}},
		Widens: true, Versioned: true, Load: loadSpeakers,
	}
}

func loadSpeakers(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	t := dataset.NewTable(text, dataset.Dialect{Comma: ',', Quotes: true})
	if _, err := t.Header(w); err != nil {
		return err
	}
	at, err := t.Need("Year", "ISO Code", "Country", "Name of Person Speaking", "Post")
	if err != nil {
		return err
	}
	for row, err := range t.Rows(ctx, w) {
		if err != nil {
			return err
		}
		year, iso, country, name, post := strings.TrimSuffix(row.At(at[0]), ".0"), row.At(at[1]), row.At(at[2]), row.At(at[3]), row.At(at[4])
		if !isYear(year) {
			w.Reject(row.Line, "Year is %q: expected a year", year)
			continue
		}
		w.Count("speeches", 1)
		if name == "" {
			w.Odd("speeches without a speaker's name", iso)
			continue
		}
		state, ok := w.Names.Code("iso3", iso)
		if !ok {
			if state, ok = w.Names.State(country); !ok {
				w.Unknown("countries", iso)
				continue
			}
		}
		clean := cleanName(name)
		if clean == "" {
			w.Reject(row.Line, "%q is no name", name)
			continue
		}
		person, role := who(w, clean, state, year+"-09-25")
		relation, rule := "represents", "speaker"
		if r, rel, ok := w.Names.Role(post); ok {
			// The post is what the row says, whatever else the person was.
			role = r
			if rel == "leads" {
				relation = rel
			}
		}
		if role != "" && post != "" {
			rule = dataset.OfficeRule(role)
		}
		row.ID = year + "-" + iso
		when, _ := graph.ParseTime(year)
		if err := w.Claim(ctx, &row.Record, graph.Claim{Subject: row.Mention(person, name), Relation: relation, Object: row.Mention(state, country), Time: when, Rule: rule}); err != nil {
			return err
		}
	}
	return w.End(ctx)
}
