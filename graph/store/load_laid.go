package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"iter"

	"entente/graph"
	"entente/graph/keep"
)

// laid are the claims of a source that is compared with what the store holds
// of it at its End: few in memory, as they came; many on the disk.
type laid struct {
	few   map[string]*graph.Claim
	order []string
	many  *keep.Pile // nil while there are few
	ids   *keep.Map[bool]
}

// add takes a claim. Of two with one ID the last holds, of many the first.
func (h *laid) add(c *graph.Claim) error {
	if h.many != nil {
		return h.lay(c)
	}
	if _, ok := h.few[c.ID]; !ok {
		h.order = append(h.order, c.ID)
	}
	h.few[c.ID] = c
	return nil
}

// layAll lays what is in memory on the disk, and all that comes.
func (h *laid) layAll(s *keep.Shelf) error {
	h.many, h.ids = keep.NewPile(s), keep.New[bool](s)
	for _, id := range h.order {
		if err := h.lay(h.few[id]); err != nil {
			return err
		}
	}
	h.forget()
	return nil
}

// forget lets go of what is in memory.
func (h *laid) forget() {
	h.order = nil
	clear(h.few)
}

func (h *laid) lay(c *graph.Claim) error {
	if _, twice := h.ids.Get(c.ID); twice {
		return nil
	}
	h.ids.Set(c.ID, true)
	quote := c.Quote // not in the JSON, which holds no bytes that are no text
	said := *c
	said.Quote, said.Source = "", graph.Source{ID: c.Source.ID}
	rest, err := json.Marshal(&said)
	if err != nil {
		return err
	}
	text := binary.AppendUvarint(make([]byte, 0, len(quote)+len(rest)+4), uint64(len(quote)))
	h.many.Add("", append(append(text, quote...), rest...))
	return nil
}

// has says whether a claim came.
func (h *laid) has(id string) bool {
	if h.many == nil {
		return h.few[id] != nil
	}
	_, ok := h.ids.Get(id)
	return ok
}

func (h *laid) count() int {
	if h.many == nil {
		return len(h.order)
	}
	return h.many.Len()
}

// each gives the claims in the order in which they came, under the IDs that
// their actors have by decision.
func (h *laid) each(merged map[string]string) iter.Seq2[*graph.Claim, error] {
	return func(yield func(*graph.Claim, error) bool) {
		err := h.some(merged, nil, func(c *graph.Claim) error {
			if !yield(c, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && err != errStopped {
			yield(nil, err)
		}
	}
}

// some tells of those whose place among all is wanted, or of all, as each does.
func (h *laid) some(merged map[string]string, wanted func(int) bool, fn func(*graph.Claim) error) error {
	give := func(c *graph.Claim) error {
		if len(merged) > 0 {
			identify(c, merged)
		}
		return fn(c)
	}
	if h.many == nil {
		for i, id := range h.order {
			if wanted != nil && !wanted(i) {
				continue
			}
			if err := give(h.few[id]); err != nil {
				return err
			}
		}
		return nil
	}
	at := -1
	for _, text := range h.many.Sorted() {
		if at++; wanted != nil && !wanted(at) {
			continue
		}
		c, err := readLaid(text)
		if err == nil {
			err = give(c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func readLaid(text []byte) (*graph.Claim, error) {
	n, used := binary.Uvarint(text)
	if used <= 0 || n > uint64(len(text)-used) {
		return nil, errors.New("a claim that was kept is damaged")
	}
	var c graph.Claim
	if err := json.Unmarshal(text[used+int(n):], &c); err != nil {
		return nil, err
	}
	c.Quote = string(text[used : used+int(n)])
	return &c, nil
}
