package console

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// module runs an ES module of ours that touches no page, and gives the runtime
// with its exports as globals.
func module(t *testing.T, names ...string) *goja.Runtime {
	t.Helper()
	vm := goja.New()
	exports := regexp.MustCompile(`(?m)^export `)
	imports := regexp.MustCompile(`(?m)^import .*;$`)
	for _, name := range names {
		text, err := os.ReadFile("assets/" + name)
		if err != nil {
			t.Fatal(err)
		}
		script := imports.ReplaceAllString(exports.ReplaceAllString(string(text), ""), "")
		if _, err := vm.RunScript(name, script); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return vm
}

// check runs assertions written in JavaScript: lines of "what: expression".
func check(t *testing.T, vm *goja.Runtime, before, cases string) {
	t.Helper()
	if _, err := vm.RunString(before); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(cases), "\n") {
		what, expression, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			t.Fatalf("no case: %q", line)
		}
		v, err := vm.RunString("(" + expression + ")")
		if err != nil {
			t.Errorf("%s: %v", what, err)
		} else if !v.ToBoolean() {
			t.Errorf("%s: %s is %v", what, expression, v)
		}
	}
}

const sampleGraph = `
const node = (id, x, y, look = "state") => ({ id: "actor:" + id, label: id[0].toUpperCase() + id.slice(1), kind: look, look, x, y, degree: 1 });
const edge = (source, relation, target, more = {}) => ({ id: source + relation + target, source: "actor:" + source, target: "actor:" + target, relation, label: relation.replace("-", " "),
  class: "cooperative", directed: true, status: "asserted", claims: 1, sources: 1, earliest: "", latest: "", ...more });
const data = { title: "T", center: "actor:iran", actors: 4, sources: 2, claims: 6, grouped: false,
  nodes: [node("iran", 0, 0), node("china", 200, 10), node("us", -200, 0), node("oman", 0, 150), node("ali", 60, 300, "person")],
  edges: [
    edge("iran", "trades-with", "china", { directed: false, sources: 2, earliest: "2020-01-01", latest: "2024-12-31" }),
    edge("us", "sanctions", "iran", { class: "conflictual", earliest: "2025-06-01", latest: "2025-06-01" }),
    edge("iran", "threatens", "us", { class: "conflictual" }),
    edge("oman", "mediates", "iran"), edge("ali", "represents", "oman") ] };
const model = build(data), state = newState(), all = shown(model, state);
const ids = (view) => view.nodes.map((n) => n.id.slice(6)).join(" ");
`

