package loaders_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
	"entente/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

// listed is a sink that writes down what it hears, and holds every claim to
// its invariants.
type listed struct {
	t      testing.TB
	out    strings.Builder
	source graph.Source
	open   bool
	claims int
}

func (l *listed) say(format string, args ...any) { fmt.Fprintf(&l.out, format+"\n", args...) }

func (l *listed) Begin(_ context.Context, s graph.Source) error {
	if l.open {
		l.t.Errorf("source %s begins before %s ended", s.ID, l.source.ID)
	}
	l.source, l.open = s, true
	l.say("source %s, version %s, published %s, series %s", s.ID, s.Version, s.Published, s.Series)
	return nil
}

func (l *listed) Describe(_ context.Context, d graph.Description) error {
	l.say("  %s %q %s: %s | %s", d.Actor.ID, d.Actor.Label, d.Actor.Type, strings.Join(graph.Aliases(d.Actor.Label, d.Aliases), "; "), strings.Join(graph.Aliases("", d.Codes), " "))
	return nil
}

func (l *listed) Claim(_ context.Context, c graph.Claim) error {
	l.claims++
	if err := c.Check(schema.Builtin()); err != nil {
		l.t.Errorf("%s %s %s: %v", c.Subject.ID, c.Relation, c.Object.ID, err)
	}
	if err := schema.Builtin().Allows(c.Relation, c.Subject.Type, c.Object.Type); err != nil {
		l.t.Errorf("%s %s %s: %v", c.Subject.ID, c.Relation, c.Object.ID, err)
	}
	if c.Source != l.source {
		l.t.Errorf("%s: comes with source %s, not %s", c.ID, c.Source.ID, l.source.ID)
	}
	amount := ""
	if c.Amount != nil {
		amount = fmt.Sprintf(" %v %s", c.Amount.Value, c.Amount.Unit)
	}
	mention := c.Object.Mention
	if mention == "" {
		mention = c.Subject.Mention
	}
	l.say("  %s %s %s %s%s [%s, record %s, line %d, %d-%d, %q]", strings.TrimPrefix(c.Subject.ID, "actor:"), c.Relation, strings.TrimPrefix(c.Object.ID, "actor:"), c.Time.EDTF, amount, c.Rule, c.Record, c.Sentence, c.Start, c.End, mention)
	return nil
}

func (l *listed) End(context.Context) error {
	l.open = false
	return nil
}

func (l *listed) Reject(r graph.Rejection) {
	l.say("rejected %s:%d: %s", filepath.Base(r.File), r.Line, r.Reason)
}

// read loads inputs and gives what was said.
func read(t testing.TB, o loaders.Options, paths ...string) *listed {
	t.Helper()
	g, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	sink := &listed{t: t}
	o.Gazetteer, o.Vocabulary = g, schema.Builtin()
	o.Warn = func(s string) { sink.say("warning %s", s) }
	if err := loaders.Run(t.Context(), loaders.Inputs(paths, nil, loaders.Progress{}), sink, o, loaders.Progress{}); err != nil {
		t.Fatal(err)
	}
	if sink.open {
		t.Errorf("source %s was not ended", sink.source.ID)
	}
	return sink
}

const samples = "../testdata/datasets/"

// What each format makes of its sample, whole. The samples hold the faults of
// the real files beside what is sound.
func TestDataSets(t *testing.T) {
	for _, c := range []struct{ name, path string }{
		{"ofac", "ofac/2025"}, {"ofac-next", "ofac/2026"}, {"ofac-xml", "ofac/xml"}, {"ofac-advanced", "ofac/advanced"}, {"factbook", "factbook"}, {"eu-journal", "eu/*.csv"}, {"eu-xml", "eu/fsf"}, {"eu-csv", "eu/fsf-csv"}, {"un", "un"}, {"uk", "uk/*.csv"}, {"uk-ofsi", "uk/ofsi"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, loaders.Options{}, samples+c.path).out.String()
			golden := filepath.Join("testdata", c.name+".golden")
			if *update {
				if err := os.MkdirAll("testdata", 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(string(want), got); diff != "" {
				t.Errorf("what is read has changed (go test ./loaders -run DataSets -update writes it anew):\n%s", diff)
			}
			if again := read(t, loaders.Options{}, samples+c.path).out.String(); again != got {
				t.Error("read twice, it is read otherwise")
			}
		})
	}
}

