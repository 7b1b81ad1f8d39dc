package main

import (
	"bufio"
	"bytes"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// kind is a format that files are made of.
type kind struct {
	name     string // in the table
	file     string // by whose name it is recognised
	versions bool   // whether it comes in versions
	// header is the sample whose first lines, so many, are the header; head
	// stands before the rows without one.
	header string
	lines  int
	head   string
	row    func(i, n int) string // of n
	comma  string                // between two rows
	middle string                // before the second half, in formats of nodes and edges
	tail   string
	silent bool // whether rows give no claims: they say which ones go
}

// kinds are all of them.
func kinds() []kind {
	return slices.Concat(sanctions(), events(), conflicts(), tables(), graphs())
}

// write writes a file of n rows; version, if not nil, says which row stands in
// the place of another, and whether one does.
func (k *kind) write(root, path string, n int, version func(int) (int, bool)) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	head, err := k.begin(root)
	if err != nil {
		return err
	}
	w.WriteString(head)
	some := false
	for i := range n {
		if k.middle != "" && i == n/2 {
			w.WriteString(k.middle)
			some = false
		}
		row := i
		if version != nil {
			var there bool
			if row, there = version(i); !there {
				continue
			}
		}
		if some {
			w.WriteString(k.comma)
		}
		some = true
		w.WriteString(k.row(row, n))
	}
	w.WriteString(k.tail)
	return w.Flush()
}

// begin is what stands before the rows.
func (k *kind) begin(root string) (string, error) {
	if k.header == "" {
		return k.head, nil
	}
	text, err := os.ReadFile(filepath.Join(root, "testdata", "datasets", filepath.FromSlash(k.header)))
	if err != nil {
		return "", err
	}
	head := bytes.SplitAfterN(text, []byte("\n"), k.lines+1)
	return string(bytes.Join(head[:k.lines], nil)), nil
}

// columns are the names in a header of a sample; filled is a row of what is
// said of some of them.
func filled(header, separator string) func(values map[string]string) string {
	names := strings.Split(strings.TrimSpace(header), separator)
	return func(values map[string]string) string {
		cells := make([]string, len(names))
		for i, name := range names {
			cells[i] = values[name]
		}
		return strings.Join(cells, separator) + "\n"
	}
}

// number is a number that looks drawn by lot, the same for the same i.
func number(i int) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, i)
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}

// mark is a few hexadecimal digits, which make a name one of its own.
func mark(i, digits int) string { return fmt.Sprintf("%016x", number(i))[:digits] }

// key is an identifier that is as long as those of lists are.
func key(i int) string { return mark(i, 16) + mark(-i-1, 16) }

var syllables = strings.Fields("ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to va ve vi vo")

// word is a word of so many syllables.
func word(i, length int) string {
	h := number(i*7 + length)
	var b strings.Builder
	for range length {
		b.WriteString(syllables[h%uint64(len(syllables))])
		h /= uint64(len(syllables))
	}
	return b.String()
}

// title is a word with a capital.
func title(i, length int) string {
	w := word(i, length)
	return strings.ToUpper(w[:1]) + w[1:]
}

// name is two words with capitals, and what makes it one of its own.
func name(i int) string { return title(i, 4) + " " + title(i+1, 3) + " " + mark(i, 4) }

// state is a state as the formats call it.
type state struct{ iso3, iso2, name, un, cow string }

var states = []state{
	{"IRN", "IR", "Iran", "364", "630"}, {"OMN", "OM", "Oman", "512", "698"}, {"CHN", "CN", "China", "156", "710"}, {"RUS", "RU", "Russia", "643", "365"},
	{"USA", "US", "United States", "840", "2"}, {"GBR", "GB", "United Kingdom", "826", "200"}, {"FRA", "FR", "France", "250", "220"}, {"DEU", "DE", "Germany", "276", "255"},
	{"TUR", "TR", "Turkey", "792", "640"}, {"IRQ", "IQ", "Iraq", "368", "645"}, {"IND", "IN", "India", "356", "750"}, {"BRA", "BR", "Brazil", "76", "140"},
	{"NAM", "NA", "Namibia", "516", "565"}, {"EGY", "EG", "Egypt", "818", "651"}, {"SAU", "SA", "Saudi Arabia", "682", "670"}, {"ARE", "AE", "United Arab Emirates", "784", "696"},
}

func stateOf(i int) state { return states[i%len(states)] }

// pair is two states, not one twice.
func pair(i int) (a, b state) {
	h := number(i)
	at := int(h % 16)
	return states[at], states[(at+1+int(h>>8%15))%16]
}

// day is a day of 29 years.
func day(i int) string { return fmt.Sprintf("%04d-%02d-%02d", 1995+i%29, 1+i/29%12, 1+i/348%28) }

// pick takes one of some.
func pick(i int, of ...string) string { return of[int(number(i)>>40)%len(of)] }

// ship is an IMO number whose last digit holds.
func ship(i int) string {
	base := 100_000 + i%899_999
	sum, rest := 0, base
	for weight := 2; weight <= 7; weight++ {
		sum += rest % 10 * weight
		rest /= 10
	}
	return fmt.Sprintf("%06d%d", base, sum%10)
}
