package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// graphReady waits until a graph is drawn.
const graphReady = `document.querySelector("[data-graph][data-ready]")`

func TestGraph(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/graph?actor=Iran")
	p.wait(graphReady)
	p.is("actors are drawn", `document.querySelectorAll(".g-node").length > 8`)
	p.is("what one source says is dashed", `getComputedStyle(document.querySelector(".g-line.single .stroke")).strokeDasharray !== "none"`)
	p.is("the graph says what it is", `/^Graph of \d+ actors and \d+ relations/.test(document.querySelector(".g-stage").getAttribute("aria-label"))`)
	p.is("the table says the same", `document.querySelectorAll("#relations tbody tr").length === Number(/and (\d+) rel/.exec(document.querySelector(".g-stage").getAttribute("aria-label"))[1])`)
	p.is("labels do not lie over one another", `(() => {
		const b = [...document.querySelectorAll(".g-labels text, .g-linelabels text")].map((e) => e.getBBox());
		return b.every((x, i) => b.every((y, j) => i >= j || x.x + 1 > y.x + y.width || y.x + 1 > x.x + x.width || x.y + 3 > y.y + y.height || y.y + 3 > x.y + x.height));
	})()`)

	// A filter takes out of the drawing and of the table, and stands in the address.
	rows := eval[int](p, `document.querySelectorAll("#relations tbody tr").length`)
	p.click(`[data-key="t:person"]`)
	p.is("the filter is off", `document.querySelector('[data-key="t:person"]').getAttribute("aria-pressed") === "false"`)
	p.is("persons are gone", `document.querySelectorAll(".g-node.t-person").length === 0`)
	if n := eval[int](p, `document.querySelectorAll("#relations tbody tr").length`); n >= rows {
		t.Errorf("%d rows in the table with a filter, %d before", n, rows)
	}
	p.is("the address has it", `new URLSearchParams(location.search).get("off") === "t:person"`)
	p.visit(eval[string](p, `location.pathname + location.search`))
	p.wait(graphReady)
	p.is("the address brings it back", `document.querySelectorAll(".g-node.t-person").length === 0`)
	p.click(`[data-key="t:person"]`)
	p.is("and on again", `document.querySelectorAll(".g-node.t-person").length > 0 && !new URLSearchParams(location.search).has("off")`)

	// Shift-click leaves one kind of relation alone.
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-key="r:rejects"]').dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }))`))
	p.is("one relation alone", `[...document.querySelectorAll("#relations tbody td:nth-child(2)")].every((td) => td.textContent === "rejects")`)
	p.click(`.g-bar button:last-child`)
}

// An edge opens its evidence with one click.
func TestGraphEvidence(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/graph?actor=Iran")
	p.wait(graphReady)
	at := eval[[]float64](p, `(() => {
		const line = [...document.querySelectorAll(".g-line")].find((l) => l.querySelector("title").textContent.includes("trades with"));
		const path = line.querySelector(".stroke"), m = path.getPointAtLength(path.getTotalLength() / 2), s = path.getScreenCTM();
		return [m.x * s.a + m.y * s.c + s.e, m.x * s.b + m.y * s.d + s.f];
	})()`)
	p.do(chromedp.MouseClickXY(at[0], at[1]))
	p.wait(`document.getElementById("drawer").open && /trades/i.test(document.getElementById("drawer").textContent)`)
	p.keys(kb.Escape)
	p.wait(`!document.getElementById("drawer").open`)
}

