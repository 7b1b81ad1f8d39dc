package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/loaders/article/llm"
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
	if addr := c.String("names-from"); addr != "" {
		if names, err = withStore(c.Context, names, addr); err != nil {
			return err
		}
	}
	o.Gazetteer = names
	o.Given = document.Given{Date: c.String("date"), Publisher: c.String("publisher"), URL: c.String("url"), Title: c.String("title")}
	sure, err := minConfidence(c)
	if err != nil {
		return err
	}
	o.Reader = sync.OnceValues(func() (*article.Reader, error) {
		return article.New(article.Options{Gazetteer: names, Vocabulary: o.Vocabulary, MinConfidence: sure})
	})
	if o.Jobs = c.Int("jobs"); o.Jobs < 0 {
		return usageError(c.Command, "--jobs wants a number from 1 up, or 0 for all cores, not %d", o.Jobs)
	} else if o.Jobs == 0 {
		o.Jobs = runtime.NumCPU()
	}
	return useExtractor(c, o)
}

// minConfidence is the least confidence of a claim read from prose, as
// [article.Options] has it.
func minConfidence(c *cli.Context) (float64, error) {
	if !c.IsSet("min-confidence") {
		return 0, nil
	}
	switch v := c.Float64("min-confidence"); {
	case v < 0 || v > 1 || v != v:
		return 0, usageError(c.Command, "--min-confidence wants a number from 0 to 1")
	case v == 0:
		return -1, nil
	default:
		return v, nil
	}
}

// useExtractor has documents read by a language model if --extractor says so.
func useExtractor(c *cli.Context, o *loaders.Options) error {
	switch kind := c.String("extractor"); kind {
	case "", "rules":
		for _, f := range []string{"llm-url", "model", "llm-cache", "llm-rate", "llm-price"} {
			if c.IsSet(f) {
				return usageError(c.Command, "--%s goes with --extractor llm", f)
			}
		}
		return nil
	case "llm":
	default:
		return usageError(c.Command, "unknown extractor %q: there are rules and llm", kind)
	}
	if c.Bool("explain") {
		return usageError(c.Command, "--explain tells what the rules did; a language model does not say")
	}
	if c.String("llm-url") == "" || c.String("model") == "" {
		return usageError(c.Command, "--extractor llm needs --llm-url (such as http://127.0.0.1:11434/v1) and --model")
	}
	priceIn, priceOut, err := prices(c.String("llm-price"))
	if err != nil {
		return usageError(c.Command, "%s", err)
	}
	options := llm.Options{
		URL: c.String("llm-url"), Model: c.String("model"), Key: llm.Key(os.Getenv("ENTENTE_LLM_KEY")),
		Gazetteer: o.Gazetteer, Vocabulary: o.Vocabulary, Cache: c.String("llm-cache"),
		RequestsPerMinute: c.Int("llm-rate"), PriceIn: priceIn, PriceOut: priceOut,
	}
	if options.Cache == "" {
		if dir, err := os.UserCacheDir(); err == nil {
			options.Cache = filepath.Join(dir, "entente", "llm")
		}
	} else if options.Cache == "none" {
		options.Cache = ""
	}
	e, err := llm.New(options)
	if err != nil {
		return usageError(c.Command, "%s", err)
	}
	o.Extract = func(ctx context.Context, d document.Document) (article.Reading, error) {
		r, err := e.ReadAll(ctx, d)
		return article.Reading{Source: d.Source(), Claims: r.Claims, Rejections: r.Rejections}, err
	}
	o.Usage = func() string { return e.Usage().String() }
	return nil
}

// prices reads "IN,OUT", in USD for a million tokens.
func prices(s string) (in, out float64, err error) {
	if s == "" {
		return 0, 0, nil
	}
	a, b, ok := strings.Cut(s, "/")
	if ok {
		if in, err = strconv.ParseFloat(strings.TrimSpace(a), 64); err == nil {
			out, err = strconv.ParseFloat(strings.TrimSpace(b), 64)
		}
	}
	if !ok || err != nil || in < 0 || out < 0 {
		return 0, 0, fmt.Errorf("--llm-price wants USD for a million tokens in and out, as 0.15/0.60, not %q", s)
	}
	return in, out, nil
}

// extractorFlags say who reads documents.
func extractorFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "jobs", Usage: "read `N` documents at once; all cores without. The output is the same; 1 prints each as soon as it is read"},
		&cli.StringFlag{Name: "extractor", Value: "rules", Usage: "`WHO` reads: rules, or llm, a language model at an OpenAI-compatible endpoint"},
		&cli.StringFlag{Name: "llm-url", Usage: "the endpoint's `URL`; its key is taken from ENTENTE_LLM_KEY"},
		&cli.StringFlag{Name: "model", Usage: "the language `MODEL`, as the endpoint calls it"},
		&cli.StringFlag{Name: "llm-cache", Usage: "`FOLDER` of answers, by which a second run is free and the same; none for none"},
		&cli.IntFlag{Name: "llm-rate", Usage: "at most `N` requests a minute"},
		&cli.StringFlag{Name: "llm-price", Usage: "USD for a million tokens, `IN/OUT`, for the report of costs"},
	}
}

func withLexicon(names *gazetteer.Gazetteer, file string) (*gazetteer.Gazetteer, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon: %w", err)
	}
	defer f.Close()
	return names.With(file, f)
}
