// Package loaders reads outside data as claims: articles, claims files,
// N-Quads. Each loader is one row of [All]; [Run] takes files, folders and
// standard input, finds the loader for each and hands what it reads to a
// [graph.Sink].
//
// To add a loader, add one file (or a package) here and its row to All.
package loaders

import (
	"context"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/loaders/dataset"
	"entente/loaders/eu"
	"entente/loaders/events"
	"entente/loaders/factbook"
	"entente/loaders/ftm"
	"entente/loaders/gazetteer"
	"entente/loaders/ofac"
	"entente/loaders/officials"
	"entente/loaders/uk"
	"entente/loaders/un"
	"entente/schema"
)

// Options are what a load is told besides its input.
type Options struct {
	From string // name of the loader; "" to recognise each input
	// Reader gives the reader of prose. It is asked for when the first prose
	// comes: the language model takes time to load.
	Reader func() (*article.Reader, error)
	// Extract reads a document instead of Reader; nil for Reader.
	Extract func(context.Context, document.Document) (article.Reading, error)
	// Usage reports what Extract asked and cost; nil if there is nothing to report.
	Usage func() string
	Jobs  int // documents read at once; 0 for one. The sink hears of them in order.
	// Skip tells of a document that it was read before and need not be again;
	// it may be nil.
	Skip func(document.Document) (bool, error)
	// Held tells of a source that it need not be handed over again: all of these
	// claims, by ID, came from the same text before. Of data sets, whose sources
	// enter whole, it is asked without claims. It may be nil.
	Held       func(source graph.Source, claims iter.Seq[string]) (bool, error)
	Given      document.Given       // what is said of the documents
	Gazetteer  *gazetteer.Gazetteer // describes the actors that claims name; may be nil
	Vocabulary *schema.Vocabulary
	// Explain, if not nil, is told what each step of reading found in a
	// document; the sink then hears nothing of it.
	Explain func(*article.Trace) error
	Prose   bool // read documents only, no claims
	Strict  bool // reject claims that break a relation's domain or range
	// Formats are data sets beside those of All, asked first; one alone reads
	// every table.
	Formats []dataset.Format
	Least   dataset.Least // how well reported an event must be to be taken
	Undated func()        // hears of each document of prose that has no date; may be nil
	Warn    func(string)  // hears what a data set holds that was not read; may be nil
	Base    string        // base of Entente's own IRIs in RDF; graph.DefaultBase if empty

	stage func(what string, done, total int) // see [Progress.Stage]; may be nil
	file  string                             // of the input at hand, as the user named it: a.txt.gz, of which the content is a.txt
}

// Input is one thing to read.
type Input struct {
	Name string // as the user named it; "-" for standard input
	Size int64  // bytes; -1 if not known
	Open func() (io.ReadCloser, error)

	found bool // in a folder, not named by the user
	// beside gives an input that lies beside this one; nil for a file's own folder.
	beside func(name string) (Input, bool)
}

