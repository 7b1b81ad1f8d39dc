package loaders

import (
	"hash/maphash"
	"path"
	"path/filepath"
	"strings"
)

// called are the names by which files of one load are told apart where what is
// in them has no ID of its own: the file's name, with so many of its folders
// before it that no other file of the load has it. A file of a name that
// another run took is that file, in another version.
type called struct {
	seed maphash.Seed
	by   map[uint64]uint64 // name to file, as hashes: there may be a million
}

func newCalled() *called {
	return &called{maphash.MakeSeed(), map[uint64]uint64{}}
}

func (c *called) id(file string) string {
	file = path.Clean(filepath.ToSlash(file))
	whole := maphash.String(c.seed, file)
	for from := len(file); ; {
		from = strings.LastIndexByte(file[:from], '/')
		name := file[from+1:]
		h := maphash.String(c.seed, name)
		if by, taken := c.by[h]; !taken || by == whole || from < 0 {
			c.by[h] = whole
			return name
		}
	}
}
