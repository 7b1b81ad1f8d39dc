// Package api is what programs ask Entente's server: actors, claims, paths,
// canned queries, exports, as JSON, JSON Lines, CSV and files, under /api/.
//
// Each file lists the routes of one subject as rows, with what the OpenAPI
// document says of them. The rows are also what requests are checked against:
// a parameter that a row does not name is refused, as the command line
// refuses a flag. Answers have the names of the command line's JSON (package
// answer); their schemas stand in schemas.yaml, and tests hold answers to
// them.
//
// An answer that is cut says so: "truncated" in JSON, a last line
// {"truncated":true} in JSON Lines, and the header Entente-Truncated in all.
// A stream that fails says so in its last line, {"error":…}.
package api

import (
	"slices"

	"entente/cmd/entente/internal/web/route"
)

// api answers for one server.
type api struct {
	route.Deps
	loading chan struct{} // holds one value while a load goes on
}

// Routes lists the API's routes. The OpenAPI document, which needs all routes
// of the server, is [Document].
func Routes(d route.Deps) []route.Route {
	a := newAPI(d)
	rows := slices.Concat(a.actorRoutes(), a.evidenceRoutes(), a.questionRoutes(), a.graphRoutes(), a.exportRoutes(), a.analysisRoutes(), a.storeRoutes(), a.loadRoutes())
	for i := range rows {
		rows[i] = checked(rows[i])
	}
	return rows
}
