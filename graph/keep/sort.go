package keep

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"

	"github.com/lanrat/extsort"
)

// chunk is how many records are sorted at once. Up to four such heaps are there
// at a time.
const chunk = 1 << 13

// Sorted sorts records, most of which are on the disk, in the folder for
// temporary files, when there are more than a few thousand. They are taken when
// the first is wanted, by another goroutine. At is how many are sorted at once;
// 0 means 8192.
func Sorted(ctx context.Context, at int, records iter.Seq2[string, error]) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		var failed error
		in := make(chan string, 64)
		fed := make(chan struct{})
		go func() {
			defer close(fed)
			defer close(in)
			for r, err := range records {
				if err != nil {
					failed = err
					stop()
					return
				}
				select {
				case in <- r:
				case <-ctx.Done():
					return
				}
			}
		}()
		sorter, out, errs := extsort.Strings(in, &extsort.Config{ChunkSize: cmp.Or(at, chunk), NumWorkers: 1, SortedChanBuffSize: 256, TempFilesDir: os.Getenv("TMPDIR")})
		sorter.Sort(ctx)
		<-fed
		going := failed == nil
		for r := range out {
			if going && !yield(r, nil) {
				going = false
				stop()
			}
		}
		if err := cmp.Or(failed, <-errs); err != nil && (going || failed != nil) {
			if failed == nil && ctx.Err() == nil {
				err = fmt.Errorf("sorting on the disk: %w", err)
			}
			yield("", err)
		}
	}
}

// Distinct is [Sorted] without repeated records. Fewer than most are held in
// memory; others go to the disk, as many at a time.
func Distinct(ctx context.Context, most, at int, records iter.Seq2[string, error]) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		next, stop := iter.Pull2(records)
		defer stop()
		held := map[string]struct{}{}
		fill := func() error {
			clear(held)
			for len(held) < most {
				r, err, more := next()
				if err != nil || !more {
					return err
				}
				held[r] = struct{}{}
			}
			return nil
		}
		if err := fill(); err != nil {
			yield("", err)
			return
		}
		if len(held) < most {
			for _, r := range slices.Sorted(maps.Keys(held)) {
				if !yield(r, nil) {
					return
				}
			}
			return
		}
		last := ""
		for r, err := range Sorted(ctx, at, func(yield func(string, error) bool) {
			for len(held) > 0 {
				for r := range held {
					if !yield(r, nil) {
						return
					}
				}
				if err := fill(); err != nil {
					yield("", err)
					return
				}
			}
			held = nil
		}) {
			if err == nil && r == last {
				continue
			}
			last = r
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}
