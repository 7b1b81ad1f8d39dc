package console

import "net/http"

type aboutData struct{ page }

func (c *console) about(w http.ResponseWriter, r *http.Request) error {
	return c.render(w, "about", aboutData{page: c.page(r, "/about", "About")})
}
