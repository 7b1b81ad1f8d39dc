// Package api is what programs ask Entente's server: actors, claims, paths,
// canned queries, exports, as JSON, NDJSON, CSV and files, under /api/.
package api

import "entente/cmd/entente/internal/web/route"

// Routes lists the API's routes.
func Routes(d route.Deps) []route.Route { return nil }
