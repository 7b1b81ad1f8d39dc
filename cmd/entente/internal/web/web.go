// Package web is Entente's server: the same questions as the command line's,
// over HTTP, and the web console. It holds the rooms' routes together behind
// one guard.
package web

import (
	"slices"

	"entente/cmd/entente/internal/web/api"
	"entente/cmd/entente/internal/web/compat"
	"entente/cmd/entente/internal/web/console"
	"entente/cmd/entente/internal/web/route"
)

// Routes lists every route of the server.
func Routes(d route.Deps) []route.Route {
	return slices.Concat(api.Routes(d), compat.Routes(d), console.Routes(d))
}
