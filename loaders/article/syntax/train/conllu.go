package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"entente/loaders/article/syntax"
)

// tree is a treebank sentence with what the file says of it.
type tree struct {
	syntax.Sentence
	text   string
	genre  string
	newPar bool          // begins a paragraph
	newDoc bool          // begins a document
	glued  []bool        // glued[i]: no space after token i
	named  bool          // the treebank marks names
	flat   bool          // only its names are known, or to be learnt
	others []syntax.Span // names of other kinds of things
	kinds  []int         // of each token the kind of the mention it heads, in mentionKinds
}

// readTreebank reads name.conllu.gz, or name.conllu, from dir.
func readTreebank(dir, name string) ([]tree, error) {
	path := filepath.Join(dir, name+".conllu.gz")
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading treebank: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("reading treebank %s: %w", path, err)
	}
	return readTrees(z, path, name)
}

// readTrees reads a treebank whose file is path.
func readTrees(r io.Reader, path, name string) ([]tree, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<20), 1<<22)
	var trees []tree
	var t tree
	var open names
	var err error
	genre, line, wordEnd, wordGlued := "", 0, 0, false
	newDoc, newPar := true, true
	for in.Scan() {
		line++
		s := in.Text()
		switch {
		case s == "":
			if len(t.Tokens) > 0 {
				t.Names, t.others = open.done(t.Tokens)
				if name == ownSet {
					t.Names, t.others = open.given(len(t.Tokens))
				}
				t.kinds = open.kinds(t.Tokens)
				t.named = !strings.HasPrefix(name, "ewt")
				t.genre, t.newDoc, t.newPar = genre, newDoc, newPar || newDoc
				trees = append(trees, t)
				newDoc, newPar = false, false
			}
			t, open, wordEnd = tree{}, names{}, 0
		case strings.HasPrefix(s, "# newdoc"):
			newDoc = true
			_, id, _ := strings.Cut(s, "= ")
			genre = genreOf(name, id)
			open = names{}
		case strings.HasPrefix(s, "# newpar"):
			newPar = true
		case strings.HasPrefix(s, "# text = "):
			t.text = s[len("# text = "):]
		case s[0] == '#':
		default:
			c := strings.Split(s, "\t")
			if len(c) != 10 {
				return nil, fmt.Errorf("%s:%d: %d columns, expected 10", path, line, len(c))
			}
			if strings.Contains(c[0], ".") {
				continue
			}
			if _, last, ok := strings.Cut(c[0], "-"); ok {
				if wordEnd, err = strconv.Atoi(last); err != nil {
					return nil, fmt.Errorf("%s:%d: token range %q: %w", path, line, c[0], err)
				}
				wordGlued = strings.Contains(c[9], "SpaceAfter=No")
				continue
			}
			head, err := strconv.Atoi(c[6])
			if err != nil {
				return nil, fmt.Errorf("%s:%d: head %q: %w", path, line, c[6], err)
			}
			n := len(t.Tokens) + 1
			glued := strings.Contains(c[9], "SpaceAfter=No")
			if n < wordEnd {
				glued = true
			} else if n == wordEnd {
				glued = wordGlued
			}
			open.read(c[9], n-1)
			t.Tokens = append(t.Tokens, syntax.Token{Text: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Head: head - 1, Rel: c[7]})
			t.glued = append(t.glued, glued)
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("reading treebank %s: %w", path, err)
	}
	return trees, nil
}

// genreOf is the second part of a GUM document's name, the first of an EWT
// one.
func genreOf(bank, id string) string {
	if strings.HasPrefix(bank, "gum") {
		if p := strings.Split(id, "_"); len(p) > 1 {
			return p[1]
		}
	}
	g, _, _ := strings.Cut(id, "-")
	return g
}

// unescaped is the title of a link, in which commas are written %2C.
func unescaped(link string) string {
	if title, err := url.PathUnescape(link); err == nil {
		return title
	}
	return link
}

// names gathers the entity spans of a sentence from GUM's Entity key, whose
// brackets open with "(id-type-…" and close with "id)".
type names struct {
	open []mention
	all  []mention
}

type mention struct {
	id, kind    string
	first, last int
	link        string // title of the article on what is mentioned
}

func (n *names) read(misc string, token int) {
	value := ""
	for kv := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(kv, "Entity="); ok {
			value = v
		}
	}
	for value != "" {
		if value[0] == '(' {
			end := strings.IndexAny(value[1:], "()") + 1
			body := value[1:]
			if end > 0 {
				body = value[1:end]
			}
			parts := strings.Split(body, "-")
			m := mention{id: parts[0], first: token}
			if len(parts) > 1 {
				m.kind = parts[1]
			}
			if len(parts) > 7 {
				m.link = unescaped(strings.Join(parts[7:], "-"))
			}
			value = value[1+len(body):]
			if strings.HasPrefix(value, ")") {
				m.last = token
				n.all = append(n.all, m)
				value = value[1:]
			} else {
				n.open = append(n.open, m)
			}
			continue
		}
		end := strings.IndexByte(value, ')')
		if end < 0 {
			return
		}
		id := value[:end]
		value = value[end+1:]
		for i := len(n.open) - 1; i >= 0; i-- {
			if n.open[i].id == id {
				m := n.open[i]
				m.last = token
				n.all = append(n.all, m)
				n.open = append(n.open[:i], n.open[i+1:]...)
				break
			}
		}
	}
}
