// Command train builds the syntax model from Universal Dependencies
// treebanks and scores it.
package main

import (
	"flag"
	"fmt"
	"os"
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
	out := flags.String("out", "", "model file to write")
	mode := flags.String("mode", "train", "train or eval")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return fmt.Errorf("--treebanks is missing: name the folder with the gzipped CoNLL-U files")
	}
	switch *mode {
	case "train":
		return trainGreedy(*dir, *out)
	case "eval":
		return evaluate(*dir)
	}
	return fmt.Errorf("unknown mode %q: expected train or eval", *mode)
}
