package api

import (
	"net/http"

	"entente/cmd/entente/internal/web/drawing"
	"entente/cmd/entente/internal/web/route"
)

// graphRoute gives a part of the graph with positions, for drawing it.
func graphRoute(d route.Deps) route.Route {
	return route.Route{
		Method: "GET", Pattern: "/api/graph", Kind: route.Data, Load: route.Heavy,
		Doc: &route.Doc{
			ID: "getGraph", Tag: "graph", Summary: "A part of the graph with positions, for drawing it",
			Notes: "Positions are the same for the same request, whoever asks: an actor starts where its ID says. Where there are more actors than the server draws, " +
				"all but the best connected come as groups (grouped is true; members says of how many), and actors counts them all.",
			Params:  drawing.Params,
			Answers: []route.Body{{MIME: "application/json", Schema: "Drawing"}},
		},
		Handle: func(w http.ResponseWriter, r *http.Request) error {
			q, err := drawing.Read(r.URL.Query(), d.Limits.Nodes)
			if err != nil {
				return err
			}
			q.Time = d.Limits.Time
			g, err := drawing.Of(r.Context(), d.Store, q)
			if err != nil {
				return err
			}
			return writeJSON(w, g)
		},
	}
}
