package console

import (
	"net/http"

	"entente/graph/store"
	"entente/queries"
)

type homeData struct {
	page
	Stats store.Stats
}

func (c *console) home(w http.ResponseWriter, r *http.Request) error {
	stats, err := queries.Stats(r.Context(), c.Store)
	if err != nil {
		return err
	}
	return c.render(w, "home", homeData{page: c.page(r, "/", "Start"), Stats: stats})
}
