package export_test

import (
	"os/exec"
	"testing"

	"entente/graph/export"
)

// TestNetworkX has NetworkX read the graphs that it can: no GEXF, which it
// reads in older versions only.
func TestNetworkX(t *testing.T) {
	python := "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import networkx").Run(); err != nil {
		t.Skip("python3-networkx is not installed: GraphML and Cytoscape JSON are read by this package's tests only")
	}
	dir := t.TempDir()
	writeFile(t, dir, "a.graphml", write(t, "graphml", input(fixture(t)), export.Options{}))
	writeFile(t, dir, "a.cyjs", write(t, "cytoscape", input(fixture(t)), export.Options{}))
	cmd := exec.CommandContext(t.Context(), python, "-c", `
import json, networkx as nx
g = nx.read_graphml("a.graphml", force_multigraph=True)
assert (g.number_of_nodes(), g.number_of_edges()) == (14, 19), (g.number_of_nodes(), g.number_of_edges())
assert any(d.get("amount") == 1.45e10 and d["unit"] == "USD" for _, _, d in g.edges(data=True))
c = json.load(open("a.cyjs"))
c.update(directed=True, multigraph=True, data=[])
for i, e in enumerate(c["elements"]["edges"]):
    e["data"]["key"] = i
    e["data"].pop("name")
for n in c["elements"]["nodes"]:
    n["data"]["value"] = n["data"]["id"]
h = nx.cytoscape_graph(c)
assert (h.number_of_nodes(), h.number_of_edges()) == (14, 19), (h.number_of_nodes(), h.number_of_edges())`)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
