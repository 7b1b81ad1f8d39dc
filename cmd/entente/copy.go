package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/urfave/cli/v2"

	"entente/graph/export"
	"entente/graph/store"
)

func copyCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "copy",
		Usage:     "copy a store into another kind of store, or from or to an N-Quads file",
		UsageText: "entente copy FROM TO",
		Description: `   FROM and TO are stores (a path, entente:PATH, bolt:PATH, postgres://USER:PASSWORD@HOST/DATABASE) or files
   that end in .nq or .nq.gz. Every quad is copied as it is, claim or not. TO must not exist; it is read back,
   and appears once its quads have the same number and checksum as those of FROM.

EXAMPLES
   entente copy entente.db bolt:for-cayley        then: cayley http --db bolt --dbpath for-cayley
   entente copy entente.db postgres://me@db.example.org/press
   entente copy entente.db everything.nq.gz
   entente copy everything.nq.gz new.db`,
		Flags: []cli.Flag{baseFlag("base `IRI` of Entente's own names in N-Quads files")},
		Action: func(c *cli.Context) error {
			if err := args(c, 2, 2); err != nil {
				return err
			}
			from, to := c.Args().Get(0), c.Args().Get(1)
			if isQuadFile(from) && isQuadFile(to) {
				return usageError(c.Command, "both are files: one must be a store")
			}
			if fileOfOther(to) {
				return usageError(c.Command, "%s is no name for a store: a copy is a store or a file that ends in .nq or .nq.gz; entente export writes other formats", to)
			}
			done, err := t.copy(c.Context, from, to, c.String("base"))
			if err != nil {
				return err
			}
			t.say("copied %s to %s: %s, checksum %s on both sides", shown(from), shown(to), plural(int(done.Quads), "quad"), done.Checksum())
			return nil
		},
	}
}

// shown is an address without its password.
func shown(addr string) string {
	if strings.Contains(addr, "://") {
		return store.Shown(addr)
	}
	return addr
}

// fileOfOther tells whether a name is that of a file of another format, packed
// or not: a store of that name would be taken for one.
func fileOfOther(name string) bool {
	plain := strings.TrimSuffix(name, ".gz")
	_, known := export.ForFile(plain)
	return !isQuadFile(name) && !strings.Contains(name, ":") && (known || plain != name || strings.HasSuffix(name, ".nt"))
}

func isQuadFile(name string) bool {
	return strings.HasSuffix(name, ".nq") || strings.HasSuffix(name, ".nq.gz")
}

func (t *terminal) copy(ctx context.Context, from, to, base string) (store.Copied, error) {
	var bar *progressbar.ProgressBar
	if isTerminal(t.err) && os.Getenv("TERM") != "dumb" {
		bar = progressbar.NewOptions64(-1, progressbar.OptionSetWriter(t.err), progressbar.OptionShowIts(), progressbar.OptionSetItsString("quads"),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetDescription("copying"))
		defer bar.Clear()
	}
	progress := func(written, verified int64) {
		if bar == nil {
			return
		}
		if verified > 0 {
			bar.Describe("verifying")
			written = verified
		}
		_ = bar.Set64(written)
	}
	if isQuadFile(from) {
		f, err := os.Open(from)
		if err != nil {
			return store.Copied{}, err
		}
		defer f.Close()
		return store.Fill(ctx, to, store.Origin{Quads: store.ReadQuads(f, from, base), Progress: progress})
	}
	s, err := openAt(ctx, from, false)
	if err != nil {
		return store.Copied{}, err
	}
	defer s.Close()
	if !isQuadFile(to) {
		return store.Fill(ctx, to, store.Origin{Quads: s.Quads(ctx), Distinct: true, Progress: progress})
	}
	return copyToFile(ctx, s, to, base, progress)
}

// copyToFile writes a store as a file, reads that back, and puts it in its
// place.
func copyToFile(ctx context.Context, s *store.Store, to, base string, progress func(int64, int64)) (given store.Copied, err error) {
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return given, fmt.Errorf("copying to %s: %w: name another file, or move it away", to, fs.ErrExist)
	}
	draft := to + ".new"
	defer os.Remove(draft)
	err = writeFile(draft, func(w io.Writer) error {
		close := func() error { return nil }
		if strings.HasSuffix(to, ".gz") {
			z := gzip.NewWriter(w)
			w, close = z, z.Close
		}
		quads, tally := store.Tallied(s.Quads(ctx), func(n int64) { progress(n, 0) })
		if err := export.WriteStored(w, quads, base); err != nil {
			return err
		}
		given = *tally
		return close()
	})
	if err != nil {
		return given, fmt.Errorf("copying to %s: %w", to, err)
	}
	f, err := os.Open(draft)
	if err != nil {
		return given, err
	}
	defer f.Close()
	quads, found := store.Tallied(store.ReadQuads(f, to, base), func(n int64) { progress(given.Quads, n) })
	for _, err := range quads {
		if err != nil {
			return given, fmt.Errorf("reading back: %w", err)
		}
	}
	if err := given.Compare(*found); err != nil {
		return given, fmt.Errorf("copying to %s: %w", to, err)
	}
	return given, os.Rename(draft, to)
}
