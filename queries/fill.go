package queries

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// Fill gives the whole Gizmo program of the query with its arguments filled
// in, as Run runs it and as it can be pasted into Cayley's console.
func (q Query) Fill(ctx context.Context, s *store.Store, args []string) (string, error) {
	return q.fill(ctx, s, args, DefaultRows)
}

func (q Query) fill(ctx context.Context, s *store.Store, args []string, limit int) (string, error) {
	if reason := q.wrongCount(len(args)); reason != "" {
		return "", &UsageError{Query: q, Reason: reason}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "// %s: %s\n", q.Name, q.Title)
	actors := map[string]string{}
	for i, p := range q.Params {
		arg := p.Default
		if i < len(args) {
			arg = args[i]
		}
		value, err := p.value(ctx, s, arg)
		if err != nil {
			return "", err
		}
		// What stands between two is not asked of one: every relation of it
		// would be an answer.
		if p.Type == ActorParam {
			if other, twice := actors[value]; twice {
				return "", &BadArgumentError{Role: "name", Value: arg, Err: fmt.Errorf("means the same actor as %q", other)}
			}
			actors[value] = arg
		}
		declare(&b, p.Name, value)
	}
	// Only queries that read evidence edge by edge look at limit.
	declare(&b, "limit", limit)
	for _, name := range q.lists {
		declare(&b, name, wordList(name))
	}
	b.WriteString("\n" + prelude + "\n" + q.body())
	return b.String(), nil
}

// body is the text without its header, which is for the catalogue.
func (q Query) body() string {
	rest := q.text
	for strings.HasPrefix(rest, "//") {
		_, rest, _ = strings.Cut(rest, "\n")
	}
	return strings.TrimLeft(rest, "\n")
}

func (q Query) wrongCount(n int) string {
	least := 0
	for _, p := range q.Params {
		if p.Default == "" {
			least++
		}
	}
	switch {
	case n < least && n == 0:
		return "arguments are missing"
	case n < least:
		return fmt.Sprintf("%s is missing", q.Params[n].Role)
	case n > len(q.Params):
		return fmt.Sprintf("%d arguments given, it takes %d (names of several words need quotes)", n, len(q.Params))
	}
	return ""
}

// value turns an argument into what the Gizmo text gets.
func (p Param) value(ctx context.Context, s *store.Store, arg string) (string, error) {
	switch p.Type {
	case RelationParam:
		r, _, err := Relation(arg)
		return "<" + graph.RelationPrefix + r.Name + ">", err
	case DateParam:
		t, err := graph.ParseTime(arg)
		if err != nil {
			return "", &BadArgumentError{Role: p.Role, Value: arg, Err: err}
		}
		if t.Earliest == "" {
			return t.Latest, nil
		}
		return t.Earliest, nil
	default:
		a, err := Resolve(ctx, s, arg)
		return "<" + a.ID + ">", err
	}
}

// declare writes a variable with a JSON value. JSON as encoding/json writes
// it is also ECMAScript 5: the two line separators that are not are escaped.
func declare(b *strings.Builder, name string, value any) {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		// Only strings, numbers and lists of strings come here.
		panic("queries: encoding an argument: " + err.Error())
	}
	fmt.Fprintf(b, "var %s = %s;\n", name, bytes.TrimSpace(text.Bytes()))
}

// wordList gives the IRIs of the relations in a list that queries can ask
// for; nil if there is no such list. The lists come from the vocabulary, so a
// new relation reaches the queries without a change to them.
func wordList(name string) []string {
	var in func(schema.Relation) bool
	switch name {
	case "cooperative":
		in = func(r schema.Relation) bool { return r.Class == schema.Cooperative }
	case "conflictual":
		in = func(r schema.Relation) bool { return r.Class == schema.Conflictual }
	default:
		return nil
	}
	var list []string
	for _, r := range schema.Builtin().Relations() {
		if in(r) {
			list = append(list, "<"+graph.RelationPrefix+r.Name+">")
		}
	}
	return list
}
