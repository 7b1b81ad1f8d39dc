package store

import (
	"context"
	"runtime"
	"runtime/metrics"
	"time"
)

// heapBytes is what objects take, those that are no longer needed and not yet
// swept too.
func heapBytes() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// watchEvery is how often the heap is looked at: reading it takes some 10 µs.
const watchEvery = 4 * time.Millisecond

// watchMemory gives a context that ends with [ErrMemoryLimit] when the heap
// has grown by more than most bytes. What only looks like growth, since
// nothing has been swept, is swept first, at most ten times a second.
func watchMemory(parent context.Context, most int64) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	from := heapBytes()
	go func() {
		tick := time.NewTicker(watchEvery)
		defer tick.Stop()
		var swept time.Time
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if heapBytes()-from <= most {
				continue
			}
			// Far above the limit nothing waits for the collector.
			if heapBytes()-from <= 2*most && time.Since(swept) > 100*time.Millisecond {
				runtime.GC()
				swept = time.Now()
				if heapBytes()-from <= most {
					continue
				}
			} else if heapBytes()-from <= 2*most {
				continue
			}
			cancel(ErrMemoryLimit)
			return
		}
	}()
	return ctx, func() { cancel(context.Canceled) }
}
