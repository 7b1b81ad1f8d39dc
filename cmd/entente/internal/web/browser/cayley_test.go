package browser

import (
	"encoding/json"
	"html/template"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"entente/cmd/entente/internal/web"
	"entente/cmd/entente/internal/web/route"
)

// stock serves the pages and scripts of Cayley v0.7.7's own console, as they
// lie in the module cache, before our server.
func stock(t *testing.T, ours http.Handler) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-json", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Skipf("go list does not say where Cayley's module is: %v", err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil || module.Dir == "" {
		t.Skip("Cayley's module is not in the module cache")
	}
	pages, err := template.ParseGlob(filepath.Join(module.Dir, "templates", "*"))
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", ours)
	mux.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir(filepath.Join(module.Dir, "static")))))
	mux.HandleFunc("/ui/{page}", func(w http.ResponseWriter, r *http.Request) {
		if err := pages.ExecuteTemplate(w, r.PathValue("page")+".html", nil); err != nil {
			t.Error(err)
		}
	})
	h := httptest.NewServer(mux)
	t.Cleanup(h.Close)
	return h.URL
}

// The console that came with Cayley works on an Entente store: queries in its
// three languages, errors, plans and the graph.
func TestCayleysConsole(t *testing.T) {
	s := sample(t)
	server, err := web.New(route.Deps{Store: s, Limits: route.DefaultLimits(), Version: "test"}, web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, stock(t, server.Handler()))
	p.expect("fonts")                // its style sheets name fonts that the module does not have
	p.expect("status of 400")        // what this test asks wrongly
	p.expect("unable to be decoded") // the fonts it has are old
	p.expect("404")
	p.expect("WebGL")         // its graph is drawn with it
	p.expect("status of 403") // writing, see below

	ask := func(query string) {
		t.Helper()
		p.do(chromedp.Evaluate[chromedp.Void](`editor.setValue(` + quote(query) + `)`))
		p.click("#run_button")
	}
	answer := `JSON.parse(output_editor.getValue())`
	ready := `typeof editor !== "undefined" && editor && typeof group !== "undefined" && group`

	p.visit("/ui/query")
	p.wait(ready)
	ask(`g.V("<actor:iran>").out("<rel:trades-with>").all()`)
	p.wait(`output_editor.getValue() !== ""`)
	p.is("the answer is there", answer+`.result.some((r) => r.id === "<actor:china>")`)

	ask(`g.V("<actor:iran>").nothing()`)
	p.wait(`output_editor.getValue().includes("error")`)
	p.is("an error is said", answer+`.error.length > 0`)

	ask(`while (true) { g.emit(1) }`)
	p.wait(`output_editor.getValue().includes("truncated")`)
	p.is("cut rows are said to be", answer+`.truncated === true && `+answer+`.result.length === 1000`)

	p.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("graphql-dropdown").click()`))
	ask(`{ nodes(id: <actor:iran>) { id, <rdf:type> } }`)
	p.wait(`output_editor.getValue().includes("data")`)
	p.is("GraphQL answers", `output_editor.getValue().includes("type:State")`)

	p.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("mql-dropdown").click()`))
	ask(`[{"id": "<actor:iran>", "<rdf:type>": null}]`)
	p.wait(`output_editor.getValue().includes("<type:State>")`)
	p.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("gizmo-dropdown").click()`))

	p.visit("/ui/query_shape")
	p.wait(ready)
	ask(`g.V("<actor:iran>").out("<rel:trades-with>").all()`)
	p.wait(`document.querySelectorAll("#viz svg circle, #viz svg .node").length > 1`)

	p.visit("/ui/visualize")
	p.wait(ready)
	ask(`g.V("<actor:iran>").tag("source").save("<rdfs:label>", "source_label").out("<rel:trades-with>").tag("target").all()`)
	p.wait(`typeof sigmaGraph !== "undefined" && sigmaGraph.graph.nodes().length > 1`)
	p.is("nodes are called by their labels", `sigmaGraph.graph.nodes().some((n) => n.label === "Iran")`)
	p.is("edges are there", `sigmaGraph.graph.edges().length > 0`)

	// A page of a server that is read-only cannot write.
	p.visit("/ui/write")
	status := eval[int](p, `fetch("/api/v1/write", { method: "POST", body: "[]" }).then((r) => r.status)`)
	if status != http.StatusForbidden && status != http.StatusUnauthorized {
		t.Errorf("writing without leave gave %d", status)
	}
	if strings.Contains(eval[string](p, `document.title`), "Error") {
		t.Error("the write page does not load")
	}
}