// Expanding keeps what is there, and stands in the address.
func TestGraphExpand(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/graph?actor=Iran")
	p.wait(graphReady)
	places := `JSON.stringify([...document.querySelectorAll(".g-node")].map((n) => n.dataset.node + n.getAttribute("transform")).sort())`
	before := eval[[]string](p, `JSON.parse(`+places+`)`)
	p.click(`[data-node="actor:china"]`)
	p.is("its relations are listed", `document.querySelector(".g-info").textContent.includes("China")`)
	p.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".g-does button")].find((b) => b.textContent === "Expand").click()`))
	p.wait(`new URLSearchParams(location.search).getAll("with").includes("actor:china")`)
	after := map[string]bool{}
	for _, n := range eval[[]string](p, `JSON.parse(`+places+`)`) {
		after[n] = true
	}
	if len(after) <= len(before) {
		t.Errorf("%d actors after expanding, %d before", len(after), len(before))
	}
	for _, n := range before {
		if !after[n] {
			t.Errorf("%s moved", n)
		}
	}
	all := eval[string](p, places)
	p.visit(eval[string](p, `location.pathname + location.search`))
	p.wait(graphReady)
	if again := eval[string](p, places); again != all {
		t.Errorf("the address gives another picture:\n%s\n%s", again, all)
	}
}

// The graph is one stop of the Tab key; arrows walk in it, and what one walks
// over is said.
func TestGraphByKeyboard(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/graph?actor=Iran")
	p.wait(graphReady)
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".g-bar button:last-child").focus()`))
	p.keys(kb.Tab)
	p.is("one Tab leads into the graph", `document.activeElement.classList.contains("g-stage")`)
	said := `document.querySelector("[data-graph] [aria-live]").textContent`
	p.keys(kb.ArrowRight)
	p.is("walking starts in the middle", said+`.startsWith("Iran, state")`)
	walked := map[string]bool{}
	for _, key := range []string{kb.ArrowRight, kb.ArrowLeft, kb.ArrowUp, kb.ArrowDown} {
		p.keys(key)
		walked[eval[string](p, `new URLSearchParams(location.search).get("sel")`)] = true
	}
	if len(walked) < 2 {
		t.Errorf("arrows led to %v only", walked)
	}
	p.keys("e")
	p.wait(`document.getElementById("drawer").open`)
	p.keys(kb.Escape)
	p.wait(`!document.getElementById("drawer").open`)
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".g-stage").focus()`))
	nodes := eval[int](p, `document.querySelectorAll(".g-node").length`)
	p.keys(kb.Escape)
	p.keys(kb.ArrowUp)
	p.keys(kb.ArrowUp)
	p.keys("h")
	if n := eval[int](p, `document.querySelectorAll(".g-node").length`); n >= nodes {
		t.Errorf("H hid nobody: %d actors, %d before", n, nodes)
	}
	p.keys("t")
	p.is("T leads to the table", `document.activeElement.id === "relations"`)
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".g-stage").focus()`))
	p.keys(kb.Tab)
	p.is("another Tab leaves the graph", `!document.activeElement.classList.contains("g-stage")`)
}

// What is on screen is saved as a file that stands by itself.
func TestGraphAsFile(t *testing.T) {
	p := open(t, demo(t))
	p.visit("/graph?actor=Iran")
	p.wait(graphReady)
	p.do(chromedp.Evaluate[chromedp.Void](`window.saved = ""; const was = URL.createObjectURL; URL.createObjectURL = (b) => { b.text().then((t) => { window.saved = t; }); return was.call(URL, b); }; HTMLAnchorElement.prototype.click = () => {};`))
	p.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".g-bar button")].find((b) => b.textContent === "SVG").click()`))
	p.wait(`window.saved`)
	p.is("it is whole XML", `new DOMParser().parseFromString(saved, "image/svg+xml").querySelector("parsererror") === null`)
	p.is("it names the actors", `saved.includes("China") && saved.includes("Drawn by Entente")`)
	p.is("it needs no style sheet", `!saved.includes("class=") && /fill="rgb/.test(saved)`)
	p.is("colours of both signs are in it", `new Set([...saved.matchAll(/stroke="(rgb[^"]+)"/g)].map((m) => m[1])).size > 2`)
}

// What is drawn is seen: labels at the edges too, on paper as on the screen; a
// field is no larger than its few actors want; letters on a small map are large
// enough to be read, and lie on no other.
func TestPicturesFit(t *testing.T) {
	p := open(t, demo(t))
	const stage = `const s = document.querySelector(".g-stage").getBoundingClientRect();`
	p.size(800, 800)
	p.arrive("/graph?actor=Iran")
	p.is("labels are drawn", `document.querySelectorAll(".g-labels text").length > 8`)
	p.is("labels lie on the field", `(() => { `+stage+` return [...document.querySelectorAll(".g-labels text")].every((t) => { const r = t.getBoundingClientRect(); return r.left >= s.left && r.right <= s.right && r.bottom <= s.bottom; }); })()`)
	p.is("paper shows what the screen shows", `(() => { const v = document.querySelector(".g-svg").viewBox.baseVal, s = document.querySelector(".g-stage").getBoundingClientRect(); return Math.abs(v.width - s.width) < 3 && Math.abs(v.height - s.height) < 3; })()`)
	p.arrive("/query/trade-partners?x=Iran")
	p.is("two actors stand on a small field", `(() => { `+stage+` return document.querySelectorAll(".g-node").length === 2 && s.height < 320; })()`)
	p.size(320, 800)
	p.arrive("/matrix?actor=Iran")
	p.is("a row of the matrix is a line", `(() => { const all = [...document.querySelectorAll(".matrix tbody th[scope=row]")]; return all.length > 8 && all.every((e) => e.getBoundingClientRect().height < 36); })()`)
	p.is("what it says of itself is seen", `document.querySelector(".matrix caption span").getBoundingClientRect().right <= 320`)
	p.arrive("/map")
	const letters = `const all = [...document.querySelectorAll(".map text")].filter((t) => t.style.display !== "none").map((t) => t.getBoundingClientRect());`
	p.is("letters on a small map can be read", `(() => { `+letters+` return all.length > 3 && all.every((r) => r.height >= 6.5); })()`)
	p.is("none lies on another", `(() => { `+letters+` return all.every((a, i) => all.every((b, j) => i === j || a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1)); })()`)
}
