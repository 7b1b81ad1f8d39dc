package article

import (
	"bufio"
	"compress/gzip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// linkedName is a place or body in a treebank that is named by a proper noun,
// and is no part of the name of a body.
type linkedName struct {
	at         int // byte of its head word
	word, link string
}

// readLinks reads a document's text and its linked names from GUM.
func readLinks(t *testing.T, path string) (texts []string, names [][]linkedName) {
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("%s is not here: the measurement on GUM is left out", path)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	type word struct {
		at, head int
		proper   bool
		text     string
	}
	type open struct {
		id, kind, link string
		first, last    int
	}
	var text strings.Builder
	var linked []linkedName
	var words []word
	var stack, closed []open
	flush := func() {
		head := func(m open) int {
			for k := m.first; k <= m.last; k++ {
				if h := words[k].head; h < m.first || h > m.last {
					return k
				}
			}
			return m.first
		}
		// A body's name is short: a longer phrase has names of others in it.
		within := func(m open) bool {
			for _, b := range closed {
				if b.kind == "organization" && b.first <= m.first && b.last >= m.last && b.last-b.first > m.last-m.first && b.last-b.first < 7 && words[head(b)].proper {
					return true
				}
			}
			return false
		}
		for _, m := range closed {
			if w := words[head(m)]; w.proper && !within(m) {
				linked = append(linked, linkedName{w.at, w.text, m.link})
			}
		}
		words, stack, closed = nil, nil, nil
	}
	scanner := bufio.NewScanner(z)
	scanner.Buffer(nil, 1<<22)
	glueEnd, glued := 0, false
	for scanner.Scan() {
		line := scanner.Text()
		c := strings.Split(line, "\t")
		switch {
		case line == "":
			flush()
			text.WriteString(" ")
		case strings.HasPrefix(line, "# newdoc"):
			texts, names = append(texts, text.String()), append(names, linked)
			text.Reset()
			linked = nil
		case strings.HasPrefix(line, "# newpar"):
			text.WriteString("\n\n")
		case len(c) != 10 || strings.Contains(c[0], "."):
		case strings.Contains(c[0], "-"):
			_, last, _ := strings.Cut(c[0], "-")
			glueEnd, _ = strconv.Atoi(last)
			glued = strings.Contains(c[9], "SpaceAfter=No")
		default:
			n := len(words) + 1
			head, _ := strconv.Atoi(c[6])
			words = append(words, word{text.Len(), head - 1, c[3] == "PROPN", c[1]})
			text.WriteString(c[1])
			noSpace := strings.Contains(c[9], "SpaceAfter=No")
			if n < glueEnd {
				noSpace = true
			} else if n == glueEnd {
				noSpace, glueEnd = glued, 0
			}
			if !noSpace {
				text.WriteString(" ")
			}
			value := ""
			for kv := range strings.SplitSeq(c[9], "|") {
				if v, ok := strings.CutPrefix(kv, "Entity="); ok {
					value = v
				}
			}
			for value != "" {
				if value[0] == '(' {
					end := strings.IndexAny(value[1:], "()")
					body := value[1:]
					if end >= 0 {
						body = value[1 : 1+end]
					}
					parts := strings.SplitN(body, "-", 8)
					m := open{id: parts[0], kind: parts[1], first: n - 1}
					if len(parts) == 8 {
						m.link, _ = url.PathUnescape(strings.ReplaceAll(parts[7], "_", " "))
					}
					stack = append(stack, m)
					value = value[1+len(body):]
					if !strings.HasPrefix(value, ")") {
						continue
					}
					value = parts[0] + value
				}
				id, rest, ok := strings.Cut(value, ")")
				if !ok {
					break
				}
				value = rest
				for i := len(stack) - 1; i >= 0; i-- {
					if stack[i].id == id {
						stack[i].last = n - 1
						if k := stack[i].kind; k == "place" || k == "organization" {
							closed = append(closed, stack[i])
						}
						stack = append(stack[:i], stack[i+1:]...)
						break
					}
				}
			}
		}
	}
	flush()
	texts, names = append(texts, text.String()), append(names, linked)
	return texts[1:], names[1:]
}

// TestPlacesOfGUM measures, with the gazetteer, how well names of states and
// cities are found in the texts of GUM: those which the gazetteer knows by the
// title of the article they are linked to, or as written, against those that
// the reader finds. It passes whatever the figures; they are in its log.
func TestPlacesOfGUM(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	known := func(name string) bool {
		name, _, _ = strings.Cut(name, " (")
		name, _, _ = strings.Cut(name, ",")
		for _, h := range r.gaz.Find(name) {
			if stateOrCity(h.Entry) {
				return true
			}
		}
		return false
	}
	for _, set := range []string{"dev", "test"} {
		texts, names := readLinks(t, "../../../shared/treebanks/gum-"+set+".conllu.gz")
		hit, found, want := 0, 0, 0
		for i, text := range texts {
			gold := map[int]bool{}
			for _, n := range names[i] {
				if known(n.link) || n.link == "" && known(n.word) {
					gold[n.at] = true
				}
			}
			want += len(gold)
			around := func(at int) string { return text[max(0, at-30):min(len(text), at+25)] }
			reading := r.mentions.Open(text, "")
			for sentence := range r.syntax.Sentences(text) {
				if len(sentence.Tokens) == 0 {
					continue
				}
				s := reading.Read(tree.New(&sentence))
				for _, m := range s.Mentions() {
					if m.Kind != mention.Name || m.Entity == nil || m.Entity.Entry == nil || !stateOrCity(m.Entity.Entry) {
						continue
					}
					found++
					// The head of a name of two words may be either.
					right := -1
					for k := max(m.First, m.Head-2); k <= min(m.Last, m.Head+2); k++ {
						if at := sentence.Tokens[k].Start; gold[at] {
							right = at
						}
					}
					if right >= 0 {
						hit++
						delete(gold, right)
					} else if at := sentence.Tokens[m.Head].Start; testing.Verbose() {
						t.Logf("%s: found %s: %q", set, m.Entity.ID, around(at))
					}
				}
			}
			for at := range gold {
				if testing.Verbose() {
					t.Logf("%s: missed: %q", set, around(at))
				}
			}
		}
		t.Logf("gum-%s: states and cities with the gazetteer: precision %.1f, recall %.1f, F1 %.1f of %d", set, 100*float64(hit)/float64(max(1, found)), 100*float64(hit)/float64(max(1, want)), 200*float64(hit)/float64(max(1, found+want)), want)
	}
}
