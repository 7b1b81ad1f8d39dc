package console

import (
	"embed"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/web/drawing"
	"entente/graph"
	"entente/schema"
)

//go:embed templates/*.html
var templateFiles embed.FS

// shared are the templates that every page may use.
var shared = []string{"templates/layout.html", "templates/parts.html"}

// pageTemplates are the pages by name: each file beside the shared ones.
var pageTemplates = sync.OnceValue(func() map[string]*template.Template {
	base := template.Must(template.New("").Funcs(funcs).ParseFS(templateFiles, shared...))
	entries, err := templateFiles.ReadDir("templates")
	if err != nil {
		panic("console: embedded templates: " + err.Error())
	}
	pages := map[string]*template.Template{}
	for _, e := range entries {
		file := "templates/" + e.Name()
		if file == shared[0] || file == shared[1] {
			continue
		}
		pages[strings.TrimSuffix(e.Name(), ".html")] = template.Must(template.Must(base.Clone()).ParseFS(templateFiles, file))
	}
	return pages
})

// funcs are the words that templates may use.
var funcs = template.FuncMap{
	"asset":      assetURL,
	"navigation": func() []link { return navigation },
	"hops":       func() []string { return []string{"1", "2", "3"} },
	"actorURL":   actorURL, "claimURL": claimURL, "sourceURL": sourceURL, "whyURL": whyURL,
	"unnamed": graph.Unnamed, "icon": icon, "typeLabel": typeLabel, "relationLabel": relationLabel, "class": relationClass,
	"when": when, "amount": answer.AmountText, "sourceName": sourceName, "sourceFile": sourceFile, "period": period, "lastYear": func(b []bar) string { return b[len(b)-1].Year }, "sparkWidth": func(b []bar) int { return max(160, 14*len(b)) }, "inc": func(n int) int { return n + 1 }, "instantly": instantly, "relationURL": relationURL,
	"plural": plural, "unit": unit, "count": count, "web": webURL, "join": strings.Join,
	"percent": func(f float64) string { return strconv.Itoa(int(f*100+0.5)) + " %" },
}

// actorURL is the address of an actor's page.
func actorURL(id string) string {
	short := strings.TrimPrefix(id, graph.ActorPrefix)
	if strings.Trim(short, ".") == "" { // "..", which browsers would resolve
		short = id
	}
	return "/actor/" + url.PathEscape(short)
}

func relationURL(name string) string { return "/relation/" + url.PathEscape(name) }

func claimURL(id string) string {
	return "/claim/" + url.PathEscape(strings.TrimPrefix(id, graph.ClaimPrefix))
}

func sourceURL(id string) string { return "/source?" + url.Values{"id": {id}}.Encode() }

// whyURL is the address of the sentences behind an edge.
func whyURL(subject, relation, object string) string {
	return "/why?" + query("subject", subject, "relation", relation, "object", object)
}

// query writes names and values as the query of an address, in their order
// and without the empty ones.
func query(pairs ...string) string {
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			parts = append(parts, url.QueryEscape(pairs[i])+"="+url.QueryEscape(pairs[i+1]))
		}
	}
	return strings.Join(parts, "&")
}

// webURL is an address on the web that may be linked to, or "".
func webURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// icons are the shapes of looks by the look's name, in a box of 16: those of
// exported pictures.
var icons = map[string]template.HTML{
	"state":   `<circle cx="8" cy="8" r="6"/>`,
	"person":  `<path d="M8 1l7 7-7 7-7-7z"/>`,
	"igo":     `<path d="M8 1l6 3.5v7L8 15l-6-3.5v-7z"/>`,
	"armed":   `<path d="M8 1.5l7 13H1z"/>`,
	"company": `<path d="M2 2h12v12H2z"/>`,
	"org":     `<path d="M8 1l7 5.2-2.7 8.3H3.7L1 6.2z"/>`,
	"other":   `<circle cx="8" cy="8" r="5" fill="none"/>`,
}

// icon is the sign of a type of actor. Its name stands beside it in words, or
// is told by the sign's own title.
func icon(typ string) template.HTML {
	look := drawing.LookOf(typ).Name
	label := template.HTML(template.HTMLEscapeString(typeLabel(typ)))
	return `<svg class="icon t-` + template.HTML(look) + `" viewBox="0 0 16 16" role="img" aria-label="` + label + `"><title>` + label + `</title>` + icons[look] + `</svg>`
}

func typeLabel(typ string) string {
	if typ == "" {
		return "of unknown type"
	}
	if t, ok := schema.Builtin().Type(typ); ok {
		return t.Label
	}
	return typ
}

// relationLabel is how a relation reads from subject to object.
func relationLabel(name string) string {
	if r, ok := schema.Builtin().Relation(strings.TrimPrefix(name, graph.RelationPrefix)); ok {
		return r.Label
	}
	return name
}

// relationClass is the class of a relation: cooperative, conflictual, neutral.
func relationClass(name string) string {
	if r, ok := schema.Builtin().Relation(strings.TrimPrefix(name, graph.RelationPrefix)); ok {
		return string(r.Class)
	}
	return string(schema.Neutral)
}

// instantly tells whether a time is one day.
func instantly(t graph.Time) bool { return t.Earliest != "" && t.Earliest == t.Latest }

// took says how long something took, no more exactly than people care.
func took(d time.Duration) string {
	switch {
	case d < 10*time.Millisecond:
		return d.Round(100 * time.Microsecond).String()
	case d < time.Second:
		return d.Round(time.Millisecond).String()
	}
	return d.Round(10 * time.Millisecond).String()
}

// plural counts things: "1 claim", "2,300 claims".
func plural(n any, word string) string { return count(n) + " " + unit(n, word) }

// unit is the word for a number of things: "claim", "claims".
func unit(n any, word string) string {
	if count(n) == "1" {
		return word
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok && !strings.HasSuffix(stem, "a") && !strings.HasSuffix(stem, "e") {
		return stem + "ies"
	}
	return word + "s"
}

// count writes a number with commas between thousands.
func count(n any) string {
	var v int64
	switch n := n.(type) {
	case int:
		v = int64(n)
	case int64:
		v = n
	}
	digits := strconv.FormatInt(v, 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
