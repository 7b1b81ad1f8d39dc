// Package console is Entente's pages for people: HTML made on the server, with
// our own scripts and styles, all of it in the binary. Everything a page shows
// is in its address.
package console

import "entente/cmd/entente/internal/web/route"

// Routes lists the console's pages and assets.
func Routes(d route.Deps) []route.Route { return nil }
