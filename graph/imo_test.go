package graph

import "testing"

func TestIMO(t *testing.T) {
	for number, want := range map[string][2]bool{
		"9074729": {true, false}, "9074728": {false, false}, "0310062": {false, true}, "5000004": {false, true}, "0000000": {}, "0123450": {}, "9000053": {true, true},
		"907472": {}, "IMO9074729": {}, "": {},
	} {
		if got := [2]bool{IMOShip(number), IMOCompany(number)}; got != want {
			t.Errorf("%s: ship, company %v, want %v", number, got, want)
		}
	}
}
