// Package web is Entente's server: the same questions as the command line's,
// over HTTP, and the web console. It holds the rooms' routes together behind
// one guard, and each file here is one duty of it:
//
//   - guard.go decides who may ask: which hosts and origins, with which token;
//   - limits.go bounds what a request may cost: bytes, time, how many at once;
//   - fault.go says errors, as problem+json to programs and as a page to people;
//   - log.go gives every request an id and one line in the log;
//   - metrics.go counts for Prometheus;
//   - version.go answers with 304 what has not changed;
//   - kept.go keeps finished answers while the store stays as it is;
//   - listen.go checks the address, listens and stops.
//
// By default the server listens on loopback and changes nothing. It has no
// state of its own: whatever it answers comes from the store and the address
// that was asked for, now or when the same was asked before.
package web

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"entente/cmd/entente/internal/web/api"
	"entente/cmd/entente/internal/web/compat"
	"entente/cmd/entente/internal/web/console"
	"entente/cmd/entente/internal/web/route"
	"entente/schema"
)

// Options are what `entente serve` is told, beside the store and its limits.
type Options struct {
	Token   string   // that writing needs, and reading where Closed; "" for none
	Closed  bool     // reading needs the token, too
	Public  bool     // the address is not loopback: any IP may stand in Host
	Hosts   []string // names under which the server is reached, beside localhost
	Verbose bool     // log whole addresses with their queries
	Log     *slog.Logger
}

// Routes lists every route of the server but those of its own upkeep:
// /healthz, /metrics and the document of all.
func Routes(d route.Deps) []route.Route {
	return slices.Concat(api.Routes(d), compat.Routes(d), console.Routes(d))
}

// Server answers every route behind one guard.
type Server struct {
	deps      route.Deps
	options   Options
	log       *slog.Logger
	mux       *http.ServeMux
	patterns  []string // of the API, for what may have been meant
	heavy     *gate
	kept      *kept
	metrics   *metrics
	errorPage func(w http.ResponseWriter, r *http.Request, status int, message, hint, requestID string)
	compress  func(http.Handler) http.HandlerFunc
	crossSite *http.CrossOriginProtection
	token     [32]byte
	versions  versions
	patience  patience
}

// New makes a server. d.Write must say whether the store may be changed.
func New(d route.Deps, o Options) (*Server, error) {
	if d.Write && o.Token == "" {
		return nil, fmt.Errorf("a server that may change its store needs a token")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewJSONHandler(io.Discard, nil))
	}
	s := &Server{
		deps: d, options: o, log: o.Log, mux: http.NewServeMux(),
		heavy:     newGate(d.Limits.Queries),
		kept:      newKept(d.Limits.Kept),
		errorPage: console.ErrorPage(d),
		crossSite: http.NewCrossOriginProtection(),
		token:     digest(o.Token),
		patience:  usualPatience(),
	}
	var err error
	if s.compress, err = newCompressor(); err != nil {
		return nil, err
	}
	s.metrics = newMetrics(d.Version)
	s.versions = newVersions(d)
	routes := append(Routes(d), s.upkeep()...)
	document, err := api.DocumentRoute(d.Version, routes)
	if err != nil {
		return nil, err
	}
	for _, r := range append(routes, document) {
		s.mux.Handle(r.Method+" "+r.Pattern, s.handler(r))
		if path := strings.TrimSuffix(r.Pattern, "{$}"); strings.HasPrefix(path, "/api/") {
			s.patterns = append(s.patterns, path)
		}
	}
	return s, nil
}

// Handler is the server as a handler: every request goes through it.
func (s *Server) Handler() http.Handler {
	return s.logged(s.guarded(http.HandlerFunc(s.dispatch)))
}

// dispatch hands a request to its route. What no route takes is answered in
// the form of its neighbours.
func (s *Server) dispatch(w http.ResponseWriter, r *http.Request) {
	if _, pattern := s.mux.Handler(r); pattern != "" {
		s.mux.ServeHTTP(w, r)
		return
	}
	// The mux knows whether the path exists under other methods.
	probe := &probe{header: http.Header{}}
	s.mux.ServeHTTP(probe, r)
	kind := route.Page
	if forPrograms(r.URL.Path) {
		kind = route.Data
	}
	if allow := probe.header.Get("Allow"); allow != "" {
		w.Header().Set("Allow", allow)
		s.fail(w, r, kind, &route.Error{Status: http.StatusMethodNotAllowed, Message: fmt.Sprintf("%s does not take %s", r.URL.Path, r.Method), Hint: "it takes " + allow})
		return
	}
	e := &route.Error{Status: http.StatusNotFound, Message: "there is nothing at " + r.URL.Path}
	if kind == route.Data {
		e.Hint = "/api/openapi.json lists what there is"
		if near := schema.Nearest(r.URL.Path, s.patterns, 3); len(near) > 0 {
			e.Hint = "did you mean " + strings.Join(near, ", ") + "? " + e.Hint
		}
	}
	s.fail(w, r, kind, e)
}

// forPrograms tells a path that programs ask for from one that people do.
func forPrograms(path string) bool {
	return strings.HasPrefix(path, "/api/") || path == "/api" || strings.HasPrefix(path, "/gephi/")
}

// handler is a route with all that holds for its kind and load.
func (s *Server) handler(rt route.Route) http.Handler {
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := &started{ResponseWriter: w}
		err := s.admit(rt, started, r)
		if err == nil {
			return
		}
		note(r, err)
		if !started.yes {
			s.fail(w, r, rt.Kind, err)
			return
		}
		if !said(err) {
			// Half an answer must not look like a whole one.
			panic(http.ErrAbortHandler)
		}
	})
	return s.compress(inner)
}

// probe takes an answer for its headers alone.
type probe struct{ header http.Header }

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }
func (p *probe) WriteHeader(int)             {}

// started knows whether anything of an answer has gone out.
type started struct {
	http.ResponseWriter
	yes bool
}

func (w *started) WriteHeader(status int) {
	w.yes = true
	w.ResponseWriter.WriteHeader(status)
}

func (w *started) Write(b []byte) (int, error) {
	w.yes = true
	return w.ResponseWriter.Write(b)
}

// Flush sends what has been written so far.
func (w *started) Flush() {
	if f, ok := w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// Unwrap is for http.ResponseController.
func (w *started) Unwrap() http.ResponseWriter { return w.ResponseWriter }
