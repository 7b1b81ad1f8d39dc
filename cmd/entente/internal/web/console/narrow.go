package console

import (
	"fmt"
	"net/http"
	"net/url"

	"entente/cmd/entente/internal/part"
	"entente/queries"
)

// choices are what an address says that leaves out claims by what each says of
// itself: days, confidence, number of sources. The template "narrow" is their
// form.
type choices struct {
	given   url.Values
	Any     bool
	Without string // the page without them
}

// choiceNames are the choices' parameters: those of `entente export`.
var choiceNames = []string{"as-of", "since", "until", "min-confidence", "min-sources"}

func newChoices(r *http.Request) choices {
	q := r.URL.Query()
	c := choices{given: url.Values{}}
	for _, name := range choiceNames {
		if v := q.Get(name); v != "" {
			c.given.Set(name, v)
			c.Any = true
		}
		q.Del(name)
	}
	c.Without = address(r, q)
	return c
}

// Get gives a choice as it was written.
func (c choices) Get(name string) string { return c.given.Get(name) }

// Words say what they choose: "what stood as of 2025", "what 2 independent
// sources or more say".
func (c choices) Words() []string {
	var words []string
	for i, form := range []string{"what stood as of %s", "what held since %s", "what held until %s", "claims of confidence %s and more", "what %s independent sources or more say"} {
		if v := c.Get(choiceNames[i]); v != "" {
			words = append(words, fmt.Sprintf(form, v))
		}
	}
	return words
}

// on is an address with the choices on it.
func (c choices) on(path string, pairs ...string) string {
	q := query(pairs...)
	if c.Any {
		if q != "" {
			q += "&"
		}
		q += c.given.Encode()
	}
	if q == "" {
		return path
	}
	return path + "?" + q
}

// pairs are the choices as names and values, in fixed order.
func (c choices) pairs() []string {
	var out []string
	for _, name := range choiceNames {
		if v := c.Get(name); v != "" {
			out = append(out, name, v)
		}
	}
	return out
}

// why is the address of the sentences behind an edge, of those that are chosen.
func (c choices) why(subject, relation, object string) string {
	return c.on("/why", "subject", subject, "relation", relation, "object", object)
}

// selection is what they choose.
func (c choices) selection() (queries.Selection, error) { return part.FromValues(c.given) }
