// Package fault names what can be wrong with the files of a store, whatever
// its backend, for errors.Is. Texts say what was found; who opens the store
// adds which one it is.
package fault

import "errors"

// What can be wrong.
var (
	NotStore = errors.New("is not a store")
	Damaged  = errors.New("is damaged")
	Version  = errors.New("has another format version")
	Locked   = errors.New("is locked")
)
