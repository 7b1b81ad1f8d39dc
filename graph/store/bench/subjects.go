package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph/store/bench/shape"
	"entente/graph/store/postgres/postgrestest"
)

// subjects lists what is to be measured; the first is what the others are
// compared with.
func (b *bench) subjects(stock, peers bool) (list []*subject, stop func()) {
	stop = func() {}
	wanted := func(name string) bool {
		return b.only == "" || slices.Contains(strings.Split(b.only, ","), name)
	}
	add := func(name string, quads int, start func(round int, file string, ask bool) (*exec.Cmd, string)) {
		if wanted(name) {
			list = append(list, &subject{name: name, quads: quads, start: start, query: map[string]shape.Measured{}})
		}
	}
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	place := func(name string, round int) string { return filepath.Join(b.dir, fmt.Sprint(name, round)) }
	ours := func(name string) func(int, string, bool) (*exec.Cmd, string) {
		return func(round int, file string, ask bool) (*exec.Cmd, string) {
			at := place(name, round)
			return exec.Command(self, "child", name+":"+at, file, fmt.Sprint(ask)), at
		}
	}
	add("entente", b.quads, ours("entente"))
	add("bolt", b.quads, ours("bolt"))
	add("copy to bolt", b.quads, func(round int, file string, ask bool) (*exec.Cmd, string) {
		at := place("copied", round)
		return exec.Command(self, "child", "copy", at, file), at
	})
	var program string
	if stock {
		program = filepath.Join(b.dir, "stock")
		build := exec.Command("go", "build", "-o", program, "./stock")
		build.Dir = filepath.Join(b.root, "graph", "store", "bench", "peers")
		if out, err := build.CombinedOutput(); err != nil {
			b.left = append(b.left, fmt.Sprintf("stock Cayley, which cannot be built here: %v %s", err, out))
			program = ""
		}
	}
	if program != "" {
		add("stock-bolt", b.quads, func(round int, file string, ask bool) (*exec.Cmd, string) {
			at := place("stock", round)
			args := []string{"bolt", at, file}
			if !ask {
				args = append(args, "load")
			}
			return exec.Command(program, args...), at
		})
	}
	if wanted("postgres") || wanted("stock-postgres") {
		settings := postgrestest.Quick
		if b.durable {
			settings = nil
		}
		server, err := postgrestest.Start(settings...)
		if err != nil {
			b.left = append(b.left, fmt.Sprintf("PostgreSQL: %v", err))
		} else {
			stop = server.Remove
			add("postgres", b.postgres, func(round int, file string, ask bool) (*exec.Cmd, string) {
				url, _ := server.NewSchema()
				return exec.Command(self, "child", url, file, fmt.Sprint(ask)), ""
			})
			if program != "" {
				add("stock-postgres", b.postgres, func(round int, file string, ask bool) (*exec.Cmd, string) {
					url, _ := server.NewSchema()
					return exec.Command(program, "postgres", url, file, "load"), ""
				})
			}
		}
	}
	if peers {
		b.peers(add, wanted)
	}
	return list, stop
}

// peers adds what npm can install.
func (b *bench) peers(add func(string, int, func(int, string, bool) (*exec.Cmd, string)), wanted func(string) bool) {
	modules := os.Getenv("ENTENTE_BENCH_NODE") // a folder with node_modules, to install nothing
	for _, p := range []struct{ name, pkg string }{{"oxigraph", "oxigraph@0.5"}, {"kuzu", "kuzu@0.11"}, {"sqlite", "better-sqlite3@12"}} {
		if !wanted(p.name) {
			continue
		}
		if modules == "" {
			modules = filepath.Join(b.dir, "npm")
		}
		if err := install(modules, p.pkg); err != nil {
			b.left = append(b.left, fmt.Sprintf("%s: %v", p.name, err))
			continue
		}
		script := filepath.Join(b.root, "graph", "store", "bench", "peers", "node", p.name+".cjs")
		add(p.name, b.quads, func(round int, file string, ask bool) (*exec.Cmd, string) {
			at := filepath.Join(b.dir, fmt.Sprint(p.name, round))
			c := exec.CommandContext(context.Background(), "node", "--max-old-space-size=8000", script, file, at, fmt.Sprint(ask))
			c.Env = append(os.Environ(), "NODE_PATH="+filepath.Join(modules, "node_modules"))
			return c, at
		})
	}
}

// install has npm install a package, unless it is there.
func install(dir, pkg string) error {
	name, _, _ := strings.Cut(pkg, "@")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", name)); err == nil {
		return nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return fmt.Errorf("npm is not installed")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	c := exec.Command("npm", "install", "--no-audit", "--no-fund", "--prefix", dir, pkg)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("npm install %s: %w: %s", pkg, err, out)
	}
	// npm runs no scripts of packages by itself any more; Kuzu's only puts its
	// files in place.
	if script := filepath.Join(dir, "node_modules", name, "install.js"); name == "kuzu" {
		c := exec.Command("node", script)
		c.Dir = filepath.Dir(script)
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", script, err, out)
		}
	}
	return nil
}
