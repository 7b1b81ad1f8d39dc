package console

import (
	"net/http"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/web/route"
	"entente/queries"
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
	if err := intake.LoadSamples(r.Context(), c.Store); err != nil {
		return err
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}
