package console

import (
	"io"
	"io/fs"
	"iter"
	"net/http"
	"sync"

	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/gazetteer"
	"entente/queries"
	"entente/schema"
	"entente/testdata"
)

// demo loads the sample articles into an empty store.
func (c *console) demo(w http.ResponseWriter, r *http.Request) error {
	stats, err := queries.Stats(r.Context(), c.Store)
	if err != nil {
		return err
	}
	if stats.Quads > 0 {
		return &route.Error{Status: http.StatusConflict, Message: "the store is not empty", Hint: "the sample articles would mix with what is in it"}
	}
	names, err := gazetteer.Builtin()
	if err != nil {
		return err
	}
	sink := c.Store.Loader(store.LoadOptions{Gazetteer: func(id string) (graph.Description, bool) {
		e, ok := names.Entry(id)
		if !ok {
			return graph.Description{}, false
		}
		return e.Description(), true
	}})
	o := loaders.Options{Vocabulary: schema.Builtin(), Gazetteer: names, Reader: sync.OnceValues(func() (*article.Reader, error) {
		return article.New(article.Options{Gazetteer: names, Vocabulary: schema.Builtin()})
	})}
	if err := loaders.Run(r.Context(), samples(), sink, o, loaders.Progress{}); err != nil {
		return err
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// samples are the sample articles, which the program carries.
func samples() iter.Seq2[loaders.Input, error] {
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
