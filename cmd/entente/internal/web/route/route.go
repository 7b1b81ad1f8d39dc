// Package route says what a route of Entente's server is. The rooms behind
// the server – the API, the Cayley-compatible doors, the console – each list
// theirs; package web puts them behind one guard. A handler returns its
// error, and package web says it in the form that the reader wants.
package route

import (
	"context"
	"net/http"

	"entente/graph/store"
)

// Route is one row of the server: a method and pattern of net/http's
// ServeMux, who may call it, what it costs, and how it is documented.
type Route struct {
	Method  string // "GET" (HEAD too), "POST"
	Pattern string // "/api/actor/{id}"
	Kind    Kind
	Load    Load
	Doc     *Doc // nil: a page or an asset, not part of the documented API
	Handle  Handler
}

// Handler answers a request. What it returns before it has written anything
// becomes an answer with a fitting status: [Error] by its own status, errors
// of package queries by what they mean, others 500. After the first byte an
// error ends the connection, unless it is [Said].
type Handler func(http.ResponseWriter, *http.Request) error

// Kind is what a route answers with, and so how errors are said.
type Kind int

// The kinds of routes.
const (
	Page  Kind = iota // HTML for people
	Data              // JSON, CSV and files for programs
	Asset             // scripts, styles, pictures: cached, never changing while the program runs
	Write             // changes the store: refused unless the server is told --read-write and the request has the token
)

// Load is what a request costs the server.
type Load int

// The loads.
const (
	Light Load = iota // touches little, however large the store is
	Heavy             // runs a query or a layout: bounded in number and time
	Long              // streams an export or a load: as Heavy, with more time
)

// Doc is what the OpenAPI document says of a route. Its path and method come
// from the route.
type Doc struct {
	ID      string  // operationId: "getActor"
	Tag     string  // heading: "actors"
	Summary string  // one line
	Notes   string  // more, or ""
	Params  []Param // of path and query
	Body    *Body   // of the request, or nil
	Answers []Body  // of 200, one a media type
}

// Param is a parameter of a route.
type Param struct {
	Name     string
	In       string // "path" or "query"
	Type     string // "string", "integer", "number", "boolean"
	Required bool
	Many     bool   // may be repeated
	Doc      string // what it is, with its default
	Example  string
	Values   []string // all that it can be, or none
}

// Body is a message of one media type.
type Body struct {
	MIME   string
	Schema string // name of a schema of the document's components, or ""
	Doc    string
}

// Error is a fault with its HTTP status and words for people.
type Error struct {
	Status  int
	Message string
	Hint    string // what to do, or ""

	Line, Column int // of the text that was sent, from 1; 0 if it has no place
}

func (e *Error) Error() string { return e.Message }

// NewError is an [Error] of a status and words.
func NewError(status int, message string) *Error { return &Error{Status: status, Message: message} }

// Said is an error that the reader has been told of: in the last line of a
// stream. Any other error after the first byte ends the connection, so that
// half an answer does not look like a whole one.
type Said struct{ Err error }

func (s *Said) Error() string { return s.Err.Error() }

// Unwrap gives the error.
func (s *Said) Unwrap() error { return s.Err }

// Deps is what every room works with: the store and the limits that hold for
// requests from outside.
type Deps struct {
	Store   *store.Store
	Limits  Limits
	Version string // of the program
	Write   bool   // the store may be changed

	// Loaded, if not nil, does what follows a load: decisions on who is the
	// same are applied to what is new.
	Loaded func(context.Context) error
}
