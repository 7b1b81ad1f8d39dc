// Package api is what programs ask Entente's server: actors, claims, paths,
// canned queries, exports, as JSON, NDJSON, CSV and files, under /api/.
package api

import (
	"encoding/json"
	"fmt"
	"net/http"

	"entente/cmd/entente/internal/web/route"
	"entente/queries"
)

// Routes lists the API's routes.
func Routes(d route.Deps) []route.Route {
	return []route.Route{
		{Method: "GET", Pattern: "/api/stats", Kind: route.Data, Load: route.Light,
			Doc: &route.Doc{ID: "getStats", Tag: "store", Summary: "How much the store holds", Answers: []route.Body{{MIME: "application/json", Schema: "Stats"}}},
			Handle: func(w http.ResponseWriter, r *http.Request) error {
				stats, err := queries.Stats(r.Context(), d.Store)
				if err != nil {
					return err
				}
				return writeJSON(w, stats)
			}},
		graphRoute(d),
	}
}

// writeJSON answers with one JSON value.
func writeJSON(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	return nil
}
