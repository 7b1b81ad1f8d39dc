package loaders_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
	"entente/loaders"
	"entente/loaders/dataset"
)

// everyFormat gives a sample for each loader: a file or a folder of the
// samples, or texts of files. Names are those of files.
func everyFormat(t *testing.T) map[string]map[string]string {
	t.Helper()
	page := `<!doctype html><html><head><title>T</title></head><body><article><p>` + sentence + ` ` + strings.Repeat("It said that the measures would hold for a year and that others would follow them. ", 4) + `</p></article></body></html>`
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n" + sentence + "\n"
	all := map[string]map[string]string{
		"claims":  {"a.jsonl": jsonl(t, sample())},
		"jsonl":   {"b.jsonl": `{"id":"d1","date":"2026-02-07","text":"` + sentence + `"}` + "\n" + `{"id":"d2","date":"2026-02-08","text":"Iran trades with China."}` + "\n"},
		"nquads":  {"c.nq": quads(sample(), graph.DefaultBase)},
		"trig":    {"d.trig": "@prefix a: <https://entente.example/actor/> . @prefix r: <https://entente.example/rel/> .\n<http://g/> { a:iran r:borders a:turkey , a:iraq .\n a:iran r:trades-with a:china }\n"},
		"turtle":  {"e.ttl": "@prefix a: <https://entente.example/actor/> . @prefix r: <https://entente.example/rel/> .\na:iran r:borders a:turkey , a:iraq ; r:trades-with a:china .\n"},
		"jsonld":  {"f.jsonld": `{"@context": {"r": "https://entente.example/rel/", "a": "https://entente.example/actor/"}, "@id": "a:iran", "r:borders": [{"@id": "a:turkey"}, {"@id": "a:iraq"}]}`},
		"html":    {"g.html": page},
		"feed":    {"h.rss": `<rss version="2.0"><channel><title>F</title><item><title>I</title><link>https://example.org/1</link><pubDate>Sat, 07 Feb 2026 08:00:00 GMT</pubDate><description>` + sentence + `</description></item><item><title>J</title><link>https://example.org/2</link><description>Iran trades with China.</description></item></channel></rss>`},
		"warc":    {"i.warc": "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/2\r\nContent-Length: 122\r\n\r\n" + response + "\r\n\r\n"},
		"article": {"j.txt": sentence + " Iran trades with China."},

		"graphml":   {"k.graphml": `<graphml><key id="d1" for="edge" attr.name="relation"/><graph><node id="Iran"/><node id="Oman"/><edge source="Iran" target="Oman"><data key="d1">meets</data></edge><edge source="Oman" target="Iran"><data key="d1">aids</data></edge></graph></graphml>`},
		"gexf":      {"l.gexf": `<gexf><graph><nodes><node id="actor:iran" label="Iran"/><node id="actor:oman" label="Oman"/></nodes><edges><edge source="actor:iran" target="actor:oman" label="meets"/><edge source="actor:oman" target="actor:iran" label="aids"/></edges></graph></gexf>`},
		"cytoscape": {"m.cyjs.json": `{"elements":{"nodes":[{"data":{"id":"1","name":"Namibia"}},{"data":{"id":"2","name":"Brazil"}}],"edges":[{"data":{"id":"e","source":"1","target":"2","interaction":"trades with"}},{"data":{"id":"f","source":"2","target":"1","interaction":"aids"}}]}}`},
		"neo4j":     {"nodes.csv": ":ID,name,:LABEL\n1,Iran,State\n2,Oman,State\n", "edges.csv": ":START_ID,:END_ID,:TYPE\n1,2,MEETS\n2,1,AIDS\n"},

		"cow-states":           {"states.csv": "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\nUSA,2,United States,1816,1,1,2016,12,31,2016\nIRN,630,Iran,1855,1,1,2016,12,31,2016\n"},
		"cow-contiguity-years": {"contdird.csv": "dyad,state1no,state1ab,state2no,state2ab,year,conttype,version\n630640,630,IRN,640,TUR,1999,1,3.2\n630640,630,IRN,640,TUR,2000,1,3.2\n640645,640,TUR,645,IRQ,2000,1,3.2\n"},
		"cow-contiguity-dates": {"contdates.csv": "ccode1,ccode2,conttype,stdate,enddate\n630,640,1,1920-01-01,2016-12-31\n640,645,1,1932-10-03,2016-12-31\n"},
		"cow-war":              {"war.csv": "warnum,ccode1,ccode2,year,cowinterongoing,cowinteronset,sidea1,sidea2\n199,630,645,1980,1,1,1,0\n199,630,645,1981,1,0,1,0\n211,2,645,1991,1,1,1,0\n"},
		"ucdp-acd":             {"acd.csv": "conflict_id,gwno_a,gwno_a_2nd,gwno_b,gwno_b_2nd,year,intensity_level,type_of_conflict\n1,630,,645,,1980,2,2\n2,2,200,645,,1991,2,2\n"},
		"comtrade-brief":       {"brief.csv": "reporter_iso,flow_desc,partner_iso,cmd_code,primary_value,ref_year\nIRN,Import,CHN,TOTAL,12,2022\nIRN,Export,IND,TOTAL,9,2022\n"},
		"agtpa":                {"agtpa.csv": "exporter,importer,pair_id,year,trade\nIRN,CHN,1,1990,12.5\nIRN,IND,2,1990,2.5\n"},
		"acled-deleted":        {"deleted.csv": "event_id_cnty,deleted_timestamp\nMLI1,1749200000\n"},
	}
	for name, from := range map[string]string{
		"ofac": "ofac/2025", "factbook": "factbook", "eu": "eu/fsf", "un": "un", "uk": "uk/ofsi", "icews": "icews.tab", "polecat": "polecat.tsv", "gdelt": "20190305120000.export.CSV", "ftm": "lists.ftm.json",
		"territories": "rigour_territories.jsonl", "country-codes": "country-codes.csv", "archigos": "archigos.csv", "reign": "leaderlist_3_21.csv", "ungdc": "speakers.csv", "popolo": "popolo.json",
		"wikidata": "wikidata.json", "stix": "bundle.json", "misp": "galaxy.json", "cow-contiguity": "contiguity.csv", "cow-mid": "disputes.csv", "cow-igo": "igo.csv", "atop": "alliances.csv",
		"unga": "un_votes.csv", "desta": "treaties.csv", "ucdp-ged": "ged.csv", "acled": "acled.csv", "comtrade": "comtrade.csv", "baci": "baci.csv",
	} {
		all[name] = map[string]string{"": samples + from}
	}
	return all
}

