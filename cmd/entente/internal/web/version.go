package web

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"strings"

	"entente/cmd/entente/internal/web/route"
)

// versions knows when an answer cannot have changed: it depends on the store,
// on what was asked, and on the program with its limits, and on nothing else.
type versions struct {
	deps    route.Deps
	program string
}

func newVersions(d route.Deps) versions {
	program := d.Version
	// Two builds of one revision can differ.
	if path, err := os.Executable(); err == nil {
		if info, err := os.Stat(path); err == nil {
			program += fmt.Sprintf(" %d %d", info.Size(), info.ModTime().UnixNano())
		}
	}
	return versions{deps: d, program: fmt.Sprintf("%s %+v %v", program, d.Limits, d.Write)}
}

// unchanged answers with 304 what the client has already, before anything is
// asked of the store but its version. The tag is a weak one: it tells the same
// answer, packed or not.
func (v versions) unchanged(rt route.Route, w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	switch {
	case rt.Kind == route.Page:
	case rt.Kind == route.Data && strings.HasPrefix(rt.Pattern, "/api/") && !strings.HasPrefix(rt.Pattern, "/api/v"):
		// Not Cayley's own doors, whose answers can be errors with status 200.
	default:
		return false
	}
	version, err := v.deps.Store.Version(r.Context())
	if err != nil {
		return false // whoever reads the store will say it
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%s", v.program, version, r.URL.RequestURI(), r.Header.Get("Accept")))
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	if !tagged(r.Header.Get("If-None-Match"), tag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// tagged tells whether one of the tags that a client names is this one.
func tagged(header, tag string) bool {
	for t := range strings.SplitSeq(header, ",") {
		if t = strings.TrimSpace(t); t == tag || t == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
