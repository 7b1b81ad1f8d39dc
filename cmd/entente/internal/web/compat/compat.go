// Package compat is the doors of Cayley's own server, so that its console,
// its Go client and scripts written for it work on Entente's stores.
package compat

import (
	"net/http"

	"entente/cmd/entente/internal/web/route"
	"entente/graph/store/cayleyhttp"
)

// answerBytes bounds an answer that is gathered before it is sent.
const answerBytes = 64 << 20

// Routes lists the routes of Cayley's server.
func Routes(d route.Deps) []route.Route {
	s := cayleyhttp.New(d.Store, cayleyhttp.Limits{
		Time: d.Limits.Time, Long: d.Limits.Long, Rows: d.Limits.Rows, Text: d.Limits.Text, Memory: d.Limits.Memory,
		Answer: answerBytes, Upload: d.Limits.Upload,
	})
	var list []route.Route
	for _, row := range []struct {
		method, pattern string
		handle          http.HandlerFunc
		summary         string
		params          []route.Param
	}{
		{"POST", "/api/v1/query/{lang}", s.Query, "Run a query, as Cayley's API v1 does", []route.Param{language, limit}},
		{"POST", "/api/v1/shape/{lang}", s.Shape, "Show the plan of a query", []route.Param{language}},
		{"GET", "/api/v2/query", s.QueryV2, "Run a query, as Cayley's API v2 does", []route.Param{lang, qu, limit}},
		{"POST", "/api/v2/query", s.QueryV2, "Run a query, as Cayley's API v2 does; the text is the body", []route.Param{lang, limit}},
		{"GET", "/api/v2/read", s.Read, "Read quads", selection},
		{"POST", "/api/v2/read", s.Read, "Read quads", selection},
		{"GET", "/api/v2/formats", s.Formats, "List the formats of quads", nil},
		{"GET", "/gephi/gs", s.Gephi, "Stream the graph to Gephi's plug-in Graph Streaming", append([]route.Param{mode, limit}, selection[:4]...)},
	} {
		load := route.Heavy
		if row.pattern == "/api/v2/formats" {
			load = route.Light
		}
		list = append(list, route.Route{Method: row.method, Pattern: row.pattern, Kind: route.Data, Load: load,
			Doc: document(row.method, row.pattern, row.summary, row.params), Handle: plain(row.handle)})
	}
	for _, row := range []struct {
		pattern string
		handle  http.HandlerFunc
		summary string
	}{
		{"/api/v1/write", s.WriteV1, "Add quads, given as a JSON list"},
		{"/api/v1/write/file/nquad", s.WriteFile, "Add the quads of an N-Quads file, sent as the form's NQuadFile"},
		{"/api/v1/delete", s.DeleteV1, "Remove quads, given as a JSON list"},
		{"/api/v2/write", s.Write, "Add quads, in the format that Content-Type names"},
		{"/api/v2/delete", s.Delete, "Remove quads, in the format that Content-Type names"},
		{"/api/v2/node/delete", s.DeleteNode, "Remove every quad with the node in the body"},
	} {
		list = append(list, route.Route{Method: "POST", Pattern: row.pattern, Kind: route.Write, Load: route.Heavy,
			Doc: document("POST", row.pattern, row.summary, nil), Handle: plain(row.handle)})
	}
	return list
}

// plain is a handler that says its errors itself, in Cayley's form.
func plain(h http.HandlerFunc) route.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		h(w, r)
		return nil
	}
}
