package dataset

import (
	"fmt"
	"io"
)

// Ahead reads no further ahead of what was taken than a value may be long: a
// decoder holds all of one, though it never ends. Where it does not go on it
// gives a [TooLongError].
type Ahead struct {
	R     io.Reader
	Most  int64        // bytes of a value
	Taken func() int64 // offset behind what was taken
	read  int64
}

func (a *Ahead) Read(p []byte) (int, error) {
	if from := a.Taken(); a.read-from > a.Most+blockSize {
		return 0, &TooLongError{from, a.Most}
	}
	n, err := a.R.Read(p[:min(len(p), blockSize)])
	a.read += int64(n)
	return n, err
}

// TooLongError is that of a value that is not held.
type TooLongError struct{ From, Most int64 }

func (e *TooLongError) Error() string {
	return fmt.Sprintf("what follows byte %d has more than %d bytes in one value", e.From, e.Most)
}
