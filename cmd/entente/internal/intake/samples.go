package intake

import (
	"context"
	"io"
	"io/fs"
	"iter"

	"entente/graph/store"
	"entente/loaders"
	"entente/schema"
	"entente/testdata"
)

// Samples are the sample articles, which the program carries.
func Samples() iter.Seq2[loaders.Input, error] {
	return func(yield func(loaders.Input, error) bool) {
		entries, err := fs.ReadDir(testdata.Articles, "articles")
		if err != nil {
			yield(loaders.Input{Name: "sample articles"}, err)
			return
		}
		for _, e := range entries {
			path := "articles/" + e.Name()
			in := loaders.Input{Name: path, Size: -1, Open: func() (io.ReadCloser, error) { return testdata.Articles.Open(path) }}
			if !yield(in, nil) {
				return
			}
		}
	}
}

// LoadSamples reads the sample articles into a store with the names that the
// program knows.
func LoadSamples(ctx context.Context, s *store.Store) error {
	names, err := Names()
	if err != nil {
		return err
	}
	o := loaders.Options{Vocabulary: schema.Builtin(), Gazetteer: names, Reader: Reader}
	return loaders.Run(ctx, Samples(), New(s, Options{Gazetteer: names}), o, loaders.Progress{})
}
