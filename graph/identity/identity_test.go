package identity

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

var update = flag.Bool("update", false, "write the golden files anew")

type labelled struct {
	A, B   string
	Type   string
	Types  []string
	Dates  []string
	States []string
	Codes  []string
	Want   string
	Why    string
}

func (c labelled) records() (a, b Record) {
	one := func(name string, i int) Record {
		r := Record{ID: fmt.Sprint(i), Label: name, Type: c.Type}
		if c.Types != nil {
			r.Type = c.Types[i]
		}
		for _, f := range []struct {
			from []string
			to   *[]string
		}{{c.Dates, &r.Dates}, {c.States, &r.States}, {c.Codes, &r.Codes}} {
			if f.from != nil {
				*f.to = []string{f.from[i]}
			}
		}
		return r
	}
	return one(c.A, 0), one(c.B, 1)
}

func verdictOf(c Comparison) string {
	switch {
	case c.Score >= Sure:
		return "same"
	case c.Score < Unlike:
		return "other"
	}
	return "unsure"
}

// Cases that people judged, with what each feature gave.
func TestCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var cases []labelled
	if err := yaml.UnmarshalWithOptions(text, &cases, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	right, wrong := 0, 0
	for _, c := range cases {
		a, b := c.records()
		got := Compare(a, b)
		if back := Compare(b, a); fmt.Sprintf("%.6f", back.Score) != fmt.Sprintf("%.6f", got.Score) {
			t.Errorf("%q and %q: %.6f one way, %.6f the other", c.A, c.B, got.Score, back.Score)
		}
		said := verdictOf(got)
		mark := " "
		switch {
		case said == c.Want:
			right++
		case said != "unsure" && c.Want != "unsure":
			wrong++
			mark = "!"
		default:
			mark = "?"
		}
		fmt.Fprintf(&out, "%s %-6s %.3f %s | %s (%s)\n", mark, c.Want, got.Score, c.A, c.B, c.Why)
		for _, e := range got.Evidence {
			fmt.Fprintf(&out, "      %+.2f %s: %s | %s\n", e.Weight, e.Feature, e.A, e.B)
		}
		if got.Code != "" {
			fmt.Fprintf(&out, "      %s\n", got.Code)
		}
	}
	fmt.Fprintf(&out, "%d of %d as judged, %d the opposite\n", right, len(cases), wrong)
	const golden = "testdata/cases.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, _ := os.ReadFile(golden)
	if string(want) != out.String() {
		t.Errorf("the run over the cases is another; see the difference after go test ./graph/identity -update\n%s", out.String())
	}
	if wrong > 0 {
		t.Errorf("%d cases are judged the opposite", wrong)
	}
}

func TestKindOfIMO(t *testing.T) {
	for number, want := range map[string]IMOKind{
		"9074729": Ship, "IMO 9074729": Ship, "9074728": NoIMO, "IMO: 9074729": Ship,
		"5000004": Company, "0310062": Company, "9000053": Ship, "0000000": NoIMO, "907472": NoIMO, "Does not exist": NoIMO, "": NoIMO,
	} {
		if got := KindOfIMO(number); got != want {
			t.Errorf("%q: %v, want %v", number, got, want)
		}
	}
}

func TestParseCode(t *testing.T) {
	for code, want := range map[string]string{
		"wd:q794": "wikidata:Q794", "imo:IMO 9074729": "imo:9074729", "imo:5000004": "imo-company:5000004", "imo-company:IMO0310062": "imo-company:0310062", "iso2:NA": "iso2:NA",
		"lei:5493001KJTIIGC8Y1R12": "lei:5493001KJTIIGC8Y1R12", "own:x": "own:x",
		"lei:5493001KJTIIGC8Y1R13": "check digits", "lei:549": "not 20", "imo:9074728": "no IMO number", "wd:794": "no Wikidata item", "Q794": "no code", "imo:": "no code",
	} {
		scheme, value, err := ParseCode(code)
		got := scheme + ":" + value
		if err != nil {
			got = err.Error()
		}
		if err == nil && got != want || !strings.Contains(got, want) {
			t.Errorf("%q: %s, want %s", code, got, want)
		}
	}
}

func TestConflicts(t *testing.T) {
	a := []string{"imo:9074729", "mmsi:211378120", "wd:Q1"}
	if c := Conflicts(a, []string{"imo:9187629", "mmsi:1"}); len(c) != 1 || c[0].String() != "imo 9074729 against 9187629" {
		t.Error(c)
	}
	if c := Conflicts(a, []string{"imo:5000004"}); len(c) != 0 {
		t.Errorf("a ship's number is none of a company's scheme: %v", c)
	}
	if s := Shared(a, []string{"wd:Q1"}); s != "wikidata:Q1" {
		t.Error(s)
	}
}

