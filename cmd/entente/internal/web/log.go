package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"entente/cmd/entente/internal/web/route"
)

// requestID is the header that carries a request's id.
const requestID = "X-Request-Id"

// logged gives every request an id, one line in the log when it is done, and
// a place in the metrics. It is the outermost: what panics inside ends here.
// The log names the route, not the address: what people ask stays with them.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		id := r.Header.Get(requestID)
		if !plainID(id) {
			id = strings.ToLower(rand.Text()[:16])
		}
		w.Header().Set(requestID, id)
		s.metrics.running.Inc()
		defer s.metrics.running.Dec()
		notes := &notes{}
		r = r.WithContext(context.WithValue(r.Context(), notesKey{}, notes))
		reply := &reply{ResponseWriter: w, control: http.NewResponseController(w), stall: s.patience.stall}
		reply.wait()
		if r.ContentLength != 0 {
			// What no handler reads, net/http still wants to see to its end.
			_ = reply.control.SetReadDeadline(time.Now().Add(s.patience.stall))
		}
		abort := s.guardPanic(reply, r, notes, next)
		reply.wait() // for what net/http still has to send
		if reply.status == 0 {
			reply.status = http.StatusOK
		}
		took := time.Since(start)
		// The mux writes the pattern into the request that it was given.
		pattern := "none"
		if _, path, ok := strings.Cut(r.Pattern, " "); ok {
			pattern = path
		}
		s.metrics.done(r.Method, pattern, reply.status, took, reply.bytes)
		s.write(r, reply, notes, id, pattern, took)
		if abort {
			panic(http.ErrAbortHandler)
		}
	})
}

// write writes a request's line.
func (s *Server) write(r *http.Request, reply *reply, notes *notes, id, pattern string, took time.Duration) {
	attrs := []slog.Attr{
		slog.String("id", id), slog.String("method", r.Method), slog.String("route", pattern),
		slog.Int("status", reply.status), slog.Float64("ms", float64(took.Microseconds())/1000), slog.Int64("bytes", reply.bytes),
	}
	if s.options.Public {
		attrs = append(attrs, slog.String("remote", r.RemoteAddr))
	}
	if s.options.Verbose {
		attrs = append(attrs, slog.String("uri", r.RequestURI))
	}
	level := slog.LevelInfo
	if notes.err != nil {
		text := notes.err.Error()
		if !s.options.Verbose {
			// An error can repeat what was asked; its first words say what it is.
			text = kindOf(notes.err)
		}
		if errors.Is(context.Cause(r.Context()), errStopped) {
			text = errStopped.Error()
		}
		attrs = append(attrs, slog.String("error", text))
	}
	if reply.status >= 500 || notes.err != nil && route.ProblemOf(notes.err).Status == http.StatusInternalServerError {
		level = slog.LevelError
		if notes.err != nil {
			attrs = append(attrs, slog.String("cause", notes.err.Error()))
		}
	}
	if notes.stack != "" {
		attrs = append(attrs, slog.String("stack", notes.stack))
	}
	s.log.LogAttrs(r.Context(), level, "request", attrs...)
}

// guardPanic runs a handler; a panic of it becomes status 500, or, where the
// answer has begun, the end of the connection.
func (s *Server) guardPanic(reply *reply, r *http.Request, notes *notes, next http.Handler) (abort bool) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			abort = true
			return
		}
		notes.err, notes.stack = fmt.Errorf("panic: %v", p), string(debug.Stack())
		s.metrics.panics.Inc()
		if reply.status != 0 {
			abort = true
			return
		}
		id := reply.Header().Get(requestID)
		clear(reply.Header())
		reply.Header().Set(requestID, id)
		secure(reply.Header())
		http.Error(reply, "something is broken in this server; its log says what", http.StatusInternalServerError)
	}()
	next.ServeHTTP(reply, r)
	return false
}

// plainID tells an id that a client or proxy gave and that can be trusted in
// headers and logs.
func plainID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for _, c := range []byte(id) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("-_.", c) >= 0) {
			return false
		}
	}
	return true
}

// notes are what the inner layers leave for the log.
type notes struct {
	err   error
	stack string
}

type notesKey struct{}

// note leaves an error for the log.
func note(r *http.Request, err error) {
	if n, ok := r.Context().Value(notesKey{}).(*notes); ok {
		n.err = err
	}
}

// reply counts what is sent, and lets no client hold it for ever: each piece
// must be taken within a time.
type reply struct {
	http.ResponseWriter
	control *http.ResponseController
	stall   time.Duration
	status  int
	bytes   int64
}

func (w *reply) wait() {
	_ = w.control.SetWriteDeadline(time.Now().Add(w.stall)) // test recorders have none
}

func (w *reply) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
		if status >= 400 {
			w.Header().Del("ETag")
			w.Header().Set("Cache-Control", "no-store")
		}
	}
	w.wait()
	w.ResponseWriter.WriteHeader(status)
}

func (w *reply) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	w.wait()
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Flush sends what has been written so far.
func (w *reply) Flush() {
	w.wait()
	_ = w.control.Flush() // a client that is gone is seen at the next write
}

// Unwrap is for http.ResponseController.
func (w *reply) Unwrap() http.ResponseWriter { return w.ResponseWriter }
