package loaders_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/dataset/datasettest"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// inMemory is an input that lies beside nothing.
func inMemory(name string, text []byte) loaders.Input {
	return loaders.Input{Name: filepath.Join("no", "such", "folder", name), Size: int64(len(text)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
}

func one(in loaders.Input) func(func(loaders.Input, error) bool) {
	return func(yield func(loaders.Input, error) bool) { yield(in, nil) }
}

// holding is a sink that checks every claim against the text.
type holding struct {
	t    *testing.T
	text string
}

func (h *holding) Begin(context.Context, graph.Source) error         { return nil }
func (h *holding) Describe(context.Context, graph.Description) error { return nil }
func (h *holding) End(context.Context) error                         { return nil }
func (h *holding) Reject(graph.Rejection)                            {}

func (h *holding) Claim(_ context.Context, c graph.Claim) error {
	if err := c.Check(schema.Builtin()); err != nil {
		h.t.Errorf("%s %s %s: %v", c.Subject.ID, c.Relation, c.Object.ID, err)
	}
	if h.text != "" {
		if err := c.CheckText(h.text); err != nil {
			h.t.Error(err)
		}
	}
	return nil
}

// fuzz gives a format whatever bytes there are: it ends, its claims are sound
// and stand where they say.
func fuzz(f *testing.F, from, name string, samplesOf ...string) {
	g, err := gazetteer.Builtin()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range samplesOf {
		text, err := os.ReadFile(samples + s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if bytes.HasPrefix(text, []byte("PK")) {
			return // an archive is another input
		}
		sink := &holding{t: t}
		if utf8.Valid(text) && !bytes.HasPrefix(text, []byte{0x1f, 0x8b}) && !bytes.HasPrefix(text, []byte("BZh")) && !bytes.HasPrefix(text, []byte{0x28, 0xb5}) {
			sink.text = string(text)
		}
		o := loaders.Options{From: from, Gazetteer: g, Vocabulary: schema.Builtin()}
		if err := loaders.Run(t.Context(), one(inMemory(name, text)), sink, o, loaders.Progress{}); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzOFAC(f *testing.F)    { fuzz(f, "ofac", "sdn.csv", "ofac/2025/sdn.csv") }
func FuzzOFACXML(f *testing.F) { fuzz(f, "ofac", "sdn.xml", "ofac/xml/sdn.xml") }
func FuzzOFACAdvanced(f *testing.F) {
	fuzz(f, "ofac", "sdn_advanced.xml", "ofac/advanced/sdn_advanced.xml")
}
func FuzzFactbook(f *testing.F) {
	fuzz(f, "factbook", "factbook.jsonl", "factbook/factbook.jsonl", "bad/factbook.jsonl")
}
func FuzzEU(f *testing.F) {
	fuzz(f, "eu", "list.csv", "eu/consolidated_32099R0001.csv", "eu/fsf/consolidated.xml", "eu/fsf-csv/consolidated-1.1.csv")
}
func FuzzUN(f *testing.F) { fuzz(f, "un", "consolidated.xml", "un/consolidated.xml") }
func FuzzUK(f *testing.F) {
	fuzz(f, "uk", "UK-Sanctions-List.csv", "uk/UK-Sanctions-List.csv", "uk/ofsi/ConList.csv")
}

// counting is a sink that only counts.
type counting struct{ claims int }

func (c *counting) Begin(context.Context, graph.Source) error         { return nil }
func (c *counting) Describe(context.Context, graph.Description) error { return nil }
func (c *counting) Claim(context.Context, graph.Claim) error          { c.claims++; return nil }
func (c *counting) End(context.Context) error                         { return nil }
func (c *counting) Reject(graph.Rejection)                            {}

// listSample is a sample whose records are repeated, each time with numbers
// and names of its own.
type listSample struct {
	name, file, from string
	records, end     string // what is repeated stands from the first of these to the second
	old              string // a key, in all of them made another
	rows             int    // in one copy
}

var listSamples = []listSample{
	{"ofac", "ofac/2025/sdn.csv", "ofac", "9001,", "", "900", 10},
	{"ofac-xml", "ofac/xml/sdn.xml", "ofac", "  <sdnEntry>", "</sdnList>", "<uid>900", 4},
	{"factbook", "factbook/factbook.jsonl", "factbook", "{", "", "\x00", 21},
	{"eu", "eu/consolidated_32099R0001.csv", "eu", "32099R0001", "", "EU-TST", 5},
	{"eu-xml", "eu/fsf/consolidated.xml", "eu", "  <sanctionEntity", "</export>", `logicalId="50`, 3},
	{"eu-csv", "eu/fsf-csv/consolidated-1.1.csv", "eu", "\n", "", ";60", 4},
	{"un", "un/consolidated.xml", "un", "    <INDIVIDUAL>", "  </INDIVIDUALS>", "TSi.00", 1},
	{"uk", "uk/UK-Sanctions-List.csv", "uk", "12/01/2025,", "", "TST000", 5},
	{"ftm", "lists.ftm.json", "ftm", "{", "", `"id":"`, 20},
	{"gdelt", "20190305120000.export.CSV", "gdelt", "", "", "\x00", 10},
}

// repeated is the sample with so many copies of its records, made as it is
// read, so that it takes no memory itself.
func (c *listSample) repeated(b *testing.B, copies int) loaders.Input {
	raw, err := os.ReadFile(samples + c.file)
	if err != nil {
		b.Fatal(err)
	}
	text := strings.TrimSuffix(string(raw), "\x1a")
	from, to := strings.Index(text, c.records), len(text)
	if c.end != "" {
		to = strings.Index(text, c.end)
	}
	if c.name == "eu-csv" || c.name == "gdelt" {
		from = strings.Index(text, "\n") + 1 // the header, or a first row
	}
	part := func(i int) string {
		switch i {
		case 0:
			return text[:from]
		case copies + 1:
			return text[to:]
		}
		n := fmt.Sprint(i)
		// Names are each their own too, as on a real list most are.
		return strings.NewReplacer(c.old, c.old+n, "PARSIAN", "PARSIAN"+n, "BAHAR", "BAHAR"+n, "KARIMZADEH", "KARIMZADEH"+n, "NAHR", "NAHR"+n, "ORUMIYEH", "ORUMIYEH"+n, "Coast", "Coast"+n).Replace(text[from:to])
	}
	in := loaders.Input{Name: filepath.Join("no", "such", "folder", filepath.Base(c.file))}
	for i := range copies + 2 {
		in.Size += int64(len(part(i)))
	}
	in.Open = func() (io.ReadCloser, error) {
		i := 0
		return io.NopCloser(&parts{next: func() (string, bool) {
			i++
			return part(i - 1), i-1 < copies+2
		}}), nil
	}
	return in
}

// parts is a reader of texts that are made one by one.
type parts struct {
	next func() (string, bool)
	rest string
}

func (p *parts) Read(b []byte) (int, error) {
	for p.rest == "" {
		var ok bool
		if p.rest, ok = p.next(); !ok {
			return 0, io.EOF
		}
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// BenchmarkLists reads lists that are made of a sample's records again and
// again, each with numbers of its own: rows a second into claims, the file
// read twice as it is for its digest. A row is a record of the list: a line of
// a table, an entry in XML, and of the Factbook a field that is read (a country's
// exports, its head of state), which is what its claims rest on. rows/core-s
// is of the processor's time, of all threads: what one core alone would do.
func BenchmarkLists(b *testing.B) {
	g := builtin(b)
	for _, c := range listSamples {
		b.Run(c.name, func(b *testing.B) {
			const copies = 4000
			in := c.repeated(b, copies)
			text, err := io.ReadAll(must(in.Open()))
			if err != nil {
				b.Fatal(err)
			}
			in = inMemory(filepath.Base(c.file), text)
			b.SetBytes(in.Size)
			b.ReportAllocs()
			var sink counting
			before := datasettest.ProcessorTime()
			for b.Loop() {
				o := loaders.Options{From: c.from, Gazetteer: g, Vocabulary: schema.Builtin()}
				if err := loaders.Run(b.Context(), one(in), &sink, o, loaders.Progress{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*copies*c.rows)/b.Elapsed().Seconds(), "rows/s")
			if used := datasettest.ProcessorTime() - before; used > 0 {
				b.ReportMetric(float64(b.N*copies*c.rows)/used.Seconds(), "rows/core-s")
			}
			b.ReportMetric(float64(sink.claims)/b.Elapsed().Seconds(), "claims/s")
		})
	}
}

// BenchmarkMemory reads lists of about twenty thousand, two hundred thousand
// and, with -timeout enough, two million rows. heap-MB is the most that was on
// the heap, the gazetteer's 40 MB in it.
func BenchmarkMemory(b *testing.B) {
	g := builtin(b)
	for _, c := range listSamples {
		for _, rows := range []int{20_000, 200_000, 2_000_000} {
			b.Run(fmt.Sprintf("%s/%d", c.name, rows), func(b *testing.B) {
				if rows > 200_000 && testing.Short() {
					b.Skip("takes a minute")
				}
				in := c.repeated(b, rows/c.rows)
				runtime.GC()
				var sink peaking
				for b.Loop() {
					o := loaders.Options{From: c.from, Gazetteer: g, Vocabulary: schema.Builtin()}
					if err := loaders.Run(b.Context(), one(in), &sink, o, loaders.Progress{}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(sink.peak)/1e6, "heap-MB")
				b.ReportMetric(float64(sink.claims), "claims")
			})
		}
	}
}

func builtin(b *testing.B) *gazetteer.Gazetteer {
	g, err := gazetteer.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	g.Find("Iran") // what is made at the first question is no part of a list
	return g
}

func must(r io.ReadCloser, err error) io.ReadCloser {
	if err != nil {
		panic(err)
	}
	return r
}

// peaking is a sink that looks at the heap as claims come.
type peaking struct {
	counting
	peak uint64
}

func (p *peaking) Claim(ctx context.Context, c graph.Claim) error {
	if p.claims%2000 == 0 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		p.peak = max(p.peak, sample[0].Value.Uint64())
	}
	return p.counting.Claim(ctx, c)
}
