// Package shape is what every store of a benchmark run is given: made quads,
// and questions about them, put by Cayley's path API and as Gizmo. The stock
// Cayley of the module in bench/peers runs the same code as ours.
package shape

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
)

// Question is one row of the table.
type Question struct {
	Name  string
	Gizmo string // empty where Gizmo has no form of it
	RunBy func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (rows int64, err error)
}

// Iterate is how a store follows a path: as [Stock] does, or past what Cayley
// keeps to itself.
type Iterate func(ctx context.Context, qs graph.QuadStore, p *path.Path) *graph.IterateChain

// Stock is path's own.
func Stock(ctx context.Context, _ graph.QuadStore, p *path.Path) *graph.IterateChain {
	return p.Iterate(ctx)
}

const (
	few  = quad.IRI("actor:made-60") // an actor of the middle
	many = quad.IRI("actor:made-0")  // the hub
	rel  = quad.IRI("rel:made-0")    // the most frequent relation
)

// Questions are those of the table, in its order.
func Questions() []Question {
	return []Question{
		{"out by one predicate", `g.V("<actor:made-3>").out("<rel:made-0>").all()`, func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return values(ctx, qs, iterate, path.StartPath(qs, quad.IRI("actor:made-3")).Out(rel))
		}},
		{"both ways, all predicates", `g.V("<actor:made-0>").both().all()`, func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return values(ctx, qs, iterate, path.StartPath(qs, many).Both())
		}},
		{"two hops with a type filter", `g.V("<actor:made-60>").out("<rel:made-0>").out("<rel:made-0>").has("<rdf:type>", "<type:State>").all()`, func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return values(ctx, qs, iterate, path.StartPath(qs, few).Out(rel).Out(rel).Has(quad.IRI("rdf:type"), quad.IRI("type:State")))
		}},
		{"intersection of two neighbourhoods", `g.V("<actor:made-1>").out("<rel:made-0>").and(g.V("<actor:made-2>").out("<rel:made-0>")).all()`, func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return values(ctx, qs, iterate, path.StartPath(qs, quad.IRI("actor:made-1")).Out(rel).And(path.StartPath(qs, quad.IRI("actor:made-2")).Out(rel)))
		}},
		{"recursion, depth 3", `g.V("<actor:made-60>").followRecursive("<rel:made-5>", 3).all()`, func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return values(ctx, qs, iterate, path.StartPath(qs, few).FollowRecursive(quad.IRI("rel:made-5"), 3, nil))
		}},
		{"the same by path's own Iterate", "", func(ctx context.Context, qs graph.QuadStore, _ Iterate) (int64, error) {
			return values(ctx, qs, Stock, path.StartPath(qs, few).FollowRecursive(quad.IRI("rel:made-5"), 3, nil))
		}},
		{"the same, then those of a type", `g.V("<actor:made-60>").followRecursive("<rel:made-5>", 3).has("<rdf:type>", "<type:State>").all()`, func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return values(ctx, qs, iterate, path.StartPath(qs, few).FollowRecursive(quad.IRI("rel:made-5"), 3, nil).Has(quad.IRI("rdf:type"), quad.IRI("type:State")))
		}},
		{"all quads of one label", "", func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return quads(ctx, qs, qs.QuadIterator(quad.Label, qs.ValueOf(quad.IRI("source:made"))), 500)
		}},
		{"count both ways of a hub", `g.V("<actor:made-0>").both().count()`, func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return iterate(ctx, qs, path.StartPath(qs, many).Both()).Count()
		}},
		{"export of everything", "", func(ctx context.Context, qs graph.QuadStore, iterate Iterate) (int64, error) {
			return quads(ctx, qs, qs.QuadsAllIterator(), math.MaxInt64)
		}},
	}
}

func values(ctx context.Context, qs graph.QuadStore, iterate Iterate, p *path.Path) (n int64, err error) {
	err = iterate(ctx, qs, p).EachValue(qs, func(quad.Value) { n++ })
	return n, err
}

func quads(ctx context.Context, qs graph.QuadStore, it graph.Iterator, limit int64) (n int64, err error) {
	defer it.Close()
	for n < limit && it.Next(ctx) {
		if q := qs.Quad(it.Result()); q.Subject == nil {
			return n, fmt.Errorf("a quad without a subject: %v", q)
		}
		n++
	}
	return n, it.Err()
}

// Measured is one figure: the median of some runs.
type Measured struct {
	Name string  `json:"name"`
	MS   float64 `json:"ms"`
	Rows int64   `json:"rows"`
	Runs int     `json:"runs"`
	Err  string  `json:"error,omitempty"`
}

// Report writes a figure as a line of JSON, for the process that started this one.
func Report(m Measured) {
	line, _ := json.Marshal(m)
	fmt.Println(string(line))
}

// Time runs fn, and again until a third of a second or 200 runs are reached,
// three times at least; once only where a run takes over ten seconds.
func Time(name string, fn func() (int64, error)) Measured {
	m := Measured{Name: name}
	var took []float64
	for total := 0.0; len(took) < 4 || total < 333 && len(took) < 200; {
		began := time.Now()
		rows, err := fn()
		ms := float64(time.Since(began).Nanoseconds()) / 1e6
		if err != nil {
			m.Err = err.Error()
			return m
		}
		took, total, m.Rows = append(took, ms), total+ms, rows
		if ms > 10_000 {
			break
		}
	}
	if len(took) > 3 {
		took = took[1:] // the first finds nothing in memory
	}
	slices.Sort(took)
	m.MS, m.Runs = took[len(took)/2], len(took)
	return m
}
