package store_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
)

// stockCayley builds the stock cayley program, v0.7.7, from the module cache
// or the module proxy, in a module of its own. ENTENTE_STOCK_CAYLEY names one
// that is built already.
func stockCayley(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("ENTENTE_STOCK_CAYLEY"); path != "" {
		return path
	}
	if testing.Short() {
		t.Skip("building the stock cayley program takes up to two minutes: left out with -short")
	}
	dir := t.TempDir()
	// golang.org/x/sys of Cayley's own time does not compile any more.
	must(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module stock\n\ngo 1.21\n\nrequire (\n\tgithub.com/cayleygraph/cayley v0.7.7\n\tgolang.org/x/sys v0.49.0\n)\n"), 0o644))
	cmd := exec.Command("go", "build", "-mod=mod", "-o", filepath.Join(dir, "cayley"), "github.com/cayleygraph/cayley/cmd/cayley")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "PWD="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("the stock cayley program cannot be built here (offline?), so nothing is known of it: %v\n%s", err, out)
	}
	return filepath.Join(dir, "cayley")
}

// serve starts "cayley http" on a store and gives its address.
func serve(t *testing.T, cayley, dir string) (url string, stop func()) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	host := l.Addr().String()
	must(t, l.Close())
	cmd := exec.Command(cayley, "http", "--db", "bolt", "--dbpath", dir, "--host", host)
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	must(t, cmd.Start())
	stop = func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	for range 300 {
		if r, err := http.Get("http://" + host + "/health"); err == nil {
			r.Body.Close()
			return "http://" + host, stop
		}
		time.Sleep(100 * time.Millisecond)
	}
	stop()
	t.Fatalf("cayley http does not answer:\n%s", log.String())
	return "", nil
}

func post(t *testing.T, url, body string) []byte {
	t.Helper()
	r, err := http.Post(url, "text/plain", strings.NewReader(body))
	must(t, err)
	defer r.Body.Close()
	out, err := io.ReadAll(r.Body)
	must(t, err)
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s\n%s", url, r.Status, out)
	}
	return out
}

// nquadsOf writes a store's quads as N-Quads.
func nquadsOf(t *testing.T, s *store.Store, path string) {
	t.Helper()
	var b bytes.Buffer
	w := nquads.NewWriter(&b)
	for _, q := range all(t, s.Quads(ctx)) {
		must(t, w.WriteQuad(q))
	}
	must(t, w.Close())
	must(t, os.WriteFile(path, b.Bytes(), 0o644))
}

// The stock program opens a store of ours, answers from it and writes into it.
func TestStockCayleyOpensOurStore(t *testing.T) {
	cayley := stockCayley(t)
	dir := filepath.Join(t.TempDir(), "db")
	s := open(t, "bolt:"+dir)
	world(t, s)
	// A store with a past: sources replaced and removed.
	load(t, s, store.LoadOptions{}, doc("gone", "v1"), claim("gone", "iran meets china"))
	load(t, s, store.LoadOptions{}, doc("one", "v2"), claim("one", "iran trades-with china", on("2024-01-02")), claim("one", "united-states sanctions iran", on("2025-05-01")))
	_, err := s.RemoveSource(ctx, "gone")
	must(t, err)
	queries := []string{
		`g.V("<actor:iran>").out("<rel:trades-with>").unique().all()`,
		`g.V("<actor:iran>").in("<rel:sanctions>").save("<rdfs:label>", "name").all()`,
		`g.V("<actor:iran>").in("<rdf:subject>").has("<rdf:predicate>", "<rel:trades-with>").save("<ent:quote>", "quote").all()`,
		`g.V("<actor:iran>").out("<rel:trades-with>").count()`,
		`g.V("<actor:russia>").in().unique().all()`,
	}
	var want []string
	for _, q := range queries {
		rows := answer(t, s, q)
		slices.Sort(rows)
		want = append(want, strings.Join(rows, " "))
	}
	quadsBefore := dump(t, s)
	must(t, s.Close())

	url, stop := serve(t, cayley, dir)
	var got []string
	for _, q := range queries {
		var reply struct {
			Result []any `json:"result"`
			Error  string
		}
		must(t, json.Unmarshal(post(t, url+"/api/v1/query/gizmo", q), &reply))
		if reply.Error != "" {
			t.Errorf("%s: %s", q, reply.Error)
		}
		var rows []string
		for _, r := range reply.Result {
			b, err := json.Marshal(r)
			must(t, err)
			// Stock Cayley writes IRIs in angle brackets; JSON escapes them.
			rows = append(rows, strings.NewReplacer(`\u003c`, "", `\u003e`, "").Replace(string(b)))
		}
		slices.Sort(rows)
		got = append(got, strings.Join(rows, " "))
	}
	want[3] = "null" // over HTTP, count() shows nothing unless it is emitted
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	post(t, url+"/api/v1/write", `[{"subject":"<actor:iran>","predicate":"<rel:meets>","object":"<actor:oman>","label":"<claim:by-hand>"}]`)
	post(t, url+"/api/v1/delete", `[{"subject":"<actor:iran>","predicate":"<rel:meets>","object":"<actor:oman>","label":"<claim:by-hand>"}]`)
	post(t, url+"/api/v1/write", `[{"subject":"<actor:iran>","predicate":"<rel:meets>","object":"<actor:qatar>","label":"<claim:by-hand>"}]`)
	stop()

	s = open(t, "bolt:"+dir)
	extra := line(quad.MakeIRI("actor:iran", "rel:meets", "actor:qatar", "claim:by-hand"))
	wantQuads := append(slices.Clone(quadsBefore), extra)
	gotQuads := dump(t, s)
	slices.Sort(wantQuads)
	slices.Sort(gotQuads)
	if diff := cmp.Diff(wantQuads, gotQuads); diff != "" {
		t.Errorf("after stock Cayley wrote into it: %s", diff)
	}
	if got := answer(t, s, `g.V("<actor:iran>").out("<rel:meets>").count()`); got[0] != "1" {
		t.Errorf("counted %v, want 1", got)
	}
	load(t, s, store.LoadOptions{Replace: true}, doc("one", "v3"), claim("one", "iran meets china"))
	for _, id := range []string{"one", "two"} {
		_, err := s.RemoveSource(ctx, id)
		must(t, err)
	}
	for _, q := range dump(t, s) {
		if !strings.Contains(q, "gazetteer") && q != extra {
			t.Errorf("left behind: %s", q)
		}
	}
}

