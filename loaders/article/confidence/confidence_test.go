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
	poor, doubts := table.Of([]string{"soft", "subject under 0", "subject under 5", "subject pronoun", "steps"})
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

// TestCalibrated compares how sure claims are with how often they are right,
// where enough of them were judged.
func TestCalibrated(t *testing.T) {
	table, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	judged, err := BuiltinJudged()
	if err != nil {
		t.Fatal(err)
	}
	type band struct{ n, right, sure float64 }
	bands := map[string]*band{"under 0.8": {}, "0.8 to 0.9": {}, "0.9 and more": {}}
	for _, j := range judged {
		sure, _ := table.Of(j.Signs)
		name := "under 0.8"
		switch {
		case sure >= 0.9:
			name = "0.9 and more"
		case sure >= 0.8:
			name = "0.8 to 0.9"
		}
		b := bands[name]
		b.n++
		b.sure += sure
		if j.Right {
			b.right++
		}
	}
	for name, b := range bands {
		if b.n < 30 {
			t.Errorf("%s: %g claims: want 30 or more", name, b.n)
			continue
		}
		t.Logf("%s: %g claims, sure %.2f, right %.2f", name, b.n, b.sure/b.n, b.right/b.n)
		if d := b.right/b.n - b.sure/b.n; d < -0.08 || d > 0.08 {
			t.Errorf("%s: %.2f of %g claims are right, %.2f sure", name, b.right/b.n, b.n, b.sure/b.n)
		}
	}
}
