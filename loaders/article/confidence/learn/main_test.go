package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loaders/article/confidence"
)

// TestLearnMoves lets claims with one sign be wrong every other time and all
// others right: the sign's weight falls, and the file says so.
func TestLearnMoves(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var csv strings.Builder
	csv.WriteString("claim,right,signs\n")
	for range 400 {
		switch bad := rng.IntN(2) == 0; {
		case !bad:
			csv.WriteString("claim:x,1,plain\n")
		case rng.IntN(2) == 0:
			csv.WriteString("claim:x,1,plain;steps\n")
		default:
			csv.WriteString("claim:x,0,plain;steps\n")
		}
	}
	dir := t.TempDir()
	judged, out := filepath.Join(dir, "judged.csv"), filepath.Join(dir, "out.yaml")
	if err := os.WriteFile(judged, []byte(csv.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	if err := run([]string{"--judged", judged, "--in", "../confidence.yaml", "--out", out, "--hold", "1"}, &said); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said.String(), "400 claims") || !strings.Contains(said.String(), "steps ") {
		t.Errorf("it says %q: want the number of claims and the sign that moved", said.String())
	}
	was, err := os.ReadFile("../confidence.yaml")
	if err != nil {
		t.Fatal(err)
	}
	now, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	a, b := strings.Split(string(was), "\n"), strings.Split(string(now), "\n")
	if len(a) != len(b) {
		t.Fatalf("%d lines became %d", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			moved++
			if strings.Contains(a[i], "name: far") && !strings.Contains(b[i], "weight: -2.") && !strings.Contains(b[i], "weight: -3.") {
				t.Errorf("half of the claims with the sign are wrong: %q became %q", a[i], b[i])
			}
		}
	}
	if moved == 0 || moved > 3 {
		t.Errorf("%d lines changed: want those of start, plain and far", moved)
	}
}

// TestBuiltinWeights says whether the judged claims speak against the weights
// there are: new ones should be no better on claims they were not learnt from.
func TestBuiltinWeights(t *testing.T) {
	table, err := confidence.Load()
	if err != nil {
		t.Fatal(err)
	}
	judged, err := confidence.BuiltinJudged()
	if err != nil {
		t.Fatal(err)
	}
	before, after, err := newModel(table).byFolds(judged, 10, 10)
	if err != nil {
		t.Fatal(err)
	}
	if before > after+0.02 {
		t.Errorf("mean surprise %.3f bits, %.3f with weights learnt anew: learn them anew", before, after)
	}
}

func TestFaultyJudged(t *testing.T) {
	for _, c := range []struct{ name, csv, want string }{
		{"other columns", "id,ok\n", "expected the columns"},
		{"no judgement", "claim,right,signs\nclaim:x,yes,plain\n", "line 2"},
		{"unknown sign", "claim,right,signs\nclaim:x,1,odd\n", "odd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := confidence.ReadJudged("my.csv", []byte(c.csv)); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "my.csv") {
				t.Errorf("error %v: want one that names my.csv and says %q", err, c.want)
			}
		})
	}
}
