package console

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/queries"
)

// pageRows is the number of rows of a page of a long list.
const pageRows = 100

type sourcesData struct {
	page
	Query       string
	Sources     []store.SourceCount
	Total, From int
	Back, Next  string
}

func (c *console) sources(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	data := sourcesData{page: c.page(r, "/sources", "Sources"), Query: strings.TrimSpace(q.Get("q"))}
	data.From, _ = strconv.Atoi(q.Get("from"))
	stats, err := queries.Stats(r.Context(), c.Store)
	if err != nil {
		return err
	}
	// Of all sources only those up to this page are read; of a search, all.
	data.From = min(max(0, data.From), max(0, int(stats.Sources)-1))
	most := data.From + pageRows
	data.Total = int(stats.Sources)
	if data.Query != "" {
		most = 0
	}
	found, err := queries.Sources(r.Context(), c.Store, data.Query, most)
	if err != nil {
		return err
	}
	if data.Query != "" {
		data.Total = len(found)
	}
	data.From = min(data.From, max(0, len(found)-1))
	data.Sources = found[data.From:min(len(found), data.From+pageRows)]
	if data.From > 0 {
		data.Back = with(r, "from", strconv.Itoa(max(0, data.From-pageRows)))
	}
	if data.From+pageRows < data.Total {
		data.Next = with(r, "from", strconv.Itoa(data.From+pageRows))
	}
	words := []string{"sources"}
	if data.Query != "" {
		words = append(words, data.Query)
	}
	data.Command = c.command(words...)
	data.Files = apiFiles("sources", "q", data.Query)
	return c.render(w, "sources", data)
}

type sourceData struct {
	page
	Source    graph.Source
	Sentences []sentence
	Total     int
}

func (c *console) source(w http.ResponseWriter, r *http.Request) error {
	id := r.URL.Query().Get("id")
	s, err := c.Store.Source(r.Context(), id)
	if errors.Is(err, store.ErrNotFound) {
		return notFound("there is no source "+id, "/sources lists those there are")
	} else if err != nil {
		return err
	}
	data := sourceData{page: c.page(r, "/sources", sourceName(s)), Source: s}
	data.Crumbs = []link{{"Sources", "/sources"}}
	for claim, err := range c.Store.Claims(r.Context(), store.Filter{Sources: []string{s.ID}}) {
		if err != nil {
			return err
		}
		// What is shown is read in the order of the text; of a long list the
		// claims that come first by ID.
		if data.Total++; data.Total <= c.Limits.Rows {
			said := newSentence(claim)
			said.Here = true
			data.Sentences = append(data.Sentences, said)
		} else {
			data.Notes = append(data.Notes, "The source has more than "+plural(c.Limits.Rows, "claim")+": the command gives all of them.")
			break
		}
	}
	slices.SortStableFunc(data.Sentences, func(a, b sentence) int { return a.Start - b.Start })
	data.cut(r, &data.Sentences)
	sel := queries.Selection{Sources: []string{s.ID}}
	data.Command = c.command("export", "--format", "jsonl", "--source", s.ID)
	data.exports(sel)
	return c.render(w, "source", data)
}