func TestGraphModel(t *testing.T) {
	vm := module(t, "graph-model.js")
	check(t, vm, sampleGraph+`
const off = (...keys) => shown(model, { ...newState(), off: new Set(keys) });
const many = { nodes: [node("hub", 0, 0), node("far", 900, 0)], edges: [edge("hub", "meets", "far"), edge("far", "meets", "hub")], actors: 1000, sources: 1, claims: 1000 };
for (let i = 0; i < 1000; i++) { many.nodes.push(node("leaf" + i, i, 9)); many.edges.push(edge("leaf" + i, "meets", i % 2 ? "hub" : "far")); }
many.edges.push(edge("hub", "trades-with", "leaf77", { sources: 2 }), edge("hub", "trades-with", "leaf999", { claims: 5 }));
const ring = { ...many, nodes: [...many.nodes], edges: [...many.edges] };
for (let i = 0; i < 18; i++) { ring.nodes.push(node("r" + i, i, 99)); ring.edges.push(edge("r" + i, "meets", "hub"), edge("r" + i, "meets", "far")); }
const wide = shown(build(ring), newState());
const big = shown(build(many), newState());
const opened = shown(build(many), { ...newState(), open: new Set(["actor:hub"]) });
const fan = lines(all).filter((l) => l.a === "actor:iran" && l.b === "actor:us");
const more = { actors: 6, sources: 3, claims: 9, nodes: [node("china", 50, 50), node("japan", 90, 50), node("iran", 0, 0)], edges: [edge("china", "meets", "japan"), edge("iran", "trades-with", "china")] };
const merged = build(data); const added = merge(merged, more); const japan = merged.nodes.get("actor:japan");
const china = merged.nodes.get("actor:china");
`, `
a filter hides a relation and who is then alone: ids(off("r:mediates", "r:represents")) === "iran china us"
the actor in the middle stays: ids(off("r:mediates", "r:represents", "r:sanctions", "r:threatens", "r:trades-with")) === "iran"
a kind of actor is hidden with its relations: ids(off("t:person")) === "iran china us oman"
what one source says is hidden: off("s:single").edges.length === 1
a day hides what is later and keeps what has no date: shown(model, { ...newState(), day: "2024-01-01" }).edges.length === 4
and counts it: shown(model, { ...newState(), day: "2024-01-01" }).later === 1
undated edges are counted: model.undated === 3
the span of dates: model.earliest === "2020-01-01" && model.latest === "2025-06-01"
an actor taken out is out: ids(shown(model, { ...newState(), gone: new Set(["actor:us"]) })) === "iran china oman ali"
a pinned actor without relations stays: shown(model, { ...newState(), off: new Set(["r:represents"]), pins: new Map([["actor:ali", { x: 1, y: 1 }]]) }).nodes.length === 5
two relations of two actors run side by side: fan.length === 2 && fan[0].offset === -7.5 && fan[1].offset === 7.5
heads only where directed: lines(all).find((l) => l.b === "actor:iran" && l.a === "actor:china").toB === false
heads point at the target: fan.find((l) => l.label === "sanctions").toA && fan.find((l) => l.label === "threatens").toB
above 800 nodes leaves are folded: wide.simple && wide.nodes.length === 20 && wide.folded.get("actor:hub") === 500
but where next to nothing would be left: big.simple && big.nodes.length === 100 && big.folded.get("actor:hub") + big.folded.get("actor:far") === 902
the best supported stay: ["leaf77", "leaf999"].every((id) => big.nodes.some((n) => n.id === "actor:" + id))
and lines of a pair joined: lines(wide).find((l) => l.a === "actor:far" && l.b === "actor:hub").edges.length === 2
a hub that is opened shows its leaves: opened.nodes.length === 502
an arrow key leads to the neighbour that way: step(model, all, "actor:iran", "ArrowRight") === "actor:china"
and up from Oman to Iran: step(model, all, "actor:oman", "ArrowUp") === "actor:iran"
where no neighbour is, to the nearest: step(model, all, "actor:china", "ArrowDown") === "actor:ali"
an actor in words: say(model, all, "actor:china", "actor:iran") === "China, state, 1 relation. Iran trades with China, 2 sources, 2020 to 2024."
merging adds what is new only: added === 1 && merged.nodes.size === 6
what is there does not move: china.x === 200 && china.y === 10
what is new stands where the server put it: japan.x === 90 && japan.y === 50
evidence of one edge: whyURL([data.edges[1]]) === "/why?subject=actor%3Aus&relation=sanctions&object=actor%3Airan"
thickness grows with doublings: thickness(1) === 1.4 && thickness(2) === 2.9 && thickness(4) === 4.4 && thickness(1000) < 8.5
the legend counts: legend(model, off("t:person")).types.map((r) => r.n + "/" + r.of).join() === "4/4,0/1"
cooperation stands before conflict: legend(model, all).relations.map((r) => r.class[2]).join("") === "oonn" || legend(model, all).relations[0].class === "cooperative"
solo leaves one: [...solo(new Set(), "r:a", ["r:a", "r:b", "t:x"])].join() === "r:b"
solo again shows all: [...solo(new Set(["r:b"]), "r:a", ["r:a", "r:b"])].length === 0
`)
}

func TestGraphLinesAreWhole(t *testing.T) {
	vm := module(t, "graph-model.js")
	check(t, vm, sampleGraph+`
const paths = lines(all).map((l) => curve(l, model.nodes.get(l.a), model.nodes.get(l.b)));
const near = curve(lines(all)[0], { x: 0, y: 0, r: 10 }, { x: 5, y: 0, r: 10 });
`, `
no number is missing: paths.every((p) => !/NaN|undefined/.test(p.path + p.heads))
nor where two stand in one another: !/NaN/.test(near.path + near.heads)
nor in one place: !/NaN/.test(curve(lines(all)[0], { x: 0, y: 0, r: 10 }, { x: 0, y: 0, r: 10 }).path)
`)
}

func TestGraphLabelsDoNotCollide(t *testing.T) {
	vm := module(t, "graph-model.js")
	check(t, vm, `
let seed = 7; const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const boxes = []; for (let i = 0; i < 600; i++) { const x = random() * 1000, y = random() * 700; boxes.push({ owner: i, x0: x, y0: y, x1: x + 40 + random() * 90, y1: y + 14 }); }
const kept = room(boxes);
const meet = (a, b) => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;
let collisions = 0; for (let i = 0; i < kept.length; i++) for (let j = 0; j < i; j++) if (meet(kept[i], kept[j])) collisions++;
`, `
none of those kept lies over another: collisions === 0
the first is kept: kept[0] === boxes[0]
there is room for many: kept.length > 100
one that must be shown is: room([boxes[0], { ...boxes[0], owner: 9, always: true }]).length === 2
of several places of one the first with room is taken: room([{ ...boxes[0], owner: "l", once: true }, { owner: "l", once: true, x0: 5000, x1: 5010, y0: 0, y1: 9 }, { owner: "l", once: true, x0: 6000, x1: 6010, y0: 0, y1: 9 }], [boxes[0]])[0].x0 === 5000 && room([{ ...boxes[0], owner: "l", once: true }, { owner: "l", once: true, x0: 5000, x1: 5010, y0: 0, y1: 9 }]).length === 1
`)
}

