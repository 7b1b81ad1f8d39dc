package llm

import (
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	// firstWait is how long the second try waits, twice that the third, and
	// so on up to longestWait; jitter takes off up to half.
	firstWait   = time.Second
	longestWait = time.Minute
)

// backoff gives the waits between tries of one question. Their jitter comes
// from the question, so that a run can be repeated.
type backoff struct {
	random *rand.Rand
	wait   time.Duration
}

func newBackoff(key string) *backoff {
	var b [16]byte
	hex.Decode(b[:], []byte(key[:32])) //nolint:errcheck // a digest is hex
	return &backoff{rand.New(rand.NewPCG(binary.BigEndian.Uint64(b[:]), binary.BigEndian.Uint64(b[8:]))), firstWait}
}

func (b *backoff) next() time.Duration {
	d := b.wait
	b.wait = min(2*b.wait, longestWait)
	return d/2 + time.Duration(b.random.Int64N(int64(d/2)+1))
}

// pace spreads requests over time.
type pace struct {
	mu    sync.Mutex
	every time.Duration
	free  time.Time // when the next request may start
}

func newPace(perMinute int) *pace {
	p := &pace{}
	if perMinute > 0 {
		p.every = time.Minute / time.Duration(perMinute)
	}
	return p
}

// reserve takes the next start and tells how long it is until then.
func (p *pace) reserve(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.free.Before(now) {
		p.free = now
	}
	wait := p.free.Sub(now)
	p.free = p.free.Add(p.every)
	return wait
}

// hold lets nobody start before t.
func (p *pace) hold(t time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.free.Before(t) {
		p.free = t
	}
}
