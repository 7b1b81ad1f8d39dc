package loaders_test

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/loaders"
	"entente/loaders/mapping"
)

// fuzzed are the targets that read whatever bytes there are as a format, behind
// the folder that they are in.
var fuzzed = map[string][]string{
	"ofac":          {"FuzzOFAC", "FuzzOFACXML", "FuzzOFACAdvanced"}, // and ofac.FuzzSet,
	"factbook":      {"FuzzFactbook"},
	"eu":            {"FuzzEU"},
	"un":            {"FuzzUN"},
	"uk":            {"FuzzUK"},
	"icews":         {"events/FuzzEvents"},
	"polecat":       {"events/FuzzEvents"},
	"gdelt":         {"events/FuzzEvents", "events/FuzzBesideEvents"},
	"ftm":           {"ftm/FuzzLoad"},
	"territories":   {"officials/FuzzFormats"},
	"country-codes": {"officials/FuzzFormats"},
	"archigos":      {"officials/FuzzFormats"},
	"reign":         {"officials/FuzzFormats"},
	"ungdc":         {"officials/FuzzFormats"},
	"popolo":        {"officials/FuzzFormats"},
	"wikidata":      {"wikidata/FuzzWikidata"},
	"stix":          {"threats/FuzzThreats"},
	"misp":          {"threats/FuzzThreats"},
	"graphml":       {"network/FuzzNetwork"},
	"gexf":          {"network/FuzzNetwork"},
	"cytoscape":     {"network/FuzzNetwork"},
	"neo4j":         {"network/FuzzNetwork", "network/FuzzNeo4jAdmin"},
	"claims":        {"FuzzLoad"},
	"nquads":        {"FuzzLoad"},
	"trig":          {"FuzzLoad"},
	"turtle":        {"turtle/FuzzRead"},
	"jsonld":        {"FuzzJSONLD"},
	"jsonl":         {"article/document/FuzzReadLines"},
	"html":          {"article/document/FuzzReadWeb"},
	"feed":          {"article/document/FuzzReadWeb"},
	"warc":          {"article/document/FuzzReadWARC"},
	"article":       {"article/document/FuzzRead"},
}

// Every format has a fuzz target; of the ready mappings, one goes through all.
func TestFuzzed(t *testing.T) {
	ready := mapping.Ready()
	for _, l := range loaders.All() {
		targets := fuzzed[l.Name]
		for _, f := range ready {
			if f.Name == l.Name {
				targets = []string{"mapping/FuzzReady"}
			}
		}
		if len(targets) == 0 {
			t.Errorf("%s has no fuzz target", l.Name)
			continue
		}
		for _, target := range targets {
			folder, name := path.Split(target)
			files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(files, func(file string) bool {
				text, err := os.ReadFile(file)
				return err == nil && strings.Contains(string(text), "func "+name+"(f *testing.F)")
			}) {
				t.Errorf("%s: there is no %s in loaders/%s", l.Name, name, folder)
			}
		}
	}
}
