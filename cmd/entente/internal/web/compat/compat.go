// Package compat is the doors of Cayley's own server, so that its console,
// its Go client and scripts written for it work on Entente's stores.
package compat

import "entente/cmd/entente/internal/web/route"

// Routes lists the routes of Cayley's server.
func Routes(d route.Deps) []route.Route { return nil }
