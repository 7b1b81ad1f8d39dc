package cayleyhttp

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	_ "github.com/cayleygraph/quad/json"
	_ "github.com/cayleygraph/quad/jsonld"
	_ "github.com/cayleygraph/quad/nquads"
	_ "github.com/cayleygraph/quad/pquads"
	"github.com/cayleygraph/quad/voc"
	"github.com/cayleygraph/quad/voc/xsd"

	"entente/graph"
	"entente/graph/store"
)

// writable and readable are the formats in which quads may come and go.
// JSON-LD may not come: its reader fetches whatever context a document names,
// local files too ("entente load" reads JSON-LD without). Cayley's DOT, GML
// and GraphML lose labels and take literals for nodes; see /api/export.
var (
	writable = []string{"nquads", "json", "json-stream", "pquads"}
	readable = []string{"nquads", "json", "json-stream", "pquads", "jsonld"}
)

// gathered bounds how many quads a format may gather before it writes any.
const gathered = 200_000

// formatOf finds the format that a request means: by the parameter "format",
// else by a header, else N-Quads.
func formatOf(r *http.Request, header string, among []string) (*quad.Format, error) {
	name := r.URL.Query().Get("format")
	f := quad.FormatByName(name)
	if name == "" {
		if f = quad.FormatByMime(mediaType(r, header)); f == nil {
			f = quad.FormatByName("nquads")
		}
		name = f.Name
	}
	if f == nil || !slices.Contains(among, f.Name) {
		return nil, fmt.Errorf("format %q is not supported here: must be one of %s", name, strings.Join(among, ", "))
	}
	return f, nil
}

// valuesOf reads values between commas, as Cayley does.
func valuesOf(text string) []quad.Value {
	if text == "" {
		return nil
	}
	var out []quad.Value
	for _, one := range strings.Split(text, ",") {
		out = append(out, stored(quad.StringToValue(one)))
	}
	return out
}

// stored is a value as the store keeps it: names short, numbers as such.
func stored(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return graph.Shorten(v, graph.DefaultBase)
	case quad.TypedString:
		if native, err := v.ParseValue(); err == nil {
			if _, isTime := native.(quad.Time); !isTime {
				return native
			}
		}
	}
	return v
}

func pattern(r *http.Request) store.QuadPattern {
	q := r.URL.Query()
	return store.QuadPattern{
		Subjects: valuesOf(q.Get("sub")), Predicates: valuesOf(q.Get("pred")),
		Objects: valuesOf(q.Get("obj")), Labels: valuesOf(q.Get("label")),
	}
}

// Read is GET and POST /api/v2/read: the quads that fit sub, pred, obj and
// label. An answer that cannot be ended is broken off, so that no reader takes
// a part for the whole.
func (s *Server) Read(w http.ResponseWriter, r *http.Request) {
	f, err := formatOf(r, "Accept", readable)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	ctx, cancel := s.long(r.Context())
	defer cancel()
	var name func(quad.IRI) quad.IRI
	switch iri := r.URL.Query().Get("iri"); iri {
	case "full":
		name = func(v quad.IRI) quad.IRI { return graph.Expand(v, graph.DefaultBase) }
	case "", "short":
		name = func(v quad.IRI) quad.IRI { return v }
	default:
		fail(w, http.StatusBadRequest, fmt.Errorf("iri=%s: must be short or full", iri))
		return
	}
	w.Header().Set("Content-Type", f.Mime[0])
	out := &begun{w: w}
	qw := f.Writer(out)
	n := 0
	err = func() error {
		for q, err := range s.store.QuadsLike(ctx, pattern(r)) {
			if err != nil {
				return err
			}
			if n++; f.Name == "jsonld" && n > gathered {
				return fmt.Errorf("more than %d quads: JSON-LD is gathered before it is written; ask for less, or take /api/export/jsonld", gathered)
			}
			for _, d := range quad.Directions {
				q.Set(d, written(q.Get(d), f.Name, name))
			}
			if _, err := qw.WriteQuads([]quad.Quad{q}); err != nil {
				return err
			}
		}
		return qw.Close()
	}()
	if err == nil {
		return
	}
	if out.written {
		panic(http.ErrAbortHandler)
	}
	fail(w, status(err), err)
}

