package loaders

import (
	"context"
	"iter"

	"entente/graph"
)

// resumed is a sink that passes over the sources of data sets that a load
// before this one has left whole: their names say which text they are of.
type resumed struct {
	graph.Sink
	held   func(graph.Source, iter.Seq[string]) (bool, error)
	passed bool // the source that was begun
}

// resume gives the sink for data sets: where a load goes on, one that passes
// over what is there.
func resume(sink graph.Sink, o Options) graph.Sink {
	if o.Held == nil {
		return sink
	}
	return &resumed{Sink: sink, held: o.Held}
}

// Begin implements [graph.Sink].
func (r *resumed) Begin(ctx context.Context, s graph.Source) (err error) {
	r.passed, err = r.held(s, func(func(string) bool) {})
	if r.passed || err != nil {
		return err
	}
	return r.Sink.Begin(ctx, s)
}

// Describe implements [graph.Sink].
func (r *resumed) Describe(ctx context.Context, d graph.Description) error {
	if r.passed {
		return ctx.Err()
	}
	return r.Sink.Describe(ctx, d)
}

// Claim implements [graph.Sink].
func (r *resumed) Claim(ctx context.Context, c graph.Claim) error {
	if r.passed {
		return ctx.Err()
	}
	return r.Sink.Claim(ctx, c)
}

// End implements [graph.Sink].
func (r *resumed) End(ctx context.Context) error {
	if r.passed {
		r.passed = false
		return ctx.Err()
	}
	return r.Sink.End(ctx)
}

// Touch implements [graph.Updater], if the sink does.
func (r *resumed) Touch(ctx context.Context, record string) error {
	if u, ok := r.Sink.(graph.Updater); ok && !r.passed {
		return u.Touch(ctx, record)
	}
	return ctx.Err()
}

// Known implements [graph.Updater], if the sink does.
func (r *resumed) Known(ctx context.Context, code string) (graph.Actor, bool, error) {
	if u, ok := r.Sink.(graph.Updater); ok {
		return u.Known(ctx, code)
	}
	return graph.Actor{}, false, nil
}
