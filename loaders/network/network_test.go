package network

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/dataset"
	"entente/loaders/dataset/datasettest"
)

func format(name string) dataset.Format {
	for _, f := range Formats() {
		if f.Name == name {
			return f
		}
	}
	return dataset.Format{}
}

var cases = []struct {
	format, text string
	claims       []string
	warnings     []string
}{
	{"graphml", `<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="label" attr.type="string"/><key id="d1" for="edge" attr.name="relation" attr.type="string"/><key id="d2" for="edge" attr.name="time" attr.type="string"/>
<graph edgedefault="directed"><node id="n0"><data key="d0">Iran</data></node><node id="n1"><data key="d0">Sample Lines</data></node>
<edge source="n0" target="n1"><data key="d1">sanctions</data><data key="d2">2019/..</data></edge>
<edge source="n0" target="n1"><data key="d1">likes</data></edge><edge source="n0" target="n9"><data key="d1">owns</data></edge></graph></graphml>`,
		[]string{"iran sanctions sample-lines 2019/.."}, []string{`graphml: relation of an edge: 1 not known: "likes" (1)`}},
	{"gexf", `<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"><graph><attributes class="edge"><attribute id="0" title="relation"/><attribute id="1" title="status"/></attributes>
<nodes><node id="actor:iran" label="Iran"><viz:color r="1" g="2" b="3"/></node><node id="actor:oman" label="Oman"/></nodes>
<edges><edge source="actor:iran" target="actor:oman" label="meets"><attvalues><attvalue for="0" value="meets"/><attvalue for="1" value="planned"/></attvalues></edge></edges></graph></gexf>`,
		[]string{"iran meets oman planned"}, nil},
	{"cytoscape", `{"data":{"name":"g"},"elements":{"nodes":[{"data":{"id":"1","name":"Namibia"}},{"data":{"id":"2","name":"Brazil"}}],
"edges":[{"data":{"id":"e","source":"1","target":"2","interaction":"trades with","amount":12,"unit":"USD","confidence":0.7}}]}}`,
		[]string{"namibia trades-with brazil 12 USD"}, nil},
	{"neo4j", "_id,_labels,name,_start,_end,_type\n0,:State,Iran,,,\n1,:Company,Sample Lines,,,\n,,,0,1,OWNS\n", []string{"iran owns sample-lines"}, nil},
}

