package dataset

import (
	"bytes"
	"io"
	"runtime"
	"testing"
	"testing/iotest"
)

func textOf(r io.Reader) *Input {
	return &Input{Open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}
}

func TestTextIsUTF8(t *testing.T) {
	long := bytes.Repeat([]byte("x"), 3*blockSize)
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"no end of line", "a\nb", "a\nb"},
		{"one line is windows-1252", "Küste\nK\xfcste\nKüste", "Küste\nKüste\nKüste"},
		{"the last line is, too", "a\nK\xfcste", "a\nKüste"},
		{"a line longer than a block", "a\n" + string(long) + "\xfc\nb\n", "a\n" + string(long) + "ü\nb\n"},
	} {
		for _, r := range []io.Reader{bytes.NewReader([]byte(c.in)), iotest.HalfReader(bytes.NewReader([]byte(c.in))), iotest.DataErrReader(bytes.NewReader([]byte(c.in)))} {
			text, err := textOf(r).Text()
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(text)
			if err != nil || string(got) != c.want {
				t.Errorf("%s: %d bytes, %v; expected %d", c.name, len(got), err, len(c.want))
			}
		}
	}
}

// A line as long as a file is read in about as much memory as a record may
// take, and each of its bytes is moved a few times, not once a block.
func TestEndlessLine(t *testing.T) {
	const size = 4 * maxRecord
	text, err := textOf(io.LimitReader(endless{}, size)).Text()
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n, err := io.Copy(io.Discard, text)
	runtime.ReadMemStats(&after)
	if n != size || err != nil {
		t.Fatal(n, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 6*maxRecord {
		t.Errorf("%d bytes taken for a line of %d", used, size)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'A'
	}
	return len(b), nil
}
