package compat

import (
	"strings"

	"entente/cmd/entente/internal/web/route"
)

// Parameters of Cayley's routes.
var (
	language = route.Param{Name: "lang", In: "path", Type: "string", Required: true, Doc: "the query's language", Example: "gizmo", Values: []string{"gizmo", "graphql", "mql"}}
	lang     = route.Param{Name: "lang", In: "query", Type: "string", Required: true, Doc: "the query's language", Example: "gizmo", Values: []string{"gizmo", "graphql", "mql"}}
	qu       = route.Param{Name: "qu", In: "query", Type: "string", Required: true, Doc: "the query's text", Example: `g.V("<actor:iran>").out("<rel:trades-with>").all()`}
	limit    = route.Param{Name: "limit", In: "query", Type: "integer", Doc: "rows wanted; 0: as many as the server gives by itself; below 0: as many as it may", Example: "100"}
	mode     = route.Param{Name: "mode", In: "query", Type: "string", Doc: "quads as they are, or actors and their relations", Values: []string{"raw", "nodes"}}

	selection = []route.Param{
		{Name: "sub", In: "query", Type: "string", Doc: "subjects, between commas", Example: "<actor:iran>"},
		{Name: "pred", In: "query", Type: "string", Doc: "predicates, between commas", Example: "<rel:trades-with>"},
		{Name: "obj", In: "query", Type: "string", Doc: "objects, between commas"},
		{Name: "label", In: "query", Type: "string", Doc: "labels, between commas"},
		{Name: "format", In: "query", Type: "string", Doc: "format; else that of the Accept header, else N-Quads", Values: []string{"nquads", "json", "json-stream", "pquads", "jsonld"}},
		{Name: "iri", In: "query", Type: "string", Doc: "names as the store has them, or in full", Values: []string{"short", "full"}},
	}
)

// document describes a route; its operation is called by method and path.
func document(method, pattern, summary string, params []route.Param) *route.Doc {
	words := strings.FieldsFunc(pattern, func(r rune) bool { return r == '/' || r == '{' || r == '}' })
	id := strings.ToLower(method)
	for _, w := range words {
		id += strings.ToUpper(w[:1]) + w[1:]
	}
	d := &route.Doc{ID: id, Tag: "cayley", Summary: summary, Params: params}
	switch {
	case strings.HasPrefix(pattern, "/gephi/"):
		d.Answers = []route.Body{{MIME: "application/stream+json", Doc: "an event a line, as Gephi reads them"}}
	case strings.HasPrefix(pattern, "/api/v1/query"), strings.HasPrefix(pattern, "/api/v1/shape"):
		d.Answers = []route.Body{{MIME: "text/plain", Doc: "JSON, named text as Cayley's console wants it"}}
	case pattern == "/api/v2/read":
		d.Answers = []route.Body{{MIME: "application/n-quads"}, {MIME: "application/json"}, {MIME: "application/x-json-stream"}, {MIME: "application/x-protobuf"}, {MIME: "application/ld+json"}}
	default:
		d.Answers = []route.Body{{MIME: "application/json"}}
	}
	if method == "POST" && pattern != "/api/v2/read" {
		d.Body = &route.Body{MIME: "text/plain", Doc: "the query"}
		switch {
		case strings.HasSuffix(pattern, "/file/nquad"):
			d.Body = &route.Body{MIME: "multipart/form-data", Doc: "a form with the file NQuadFile"}
		case strings.Contains(pattern, "write"), strings.Contains(pattern, "delete"):
			d.Body = &route.Body{MIME: "application/n-quads", Doc: "quads; or JSON, as Content-Type says"}
			if strings.HasPrefix(pattern, "/api/v1/") {
				d.Body = &route.Body{MIME: "application/json", Doc: "a list of objects with subject, predicate, object and label"}
			}
		}
	}
	return d
}