func TestFormats(t *testing.T) {
	for _, c := range cases {
		t.Run(c.format, func(t *testing.T) {
			f := format(c.format)
			if !f.Recognise("x", []byte(c.text)) {
				t.Error("not recognised")
			}
			r := datasettest.Load(t, f, "x", c.text)
			if diff := cmp.Diff(c.claims, r.Lines()); diff != "" || r.Err != nil {
				t.Error(r.Err, diff, r.Reasons())
			}
			if diff := cmp.Diff(c.warnings, r.Warnings); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What Entente exports comes back: as many edges, under the same actors.
func TestExports(t *testing.T) {
	for _, name := range []string{"graphml", "gexf"} {
		text, err := os.ReadFile("../../graph/export/testdata/fixture." + name)
		if err != nil {
			t.Fatal(err)
		}
		r := datasettest.Load(t, format(name), "fixture."+name, string(text))
		if want := strings.Count(string(text), "<edge "); len(r.Claims) != want || len(r.Rejected) > 0 || len(r.Warnings) > 0 {
			t.Errorf("%s: %d of %d edges: %v %v", name, len(r.Claims), want, r.Reasons(), r.Warnings)
		}
	}
}

// What neo4j-admin imports: IDs in groups, labels, types, columns with types,
// whatever parts them.
func TestNeo4jAdmin(t *testing.T) {
	f := format("neo4j")
	files := map[string]string{
		"nodes.csv":  "ident:ID(State);name;:LABEL;size:int\ns1;Iran;State;4\ns2;\"Oman\";Country|State;2\n;Nobody;State;1\n",
		"firms.csv":  "ident:ID(Firm);name;:LABEL\ns1;Sample Lines;Company\n",
		"other.csv":  ":ID;name\nx;X\n",
		"owns.csv":   ":START_ID(State);:END_ID(Firm);:TYPE;since;note:IGNORE;amount:double;unit\ns1;s1;OWNS;;x;12.5;percent\ns1;s9;OWNS;;;;\ns2;s1;LIKES;;;;\ns1;s1\n",
		"nobody.csv": ":START_ID(Nobody),:END_ID(Nobody),:TYPE\nx,y,OWNS\n",
	}
	for name, text := range files {
		if !f.Recognise(name, []byte(text)) {
			t.Errorf("%s is not recognised", name)
		}
	}
	r := datasettest.LoadSet(t, f, "owns.csv", files)
	if diff := cmp.Diff([]string{"iran owns sample-lines 12.5 percent"}, r.Lines()); diff != "" || r.Err != nil {
		t.Error(r.Err, diff)
	}
	if diff := cmp.Diff([]string{"4: nodes.csv: a node without an ID", `3: the edge leads to "Firm s9", which is no node before it`, "5: the row has 2 columns, expected 7"}, r.Reasons()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{`neo4j: relation of an edge: 1 not known: "LIKES" (1)`}, r.Warnings); diff != "" {
		t.Error(diff)
	}
	delete(files, "nodes.csv")
	for name, want := range map[string]string{"nobody.csv": "no table of nodes lies beside", "other.csv": "load the table of relationships"} {
		if r := datasettest.LoadSet(t, f, name, files); len(r.Claims) > 0 || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], want) {
			t.Errorf("%s: %q, %q", name, r.Lines(), r.Warnings)
		}
	}
}

func FuzzNeo4jAdmin(f *testing.F) {
	f.Add([]byte("id:ID(A),name,:LABEL\n1,Iran,State\n2,Oman,State\n"), []byte(":START_ID(A),:END_ID(A),:TYPE\n1,2,MEETS\n"))
	f.Fuzz(func(t *testing.T, nodes, edges []byte) {
		f := format("neo4j")
		f.Recognise("edges.csv", edges)
		datasettest.FuzzSet(t, f, "edges.csv", map[string]string{"nodes.csv": string(nodes), "edges.csv": string(edges)})
	})
}

func TestBombs(t *testing.T) {
	for _, text := range []string{
		`<?xml version="1.0"?><!DOCTYPE graphml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml><node id="&b;"/></graphml>`,
		"<graphml>" + strings.Repeat("<graph>", 100000),
	} {
		if r := datasettest.Load(t, format("graphml"), "x", text); r.Err == nil {
			t.Errorf("%.60s was read", text)
		}
	}
}

func FuzzNetwork(f *testing.F) {
	for _, c := range cases {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, format := range Formats() {
			format.Recognise("x", text)
			datasettest.Fuzz(t, format, "x", text)
		}
	})
}

func BenchmarkNetwork(b *testing.B) {
	b.Run("neo4j", func(b *testing.B) {
		datasettest.Bench(b, format("neo4j"), "x", "_id,_labels,name,_start,_end,_type\n0,:State,Iran,,,\n1,:Company,Sample Lines,,,\n", func(i int) string {
			return fmt.Sprintf(",,%d,0,1,OWNS\n", i)
		})
	})
	b.Run("graphml", func(b *testing.B) {
		datasettest.Bench(b, format("graphml"), "x", `<graphml><key id="d1" for="edge" attr.name="relation"/><graph><node id="n0"/><node id="n1"/>`, func(i int) string {
			end := ""
			if i == 19999 {
				end = "</graph></graphml>"
			}
			return fmt.Sprintf(`<edge id="e%d" source="n0" target="n1"><data key="d1">owns</data></edge>%s`+"\n", i, end)
		})
	})
}
