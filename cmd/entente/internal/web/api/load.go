package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
	"unicode"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
	"entente/loaders"
	"entente/loaders/article/document"
	"entente/schema"
)

// maxFiles is how many files one form may bring.
const maxFiles = 1000

func newAPI(d route.Deps) *api {
	return &api{Deps: d, loading: make(chan struct{}, 1)}
}

func (a *api) loadRoutes() []route.Route {
	return []route.Route{
		{Method: "POST", Pattern: "/api/load", Kind: route.Write, Load: route.Long, Handle: a.load, Doc: &route.Doc{
			ID: "load", Tag: "changes", Summary: "Read articles, data sets, claims files and N-Quads into the store, and tell how it goes",
			Notes: "As `entente load`. The body is a file, or a form (multipart/form-data) with several, which are read as if they lay beside each other. " +
				"A source enters the store whole or not at all, also where the request breaks off. Rows that cannot be used are told of, the rest is loaded.",
			Params: []route.Param{
				text("name", "the file's name, by which it is recognised and which names its source", "article.md"),
				text("from", "its format, as `entente schema loaders` lists them; recognised without", "article"),
				text("date", "the article was published on this day", "2026-02-07"), text("publisher", "the article's publisher", ""),
				text("title", "the article's title", ""), text("url", "the article's URL; names the source", ""),
				flag("replace", "take out what a source gave before, also if its text is the same"),
				flag("strict", "reject claims whose subject or object the relation does not take"),
			},
			Body:    &route.Body{MIME: "application/octet-stream", Doc: "the file, plain or packed; or a form, multipart/form-data, with files"},
			Answers: []route.Body{{MIME: typeJSONL, Schema: "LoadEvent", Doc: "an event a line; the last one is end or error"}},
		}},
		{Method: "POST", Pattern: "/api/remove-source", Kind: route.Write, Load: route.Heavy, Handle: a.removeSource, Doc: &route.Doc{
			ID: "removeSource", Tag: "changes", Summary: "Take a source and exactly its claims out of the store", Notes: "As `entente remove-source`.",
			Params:  []route.Param{wanted(text("id", "of the source, as claims carry it", "article.md"))},
			Answers: []route.Body{{MIME: typeJSON, Schema: "Removed"}},
		}},
	}
}

// event is a line of a load's answer.
type event struct {
	Event      string         `json:"event"`
	Input      string         `json:"input,omitempty"`
	Loader     string         `json:"loader,omitempty"`
	Read       int64          `json:"read,omitempty"`
	Size       int64          `json:"size,omitempty"`
	Stage      string         `json:"stage,omitempty"`
	Done       int64          `json:"done,omitempty"`
	Total      int64          `json:"total,omitempty"`
	Things     string         `json:"things,omitempty"`
	Source     string         `json:"source,omitempty"`
	Sources    *int           `json:"sources,omitempty"`
	Added      *int           `json:"added,omitempty"`
	Removed    int            `json:"removed,omitempty"`
	Ended      int            `json:"ended,omitempty"`
	Unchanged  int            `json:"unchanged,omitempty"`
	Rejected   int            `json:"rejected,omitempty"`
	Unread     int            `json:"unread,omitempty"`
	Superseded bool           `json:"superseded,omitempty"`
	File       string         `json:"file,omitempty"`
	Line       int            `json:"line,omitempty"`
	Reason     string         `json:"reason,omitempty"`
	Message    string         `json:"message,omitempty"`
	Error      *route.Problem `json:"error,omitempty"`
}

func (a *api) load(w http.ResponseWriter, r *http.Request) error {
	select {
	case a.loading <- struct{}{}:
		defer func() { <-a.loading }()
	default:
		w.Header().Set("Retry-After", "5")
		return &route.Error{Status: http.StatusConflict, Message: "another load goes on", Hint: "wait until it ends"}
	}
	o, err := a.loadOptions(r)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "entente-load-")
	if err != nil {
		return fmt.Errorf("keeping what was sent: %w", err)
	}
	defer os.RemoveAll(dir)
	files, err := received(r, dir)
	if err != nil {
		return err
	}
	l := &progress{stream: newStream(w)}
	return l.done(a.take(r, l, files, o))
}

