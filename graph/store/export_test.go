package store

// HoldChanges has changes of more quads than these go to the disk.
func (s *Store) HoldChanges(quads int) { s.held = quads }
