package browser

import (
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"entente/cmd/entente/internal/web/route"
)

// setQuery writes a query into the editor as if it was typed.
func (p *tab) setQuery(text string) {
	p.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`(() => { const f = document.getElementById("gizmo-text"); f.value = ` + strconv.Quote(text) + `; f.focus(); f.setSelectionRange(f.value.length, f.value.length); f.dispatchEvent(new InputEvent("input")); })()`))
}

func TestGizmo(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/gizmo")
	p.wait(`document.querySelector(".editor.live")`)
	p.setQuery(`g.V("<actor:iran>").tag("source").out("<rel:trades-with>").tag("target").all()`)
	p.keys(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl))
	p.wait(`document.querySelectorAll("#answer tbody tr").length > 0`)
	p.is("names lead to their pages", `document.querySelector('#answer a[href="/actor/china"]')`)
	p.is("the address has the query", `new URLSearchParams(location.search).get("q").startsWith("g.V")`)
	p.is("the history has it", `document.querySelectorAll("[data-history] li").length === 1`)
	p.click(`[data-as="graph"]`)
	p.wait(`document.querySelectorAll("#answer .g-node").length === 2`)
	p.click(`[data-as="map"]`)
	p.wait(`document.querySelector("#answer .map .dot")`)
	p.click(`[data-as="json"]`)
	p.wait(`document.querySelector("#answer pre") && document.querySelector("#answer pre").textContent.includes('"target":"actor:china"')`)
	// What the address says, the server shows without scripts.
	p.visit(eval[string](p, `location.pathname + location.search`))
	p.is("the same from the address", `document.querySelector("#answer pre").textContent.includes("actor:china")`)
}

// A query's own names and colours are drawn (Cayley's convention).
func TestGizmoColours(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/gizmo?as=graph")
	p.wait(`document.querySelector(".editor.live")`)
	p.setQuery(`g.emit({ source: "a", source_label: "Alpha", source_color: "#ff0000", target: "b" })`)
	p.keys(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl))
	p.wait(`document.querySelector('#answer [data-node="a"]')`)
	p.is("its colour", `getComputedStyle(document.querySelector('[data-node="a"] .shape')).fill === "rgb(255, 0, 0)"`)
	p.is("its name", `document.querySelector("#answer .g-labels").textContent.includes("Alpha")`)
}

func TestGizmoFault(t *testing.T) {
	p := open(t, demo(t))
	p.expect("400")
	p.visit("/gizmo")
	p.wait(`document.querySelector(".editor.live")`)
	p.setQuery("g.V()\n  .nonsense()")
	p.keys(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl))
	p.wait(`document.querySelector("[data-fault] [role=alert]")`)
	p.is("the line and column", `/^Line 2, column \d+: /.test(document.querySelector("[data-fault]").textContent)`)
	p.is("the line is marked", `document.querySelector(".gutter .bad").textContent === "2"`)
	p.click(`[data-fault] button`)
	p.is("the button leads there", `document.activeElement.id === "gizmo-text" && document.activeElement.selectionStart > 5`)
}

func TestGizmoCompletion(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/gizmo")
	p.wait(`document.querySelector(".editor.live")`)
	p.setQuery(`g.V("<actor:`)
	p.keys("o")
	p.keys("m")
	p.wait(`[...document.querySelectorAll("#gizmo-options li")].some((li) => li.textContent.startsWith("oman"))`)
	p.keys(kb.Tab)
	p.is("an actor of this graph", `document.getElementById("gizmo-text").value === 'g.V("<actor:oman>'`)
	p.keys(`").out("<rel:medi`)
	p.wait(`!document.getElementById("gizmo-options").hidden`)
	p.keys(kb.Tab)
	p.is("a relation", `document.getElementById("gizmo-text").value.endsWith('.out("<rel:mediates>')`)
	p.keys(kb.Escape)
	p.keys(kb.Tab)
	p.is("Tab leaves the editor", `document.activeElement.id !== "gizmo-text"`)
}

// Esc stops an endless query in the server, too: it runs one query at a time
// here, and the next is answered long before the first would have ended.
func TestGizmoCancel(t *testing.T) {
	limits := route.DefaultLimits()
	limits.Time, limits.Queries = time.Hour, 1
	p := open(t, serve(t, sample(t), limits))
	p.visit("/gizmo")
	p.wait(`document.querySelector(".editor.live")`)
	p.setQuery("while (true) {}")
	p.keys(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl))
	p.wait(`!document.querySelector("[data-stop]").hidden && /s, 0 rows/.test(document.querySelector("[data-clock]").textContent)`)
	p.keys(kb.Escape)
	p.wait(`document.querySelector("[data-stop]").hidden && document.querySelector("[data-clock]").textContent.startsWith("stopped after")`)
	p.setQuery(`g.emit({ done: "yes" })`)
	p.keys(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl))
	p.wait(`document.querySelector("#answer tbody") && document.querySelector("#answer tbody").textContent.includes("yes")`)
}

// An answer that is cut says so.
func TestGizmoCut(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/gizmo")
	p.wait(`document.querySelector(".editor.live")`)
	p.setQuery(`for (var i = 0; i < 1500; i++) g.emit({ i: i })`)
	p.keys(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl))
	p.wait(`document.querySelector("[data-truncated]")`)
	p.is("at which row", `document.querySelector("[data-truncated]").textContent.includes("cut at 1,000 rows")`)
	p.is("and has those rows", `document.querySelectorAll("#answer tbody tr").length === 1000`)
}
