package export_test

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/export"
)

const (
	gexfSpace = "http://gexf.net/1.3"
	vizSpace  = "http://gexf.net/1.3/viz"
)

// gexfRules are those of the published RELAX NG schema of GEXF 1.3 (gexf.rnc,
// dynamics.rnc, viz.rnc), for the parts that a flat graph needs.
var gexfRules = map[string]rule{
	"gexf":        {space: gexfSpace, attrs: "version!:1.3| variant:string", children: "meta? graph", ordered: true},
	"meta":        {space: gexfSpace, attrs: "lastmodifieddate:date", children: "creator? keywords? description?"},
	"creator":     {space: gexfSpace, text: true},
	"keywords":    {space: gexfSpace, text: true},
	"description": {space: gexfSpace, text: true},
	"graph": {space: gexfSpace, ordered: true, children: "attributes* nodes edges",
		attrs: "defaultedgetype:directed|undirected|mutual idtype:integer|string mode:static|dynamic|slice timeformat:integer|double|date|dateTime timerepresentation:interval|timestamp start:date end:date timezone:string"},
	"attributes": {space: gexfSpace, attrs: "class!:node|edge mode:static|dynamic", children: "attribute*"},
	"attribute": {space: gexfSpace, children: "default? options?",
		attrs: "id!:string title!:string type!:integer|long|double|float|boolean|bigdecimal|biginteger|byte|char|short|string|anyURI|liststring"},
	"default":   {space: gexfSpace, text: true},
	"options":   {space: gexfSpace, text: true},
	"nodes":     {space: gexfSpace, attrs: "count:count", children: "node*"},
	"edges":     {space: gexfSpace, attrs: "count:count", children: "edge*"},
	"node":      {space: gexfSpace, attrs: "id!:string label:string start:date end:date", children: "attvalues? spells? color? position? size? shape?"},
	"edge":      {space: gexfSpace, attrs: "id:string type:directed|undirected|mutual label:string source!:string target!:string weight:double kind:string start:date end:date", children: "attvalues? spells? color? thickness? shape?"},
	"attvalues": {space: gexfSpace, children: "attvalue*"},
	"attvalue":  {space: gexfSpace, attrs: "for!:string value!:string start:date end:date"},
	"spells":    {space: gexfSpace, children: "spell+"},
	"spell":     {space: gexfSpace, attrs: "start:date end:date"},
	"color":     {space: vizSpace, attrs: "r!:byte g!:byte b!:byte a:double"},
	"position":  {space: vizSpace, attrs: "x!:double y!:double z:double"},
	"size":      {space: vizSpace, attrs: "value!:size"},
	"thickness": {space: vizSpace, attrs: "value!:size"},
	"shape":     {space: vizSpace, attrs: "value!:disc|square|triangle|diamond|image|solid|dotted|dashed|double"},
}

var gexfTypes = map[string]func(string) bool{
	"byte": func(v string) bool { return lexical(nil, "count", v) && len(v) <= 3 && (len(v) < 3 || v <= "255") },
	"size": func(v string) bool { return lexical(nil, "double", v) && !strings.HasPrefix(v, "-") },
}

// checkGEXF holds a document to the schema and to what the schema cannot say:
// references, unique IDs, typed values, intervals the right way round.
func checkGEXF(t testing.TB, doc string) *node {
	t.Helper()
	root := parseXML(t, doc)
	for _, fault := range follow(gexfRules, gexfTypes, root, "") {
		t.Error(fault)
	}
	declared := map[string]map[string]string{}
	for _, class := range root.all("attributes") {
		types := map[string]string{}
		for _, a := range class.all("attribute") {
			if types[a.attrs["id"]] != "" {
				t.Errorf("attribute %s is declared twice", a.attrs["id"])
			}
			types[a.attrs["id"]] = a.attrs["type"]
		}
		declared[class.attrs["class"]] = types
	}
	ids := map[string]map[string]bool{"node": {}, "edge": {}}
	for _, class := range []string{"node", "edge"} {
		for _, n := range root.all(class) {
			id := n.attrs["id"]
			if id == "" || ids[class][id] {
				t.Errorf("%s %q is without ID or there twice", class, id)
			}
			ids[class][id] = true
			seen := map[string]bool{}
			for _, v := range n.all("attvalue") {
				name, typ := v.attrs["for"], declared[class][v.attrs["for"]]
				if typ == "" || seen[name] {
					t.Errorf("%s %s: value for %q, which is not declared or there twice", class, id, name)
				} else if !lexical(nil, typ, v.attrs["value"]) {
					t.Errorf("%s %s: %s=%q is no %s", class, id, name, v.attrs["value"], typ)
				}
				seen[name] = true
			}
		}
		if counted := root.all(class + "s")[0].attrs["count"]; counted != itoa(len(ids[class])) {
			t.Errorf("count of %ss is %s, there are %d", class, counted, len(ids[class]))
		}
	}
	kinds := map[string]bool{}
	for _, e := range root.all("edge") {
		if !ids["node"][e.attrs["source"]] || !ids["node"][e.attrs["target"]] {
			t.Errorf("edge %s joins %s and %s, which are not both there", e.attrs["id"], e.attrs["source"], e.attrs["target"])
		}
		kind := strings.Join([]string{e.attrs["source"], e.attrs["target"], e.attrs["kind"]}, " ")
		if kinds[kind] {
			t.Errorf("two parallel edges of one kind: %s", kind)
		}
		kinds[kind] = true
		for _, s := range append(e.all("spell"), e) {
			if start, end := s.attrs["start"], s.attrs["end"]; start != "" && end != "" && start > end {
				t.Errorf("edge %s runs from %s to %s", e.attrs["id"], start, end)
			}
		}
	}
	return root
}

