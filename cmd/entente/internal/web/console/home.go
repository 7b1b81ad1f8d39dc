package console

import (
	"net/http"

	"entente/graph/store"
	"entente/queries"
)

type homeData struct {
	page
	Stats  store.Stats
	Cards  []card
	Newest []store.SourceCount
	Actors []queries.Suggestion
	Demo   bool   // the sample articles can be loaded from here
	Load   string // the command that fills an empty store
}

// card is a canned question with its form.
type card struct {
	queries.Query
	Fields []field
}

// homeQuestions are on the start page: one or two of each kind.
var homeQuestions = []string{"sanctions-on", "trade-partners", "allies-of", "conflict-with", "who-represents", "mediators-between", "claims-since", "contradictions-of"}

// newestShown is the number of sources, and of actors, on the start page.
const newestShown = 8

func (c *console) home(w http.ResponseWriter, r *http.Request) error {
	stats, err := queries.Stats(r.Context(), c.Store)
	if err != nil {
		return err
	}
	data := homeData{page: c.page(r, "/", "Start"), Stats: stats, Demo: c.Write}
	if stats.Quads == 0 {
		// While the server holds the store to write into, only it can be asked to.
		data.Load = c.command("load", "YOUR-ARTICLES/")
		if c.Write {
			data.Load = commandLine([]string{"load", "--server", "http://" + r.Host + "/", "--token-file", "TOKEN", "YOUR-ARTICLES/"})
		}
		return c.render(w, "empty", data)
	}
	for _, name := range homeQuestions {
		q, err := queries.Find(name)
		if err != nil {
			return err
		}
		data.Cards = append(data.Cards, card{q, fields(q, q.Name, nil)})
	}
	if data.Newest, err = queries.Newest(r.Context(), c.Store, newestShown); err != nil {
		return err
	}
	if data.Actors, err = queries.Suggest(r.Context(), c.Store, "", 2*newestShown); err != nil {
		return err
	}
	data.Command = c.command("stats")
	data.Files = []link{{"JSON", "/api/stats"}}
	return c.render(w, "home", data)
}
