// Package numeral reads numbers in English prose, in figures and in words:
// "12,000", "18bn", "two hundred and fifty thousand", "half a million",
// "two thirds".
//
// It works on pieces of tokens ([Split]) so that it does not matter how the
// tokenizer cut "$18bn". It knows nothing of what is counted: money and units
// are package amount's, days and years package timex's.
package numeral

import (
	_ "embed"
	"fmt"

	"github.com/goccy/go-yaml"
)

//go:embed numerals.yaml
var numeralsYAML []byte

// Table holds the number words. It is safe for concurrent use.
type Table struct {
	small  map[string]float64
	scales map[string]float64
	short  map[string]float64
	parts  map[string]float64
	vague  map[string]bool
}

// New reads the built-in number words.
func New() (*Table, error) {
	var file struct {
		Small  map[string]float64 `yaml:"small"`
		Scales map[string]float64 `yaml:"scales"`
		Short  map[string]float64 `yaml:"short"`
		Parts  map[string]float64 `yaml:"parts"`
		Vague  []string           `yaml:"vague"`
	}
	if err := yaml.UnmarshalWithOptions(numeralsYAML, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("numerals.yaml: %w", err)
	}
	t := &Table{small: file.Small, scales: file.Scales, short: file.Short, parts: file.Parts, vague: make(map[string]bool)}
	for _, word := range file.Vague {
		t.vague[word] = true
	}
	return t, nil
}

// Number is a number found in pieces.
type Number struct {
	Value   float64
	End     int     // index of the piece after it
	Scale   float64 // what the figures or small words were multiplied with; 1 for none
	Short   string  // the short scale it was written with: "bn", "m"; "" for none
	Figures bool    // written in figures
}

// Read reads the number that starts at pieces[i]. "a" and "an" count only
// before a scale: "a hundred", "a dozen".
func (t *Table) Read(pieces []Piece, i int) (Number, bool) {
	if i < 0 || i >= len(pieces) {
		return Number{}, false
	}
	switch p := pieces[i]; {
	case p.Kind == Digits:
		return t.figures(pieces, i), true
	case p.Kind != Letters:
		return Number{}, false
	case p.Word == "half":
		return t.halfOf(pieces, i)
	case p.Word == "a" || p.Word == "an":
		return t.article(pieces, i)
	}
	return t.words(pieces, i)
}

// figures reads digits and the scale behind them.
func (t *Table) figures(pieces []Piece, i int) Number {
	n := Number{Value: pieces[i].Value, End: i + 1, Scale: 1, Figures: true}
	if j := n.End; j < len(pieces) && pieces[j].Kind == Digits && pieces[j].Glued && pieces[j].Value < 1 && pieces[j].Value > 0 {
		n.Value += pieces[j].Value // 3½
		n.End++
	} else if v, end := t.andHalf(pieces, n.End); end > 0 {
		n.Value += v
		n.End = end
	}
	if j := n.End; j < len(pieces) && pieces[j].Kind == Letters {
		word := pieces[j].Word
		if scale, ok := t.short[word]; ok && (len(word) > 1 || pieces[j].Glued) && !(j+1 < len(pieces) && pieces[j+1].Glued && pieces[j+1].Kind == Letters) {
			n.Value *= scale
			n.Scale = scale
			n.Short = word
			n.End++
			return n
		}
	}
	return t.scaled(pieces, n)
}

// scaled multiplies with the scale words that follow: "billion", "hundred
// thousand". A hyphen may stand between: "30-billion-dollar".
func (t *Table) scaled(pieces []Piece, n Number) Number {
	for range 3 {
		j := n.End
		if j+1 < len(pieces) && pieces[j].Word == "-" && pieces[j+1].Kind == Letters {
			j++
		}
		if j >= len(pieces) || pieces[j].Kind != Letters {
			return n
		}
		scale, ok := t.scales[pieces[j].Word]
		if !ok {
			return n
		}
		n.Value *= scale
		n.Scale *= scale
		n.End = j + 1
	}
	return n
}

// andHalf reads "and a half", "and a quarter", with or without hyphens; end
// is 0 if it is not there.
func (t *Table) andHalf(pieces []Piece, i int) (value float64, end int) {
	want := [...]string{"and", "a"}
	for _, word := range want {
		if i < len(pieces) && pieces[i].Word == "-" {
			i++
		}
		if i >= len(pieces) || pieces[i].Word != word {
			return 0, 0
		}
		i++
	}
	if i < len(pieces) && pieces[i].Word == "-" {
		i++
	}
	if i >= len(pieces) {
		return 0, 0
	}
	switch pieces[i].Word {
	case "half":
		return 0.5, i + 1
	case "quarter":
		return 0.25, i + 1
	}
	return 0, 0
}

// halfOf reads "half a million", "half-a-dozen".
func (t *Table) halfOf(pieces []Piece, i int) (Number, bool) {
	j := i + 1
	if j < len(pieces) && pieces[j].Word == "-" {
		j++
	}
	if j >= len(pieces) || pieces[j].Word != "a" {
		return Number{}, false
	}
	n := t.scaled(pieces, Number{Value: 0.5, End: j + 1, Scale: 1})
	return n, n.Scale > 1
}

