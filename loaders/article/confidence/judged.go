package confidence

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// judged.csv holds 1,023 claims drawn by chance from all that were read in the
// news of 2025–26 on the Wikipedia portal Current events: the claim's ID, whether
// who read its sentence agreed with all of it, and its signs by the program of
// 2026-12-01. 132 are of those drawn the day before (seed 20261201) that are
// still read as they were. Of the others a claim of which one could argue counts
// as not right: of 691 (seeds 20261209 and 20261211) 539 are right, of the last
// 200 (seed 20261212), drawn after the weights were learnt, 161.
//
//go:embed judged.csv
var judgedCSV []byte

// Judged is a claim that somebody judged.
type Judged struct {
	Claim string // ID
	Right bool
	Signs []string
}

// BuiltinJudged gives the claims of judged.csv.
func BuiltinJudged() ([]Judged, error) { return ReadJudged("judged.csv", judgedCSV) }

// ReadJudged reads judged claims from CSV with the columns claim, right (1 or
// 0) and signs, with semicolons between them. name is for errors.
func ReadJudged(name string, data []byte) ([]Judged, error) {
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(records) == 0 || !slices.Equal(records[0], []string{"claim", "right", "signs"}) {
		return nil, fmt.Errorf("%s: expected the columns claim,right,signs", name)
	}
	out := make([]Judged, 0, len(records)-1)
	for i, r := range records[1:] {
		j := Judged{Claim: r[0], Right: r[1] == "1", Signs: strings.FieldsFunc(r[2], func(c rune) bool { return c == ';' })}
		if r[1] != "0" && r[1] != "1" {
			return nil, fmt.Errorf("%s: line %d: right is %q, expected 1 or 0", name, i+2, r[1])
		}
		for _, s := range j.Signs {
			if !slices.Contains(names, s) {
				return nil, fmt.Errorf("%s: line %d: no sign is called %q", name, i+2, s)
			}
		}
		out = append(out, j)
	}
	return out, nil
}
