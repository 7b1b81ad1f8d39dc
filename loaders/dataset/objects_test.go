package dataset

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// A value that does not end is refused when as much of it was read as is held
// at the most, one that is wanted and one that is passed over; what came before
// it was given.
func TestObjectsEndlessValue(t *testing.T) {
	for _, text := range []string{"{\"objects\": [{\"id\": \"a\"},\n{\"id\": \"", "{\"objects\": [{\"id\": \"a\"}],\n\"other\": \""} {
		in := &counted{r: io.MultiReader(strings.NewReader(text), endless{})}
		n := 0
		var last error
		for _, err := range Objects(in, "objects") {
			if last = err; err == nil {
				n++
			}
		}
		var bad *InputError
		if n != 1 || !errors.As(last, &bad) || !strings.HasPrefix(last.Error(), "line ") {
			t.Errorf("%s…: %d objects, %v", text, n, last)
		}
		if in.n > 2*maxRecord {
			t.Errorf("%s…: %d bytes were read", text, in.n)
		}
	}
}

// What is passed over may be larger than what is held, if no value of it is;
// it may not nest for ever.
func TestObjectsPassesOverMuch(t *testing.T) {
	much := "{\"other\": [" + strings.Repeat("{\"a\": [1, \"two\"]},\n", maxRecord/10) + "3],\n\"objects\": [{\"id\": \"a\"}]}"
	for o, err := range Objects(strings.NewReader(much), "objects") {
		if err != nil || o.Text != `{"id": "a"}` || o.Line != maxRecord/10+2 {
			t.Fatalf("line %d: %s, %v", o.Line, o.Text, err)
		}
	}
	var last error
	for _, err := range Objects(strings.NewReader("{\"other\": "+strings.Repeat("[", 100_000)), "objects") {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "deep") {
		t.Errorf("%v", last)
	}
}

// An input that fails in the midst of a row that is too long is an input that
// fails, not a load.
func TestTableFailsInLongRow(t *testing.T) {
	fails := errors.New("refused")
	in := io.MultiReader(strings.NewReader("1,a\n2,"), io.LimitReader(endless{}, 2*maxRecord), failing{fails})
	table := NewTable(in, Dialect{Comma: ','})
	var last error
	for _, err := range table.All() {
		last = err
	}
	var bad *InputError
	if !errors.As(last, &bad) || !errors.Is(last, fails) || !strings.Contains(last.Error(), "line 2") {
		t.Errorf("%v", last)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

type counted struct {
	r io.Reader
	n int
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += n
	return n, err
}
