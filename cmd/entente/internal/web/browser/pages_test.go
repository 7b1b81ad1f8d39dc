package browser

import (
	"bytes"
	"flag"
	"net/url"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"entente/cmd/entente/internal/web/route"
)

var update = flag.Bool("update", false, "make the README's screenshots anew")

// pages are the console's pages, each with something to show.
var pages = []string{
	"/", "/search?q=ir", "/actor/iran", "/actor/iran?as-of=2025", "/between?a=Iran&b=US", "/path?from=Oman&to=China", "/why?subject=Iran&relation=any&object=China",
	"/queries", "/query/trade-partners?x=Iran", "/relation/sanctions", "/resolve", "/resolve?name=Tehran&date=2024-05-01", "/resolve?name=the+foreign+minister&date=2022-06-01&about=Germany&name=nobody+at+all", "/sources", "/source?id=" + url.QueryEscape("https://entente.example/samples/muscat-talks"), "/about",
	"/graph?actor=Iran", "/graph", "/matrix", "/matrix?actor=Iran&order=name", "/query/timeline-of?x=Iran&as=timeline", "/query/timeline-of?x=Iran&as=map", "/map?actor=Iran", "/map",
	"/gizmo?q=" + url.QueryEscape(`g.V("<actor:iran>").tag("source").out().tag("target").all()`), "/gizmo?as=graph&q=" + url.QueryEscape(`g.V("<actor:iran>").tag("source").out("<rel:trades-with>").tag("target").all()`),
	"/gizmo?q=" + url.QueryEscape("g.V("), "/actor/nobody-of-this-name", "/nothing",
}

// arrive goes to a page and waits until it is whole.
func (p *tab) arrive(path string) {
	p.Helper()
	p.visit(path)
	p.wait(`document.documentElement.classList.contains("scripted") && [...document.querySelectorAll("[data-graph]")].every((g) => "ready" in g.dataset || g.querySelector("[role=alert]")) && (!document.querySelector(".editor") || document.querySelector(".editor.live"))`)
}

// wide says what is wider than the screen.
const wide = `(() => {
	const w = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= w) return "";
	return document.documentElement.scrollWidth + " > " + w + ": " + [...document.querySelectorAll("main *, header *, footer *, aside *")].filter((e) => e.getBoundingClientRect().right > w + 1 && !e.closest(".scroll, svg, pre, .options, .editor")).slice(0, 4).map((e) => e.tagName + "." + e.className).join(" ");
})()`

// Every page, on a narrow screen, on paper, in light and dark: nothing is cut
// off, the browser complains of nothing, axe-core finds nothing serious.
func TestPages(t *testing.T) {
	base := demo(t)
	axe := ""
	if file := os.Getenv("ENTENTE_AXE"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		axe = string(text)
	} else {
		t.Log("ENTENTE_AXE names no axe.min.js: accessibility is not checked by axe-core")
	}
	p := open(t, base)
	for _, status := range []string{"400", "404"} { // the pages that are about faults
		p.expect(status)
	}
	for _, path := range pages {
		p.size(320, 800)
		p.media("", "prefers-color-scheme: light", "prefers-reduced-motion: reduce")
		p.arrive(path)
		if text := eval[string](p, wide); text != "" {
			t.Errorf("%s scrolls sideways at 320 pixels: %s", path, text)
		}
		p.size(1100, 800)
		if axe != "" {
			p.inspect(path+", light", axe)
			p.media("", "prefers-color-scheme: dark", "prefers-reduced-motion: reduce")
			p.is("dark is dark", `getComputedStyle(document.documentElement).backgroundColor === "rgb(20, 23, 28)"`)
			p.inspect(path+", dark", axe)
		}
		p.size(794, 1123) // A4
		p.media("print")
		if text := eval[string](p, wide); text != "" {
			t.Errorf("%s is wider than paper: %s", path, text)
		}
		p.is("paper is white: "+path, `getComputedStyle(document.documentElement).colorScheme.includes("light")`)
		pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
		if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Errorf("%s on paper: %v", path, err)
		}
	}
}

// inspect lets axe-core look at the page.
func (p *tab) inspect(what, axe string) {
	p.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](axe + "; undefined"))
	for _, fault := range eval[[]string](p, `axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations
		.filter((v) => v.impact === "serious" || v.impact === "critical")
		.map((v) => v.id + " (" + v.impact + "): " + v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + n.html.slice(0, 120)).join(" | ")))`) {
		p.Errorf("%s: %s", what, fault)
	}
}

