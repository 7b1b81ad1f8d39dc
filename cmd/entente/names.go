package main

import (
	"context"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/loaders"
	"entente/loaders/dataset"
	"entente/loaders/gazetteer"
)

// withStore widens the gazetteer by what a store knows from data sets that
// say who is who and who held which office when.
func withStore(ctx context.Context, names *gazetteer.Gazetteer, addr string) (*gazetteer.Gazetteer, error) {
	widens := map[string]bool{}
	for _, l := range loaders.All() {
		if l.Data != nil && l.Data.Widens {
			widens[l.Name] = true
		}
	}
	s, err := openAt(ctx, addr, false)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var sources []string
	for src, err := range s.Sources(ctx) {
		if err != nil {
			return nil, err
		}
		if format, _, _ := strings.Cut(src.ID, "/"); widens[format] {
			sources = append(sources, src.ID)
		}
	}
	if len(sources) == 0 {
		return names, nil
	}
	var held []gazetteer.Held
	for c, err := range s.Claims(ctx, store.Filter{Sources: sources, Statuses: []graph.Status{graph.Asserted}}) {
		if err != nil {
			return nil, err
		}
		role, ok := dataset.Office(c.Rule)
		if !ok || c.Ended != "" {
			continue
		}
		h := gazetteer.Held{Person: c.Subject.ID, Of: c.Object.ID, Role: role}
		h.From, h.To = days(c.Time.EDTF)
		held = append(held, h)
	}
	var known []graph.Description
	for _, id := range sources {
		for d, err := range s.DescribedBy(ctx, id) {
			if err != nil {
				return nil, err
			}
			known = append(known, d)
		}
	}
	return names.Widen(known, held), nil
}

// days gives the ends of a time as gazetteers write them.
func days(edtf string) (from, to string) {
	from, to, isInterval := strings.Cut(edtf, "/")
	if !isInterval {
		to = from
	}
	plain := func(s string) string {
		s = strings.TrimRight(s, "?~%")
		if len(s) != 4 && len(s) != 7 && len(s) != 10 || strings.ContainsAny(s, "X.") {
			return ""
		}
		return s
	}
	return plain(from), plain(to)
}
