package turtle

import (
	"fmt"
	"strings"
)

// resolve makes a reference an IRI, by section 5.2 of RFC 3986, character by
// character: package net/url would escape what need not be.
func resolve(base, ref string) (string, error) {
	r := split(ref)
	if r.scheme != "" {
		return ref, nil
	}
	if base == "" {
		return "", fmt.Errorf("the IRI <%s> is relative, and no base was set", ref)
	}
	b := split(base)
	r.scheme = b.scheme
	switch {
	case r.hasHost:
		r.path = withoutDots(r.path)
	case r.path == "":
		r.path = b.path
		if !r.hasQuery {
			r.query, r.hasQuery = b.query, b.hasQuery
		}
		r.host, r.hasHost = b.host, b.hasHost
	default:
		if r.path[0] != '/' {
			if b.hasHost && b.path == "" {
				r.path = "/" + r.path
			} else {
				r.path = b.path[:strings.LastIndexByte(b.path, '/')+1] + r.path
			}
		}
		r.path = withoutDots(r.path)
		r.host, r.hasHost = b.host, b.hasHost
	}
	return r.String(), nil
}

// parts are those of an IRI, each without what parts it from the others.
type parts struct {
	scheme, host, path, query, fragment string
	hasHost, hasQuery, hasFragment      bool
}

func split(s string) parts {
	var p parts
	s, p.fragment, p.hasFragment = strings.Cut(s, "#")
	s, p.query, p.hasQuery = strings.Cut(s, "?")
	if i := strings.IndexAny(s, ":/"); i > 0 && s[i] == ':' && isScheme(s[:i]) {
		p.scheme, s = s[:i], s[i+1:]
	}
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		end := strings.IndexByte(rest, '/')
		if end < 0 {
			end = len(rest)
		}
		p.host, p.hasHost, s = rest[:end], true, rest[end:]
	}
	p.path = s
	return p
}

func isScheme(s string) bool {
	for i := range len(s) {
		c := s[i]
		if letter := c|0x20 >= 'a' && c|0x20 <= 'z'; !letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

func (p parts) String() string {
	s := p.scheme + ":"
	if p.hasHost {
		s += "//" + p.host
	}
	s += p.path
	if p.hasQuery {
		s += "?" + p.query
	}
	if p.hasFragment {
		s += "#" + p.fragment
	}
	return s
}

// withoutDots takes "." and ".." out of a path.
func withoutDots(path string) string {
	var out []string
	steps := strings.Split(path, "/")
	for i, step := range steps {
		last := i == len(steps)-1
		switch step {
		case ".", "..":
			if step == ".." && len(out) > 1 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, step)
		}
	}
	return strings.Join(out, "/")
}
