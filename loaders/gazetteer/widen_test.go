package gazetteer

import (
	"slices"
	"strings"
	"testing"

	"entente/graph"
)

func TestWiden(t *testing.T) {
	base := builtin(t)
	describe := func(id, label, typ, within string, names ...string) graph.Description {
		return graph.Description{Actor: graph.Actor{ID: "actor:" + id, Label: label, Type: typ}, Aliases: names, Within: within}
	}
	g := base.Widen([]graph.Description{
		describe("iceland", "Iceland", "State", "", "Island", "Lýðveldið Ísland", "Исландия"),
		describe("testova-of-oman", "Mira Testova", "Person", "actor:oman"),
		describe("grant-of-oman", "Grant", "Person", "actor:oman"),
		describe("ruritania", "Ruritania", "State", "", "Kingdom of Ruritania"),
		describe("iran", "Iran", "Place", ""), // another kind of thing: nothing is added
		describe("ruritania", "Ruritania", "State", "", "Ruritanian Realm"),
	}, []Held{
		{"actor:testova-of-oman", "actor:oman", "finance-minister", "1990-05", "1995"},
		{"actor:grant-of-oman", "actor:oman", "leader", "1869", "1877-03-04"},
		{"actor:hassan-rouhani", "actor:iran", "president", "2013-08-03", "2015-12-31"}, // known, and known better
		{"actor:testova-of-oman", "actor:oman", "no-such-role", "", ""},
		{"actor:nobody", "actor:oman", "leader", "", ""},
	})
	if holders := g.Holder("actor:oman", "finance-minister", "1992-01-01"); len(holders) == 0 || holders[0].Person.ID != "actor:testova-of-oman" {
		t.Errorf("%+v", holders)
	}
	if holders := g.Holder("actor:oman", "leader", "1870-01-01"); len(holders) > 0 {
		t.Errorf("somebody with no name to be found by: %+v", holders)
	}
	before, after := base.Holder("actor:iran", "president", "2014-01-01"), g.Holder("actor:iran", "president", "2014-01-01")
	if len(before) != len(after) {
		t.Errorf("a term that was known is there twice: %d and %d", len(before), len(after))
	}
	for name, want := range map[string]string{
		"Kingdom of Ruritania": "actor:ruritania", "Ruritanian Realm": "actor:ruritania", "Mira Testova": "actor:testova-of-oman", "Lýðveldið Ísland": "actor:iceland",
		"Island": "", "Grant": "",
	} {
		n, hits := g.Match(strings.Fields(name), 0)
		got := slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry.ID == want })
		if want != "" && (!got || n != len(strings.Fields(name))) {
			t.Errorf("%q is %v in %d words, want %s", name, hits, n, want)
		}
		if want == "" && slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry.ID == "actor:iceland" || h.Entry.ID == "actor:grant-of-oman" }) {
			t.Errorf("%q would be taken out of any text", name)
		}
	}
	if _, hits := base.Match([]string{"Ruritania"}, 0); len(hits) > 0 {
		t.Error("the gazetteer that was widened has changed")
	}
}
