package export

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// lookup answers what is known of actors and sources and remembers it, up to
// a bound: a claim names two actors, and the same few thousand come again and
// again.
type lookup struct {
	in      Input
	actors  map[string]graph.Description
	sources map[string]graph.Source
	said    map[string][]saying
}

// saying is that a source says something of an actor.
type saying struct{ actor, by quad.IRI }

// who gives, of all that is said of an actor, who says it first.
func (l *lookup) who(ctx context.Context, id string) ([]saying, error) {
	if said, ok := l.said[id]; ok {
		return said, nil
	}
	quads, err := l.in.SaidOnce(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("looking up who describes %s: %w", id, err)
	}
	var said []saying
	for _, q := range quads {
		actor, _ := q.Subject.(quad.IRI)
		by, _ := q.Label.(quad.IRI)
		if s := (saying{actor, by}); by != "" && !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	said = slices.Clip(said) // callers add to it
	retain(l.said, id, said)
	return said, nil
}

func newLookup(in Input) *lookup {
	return &lookup{in: in, actors: map[string]graph.Description{}, sources: map[string]graph.Source{}, said: map[string][]saying{}}
}

// actor gives what is known of an actor; what a claim says of it stands in
// where nothing else is.
func (l *lookup) actor(ctx context.Context, said graph.Actor) (graph.Description, error) {
	d, ok := l.actors[said.ID]
	if !ok && l.in.Actor != nil {
		var err error
		if d, err = l.in.Actor(ctx, said.ID); err != nil {
			return d, fmt.Errorf("looking up %s: %w", said.ID, err)
		}
	}
	if !ok || d.Actor.Label == "" || d.Actor.Type == "" {
		d.Actor.ID = said.ID
		if d.Actor.Label == "" {
			d.Actor.Label = said.Label
		}
		if d.Actor.Type == "" {
			d.Actor.Type = said.Type
		}
		retain(l.actors, said.ID, d)
	}
	if d.Actor.Label == "" {
		d.Actor.Label = strings.TrimPrefix(known(said.ID), graph.ActorPrefix)
	}
	return d, nil
}

// remembered bounds what is kept of each kind.
const remembered = 1 << 14

func retain[V any](m map[string]V, id string, v V) {
	if len(m) >= remembered {
		clear(m)
	}
	m[id] = v
}

func (l *lookup) source(ctx context.Context, said graph.Source) (graph.Source, error) {
	if said.SHA256 != "" || said.URL != "" || said.Publisher != "" {
		return said, nil
	}
	s, ok := l.sources[said.ID]
	if ok {
		return s, nil
	}
	if l.in.Source != nil {
		var err error
		if s, err = l.in.Source(ctx, said.ID); err != nil {
			return s, fmt.Errorf("looking up source %s: %w", said.ID, err)
		}
	}
	if s.ID == "" {
		s = said
	}
	retain(l.sources, said.ID, s)
	return s, nil
}

// claims gives the claims with labels, types and sources filled in, and stops
// when ctx is done.
func (l *lookup) claims(ctx context.Context) iter.Seq2[graph.Claim, error] {
	return l.filled(ctx, l.in.Claims)
}

func (l *lookup) filled(ctx context.Context, claims iter.Seq2[graph.Claim, error]) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		if claims == nil {
			return
		}
		for c, err := range claims {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				err = l.fill(ctx, &c)
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

func (l *lookup) fill(ctx context.Context, c *graph.Claim) (err error) {
	if c.Subject, err = l.named(ctx, c.Subject); err != nil {
		return err
	}
	if c.Object, err = l.named(ctx, c.Object); err != nil {
		return err
	}
	// New records: the claim's own place and speaker belong to who gave it.
	for _, a := range []**graph.Actor{&c.Place, &c.Speaker} {
		if *a == nil {
			continue
		}
		named, err := l.named(ctx, **a)
		if err != nil {
			return err
		}
		*a = &named
	}
	c.Source, err = l.source(ctx, c.Source)
	return err
}

func (l *lookup) named(ctx context.Context, a graph.Actor) (graph.Actor, error) {
	if a.Label != "" && a.Type != "" {
		return a, nil
	}
	d, err := l.actor(ctx, a)
	a.Label, a.Type = d.Actor.Label, d.Actor.Type
	return a, err
}
