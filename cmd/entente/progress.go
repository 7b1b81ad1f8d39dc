package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"

	"entente/graph"
	"entente/graph/store"
	"entente/loaders"
	"entente/loaders/gazetteer"
)

// bar is a progress bar over the bytes of an input. It is drawn on a
// terminal only.
type bar struct {
	t     *terminal
	drawn *progressbar.ProgressBar
}

func newBar(t *terminal) *bar { return &bar{t: t} }

func (b *bar) progress() loaders.Progress {
	p := loaders.Progress{Skip: func(name, why string) { b.say("skipped %s: %s", name, why) }}
	if !isTerminal(b.t.err) || os.Getenv("TERM") == "dumb" {
		return p
	}
	p.Start = func(in loaders.Input, loader string) {
		b.close()
		b.drawn = progressbar.NewOptions64(in.Size,
			progressbar.OptionSetWriter(b.t.err),
			progressbar.OptionSetDescription(printable(in.Name)+" ("+loader+")"),
			progressbar.OptionShowBytes(true),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetWidth(20))
	}
	p.Read = func(n int) {
		if b.drawn != nil {
			_ = b.drawn.Add(n) // a bar that cannot be drawn is no reason to stop
		}
	}
	return p
}

// say writes a line above the bar.
func (b *bar) say(format string, args ...any) {
	if b.drawn != nil {
		_ = b.drawn.Clear()
	}
	b.t.say(format, args...)
}

func (b *bar) close() {
	if b.drawn != nil {
		_ = b.drawn.Clear()
		b.drawn = nil
	}
}

// loadSink loads into a store, counts, and tells people what they should
// know: rejected rows, replaced sources.
type loadSink struct {
	*store.Loader
	bar     *bar
	summary loadSummary
	seen    int // results told of so far
	rejects *rejects
}

// newLoadSink makes one for a store. The gazetteer describes the actors that
// it knows.
func newLoadSink(s *store.Store, bar *bar, names *gazetteer.Gazetteer, replace bool) *loadSink {
	l := &loadSink{bar: bar}
	l.Loader = s.Loader(store.LoadOptions{
		Replace:   replace,
		Gazetteer: describer(names),
		Rejected: func(r graph.Rejection) {
			l.summary.rejected++
			if bar.drawn != nil {
				_ = bar.drawn.Clear()
			}
			bar.t.sayRejection(r)
			l.rejects.add(r)
		},
	})
	return l
}

// describer asks the gazetteer for what it knows of an actor.
func describer(names *gazetteer.Gazetteer) func(string) (graph.Description, bool) {
	return func(id string) (graph.Description, bool) {
		e, ok := names.Entry(id)
		if !ok {
			return graph.Description{}, false
		}
		return e.Description(), true
	}
}

type loadSummary struct {
	sources, added, removed, ended, unchanged, rejected int
}

func (s loadSummary) String() string {
	parts := []string{plural(s.added, "claim") + " added"}
	if s.removed > 0 {
		parts = append(parts, fmt.Sprintf("%d removed", s.removed))
	}
	if s.ended > 0 {
		parts = append(parts, fmt.Sprintf("%d ended", s.ended))
	}
	if s.unchanged > 0 {
		parts = append(parts, fmt.Sprintf("%d there before", s.unchanged))
	}
	if s.rejected > 0 {
		parts = append(parts, plural(s.rejected, "row")+" rejected")
	}
	return plural(s.sources, "source") + ": " + strings.Join(parts, ", ")
}

// End ends a source and says what the load changed of what was there.
func (l *loadSink) End(ctx context.Context) error {
	if err := l.Loader.End(ctx); err != nil {
		return err
	}
	results := l.Results()
	for _, r := range results[l.seen:] {
		l.summary.sources++
		l.summary.added += r.Added
		l.summary.removed += r.Removed
		l.summary.unchanged += r.Unchanged
		l.summary.ended += r.Ended
		switch n := r.Records; {
		case r.Superseded:
			l.bar.say("%s is an older version: a newer one of %s was loaded", printable(r.Source.ID), printable(r.Source.Series))
		case n.Added+n.Changed+n.Ended+n.Resolved > 0 && n.Changed+n.Ended+n.Resolved+n.Unchanged > 0:
			l.bar.say("%s: %s added, %d ended, %d changed, %d as before", printable(r.Source.Series), plural(n.Added, "record"), n.Ended, n.Changed, n.Unchanged+n.Resolved)
			if n.Resolved > 0 {
				l.bar.say("%s: %s as before now mean somebody else", printable(r.Source.Series), plural(n.Resolved, "record"))
			}
		}
		if r.Removed > 0 {
			l.bar.say("%s has changed: %s removed, %d added", printable(r.Source.ID), plural(r.Removed, "claim"), r.Added)
		}
	}
	l.seen = len(results)
	return nil
}
