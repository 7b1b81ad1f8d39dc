package console

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
	"entente/queries"
	"entente/schema"
)

// sentence is a claim as pages show it.
type sentence struct {
	graph.Claim
	Spans []span // of the quote
	Class string
	Label string // of the relation, from subject to object
	Day   string // by which it is sorted
	Here  bool   // on its source's own page, which need not be named again
}

// span is a part of a quote; Role says what it names, "" for what is between.
type span struct{ Text, Role string }

func newSentence(c graph.Claim) sentence {
	return sentence{Claim: c, Spans: spans(c.Quote, queries.Marks(c)), Class: relationClass(c.Relation), Label: relationLabel(c.Relation),
		Day: cmp.Or(c.Time.Latest, c.Time.Earliest)}
}

// spans cuts a quote at its marks.
func spans(quote string, marks []queries.Mark) []span {
	var out []span
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End > len(quote) {
			continue
		}
		if m.Start > at {
			out = append(out, span{Text: quote[at:m.Start]})
		}
		out = append(out, span{quote[m.Start:m.End], m.Role})
		at = m.End
	}
	if at < len(quote) {
		out = append(out, span{Text: quote[at:]})
	}
	return out
}

// newestFirst sorts claims: the newest first, then the surest, those without
// a date last.
func newestFirst(list []sentence) {
	slices.SortStableFunc(list, func(a, b sentence) int {
		return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.ID, b.ID))
	})
}

// when says a time to people: "since 2024", "2024 to March 2026".
func when(t graph.Time) string {
	from, to, interval := strings.Cut(t.EDTF, "/")
	if !interval {
		return t.EDTF
	}
	open := func(s string) bool { return s == "" || s == ".." }
	switch {
	case open(from) && open(to):
		return "at an unknown time"
	case open(to):
		return "since " + from
	case open(from):
		return "until " + to
	}
	return from + " to " + to
}

// figure writes a number with commas between thousands.
func figure(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	whole, part, fraction := strings.Cut(text, ".")
	sign, digits := "", whole
	if rest, ok := strings.CutPrefix(whole, "-"); ok {
		sign, digits = "-", rest
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if fraction {
		part = "." + part
	}
	return sign + digits + part
}

// sourceName is how people call a source: its title, else its publisher, else
// its name in the store.
func sourceName(s graph.Source) string { return cmp.Or(s.Title, s.Publisher, s.ID) }

// sourceFile tells apart the files of one data set, which share a title: it is
// the name of a file in a source's ID, or "".
func sourceFile(s graph.Source) string {
	name, version, ok := strings.Cut(s.ID, "@")
	if !ok || version == "" || !strings.HasPrefix(s.SHA256, version) {
		return ""
	}
	return name
}

type whyData struct {
	page
	Subject, Relation, Object string // as asked
	Evidence                  queries.Evidence
	Asked                     bool
	Label                     string
	Sentences                 []sentence
	Denied                    int // how many of all
	Narrow                    choices
	Between                   string // all that links the two
	Relations                 []schema.Relation
}

// shownSentences is the number of sentences that a page shows at first.
const shownSentences = 100

func (c *console) why(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	narrow := newChoices(r)
	data := whyData{page: c.page(r, "", "Why"), Narrow: narrow, Subject: q.Get("subject"), Relation: cmp.Or(q.Get("relation"), "any"), Object: q.Get("object"), Relations: schema.Builtin().Relations()}
	if data.Asked = data.Subject != "" && data.Object != ""; !data.Asked {
		return c.render(w, "why", data)
	}
	only, err := narrow.selection()
	if err != nil {
		return err
	}
	e, err := queries.WhyWith(r.Context(), c.Store, data.Subject, data.Relation, data.Object, only)
	if err != nil {
		return c.unclear(w, r, err)
	}
	data.Evidence, data.Label = e, "anything with"
	relation := "any"
	if e.Relation != "" {
		data.Label, relation = relationLabel(e.Relation), e.Relation
	}
	for _, item := range e.Items {
		data.Sentences = append(data.Sentences, newSentence(item.Claim))
		if item.Claim.Status == graph.Denied {
			data.Denied++
		}
	}
	data.Title = fmt.Sprintf("%s %s %s", e.Subject.Label, data.Label, e.Object.Label)
	data.Command = c.command(append([]string{"why", e.Subject.ID, relation, e.Object.ID}, part.Arguments(only)...)...)
	data.Files = apiFiles("why", slices.Concat([]string{"subject", e.Subject.ID, "relation", relation, "object", e.Object.ID}, narrow.pairs())...)
	data.Between = narrow.on("/between", "a", e.Subject.ID, "b", e.Object.ID)
	data.cut(r, &data.Sentences)
	return c.render(w, "why", data)
}

// cut keeps the first sentences of a long list and says so, unless the address
// wants all of them.
func (p *page) cut(r *http.Request, list *[]sentence) {
	n := len(*list)
	if n <= shownSentences || r.URL.Query().Has("all") {
		return
	}
	*list = (*list)[:shownSentences]
	p.Notes = append(p.Notes, fmt.Sprintf("The first %d of %s are shown.", shownSentences, plural(n, "sentence")))
	p.More = with(r, "all", "1")
}

type claimData struct {
	page
	Sentence sentence
	Source   graph.Source
}

func (c *console) claim(w http.ResponseWriter, r *http.Request) error {
	id := graph.ClaimPrefix + strings.TrimPrefix(r.PathValue("id"), graph.ClaimPrefix)
	claim, err := c.Store.Claim(r.Context(), id)
	if errors.Is(err, store.ErrNotFound) {
		return &route.Error{Status: http.StatusNotFound, Message: "there is no claim " + id, Hint: "it may have gone with its source, or when its source was loaded anew"}
	} else if err != nil {
		return err
	}
	// A claim by itself names its actors and its source by their IDs.
	for full, err := range c.Store.Claims(r.Context(), store.Filter{IDs: []string{id}}) {
		if err != nil {
			return err
		}
		claim = full
	}
	data := claimData{page: c.page(r, "", ""), Sentence: newSentence(claim)}
	data.Title = fmt.Sprintf("%s %s %s", claim.Subject.Label, data.Sentence.Label, claim.Object.Label)
	data.Command = c.command("why", id)
	data.Files = []link{{"JSON", "/api/claim/" + url.PathEscape(id)}}
	return c.render(w, "claim", data)
}