// The quote stands in the file where the claim says.
func TestDataSetQuotes(t *testing.T) {
	for _, file := range []string{"ofac/2025/sdn.csv", "ofac/xml/sdn.xml", "ofac/advanced/sdn_advanced.xml", "factbook/factbook.jsonl", "eu/consolidated_32099R0001.csv", "eu/fsf/consolidated.xml", "un/consolidated.xml", "uk/UK-Sanctions-List.csv"} {
		text, err := os.ReadFile(samples + file)
		if err != nil {
			t.Fatal(err)
		}
		sink := &quoting{listed: listed{t: t}, base: filepath.Base(file), text: string(text)}
		g, err := gazetteer.Builtin()
		if err != nil {
			t.Fatal(err)
		}
		o := loaders.Options{Gazetteer: g, Vocabulary: schema.Builtin(), Given: document.Given{Date: "2026-01-01"}}
		if err := loaders.Run(t.Context(), loaders.Inputs([]string{samples + file}, nil, loaders.Progress{}), sink, o, loaders.Progress{}); err != nil {
			t.Fatal(err)
		}
		if sink.quotes == 0 {
			t.Errorf("%s gave no claims", file)
		}
	}
}

type quoting struct {
	listed
	base, text string
	quotes     int
}

func (q *quoting) Claim(ctx context.Context, c graph.Claim) error {
	if strings.Contains(c.Source.ID, "/"+q.base+"@") || c.Source.Series != "" && strings.HasSuffix(c.Source.Series, "/consolidated") {
		q.quotes++
		if err := c.CheckText(q.text); err != nil {
			q.t.Errorf("%s, line %d: %v", q.base, c.Sentence, err)
		}
		if line := 1 + strings.Count(q.text[:c.Start], "\n"); line != c.Sentence {
			q.t.Errorf("%s: the record at %d stands in line %d, not %d", q.base, c.Start, line, c.Sentence)
		}
	}
	return q.listed.Claim(ctx, c)
}

