package console

import (
	"html/template"
	"net/http"

	"entente/cmd/entente/internal/web/route"
)

var errorPage = template.Must(template.New("error").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{{.Title}}</title>
<h1>{{.Title}}</h1>
<p>{{.Message}}</p>
{{with .Hint}}<p>{{.}}</p>{{end}}
<p><small>Request {{.ID}}</small></p>
<p><a href="/">Start</a></p>
`))

// ErrorPage gives what says errors to people.
func ErrorPage(route.Deps) func(w http.ResponseWriter, r *http.Request, status int, message, hint, requestID string) {
	return func(w http.ResponseWriter, r *http.Request, status int, message, hint, requestID string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_ = errorPage.Execute(w, map[string]string{"Title": http.StatusText(status), "Message": message, "Hint": hint, "ID": requestID})
	}
}
