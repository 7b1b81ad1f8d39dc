package dataset

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// read gives rows as "line@offset: fields".
func read(t testing.TB, r io.Reader, d Dialect, header ...string) []string {
	t.Helper()
	table := NewTable(r, d)
	if len(header) > 0 {
		table.SetHeader(header)
	}
	var out []string
	for row, err := range table.All() {
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf("%d@%d: %s", row.Line, row.Start, strings.Join(row.Fields, "|"))
		if row.Err != nil {
			line = fmt.Sprintf("%d@%d! %v", row.Line, row.Start, row.Err)
		}
		out = append(out, line)
	}
	return out
}

func TestTable(t *testing.T) {
	csv, tsv := Dialect{Comma: ',', Quotes: true}, Dialect{Comma: '\t'}
	for _, c := range []struct {
		name string
		d    Dialect
		text string
		want []string
	}{
		{"empty", csv, "", nil},
		{"no end of line", csv, "1,a\n2,b", []string{"1@0: 1|a", "2@4: 2|b"}},
		{"CRLF and LF", csv, "1,a\r\n2,b\n", []string{"1@0: 1|a", "2@5: 2|b"}},
		{"byte order mark", csv, "\ufeff\"1\",a\n", []string{"1@3: 1|a"}},
		{"quoted line ends", csv, "1,\"a\nb\"\n2,c\n", []string{"1@0: 1|a\nb", "3@8: 2|c"}},
		{"doubled quotes", csv, `1,"say ""so"""` + "\n", []string{`1@0: 1|say "so"`}},
		{"quotes within", csv, `1,the "Mir"` + "\n" + `2,"the "Mir" sails"` + "\n", []string{`1@0: 1|the "Mir"`, `2@12: 2|the "Mir" sails`}},
		{"stray quote that never closes", csv, "1,\"a\n2,b\n3,c\n", []string{"1@0! a quote is not closed", "2@5: 2|b", "3@9: 3|c"}},
		{"tabs do not quote", tsv, "1\t\"a\n2\tb\"\n", []string{"1@0: 1|\"a", "2@5: 2|b\""}},
		{"end of file of DOS", csv, "1,a\r\n\x1a", []string{"1@0: 1|a", "2@5! the row has 1 columns, expected 2"}},
		{"wrong width", csv, "1,a,x\n2,b\n\n3\n", []string{"1@0! the row has 3 columns, expected 2", "2@6: 2|b", "4@11! the row has 1 columns, expected 2"}},
		{"blank after a quoted field", csv, "\"1\" ,\"a\" \n", []string{"1@0: 1|a"}},
	} {
		for _, r := range []io.Reader{strings.NewReader(c.text), iotest.OneByteReader(strings.NewReader(c.text))} {
			if diff := cmp.Diff(c.want, read(t, r, c.d, "id", "name")); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
		}
	}
}

func TestLongLine(t *testing.T) {
	long := "1," + strings.Repeat("a", maxRecord+10) + "\n2,b\n"
	got := read(t, strings.NewReader(long), Dialect{Comma: ','}, "id", "name")
	if len(got) != 2 || !strings.Contains(got[0], "bytes long") || got[1] != fmt.Sprintf("2@%d: 2|b", len(long)-4) {
		t.Errorf("a line longer than is read: %.200q", got)
	}
}

// Where a row stands in the text is true of any text.
func FuzzTable(f *testing.F) {
	f.Add("a,b\n\"1\n2\",c\r\n\x1a", true)
	f.Add("\ufeff\"a\"x,\"\"\"\n", true)
	f.Fuzz(func(t *testing.T, text string, quotes bool) {
		table := NewTable(strings.NewReader(text), Dialect{Comma: ',', Quotes: quotes})
		end := 0
		for row, err := range table.All() {
			if err != nil {
				t.Fatal(err)
			}
			if row.Start < end || row.Start+len(row.Text) > len(text) || text[row.Start:row.Start+len(row.Text)] != row.Text {
				t.Fatalf("row of line %d stands at %d to %d", row.Line, row.Start, row.Start+len(row.Text))
			}
			if line := 1 + strings.Count(text[:row.Start], "\n"); line != row.Line {
				t.Fatalf("row at %d is of line %d, not %d", row.Start, line, row.Line)
			}
			end = row.Start + len(row.Text)
		}
	})
}

func BenchmarkTable(b *testing.B) {
	text := strings.Repeat("12345,\"SOME NAME, Ltd.\",-0- ,\"IRAN] [NPWMD\",-0- ,\"DOB 31 Aug 1960; POB Tehran, Iran.\"\n", 10000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for range NewTable(strings.NewReader(text), Dialect{Comma: ',', Quotes: true}).All() {
		}
	}
	b.ReportMetric(float64(b.N)*10000/b.Elapsed().Seconds(), "rows/s")
}
