package api

import (
	"bufio"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/export"
	"entente/queries"
)

func (a *api) exportRoutes() []route.Route {
	look := []route.Param{
		flag("per-claim", "one edge for every claim, not one for all that say the same"),
		text("title", "of the graph or picture; without, it says what was chosen", ""),
		whole("seed", "of the layout; 1 without"),
	}
	var formats []string
	var files []route.Body
	for _, f := range export.All() {
		formats = append(formats, f.Name)
		files = append(files, route.Body{MIME: f.MIME, Doc: f.Name + ": " + f.Title})
	}
	return []route.Route{
		{Method: "GET", Pattern: "/api/export", Kind: route.Data, Load: route.Light, Handle: a.formats, Doc: &route.Doc{
			ID: "listFormats", Tag: "graph", Summary: "The formats of /api/export/{format}, and what each does not hold",
			Answers: []route.Body{{MIME: typeJSON, Schema: "Formats"}},
		}},
		{Method: "GET", Pattern: "/api/export/{format}", Kind: route.Data, Load: route.Long, Handle: a.export, Doc: &route.Doc{
			ID: "exportGraph", Tag: "graph", Summary: "The graph, or a part of it, as a file that other tools open", Notes: "As `entente export`. A file that could not be written to its end breaks off: its transfer is not completed.",
			Params: append(append([]route.Param{func() route.Param {
				p := inPath("format", "of the file", "gexf")
				p.Values = formats
				return p
			}()}, append(selectionParams(), look...)...),
				text("base", "base IRI of Entente's own names in RDF", graph.DefaultBase),
				flag("inline", "to be shown, not saved")),
			Answers: files,
		}},
	}
}

// selected reads which part of the graph is wanted, and how it is to look.
func (a *api) selected(r *http.Request) (*queries.Part, export.Options, error) {
	v := r.URL.Query()
	var o export.Options
	sel, err := part.FromValues(v)
	if err != nil {
		return nil, o, err
	}
	sel.Time = a.Limits.Time
	chosen, err := queries.Select(r.Context(), a.Store, sel)
	if err != nil {
		return nil, o, err
	}
	perClaim, _ := strconv.ParseBool(v.Get("per-claim")) // check has seen it
	o = export.Options{Title: v.Get("title"), Seed: uint64(number(v, "seed", 1)), Base: v.Get("base"), Statuses: sel.Statuses, PerClaim: perClaim}
	if strings.ContainsAny(o.Base, "<>\"{}|\\^` \t\r\n") || o.Base != "" && !strings.Contains(o.Base, ":") {
		return nil, o, bad("base wants an IRI, not %q", o.Base)
	}
	return chosen, part.Options(chosen, o), nil
}

func (a *api) formats(w http.ResponseWriter, _ *http.Request) error {
	type format struct {
		Name  string `json:"name"`
		Title string `json:"title"`
		Ext   string `json:"ext"`
		MIME  string `json:"mime"`
		Loses string `json:"loses,omitempty"`
	}
	var all []format
	for _, f := range export.All() {
		all = append(all, format{f.Name, f.Title, f.Ext, f.MIME, f.Lost(false)})
	}
	return object(w, map[string]any{"formats": all})
}

// shown is what a file may do that a browser shows: it stands alone, in an
// origin of its own, and cannot ask this server anything.
const shown = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:; sandbox allow-scripts allow-downloads"

func (a *api) export(w http.ResponseWriter, r *http.Request) error {
	f, err := export.Find(r.PathValue("format"))
	if err != nil {
		return route.NewError(http.StatusNotFound, err.Error())
	}
	chosen, o, err := a.selected(r)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", f.MIME)
	disposition := "attachment"
	if inline, _ := strconv.ParseBool(r.URL.Query().Get("inline")); inline {
		disposition = "inline"
		h.Set("Content-Security-Policy", shown)
	}
	h.Set("Content-Disposition", fmt.Sprintf("%s; filename=%q", disposition, fileName(chosen)+f.Ext))
	out := bufio.NewWriterSize(w, 64<<10)
	if err := part.Write(r.Context(), out, f, chosen, o); err != nil {
		return fmt.Errorf("writing %s: %w", f.Name, err)
	}
	return out.Flush()
}

// fileName names a file after the actor it is about, in letters that every
// system and every header takes.
func fileName(p *queries.Part) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, strings.TrimPrefix(p.Center.ID, graph.ActorPrefix))
	if name == "" {
		return "entente"
	}
	return "entente-" + name[:min(len(name), 60)]
}
