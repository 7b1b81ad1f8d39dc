package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
)

// says makes a claim of two actors as a publisher's document says it.
func says(t *testing.T, publisher, when string, status graph.Status, subject graph.Actor, relation string, object graph.Actor) graph.Claim {
	t.Helper()
	quote := fmt.Sprintf("%s and %s, %s.", subject.Label, object.Label, relation)
	for _, a := range []*graph.Actor{&subject, &object} {
		a.Mention, a.Start = a.Label, strings.Index(quote, a.Label)
		a.End = a.Start + len(a.Label)
	}
	c := graph.Claim{Subject: subject, Relation: relation, Object: object, Status: status, Rule: "test", Confidence: 0.9,
		Source: graph.Source{ID: publisher, Publisher: publisher}, Sentence: 1, End: len(quote), Quote: quote}
	if when != "" {
		var err error
		if c.Time, err = graph.ParseTime(when); err != nil {
			t.Fatal(err)
		}
	}
	c.ID = c.Hash()
	return c
}

// hold loads claims, those of a source that follow each other together.
func hold(t *testing.T, s *store.Store, claims ...graph.Claim) {
	t.Helper()
	l := s.Loader(store.LoadOptions{})
	for i, c := range claims {
		if i == 0 || c.Source.ID != claims[i-1].Source.ID {
			if err := l.Begin(t.Context(), c.Source); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Claim(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if i == len(claims)-1 || c.Source.ID != claims[i+1].Source.ID {
			if err := l.End(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if r := l.Rejections(); len(r) > 0 {
		t.Fatalf("rejected: %v", r)
	}
}

func state(name string) graph.Actor {
	return graph.Actor{ID: "actor:" + strings.ToLower(strings.ReplaceAll(name, " ", "-")), Label: name, Type: "State"}
}

// crowd fills a store with so many actors: thirty states in a ring, and those
// who belong to one of them each.
func crowd(t *testing.T, n int) *store.Store {
	t.Helper()
	s := empty(t)
	const hubs = 30
	var claims []graph.Claim
	for i := range hubs {
		claims = append(claims, says(t, "Wire", "2025", graph.Asserted, state(fmt.Sprintf("State %02d.", i)), "allied-with", state(fmt.Sprintf("State %02d.", (i+1)%hubs))))
	}
	for i := hubs; i < n; i++ {
		hub := state(fmt.Sprintf("State %02d.", i%hubs))
		who := graph.Actor{ID: fmt.Sprintf("actor:person-%d", i), Label: fmt.Sprintf("Person %04d", i), Type: "Person", Within: hub.ID}
		claims = append(claims, says(t, "Wire", "2025", graph.Asserted, who, "represents", hub))
	}
	hold(t, s, claims...)
	return s
}

const drawnNodes = `document.querySelectorAll(".g-node").length`

// Above 800 actors those with one neighbour are folded into it, and a note and
// the table say so.
func TestGraphFolded(t *testing.T) {
	p := open(t, serve(t, crowd(t, 900), route.DefaultLimits()))
	p.visit("/graph")
	p.wait(graphReady)
	p.is("thirty are drawn", drawnNodes+` === 30`)
	p.is("each says how many it stands for", `[...document.querySelectorAll(".g-node .badge")].filter((b) => b.textContent === "+29").length === 30`)
	p.is("a note says so", `document.querySelector(".g-notes").textContent.startsWith("Simplified: actors with one neighbour are folded into it")`)
	p.is("the table says how much it shows", `document.querySelector("#relations [data-shown]").textContent === "30 of 900 relations"`)
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".g-stage").focus()`))
	p.keys("f")
	p.click(`[data-node="actor:state-00."]`)
	p.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".g-does button")].find((b) => b.textContent === "Expand").click()`))
	p.wait(drawnNodes + ` === 59`)
	p.is("the address has what is unfolded", `new URLSearchParams(location.search).get("open") === "state-00."`)
}

// Above 2,000 all but the best connected stand as groups.
func TestGraphGrouped(t *testing.T) {
	p := open(t, serve(t, crowd(t, 2500), route.DefaultLimits()))
	p.visit("/graph")
	p.wait(graphReady)
	p.is("the page says so", `document.querySelector("main .note").textContent.startsWith("2,500 actors are too many to draw one by one")`)
	p.is("so does the graph", `document.querySelector(".g-notes").textContent.includes("2,500 actors are too many to draw")`)
	p.is("groups are drawn", `document.querySelectorAll(".g-node.group").length > 0 && `+drawnNodes+` <= 800`)
	p.is("the table names groups", `[...document.querySelectorAll("#relations td")].some((td) => /^\d+ × person of State \d\d\.$/.test(td.textContent))`)
	p.is("a group leads to no sentences that are not there", `[...document.querySelectorAll("#relations tr")].filter((tr) => tr.textContent.includes("×")).every((tr) => !tr.querySelector("[data-drawer]"))`)
}

// The longer ago a relation held, the paler it is; what others deny is crossed.
// The legend says both, and filters by them.
func TestGraphAgeAndDenial(t *testing.T) {
	s := empty(t)
	a, b, c, d := state("Aland"), state("Borduria"), state("Cordia"), state("Drusia")
	hold(t, s, says(t, "Post", "2026-01-10", graph.Asserted, a, "arms", b), says(t, "Post", "2023-06", graph.Asserted, a, "trades-with", c), says(t, "Post", "2009", graph.Asserted, a, "attacks", d),
		says(t, "Post", "2012/..", graph.Asserted, b, "allied-with", c), says(t, "Courier", "2026-01-12", graph.Denied, a, "arms", b))
	p := open(t, serve(t, s, route.DefaultLimits()))
	p.visit("/graph?actor=Aland&depth=2")
	p.wait(graphReady)
	strength := func(words string) string {
		return `Number(getComputedStyle([...document.querySelectorAll(".g-line")].find((l) => l.querySelector("title").textContent.includes("` + words + `")).querySelector(".stroke")).strokeOpacity)`
	}
	p.is("what was long ago is paler", strength("arms")+` > `+strength("trades with")+` && `+strength("trades with")+` > `+strength("attacks"))
	p.is("what has not ended is not old", strength("allied with")+` === `+strength("arms"))
	p.is("what is denied is crossed", `document.querySelectorAll(".g-line .deny").length === 1`)
	p.is("and says so", `[...document.querySelectorAll(".g-line title")].some((e) => e.textContent.includes("denied by 1 claim")) && document.querySelector("#relations").textContent.includes("(1 deny it)")`)
	p.is("the legend counts", `document.querySelector('[data-key="a:new"] .g-count').textContent === "2" && document.querySelector('[data-key="d:denied"] .g-count').textContent === "1"`)
	p.click(`[data-key="a:old"]`)
	p.is("the legend filters", `document.querySelectorAll(".g-line").length === 3 && new URLSearchParams(location.search).get("off") === "a:old"`)
	p.click(`[data-key="d:denied"]`)
	p.is("also what is denied", `document.querySelectorAll(".g-line").length === 2`)

	// Both sides are on the pages of the two.
	p.arrive("/actor/aland")
	p.is("the actor's page says so", `document.querySelector("dl .s-disputed").textContent.includes("1 relation both said and denied")`)
	p.click("dl .s-disputed")
	p.wait(`location.pathname === "/query/contradictions-of" && document.querySelectorAll("main tbody tr").length === 2`)
	p.arrive("/why?subject=Aland&relation=arms&object=Borduria")
	p.is("so does the evidence", `document.querySelector("main [role=status]").textContent.includes("2 sentences, newest first, 1 of them denies it")`)
	p.arrive("/between?a=Aland&b=Borduria")
	p.is("so does what compares them", `document.querySelectorAll(".sides article").length === 2 && document.querySelector(".s-disputed")`)
}

// Two fingers zoom the graph and the map, about the point between them.
func TestPinch(t *testing.T) {
	base := demo(t)
	var p *tab
	touch := func(kind input.DispatchTouchEventType, points ...[2]float64) {
		t.Helper()
		params := input.DispatchTouchEventParams{Type: kind, TouchPoints: []*input.TouchPoint{}}
		for i, at := range points {
			params.TouchPoints = append(params.TouchPoints, &input.TouchPoint{X: at[0], Y: at[1], ID: new(float64(i))})
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, params); err != nil {
			t.Fatal(err)
		}
	}
	for path, scale := range map[string]string{
		"/graph?actor=Iran": `Number(/scale\(([\d.]+)\)/.exec(document.querySelector(".g-world").getAttribute("transform"))[1])`,
		"/map?actor=Iran":   `1000 / document.querySelector(".map svg").viewBox.baseVal.width`,
	} {
		p = open(t, base)
		p.arrive(path)
		before := eval[float64](p, scale)
		at := eval[[]float64](p, `(() => { const e = document.querySelector(".g-stage, .map svg"); e.scrollIntoView({ block: "center" }); const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`)
		// Where the page has been scrolled to is known to touches once it is drawn.
		eval[bool](p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
		x, y := at[0], at[1]
		touch("touchStart", [2]float64{x - 40, y}, [2]float64{x + 40, y})
		for _, far := range []float64{60, 80, 100, 120} {
			touch("touchMove", [2]float64{x - far, y}, [2]float64{x + far, y})
		}
		touch("touchEnd")
		if after := eval[float64](p, scale); after < 2*before || after > 4*before {
			t.Errorf("%s: three times as far apart, %.2f became %.2f", path, before, after)
		}
	}
}

// An actor as of a day: the address, the command and the drawing say the same.
func TestActorAsOf(t *testing.T) {
	p := open(t, demo(t))
	p.arrive("/actor/iran")
	rows := `document.querySelectorAll("table.ties tbody tr").length`
	all := eval[int](p, rows)
	p.do(chromedp.SetValue(chromedp.CSS("#f-as-of"), "2025"))
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#f-as-of").form.requestSubmit()`))
	p.wait(`new URLSearchParams(location.search).get("as-of") === "2025" && document.querySelector("main .note")`)
	p.arrive(eval[string](p, `location.pathname + location.search`))
	if n := eval[int](p, rows); n >= all || n == 0 {
		t.Errorf("%d relations as of 2025, %d in all", n, all)
	}
	p.is("Oman mediated later", `!document.querySelector("table.ties + *, main").textContent.includes("is mediated by")`)
	p.is("the command has the day", `document.querySelector("[data-command]").textContent.endsWith("--as-of 2025")`)
	p.is("so has the drawing", `document.querySelector("[data-graph]").dataset.src.includes("as-of=2025") && !document.querySelector('[data-node="actor:oman"]')`)
	p.is("and what is compared", `[...document.querySelectorAll("table.ties a")].filter((a) => a.textContent === "all").every((a) => a.href.includes("as-of=2025"))`)
}

// Rows with degrees and with intervals get a map and a timeline as they run.
func TestGizmoViews(t *testing.T) {
	p := open(t, demo(t))
	p.arrive("/gizmo")
	p.setQuery(`g.emit({ label: "port", lat: 25.3, lon: 60.6, period: "2018/2024-05" }); g.emit({ label: "strait", lat: 12.6, lon: 43.4, period: "2023-11/.." })`)
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#gizmo button").click()`))
	p.wait(`document.querySelectorAll("#answer tbody tr").length === 2`)
	p.click(`[data-as="map"]`)
	p.wait(`document.querySelectorAll("#answer .map .dot").length === 2 && document.querySelector("#answer .map-bar")`)
	p.is("the map shows where they are", `document.querySelector("#answer .map svg").viewBox.baseVal.width < 500`)
	p.click(`[data-as="timeline"]`)
	p.wait(`document.querySelectorAll("#answer .lanes .span").length === 2`)
	p.is("what has not ended is open", `document.querySelectorAll("#answer .span.open").length === 1 && document.querySelector("#answer").textContent.includes("since 2023-11")`)
}

// A cell of the matrix opens its sentences.
func TestMatrix(t *testing.T) {
	p := open(t, demo(t))
	p.arrive("/graph?actor=Iran")
	p.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".choices a")].find((a) => a.textContent === "Matrix").click()`))
	p.wait(`location.pathname === "/matrix" && document.querySelector("table.matrix") && document.documentElement.classList.contains("scripted")`)
	p.is("it is square", `document.querySelectorAll(".matrix tbody th[scope=row]").length === document.querySelectorAll(".matrix thead th").length`)
	p.click(`.matrix a[title^="Iran → China"]`)
	p.wait(`document.getElementById("drawer").open && /trades/.test(document.getElementById("drawer").textContent)`)
}

// Around a hub of more than 800 everybody is a leaf: the best supported are
// drawn, and those that are not are counted.
func TestGraphOfAHub(t *testing.T) {
	s := empty(t)
	hub := state("Hub")
	var claims []graph.Claim
	for i := range 900 {
		who := graph.Actor{ID: fmt.Sprintf("actor:person-%d", i), Label: fmt.Sprintf("Person %04d", i), Type: "Person"}
		claims = append(claims, says(t, "Wire", "2025", graph.Asserted, who, "represents", hub))
	}
	hold(t, s, claims...)
	p := open(t, serve(t, s, route.DefaultLimits()))
	p.visit("/graph?actor=Hub")
	p.wait(graphReady)
	p.is("a hundred are drawn", drawnNodes+` === 100`)
	p.is("the hub says how many it stands for", `document.querySelector(".g-node .badge").textContent === "+801"`)
	p.is("a note says so", `document.querySelector(".g-notes").textContent.startsWith("Simplified: actors with one neighbour, but for the 99 best supported, are folded into it")`)
}
