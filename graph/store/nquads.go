package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"entente/graph"
)

// longestLine bounds what a broken file may take.
const longestLine = 64 << 20

// ReadQuads reads N-Quads as a store keeps them: names short, under base,
// numbers and truth values as such. The file may be compressed by gzip, if its
// name ends in .gz. The first line that is no quad is an error that names it.
func ReadQuads(r io.Reader, name, base string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		if strings.HasSuffix(name, ".gz") {
			z, err := gzip.NewReader(r)
			if err != nil {
				yield(quad.Quad{}, fmt.Errorf("%s: %w", name, err))
				return
			}
			r = z
		}
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 64<<10), longestLine)
		number := 0
		for lines.Scan() {
			number++
			text := bytes.TrimSpace(lines.Bytes())
			if len(text) == 0 || text[0] == '#' {
				continue
			}
			q, err := readQuad(text, base)
			if err != nil {
				yield(q, fmt.Errorf("%s:%d: %w", name, number, err))
				return
			}
			if !yield(q, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(quad.Quad{}, fmt.Errorf("%s:%d: %w", name, number+1, err))
		}
	}
}

func readQuad(line []byte, base string) (quad.Quad, error) {
	if !utf8.Valid(line) {
		return quad.Quad{}, errors.New("the line is not valid UTF-8")
	}
	q, err := parseQuad(string(line))
	if err != nil || !q.IsValid() {
		return q, errors.New("not a quad: expected <subject> <predicate> <object> <label> . (or the same without a label)")
	}
	for _, d := range quad.Directions {
		q.Set(d, kept(q.Get(d), base))
	}
	return q, nil
}

// parseQuad is the parser of package quad, which panics on escapes that stand
// for no character.
func parseQuad(line string) (q quad.Quad, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return nquads.Parse(line)
}

// kept is a value as a store keeps it.
func kept(v quad.Value, base string) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return graph.Shorten(v, base)
	case quad.TypedString:
		if native, err := v.ParseValue(); err == nil {
			if _, time := native.(quad.Time); !time {
				return native
			}
		}
	}
	return v
}
