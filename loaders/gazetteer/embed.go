package gazetteer

import (
	"crypto/sha256"
	_ "embed" // the data files, named one by one below
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:generate go test -run ^TestBinaryIsCurrent$ -update .

var (
	//go:embed states.yaml
	statesYAML string
	//go:embed places.yaml
	placesYAML string
	//go:embed organizations.yaml
	organizationsYAML string
	//go:embed roles.yaml
	rolesYAML string
	//go:embed offices.yaml
	officesYAML string

	//go:embed builtin.bin
	builtinBinary string
)

// dataFile is one of the files the built-in gazetteer is written in.
type dataFile struct {
	section, name, text string
}

func dataFiles() []dataFile {
	return []dataFile{
		{"states", "states.yaml", statesYAML},
		{"places", "places.yaml", placesYAML},
		{"organizations", "organizations.yaml", organizationsYAML},
		{"roles", "roles.yaml", rolesYAML},
		{"offices", "offices.yaml", officesYAML},
	}
}

// digest identifies what the data files say.
func digest() [sha256.Size]byte {
	h := sha256.New()
	for _, f := range dataFiles() {
		fmt.Fprintf(h, "%s %d\n", f.name, len(f.text))
		io.WriteString(h, f.text)
	}
	var sum [sha256.Size]byte
	h.Sum(sum[:0])
	return sum
}

// compiled is a lexicon with its indexes.
type compiled struct {
	lexicon *lexicon // entries ordered by ID
	names   *trie
	titles  *titleTrie
}

// builtinCompiled reads the binary form, or the YAML files where that is
// stale.
func builtinCompiled() (compiled, error) {
	if c, ok := decodeCompiled(builtinBinary, digest()); ok {
		return c, nil
	}
	lex, err := readDataFiles()
	if err != nil {
		return compiled{}, err
	}
	return compileLexicon(lex), nil
}

// compileLexicon sorts and indexes what has been read.
func compileLexicon(lex *lexicon) compiled {
	own := &lexicon{entries: slices.Clone(lex.entries), offices: lex.offices, roles: lex.roles}
	slices.SortFunc(own.entries, func(a, b *Entry) int { return strings.Compare(a.ID, b.ID) })
	return compiled{own, buildNames(own.entries), buildTitles(own)}
}

// readDataFiles reads the YAML files.
func readDataFiles() (*lexicon, error) {
	r := &reader{}
	for _, f := range dataFiles() {
		if err := readSection(r, f.section, f.name, []byte(f.text)); err != nil {
			return nil, err
		}
	}
	return r.finish()
}
