package console

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
)

// serve answers for the console alone, without the server's guard.
func serve(t testing.TB, s *store.Store) http.Handler {
	t.Helper()
	d := route.Deps{Store: s, Limits: route.DefaultLimits(), Version: "test"}
	mux := http.NewServeMux()
	for _, r := range Routes(d) {
		mux.HandleFunc(r.Method+" "+r.Pattern, func(w http.ResponseWriter, q *http.Request) {
			if err := r.Handle(w, q); err != nil {
				ErrorPage(d)(w, q, http.StatusInternalServerError, err.Error(), "", "")
			}
		})
	}
	return mux
}

func TestShell(t *testing.T) {
	s, err := store.Open(context.Background(), "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h := serve(t, s)
	css, err := assetURL("app.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/about", css} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 200 {
			t.Errorf("GET %s: %d\n%s", path, w.Code, w.Body)
		}
	}
}
