package main

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The house rules that a machine can hold. The root is the module's.
const root = "../.."

// topLevel are the entries the module's root may have beside dot-files.
var topLevel = []string{"LICENSE", "README.md", "cmd", "go.mod", "go.sum", "graph", "loaders", "queries", "schema", "testdata"}

// mayImport says which of our packages, and which of Cayley's modules, the
// packages of a folder may import. The longest matching folder decides.
var mayImport = map[string][]string{
	"schema":                 {},
	"graph":                  {"entente/schema", "github.com/cayleygraph/quad"},
	"graph/keep":             {},
	"graph/store":            {"entente/schema", "entente/graph", "entente/graph/keep", "entente/graph/store", "github.com/cayleygraph", "github.com/hidal-go"},
	"graph/analysis":         {}, // numbers in, numbers out: an export and a table must show the same
	"graph/identity":         {"entente/schema", "entente/graph", "entente/graph/identity"},
	"graph/export":           {"entente/schema", "entente/graph", "entente/graph/keep", "entente/graph/export", "entente/graph/analysis", "github.com/cayleygraph/quad"},
	"loaders":                {"entente/schema", "entente/graph", "entente/graph/keep", "entente/loaders", "github.com/cayleygraph/quad"},
	"loaders/article/syntax": {"entente/loaders/article/syntax"},
	"loaders/bench":          {"entente/schema", "entente/graph", "entente/loaders", "entente/graph/store/bench/peak"},
	"queries":                {"entente/schema", "entente/graph", "entente/graph/store", "entente/graph/identity", "entente/graph/analysis", "entente/queries"},
	"cmd":                    {"entente"},
	"testdata":               {},
}

// forbidden are package names that say nothing of what is inside.
var forbidden = []string{"util", "utils", "common", "helper", "helpers", "manager", "misc", "base", "shared", "lib"}

// maxLines is where a file has become two.
const maxLines = 600

type source struct {
	path  string // from the root, with slashes
	text  []byte
	file  *ast.File
	lines int
}

// sources parses every Go file of the module.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".") && rel != "." {
				return filepath.SkipDir
			}
			return nil
		}
		if path.Ext(rel) != ".go" {
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, text, parser.ParseComments)
		if err != nil {
			return err
		}
		all = append(all, source{path: rel, text: text, file: f, lines: strings.Count(string(text), "\n")})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d Go files found below %s", len(all), root)
	}
	return all
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	ignored, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "entente-demo.") || strings.Contains(string(ignored), "/"+name+"\n") {
			continue
		}
		if !slices.Contains(topLevel, name) {
			t.Errorf("%s stands at the top level; there may be %s", name, strings.Join(topLevel, ", "))
		}
	}
}

func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		dir := path.Dir(s.path)
		allowed, ok := mayImport[dir]
		for up := dir; !ok && up != "."; up = path.Dir(up) {
			allowed, ok = mayImport[path.Dir(up)]
		}
		if !ok {
			t.Errorf("%s: no rule says what %s may import", s.path, dir)
			continue
		}
		for _, imp := range s.file.Imports {
			to := strings.Trim(imp.Path.Value, `"`)
			ours := to == "entente" || strings.HasPrefix(to, "entente/")
			cayley := strings.HasPrefix(to, "github.com/cayleygraph/") || strings.HasPrefix(to, "github.com/hidal-go/")
			if !ours && !cayley {
				continue
			}
			if cayley && strings.HasPrefix(dir, "cmd") {
				t.Errorf("%s imports %s: only graph/store knows Cayley", s.path, to)
				continue
			}
			if !slices.ContainsFunc(allowed, func(a string) bool { return matches(to, a, dir) }) {
				t.Errorf("%s imports %s: %s may import %s", s.path, to, dir, strings.Join(allowed, ", "))
			}
		}
	}
}

// matches tells whether an import is covered by a rule. "entente/graph" is the
// package alone: what stands below it is another room.
func matches(to, rule, dir string) bool {
	if rule == "entente/graph" {
		return to == rule
	}
	return to == rule || strings.HasPrefix(to, rule+"/")
}

func TestPackages(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		dir := path.Dir(s.path)
		if slices.Contains(forbidden, s.file.Name.Name) || slices.Contains(forbidden, path.Base(dir)) {
			t.Errorf("%s: the package is called %s, which says nothing of what is inside", s.path, s.file.Name.Name)
		}
		if strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		documented[dir] = documented[dir] || s.file.Doc != nil
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init function: tables are explicit here", s.path)
			}
		}
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("package %s has no doc comment", dir)
		}
	}
}

func TestFiles(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines > maxLines {
			t.Errorf("%s has %d lines: look for the two rooms in it (at most %d)", s.path, s.lines, maxLines)
		}
		if formatted, err := format.Source(s.text); err == nil && string(formatted) != string(s.text) {
			t.Errorf("%s is not formatted: gofmt -w %s", s.path, s.path)
		}
	}
}

// A flag means the same on every command: normalise sorts a command line
// before it knows the command.
func TestFlagsMeanOneThing(t *testing.T) {
	kinds := map[string]bool{}
	for _, c := range newApp(&terminal{}).Commands {
		values := valueFlags(newApp(&terminal{}).Commands)
		for _, f := range c.Flags {
			for _, name := range f.Names() {
				takes := values[name]
				if old, seen := kinds[name]; seen && old != takes {
					t.Errorf("--%s takes a value on some commands and none on %s", name, c.Name)
				}
				kinds[name] = takes
			}
		}
	}
}
