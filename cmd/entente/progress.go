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

// bar is a progress bar over the bytes of an input, and then over what is done
// with it. It is drawn on a terminal only.
type bar struct {
	t      *terminal
	drawn  *progressbar.ProgressBar
	stages map[string]*progressbar.ProgressBar // of the input that was read last
}

func newBar(t *terminal) *bar { return &bar{t: t} }

func (b *bar) progress() loaders.Progress {
	p := loaders.Progress{Skip: func(name, why string) { b.say("skipped %s: %s", name, why) }, Start: b.saysFormat}
	if !isTerminal(b.t.err) || os.Getenv("TERM") == "dumb" {
		return p
	}
	b.stages = map[string]*progressbar.ProgressBar{}
	p.Start = func(in loaders.Input, loader string) {
		b.close()
		b.saysFormat(in, loader)
		clear(b.stages)
		b.drawn = progressbar.NewOptions64(in.Size,
			progressbar.OptionSetWriter(b.t.err),
			progressbar.OptionSetDescription(printable(in.Name)+" ("+loader+")"),
			progressbar.OptionShowBytes(true),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetWidth(20))
	}
	p.Stage = func(what string, done, total int) { b.stage(what, "claims", int64(done), int64(total)) }
	p.Read = func(n int) {
		if b.drawn != nil {
			_ = b.drawn.Add(n) // a bar that cannot be drawn is no reason to stop
		}
	}
	return p
}

// saysFormat says as what a data set is read: by its first bytes it may be
// taken for another than people think.
func (b *bar) saysFormat(in loaders.Input, loader string) {
	if l, err := loaders.Find(loader); err == nil && l.Data != nil {
		b.say("%s: reading %s", loader, printable(in.Name))
	}
}

// stage shows how far a part of the load is, how fast it goes and how long it
// will take. What was read before is read to its end.
func (b *bar) stage(what, things string, done, total int64) {
	if b.stages == nil {
		return
	}
	s := b.stages[what]
	if s == nil {
		s = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(b.t.err),
			progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString(things),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetWidth(20))
		b.stages[what] = s
	}
	if b.drawn != s {
		b.close()
		b.drawn = s
	}
	_ = s.Set64(min(done, total))
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
		Writing: func(done, total int64) { bar.stage("writing tables", "rows", done, total) },
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
