package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"

	"entente/graph/store/bolt"
	"entente/graph/store/index"
	"entente/graph/store/postgres"
)

// Backend is a kind of store: a row of the table below, in the order in which
// help shows them.
type Backend struct {
	Name       string // before the colon of an address
	Help       string
	Persistent bool // keeps its data when closed, and needs a path
	Remote     bool // is a database elsewhere: its path is a URL

	// file is the name of the file that makes a folder a store of this kind,
	// and is locked while one is open.
	file string
	// create makes an empty store.
	create func(path string) error
	// open opens one that exists.
	open func(ctx context.Context, path string, opts Options) (engine, error)
	// register makes the backend known to Cayley under its name.
	register func()
}

// table lists the backends. The first persistent one is what a new store at a
// bare path gets.
func table() []Backend {
	return []Backend{
		{
			Name: "entente", Help: "sorted tables, for hundreds of millions of quads", Persistent: true,
			file: index.File, create: index.Create, open: openEntente, register: registerEntente,
		},
		{
			Name: "bolt", Help: "one file, the same that the stock cayley program opens", Persistent: true,
			file: bolt.File, create: bolt.Create, open: openBolt, register: registerBolt,
		},
		{
			Name: "memstore", Help: "in memory, gone when the program ends",
			open: openMemory, register: func() {}, // Cayley's memstore package registers itself
		},
		{
			Name: "postgres", Help: "a PostgreSQL database, in the tables of stock Cayley: postgres://USER:PASSWORD@HOST/DATABASE", Persistent: true, Remote: true,
			create: createPostgres, open: openPostgres, register: func() {}, // Cayley's own, which registers itself
		},
	}
}

// Backends lists the kinds of store there are.
func Backends() []Backend { return table() }

// registerAll enters every backend of ours in Cayley's registry, which is one
// for the process and panics when a name comes twice.
var registerAll = sync.OnceFunc(func() {
	for _, b := range table() {
		if !cayley.IsRegistered(b.Name) {
			b.register()
		}
	}
})

// engine is an open store of some backend: snapshots for readers, one
// transaction at a time for a writer.
type engine interface {
	// snapshot gives Cayley's view of the store as it stands now. It must be
	// released. Reads fail once ctx is done, where the backend can.
	snapshot(ctx context.Context) (*snapshot, error)
	// current is a snapshot for the writer itself, between its writes.
	current(ctx context.Context) (*snapshot, error)
	// write makes changes in one transaction: all or, on error, none. The
	// caller holds the store's write lock.
	write(ctx context.Context, c *changes) error
	close() error
}

// address is what Open was given, taken apart.
type address struct {
	backend Backend
	path    string
}

func (a address) String() string {
	if a.backend.Remote {
		return a.name()
	}
	return a.backend.Name + ":" + a.path
}

// name is how messages name the store: never with a password.
func (a address) name() string {
	if a.backend.Remote {
		return postgres.Name(a.path)
	}
	return a.path
}

// parseAddress understands PATH, BACKEND:PATH and BACKEND:. A bare path is
// recognised by what it holds, and is a new store of the default kind if it
// holds nothing. Windows drive letters are paths: no backend has a name of
// one letter.
func parseAddress(addr string) (address, error) {
	all := table()
	if name, path, ok := strings.Cut(addr, ":"); ok && len(name) > 1 && !strings.ContainsAny(name, `/\.`) {
		if name == "postgresql" {
			name = "postgres"
		}
		i := slices.IndexFunc(all, func(b Backend) bool { return b.Name == name })
		switch {
		case i >= 0 && all[i].Remote:
			if !strings.HasPrefix(path, "//") {
				return address{}, fmt.Errorf("store %s: a database is given as postgres://USER:PASSWORD@HOST/DATABASE", addr)
			}
			return address{all[i], name + ":" + path}, nil
		case i < 0:
			return address{}, fmt.Errorf("store %s: unknown backend %q: must be %s, or a path alone", addr, name, backendNames(all))
		case all[i].Persistent && path == "":
			return address{}, fmt.Errorf("store %s: a path must follow: %s:./entente.db", addr, name)
		case !all[i].Persistent && path != "":
			return address{}, fmt.Errorf("store %s: %s keeps nothing on disk and takes no path: write %s: alone", addr, name, name)
		}
		return address{all[i], storeFolder(path)}, nil
	}
	if addr == "" {
		return address{}, fmt.Errorf("no store given: give a path, such as ./entente.db, or memstore: for one in memory")
	}
	path := storeFolder(addr)
	for _, b := range all {
		if b.holds(path) {
			return address{b, path}, nil
		}
	}
	i := slices.IndexFunc(all, func(b Backend) bool { return b.Persistent })
	return address{all[i], path}, nil
}

// holds says whether a path holds a store of this kind.
func (b *Backend) holds(path string) bool {
	if b.file == "" {
		return false
	}
	_, err := os.Lstat(filepath.Join(path, b.file))
	return err == nil
}

// storeFolder takes the data file's own path for its folder: people complete
// file names.
func storeFolder(path string) string {
	for _, b := range table() {
		if b.file != "" && filepath.Base(path) == b.file {
			return filepath.Dir(path)
		}
	}
	return path
}

func backendNames(all []Backend) string {
	var names []string
	for _, b := range all {
		names = append(names, b.Name+":")
	}
	return strings.Join(names, " or ")
}

// Shown is an address as it may be shown: without a password.
func Shown(addr string) string {
	a, err := parseAddress(addr)
	if err != nil {
		return "postgres://…"
	}
	return a.String()
}
