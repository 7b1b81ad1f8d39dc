package gazetteer

import (
	"crypto/sha256"
	_ "embed" // the data files, named one by one below
	"fmt"
	"io"
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

// builtinLexicon reads the binary form, or the YAML files where that is stale.
func builtinLexicon() (*lexicon, error) {
	if lex, ok := decodeLexicon(builtinBinary, digest()); ok {
		return lex, nil
	}
	return readDataFiles()
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
