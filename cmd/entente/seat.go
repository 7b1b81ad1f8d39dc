package main

import (
	"errors"
	"fmt"

	"entente/loaders/gazetteer"
	"entente/queries"
)

// seatOf is a word for who asked for a capital or a seat of government, which
// an article's reader takes for the government where it acts, and so is no
// actor's name; "" for other errors.
func seatOf(err error) string {
	var unknown *queries.UnknownNameError
	if !errors.As(err, &unknown) {
		return ""
	}
	names, err := gazetteer.Builtin()
	if err != nil {
		return ""
	}
	for _, h := range names.Find(unknown.Name) {
		if h.As == gazetteer.Seat || h.As == gazetteer.Capital {
			return fmt.Sprintf("where %q acts in an article its government is meant: ask for %q (%s)", unknown.Name, h.Entry.Label, h.Entry.ID)
		}
	}
	return ""
}
