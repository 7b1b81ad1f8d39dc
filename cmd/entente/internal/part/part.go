// Package part hands a chosen part of the graph to those who write and draw
// it. The command line and the server both do so, and neither package that it
// joins may know the other: queries choose and never export, exporters write
// and never see a store.
package part

import (
	"context"
	"io"

	"entente/graph/export"
	"entente/queries"
)

// Input gives exporters the claims of a part, and what its store knows of
// their actors and sources.
func Input(ctx context.Context, p *queries.Part) export.Input {
	return export.Input{Claims: p.Claims(ctx), Actor: p.Actor, Source: p.Source}
}

// Options completes an exporter's options: a graph or picture without a title
// says what part it shows.
func Options(p *queries.Part, o export.Options) export.Options {
	if o.Title == "" {
		o.Title = p.Words()
	}
	return o
}

// Write writes a part in a format.
func Write(ctx context.Context, w io.Writer, f export.Format, p *queries.Part, o export.Options) (err error) {
	known, err := p.Known(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := known.Close(); err == nil {
			err = cerr
		}
	}()
	in := export.Input{Claims: p.Claims(ctx), AnyOrder: p.AnyOrder(ctx), Actor: known.Actor, Source: known.Source, Said: known.Reading().Said, SaidOnce: known.Reading().SaidOnce}
	if p.Whole() {
		in.Quads = p.Store.Quads(ctx)
	}
	return f.Write(ctx, w, in, Options(p, o))
}