// written is a value as a format writes it. The N-Quads writer of package quad
// abbreviates datatypes ("5"^^<xsd:integer>), which others cannot read.
func written(v quad.Value, format string, name func(quad.IRI) quad.IRI) quad.Value {
	switch t := v.(type) {
	case quad.IRI:
		return name(t)
	case quad.Bool:
		if format == "nquads" {
			return quad.TypedString{Value: quad.String(fmt.Sprint(bool(t))), Type: quad.IRI(voc.FullIRI(string(xsd.Boolean)))}
		}
	case quad.TypedStringer:
		if format == "nquads" {
			typed := t.TypedString()
			typed.Type = typed.Type.Full()
			return typed
		}
	}
	return v
}

// begun notes whether anything was written.
type begun struct {
	w       io.Writer
	written bool
}

func (b *begun) Write(p []byte) (int, error) {
	b.written = b.written || len(p) > 0
	return b.w.Write(p)
}

// Formats is GET /api/v2/formats.
func (s *Server) Formats(w http.ResponseWriter, r *http.Request) {
	type format struct {
		ID     string   `json:"id"`
		Read   bool     `json:"read,omitempty"`
		Write  bool     `json:"write,omitempty"`
		Nodes  bool     `json:"nodes,omitempty"`
		Ext    []string `json:"ext,omitempty"`
		Mime   []string `json:"mime,omitempty"`
		Binary bool     `json:"binary,omitempty"`
	}
	var out []format
	for _, name := range readable {
		f := quad.FormatByName(name)
		// "read" is Cayley's word for what a server can be given.
		out = append(out, format{ID: f.Name, Read: slices.Contains(writable, name), Write: true, Nodes: f.UnmarshalValue != nil, Ext: f.Ext, Mime: f.Mime, Binary: f.Binary})
	}
	w.Header().Set("Content-Type", "application/json")
	encode(w, out)
}

// body is the request's body, unpacked, up to the limit.
func (s *Server) body(r *http.Request, in io.Reader) (io.Reader, error) {
	switch packed := r.Header.Get("Content-Encoding"); packed {
	case "", "identity":
	case "gzip":
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("unpacking: %w", err)
		}
		in = z
	default:
		return nil, fmt.Errorf("Content-Encoding %s is not supported: must be gzip or none", packed)
	}
	return s.limited(in), nil
}

// limited reads up to a limit, and fails beyond it.
type limited struct {
	r          io.Reader
	left, most int64
}

// limited bounds what a request brings.
func (s *Server) limited(r io.Reader) io.Reader {
	return &limited{r: r, left: s.lim.Upload, most: s.lim.Upload}
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, fmt.Errorf("more than %d MB", l.most>>20)
	}
	return n, err
}

// incoming reads the quads of a body in a format. Package quad's readers
// panic on some broken input.
func incoming(format string, in io.Reader) iter.Seq2[quad.Quad, error] {
	if format == "nquads" {
		return store.ReadQuads(in, "body", graph.DefaultBase)
	}
	return func(yield func(quad.Quad, error) bool) {
		reader := quad.FormatByName(format).Reader(in)
		defer reader.Close()
		for n := 1; ; n++ {
			q, err := func() (q quad.Quad, err error) {
				defer func() {
					if p := recover(); p != nil {
						err = fmt.Errorf("%v", p)
					}
				}()
				return reader.ReadQuad()
			}()
			if err == io.EOF {
				return
			}
			if err == nil && !q.IsValid() {
				err = errors.New("a part is missing")
			}
			if err != nil {
				yield(q, fmt.Errorf("quad %d: %w", n, err))
				return
			}
			for _, d := range quad.Directions {
				q.Set(d, stored(q.Get(d)))
			}
			if !yield(q, nil) {
				return
			}
		}
	}
}

