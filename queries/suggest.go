package queries

import (
	"context"
	"fmt"

	"entente/graph"
	"entente/graph/store"
)

// Suggestion is an actor that somebody may mean who has begun to write a name.
type Suggestion struct {
	Actor  graph.Actor
	Name   string         // the name, in the spelling of the store, that begins so or has a word that does
	Kind   store.NameKind // whether that is its label, another name, a code, or (store.Identity) its ID
	Claims int            // in which it is subject or object, whatever their status
	Alone  bool           // its label means it: nobody else is called so
	Within string         // the label of the state or organization it belongs to, which tells it from others
}

// Suggest lists the actors of which a name, a word of a name, a code or the ID
// begins with prefix, in any spelling that folds alike: those in most claims
// first, each once. An empty prefix gives the actors in most claims. It is
// made for being asked at every key that is pressed: the names are read once
// and again when the store has changed.
func Suggest(ctx context.Context, s *store.Store, prefix string, limit int) ([]Suggestion, error) {
	found, err := s.Suggest(ctx, prefix, limit)
	if err != nil {
		return nil, fmt.Errorf("completing %q: %w", prefix, err)
	}
	out := make([]Suggestion, len(found))
	for i, f := range found {
		out[i] = Suggestion{Actor: f.Actor, Name: f.Text, Kind: f.Kind, Claims: f.Claims, Alone: f.Alone, Within: f.Within}
	}
	return out, nil
}
