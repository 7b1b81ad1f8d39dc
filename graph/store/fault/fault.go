// Package fault names what can be wrong with the files of a store, whatever
// its backend, for errors.Is. Texts say what was found; who opens the store
// adds which one it is.
package fault

import "errors"

// What can be wrong.
var (
	ErrNotStore = errors.New("is not a store")
	ErrDamaged  = errors.New("is damaged")
	ErrVersion  = errors.New("has another format version")
	ErrLocked   = errors.New("is locked")

	// ErrUnwritable is of a store that was open: the disk failed it.
	ErrUnwritable = errors.New("cannot be written any more")
)