// take loads files and tells of it.
func (a *api) take(r *http.Request, l *progress, files []loaders.Input, o loaders.Options) error {
	replace, _ := strconv.ParseBool(r.URL.Query().Get("replace")) // check has seen it
	sink := intake.New(a.Store, intake.Options{
		Replace: replace, Gazetteer: o.Gazetteer,
		Writing: func(done, total int64) { l.stage("writing tables", "rows", done, total) },
		Rejected: func(x graph.Rejection) {
			kind := "rejected"
			if x.Whole {
				kind = "unread"
			}
			l.tell(event{Event: kind, File: x.File, Line: x.Line, Reason: x.Reason})
		},
		Stored: func(x store.Result) {
			l.tell(event{Event: "source", Message: strings.Join(intake.Words(x), "\n"), Source: x.Source.ID, Added: &x.Added, Removed: x.Removed, Ended: x.Ended, Unchanged: x.Unchanged, Superseded: x.Superseded})
		},
	})
	o.Warn = func(text string) { l.tell(event{Event: "warning", Message: text}) }
	heard := loaders.Progress{
		Start: func(in loaders.Input, loader string) { l.start(in, loader) },
		Read:  l.read,
		Stage: func(what string, done, total int) { l.stage(what, "claims", int64(done), int64(total)) },
		Skip:  func(name, why string) { l.tell(event{Event: "skipped", File: name, Reason: why}) },
	}
	if err := loaders.Run(r.Context(), loaders.Together(files), sink, o, heard); err != nil {
		return err
	}
	if a.Loaded != nil {
		// What is loaded is loaded, whether the client still listens or not.
		if err := a.Loaded(context.WithoutCancel(r.Context())); err != nil {
			return err
		}
	}
	n := sink.Summary
	l.tell(event{Event: "end", Sources: &n.Sources, Added: &n.Added, Removed: n.Removed, Ended: n.Ended, Unchanged: n.Unchanged, Rejected: n.Rejected, Unread: n.Unread})
	return nil
}

func (a *api) loadOptions(r *http.Request) (loaders.Options, error) {
	v := r.URL.Query()
	names, err := intake.Names()
	if err != nil {
		return loaders.Options{}, err
	}
	strict, _ := strconv.ParseBool(v.Get("strict")) // check has seen it
	o := loaders.Options{
		From: v.Get("from"), Vocabulary: schema.Builtin(), Strict: strict, Gazetteer: names, Reader: intake.Reader, Jobs: runtime.NumCPU(),
		Given: document.Given{Date: v.Get("date"), Publisher: v.Get("publisher"), Title: v.Get("title"), URL: v.Get("url")},
	}
	if o.Given.Date != "" {
		if _, err := graph.ParseTime(o.Given.Date); err != nil {
			return o, bad("date: %s", err)
		}
	}
	if o.From != "" {
		if _, err := loaders.Find(o.From); err != nil {
			return o, bad("from: %s", err)
		}
	}
	return o, nil
}

