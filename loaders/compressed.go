package loaders

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// maxWindow bounds the memory that a zstd file may ask for, in bytes; the
// largest that the zstd program uses without --long.
const maxWindow = 128 << 20

// decompress undoes gzip, bzip2 and zstd, told by the first bytes, and gives the
// name that the content has then: "a.jsonl.gz" is "a.jsonl".
func decompress(name string, r *bufio.Reader) (string, io.ReadCloser, error) {
	head, _ := r.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(r)
		if err != nil {
			return name, nil, fmt.Errorf("reading gzip: %w", err)
		}
		return inner(name, ".gz", ".gzip"), z, nil
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return name, nil, fmt.Errorf("reading zstd: %w", err)
		}
		return inner(name, ".zst", ".zstd"), z.IOReadCloser(), nil
	case bytes.HasPrefix(head, []byte("BZh")) && head[3] >= '1' && head[3] <= '9':
		return inner(name, ".bz2", ".bzip2"), io.NopCloser(bzip2.NewReader(r)), nil
	}
	return name, io.NopCloser(r), nil
}

// A compressed file that gives more than maxRatio bytes for each of its own
// is refused once it gave freeBytes: no data set of facts is that empty.
const (
	maxRatio  = 250
	freeBytes = 64 << 20
)

// guarded refuses what was made to fill disks.
type guarded struct {
	io.ReadCloser
	in  *countingReader // of the compressed bytes
	out int64
}

func (g *guarded) Read(b []byte) (int, error) {
	n, err := g.ReadCloser.Read(b)
	if g.out += int64(n); g.out > freeBytes && g.out/maxRatio > g.in.n {
		return 0, fmt.Errorf("%d compressed bytes gave more than %d: refused as a decompression bomb", g.in.n, g.out)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errCut
	}
	return n, err
}

// errCut is what a download that was not finished leaves; a table that ends in
// the middle of a row is something else.
var errCut = errors.New("the compressed file is cut short: fetch it again")

// inner is a file's name without the ending that names the compression.
func inner(name string, endings ...string) string {
	ext := filepath.Ext(name)
	for _, e := range endings {
		if strings.EqualFold(ext, e) {
			return strings.TrimSuffix(name, ext)
		}
	}
	return name
}
