package api

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"entente/cmd/entente/internal/web/route"
)

//go:embed schemas.yaml
var schemas []byte

// DocumentPath is where the OpenAPI document is served.
const DocumentPath = "/api/openapi.json"

// DocumentRoute serves the OpenAPI document of routes, and documents itself.
func DocumentRoute(version string, routes []route.Route) (route.Route, error) {
	self := route.Route{Method: "GET", Pattern: DocumentPath, Kind: route.Data, Load: route.Light, Doc: &route.Doc{
		ID: "getOpenAPI", Tag: "upkeep", Summary: "This document", Answers: []route.Body{{MIME: typeJSON}},
	}}
	text, err := describe(version, append(routes, self))
	if err != nil {
		return self, err
	}
	self.Handle = func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Content-Type", typeJSON)
		_, err := w.Write(text)
		return err
	}
	return self, nil
}

// describe makes the OpenAPI 3.1 document of the routes that have one.
func describe(version string, routes []route.Route) ([]byte, error) {
	var components map[string]any
	if err := yaml.Unmarshal(schemas, &components); err != nil {
		return nil, fmt.Errorf("schemas.yaml: %w", err)
	}
	paths := map[string]map[string]any{}
	tags := []map[string]any{}
	seen := map[string]bool{}
	for _, r := range routes {
		if r.Doc == nil {
			continue
		}
		path := pathOf(r.Pattern)
		if paths[path] == nil {
			paths[path] = map[string]any{}
		}
		paths[path][strings.ToLower(r.Method)] = operation(r)
		if !seen[r.Doc.Tag] {
			seen[r.Doc.Tag] = true
			tags = append(tags, map[string]any{"name": r.Doc.Tag})
		}
	}
	text, err := json.MarshalIndent(map[string]any{
		"openapi": "3.1.0",
		"info": map[string]any{
			"title": "Entente", "version": version,
			"description": "A knowledge graph of geopolitical actors, with the sentence behind every edge. " +
				"Answers that are cut say so: truncated in JSON, a last line {\"truncated\":true} in JSON Lines, and the header Entente-Truncated. " +
				"A stream that fails says so in its last line, {\"error\":…}. Parameters without a value are as if they were not given; unknown ones are refused.",
			"license": map[string]any{"name": "Apache-2.0", "identifier": "Apache-2.0"},
		},
		"servers": []map[string]any{{"url": "/"}},
		"tags":    tags,
		"paths":   paths,
		"components": map[string]any{
			"schemas": components,
			"securitySchemes": map[string]any{"token": map[string]any{
				"type": "http", "scheme": "bearer", "description": "the token of entente serve --token-file",
			}},
		},
	}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("writing the OpenAPI document: %w", err)
	}
	return append(text, '\n'), nil
}

var wildcard = regexp.MustCompile(`\{(\w+)(\.\.\.|\$)?\}`)

// pathOf is a mux's pattern as OpenAPI writes it.
func pathOf(pattern string) string {
	return wildcard.ReplaceAllString(strings.TrimSuffix(pattern, "{$}"), "{$1}")
}

func operation(r route.Route) map[string]any {
	d := r.Doc
	op := map[string]any{"operationId": d.ID, "tags": []string{d.Tag}, "summary": d.Summary, "responses": responses(r)}
	if d.Notes != "" {
		op["description"] = d.Notes
	}
	var params []map[string]any
	for _, p := range d.Params {
		params = append(params, parameter(p))
	}
	if params != nil {
		op["parameters"] = params
	}
	if d.Body != nil {
		op["requestBody"] = map[string]any{"required": true, "description": d.Body.Doc, "content": map[string]any{d.Body.MIME: media(*d.Body)}}
	}
	if r.Kind == route.Write {
		op["security"] = []map[string]any{{"token": []string{}}}
	}
	return op
}

func parameter(p route.Param) map[string]any {
	schema := map[string]any{"type": p.Type}
	if len(p.Values) > 0 {
		schema["enum"] = p.Values
	}
	if p.Many {
		schema = map[string]any{"type": "array", "items": schema}
	}
	out := map[string]any{"name": p.Name, "in": p.In, "schema": schema}
	if p.Doc != "" {
		out["description"] = p.Doc
	}
	if p.Required {
		out["required"] = true
	}
	if p.Example != "" {
		out["example"] = p.Example
		if p.Many {
			out["example"] = []string{p.Example}
		}
	}
	return out
}

func media(b route.Body) map[string]any {
	if b.Schema == "" {
		return map[string]any{}
	}
	return map[string]any{"schema": map[string]any{"$ref": "#/components/schemas/" + b.Schema}}
}

func responses(r route.Route) map[string]any {
	content := map[string]any{}
	var docs []string
	for _, b := range r.Doc.Answers {
		mime, _, _ := strings.Cut(b.MIME, ";")
		content[mime] = media(b)
		if b.Doc != "" {
			docs = append(docs, mime+": "+b.Doc)
		}
	}
	ok := map[string]any{"description": "the answer"}
	if len(docs) > 0 {
		ok["description"] = strings.Join(docs, "; ")
	}
	if len(content) > 0 {
		ok["content"] = content
	}
	all := map[string]any{
		"200": ok,
		"default": map[string]any{"description": "an error", "content": map[string]any{
			"application/problem+json": map[string]any{"schema": map[string]any{"$ref": "#/components/schemas/Problem"}},
		}},
	}
	if r.Kind == route.Data && r.Method == http.MethodGet && r.Load != route.Light {
		all["503"] = map[string]any{"description": "too much runs already; Retry-After says when to ask again"}
	}
	return all
}
