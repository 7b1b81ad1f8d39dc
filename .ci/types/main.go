// Types checks that the module's own code is right on other systems: the types
// of all of it, and of the libraries only what they declare. Compiling it for
// each takes minutes.
//
//	go run ./.ci/types PACKAGE SYSTEM/ARCHITECTURE...
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// listed is what go list says of a package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	ImportMap  map[string]string
	Module     *struct {
		Main      bool
		GoVersion string
	}
}

// sources are the files parsed: most are the same on each system.
type sources struct {
	fset  *token.FileSet
	files map[string]*ast.File
}

func (s *sources) file(path string) (*ast.File, error) {
	if f, ok := s.files[path]; ok {
		return f, nil
	}
	f, err := parser.ParseFile(s.fset, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	s.files[path] = f
	return f, nil
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "types PACKAGE SYSTEM/ARCHITECTURE...")
		os.Exit(2)
	}
	s := &sources{fset: token.NewFileSet(), files: map[string]*ast.File{}}
	for _, target := range os.Args[2:] {
		own, err := s.check(os.Args[1], target)
		if err != nil {
			fmt.Fprintf(os.Stderr, "types on %s: %v\n", target, err)
			os.Exit(1)
		}
		fmt.Printf("right for %s: %d packages\n", target, own)
	}
}

// check checks a package and all it imports, and says how many of them are the
// module's own.
func (s *sources) check(root, target string) (own int, err error) {
	system, arch, _ := strings.Cut(target, "/")
	sizes := types.SizesFor("gc", arch)
	if sizes == nil {
		return 0, errors.New("no such architecture")
	}
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,GoFiles,ImportMap,Module", root)
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+arch, "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return 0, fmt.Errorf("go list: %w", err)
	}
	checked := map[string]*types.Package{"unsafe": types.Unsafe}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; { // each after those it imports
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			return 0, err
		}
		if p.ImportPath == "unsafe" {
			continue
		}
		ours := p.Module != nil && p.Module.Main
		var found []error
		conf := types.Config{
			IgnoreFuncBodies: !ours,
			Sizes:            sizes,
			Error:            func(err error) { found = append(found, err) },
			Importer: imports(func(path string) (*types.Package, error) {
				if to, ok := p.ImportMap[path]; ok {
					path = to
				}
				if there := checked[path]; there != nil {
					return there, nil
				}
				return nil, fmt.Errorf("%s is not there", path)
			}),
		}
		if p.Module != nil && p.Module.GoVersion != "" {
			conf.GoVersion = "go" + p.Module.GoVersion
		}
		var files []*ast.File
		for _, name := range p.GoFiles {
			f, err := s.file(filepath.Join(p.Dir, name))
			if err != nil {
				return 0, err
			}
			files = append(files, f)
		}
		checked[p.ImportPath], _ = conf.Check(p.ImportPath, s.fset, files, nil)
		if len(found) > 0 {
			return 0, errors.Join(found...)
		}
		if ours {
			own++
		}
	}
	if own == 0 {
		return 0, errors.New("none of the module's own packages was checked")
	}
	return own, nil
}

type imports func(path string) (*types.Package, error)

func (f imports) Import(path string) (*types.Package, error) { return f(path) }
