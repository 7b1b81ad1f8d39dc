package main

import (
	"fmt"
	"os"
	"runtime"

	"entente/loaders/article/syntax"
)

// speed prints how many sentences of a text a second of a processor's time
// takes from letters to trees and names, on one core.
func speed(m *syntax.Model, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading the text to measure speed with: %w", err)
	}
	runtime.GOMAXPROCS(1)
	sentences, tokens, begun := 0, 0, userTime()
	for s := range m.Sentences(string(data)) {
		sentences++
		tokens += len(s.Tokens)
	}
	took := (userTime() - begun).Seconds()
	fmt.Printf("%d sentences, %d tokens, %.2f s of user time: %.0f sentences/s, %.0f tokens/s\n", sentences, tokens, took, float64(sentences)/took, float64(tokens)/took)
	return nil
}
