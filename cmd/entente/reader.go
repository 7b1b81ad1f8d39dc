package main

import (
	"fmt"
	"os"
	"sync"

	"github.com/urfave/cli/v2"

	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
)

// useReader says how prose is read: with the names of --lexicon, and with
// what the flags say of the articles. The language model is loaded when the
// first prose comes.
func useReader(c *cli.Context, o *loaders.Options) error {
	names, err := gazetteer.Builtin()
	if err != nil {
		return err
	}
	for _, file := range c.StringSlice("lexicon") {
		if names, err = withLexicon(names, file); err != nil {
			return err
		}
	}
	if err := checkDate(c); err != nil {
		return err
	}
	o.Gazetteer = names
	o.Given = document.Given{Date: c.String("date"), Publisher: c.String("publisher"), URL: c.String("url"), Title: c.String("title")}
	o.Reader = sync.OnceValues(func() (*article.Reader, error) {
		return article.New(article.Options{Gazetteer: names, Vocabulary: o.Vocabulary})
	})
	return nil
}

func withLexicon(names *gazetteer.Gazetteer, file string) (*gazetteer.Gazetteer, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon: %w", err)
	}
	defer f.Close()
	return names.With(file, f)
}
