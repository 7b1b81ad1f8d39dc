package keep

import (
	"errors"
	"fmt"
	"os"
)

// scratch is a temporary file that is gone when it is closed.
type scratch struct {
	*os.File
	taken bool // off its folder
}

// newScratch makes an empty one; the pattern of its name is [os.CreateTemp]'s.
func newScratch(pattern string) (scratch, error) {
	file, err := os.CreateTemp("", pattern)
	if err != nil {
		return scratch{}, fmt.Errorf("making a temporary file: %w", err)
	}
	// Where a file may go while it is open, none is left behind by a program
	// that is killed.
	return scratch{file, os.Remove(file.Name()) == nil}, nil
}

// Close lets go of the file.
func (s scratch) Close() error {
	err := s.File.Close()
	if !s.taken {
		err = errors.Join(err, os.Remove(s.Name()))
	}
	return err
}
