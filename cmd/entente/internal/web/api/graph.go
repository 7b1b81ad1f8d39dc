package api

import (
	"net/http"

	"entente/cmd/entente/internal/web/drawing"
	"entente/cmd/entente/internal/web/route"
)

// graphRoutes give a part of the graph with positions, for drawing it.
func (a *api) graphRoutes() []route.Route {
	return []route.Route{{
		Method: "GET", Pattern: "/api/graph", Kind: route.Data, Load: route.Heavy, Handle: a.graph,
		Doc: &route.Doc{
			ID: "getGraph", Tag: "graph", Summary: "A part of the graph with positions, for drawing it",
			Notes: "Positions are the same for the same request, whoever asks: an actor starts where its ID says. Where there are more actors than the server draws, " +
				"all but the best connected come as groups (grouped is true; members says of how many), and actors counts them all.",
			Params:  drawing.Params,
			Answers: []route.Body{{MIME: typeJSON, Schema: "Drawing"}},
		},
	}}
}

func (a *api) graph(w http.ResponseWriter, r *http.Request) error {
	q, err := drawing.Read(r.URL.Query(), a.Limits.Nodes)
	if err != nil {
		return err
	}
	q.Time = a.Limits.Time
	g, err := drawing.Of(r.Context(), a.Store, q)
	if err != nil {
		return err
	}
	if g.Grouped {
		w.Header().Set(truncatedHeader, "true")
	}
	return object(w, g)
}