func TestGEXFRules(t *testing.T) {
	claims := fixture(t)
	root := checkGEXF(t, write(t, "gexf", input(claims), export.Options{Statuses: graph.Statuses}))
	if n := len(root.all("edge")); n != 23 {
		t.Errorf("%d edges; 26 claims of which three repeat another make 23", n)
	}
	if denied := find(root, "edge", "label", "threatens (denied)"); denied == nil || denied.attrs["kind"] != "threatens denied" {
		t.Errorf("a denied claim is not told apart: %v", denied)
	}
	trade := find(root, "edge", "kind", "trades-with")
	if trade.attrs["type"] != "undirected" || trade.attrs["source"] != "actor:china" || trade.attrs["weight"] != "2" {
		t.Errorf("a symmetric relation from two sources reads %v", trade.attrs)
	}
	spells := trade.all("spell")
	if len(spells) != 2 || spells[0].attrs["start"] != "2024-01-01" || spells[0].attrs["end"] != "2024-12-31" || spells[1].attrs["start"] != "2026-02-01" {
		t.Errorf("the times of two claims became %v", spells)
	}
	for _, want := range [][2]string{{"sources", "2"}, {"claims", "2"}, {"confidence", "0.9"}, {"publisher", "Gulf Ledger"}, {"quote", articles[0].text[3]}} {
		if v := find(trade, "attvalue", "for", want[0]); v == nil || v.attrs["value"] != want[1] {
			t.Errorf("%s: %v, want %s", want[0], v, want[1])
		}
	}
	if ids := find(trade, "attvalue", "for", "claim_ids"); len(strings.Fields(ids.attrs["value"])) != 2 {
		t.Errorf("the claims behind the edge are %v", ids.attrs)
	}
}

func TestGEXFOpenSpells(t *testing.T) {
	root := checkGEXF(t, write(t, "gexf", input(fixture(t)), export.Options{}))
	for _, e := range root.all("edge") {
		if e.attrs["source"] == "actor:egypt" && e.attrs["kind"] == "trades-with" {
			s := e.all("spell")
			if len(s) != 2 || s[0].attrs["end"] != "2022-12-31" || s[0].attrs["start"] != "" || s[1].attrs["start"] != "2025-01-01" || s[1].attrs["end"] != "" {
				t.Errorf("open intervals became %v %v", s[0].attrs, s[1].attrs)
			}
			return
		}
	}
	t.Error("the edge is missing")
}

func TestGEXFPerClaim(t *testing.T) {
	doc := write(t, "gexf", input(fixture(t)), export.Options{PerClaim: true})
	root := parseXML(t, doc)
	for _, fault := range follow(gexfRules, gexfTypes, root, "") {
		t.Error(fault)
	}
	ids := map[string]bool{}
	for _, e := range root.all("edge") {
		ids[e.attrs["id"]] = true
	}
	if len(ids) != 22 {
		t.Errorf("%d edges, want one for each of the 22 asserted claims", len(ids))
	}
}

// TestGEXFRulesBite shows that the checks above can fail.
func TestGEXFRulesBite(t *testing.T) {
	good := write(t, "gexf", input(fixture(t)), export.Options{})
	for name, change := range map[string][2]string{
		"order":     {"</nodes>", "</nodes><nodes/>"},
		"attribute": {`version="1.3"`, `version="1.2"`},
		"missing":   {`<edge id=`, `<edge identity=`},
		"namespace": {"http://gexf.net/1.3/viz", "http://gexf.net/1.2/viz"},
		"date":      {`end="2024-12-31"`, `end="2024-12"`},
		"colour":    {`r="68"`, `r="268"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Fatalf("%s: nothing to change", name)
		}
		if len(follow(gexfRules, gexfTypes, parseXML(t, bad), "")) == 0 {
			t.Errorf("%s: %q passes", name, change[1])
		}
	}
}

func find(in *node, name, attr, value string) *node {
	for _, n := range in.all(name) {
		if n.attrs[attr] == value {
			return n
		}
	}
	return nil
}
