package export_test

import (
	"strconv"
	"testing"

	"entente/graph/export"
)

const graphmlSpace = "http://graphml.graphdrawing.org/xmlns"

// graphmlRules are those of the published XML Schema of GraphML 1.0
// (graphml-structure.xsd with graphml-attributes.xsd), without hyperedges,
// ports and nested graphs.
var graphmlRules = map[string]rule{
	"graphml": {space: graphmlSpace, children: "desc? key* data* graph*", ordered: true},
	"key": {space: graphmlSpace, ordered: true, children: "desc? default?",
		attrs: "id!:nmtoken for:all|graphml|graph|node|edge|hyperedge|port|endpoint attr.name:nmtoken attr.type:boolean|int|long|float|double|string"},
	"desc":    {space: graphmlSpace, text: true},
	"default": {space: graphmlSpace, text: true},
	"graph":   {space: graphmlSpace, ordered: true, children: "desc? data* node* edge*", attrs: "id:nmtoken edgedefault!:directed|undirected"},
	"node":    {space: graphmlSpace, ordered: true, children: "desc? data*", attrs: "id!:nmtoken"},
	"edge":    {space: graphmlSpace, ordered: true, children: "desc? data*", attrs: "id:nmtoken directed:boolean source!:nmtoken target!:nmtoken"},
	"data":    {space: graphmlSpace, attrs: "key!:nmtoken id:nmtoken", text: true},
}

// checkGraphML holds a document to the schema, its keys and key references,
// and values to their declared types.
func checkGraphML(t testing.TB, doc string) *node {
	t.Helper()
	root := parseXML(t, doc)
	for _, fault := range follow(graphmlRules, nil, root, "") {
		t.Error(fault)
	}
	keys := map[string]*node{}
	names := map[[2]string]bool{}
	for _, k := range root.all("key") {
		name := [2]string{k.attrs["for"], k.attrs["attr.name"]}
		if keys[k.attrs["id"]] != nil || names[name] {
			t.Errorf("key %v is declared twice", k.attrs)
		}
		keys[k.attrs["id"]], names[name] = k, true
	}
	ids := map[string]map[string]bool{"node": {}, "edge": {}}
	for _, kind := range []string{"node", "edge"} {
		for _, n := range root.all(kind) {
			id := n.attrs["id"]
			if ids[kind][id] {
				t.Errorf("%s %s is there twice", kind, id)
			}
			ids[kind][id] = true
			seen := map[string]bool{}
			for _, d := range n.all("data") {
				k := keys[d.attrs["key"]]
				switch {
				case k == nil || k.attrs["for"] != kind || seen[d.attrs["key"]]:
					t.Errorf("%s %s: data for %s, which is not declared for it or there twice", kind, id, d.attrs["key"])
				case !lexical(map[string]func(string) bool{"int": func(v string) bool { return lexical(nil, "integer", v) }}, k.attrs["attr.type"], d.text):
					t.Errorf("%s %s: %s=%q is no %s", kind, id, k.attrs["attr.name"], d.text, k.attrs["attr.type"])
				}
				seen[d.attrs["key"]] = true
			}
		}
	}
	for _, e := range root.all("edge") {
		if !ids["node"][e.attrs["source"]] || !ids["node"][e.attrs["target"]] {
			t.Errorf("edge %s joins %s and %s, which are not both there", e.attrs["id"], e.attrs["source"], e.attrs["target"])
		}
	}
	return root
}

func TestGraphMLRules(t *testing.T) {
	root := checkGraphML(t, write(t, "graphml", input(fixture(t)), export.Options{}))
	if nodes, edges := len(root.all("node")), len(root.all("edge")); nodes != 14 || edges != 19 {
		t.Errorf("%d nodes and %d edges, want 14 and 19", nodes, edges)
	}
	imports := find(root, "data", "key", "edge.amount")
	if imports == nil || imports.text != "1.45e+10" {
		t.Errorf("the amount is %v", imports)
	}
}

// TestGraphMLTokens shows that actor IDs that XML allows as no token stay
// apart and legal.
func TestGraphMLTokens(t *testing.T) {
	claims := fixture(t)[:4]
	for i, id := range []string{"actor:a(b)", "actor:a_x28.b_x29.", "actor:a&b", "actor:日本😀"} {
		claims[i].Subject.ID = id
		claims[i].Status = "asserted"
	}
	root := checkGraphML(t, write(t, "graphml", export.Input{Claims: sequence(claims)}, export.Options{}))
	ids := map[string]bool{}
	for _, n := range root.all("node") {
		ids[n.attrs["id"]] = true
	}
	for _, want := range []string{"actor:a_x28.b_x29.", "actor:a_x5F.x28.b_x5F.x29.", "actor:a_x26.b", "actor:日本_x1F600."} {
		if !ids[want] {
			t.Errorf("no node %s in %v", want, ids)
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