// paths puts a sample's files in a folder, unless it lies in one.
func paths(t *testing.T, files map[string]string) []string {
	t.Helper()
	if path, ok := files[""]; ok {
		return []string{path}
	}
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return []string{dir}
}

// stopping is a store that is told to stop at one of the things it hears.
type stopping struct {
	*store.Loader
	heard, at int
	stop      func()
}

func (s *stopping) hear() {
	if s.heard++; s.heard == s.at {
		s.stop()
	}
}

func (s *stopping) Describe(ctx context.Context, d graph.Description) error {
	s.hear()
	return s.Loader.Describe(ctx, d)
}

func (s *stopping) Claim(ctx context.Context, c graph.Claim) error {
	s.hear()
	return s.Loader.Claim(ctx, c)
}

// A load of any format that is stopped anywhere, as by Ctrl-C, and begun again
// ends with what one in a piece ends with: nothing lost, nothing twice.
func TestStoppedAndBegunAgain(t *testing.T) {
	formats := everyFormat(t)
	for _, l := range loaders.All() {
		if formats[l.Name] == nil {
			t.Errorf("%s has no sample here", l.Name)
		}
	}
	o := reading(t)
	o.Given.Date = "2026-01-01"
	for name, files := range formats {
		t.Run(name, func(t *testing.T) {
			from := paths(t, files)
			var read []string
			load := func(s *store.Store, at int) (*stopping, error) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				sink := &stopping{Loader: s.Loader(store.LoadOptions{}), at: at, stop: cancel}
				defer sink.Abort()
				return sink, loaders.Run(ctx, loaders.Inputs(from, nil, loaders.Progress{}), sink, o, loaders.Progress{Start: func(_ loaders.Input, loader string) { read = append(read, loader) }})
			}
			whole := memory(t)
			sink, err := load(whole, 0)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(read, name) {
				t.Fatalf("read by %v", read)
			}
			want := everything(t, whole)
			if name != "acled-deleted" && len(want) == 0 {
				t.Fatal("nothing was read")
			}
			h := fnv.New64a()
			h.Write([]byte(name))
			random := rand.New(rand.NewPCG(h.Sum64(), 1))
			for range 2 {
				if sink.heard == 0 {
					break
				}
				at := 1 + random.IntN(sink.heard)
				s := memory(t)
				if _, err := load(s, at); !errors.Is(err, context.Canceled) {
					t.Fatalf("stopped at %d of %d: %v", at, sink.heard, err)
				}
				if _, err := load(s, 0); err != nil {
					t.Fatal(err)
				}
				if diff := gocmp.Diff(want, everything(t, s)); diff != "" {
					t.Errorf("stopped at %d of %d and begun again: %s", at, sink.heard, diff)
				}
			}
		})
	}
}

