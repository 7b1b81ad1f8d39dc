package console

import "testing"

func TestEditorWords(t *testing.T) {
	vm := module(t, "editor-words.js")
	check(t, vm, `
const text = 'var a = g.V("<actor:iran>") // who\n  .out("<rel:trades-with>").all(); /* open';
const kinds = tokens(text).filter(([k]) => k).map(([k, t]) => k + " " + t);
const words = { relations: [["trades-with", "trades with"], ["sanctions", "sanctions"]], types: [["State", "state"]] };
const put = (t, pick = 0) => { const w = wanted(t, t.length); const o = options(w, words)[pick]; return place(t, t.length, w, o).text; };
`, `
what was cut is whole again: tokens(text).map(([, t]) => t).join("") === text
a comment: kinds.includes("comment // who")
an actor: kinds.includes('iri "<actor:iran>"')
a method: kinds.includes("method out")
a keyword: kinds.includes("keyword var")
a comment that does not end: kinds.at(-1) === "comment /* open"
a text of quotes only ends: tokens('"""').map(([, t]) => t).join("") === '"""'
after a dot stand methods: wanted("g.V().o", 7).kind === "method"
not in a string: wanted('g.V("a.b', 8) === null
in quotes an IRI begins: wanted('g.V("<', 6).kind === "scheme"
a relation is completed: put('g.V().out("<rel:tra') === 'g.V().out("<rel:trades-with>'
by its label, too: options({ kind: "rel", text: "des wi" }, words)[0].insert === "trades-with>"
brackets are not doubled: place('out("<rel:san>")', 13, wanted('out("<rel:san>")', 13), { insert: "sanctions>" }).text === 'out("<rel:sanctions>")'
brackets that were forgotten come: put('g.V().out("rel:san') === 'g.V().out("<rel:sanctions>'
a method: put("g.V().intersec") === "g.V().intersect"
a place in lines: offset("ab\ncd", 2, 2) === 4 && offset("ab", 9, 9) === 2
history has each once: remember(["a", "b"], "b").join() === "b,a"
`)
}
