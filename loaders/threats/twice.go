package threats

import (
	"context"

	"entente/graph"
	"entente/loaders/dataset"
)

// twice reads the objects under a path of a JSON file twice: first for whom
// later objects name by their IDs, then for what the objects say. An object
// that cannot be read comes with its error.
func twice[T any](ctx context.Context, in *dataset.Input, w *dataset.Writer, path string, first func(*T), then func(*dataset.Record, *T, error) error) error {
	each := func(text *dataset.Text, use func(*dataset.Record, *T, error) error) error {
		for o, err := range dataset.Objects(text, path) {
			if err != nil {
				return err
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var x T
			err := dataset.Unmarshal([]byte(o.Text), &x, dataset.AnyCase)
			if err := use(&o.Record, &x, err); err != nil {
				return err
			}
		}
		return nil
	}
	text, err := in.Text()
	if err != nil {
		return err
	}
	err = each(text, func(_ *dataset.Record, x *T, err error) error {
		if err == nil {
			first(x)
		}
		return nil
	})
	text.Close()
	if err != nil {
		return err
	}
	if text, err = w.Begin(ctx, in, graph.Source{}); err != nil {
		return err
	}
	defer text.Close()
	if err := each(text, then); err != nil {
		return err
	}
	return w.End(ctx)
}
