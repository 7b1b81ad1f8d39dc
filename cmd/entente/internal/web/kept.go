package web

import (
	"container/list"
	"context"
	"net/http"
	"slices"
	"sync"

	"entente/cmd/entente/internal/web/route"
)

// maxAnswer bounds, in bytes, an answer that is kept.
const maxAnswer = 512 << 10

// kept are finished answers, by their tags: what was asked of which state of
// the store. The least recently asked for go first when there are too many.
// What is being asked already is waited for and not worked out twice.
type kept struct {
	most int64 // bytes; 0 keeps nothing

	mu     sync.Mutex
	size   int64
	byTag  map[string]*list.Element
	recent list.List // of *answered, the last asked for in front
	making map[string]chan struct{}
}

// answered is an answer with status 200: what its route wrote.
type answered struct {
	tag    string
	header http.Header
	body   []byte
}

func newKept(most int64) *kept {
	return &kept{most: most, byTag: map[string]*list.Element{}, making: map[string]chan struct{}{}}
}

// find gives an answer that is kept, or nil.
func (k *kept) find(tag string) *answered {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.look(tag)
}

func (k *kept) look(tag string) *answered {
	e := k.byTag[tag]
	if e == nil {
		return nil
	}
	k.recent.MoveToFront(e)
	a, _ := e.Value.(*answered)
	return a
}

// turn waits until nobody is at work on an answer. It gives the answer, if it
// is kept then, or else what the caller must call when it has worked it out.
func (k *kept) turn(ctx context.Context, tag string) (a *answered, done func(), err error) {
	k.mu.Lock()
	a, busy := k.look(tag), k.making[tag]
	if a == nil && busy == nil {
		mine := make(chan struct{})
		k.making[tag] = mine
		done = func() {
			k.mu.Lock()
			delete(k.making, tag)
			k.mu.Unlock()
			close(mine)
		}
	}
	k.mu.Unlock()
	if a != nil || done != nil {
		return a, done, nil
	}
	select {
	case <-busy:
		// Whoever finds nothing now, as after an error, asks for itself: one
		// after the other would take too long.
		return k.find(tag), func() {}, nil
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
}

func (k *kept) keep(a *answered) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byTag[a.tag] != nil {
		return
	}
	k.byTag[a.tag] = k.recent.PushFront(a)
	k.size += a.cost()
	for k.size > k.most && k.recent.Len() > 0 {
		last := k.recent.Back()
		if old, ok := k.recent.Remove(last).(*answered); ok {
			delete(k.byTag, old.tag)
			k.size -= old.cost()
		}
	}
}

// cost is about what an answer takes in memory.
func (a *answered) cost() int64 { return int64(len(a.body)) + 1024 }

func (a *answered) send(w http.ResponseWriter) error {
	h := w.Header()
	for name, values := range a.header {
		h[name] = slices.Clone(values)
	}
	_, err := w.Write(a.body)
	return err
}

// keeping answers from what is kept, or by run, and keeps what that writes.
// Only answers that have a tag can be kept, and those that cost little need
// not be. Exports and other streams can be long: nobody waits for another's.
func (s *Server) keeping(rt route.Route, w http.ResponseWriter, r *http.Request, run func(http.ResponseWriter) error) error {
	tag := w.Header().Get("ETag")
	if s.kept.most <= 0 || tag == "" || r.Method != http.MethodGet || rt.Load == route.Light {
		return run(w)
	}
	var a *answered
	if rt.Load == route.Long {
		a = s.kept.find(tag)
	} else {
		var done func()
		var err error
		if a, done, err = s.kept.turn(r.Context(), tag); err != nil {
			return err
		}
		if a == nil {
			defer done()
		}
	}
	if a != nil {
		s.metrics.again.Inc()
		return a.send(w)
	}
	copied := &copied{ResponseWriter: w, before: w.Header().Clone()}
	err := run(copied)
	if err == nil && copied.status == http.StatusOK && !copied.long && r.Context().Err() == nil {
		s.kept.keep(&answered{tag: tag, header: copied.header, body: slices.Clip(copied.body)})
	}
	return err
}

// copied passes an answer on and keeps a copy of it, unless it is too long.
type copied struct {
	http.ResponseWriter
	before http.Header // what was said before the route was asked
	header http.Header // what the route says
	status int
	body   []byte
	long   bool
}

func (c *copied) WriteHeader(status int) {
	if c.status == 0 && status >= 200 {
		c.status = status
		c.header = http.Header{}
		for name, values := range c.Header() {
			if !slices.Equal(values, c.before[name]) {
				c.header[name] = slices.Clone(values)
			}
		}
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *copied) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.WriteHeader(http.StatusOK)
	}
	if c.long = c.long || len(c.body)+len(b) > maxAnswer; c.long {
		c.body = nil
	} else {
		c.body = append(c.body, b...)
	}
	return c.ResponseWriter.Write(b)
}

// Flush sends what has been written so far.
func (c *copied) Flush() {
	if f, ok := c.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// Unwrap is for http.ResponseController.
func (c *copied) Unwrap() http.ResponseWriter { return c.ResponseWriter }