// article reads "a hundred", "a million", "a dozen".
func (t *Table) article(pieces []Piece, i int) (Number, bool) {
	j := i + 1
	if j < len(pieces) && pieces[j].Word == "half" { // "a half million"
		n := t.scaled(pieces, Number{Value: 0.5, End: j + 1, Scale: 1})
		return n, n.Scale > 1
	}
	if j >= len(pieces) || t.scales[pieces[j].Word] == 0 {
		return Number{}, false
	}
	n, _ := t.sum(pieces, j, 1)
	return n, true
}

// words reads a number written out: "two hundred and fifty thousand".
func (t *Table) words(pieces []Piece, i int) (Number, bool) {
	if _, ok := t.small[pieces[i].Word]; !ok {
		return Number{}, false
	}
	n, ok := t.sum(pieces, i, 0)
	if !ok {
		return Number{}, false
	}
	if v, end := t.andHalf(pieces, n.End); end > 0 {
		n.Value += v
		n.End = end
		n = t.scaled(pieces, n)
	}
	return n, true
}

// longest is how many pieces a number in words may have; beyond it is no
// number anybody writes, and reading on would cost the square of the length.
const longest = 20

// sum adds and multiplies number words from i on; group is what stands before
// the first scale (1 for "a hundred").
func (t *Table) sum(pieces []Piece, i int, group float64) (Number, bool) {
	n := Number{Scale: 1, End: i}
	total, lastSmall, limit := 0.0, 0.0, 1e18
	read := false
	for j := i; j < min(len(pieces), i+longest); {
		p := pieces[j]
		if read && (p.Word == "-" || p.Word == "and") {
			// "twenty-five", "a hundred and six"; not "two and three".
			if j+1 >= len(pieces) {
				break
			}
			_, isSmall := t.small[pieces[j+1].Word]
			_, isScale := t.scales[pieces[j+1].Word]
			switch {
			case p.Word == "and" && (!isSmall || lastSmall != 0 || n.Scale == 1):
				j = len(pieces)
				continue
			case p.Word == "-" && !isSmall && !isScale:
				j = len(pieces)
				continue
			}
			j++
			p = pieces[j]
		}
		if v, ok := t.small[p.Word]; ok {
			// After a small number only units may follow tens.
			if lastSmall != 0 && !(lastSmall >= 20 && v > 0 && v < 10) {
				break
			}
			group += v
			lastSmall = v
		} else if scale, ok := t.scales[p.Word]; ok && (read || group > 0) {
			if scale >= limit {
				break
			}
			if scale <= 100 {
				group *= scale
			} else {
				total += group * scale
				group, limit = 0, scale
			}
			n.Scale = scale
			lastSmall = 0
		} else {
			break
		}
		read = true
		j++
		n.End = j
	}
	n.Value = total + group
	return n, read
}

// Fraction reads "two thirds", "one-quarter", "a fifth", "half", "three in
// five"; Value is the part of one.
func (t *Table) Fraction(pieces []Piece, i int) (Number, bool) {
	if i < 0 || i >= len(pieces) {
		return Number{}, false
	}
	if pieces[i].Word == "half" {
		return Number{Value: 0.5, End: i + 1, Scale: 1}, true
	}
	top, j := 0.0, i+1
	switch v, ok := t.small[pieces[i].Word]; {
	case ok && v > 0 && v < 20:
		top = v
	case pieces[i].Word == "a" || pieces[i].Word == "an":
		top = 1
	default:
		n, whole := pieces[i].Whole()
		if !whole || n == 0 || n > 99 {
			return Number{}, false
		}
		top = float64(n)
	}
	if j+1 < len(pieces) && (pieces[j].Word == "in" || pieces[j].Word == "of" && j+2 < len(pieces) && pieces[j+1].Word == "every") {
		// "one in five", "nine out of ten" is rare enough to leave.
		k := j + 1
		if pieces[k].Word == "every" {
			k++
		}
		if k < len(pieces) {
			if bottom, ok := t.plain(pieces, k); ok && bottom > top && (bottom <= 10 || bottom == 100 || bottom == 1000) {
				return Number{Value: top / bottom, End: k + 1, Scale: 1}, true
			}
		}
		return Number{}, false
	}
	if j < len(pieces) && pieces[j].Word == "-" {
		j++
	}
	if j >= len(pieces) || pieces[j].Kind != Letters {
		return Number{}, false
	}
	bottom, ok := t.parts[pieces[j].Word]
	if !ok || top >= bottom {
		return Number{}, false
	}
	return Number{Value: top / bottom, End: j + 1, Scale: 1}, true
}

func (t *Table) plain(pieces []Piece, i int) (float64, bool) {
	if v, ok := t.small[pieces[i].Word]; ok && v > 0 {
		return v, true
	}
	n, ok := pieces[i].Whole()
	return float64(n), ok && n > 0
}

// Vague tells whether the word says "some" without a number: "several",
// "dozens".
func (t *Table) Vague(word string) bool { return t.vague[word] }

// ShortScale gives what a letter behind figures multiplies with: "m", "bn"; 0
// for another word. [Table.Read] wants single letters to touch the figures;
// behind "$ 5" they need not.
func (t *Table) ShortScale(word string) float64 { return t.short[word] }

// IsScale tells whether the word multiplies a number: "hundred", "billion".
func (t *Table) IsScale(word string) bool { return t.scales[word] != 0 }
