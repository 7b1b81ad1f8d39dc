package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"entente/cmd/entente/internal/web/route"
)

// policy is what a browser is told that pages of ours may do: nothing but
// what comes from this server, as files of their own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers that every answer has. There are no CORS headers:
// no other site may read what this one says.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
}

// guarded lets only those requests in that may be answered here.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		if err := s.refuse(w, r); err != nil {
			note(r, err)
			kind := route.Page
			if forPrograms(r.URL.Path) {
				kind = route.Data
			}
			s.fail(w, r, kind, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuse says why a request may not be answered, or nil.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request) error {
	if !s.knownHost(r.Host) {
		return &route.Error{Status: http.StatusMisdirectedRequest, Message: "this server is not called " + hostName(r.Host), Hint: "entente serve --host NAME lets it be reached under a name"}
	}
	if err := s.crossSite.Check(r); err != nil {
		return &route.Error{Status: http.StatusForbidden, Message: "the request comes from another site", Hint: "send it from this server's own pages, or from a program"}
	}
	if !fromHere(r) {
		return &route.Error{Status: http.StatusForbidden, Message: "another site may link to this server, but not read it or embed it"}
	}
	if s.options.Closed && r.URL.Path != "/healthz" {
		return s.checkToken(w, r)
	}
	return nil
}

// knownHost tells whether a request is meant for this server. A page whose
// name an attacker's DNS turned to 127.0.0.1 (DNS rebinding) comes with that
// name in Host; an IP address there cannot have been turned.
func (s *Server) knownHost(host string) bool {
	name := hostName(host)
	if ip, err := netip.ParseAddr(name); err == nil {
		return s.options.Public || ip.IsLoopback()
	}
	return name == "localhost" || slices.ContainsFunc(s.options.Hosts, func(h string) bool { return strings.EqualFold(h, name) })
}

// hostName is the name in a Host header, without port, brackets and the last
// dot.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// fromHere tells requests of our own pages and of programs from those that
// a page of another site made. Browsers say so in Sec-Fetch-Site; older ones
// in Origin. Another site may link here: that is a navigation. Other ports of
// this machine are other sites, too.
func fromHere(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return true
	case "":
		origin := r.Header.Get("Origin")
		if origin == "" {
			return true
		}
		u, err := url.Parse(origin)
		return err == nil && u.Host == r.Host
	}
	read := r.Method == http.MethodGet || r.Method == http.MethodHead
	dest := r.Header.Get("Sec-Fetch-Dest")
	return read && r.Header.Get("Sec-Fetch-Mode") == "navigate" && (dest == "document" || dest == "")
}

// checkToken wants the token: as "Authorization: Bearer TOKEN", or as the
// password of Basic, for which browsers ask people. Comparing digests takes
// the same time wherever two tokens differ, and however long they are.
func (s *Server) checkToken(w http.ResponseWriter, r *http.Request) error {
	given, ok := "", false
	scheme, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		given, ok = strings.TrimSpace(rest), true
	} else if _, password, basic := r.BasicAuth(); basic {
		given, ok = password, true
	}
	sum := digest(given)
	if ok && s.options.Token != "" && subtle.ConstantTimeCompare(sum[:], s.token[:]) == 1 {
		return nil
	}
	w.Header().Set("WWW-Authenticate", `Basic realm="entente", charset="UTF-8"`)
	e := &route.Error{Status: http.StatusUnauthorized, Message: "a token is wanted", Hint: "send it as Authorization: Bearer TOKEN; it stands in the file that entente serve --token-file names"}
	if ok {
		e.Message = "the token is not right"
	}
	return e
}

func digest(token string) [32]byte { return sha256.Sum256([]byte(token)) }
