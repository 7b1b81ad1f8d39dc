package dataset

import (
	"context"
	"fmt"
	"strings"
)

// Format is a data set that can be read: a row of the table of loaders.
type Format struct {
	Name      string // short, lower case: "ofac"
	Title     string // what it is, for people
	Publisher string
	Licence   string // as the publisher puts it: "public domain", "CC BY 4.0"
	URL       string // where it is published

	// Recognise tells by a file's name (without folders and the ending of a
	// compression, lower case) and its first 64 kB, as they are in the file,
	// whether this is the data set's main file.
	Recognise func(name string, head []byte) bool
	// Parts names the further files that are read with a main file, by their
	// names beside it: "add.csv" of "sdn.csv". It may be nil.
	Parts func(name string) []string
	// Main names the main file that a part is read with; "" for what is no
	// part. It may be nil.
	Main func(name string, head []byte) string

	// Columns are all columns, fields or elements there are.
	Columns []Column
	// Expect are the numbers that a whole data set has.
	Expect []Count
	// Versioned says that a file replaces the last of its series.
	Versioned bool
	// Widens says that what it says of actors – names, codes, dated offices – is
	// fit to be used as the gazetteer is, when texts are read.
	Widens bool

	// Load reads one input. Rows it cannot use go to w.Reject; an error says
	// that the input, or the sink, cannot go on.
	Load func(ctx context.Context, in *Input, w *Writer) error
}

// Column is a column, a field or an element of a data set.
type Column struct {
	Name    string
	LeftOut string // why it is not read; "" if it is
}

// Count is how many of something a data set has, within bounds; zero for no
// bound.
type Count struct {
	What     string // "entries", as given to [Writer.Count]
	Min, Max int
}

func (c Count) String() string {
	switch {
	case c.Max == 0:
		return fmt.Sprintf("%s: at least %d", c.What, c.Min)
	case c.Min == 0:
		return fmt.Sprintf("%s: at most %d", c.What, c.Max)
	}
	return fmt.Sprintf("%s: %d to %d", c.What, c.Min, c.Max)
}

func (c Count) holds(n int) bool { return n >= c.Min && (c.Max == 0 || n <= c.Max) }

// Read and LeftOut list the names of the columns that are read, and those
// that are not, with the reason.
func (f *Format) Read() []string {
	var names []string
	for _, c := range f.Columns {
		if c.LeftOut == "" {
			names = append(names, c.Name)
		}
	}
	return names
}

// LeftOut lists the columns that are not read, each with the reason.
func (f *Format) LeftOut() []string {
	var names []string
	for _, c := range f.Columns {
		if c.LeftOut != "" {
			names = append(names, c.Name+" ("+c.LeftOut+")")
		}
	}
	return names
}

// columnKey brings the spellings of a column's name to one.
func columnKey(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Trim(name, "\ufeff\"' ")), " "))
}

// InputError is an error of the input itself: it is given up, the load goes
// on with the next.
type InputError struct{ Err error }

func (e *InputError) Error() string { return e.Err.Error() }
func (e *InputError) Unwrap() error { return e.Err }

// Errorf makes an InputError.
func Errorf(format string, args ...any) error { return &InputError{fmt.Errorf(format, args...)} }
