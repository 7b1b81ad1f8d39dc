package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph/export"
	"entente/graph/store"
	"entente/loaders"
	"entente/queries"
	"entente/schema"
)

// The completion scripts call `entente __complete WORD…`, with the word under
// the cursor last, and take a candidate a line. What cannot be completed is
// left to the shell, which offers files. Nothing is ever said: a failure
// while somebody types is no news.
const completeCommand = "__complete"

// completeTime bounds a completion: people wait for it with a key pressed.
// ENTENTE_COMPLETE_TIME (as in "2s") gives slow machines more.
func completeTime() time.Duration {
	if t, err := time.ParseDuration(os.Getenv("ENTENTE_COMPLETE_TIME")); err == nil {
		return t
	}
	return 200 * time.Millisecond
}

// complete prints the candidates for the last word.
func (t *terminal) complete(ctx context.Context, app *cli.App, words []string) {
	if len(words) == 0 {
		return
	}
	ctx, stop := context.WithTimeout(ctx, completeTime())
	defer stop()
	last := words[len(words)-1]
	for _, w := range t.candidates(ctx, app, words[:len(words)-1], last) {
		if strings.HasPrefix(strings.ToLower(w), strings.ToLower(last)) && printable(w) == w {
			fmt.Fprintln(t.out, w)
		}
	}
}

func (t *terminal) candidates(ctx context.Context, app *cli.App, before []string, last string) []string {
	values := valueFlags(app.Commands)
	var command *cli.Command
	var given []string
	db := defaultDB
	for i := 0; i < len(before); i++ {
		name, value, has := strings.Cut(strings.TrimLeft(before[i], "-"), "=")
		switch {
		case isFlag(before[i]) && values[name] && !has:
			if i+1 == len(before) {
				return flagValues(name, command)
			}
			i++
			value = before[i]
			fallthrough
		case isFlag(before[i]):
			if name == "db" {
				db = value
			}
		case command == nil:
			if command = find(app.Commands, before[i]); command == nil {
				return nil
			}
		default:
			given = append(given, before[i])
		}
	}
	switch {
	case strings.HasPrefix(last, "-"):
		return flagNames(command)
	case command == nil:
		var names []string
		for _, c := range app.Commands {
			names = append(names, c.Name)
		}
		return names
	}
	return argument(ctx, command.Name, given, last, db)
}

// argument completes an argument of a command by its place.
func argument(ctx context.Context, command string, given []string, last, db string) []string {
	actors := func() []string {
		s, err := store.Open(ctx, db, store.Options{ReadOnly: true, Timeout: completeTime() / 2})
		if err != nil {
			return nil
		}
		defer s.Close()
		names, err := queries.Complete(ctx, s, last, 50)
		if err != nil {
			return nil
		}
		return names
	}
	switch n := len(given); {
	case command == "completion" && n == 0:
		return []string{"bash", "fish", "zsh"}
	case command == "schema" && n == 0:
		return []string{"loaders", "relations", "types"}
	case command == "query" && n == 0:
		return canned()
	case command == "why" && n == 1:
		return append(relations(), "any")
	case slices.Contains([]string{"query", "why", "path", "actor", "actors", "export"}, command):
		return actors()
	}
	return nil
}

func canned() []string {
	var names []string
	for _, q := range queries.Catalog() {
		names = append(names, q.Name)
	}
	return names
}

func relations() []string {
	var names []string
	for _, r := range schema.Builtin().Relations() {
		names = append(names, r.Name)
	}
	return names
}

func flagNames(command *cli.Command) []string {
	names := []string{"--help"}
	if command == nil {
		return append(names, "--version")
	}
	for _, f := range command.Flags {
		names = append(names, "--"+f.Names()[0])
	}
	return names
}

// flagValues completes the value of a flag that has few.
func flagValues(flag string, command *cli.Command) []string {
	switch flag {
	case "format", "f":
		if command == nil {
			return nil
		}
		switch command.Name {
		case "export":
			var names []string
			for _, f := range export.All() {
				names = append(names, f.Name)
			}
			return names
		case "extract":
			return []string{"jsonl", "table", "yaml"}
		}
		return []string{"csv", "json", "jsonl", "md", "table"}
	case "from":
		var names []string
		for _, l := range loaders.All() {
			names = append(names, l.Name)
		}
		return names
	case "query":
		return canned()
	case "status":
		return []string{"asserted", "conditional", "denied", "planned"}
	case "relation", "except":
		return relations()
	case "type":
		var names []string
		for _, typ := range schema.Builtin().Types() {
			names = append(names, typ.Name)
		}
		return names
	}
	return nil
}
