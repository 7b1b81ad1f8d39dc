package main

import (
	"os"

	"github.com/schollz/progressbar/v3"

	"entente/cmd/entente/internal/intake"
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

// loadSink loads into a store, and tells people what they should know:
// rejected rows, replaced sources.
type loadSink struct {
	*intake.Sink
	rejects *rejects
}

// newLoadSink makes one for a store. The gazetteer describes the actors that
// it knows.
func newLoadSink(s *store.Store, bar *bar, names *gazetteer.Gazetteer, replace bool) *loadSink {
	l := &loadSink{}
	l.Sink = intake.New(s, intake.Options{
		Replace: replace, Gazetteer: names,
		Rejected: func(r graph.Rejection) {
			if bar.drawn != nil {
				_ = bar.drawn.Clear()
			}
			bar.t.sayRejection(r)
			l.rejects.add(r)
		},
		Stored: func(r store.Result) {
			for _, words := range intake.Words(r) {
				bar.say("%s", printable(words))
			}
		},
	})
	return l
}