// change reads the body's quads and does something with them.
func (s *Server) change(w http.ResponseWriter, r *http.Request, verb string, do func(context.Context, iter.Seq2[quad.Quad, error]) (int, error)) {
	f, err := formatOf(r, "Content-Type", writable)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	in, err := s.body(r, r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	s.changed(w, verb, "quads", func() (int, error) { return do(r.Context(), incoming(f.Name, in)) })
}

// changed answers as Cayley does. All is done or nothing: what is wrong with
// one quad leaves the store as it was.
func (s *Server) changed(w http.ResponseWriter, verb, what string, do func() (int, error)) {
	n, err := do()
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	encode(w, map[string]any{"result": fmt.Sprintf("Successfully %s %d %s.", verb, n, what), "count": n})
}

func (s *Server) add(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (int, error) {
	added, unchanged, err := s.store.AddQuads(ctx, quads)
	return added + unchanged, err
}

// Write is POST /api/v2/write.
func (s *Server) Write(w http.ResponseWriter, r *http.Request) { s.change(w, r, "wrote", s.add) }

// Delete is POST /api/v2/delete.
func (s *Server) Delete(w http.ResponseWriter, r *http.Request) {
	s.change(w, r, "deleted", s.store.RemoveQuads)
}

// DeleteNode is POST /api/v2/node/delete: every quad with the node whose name
// the body holds.
func (s *Server) DeleteNode(w http.ResponseWriter, r *http.Request) {
	f, err := formatOf(r, "Content-Type", []string{"nquads", "pquads"})
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	const most = 128 << 10 // as Cayley has it
	data, err := io.ReadAll(io.LimitReader(r.Body, most+1))
	if err != nil || len(data) > most {
		fail(w, http.StatusBadRequest, errors.Join(err, errors.New("request data is too large")))
		return
	}
	v, err := node(f, data)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	s.changed(w, "deleted", "nodes", func() (int, error) {
		n, err := s.store.RemoveNode(r.Context(), v)
		return min(n, 1), err
	})
}

func node(f *quad.Format, data []byte) (v quad.Value, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	if f.Name == "nquads" {
		v = quad.StringToValue(strings.TrimSpace(string(data)))
	} else if v, err = f.UnmarshalValue(data); err != nil {
		return nil, err
	}
	if v == nil {
		return nil, errors.New("cannot remove nil value")
	}
	return stored(v), nil
}

// listed reads Cayley's JSON list of quads, whose values are as N-Quads write
// them or bare text.
func listed(in io.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		var list []struct {
			Subject   string `json:"subject"`
			Predicate string `json:"predicate"`
			Object    string `json:"object"`
			Label     string `json:"label"`
		}
		if err := json.NewDecoder(in).Decode(&list); err != nil {
			yield(quad.Quad{}, fmt.Errorf("expected a JSON list of quads: %w", err))
			return
		}
		for i, one := range list {
			q := quad.Quad{
				Subject: stored(quad.StringToValue(one.Subject)), Predicate: stored(quad.StringToValue(one.Predicate)),
				Object: stored(quad.StringToValue(one.Object)), Label: stored(quad.StringToValue(one.Label)),
			}
			if !q.IsValid() {
				yield(q, fmt.Errorf("invalid quad at index %d. %v", i, q))
				return
			}
			if !yield(q, nil) {
				return
			}
		}
	}
}

// WriteV1 is POST /api/v1/write.
func (s *Server) WriteV1(w http.ResponseWriter, r *http.Request) {
	s.changed(w, "wrote", "quads", func() (int, error) {
		return s.add(r.Context(), listed(s.limited(r.Body)))
	})
}

// DeleteV1 is POST /api/v1/delete.
func (s *Server) DeleteV1(w http.ResponseWriter, r *http.Request) {
	s.changed(w, "deleted", "quads", func() (int, error) {
		return s.store.RemoveQuads(r.Context(), listed(s.limited(r.Body)))
	})
}

// WriteFile is POST /api/v1/write/file/nquad: a form's file NQuadFile, which
// may be packed with gzip.
func (s *Server) WriteFile(w http.ResponseWriter, r *http.Request) {
	parts, err := r.MultipartReader()
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			fail(w, http.StatusBadRequest, fmt.Errorf("reading the file: the form has no file NQuadFile: %w", err))
			return
		}
		if part.FormName() != "NQuadFile" {
			continue
		}
		in := s.limited(part)
		name := "NQuadFile"
		if strings.HasSuffix(part.FileName(), ".gz") {
			z, err := gzip.NewReader(in)
			if err != nil {
				fail(w, http.StatusBadRequest, fmt.Errorf("unpacking: %w", err))
				return
			}
			in = s.limited(z)
		}
		s.changed(w, "wrote", "quads", func() (int, error) {
			return s.add(r.Context(), store.ReadQuads(in, name, graph.DefaultBase))
		})
		return
	}
}
