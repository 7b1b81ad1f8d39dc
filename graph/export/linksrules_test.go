package export_test

import (
	stdcsv "encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"entente/graph"
	"entente/graph/export"
)

func writeFile(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// neo4jHeader is a column as the reference of neo4j-admin's import writes it.
var neo4jHeader = regexp.MustCompile(`^(?:(:START_ID|:END_ID)\((\w+)\)|(:TYPE|:LABEL)|(\w+)(?::(?:(ID)\((\w+)\)|(int|long|float|double|boolean|byte|short|char|string|point|date|localtime|time|localdatetime|datetime|duration)(\[\])?))?)$`)

// checkNeo4j holds the tables to the header's rules and its types, and the
// ends of relationships to the nodes.
func checkNeo4j(t testing.TB, doc string) map[string][]map[string]string {
	t.Helper()
	tables := map[string][]map[string]string{}
	for _, part := range strings.Split(doc, "== ")[1:] {
		head, text, _ := strings.Cut(part, "\n")
		name, _, _ := strings.Cut(head, " ")
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		rows, err := stdcsv.NewReader(strings.NewReader(text)).ReadAll() // every row has as many fields as the header
		if err != nil {
			// "== " within a quote: not what the archive has, only the test's text of it.
			t.Fatalf("%s: %v", name, err)
		}
		tables[name] = []map[string]string{}
		for _, column := range rows[0] {
			if neo4jHeader.FindString(column) == "" {
				t.Errorf("%s: the column %q is none of neo4j-admin's", name, column)
			}
		}
		for _, row := range rows[1:] {
			cells := map[string]string{}
			for i, cell := range row {
				column := rows[0][i]
				cells[column] = cell
				_, typ, _ := strings.Cut(column, ":")
				var err error
				switch {
				case cell == "":
				case typ == "int" || typ == "long":
					_, err = strconv.ParseInt(cell, 10, 64)
				case typ == "double":
					_, err = strconv.ParseFloat(cell, 64)
				case typ == "boolean":
					_, err = strconv.ParseBool(cell)
				case typ == "date":
					_, err = time.Parse(time.DateOnly, cell)
				}
				if err != nil {
					t.Errorf("%s: %s: %v", name, column, err)
				}
			}
			tables[name] = append(tables[name], cells)
		}
	}
	ids := map[string]bool{}
	for _, n := range tables["nodes.csv"] {
		id := n["id:ID(Actor)"]
		if id == "" || ids[id] || n[":LABEL"] == "" {
			t.Errorf("the node %q is without ID or label, or there twice", id)
		}
		ids[id] = true
	}
	for _, e := range tables["edges.csv"] {
		if !ids[e[":START_ID(Actor)"]] || !ids[e[":END_ID(Actor)"]] || e[":TYPE"] == "" {
			t.Errorf("the relationship %v has no type or leads to no node", e)
		}
	}
	return tables
}

func TestNeo4j(t *testing.T) {
	doc := readable(t, "neo4j", write(t, "neo4j", input(fixture(t)), export.Options{}))
	tables := checkNeo4j(t, doc)
	if n, e := len(tables["nodes.csv"]), len(tables["edges.csv"]); n != 14 || e != 22 {
		t.Errorf("%d nodes and %d relationships, want 14 and 22", n, e)
	}
	for _, n := range tables["nodes.csv"] {
		if n["id:ID(Actor)"] == "actor:iran" && (n["aliases:string[]"] != "Islamic Republic of Iran;Tehran" || n[":LABEL"] != "State;Actor") {
			t.Errorf("Iran became %v", n)
		}
	}
	for _, e := range tables["edges.csv"] {
		if e[":TYPE"] == "IMPORTS_FROM" && (e["amount:double"] != "1.45e+10" || e["unit"] != "USD" || e["earliest:date"] != "2024-01-01" || e["quote"] != articles[0].text[3]) {
			t.Errorf("the imports became %v", e)
		}
	}
	if !strings.Contains(doc, "== import.sh -rwxr-xr-x\n#!/bin/sh\n") || !strings.Contains(doc, "--multiline-fields=true") {
		t.Error("the script is not there, or cannot be run")
	}
}

type ftmLine struct {
	ID, Caption, Schema string
	Properties          map[string][]string
}

// checkFTM holds lines to what needs no schema: IDs, references, dates.
func checkFTM(t testing.TB, doc string) []ftmLine {
	t.Helper()
	ids := map[string]bool{}
	var all []ftmLine
	for line := range strings.Lines(doc) {
		var e ftmLine
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("ftm: %v: %q", err, line)
		}
		// followthemoney.util.ENTITY_ID
		if !regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?$`).MatchString(e.ID) || ids[e.ID] {
			t.Errorf("ftm: the ID %q is none, or there twice", e.ID)
		}
		ids[e.ID] = true
		all = append(all, e)
		for name, values := range e.Properties {
			if len(values) == 0 {
				t.Errorf("ftm: %s.%s is an empty list", e.Schema, name)
			}
			for _, v := range values {
				if v == "" {
					t.Errorf("ftm: %s.%s holds nothing", e.Schema, name)
				}
				switch name {
				case "subject", "object", "owner", "asset", "director", "organization", "member", "holder", "post", "agent", "client", "entity":
					if !ids[v] {
						t.Errorf("ftm: %s.%s leads to %s, which does not stand before it", e.Schema, name, v)
					}
				}
			}
		}
	}
	return all
}

// TestFTMSchema holds every schema and property to FollowTheMoney's own
// definitions, where they are at hand.
func TestFTMSchema(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/datasets/ftm_schema/*.y*ml")
	if len(files) == 0 {
		t.Skip("FollowTheMoney's schemas are not at hand (../shared/datasets/ftm_schema): what is written is not held to them")
	}
	type definition struct {
		Extends    []string
		Abstract   bool
		Required   []string
		Properties map[string]struct{ Type, Range string }
	}
	schemas := map[string]definition{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		one := map[string]definition{}
		if err := yaml.Unmarshal(text, &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		maps.Copy(schemas, one)
	}
	var ancestors func(string) []string
	ancestors = func(s string) []string {
		all := []string{s}
		for _, up := range schemas[s].Extends {
			all = append(all, ancestors(up)...)
		}
		return all
	}
	// Every type with every relation, so that every mapping is seen.
	var claims []graph.Claim
	for i, typ := range []string{"State", "Person", "Company", "Government", "ArmedForce", "Media", "Vessel", "Office", "Event", "Programme", "Facility", "Place", "Goods", "Agreement", "Group", "Unit", "NGO", "Party", "Actor", ""} {
		for _, to := range []string{"State", "Company", "Vessel", "Office", "NGO", "Person", "Place"} {
			for _, r := range []string{"owns", "leads", "member-of", "joins", "represents", "holds-office", "sanctions", "trades-with", "attacks"} {
				c := fixture(t)[i]
				c.Subject = graph.Actor{ID: "actor:a-" + typ, Label: "A " + typ, Type: typ}
				c.Object = graph.Actor{ID: "actor:b-" + to, Label: "B " + to, Type: to}
				c.Relation, c.Status = r, graph.Asserted
				c.ID = c.Hash()
				claims = append(claims, c)
			}
		}
	}
	in := input(claims)
	in.Actor = func(_ ctx, id string) (graph.Description, error) {
		return graph.Description{Actor: graph.Actor{ID: id}, Aliases: []string{"x"}, Born: []string{"1970-05"}, Within: "actor:b-State", SameAs: []string{"wd:Q794"},
			Codes: []string{"iso2:IR", "imo:9074729", "mmsi:1", "lei:1", "inn:1", "ogrn:1", "registration:1", "tax:1", "passport:1"}}, nil
	}
	of := map[string]string{}
	used := map[string]int{}
	for _, doc := range []string{write(t, "ftm", in, export.Options{}), write(t, "ftm", input(fixture(t)), export.Options{Statuses: graph.Statuses})} {
		for _, e := range checkFTM(t, doc) {
			of[e.ID] = e.Schema
			used[e.Schema]++
			d, ok := schemas[e.Schema]
			if !ok || d.Abstract {
				t.Errorf("there is no schema %s to make an entity of", e.Schema)
			}
			for _, up := range ancestors(e.Schema) {
				for _, name := range schemas[up].Required {
					if len(e.Properties[name]) == 0 {
						t.Errorf("%s wants %s: %v", e.Schema, name, e.Properties)
					}
				}
			}
			for name, values := range e.Properties {
				found := false
				for _, up := range ancestors(e.Schema) {
					p, ok := schemas[up].Properties[name]
					if found = found || ok; !ok {
						continue
					}
					for _, v := range values {
						switch p.Type {
						case "entity":
							if !slices.Contains(ancestors(of[v]), p.Range) {
								t.Errorf("%s.%s is a %s, and wants a %s", e.Schema, name, of[v], p.Range)
							}
						case "date":
							if !regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`).MatchString(v) {
								t.Errorf("%s.%s is %q", e.Schema, name, v)
							}
						case "country":
							if !regexp.MustCompile(`^[a-z]{2}$`).MatchString(v) {
								t.Errorf("%s.%s is %q", e.Schema, name, v)
							}
						}
					}
				}
				if !found {
					t.Errorf("%s has no property %s", e.Schema, name)
				}
			}
		}
	}
	for _, want := range []string{"Ownership", "Directorship", "Membership", "Representation", "Occupancy", "Sanction", "UnknownLink"} {
		if used[want] == 0 {
			t.Errorf("no claim became a link of the schema %s", want)
		}
	}
}

func TestFTM(t *testing.T) {
	var sanction, trade *ftmLine
	for _, e := range checkFTM(t, write(t, "ftm", input(fixture(t)), export.Options{})) {
		switch {
		case e.Schema == "Sanction":
			sanction = &e
		case slices.Contains(e.Properties["role"], "imports from (subject to object)"):
			trade = &e
		}
	}
	if sanction == nil || sanction.Properties["authority"][0] != "United States" {
		t.Errorf("a sanction became %+v", sanction)
	}
	if trade == nil || trade.Properties["summary"][0] != articles[0].text[3] || trade.Properties["date"][0] != "2024" || trade.Properties["sourceUrl"][0] != articles[0].source.URL {
		t.Errorf("the imports became %+v", trade)
	}
}
