package loaders_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loaders"
)

// noNames are the formats that have no names of columns which could be new.
var noNames = map[string]string{
	"gdelt":   "rows without a header: one of another width is rejected (events and mentions have tests of it)",
	"cow-igo": "every column that is not known is an organization",
	"graphml": "attributes are free: what none of ours is stands in the quote", "gexf": "the same", "cytoscape": "the same", "neo4j": "the same",
}

// A column, field or element that nobody has accounted for is a warning, with
// its name; a code that is not known is counted and shown.
func TestUnaccountedFor(t *testing.T) {
	formats := everyFormat(t)
	first := func(text, old, new string) string { return strings.Replace(text, old, new, 1) }
	header := func(comma string) func(string) string {
		return func(text string) string {
			line, rest, _ := strings.Cut(text, "\n")
			return strings.TrimSuffix(line, "\r") + comma + "Zzz new\n" + rest
		}
	}
	for _, l := range loaders.All() {
		if l.Data == nil || noNames[l.Name] != "" {
			continue
		}
		change := header(",")
		column, codes := "zzz new", []string(nil)
		switch l.Name {
		case "icews", "polecat":
			change = header("\t") // their codes have tests of their own
		case "desta":
			change = header(`;`)
		case "ofac":
			formats[l.Name] = map[string]string{"": samples + "ofac/xml"}
			change = func(text string) string {
				return first(first(text, "<uid>9001</uid>", "<uid>9001</uid><zzzNew>1</zzzNew>"), "<country>Iran</country>", "<country>Zzland</country>")
			}
			column, codes = "zzznew", []string{"Zzland"}
		case "factbook":
			change = func(text string) string {
				return first(text, `"Introduction"`, `"Zzz new": {"text": "x"}, "Introduction"`)
			}
		case "eu":
			change = func(text string) string {
				return first(first(text, "<nameAlias ", `<nameAlias zzzNew="1" `), `<subjectType code="`, `<subjectType code="zzkind" x="`)
			}
			column, codes = "zzznew", []string{"zzkind"}
		case "un":
			change = func(text string) string {
				return first(first(text, "<FIRST_NAME>", "<ZZZ_NEW>1</ZZZ_NEW><FIRST_NAME>"), "<NATIONALITY><VALUE>", "<NATIONALITY><VALUE>Zzland ")
			}
			column = "zzz_new"
		case "uk":
			change = func(text string) string { return first(text, ",Group ID\n", ",Group ID,Zzz new\n") }
		case "ftm":
			change = func(text string) string {
				return first(text, `"properties": {`, `"properties": {"zzzNew": ["1"], `) + `{"id":"zz","schema":"Zzschema","properties":{}}` + "\n"
			}
			column, codes = "zzznew", []string{"Zzschema"}
		case "territories":
			change = func(text string) string { return first(text, `{"name"`, `{"zzz new": 1, "name"`) }
		case "popolo":
			change = func(text string) string { return first(text, "{", `{"zzz new": [],`) }
		case "wikidata":
			change = func(text string) string { return first(text, `"type"`, `"zzz new": 1, "type"`) }
		case "stix":
			change = func(text string) string {
				return first(text, `"objects": [`, `"objects": [{"type": "zz-kind", "id": "zz-kind--1", "zzz new": 1},`)
			}
			column, codes = "", []string{"zz-kind"} // properties are free: custom ones are part of the standard
		case "misp":
			change = func(text string) string { return first(text, `"meta": {`, `"meta": {"zzz new": ["x"],`) }
		}
		t.Run(l.Name, func(t *testing.T) {
			dir := t.TempDir()
			changed := false
			for _, path := range paths(t, formats[l.Name]) {
				for in, err := range loaders.Inputs([]string{path}, nil, loaders.Progress{}) {
					if err != nil {
						t.Fatal(err)
					}
					text, err := os.ReadFile(in.Name)
					if err != nil {
						t.Fatal(err)
					}
					now := change(string(text))
					changed = changed || now != string(text)
					if err := os.WriteFile(filepath.Join(dir, filepath.Base(in.Name)), []byte(now), 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			if !changed {
				t.Fatal("the sample was not changed")
			}
			got := read(t, loaders.Options{From: l.Name}, dir).out.String()
			for _, want := range append(codes, column) {
				found := false
				for line := range strings.Lines(got) {
					if strings.HasPrefix(line, "warning ") && strings.Contains(strings.ToLower(line), strings.ToLower(want)) && (strings.Contains(line, "not known") || strings.Contains(line, "left out")) {
						found = true
					}
				}
				if !found {
					t.Errorf("no warning says %q:\n%.1500s", want, lastLines(got))
				}
			}
		})
	}
}

func lastLines(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		if strings.HasPrefix(line, "warning") || strings.HasPrefix(line, "rejected") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "")
}
