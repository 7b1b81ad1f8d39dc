// Package console is Entente's pages for people: HTML made on the server, with
// our own scripts and styles, all of it in the binary. Everything a page shows
// is in its address, and it is readable without scripts; scripts add typing
// aids, the evidence drawer, keys and drawings.
//
// # How a page is added
//
//   - templates/NAME.html, which defines "content" and, if it wants, "title"
//     (the layout has one made of [page].Title) and "scripts" (elements for the
//     head: modules and styles of this page alone).
//   - a data struct that embeds [page], filled by [console.page], and a handler
//     that ends in c.render(w, "NAME", data). Put it in NAME.go.
//   - a row in a list of routes that [Routes] joins: Kind route.Page.
//
// An asset is a file in assets/; its address is {{asset "file.js"}} in a
// template. All assets share one hash in their address, so modules import each
// other by relative path ("./draw.js") and everything is cached for ever.
// Colours, spaces and type are custom properties at the top of
// assets/app.css: use them, not values.
//
// The server's Content-Security-Policy allows no inline script and no style,
// so templates have no style= and no on…=; attributes of SVG (fill, width,
// transform) are no styles and may be used. Classes carry colours: t-state,
// t-person … for types of actors ([export.Look]), c-cooperative, c-conflictual,
// c-neutral for relations.
//
// Conventions between pages and scripts:
//
//   - <a data-drawer href="/why?…"> opens that page's main part in the drawer.
//   - <input data-suggest> completes actors' names; see assets/suggest.js.
//   - <div data-graph data-src="/api/graph?actor=actor:iran" hidden> is where
//     a graph is drawn; what it says stands beside it as a list or table.
//   - <table data-rows> and <ol data-rows> can be walked with j and k.
//   - <button data-copy="TEXT" hidden> copies; scripts show it.
package console

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"slices"

	"entente/cmd/entente/internal/web/route"
)

// console makes the pages of one server.
type console struct {
	route.Deps
	templates map[string]*template.Template
}

// Routes lists the console's pages and assets.
func Routes(d route.Deps) []route.Route {
	c := newConsole(d)
	return slices.Concat(c.pageRoutes(), c.graphRoutes(), c.mapRoutes(), c.gizmoRoutes(), assetRoutes())
}

func newConsole(d route.Deps) *console {
	return &console{Deps: d, templates: pageTemplates()}
}

// pageRoutes lists the pages, in the order of the navigation.
func (c *console) pageRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Pattern: "/{$}", Kind: route.Page, Handle: c.home},
		{Method: "GET", Pattern: "/search", Kind: route.Page, Load: route.Heavy, Handle: c.search},
		{Method: "GET", Pattern: "/resolve", Kind: route.Page, Load: route.Heavy, Handle: c.resolve},
		{Method: "GET", Pattern: "/suggest", Kind: route.Data, Handle: c.suggest},
		{Method: "GET", Pattern: "/queries", Kind: route.Page, Handle: c.questions},
		{Method: "GET", Pattern: "/query/{name}", Kind: route.Page, Load: route.Heavy, Handle: c.question},
		{Method: "GET", Pattern: "/actor/{id}", Kind: route.Page, Load: route.Heavy, Handle: c.actor},
		{Method: "GET", Pattern: "/between", Kind: route.Page, Load: route.Heavy, Handle: c.between},
		{Method: "GET", Pattern: "/path", Kind: route.Page, Load: route.Heavy, Handle: c.path},
		{Method: "GET", Pattern: "/why", Kind: route.Page, Load: route.Heavy, Handle: c.why},
		{Method: "GET", Pattern: "/claim/{id}", Kind: route.Page, Handle: c.claim},
		{Method: "GET", Pattern: "/relation/{name}", Kind: route.Page, Load: route.Heavy, Handle: c.relation},
		{Method: "GET", Pattern: "/sources", Kind: route.Page, Load: route.Heavy, Handle: c.sources},
		{Method: "GET", Pattern: "/source", Kind: route.Page, Load: route.Heavy, Handle: c.source},
		{Method: "GET", Pattern: "/about", Kind: route.Page, Handle: c.about},
		{Method: "POST", Pattern: "/demo", Kind: route.Write, Load: route.Long, Handle: c.demo},
	}
}

// page is what the layout shows around every page.
type page struct {
	Title   string   // of the window, without the program's name
	Nav     string   // the entry of the navigation that is marked: its path
	Search  string   // what stands in the search field
	Here    string   // this page's path and query, for links to it
	Version string   // of the program
	Command string   // the command that gives the same answer, or ""
	Files   []link   // the same answer as files
	Crumbs  []link   // where the page stands, from the top
	Notes   []string // what the reader must know about the answer: that it was cut
	More    string   // where the whole of a cut answer is, or ""
}

// link is a place to go.
type link struct{ Name, Href string }

// navigation is the main menu.
var navigation = []link{
	{"Home", "/"}, {"Questions", "/queries"}, {"Compare", "/between"}, {"Paths", "/path"}, {"Graph", "/graph"}, {"Map", "/map"}, {"Gizmo", "/gizmo"}, {"Sources", "/sources"}, {"About", "/about"},
}

// page starts a page's data.
func (c *console) page(r *http.Request, nav, title string) page {
	return page{Title: title, Nav: nav, Here: r.URL.RequestURI(), Version: c.Version}
}

// render writes a page. Nothing is written if it fails.
func (c *console) render(w http.ResponseWriter, name string, data any) error {
	return c.renderStatus(w, http.StatusOK, name, data)
}

func (c *console) renderStatus(w http.ResponseWriter, status int, name string, data any) error {
	t := c.templates[name]
	if t == nil {
		return fmt.Errorf("the console has no template %s.html", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout", data); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	return err
}

// errorData is the page of a request that failed.
type errorData struct {
	page
	Status                        int
	Message, Hint, RequestID, Say string
}

// ErrorPage makes the page that says to people what went wrong.
func ErrorPage(d route.Deps) func(w http.ResponseWriter, r *http.Request, status int, message, hint, requestID string) {
	c := newConsole(d)
	return func(w http.ResponseWriter, r *http.Request, status int, message, hint, requestID string) {
		data := errorData{page: c.page(r, "", http.StatusText(status)), Status: status, Message: message, Hint: hint, RequestID: requestID, Say: http.StatusText(status)}
		if err := c.renderStatus(w, status, "error", data); err != nil {
			http.Error(w, message, status)
		}
	}
}