// The stock program loads our N-Quads, and we open, read and change the store
// that it makes.
func TestWeOpenStockCayleysStore(t *testing.T) {
	cayley := stockCayley(t)
	dir := t.TempDir()
	ours := open(t, "memstore:")
	world(t, ours)
	file := filepath.Join(dir, "world.nq")
	nquadsOf(t, ours, file)
	stock := filepath.Join(dir, "stock")
	for _, args := range [][]string{{"init"}, {"load", "-i", file}} {
		out, err := exec.Command(cayley, append(args, "--db", "bolt", "--dbpath", stock)...).CombinedOutput()
		if err != nil {
			t.Fatalf("cayley %v: %v\n%s", args, err, out)
		}
	}
	s := open(t, stock)
	if diff := cmp.Diff(all(t, ours.Claims(ctx, store.Filter{})), all(t, s.Claims(ctx, store.Filter{}))); diff != "" {
		t.Error(diff)
	}
	want, err := ours.Stats(ctx)
	must(t, err)
	got, err := s.Stats(ctx)
	must(t, err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(dump(t, ours), dump(t, s)); diff != "" {
		t.Error(diff)
	}
	for _, each := range []*store.Store{ours, s} {
		_, err := each.RemoveSource(ctx, "one")
		must(t, err)
		load(t, each, store.LoadOptions{}, doc("two", "v2"), claim("two", "china meets russia", is(graph.Planned)))
	}
	if diff := cmp.Diff(dump(t, ours), dump(t, s)); diff != "" {
		t.Errorf("after changes: %s", diff)
	}
}

// A store of ours copied into the format of stock Cayley is opened by the
// stock program, which answers the same.
func TestStockCayleyOpensACopy(t *testing.T) {
	cayley := stockCayley(t)
	s := open(t, "entente:"+filepath.Join(t.TempDir(), "db"))
	world(t, s)
	dir := filepath.Join(t.TempDir(), "copy")
	_, err := store.Fill(ctx, "bolt:"+dir, store.Origin{Quads: s.Quads(ctx), Distinct: true})
	must(t, err)
	url, stop := serve(t, cayley, dir)
	defer stop()
	const query = `g.V("<actor:iran>").out("<rel:trades-with>").unique().all()`
	var reply struct {
		Result []map[string]string `json:"result"`
	}
	must(t, json.Unmarshal(post(t, url+"/api/v1/query/gizmo", query), &reply))
	var got []string
	for _, row := range reply.Result {
		got = append(got, strings.Trim(row["id"], "<>"))
	}
	a, err := s.Gizmo(ctx, query, store.Limits{})
	must(t, err)
	if len(got) == 0 || len(got) != len(a.Rows) {
		t.Errorf("stock Cayley answers %v, ours %v", got, a.Rows)
	}
}
