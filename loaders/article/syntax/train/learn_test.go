package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// treebank is text of ours, a word a line as "form lemma UPOS XPOS head
// relation entity".
const treebank = `# newdoc id = GUM_news_harbour
The the DET DT 2 det _
minister minister NOUN NN 4 nsubj _
Ada Ada PROPN NNP 2 flat (1-person-new-cf1-1-sgl
met meet VERB VBD 0 root 1)
Omar Omar PROPN NNP 4 obj (2-person-new-cf1-1-coref
Brandt Brandt PROPN NNP 5 flat 2)
in in ADP IN 8 case _
Norvik Norvik PROPN NNP 4 obl (3-place-new-cf1-1-sgl)
. . PUNCT . 4 punct _

The the DET DT 3 det (4-organization-new-cf1-1-sgl
Harbour Harbour PROPN NNP 3 compound _
Council Council PROPN NNP 4 nsubj 4)
closed close VERB VBD 0 root _
the the DET DT 6 det _
port port NOUN NN 4 obj _
on on ADP IN 8 case _
Monday Monday PROPN NNP 4 obl (5-time-new-cf1-1-sgl)
. . PUNCT . 4 punct _
`

// writeTreebanks writes the sets of a training, some of whose classes have to
// occur a few times, and returns their folder.
func writeTreebanks(t *testing.T) string {
	var conllu strings.Builder
	n := 0
	for line := range strings.Lines(treebank) {
		c := strings.Fields(line)
		if len(c) != 7 || c[0] == "#" {
			conllu.WriteString(line)
			n = 0
			continue
		}
		n++
		misc := "_"
		if c[6] != "_" {
			misc = "Entity=" + c[6]
		}
		conllu.WriteString(strings.Join([]string{string(rune('0' + n)), c[0], c[1], c[2], c[3], "_", c[4], c[5], "_", misc}, "\t") + "\n")
	}
	dir := t.TempDir()
	for _, set := range []string{"ewt-train", "ewt-dev", "gum-train", "gum-dev"} {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		for range 6 {
			z.Write([]byte(conllu.String() + "\n"))
		}
		z.Close()
		if err := os.WriteFile(filepath.Join(dir, set+".conllu.gz"), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// writeText writes some text to learn the vectors of words from, of articles
// and of a dictionary, and returns its files.
func writeText(t *testing.T) []string {
	dir := t.TempDir()
	var articles, glosses strings.Builder
	for i := range 60 {
		town := []string{"Norvik", "Lindhaven"}[i%2]
		person := []string{"Ada", "Omar"}[i/2%2]
		articles.WriteString(`{"title":"Harbour","text":"` + person + ` said that the port of ` + town + ` had opened. The minister spoke in ` + town + `, and ` + person + ` laughed."}` + "\n")
		glosses.WriteString("00001740 15 n 02 harbour 0 port 0 001 ~ 00001930 n 0000 | a place where ships lie; \"the harbour of a town\"  \n")
	}
	files := []string{filepath.Join(dir, "articles.jsonl"), filepath.Join(dir, "data.noun")}
	for i, text := range []string{articles.String(), "  1 This is no gloss.\n" + glosses.String()} {
		if err := os.WriteFile(files[i], []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestSameBytes trains from nothing in one go, and in parts, each a run upon
// the file of the one before: cut behind the first cycle or before the namer.
func TestSameBytes(t *testing.T) {
	dir, text := writeTreebanks(t), writeText(t)
	o := settings{dir: dir, text: text, epochs: 2, again: 1, nameEpochs: 2, hidden: 16, layers: 2, batch: 60, rate: 0.002, nameRate: 0.003, seed: 1}
	trained := func(name string, train func(o settings) error) []byte {
		o := o
		o.out = filepath.Join(dir, name)
		if err := train(o); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(o.out)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	whole := trained("whole", learn)
	if testing.Short() { // with the race detector each run is a quarter of a minute
		return
	}
	below := trained("below", func(o settings) error {
		o.nameEpochs = 0
		return learn(o)
	})
	if !bytes.Equal(whole, trained("parts", func(o settings) error { return learnNames(o, below) })) {
		t.Error("learning names in a run of its own gives another model")
	}
	trained("first", func(o settings) error {
		o.again, o.nameEpochs = 0, 0
		return learn(o)
	})
	if !bytes.Equal(whole, trained("second", func(o settings) error {
		o.from, o.text = filepath.Join(dir, "first"), nil
		return learn(o)
	})) {
		t.Error("a second cycle in a run of its own gives another model")
	}
}
