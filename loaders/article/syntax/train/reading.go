package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// readPlain calls yield for each piece of unlabelled text in a file: articles
// in JSON Lines with title and text, treebanks (their sentences as written),
// or the data files of WordNet, whose words stand before their glosses. All
// may be gzipped.
func readPlain(path string, yield func(text string)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("reading text: %w", err)
	}
	defer f.Close()
	var r io.Reader = f
	name := filepath.Base(path)
	if plain, ok := strings.CutSuffix(name, ".gz"); ok {
		if r, err = gzip.NewReader(f); err != nil {
			return fmt.Errorf("reading text %s: %w", path, err)
		}
		name = plain
	}
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<20), 1<<24)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		switch {
		case strings.HasSuffix(name, ".jsonl"):
			var a struct{ Title, Text string }
			if err := json.Unmarshal([]byte(line), &a); err != nil {
				return fmt.Errorf("%s:%d: expected a JSON object with title and text: %w", path, n, err)
			}
			yield(a.Text)
		case strings.HasSuffix(name, ".conllu"):
			if text, ok := strings.CutPrefix(line, "# text = "); ok {
				yield(text)
			}
		case strings.HasPrefix(name, "data."):
			if text := glossed(line); text != "" {
				yield(text)
			}
		default:
			return fmt.Errorf("reading text %s: expected .jsonl, .conllu, either with .gz, or one of WordNet's data files", path)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("reading text %s: %w", path, err)
	}
	return nil
}

// glossed turns a line of WordNet into text: each word of the synset before
// every few words of its gloss, so that it stands near all of them.
func glossed(line string) string {
	if strings.HasPrefix(line, " ") {
		return "" // the licence
	}
	data, gloss, _ := strings.Cut(line, "|")
	fields := strings.Fields(data)
	if len(fields) < 5 {
		return ""
	}
	var count int
	if _, err := fmt.Sscanf(fields[3], "%x", &count); err != nil || len(fields) < 4+2*count {
		return ""
	}
	var out strings.Builder
	for i := range min(count, 4) {
		word := strings.ReplaceAll(fields[4+2*i], "_", " ")
		for k, w := range strings.Fields(gloss) {
			if k%4 == 0 {
				out.WriteString(word + " ")
			}
			out.WriteString(w + " ")
		}
		out.WriteString("\n")
	}
	return out.String()
}

// plainWords cuts text into words much as the reader does, for text whose
// words only count by the thousand.
func plainWords(text string, yield func(word string)) {
	for field := range strings.FieldsSeq(text) {
		start := -1
		flush := func(end int) {
			if start < 0 {
				return
			}
			w := strings.TrimRight(field[start:end], "'’")
			if i := strings.LastIndexAny(w, "'’"); i > 0 && len(w)-i <= 5 {
				if strings.HasSuffix(w[:i], "n") && strings.HasSuffix(w, "t") {
					i--
				}
				if i > 0 {
					yield(w[:i])
					w = w[i:]
				}
			}
			if w != "" {
				yield(w)
			}
			start = -1
		}
		for i, r := range field {
			switch {
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				if start < 0 {
					start = i
				}
			case start >= 0 && (r == '\'' || r == '’') && i+1 < len(field):
			case r == '.' && start >= 0 && (i-start == 1 || strings.Contains(field[start:i], ".")) && unicode.IsLetter(rune(field[start])):
			default:
				flush(i)
				if r != '"' && r != '`' {
					yield(string(r))
				}
			}
		}
		flush(len(field))
	}
}
