package answer

import (
	"bytes"
	"testing"

	"entente/graph"
)

func TestSheet(t *testing.T) {
	s := ListWith([]string{"id", "label", "aliases"}, [][]any{
		{"actor:iran", `<Iran> "&"`, []string{"Persia", "IRN"}}, {"actor:x", "=cmd|' /C calc'!A0", nil},
	}, []string{"n"}, [][]any{{1}, {nil}})
	for _, c := range []struct {
		what  string
		write func(*bytes.Buffer) error
		want  string
	}{
		{"JSON", func(b *bytes.Buffer) error { return s.JSON(b) }, "[\n" +
			`{"id":"actor:iran","label":"<Iran> \"&\"","aliases":["Persia","IRN"],"n":1}` + ",\n" +
			`{"id":"actor:x","label":"=cmd|' /C calc'!A0"}` + "\n]\n"},
		{"JSON Lines", func(b *bytes.Buffer) error { return s.JSONL(b) }, `{"id":"actor:iran","label":"<Iran> \"&\"","aliases":["Persia","IRN"],"n":1}` + "\n" +
			`{"id":"actor:x","label":"=cmd|' /C calc'!A0"}` + "\n"},
		{"CSV", func(b *bytes.Buffer) error { return s.CSV(b) }, "id,label,aliases\n" +
			`actor:iran,"<Iran> ""&""","Persia, IRN"` + "\n" + `actor:x,'=cmd|' /C calc'!A0,` + "\n"},
	} {
		var b bytes.Buffer
		if err := c.write(&b); err != nil || b.String() != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.what, err, &b, c.want)
		}
	}
	var b bytes.Buffer
	if err := List([]string{"id"}, nil).JSON(&b); err != nil || b.String() != "[]\n" {
		t.Errorf("no rows: %q, %v", &b, err)
	}
}

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		AmountText(&graph.Amount{Value: 18e9, Unit: "USD"}):      "18,000,000,000 USD",
		AmountText(&graph.Amount{Value: -1234.5, Unit: "x"}):     "-1,234.5 x",
		statuses(map[graph.Status]int{graph.Denied: 2}):          "2 denied",
		SourceName(graph.Source{ID: "a", Publisher: "P"}):        "P",
		Command("query", "sanctions-by", "United States"):        `entente query sanctions-by "United States"`,
		Command("why", "a'b", `c"d`, "", "e\nf"):                 `entente why "a'b" 'c"d' "" "` + "e\nf" + `"`,
		Command("gizmo", `g.V("<actor:o'brien>").all() // $x !`): `entente gizmo 'g.V("<actor:o'\''brien>").all() // $x !'`,
	} {
		if got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}