// Faults that are refused, each with a reason that says what to do.
func TestDataSetsRefuse(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	bomb := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>&b;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>`
	for _, c := range []struct{ name, text, from, want string }{
		{"bomb.xml", bomb, "", "document type"},
		{"outside.xml", strings.Replace(bomb, `<!ENTITY a "aaaa">`, `<!ENTITY a SYSTEM "file:///etc/passwd">`, 1), "", "document type"},
		{"entity.xml", "<CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>&b;</FIRST_NAME></INDIVIDUAL></CONSOLIDATED_LIST>", "", "entity"},
		{"deep.xml", "<CONSOLIDATED_LIST>" + strings.Repeat("<a>", 100000), "", "nested deeper"},
		{"cut.xml", "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>A", "", "cut short"},
		{"crossed.xml", "<CONSOLIDATED_LIST><INDIVIDUAL><A></B></INDIVIDUAL></CONSOLIDATED_LIST>", "", "closed by"},
		{"deep.jsonl", `{"file": "ir.json", "data": {"Introduction": {"Background": ` + strings.Repeat("[", 100000) + "\n", "factbook", "nested too deep"},
		{"pointer.xml", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "un", "Git LFS"},
		{"page.csv", "<!DOCTYPE html><html><body>Not found</body></html>\n", "uk", "web page"},
		{"empty.csv", "", "eu", "empty"},
		{"alt.csv", "1,2,\"aka\",\"NAME\",-0- \n", "", "must lie beside it"},
	} {
		got := read(t, loaders.Options{From: c.from}, write(c.name, c.text))
		if !strings.Contains(got.out.String(), "rejected") || !strings.Contains(got.out.String(), c.want) || got.claims > 0 {
			t.Errorf("%s: %.300s; want a rejection that says %q", c.name, got.out.String(), c.want)
		}
	}
}

// A packed file that would fill the disk, or the memory, is refused as it is
// read, whatever is in it.
func TestDecompressionBombs(t *testing.T) {
	pack := func(text []byte) []byte {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return packed.Bytes()
	}
	// Members of a gzip file follow one another, so one is packed and repeated.
	lines := pack(bytes.Repeat([]byte(strings.Repeat(" ", 1023)+"\n"), 1<<10))
	for name, begin := range map[string]string{
		"bomb.nq.gz":       "<actor:iran> <rel:borders> <actor:iraq> .\n",
		"bomb.ftm.json.gz": `{"id":"NK-1","schema":"Company","properties":{"name":["Sample"]}}` + "\n",
	} {
		packed := append(pack([]byte(begin)), bytes.Repeat(lines, 70)...) // as many megabytes
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, packed, 0o666); err != nil {
			t.Fatal(err)
		}
		if got := read(t, loaders.Options{}, path).out.String(); !strings.Contains(got, "rejected "+name+":0: ") || !strings.Contains(got, "decompression bomb") {
			t.Errorf("%s, of %d bytes: %.300s", name, len(packed), got)
		}
	}
}

// What is published packed, each file alone, is read together as what lies
// unpacked is.
func TestPackedAlone(t *testing.T) {
	dir := t.TempDir()
	events, err := os.ReadFile(samples + "20190305120000.export.CSV")
	if err != nil {
		t.Fatal(err)
	}
	mention := "900000001\t20190304120000\t20190305120000\t1\tnews.example\thttp://news.example/1\t2\t-1\t142\t158\t1\t20\t5402\t-0.1\t\t\n"
	for name, text := range map[string]string{"20190305120000.export.CSV": string(events), "20190305120000.mentions.CSV": mention} {
		f, err := os.Create(filepath.Join(dir, name+".zip"))
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(f)
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err = cmp.Or(err, z.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{dir, filepath.Join(dir, "20190305120000.export.CSV.zip"), filepath.Join(dir, "20190305120000.mentions.CSV.zip")} {
		sink := &confident{listed: listed{t: t}}
		loadInto(t, sink, path)
		if sink.claims != 5 || sink.confidence != 0.18 {
			t.Errorf("%s: %d claims, the first with confidence %v", filepath.Base(path), sink.claims, sink.confidence)
		}
	}
}

// confident remembers the confidence of the first claim.
type confident struct {
	listed
	confidence float64
}

func (c *confident) Claim(ctx context.Context, x graph.Claim) error {
	c.confidence = cmp.Or(c.confidence, x.Confidence)
	return c.listed.Claim(ctx, x)
}

func loadInto(t testing.TB, sink graph.Sink, paths ...string) {
	t.Helper()
	g, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	o := loaders.Options{Gazetteer: g, Vocabulary: schema.Builtin()}
	if err := loaders.Run(t.Context(), loaders.Inputs(paths, nil, loaders.Progress{}), sink, o, loaders.Progress{}); err != nil {
		t.Fatal(err)
	}
}

// The advanced form of OFAC's list says of the same parties what the plain one
// says, of the same actors; of relations it says more than "Linked To".
func TestAdvancedSaysTheSame(t *testing.T) {
	says := func(path string) (claims, linked []string) {
		for line := range strings.Lines(read(t, loaders.Options{}, samples+path).out.String()) {
			f := strings.Fields(line)
			switch {
			case len(f) > 5 && f[3] == "[ofac:" || len(f) > 5 && f[4] == "[ofac:":
				ends := []string{f[0], f[2]}
				slices.Sort(ends)
				switch {
				case strings.Contains(line, "Linked To"), strings.Contains(line, "record relation"):
					linked = append(linked, strings.Join(ends, " "))
				default:
					claims = append(claims, strings.Join(f[:3], " "))
				}
			case strings.HasPrefix(line, "  actor:"):
				claims = append(claims, f[0]) // who is told by which ID
			}
		}
		// What a title says besides of two that are linked is one claim with
		// that where both rest on one record.
		claims = slices.DeleteFunc(claims, func(c string) bool {
			f := strings.Fields(c)
			return len(f) == 3 && f[1] == "affiliated-with" && slices.Contains(linked, f[0]+" "+f[2])
		})
		slices.Sort(claims)
		slices.Sort(linked)
		return claims, linked
	}
	claims, linked := says("ofac/xml")
	same, related := says("ofac/advanced")
	if diff := gocmp.Diff(claims, same); diff != "" || len(claims) < 8 {
		t.Error(diff)
	}
	if diff := gocmp.Diff(linked, related); diff != "" || len(linked) != 2 {
		t.Error(diff)
	}
}
