package analysis

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"testing"
)

// networkx is the oracle for what gonum does not have.
const networkx = `
import json, sys, math
import networkx as nx
try:
    import scipy
    pagerank = nx.pagerank
except ImportError:
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python as pagerank
j = json.load(sys.stdin)
D = nx.DiGraph(); D.add_nodes_from(range(j["n"]))
U = nx.Graph(); U.add_nodes_from(range(j["n"]))
def add(G, a, b, w):
    G.add_edge(a, b, weight=G.get_edge_data(a, b, {"weight": 0})["weight"] + w)
for t in j["ties"]:
    a, b, w = t["From"], t["To"], t["Weight"]
    if a == b: continue
    add(D, a, b, w)
    if t["Symmetric"]: add(D, b, a, w)
    add(U, a, b, w)
out = lambda d: [None if math.isnan(d[i]) else d[i] for i in range(j["n"])]
json.dump({
  "pagerank": out(pagerank(D, 0.85, tol=1e-12, max_iter=1000, weight="weight")),
  "between": out(nx.betweenness_centrality(U)),
  "constraint": out(nx.constraint(U, weight="weight")),
  "size": out({**{i: 0 for i in U}, **{k: v for k, v in nx.effective_size(U).items() if not math.isnan(v)}}),
}, sys.stdout)
`

func TestAgainstNetworkX(t *testing.T) {
	if exec.Command("python3", "-c", "import networkx").Run() != nil {
		t.Skip("NetworkX is not installed (python3-networkx): compared with gonum only")
	}
	for seed := range uint64(3) {
		const n = 80
		ties := made(n, 300, seed)
		in, err := json.Marshal(map[string]any{"n": n, "ties": ties})
		if err != nil {
			t.Fatal(err)
		}
		var out, said bytes.Buffer
		cmd := exec.Command("python3", "-c", networkx)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &said
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %s", err, said.String())
		}
		var want map[string][]*float64
		if err := json.Unmarshal(out.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		for i, m := range measure(t, n, ties) {
			for name, got := range map[string]float64{"pagerank": m.PageRank, "between": m.Betweenness, "constraint": m.Constraint, "size": m.EffectiveSize} {
				if w := want[name][i]; w == nil {
					if got == got {
						t.Errorf("seed %d: %s of %d is %v, NetworkX has none", seed, name, i, got)
					}
				} else if !near(got, *w) {
					t.Errorf("seed %d: %s of %d is %v, NetworkX says %v", seed, name, i, got, *w)
				}
			}
		}
	}
}
