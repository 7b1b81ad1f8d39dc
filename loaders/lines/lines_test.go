package lines_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/lines"
)

type got struct {
	Number int
	Offset int64
	Text   string
	Err    bool
}

func read(t *testing.T, r io.Reader) []got {
	t.Helper()
	var all []got
	for l, err := range lines.Read(r) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, got{l.Number, l.Offset, string(l.Text), l.Err != nil})
	}
	return all
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []got
	}{
		{"empty", "", nil},
		{"one", "a", []got{{1, 0, "a", false}}},
		{"line ends", "a\r\nb\n\nc\n", []got{{1, 0, "a", false}, {2, 3, "b", false}, {3, 5, "", false}, {4, 6, "c", false}}},
		{"byte order mark", "\ufeffa\nb", []got{{1, 3, "a", false}, {2, 5, "b", false}}},
	} {
		if diff := cmp.Diff(c.want, read(t, iotest.OneByteReader(strings.NewReader(c.in)))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// A line of 50 MB is refused, the lines around it are read, and it is never
// held: the reader keeps at most a line it would take.
func TestLongLine(t *testing.T) {
	const long = 50 << 20
	in := io.MultiReader(strings.NewReader("a\n"), io.LimitReader(endless{}, long), strings.NewReader("\nb\n"))
	want := []got{{1, 0, "a", false}, {2, 2, "", true}, {3, 2 + long + 1, "b", false}}
	if diff := cmp.Diff(want, read(t, in)); diff != "" {
		t.Error(diff)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

func TestReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	var texts []string
	var last error
	for l, err := range lines.Read(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken))) {
		if err != nil {
			last = err
			continue
		}
		texts = append(texts, string(l.Text))
	}
	if !errors.Is(last, broken) || len(texts) != 1 {
		t.Errorf("got %q and %v; want the whole lines and then the error", texts, last)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("a\r\n\xff\n\ufeff"))
	f.Fuzz(func(t *testing.T, in []byte) {
		for l, err := range lines.Read(bytes.NewReader(in)) {
			if err != nil || l.Err != nil {
				t.Fatal(err, l.Err)
			}
			if !bytes.HasPrefix(in[l.Offset:], l.Text) {
				t.Errorf("line %d does not stand at %d", l.Number, l.Offset)
			}
		}
	})
}
