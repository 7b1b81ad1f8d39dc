package store_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"entente/graph/store"
)

// outside are the limits of a query that anybody may send.
var outside = store.Limits{Time: 20 * time.Second, Rows: 100, Text: 32 << 10, Memory: 128 << 20}

// Each of these took the process down, or gigabytes, before there were limits.
func TestQueriesFromOutside(t *testing.T) {
	s, err := store.Open(context.Background(), "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, c := range map[string]struct {
		text, want string
	}{
		"too long":               {strings.Repeat("a;", 20_000), "longer than 32768 bytes"},
		"brackets":               {strings.Repeat("(", 10_000), "500 deep"},
		"brackets of arrays":     {strings.Repeat("[", 10_000), "500 deep"},
		"brackets in a string":   {`g.emit("` + strings.Repeat("(", 10_000) + `".length)`, ""},
		"labels":                 {strings.Repeat("x:", 10_000), "before a colon"},
		"labels and comments":    {strings.Repeat("x/*(*/:", 4_000), "before a colon"},
		"labels before ifs":      {strings.Repeat("x:if(1)", 4_000), "before a colon"},
		"labels after else":      {strings.Repeat("if(0);else x:", 2_000) + ";", "before a colon"},
		"repeated text":          {`"x".repeat(1<<30).length`, "RangeError"},
		"padded text":            {`"x".padEnd(1<<30).length`, "RangeError"},
		"doubled text":           {`var s="x"; for(;;) s+=s`, "memory limit"},
		"arrays that grow":       {`var a=[]; for(;;) a.push({a:1,b:[1,2,3]})`, "memory limit"},
		"holes filled":           {`new Array(1e9).fill(1)`, "RangeError"},
		"holes joined":           {`var a=[]; a.length=4e9; a.join("x")`, "RangeError"},
		"holes spread":           {`[...new Array(1e9)].length`, "RangeError"},
		"holes emitted":          {`var a=[]; a[3e9]=1; g.emit({a: a})`, "RangeError"},
		"holes as the result":    {`var a=[]; a[3e9]=1; [a]`, "RangeError"},
		"holes as JSON":          {`JSON.stringify({a: new Array(1e9)})`, "RangeError"},
		"an array-like":          {`Array.prototype.map.call({length: 1e9}, function (x) { return 1 })`, "RangeError"},
		"an array-like, from":    {`Array.from({length: 1e9})`, "RangeError"},
		"applied":                {`Math.max.apply(null, {length: 1e9})`, "RangeError"},
		"buffers":                {`new ArrayBuffer(4e9)`, "not defined"},
		"what people write":      {`var ids = ["a"]; ids.forEach(function (x) { g.emit({x: x, y: [1, 2].map(String).join("-")}) })`, ""},
		"graph, as of old":       {`graph.Vertex("<a>").All(); g.emit(1)`, ""},
		"paths given to paths":   {`g.V("<a>").and(g.V("<b>")).all(); g.emit(g.M().out("<x>") != null)`, ""},
		"objects with like keys": {strings.Repeat(`g.emit({id: 1});`, 90), ""},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := s.Gizmo(context.Background(), c.text, outside)
			if c.want == "" && (err != nil || len(a.Rows) == 0) {
				t.Errorf("got %d rows, %v", len(a.Rows), err)
			}
			if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
			if strings.Contains(c.want, "memory") && !errors.Is(err, store.ErrMemoryLimit) {
				t.Errorf("%v is no ErrMemoryLimit", err)
			}
			runtime.GC()
		})
	}
}
