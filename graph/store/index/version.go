package index

import (
	"context"
	"crypto/rand"
	"fmt"
)

// newVersion makes a name for a state of the store that no other state has;
// days says that all first and last days in it are written as days.
func newVersion(days bool) []byte {
	b := make([]byte, versionSize, versionSize+1)
	rand.Read(b) // never fails
	if days {
		b = append(b, allDays)
	}
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
		return fmt.Sprintf("%x", name[:min(len(name), versionSize)]), err
	}
	// Written before versions were kept, or never.
	next, err := v.next()
	if err != nil {
		return "", err
	}
	total, err := v.counts(0)
	return fmt.Sprintf("%d-%d-%d", next, total[quadsAt], total[valuesAt]), err
}
