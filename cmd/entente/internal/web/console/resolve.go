package console

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/gazetteer"
)

type meantData struct {
	page
	Name, Date, About string
	Asked             bool
	Rows              []meantRow
	Examples          []meantExample
}

// meantRow is whom words mean.
type meantRow struct {
	article.Resolution
	Who, Of, Second meantActor
	Part            string // the sector in words
}

// meantActor is an actor that the program knows, whether this store does or not.
type meantActor struct {
	graph.Actor
	Claims int // in this store
}

// meantExample is a question with what it shows.
type meantExample struct{ Name, Date, About, Says string }

// meantExamples show what decides: the day, the state that a text is about, the
// seat that stands for who governs from it, the force that a people's name has.
var meantExamples = []meantExample{
	{"the US president", "2019-06-01", "", "who held the office on the day"},
	{"the foreign minister", "2022-06-01", "Germany", "of the state that the text is about"},
	{"Tehran", "2024-05-01", "", "a seat of government, or the city"},
	{"Iranian warplanes", "2024-04-14", "", "whose, and of which sector"},
}

// wordsMeant is how many a page explains at once.
const wordsMeant = 20

// sectorWords are PLOVER's sectors in words.
var sectorWords = map[string]string{
	"GOV": "government", "MIL": "armed forces", "COP": "police", "SPY": "intelligence", "JUD": "courts", "LEG": "legislature", "PTY": "party", "OPP": "opposition",
	"REB": "rebels", "PRM": "militia", "UAF": "unaligned armed force", "CRM": "crime", "MED": "medical", "HLH": "health", "JRN": "press", "EDU": "education", "BUS": "business",
	"NGO": "non-governmental", "IGO": "intergovernmental", "CVL": "civilians", "ELI": "former officials", "REL": "religion", "LAB": "labour", "AGR": "agriculture", "REF": "refugees", "ENV": "environment",
}

// resolve says whom words mean on a day: the same as `entente resolve`.
func (c *console) resolve(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	names := unique(trimmed(q["name"]))
	data := meantData{page: c.page(r, "", "Who is meant?"), Date: strings.TrimSpace(q.Get("date")), About: strings.TrimSpace(q.Get("about")), Examples: meantExamples}
	if data.Asked = len(names) > 0; !data.Asked {
		return c.render(w, "resolve", data)
	}
	if len(names) > wordsMeant {
		return route.NewError(http.StatusBadRequest, fmt.Sprintf("%d names are asked of, and a page explains %d at once", len(names), wordsMeant))
	}
	data.Name = names[0]
	data.Title = "Who is meant by " + strings.Join(names, ", ")
	if data.Date != "" {
		if _, err := graph.ParseTime(data.Date); err != nil {
			return route.NewError(http.StatusBadRequest, "date: "+err.Error())
		}
	}
	reader, err := intake.Reader()
	if err != nil {
		return err
	}
	known, err := intake.Names()
	if err != nil {
		return err
	}
	if data.About != "" && !reader.KnowsState(data.About) {
		data.Notes = append(data.Notes, "No state or territory is known as “"+data.About+"”: the answer is that for a text about none.")
	}
	for _, name := range names {
		found, err := reader.Resolve(r.Context(), name, data.Date, data.About)
		if err != nil {
			return err
		}
		row := meantRow{Resolution: found, Part: sectorWords[found.Sector]}
		row.Who = meantActor{Actor: graph.Actor{ID: found.Actor, Label: found.Label, Type: found.Type}}
		if found.State != found.Actor {
			row.Of.Actor.ID = found.State
		}
		row.Second.Actor.ID = found.RunnerUp
		for _, a := range []*meantActor{&row.Who, &row.Of, &row.Second} {
			if err := c.acquaint(r.Context(), known, a); err != nil {
				return err
			}
		}
		data.Rows = append(data.Rows, row)
	}
	words := []string{"resolve"}
	v := []string{}
	for _, p := range [][2]string{{"date", data.Date}, {"about", data.About}} {
		if p[1] != "" {
			words, v = append(words, "--"+p[0], p[1]), append(v, p[0], p[1])
		}
	}
	if strings.HasPrefix(names[0], "-") {
		words = append(words, "--")
	}
	for _, name := range names {
		words, v = append(words, name), append(v, "name", name)
	}
	data.Command = commandLine(words)
	data.Files = apiFiles("resolve", v...)
	return c.render(w, "resolve", data)
}

// acquaint completes an actor by what is known of it under its ID.
func (c *console) acquaint(ctx context.Context, known *gazetteer.Gazetteer, a *meantActor) error {
	if a.ID == "" {
		return nil
	}
	if e, ok := known.Entry(a.ID); ok {
		a.Label, a.Type = e.Label, e.Type
	}
	counts, err := c.Store.ClaimCounts(ctx, []string{a.ID})
	a.Claims = counts[a.ID]
	return err
}

func trimmed(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.TrimSpace(w)
	}
	return out
}