// The pairs found are the same whatever the order of the records.
func TestPairsInAnyOrder(t *testing.T) {
	records := made(3000)
	found := func(records []Record) []string {
		x := NewIndex(slices.Values(records), Options{})
		var out []string
		for _, p := range x.Pairs() {
			ids := []string{x.Record(p.I).ID, x.Record(p.J).ID}
			slices.Sort(ids)
			out = append(out, fmt.Sprintf("%s %s %.6f", ids[0], ids[1], p.Score))
		}
		slices.Sort(out)
		return out
	}
	one := found(records)
	slices.Reverse(records)
	if other := found(records); !slices.Equal(one, other) {
		t.Errorf("%d pairs one way, %d the other", len(one), len(other))
	}
	if len(one) < 300 {
		t.Errorf("only %d pairs found, of 600 made", len(one))
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("LAST, First", "First Last", "Person")
	f.Add("ООО «Меридиан»", "Meridian LLC", "Company")
	f.Add("", "\xff\x00", "Vessel")
	f.Fuzz(func(t *testing.T, a, b, typ string) {
		x := Record{ID: "1", Label: a, Type: typ, Codes: []string{b}}
		y := Record{ID: "2", Label: b, Type: typ, Codes: []string{a}, Dates: []string{a, b}}
		c := Compare(x, y)
		if !(c.Score >= 0 && c.Score <= 1) {
			t.Errorf("score %v", c.Score)
		}
	})
}

// made makes records with names as various as those of lists; one in five is
// another spelling of one before it.
func made(n int) []Record {
	rnd := uint64(12345)
	next := func(k int) int {
		rnd = rnd*6364136223846793005 + 1442695040888963407
		return int(rnd>>33) % k
	}
	heads := strings.Fields("ab ba be bo da de do fa ga ha ja ka ko la le lu ma me mi mo na ne no ra re ri ro sa se sha so ta te ti to va vi vo ya za ze zo")
	tails := strings.Fields("n r l d m s k v t sh zh ni ri li kov sky tov yev adze yan ali idi avi oto uri")
	names := func(k int) string {
		// Some names are far more frequent than others.
		seed := next(k)
		if next(3) == 0 {
			seed = next(400)
		}
		old := rnd
		rnd = uint64(seed)*2862933555777941757 + 3037000493
		s := heads[next(len(heads))] + heads[next(len(heads))]
		if next(2) == 0 {
			s += heads[next(len(heads))]
		}
		s += tails[next(len(tails))]
		rnd = old
		return s
	}
	out := make([]Record, n)
	for i := range out {
		r := Record{ID: fmt.Sprint(i), Type: "Person", Source: "one"}
		if i%5 == 4 {
			o := out[i-1-next(4)]
			words := strings.Fields(o.Label)
			words[0] = strings.Replace(words[0], "a", "e", 1)
			slices.Reverse(words)
			r.Label, r.Dates, r.Source = strings.Join(words, " "), o.Dates, "two"
		} else {
			r.Label = names(20000) + " " + names(20000) + " " + names(200000)
			r.Dates = []string{fmt.Sprintf("19%02d-%02d-%02d", 40+next(60), 1+next(12), 1+next(28))}
		}
		out[i] = r
	}
	return out
}

// mixed makes records as a store of many lists has them: three in five
// persons, three in ten organizations with what kind they are and a legal
// form, one in ten ships; some names are far more frequent than others. One in
// five is another spelling, from another list, of one before it.
func mixed(n int) []Record {
	out := made(n)
	kinds := []string{"%s Trading LLC", "Plant %s JSC", "%s Shipping Co Ltd", "Research Institute of %s", "%s Bank", "OOO %s"}
	again := []string{"OOO %s Torgovaia", "AO Zavod %s", "%s Shipping Company Limited", "NII %s", "Bank %s", "%s LLC"}
	for i := range out {
		r := &out[i]
		first, rest, _ := strings.Cut(r.Label, " ")
		second, _, _ := strings.Cut(rest, " ")
		switch of := i / 5; {
		case of%10 < 3: // five in a row are of one kind: the fifth is of one of the other four
			r.Type, r.Dates = "Organization", nil
			form := kinds
			if r.Source == "two" {
				form, first, second = again, second, rest[strings.LastIndex(rest, " ")+1:]
			}
			r.Label = fmt.Sprintf(form[of%len(form)], first+" "+second)
		case of%10 == 3:
			r.Type, r.Dates = "Vessel", nil
			if r.Source == "two" {
				first = rest[strings.LastIndex(rest, " ")+1:]
			}
			r.Label = first
			if i%5 < 2 {
				r.Label += fmt.Sprint(" ", 1+i%7)
			}
		}
	}
	return out
}

// A hundred thousand and a million names on one core: persons only, and of all
// kinds. B/op is what was taken from the heap in all; MB is what the index
// keeps.
func BenchmarkPairs(b *testing.B) {
	for _, kind := range []struct {
		name string
		made func(int) []Record
	}{{"persons", made}, {"mixed", mixed}} {
		for _, n := range []int{100_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				if n > 100_000 && testing.Short() {
					b.Skip("takes a minute")
				}
				records := kind.made(n)
				before := heap()
				b.ReportAllocs()
				b.ResetTimer()
				for b.Loop() {
					x := NewIndex(slices.Values(records), Options{Least: 0.5})
					b.ReportMetric(float64(len(x.Pairs())), "pairs")
					b.StopTimer()
					b.ReportMetric(float64(heap()-before)/1e6, "MB")
					runtime.KeepAlive(x)
					b.StartTimer()
				}
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "names/s")
			})
		}
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
