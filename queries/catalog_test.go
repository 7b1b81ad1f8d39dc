package queries_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/store"
	"entente/queries"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The questions that the project promises; to drop one breaks users' scripts.
func TestPromisedQueries(t *testing.T) {
	promised := `who-represents trade-partners sanctions-by sanctions-on sanctioned-partners exposed-to-tariffs
		mediators-between negotiations-of allies-of adversaries-of allies-of-adversaries common-partners
		deployments members-of claims-about between`
	for _, name := range strings.Fields(promised) {
		if _, err := queries.Find(name); err != nil {
			t.Error(err)
		}
	}
}

func TestCatalogIsItsFiles(t *testing.T) {
	files, err := filepath.Glob("catalog/*.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("the catalogue's files: %v, %v", files, err)
	}
	var want, got []string
	for _, f := range files {
		want = append(want, strings.TrimSuffix(filepath.Base(f), ".js"))
	}
	titles := map[string]string{}
	for _, q := range queries.Catalog() {
		got = append(got, q.Name)
		if other := titles[q.Title]; other != "" {
			t.Errorf("%s and %s ask the same: %q", q.Name, other, q.Title)
		}
		titles[q.Title] = q.Name
		names := []string{}
		for _, c := range q.Columns {
			names = append(names, c.Name)
			if c.Doc == "" {
				t.Errorf("%s: column %s has no doc", q.Name, c.Name)
			}
		}
		// Every answer names the evidence.
		if !slices.Contains(names, "claim") && !slices.Contains(names, "document") {
			t.Errorf("%s: no column of evidence among %v", q.Name, names)
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("catalogue and files differ (-files +catalogue):\n%s", diff)
	}
}

// newerThanES5 finds what the stock console's interpreter, of 2019, refuses.
var newerThanES5 = regexp.MustCompile("(?m)^\\s*(let|const|class) |=>|`|\\.\\.\\.|\\basync\\b")

// more are calls besides the example that the golden files hold.
var more = map[string][][]string{
	"who-represents":      {{"Oman"}, {"Japan"}},
	"sanctions-by":        {{"EU"}},
	"sanctions-on":        {{"Belarus"}},
	"between":             {{"US", "Iran"}, {"Rwanda", "M23"}, {"Iran", "Japan"}},
	"mediators-between":   {{"Rwanda", "DR Congo"}, {"Russia", "Ukraine"}, {"Iran", "Japan"}},
	"common-partners":     {{"Germany", "Japan"}},
	"trade-partners":      {{"China"}, {"Oman"}},
	"deployments":         {{"Scarborough Shoal"}},
	"claims-since":        {{"Iran", "2026-02-08"}},
	"contradictions-of":   {{"Rwanda"}, {"Oman"}},
	"exposed-to-tariffs":  {{"United States", "Russia"}, {"Russia", "Iran"}},
	"sanctioned-partners": {{"Oman"}},
	"statements-by":       {{"Iran"}},
	"events-at":           {{"Oman"}, {"Ukraine"}},
	"visits-of":           {{"Russia"}},
	"attacks-on":          {{"DR Congo"}},
}

// calls gives the calls of a query that the golden files hold.
func calls(q queries.Query) [][]string {
	return append([][]string{q.Example}, more[q.Name]...)
}

func render(t *testing.T, r queries.Result) string {
	t.Helper()
	var b strings.Builder
	for i := range r.Rows {
		row, err := r.MarshalRow(i)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", row)
	}
	return b.String()
}

func TestCatalogAnswers(t *testing.T) {
	stores := worlds(t)
	ctx := context.Background()
	for _, q := range queries.Catalog() {
		t.Run(q.Name, func(t *testing.T) {
			if m := newerThanES5.FindString(q.File()); m != "" {
				t.Errorf("%q is newer than ECMAScript 5", m)
			}
			got := ""
			for _, args := range calls(q) {
				var answers []string
				for _, backend := range []string{"memstore", "bolt", "entente"} {
					r, err := queries.Run(ctx, stores[backend], q.Name, args, queries.Limits{})
					if err != nil {
						t.Fatal(err)
					}
					answers = append(answers, render(t, r))
				}
				for i, name := range []string{"bolt", "entente"} {
					if diff := cmp.Diff(answers[0], answers[i+1]); diff != "" {
						t.Errorf("%v: memstore and %s, loaded in other orders, differ:\n%s", args, name, diff)
					}
				}
				got += fmt.Sprintf("# %s %q\n%s\n", q.Name, args, answers[0])
			}
			golden(t, filepath.Join("testdata", q.Name+".golden"), got)
		})
	}
	if *update {
		return
	}
	files, err := filepath.Glob("testdata/*.golden")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, err := queries.Find(strings.TrimSuffix(filepath.Base(f), ".golden")); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", file, diff)
	}
}

// What --show prints is what Run runs: sorted, its rows are the same.
func TestShownTextGivesTheRows(t *testing.T) {
	ctx := context.Background()
	for backend, s := range worlds(t) {
		if testing.Short() && backend != "entente" {
			continue // the race detector's run: the one whose reads run side by side
		}
		for _, q := range queries.Catalog() {
			for _, args := range calls(q)[:1] {
				want, err := queries.Run(ctx, s, q.Name, args, queries.Limits{})
				if err != nil {
					t.Fatal(err)
				}
				text, err := q.Fill(ctx, s, args)
				if err != nil {
					t.Fatal(err)
				}
				if newerThanES5.MatchString(text) {
					t.Errorf("%s: the shown text is newer than ECMAScript 5", q.Name)
				}
				// Cayley's visualizer draws only queries that name both.
				for _, word := range []string{"source", "target"} {
					if !strings.Contains(text, word) {
						t.Errorf("%s: the shown text lacks the word %q", q.Name, word)
					}
				}
				answer, err := s.Gizmo(ctx, text, store.Limits{})
				if err != nil {
					t.Fatalf("%s on %s: %v", q.Name, backend, err)
				}
				seen := map[string]bool{}
				for _, row := range answer.Rows {
					seen[rowKey(row.Value.(map[string]any), want.Names())] = true
				}
				rows := map[string]bool{}
				for _, cells := range want.Rows {
					object := map[string]any{}
					for i, c := range cells {
						object[want.Columns[i].Name] = c
					}
					rows[rowKey(object, want.Names())] = true
				}
				if diff := cmp.Diff(rows, seen); diff != "" {
					t.Errorf("%s on %s (-Run +shown text):\n%s", q.Name, backend, diff)
				}
				if len(rows) == 0 {
					t.Errorf("%s %q answers nothing", q.Name, args)
				}
			}
		}
	}
}

func rowKey(object map[string]any, names []string) string {
	var b strings.Builder
	for _, n := range names {
		v := object[n]
		if v == nil {
			v = ""
		}
		fmt.Fprintf(&b, "%s=%v;", n, strings.Trim(fmt.Sprint(v), "<>"))
	}
	return b.String()
}
