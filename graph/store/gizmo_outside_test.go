package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph/store"
)

// outside are the limits of a query that anybody may send.
var outside = store.Limits{Time: 20 * time.Second, Rows: 100, Text: 32 << 10, Memory: 128 << 20}

// Each of these took the process down, or gigabytes, before there were limits.
// None may leave a goroutine that works on after the query has ended.
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
		"arrays that grow":       {`var a=[]; for(;;) a.push({a:1,b:[1,2,3]})`, "memory limit|RangeError"}, // of the array's length, if memory is looked at late
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
		"holes for is":           {`g.V().is(new Array(1e9))`, "RangeError"},
		"holes for out":          {`g.V().out(new Array(1e9)).all()`, "RangeError"},
		"holes for a later step": {`g.V("<a>").out("<b>").In(new Array(1e9)).all()`, "RangeError"},
		"holes for a morphism":   {`g.M().both(new Array(1e9))`, "RangeError"},
		"holes for has":          {`g.V().has("<a>", [[new Array(1e9)]])`, "RangeError"},
		"holes for tags":         {`g.V().tag(new Array(1e9))`, "RangeError"},
		"holes for save":         {`g.V().save("<a>", new Array(1e9))`, "RangeError"},
		"holes for labels":       {`var a=[]; a.length=4e9; g.V().labelContext(a)`, "RangeError"},
		"holes for recursion":    {`g.V().followRecursive(new Array(1e9))`, "RangeError"},
		"holes for filters":      {`g.V().filter(regex(new Array(1e9)))`, "RangeError"},
		"holes for iri":          {`iri(new Array(1e9))`, "RangeError"},
		"holes for lt":           {`lt(new Array(1e9))`, "RangeError"},
		"holes of a subclass":    {`g.V().is(new (class extends Array {})(1e9))`, "RangeError"},
		"holes in a map":         {`g.emit(new Map([["a", new Array(1e9)]]))`, "RangeError"},
		"holes in a class":       {`g.emit(new (class { constructor() { this.a = new Array(1e9) } })())`, "RangeError"},
		"holes on an expression": {`var r = /x/; r.a = new Array(1e9); g.emit(r)`, "RangeError"},
		"holes at a second look": {`var n = 0; g.emit({get a() { return n++ ? new Array(1e9) : [] }})`, ""},
		"holes behind a proxy":   {`g.emit(new Proxy([], {get: function () { return 1e9 }}))`, "not defined"},
		"holes deep below":       {`var a = new Array(1e9); for (var i = 0; i < 200; i++) a = [a]; g.emit(a)`, "deeper than 100"},
		"holes by inheritance":   {`Object.defineProperty(Array.prototype, "0", {get: function () { return new Array(1e9) }, set: function () {}}); g.emit([1])`, ""},
		"paths in arrays":        {`g.V("<a>").out(["<b>", "<c>"], ["x"]).and([g.V("<b>")][0]).all(); g.emit(1)`, ""},
		"paths in a proxy":       {`var p = g.V("<a>").out(); p.x = 1; g.emit([p.x === undefined, "all" in p, typeof p.all, Object.keys(p).length > 50])`, ""},
		"filters and values":     {`g.V().has("<a>", regex("x"), lt(5)).has(iri("b"), iri("c")).filter(gt(1)).is(str("x"), lang("x", "en"), typed("1", "xsd:int")).all(); g.emit(1)`, ""},
		"callbacks":              {`g.V("<a>").forEach(function (d) { g.emit(d.id) }); g.V("<a>").map(function (d) { return d }); g.emit(g.V("<a>").toArray().length + g.V("<a>").tagArray().length)`, ""},
		"text for each match":    {`"x".repeat(1e6).replace(/x/g, "y".repeat(1e6))`, "RangeError"},
		"the text for each":      {"\"x\".repeat(1e6).replaceAll(\"x\", \"$`\")", "RangeError"},
		"text by a symbol":       {`/x/g[Symbol.replace]("x".repeat(1e6), "y".repeat(1e6))`, "RangeError"},
		"text joined":            {`new Array(1e4).fill("y".repeat(1e6)).join("")`, "RangeError"},
		"text between":           {`"x".repeat(1e6).split("").join("y".repeat(1e6))`, "RangeError"},
		"text made of an array":  {`"" + new Array(1e4).fill("y".repeat(1e6))`, "RangeError"},
		"text after text":        {`"".concat(...new Array(1e4).fill("y".repeat(1e6)))`, "RangeError"},
		"text as JSON":           {`JSON.stringify(new Array(1e4).fill("y".repeat(1e6)))`, "RangeError"},
		"text emitted":           {`g.emit(new Array(1e4).fill("y".repeat(1e6)))`, "RangeError"},
		"text of a template":     {`String.raw({raw: {length: 1e9}})`, "RangeError"},
		"long text taken apart":  {`var s="x"; while (s.length < 2e6) s += s; s.split("")`, "RangeError"},
		"holes added":            {`[].concat(new Array(1e9))`, "RangeError"},
		"holes flattened":        {`[new Array(1e9)].flat()`, "RangeError"},
		"holes flattened, too":   {`[1].flatMap(function () { return new Array(1e9) })`, "RangeError"},
		"a length that changes":  {`var n = 0; Array.prototype.indexOf.call({get length() { return n++ ? 1e9 : 1 }}, 5)`, "must be a number"},
		"a length of an object":  {`var n = 0; Array.prototype.indexOf.call({length: {valueOf: function () { return n++ ? 1e9 : 1 }}}, 5)`, "must be a number"},
		"a number that changes":  {`var n = 0; g.emit("x".padEnd({valueOf: function () { return n++ ? 1e9 : 1 }}).length)`, ""},
		"integers of any length": {`3n ** 999999999n`, "of any length"},
		"made from numbers":      {`BigInt(3)`, "not defined"},
		"a path through JSON":    {`var p; JSON.stringify([g.V()], function (k, v) { if (v && v.is) p = v; return v }); p.is(new Array(1e9))`, "RangeError"},
		"texts and lists":        {`g.emit([["a", ["b", null]].join("-"), "a-b".replace(/-/, "[$&]"), [1, [2]].flat().length, "x".padStart(3, "."), [3, 1].concat([2], 5).sort().join(), "abc".split("").reverse().join(""), String([1, 2]), JSON.stringify({a: [1]}), ` + "`a${1}b`" + `])`, ""},
		"what people write":      {`var ids = ["a"]; ids.forEach(function (x) { g.emit({x: x, y: [1, 2].map(String).join("-")}) })`, ""},
		"graph, as of old":       {`graph.Vertex("<a>").All(); g.emit(1)`, ""},
		"paths given to paths":   {`g.V("<a>").and(g.V("<b>")).all(); g.emit(g.M().out("<x>") != null)`, ""},
		"objects with like keys": {strings.Repeat(`g.emit({id: 1});`, 90), ""},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := s.Gizmo(context.Background(), c.text, outside)
			if want := `["a-b,","a[-]b",2,"..x","1,2,3,5","cba","1,2","{\"a\":[1]}","a1b"]`; name == "texts and lists" && len(a.Rows) == 1 {
				if got, _ := json.Marshal(a.Rows[0]); string(got) != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
			if c.want == "" && (err != nil || len(a.Rows) == 0) {
				t.Errorf("got %d rows, %v", len(a.Rows), err)
			}
			wanted := strings.Split(c.want, "|")
			if c.want != "" && (err == nil || !slices.ContainsFunc(wanted, func(w string) bool { return strings.Contains(err.Error(), w) })) {
				t.Errorf("got %v, want an error with %q", err, wanted)
			}
			if err != nil && strings.Contains(err.Error(), "memory limit") && !errors.Is(err, store.ErrMemoryLimit) {
				t.Errorf("%v is no ErrMemoryLimit", err)
			}
			runtime.GC()
		})
	}
}
