package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"entente/cmd/entente/internal/web/route"
)

const maxHeader = 64 << 10 // bytes of a request's line and headers

// patience is how long the server waits for others.
type patience struct {
	header time.Duration // for a request's headers
	stall  time.Duration // for a client to take, or send, something
	queue  time.Duration // for a heavy request's turn
	stop   time.Duration // for requests that are being answered when the server ends
}

func usualPatience() patience {
	return patience{header: 5 * time.Second, stall: 30 * time.Second, queue: 2 * time.Second, stop: 10 * time.Second}
}

// admit runs a route within its limits.
func (s *Server) admit(rt route.Route, w http.ResponseWriter, r *http.Request) error {
	limit := s.deps.Limits.Body
	if rt.Kind == route.Write {
		if !s.deps.Write {
			return &route.Error{Status: http.StatusForbidden, Message: "this server changes nothing", Hint: "entente serve --read-write --token-file FILE makes one that does"}
		}
		if err := s.checkToken(w, r); err != nil {
			return err
		}
		limit = s.deps.Limits.Upload
	}
	if r.ContentLength > limit {
		return &http.MaxBytesError{Limit: limit}
	}
	if r.Body != nil && r.Body != http.NoBody {
		// The size is counted below the deadline, so that a body that is too
		// long closes the connection.
		r.Body = &timedBody{ReadCloser: http.MaxBytesReader(w, r.Body, limit), control: http.NewResponseController(w), stall: s.patience.stall, each: rt.Kind == route.Write}
	}
	if rt.Kind == route.Data || rt.Kind == route.Write {
		if h := w.Header(); h.Get("Cache-Control") == "" {
			h.Set("Cache-Control", "no-cache")
		}
	}
	if s.versions.unchanged(rt, w, r) {
		return nil
	}
	return s.keeping(rt, w, r, func(w http.ResponseWriter) error { return s.run(rt, w, r) })
}

// run runs a route, a heavy one within the number and the time that is allowed.
func (s *Server) run(rt route.Route, w http.ResponseWriter, r *http.Request) error {
	if rt.Load == route.Light {
		return rt.Handle(w, r)
	}
	leave, err := s.heavy.enter(r.Context(), s.patience.queue)
	if err != nil {
		s.metrics.refused.Inc()
		w.Header().Set("Retry-After", "2")
		return err
	}
	defer leave()
	s.metrics.heavy.Inc()
	defer s.metrics.heavy.Dec()
	limitTime := s.deps.Limits.Time
	if rt.Load == route.Long {
		limitTime = s.deps.Limits.Long
	}
	if limitTime <= 0 {
		return rt.Handle(w, r)
	}
	ctx, cancel := context.WithTimeout(r.Context(), limitTime)
	defer cancel()
	return rt.Handle(w, r.WithContext(ctx))
}

// gate lets a number of requests through at once.
type gate struct {
	slots   chan struct{}
	waiting chan struct{}
}

func newGate(n int) *gate {
	n = max(1, n)
	return &gate{slots: make(chan struct{}, n), waiting: make(chan struct{}, 16*n)}
}

// enter waits a little for a turn; leave ends it.
func (g *gate) enter(ctx context.Context, wait time.Duration) (leave func(), err error) {
	leave = func() { <-g.slots }
	select {
	case g.slots <- struct{}{}:
		return leave, nil
	default:
	}
	busy := &route.Error{Status: http.StatusServiceUnavailable, Message: fmt.Sprintf("%d queries run already", cap(g.slots)), Hint: "try again in a moment; entente serve --queries N lets more run at once"}
	select {
	case g.waiting <- struct{}{}:
		defer func() { <-g.waiting }()
	default:
		return nil, busy
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case g.slots <- struct{}{}:
		return leave, nil
	case <-timer.C:
		return nil, busy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// timedBody is a request's body that must come in time: a small one as a
// whole, an upload piece by piece. Its deadline ends with it: left on the
// connection it would look like the client's going away.
type timedBody struct {
	io.ReadCloser
	control *http.ResponseController
	stall   time.Duration
	each    bool // every read has its own time
	begun   bool
}

func (b *timedBody) Read(p []byte) (int, error) {
	if b.each || !b.begun {
		b.begun = true
		_ = b.control.SetReadDeadline(time.Now().Add(b.stall)) // test recorders have none
	}
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		var timeout interface{ Timeout() bool }
		if errors.As(err, &timeout) && timeout.Timeout() {
			return n, &route.Error{Status: http.StatusRequestTimeout, Message: fmt.Sprintf("the request's body did not come within %s", b.stall)}
		}
		_ = b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

// newCompressor makes what packs texts for clients that unpack them.
func newCompressor() (func(http.Handler) http.HandlerFunc, error) {
	return gzhttp.NewWrapper(gzhttp.MinSize(1400), gzhttp.CompressionLevel(2), gzhttp.ContentTypes([]string{
		"text/html", "text/plain", "text/css", "text/csv", "text/javascript", "text/markdown", "text/turtle", "text/vnd.graphviz",
		"application/javascript", "application/json", "application/problem+json", "application/x-ndjson", "application/ld+json", "application/geo+json",
		"application/n-quads", "application/n-triples", "application/trig", "application/xml", "application/gexf+xml", "application/graphml+xml", "image/svg+xml",
	}))
}
