package api

import (
	"bufio"
	"net/http"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/web/route"
	"entente/queries"
	"entente/schema"
)

func (a *api) storeRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Pattern: "/api/stats", Kind: route.Data, Load: route.Light, Handle: a.stats, Doc: &route.Doc{
			ID: "getStats", Tag: "store", Summary: "How much the store holds: claims by relation and status, actors by type, sources",
			Answers: []route.Body{{MIME: typeJSON, Schema: "Stats"}},
		}},
		{Method: "GET", Pattern: "/api/sources", Kind: route.Data, Load: route.Heavy, Handle: a.sources, Doc: &route.Doc{
			ID: "listSources", Tag: "store", Summary: "The sources, those published last first, with how many claims each gave", Notes: "As `entente sources`.",
			Params: []route.Param{text("q", "a part of an id, a title, a publisher or an address, or has * and ? in it; accents and case do not count", "gulf post"),
				limitParam(actorsListed), formatParam("json", "jsonl", "csv")},
			Answers: tabular("Sources"),
		}},
		{Method: "GET", Pattern: "/api/source", Kind: route.Data, Load: route.Light, Handle: a.source, Doc: &route.Doc{
			ID: "getSource", Tag: "store", Summary: "One source",
			Params:  []route.Param{wanted(text("id", "of the source, as claims carry it", "https://entente.example/samples/muscat-talks"))},
			Answers: []route.Body{{MIME: typeJSON, Schema: "Source"}},
		}},
		{Method: "GET", Pattern: "/api/backup", Kind: route.Data, Load: route.Long, Handle: a.backup, Doc: &route.Doc{
			ID: "getBackup", Tag: "store", Summary: "A backup of the store as it stands now, while others read it and one writes",
			Notes:   "As `entente backup`, which takes it with --server and makes a folder of it: a tar archive of the store's files. One that could not be sent to its end breaks off: its transfer is not completed.",
			Answers: []route.Body{{MIME: typeTar}},
		}},
		{Method: "GET", Pattern: "/api/schema", Kind: route.Data, Load: route.Light, Handle: a.vocabulary, Doc: &route.Doc{
			ID: "getSchema", Tag: "store", Summary: "The vocabulary: relations and types of actors", Notes: "As `entente schema --format json` and `entente schema types --format json`.",
			Answers: []route.Body{{MIME: typeJSON, Schema: "Vocabulary"}},
		}},
	}
}

func (a *api) stats(w http.ResponseWriter, r *http.Request) error {
	stats, err := queries.Stats(r.Context(), a.Store)
	if err != nil {
		return err
	}
	return object(w, stats)
}

func (a *api) sources(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	most := a.limit(v, actorsListed)
	found, err := queries.Sources(r.Context(), a.Store, v.Get("q"), 0)
	if err != nil {
		return err
	}
	total := len(found)
	found = found[:min(total, most)]
	return rows(w, r, list{name: "sources", sheet: answer.Sources(found), truncated: total > most, after: []field{{"total", total}}})
}

func (a *api) source(w http.ResponseWriter, r *http.Request) error {
	s, err := a.Store.Source(r.Context(), r.URL.Query().Get("id"))
	if err != nil {
		return err
	}
	return object(w, s)
}

const typeTar = "application/x-tar"

// A backup holds nothing that an export of the whole does not: who may read
// the store may have it.
func (a *api) backup(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", typeTar)
	w.Header().Set("Content-Disposition", `attachment; filename="entente-backup.tar"`)
	out := bufio.NewWriterSize(w, 64<<10)
	if err := a.Store.SendBackup(r.Context(), out); err != nil {
		return err
	}
	return out.Flush()
}

func (a *api) vocabulary(w http.ResponseWriter, _ *http.Request) error {
	v := schema.Builtin()
	return object(w, map[string]any{"relations": v.Relations(), "types": v.Types()})
}