// received keeps what was sent in files of a folder, under numbers: the names
// that clients give are names, and never paths.
func received(r *http.Request, dir string) ([]loaders.Input, error) {
	var files []loaders.Input
	keep := func(name string, body io.Reader) error {
		if len(files) == maxFiles {
			return &route.Error{Status: http.StatusRequestEntityTooLarge, Message: fmt.Sprintf("at most %d files are taken at once", maxFiles)}
		}
		kept := filepath.Join(dir, strconv.Itoa(len(files)))
		f, err := os.Create(kept)
		if err != nil {
			return fmt.Errorf("keeping what was sent: %w", err)
		}
		n, err := io.Copy(f, body)
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return bad("the request ends in the middle, after %d bytes of %s: nothing of it was stored", n, name)
		}
		if err != nil {
			return err
		}
		files = append(files, loaders.Input{Name: name, Size: n, Open: func() (io.ReadCloser, error) { return os.Open(kept) }})
		return nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		kind = ""
	}
	if kind != "multipart/form-data" {
		if err := keep(plainName(r.URL.Query().Get("name"), kind), r.Body); err != nil {
			return nil, err
		}
		if files[0].Size == 0 {
			return nil, bad("nothing was sent: the file is the request's body")
		}
		return files, nil
	}
	form, err := r.MultipartReader()
	if err != nil {
		return nil, bad("the form cannot be read: %s", err)
	}
	for {
		p, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var own *route.Error
			var size *http.MaxBytesError
			if errors.As(err, &own) || errors.As(err, &size) {
				return nil, err
			}
			return nil, bad("the form cannot be read: %s", err)
		}
		if p.FileName() == "" {
			continue // a field; what is to be said stands in the address
		}
		if err := keep(plainName(p.FileName(), p.Header.Get("Content-Type")), p); err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, bad("the form has no file")
	}
	return files, nil
}

// endings are those of files that have a type and no name.
var endings = map[string]string{
	"text/plain": ".txt", "text/markdown": ".md", "text/html": ".html", "text/csv": ".csv", "application/json": ".json", "application/x-ndjson": ".jsonl",
	"application/jsonl": ".jsonl", "application/ld+json": ".jsonld", "application/n-quads": ".nq", "application/yaml": ".yaml", "application/zip": ".zip",
}

// plainName is the last part of a name, without what could steer a terminal
// or name another file.
func plainName(name, kind string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimLeft(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) && r != '/' && r != ':' {
			return r
		}
		return -1
	}, name), ".-")
	if len(name) > 200 {
		name = strings.ToValidUTF8(name[len(name)-200:], "")
	}
	if name == "" {
		return "upload" + endings[kind]
	}
	return name
}

// progress tells of a load, line by line.
type progress struct {
	*stream
	input  loaders.Input
	bytes  int64
	told   time.Time
	staged string // the stage that was told of last
	failed error
}

// tell sends an event. That nobody reads it is seen at the end: the load's own
// context ends with the client.
func (l *progress) tell(e event) {
	if l.failed == nil {
		l.failed = l.value(e)
	}
	if l.failed == nil {
		l.failed = l.flush()
	}
}

func (l *progress) start(in loaders.Input, loader string) {
	l.input, l.bytes, l.told, l.staged = in, 0, time.Now(), ""
	l.tell(event{Event: "start", Input: in.Name, Loader: loader, Size: in.Size})
}

func (l *progress) read(n int) {
	if l.bytes += int64(n); l.lines > 0 && time.Since(l.told) > 500*time.Millisecond {
		l.told = time.Now()
		l.tell(event{Event: "read", Input: l.input.Name, Read: l.bytes, Size: l.input.Size})
	}
}

// stage tells how far a part of the load is that comes after the reading: when
// it begins, when it is at its end, and now and then.
func (l *progress) stage(what, things string, done, total int64) {
	if l.lines == 0 || what == l.staged && done < total && time.Since(l.told) <= 500*time.Millisecond {
		return
	}
	l.staged, l.told = what, time.Now()
	l.tell(event{Event: "stage", Input: l.input.Name, Stage: what, Done: done, Total: total, Things: things})
}

// done says how the load ended.
func (l *progress) done(err error) error {
	if err == nil {
		return l.failed
	}
	if l.lines == 0 {
		return err
	}
	problem := route.ProblemOf(err)
	problem.RequestID = l.w.Header().Get("X-Request-Id")
	if l.tell(event{Event: "error", Error: &problem}); l.failed != nil {
		return err
	}
	return &route.Said{Err: err}
}

func (a *api) removeSource(w http.ResponseWriter, r *http.Request) error {
	id := r.URL.Query().Get("id")
	gone, err := a.Store.RemoveSource(r.Context(), id)
	if err != nil {
		return err
	}
	return object(w, map[string]any{"source": gone.Source.ID, "removed": gone.Removed})
}