// How long ago an edge held is told by the newest day of the graph.
func TestGraphAges(t *testing.T) {
	vm := module(t, "graph-model.js")
	check(t, vm, sampleGraph+`
const now = newest(model);
`, `
from the newest day: now === "2025-06-01"
not from a day to come: newest({ latest: "9999-12-31" }) < "9999"
nor from none: newest({ latest: "" }) === ""
that day: age({ earliest: "2025-06-01", latest: "2025-06-01" }, now) === "new"
within a year: age({ earliest: "2020", latest: "2024-07-01" }, now) === "new"
within five: age({ earliest: "2021-01-01", latest: "2021-01-01" }, now) === "mid"
older: age({ earliest: "1999-01-01", latest: "2001-01-01" }, now) === "old"
what has not ended: age({ earliest: "1949-04-04", latest: "1949-04-04", open: true }, now) === "new"
no date: age({ earliest: "", latest: "" }, now) === "none"
said in words: timeOf({ earliest: "1949-04-04", open: true }) === "since 1949-04-04" && timeOf({ earliest: "2024-02-01", latest: "2024-02-29" }) === "2024-02" && timeOf({ earliest: "2024-02-01", latest: "2024-03-02" }) === "2024-02-01 to 2024-03-02"
`)
}

// A page carries its graph packed; what is expanded comes as the API gives it.
func TestGraphUnpacks(t *testing.T) {
	vm := module(t, "graph-model.js")
	check(t, vm, sampleGraph+`
const at = (id) => data.nodes.findIndex((n) => n.id === id);
const packed = { ...data, packed: true, edges: data.edges.map(({ id, ...e }) => ({ ...e, source: at(e.source), target: at(e.target) })) };
const same = build(packed), before = same.edges.size, first = ids(shown(same, newState()));
const more = { nodes: [...data.nodes, node("qatar", 9, 9)], edges: [...data.edges, edge("qatar", "mediates", "iran")], actors: 6, sources: 2, claims: 7 };
const fresh = merge(same, more);
`, `
the same actors and relations: first === ids(all) && before === model.edges.size
ends are actors: [...same.edges.values()].every((e) => same.nodes.has(e.source) && same.nodes.has(e.target))
each has an id: new Set([...same.edges.values()].map((e) => e.id)).size === before + 1 && [...same.edges].every(([k, e]) => k === e.id)
what comes later is not there twice: fresh === 1 && same.edges.size === before + 1
`)
}

// URLSearchParams stands in for the browser's.
const params = `
class Params { constructor(o = {}) { this.m = new Map(Object.entries(o)); } get(k) { return this.m.has(k) ? this.m.get(k) : null; } set(k, v) { this.m.set(k, v); } delete(k) { this.m.delete(k); }
append(k, v) { this.m.set(k, [...this.getAll(k), v]); } getAll(k) { return [].concat(this.m.has(k) ? this.m.get(k) : []); } }
`

func TestGraphStateInAddress(t *testing.T) {
	vm := module(t, "graph-model.js")
	check(t, vm, params+`
const s = newState(); s.off.add("r:sanctions"); s.off.add("t:person"); s.gone.add("actor:us"); s.expanded.push("actor:china", "group:person/iran"); s.day = "2024-05-01";
s.selected = "actor:iran"; s.pins.set("actor:oman", { x: -12.4, y: 30.6 }); s.open.add("actor:hub");
const p = toQuery(new Params({ actor: "Iran", off: "old" }), s), back = fromQuery(p);
const bad = fromQuery(new Params({ off: "nonsense <script>", day: "yesterday", pin: "x@a,b" }));
`, `
what is not ours stays: p.get("actor") === "Iran"
filters come back: [...back.off].sort().join() === "r:sanctions,t:person"
who was taken out comes back: back.gone.has("actor:us") && back.open.has("actor:hub")
what was expanded comes back in order: back.expanded.join() === "actor:china,group:person/iran"
pins come back: back.pins.get("actor:oman").x === -12 && back.pins.get("actor:oman").y === 31
day and selection come back: back.day === "2024-05-01" && back.selected === "actor:iran"
nothing chosen leaves nothing: [...toQuery(new Params(), newState()).m].length === 0
nonsense is ignored: bad.off.size === 0 && bad.day === "" && bad.pins.size === 0
`)
}
