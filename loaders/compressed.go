package loaders

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// maxWindow bounds the memory that a zstd file may ask for, in bytes; the
// largest that the zstd program uses without --long.
const maxWindow = 128 << 20

// decompress undoes gzip and zstd, told by the first bytes, and gives the
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
	}
	return name, io.NopCloser(r), nil
}

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
