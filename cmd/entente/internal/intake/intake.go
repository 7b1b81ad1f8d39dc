// Package intake loads into a store and tells what became of each source and
// row. The command line says it to people, the server to programs.
package intake

import (
	"context"
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/loaders/gazetteer"
)

// Options say how a sink loads and whom it tells. The functions may be nil;
// they are called from the goroutine that loads.
type Options struct {
	Replace   bool                    // take out what a source gave before, also if its text is the same
	Gazetteer *gazetteer.Gazetteer    // describes the actors that it knows
	Rejected  func(graph.Rejection)   // a row could not be used
	Stored    func(store.Result)      // a source is in the store
	Writing   func(done, total int64) // see [store.LoadOptions]
}

// Sink loads into a store and counts.
type Sink struct {
	*store.Loader
	Summary Summary
	stored  func(store.Result)
	seen    int // results told of so far
}

// New makes a sink for a store.
func New(s *store.Store, o Options) *Sink {
	sink := &Sink{stored: o.Stored}
	names := o.Gazetteer
	sink.Loader = s.Loader(store.LoadOptions{
		Replace: o.Replace,
		Writing: o.Writing,
		Gazetteer: func(id string) (graph.Description, bool) {
			if names == nil {
				return graph.Description{}, false
			}
			e, ok := names.Entry(id)
			if !ok {
				return graph.Description{}, false
			}
			return e.Description(), true
		},
		Rejected: func(r graph.Rejection) {
			if r.Whole {
				sink.Summary.Unread++
			} else {
				sink.Summary.Rejected++
			}
			if o.Rejected != nil {
				o.Rejected(r)
			}
		},
	})
	return sink
}

// End ends a source and tells what the load changed.
func (s *Sink) End(ctx context.Context) error {
	if err := s.Loader.End(ctx); err != nil {
		return err
	}
	results := s.Results()
	for _, r := range results[s.seen:] {
		s.Summary.Sources++
		s.Summary.Added += r.Added
		s.Summary.Removed += r.Removed
		s.Summary.Unchanged += r.Unchanged
		s.Summary.Ended += r.Ended
		if s.stored != nil {
			s.stored(r)
		}
	}
	s.seen = len(results)
	return nil
}

// Summary is what a whole load did.
type Summary struct {
	Sources, Added, Removed, Ended, Unchanged int
	Rejected, Unread                          int // rows, files
}

func (s Summary) String() string {
	parts := []string{plural(s.Added, "claim") + " added"}
	if s.Removed > 0 {
		parts = append(parts, fmt.Sprintf("%d removed", s.Removed))
	}
	if s.Ended > 0 {
		parts = append(parts, fmt.Sprintf("%d ended", s.Ended))
	}
	if s.Unchanged > 0 {
		parts = append(parts, fmt.Sprintf("%d there before", s.Unchanged))
	}
	if s.Rejected > 0 {
		parts = append(parts, plural(s.Rejected, "row")+" rejected")
	}
	if s.Unread > 0 {
		parts = append(parts, plural(s.Unread, "file")+" not read")
	}
	return plural(s.Sources, "source") + ": " + strings.Join(parts, ", ")
}

// Words tells people what they should know of a source that was not simply
// added.
func Words(r store.Result) []string {
	var words []string
	switch n := r.Records; {
	case r.Superseded:
		words = append(words, fmt.Sprintf("%s is an older version: a newer one of %s was loaded", r.Source.ID, r.Source.Series))
	case n.Added+n.Changed+n.Ended+n.Resolved > 0 && n.Changed+n.Ended+n.Resolved+n.Unchanged > 0:
		words = append(words, fmt.Sprintf("%s: %s added, %d ended, %d changed, %d as before", r.Source.Series, plural(n.Added, "record"), n.Ended, n.Changed, n.Unchanged+n.Resolved))
		if n.Resolved > 0 {
			words = append(words, fmt.Sprintf("%s: %s as before now mean somebody else", r.Source.Series, plural(n.Resolved, "record")))
		}
	}
	if n := r.Records.Newer; n > 0 {
		words = append(words, fmt.Sprintf("%s: %s left as they are: what the store holds of them is of a later day than this update, of %s", r.Source.Series, plural(n, "record"), r.Source.Published))
	}
	if r.Removed > 0 {
		words = append(words, fmt.Sprintf("%s has changed: %s removed, %d added", r.Source.ID, plural(r.Removed, "claim"), r.Added))
	}
	return words
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
