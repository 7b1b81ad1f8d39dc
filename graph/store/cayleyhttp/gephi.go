package cayleyhttp

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"math"
	"net/http"
	"strconv"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

const (
	gephiRows = 10_000 // edges, where a request names no limit, as Cayley has it
	gephiSize = 20
	gephiDisk = 500 // radius in which nodes start
)

// Gephi is GET /gephi/gs, the stream of Gephi's plug-in "Graph Streaming":
// an event a line, in JSON. Mode "raw" sends quads that fit sub, pred, obj and
// label as edges; "nodes" sends actors, with what they are called and their
// type, and the relations between them. Nodes start where their name says.
// The last event of a stream that was cut says so in a node's place: Gephi
// passes over events that it does not know.
func (s *Server) Gephi(w http.ResponseWriter, r *http.Request) {
	limit := gephiRows
	if text := r.URL.Query().Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			fail(w, http.StatusBadRequest, fmt.Errorf("limit=%s: expected a number", text))
			return
		}
		limit = n
	}
	if limit <= 0 || limit > s.lim.Rows*100 {
		limit = s.lim.Rows * 100
	}
	ctx, cancel := s.long(r.Context())
	defer cancel()
	var quads iter.Seq2[quad.Quad, error]
	stream := &gephiStream{out: w, flush: http.NewResponseController(w).Flush, seen: map[quad.Value]string{}}
	switch mode := r.URL.Query().Get("mode"); mode {
	case "", "raw":
		quads = s.store.QuadsLike(ctx, pattern(r))
	case "nodes":
		quads = s.relations(ctx)
		stream.describe = s.describe(ctx)
	default:
		fail(w, http.StatusBadRequest, fmt.Errorf("mode=%s: must be raw or nodes", mode))
		return
	}
	w.Header().Set("Content-Type", "application/stream+json")
	n := 0
	for q, err := range quads {
		if err == nil && n == limit {
			stream.event("truncated", map[string]any{"limit": limit})
			break
		}
		if err == nil {
			err = stream.edge(n, q)
			n++
		}
		if err != nil {
			panic(http.ErrAbortHandler) // the stream ends without its end
		}
	}
}

// relations streams the edges between actors.
func (s *Server) relations(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for e, err := range s.store.Edges(ctx) {
			q := quad.Quad{Subject: quad.IRI(e.Subject), Predicate: quad.IRI(graph.RelationPrefix + e.Relation), Object: quad.IRI(e.Object)}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

func (s *Server) describe(ctx context.Context) func(quad.Value) map[string]any {
	return func(v quad.Value) map[string]any {
		id, ok := v.(quad.IRI)
		if !ok {
			return nil
		}
		d, err := s.store.Actor(ctx, string(id))
		if err != nil {
			return nil
		}
		return map[string]any{"label": d.Actor.Label, "type": d.Actor.Type, "iri": string(id)}
	}
}

// gephiStream writes events. Gephi wants a carriage return at each line's end.
type gephiStream struct {
	out      io.Writer
	flush    func() error
	seen     map[quad.Value]string
	describe func(quad.Value) map[string]any // what to say of a node, or nil
}

func (g *gephiStream) event(kind string, of any) error {
	line, err := json.Marshal(map[string]any{kind: of})
	if err != nil {
		return err
	}
	if _, err := g.out.Write(append(line, "\r\n"...)); err != nil {
		return err
	}
	g.flush() // where the connection cannot, it comes a little later
	return nil
}

func (g *gephiStream) edge(n int, q quad.Quad) error {
	from, err := g.node(q.Subject)
	if err != nil {
		return err
	}
	to, err := g.node(q.Object)
	if err != nil {
		return err
	}
	name := fmt.Sprint(q.Predicate.Native())
	if iri, ok := q.Predicate.(quad.IRI); ok {
		name = string(iri)
	}
	return g.event("ae", map[string]any{"q" + strconv.FormatInt(int64(n), 16): map[string]any{
		"source": from, "target": to, "label": name, "pred": name, "directed": true,
	}})
}

func (g *gephiStream) node(v quad.Value) (string, error) {
	if id, ok := g.seen[v]; ok {
		return id, nil
	}
	id := strconv.FormatInt(int64(len(g.seen)), 16)
	g.seen[v] = id
	x, y := startOf(v)
	node := map[string]any{"label": v.Native(), "size": gephiSize, "x": x, "y": y}
	if iri, ok := v.(quad.IRI); ok {
		node["label"] = string(iri)
	}
	if g.describe != nil {
		for k, value := range g.describe(v) {
			node[k] = value
		}
	}
	return id, g.event("an", map[string]any{id: node})
}

// startOf is a place in the disk, told by the value: the same in every stream.
func startOf(v quad.Value) (x, y float64) {
	h := fnv.New64a()
	io.WriteString(h, quad.StringOf(v))
	sum := h.Sum64()
	r := gephiDisk * math.Sqrt(float64(sum>>32)/(1<<32))
	a := 2 * math.Pi * float64(sum&(1<<32-1)) / (1 << 32)
	return math.Round(r*math.Cos(a)*100) / 100, math.Round(r*math.Sin(a)*100) / 100
}
