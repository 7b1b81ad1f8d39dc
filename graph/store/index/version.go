package index

import (
	"context"
	"crypto/rand"
	"fmt"
)

// newVersion makes a name for a state of the store that no other state has.
func newVersion() []byte {
	b := make([]byte, 9)
	rand.Read(b) // never fails
	return b
}

// Version names what the store holds: it changes with every write, and stays
// the same over closing and opening.
func (db *DB) Version(ctx context.Context) (string, error) {
	v, err := db.Snapshot(ctx)
	if err != nil {
		return "", err
	}
	defer v.Close()
	return v.Version()
}

// Version is [DB.Version] of what a snapshot shows.
func (v *View) Version() (string, error) {
	name, err := v.get(versionKey)
	if err != nil || name != nil {
		return fmt.Sprintf("%x", name), err
	}
	// Written before versions were kept, or never.
	next, err := v.next()
	if err != nil {
		return "", err
	}
	total, err := v.counts(0)
	return fmt.Sprintf("%d-%d-%d", next, total[quadsAt], total[valuesAt]), err
}