// Loader is a row of the table of loaders.
type Loader struct {
	Name       string
	Title      string   // what it reads, for people
	Extensions []string // of file names, with the dot, lower case
	// Recognise tells from the first bytes of an input whether this loader
	// reads it; nil if only the extension can tell.
	Recognise func(head []byte) bool
	// Possible tells of a file that only this loader has the extension of whether
	// it may be what the loader reads; nil if the extension decides.
	Possible func(head []byte) bool
	// Load reads one input into the sink. Rows it cannot use go to
	// sink.Reject; an error it returns means that the load cannot go on.
	Load func(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error
	// Prose says that it reads documents, not claims.
	Prose bool
	// Data is the format of a data set, which is recognised and loaded by
	// itself: Recognise and Load are nil.
	Data *dataset.Format
}

// All lists the loaders, in the order in which they are asked to recognise
// an input.
func All() []Loader {
	return append(append(data(
		ofac.Format(),
		factbook.Format(),
		eu.Format(),
		un.Format(),
		uk.Format(),
		events.ICEWS(),
		events.POLECAT(),
		events.GDELT(),
		ftm.Format(),
		officials.Territories(),
		officials.CountryCodes(),
		officials.Archigos(),
		officials.REIGN(),
		officials.Speakers(),
		officials.Popolo(),
	), data(records()...)...), []Loader{
		{Name: "claims", Title: "claims as `entente extract` prints them, JSON Lines, JSON or YAML", Extensions: []string{".jsonl", ".ndjson", ".json", ".yaml", ".yml"}, Recognise: isClaims, Possible: mayBeClaims, Load: loadClaims},
		{Name: "jsonl", Title: `documents, one JSON object a line: {"id","date","title","publisher","url","text"}`, Extensions: []string{".jsonl", ".ndjson"}, Recognise: isDocuments, Load: loadDocuments, Prose: true},
		{Name: "nquads", Title: "N-Quads and N-Triples", Extensions: []string{".nq", ".nt", ".nquads"}, Recognise: isNQuads, Load: loadNQuads},
		{Name: "trig", Title: "TriG: Turtle with named graphs", Extensions: []string{".trig", ".trigs"}, Recognise: isTriG, Load: loadTriG},
		{Name: "turtle", Title: "Turtle, and RDF-star in it", Extensions: []string{".ttl", ".turtle", ".ttls"}, Recognise: isTurtle, Load: loadTurtle},
		{Name: "jsonld", Title: "JSON-LD with its context in the file", Extensions: []string{".jsonld"}, Recognise: isJSONLD, Load: loadJSONLD},
		{Name: "html", Title: "a web page, its main text", Extensions: []string{".html", ".htm", ".xhtml"}, Recognise: isHTML, Load: loadHTML, Prose: true},
		{Name: "feed", Title: "RSS, Atom and JSON feeds, an item a document", Extensions: []string{".rss", ".atom", ".xml"}, Recognise: isFeed, Possible: func(head []byte) bool { return !isBlank(head) }, Load: loadFeed, Prose: true},
		{Name: "warc", Title: "web archives (WARC), a page a document", Extensions: []string{".warc"}, Recognise: isWARC, Load: loadWARC, Prose: true},
		{Name: "article", Title: "one article, plain text or Markdown", Extensions: []string{".txt", ".md", ".markdown", ".text"}, Possible: isProse, Load: loadArticle, Prose: true},
	}...)
}

// data makes rows of data sets.
func data(formats ...dataset.Format) []Loader {
	var rows []Loader
	for _, f := range formats {
		rows = append(rows, Loader{Name: f.Name, Title: f.Title, Data: &f})
	}
	return rows
}

// Find gives the loader of this name; the error names the ones there are.
func Find(name string) (Loader, error) {
	var names []string
	for _, l := range All() {
		if l.Name == name {
			return l, nil
		}
		names = append(names, l.Name)
	}
	if name == "csv" || name == "tsv" || name == "table" {
		return Loader{}, fmt.Errorf("unknown loader %q: a table of one's own is read by a mapping, which entente map --suggest drafts and entente load --mapping takes", name)
	}
	near := schema.Nearest(name, names, 1)
	if len(near) > 0 {
		return Loader{}, fmt.Errorf("unknown loader %q: did you mean %s?", name, near[0])
	}
	return Loader{}, fmt.Errorf("unknown loader %q: there are %s", name, strings.Join(names, ", "))
}

// recognise finds the loader for an input by its name and first bytes.
// Content decides between loaders of one extension; standard input and files
// of no known extension are read as prose if no loader knows their content.
func recognise(name string, head []byte) (Loader, bool) {
	ext := strings.ToLower(filepath.Ext(name))
	all := All()
	var named []Loader
	for _, l := range all {
		if slices.Contains(l.Extensions, ext) {
			named = append(named, l)
		}
	}
	if len(named) == 1 {
		return named[0], named[0].Possible == nil || named[0].Possible(head)
	}
	for _, l := range named {
		if l.Recognise == nil || l.Recognise(head) {
			return l, true
		}
	}
	if name != "-" && ext != "" {
		return Loader{}, false
	}
	for _, l := range all {
		if l.Recognise != nil && l.Recognise(head) {
			return l, true
		}
	}
	return all[len(all)-1], true
}
