package answer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"entente/graph"
	"entente/queries"
)

// Actors gives a row an actor.
func Actors(found queries.ActorList) Sheet {
	rows := make([][]any, len(found.Actors))
	for i, a := range found.Actors {
		rows[i] = []any{a.Actor.ID, a.Actor.Label, a.Actor.Type, a.Claims, Strings(a.Aliases)}
	}
	return List([]string{"id", "label", "type", "claims", "aliases"}, rows)
}

// Ties gives a row a relation of an actor with another.
func Ties(p queries.Profile) Sheet {
	var rows [][]any
	for _, g := range p.Groups {
		for _, tie := range g.Ties {
			direction := "out"
			if !tie.Forward {
				direction = "in"
			}
			rows = append(rows, []any{g.Name, tie.Label, tie.Other.Label, tie.Claims, tie.Sources, Some(tie.Last), Some(statuses(tie.Statuses)), tie.Relation, direction, tie.Other.ID})
		}
	}
	return List([]string{"kind", "relation", "with", "claims", "sources", "last", "status", "name", "direction", "id"}, rows)
}

// statuses tells the counts of claims that are not asserted: "1 denied".
func statuses(counts map[graph.Status]int) string {
	var parts []string
	for _, s := range graph.Statuses {
		if s != graph.Asserted && counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	return strings.Join(parts, ", ")
}

// Profile is what is known of an actor as one JSON object.
func Profile(p queries.Profile) ([]byte, error) {
	d := p.Description
	ties := Ties(p)
	var truncated any
	for _, g := range p.Groups {
		if len(g.Ties) < g.Total {
			truncated = true
		}
	}
	relations := make([]json.RawMessage, ties.Rows)
	for i := range relations {
		row, err := ties.Object(i)
		if err != nil {
			return nil, err
		}
		relations[i] = row
	}
	return Object(
		[]string{"id", "label", "type", "aliases", "same_as", "codes", "within", "claims", "sources", "publishers", "disputed", "first", "last", "relations", "truncated"},
		[]any{d.Actor.ID, d.Actor.Label, d.Actor.Type, Strings(d.Aliases), Strings(d.SameAs), Strings(d.Codes), Some(d.Within), p.Claims, p.Sources, p.Publishers, p.Disputed, Some(p.First), Some(p.Last), relations, truncated})
}

// ReadProfile reads what [Profile] wrote: the profile without its ties, and
// these as [Ties] shows them.
func ReadProfile(text []byte) (p queries.Profile, ties Sheet, err error) {
	var in struct {
		ID, Label, Type string
		Aliases         []string
		SameAs          []string `json:"same_as"`
		Codes           []string
		Within          string
		Claims, Sources int
		Publishers      int
		Disputed        int
		First, Last     string
		Relations       []json.RawMessage
	}
	if err = json.Unmarshal(text, &in); err != nil {
		return p, ties, err
	}
	p = queries.Profile{Claims: in.Claims, Sources: in.Sources, Publishers: in.Publishers, Disputed: in.Disputed, First: in.First, Last: in.Last}
	d := &p.Description
	d.Actor = graph.Actor{ID: in.ID, Label: in.Label, Type: in.Type}
	d.Aliases, d.SameAs, d.Codes, d.Within = in.Aliases, in.SameAs, in.Codes, in.Within
	ties = Ties(queries.Profile{})
	rows := make([]map[string]any, len(in.Relations))
	for i, row := range in.Relations {
		d := json.NewDecoder(bytes.NewReader(row))
		d.UseNumber() // as they were written
		if err = d.Decode(&rows[i]); err != nil {
			return p, ties, err
		}
	}
	ties.Rows = len(rows)
	ties.Cell = func(i, j int) string {
		if v := rows[i][ties.Columns[j]]; v != nil {
			return fmt.Sprint(v)
		}
		return ""
	}
	ties.Object = func(i int) ([]byte, error) { return in.Relations[i], nil }
	return p, ties, nil
}
