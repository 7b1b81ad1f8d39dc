// Command train builds the syntax model from Universal Dependencies
// treebanks and scores it.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	dir := flags.String("treebanks", "", "folder with {ewt,gum}-{train,dev,test}.conllu.gz")
	text := flags.String("text", "", "files of unlabelled text to learn the vectors of words from, with commas between them, unless --from has vectors")
	out := flags.String("out", "", "model file to write")
	model := flags.String("model", "", "model file to score, instead of the built-in one")
	var o settings
	flags.IntVar(&o.epochs, "epochs", 22, "passes over the training text")
	flags.IntVar(&o.again, "again", 10, "passes of a second cycle, at half the rate")
	flags.StringVar(&o.from, "from", "", "model file to begin the second cycle with, instead of a first cycle")
	flags.IntVar(&o.nameEpochs, "name-epochs", 12, "passes of the namer")
	flags.Float64Var(&o.nameRate, "name-rate", 0.003, "learning rate of the namer at its height")
	flags.IntVar(&o.hidden, "hidden", 128, "units of a layer, each way")
	flags.IntVar(&o.layers, "layers", 4, "recurrent layers")
	flags.IntVar(&o.batch, "batch", 800, "tokens of a step")
	flags.Float64Var(&o.rate, "rate", 0.002, "learning rate at its height")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of everything drawn by chance")
	wrong := flags.String("errors", "", "with --mode eval: list the names read wrongly in this set, gum-dev, instead of scores")
	measured := flags.String("speed", "", "with --mode eval: measure the speed on this file of plain text, instead of scores")
	mode := flags.String("mode", "train", "train, names (the namer alone, upon --from) or eval")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return fmt.Errorf("--treebanks is missing: name the folder with the gzipped CoNLL-U files")
	}
	o.dir, o.out = *dir, *out
	o.text = strings.FieldsFunc(*text, func(r rune) bool { return r == ',' })
	switch *mode {
	case "train":
		return learn(o)
	case "names":
		data, err := os.ReadFile(o.from)
		if err != nil {
			return fmt.Errorf("reading the model to learn names upon, --from: %w", err)
		}
		return learnNames(o, data)
	case "eval":
		return evaluate(*dir, *model, *wrong, *measured)
	}
	return fmt.Errorf("unknown mode %q: expected train, names or eval", *mode)
}
