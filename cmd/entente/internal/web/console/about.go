package console

import (
	"net/http"
	"strconv"

	"entente/graph/store"
)

type aboutData struct {
	page
	Store string
	Write bool
	Keys  []key
	Rows  int
	Time  string
}

// key is a key and what it does.
type key struct{ Keys, Does string }

// keys are the keys that assets/app.js knows.
var keys = []key{
	{"/", "go to the search field"},
	{"?", "show these keys"},
	{"g h", "go to the start page"},
	{"g q", "go to the questions"},
	{"g c", "go to Compare"},
	{"g p", "go to Paths"},
	{"g v", "go to the graph"},
	{"g m", "go to the map"},
	{"g z", "go to Gizmo"},
	{"g s", "go to the sources"},
	{"g a", "come here"},
	{"j", "next row"},
	{"k", "row before"},
	{"Enter", "open the row that is marked"},
	{"e", "show the evidence of the row that is marked"},
	{"c", "copy the command of this page"},
	{"Esc", "close what is open"},
}

func (c *console) about(w http.ResponseWriter, r *http.Request) error {
	return c.render(w, "about", aboutData{page: c.page(r, "/about", "About"), Store: store.Shown(c.Store.Address()), Write: c.Write, Keys: keys, Rows: c.Limits.Rows, Time: strconv.FormatFloat(c.Limits.Time.Seconds(), 'f', -1, 64) + " seconds"})
}