// A file of more claims than one source holds is taken up after the sources
// that are whole.
func TestStoppedInParts(t *testing.T) {
	if testing.Short() {
		t.Skip("20,300 claims three times")
	}
	var text strings.Builder
	text.WriteString("exporter,importer,pair_id,year,trade\n")
	states := []string{"IRN", "CHN", "USA", "RUS", "FRA", "OMN", "IND"}
	for i := range dataset.PartSize + 300 {
		fmt.Fprintf(&text, "%s,%s,%d,%d,%d\n", states[i%7], states[(i+1+i/7%6)%7], i, 1500+i/42, i+1)
	}
	from := paths(t, map[string]string{"agtpa.csv": text.String()})
	load := func(s *store.Store, at int) error {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		sink := &stopping{Loader: s.Loader(store.LoadOptions{}), at: at, stop: cancel}
		defer sink.Abort()
		return loaders.Run(ctx, loaders.Inputs(from, nil, loaders.Progress{}), sink, reading(t), loaders.Progress{})
	}
	whole, s := memory(t), memory(t)
	if err := load(whole, 0); err != nil {
		t.Fatal(err)
	}
	if err := load(s, dataset.PartSize+100); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if n := len(everything(t, s)); n == 0 {
		t.Error("the sources that were whole are not there")
	}
	if err := load(s, 0); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(everything(t, whole), everything(t, s)) {
		t.Error("begun again, something else is there")
	}
}

func memory(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// everything is all that a store holds, a quad a line.
func everything(t *testing.T, s *store.Store) []string {
	t.Helper()
	var out []string
	for q, err := range s.Quads(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.NQuad())
	}
	slices.Sort(out)
	return out
}

// A named pipe into which nobody writes keeps nobody from stopping the load.
func TestStoppedBeforeAPipeIsOpen(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	never := make(chan struct{})
	defer close(never)
	pipe := func(yield func(loaders.Input, error) bool) {
		yield(loaders.Input{Name: "pipe.csv", Size: -1, Open: func() (io.ReadCloser, error) {
			stop()
			<-never
			return nil, io.EOF
		}}, nil)
	}
	if err := loaders.Run(ctx, pipe, &listed{t: t}, loaders.Options{}, loaders.Progress{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the load ended with %v", err)
	}
}
