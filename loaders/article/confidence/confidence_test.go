package confidence

import (
	"slices"
	"testing"
)

func TestTable(t *testing.T) {
	table, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	plain, doubts := table.Of([]string{"plain", "object land", "subject known"})
	if plain < 0.9 || len(doubts) > 0 {
		t.Errorf("a plain claim: %.2f, doubts %q: want at least 0.9 and none", plain, doubts)
	}
	poor, doubts := table.Of([]string{"soft", "subject under 0", "subject under 1", "subject pronoun", "far"})
	if poor >= table.Floor {
		t.Errorf("a claim with every doubt: %.2f: want less than the floor, %.2f", poor, table.Floor)
	}
	if len(doubts) != 5 || doubts[0] != table.signs["subject pronoun"].Says {
		t.Errorf("doubts %q: want five, the worst first", doubts)
	}
	for _, s := range table.Signs {
		if s.Says == "" || s.Weight == 0 {
			t.Errorf("sign %q: says %q, weighs %g: want both", s.Name, s.Says, s.Weight)
		}
		if !slices.Contains(names, s.Name) {
			t.Errorf("nothing gives the sign %q", s.Name)
		}
	}
}