// From the start page to a sentence with the keyboard alone.
func TestKeyboardOnly(t *testing.T) {
	p := open(t, demo(t))
	p.arrive("/")
	// The driver's key would also type what the page took for itself.
	p.do(chromedp.Evaluate[chromedp.Void](`document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }))`))
	p.is("/ leads to the search field", `document.activeElement.id === "search"`)
	p.keys("oma")
	p.wait(`[...document.querySelectorAll(".find [role=option]")].some((o) => o.textContent.includes("Oman"))`)
	p.keys(kb.ArrowDown)
	p.wait(`document.querySelector('.find [role=option][aria-selected="true"]')`)
	p.keys(kb.Enter)
	p.wait(`location.pathname === "/actor/oman" && document.readyState === "complete" && document.documentElement.classList.contains("scripted")`)
	p.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
	p.keys("j")
	p.is("j marks the first row", `document.querySelector("main tr.marked, main li.marked")`)
	p.keys("e")
	p.wait(`document.getElementById("drawer").open && document.querySelector("#drawer blockquote")`)
	p.keys(kb.Escape)
	p.wait(`!document.getElementById("drawer").open`)
	// The first stop of the Tab key skips what every page begins with.
	p.arrive("/about")
	p.keys(kb.Tab)
	p.is("the first stop leads to the content", `document.activeElement.classList.contains("skip")`)
	p.keys(kb.Enter)
	p.wait(`location.hash === "#content"`)
}

// A click on the theme's button holds on the next page.
func TestTheme(t *testing.T) {
	p := open(t, demo(t))
	p.media("", "prefers-color-scheme: light")
	p.arrive("/")
	p.click("[data-theme-switch]")
	p.is("dark", `document.documentElement.dataset.theme === "dark"`)
	p.arrive("/about")
	p.is("dark on the next page", `getComputedStyle(document.documentElement).backgroundColor === "rgb(20, 23, 28)"`)
}

// An empty store says what to do.
func TestEmptyStore(t *testing.T) {
	p := open(t, serve(t, empty(t), route.DefaultLimits()))
	p.arrive("/")
	p.is("it says so", `document.querySelector("main").textContent.includes("entente load")`)
	for _, path := range []string{"/graph", "/map", "/sources"} {
		p.arrive(path)
	}
}

// From the start page to whom words mean, and on to that actor, with the
// question in the address.
func TestWhoIsMeant(t *testing.T) {
	p := open(t, demo(t))
	p.arrive("/")
	p.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("h-name").focus()`))
	p.keys("Tehran")
	p.keys(kb.Tab)
	p.keys("2024-05-01" + kb.Enter)
	p.wait(`location.pathname === "/resolve" && location.search === "?name=Tehran&date=2024-05-01" && document.readyState === "complete"`)
	p.is("who, the rule and the next best are said", `["Iran", "seat of government", "0.75", "Next best"].every((w) => document.querySelector("main").innerText.includes(w))`)
	p.is("it has its command", `document.querySelector("[data-command]").textContent === "entente resolve --date 2024-05-01 Tehran"`)
	p.click("main .counts a.actor")
	p.wait(`location.pathname === "/actor/iran"`)
}

// What is not there is answered with what may have been meant.
func TestMisspelt(t *testing.T) {
	p := open(t, demo(t))
	p.expect("404")
	p.arrive("/graph?actor=Iram")
	p.is("Iran is offered", `[...document.querySelectorAll("main a")].some((a) => a.textContent.includes("Iran"))`)
	p.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("main a")].find((a) => a.textContent.includes("Iran")).click()`))
	p.wait(`location.pathname === "/graph" && location.search.includes("iran") && ` + graphReady)
}

// Screenshots for the README.
func TestScreenshots(t *testing.T) {
	if !*update {
		t.Skip("-update makes them")
	}
	p := open(t, demo(t))
	for name, shot := range map[string]struct {
		path          string
		width, height int64
	}{"console-graph.png": {"/graph?actor=Iran", 1000, 1250}, "console-map.png": {"/map?actor=Iran", 1100, 880}, "console-actor.png": {"/actor/united-states", 1000, 1000}} {
		p.size(shot.width, shot.height)
		p.arrive(shot.path)
		png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if len(png) > 150_000 {
			t.Errorf("%s has %d bytes", name, len(png))
		}
		if err := os.WriteFile("../../../../../testdata/"+name, png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
