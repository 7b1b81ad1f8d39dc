package main

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"entente/loaders/article/syntax/internal/net"
)

// How words are learnt from the company they keep in unlabelled text.
const (
	vectorWidth  = 64
	leastSeen    = 5    // times a word must occur
	window       = 5    // words each way, at most
	negatives    = 5    // words drawn by chance against each neighbour
	common       = 1e-4 // words with a greater share are left out now and then
	vectorPasses = 8
	vectorRate   = 0.03
	mostVectors  = 40000
	vectorLength = 4
)

// wordVectors are words, in order of how often they occur, and what stands
// for each: words in like company have like vectors.
type wordVectors struct {
	words []string
	rows  []float32 // vectorWidth for each
	row   map[string]int32
}

// ready makes vectors of words fit for use as inputs.
func (v *wordVectors) ready() *wordVectors {
	v.row = make(map[string]int32, len(v.words))
	for i, w := range v.words {
		v.row[w] = int32(i)
	}
	return v
}

// rowOf returns the row of the vector of a form.
func (v *wordVectors) rowOf(form []byte) (int32, bool) {
	if v == nil {
		return 0, false
	}
	row, ok := v.row[string(form)]
	return row, ok
}

// of returns the vector of a word as written, nil if it has none.
func (v *wordVectors) of(word string) []float32 {
	if row, ok := v.row[string(net.Form(nil, word))]; ok {
		return v.rows[int(row)*vectorWidth:][:vectorWidth]
	}
	return nil
}

// vectorsOf returns the vectors that a model has.
func vectorsOf(n *net.Net) *wordVectors {
	words, rows := n.Vectors()
	return (&wordVectors{words: words, rows: rows}).ready()
}

// level keeps the most frequent words and makes their vectors equally long:
// how long they were tells only how often the words occur.
func (v *wordVectors) level() *wordVectors {
	v.words = v.words[:min(len(v.words), mostVectors)]
	v.rows = v.rows[:len(v.words)*vectorWidth]
	for i := range v.words {
		row := v.rows[i*vectorWidth:][:vectorWidth]
		sum := 0.0
		for _, x := range row {
			sum += float64(x) * float64(x)
		}
		f := float32(vectorLength / math.Sqrt(sum))
		for j := range row {
			row[j] *= f
		}
	}
	return v.ready()
}

// learnVectors reads files of text and learns by skip-grams with negative
// samples, on one core, so that the same text gives the same vectors.
func learnVectors(files []string, seed uint64) (*wordVectors, error) {
	seen := map[string]int{}
	each := func(do func(form string)) error {
		for _, f := range files {
			var buf []byte
			err := readPlain(f, func(text string) {
				plainWords(text, func(w string) {
					buf = net.Form(buf[:0], w)
					do(string(buf))
				})
				do("")
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := each(func(w string) { seen[w]++ }); err != nil {
		return nil, err
	}
	v := &wordVectors{}
	for w, n := range seen {
		if w != "" && n >= leastSeen {
			v.words = append(v.words, w)
		}
	}
	slices.SortFunc(v.words, func(a, b string) int { return cmp.Or(seen[b]-seen[a], cmp.Compare(a, b)) })
	ids := map[string]int32{"": -1}
	total := 0
	for i, w := range v.words {
		ids[w] = int32(i)
		total += seen[w]
	}
	var text []int32
	if err := each(func(w string) {
		if id, ok := ids[w]; ok {
			text = append(text, id)
		}
	}); err != nil {
		return nil, err
	}
	fmt.Printf("vectors: %d words of text, %d different\n", total, len(v.words))
	g := &skipGrams{text: text, rng: rand.New(rand.NewPCG(seed, 55))}
	for _, w := range v.words {
		share := float64(seen[w]) / float64(total)
		g.keep = append(g.keep, math.Sqrt(common/share)+common/share)
		for range int(math.Ceil(math.Pow(float64(seen[w]), 0.75))) {
			g.noise = append(g.noise, ids[w])
		}
	}
	v.rows = g.learn(len(v.words))
	return v.level(), nil
}

type skipGrams struct {
	text  []int32 // rows of words; -1 parts pieces of text
	keep  []float64
	noise []int32 // rows, as often as they are to be drawn
	rng   *rand.Rand
}

// learn returns the vectors of n words.
func (g *skipGrams) learn(n int) []float32 {
	in, out := make([]float32, n*vectorWidth), make([]float32, n*vectorWidth)
	for i := range in {
		in[i] = (g.rng.Float32() - 0.5) / vectorWidth
	}
	var step [vectorWidth]float32
	begun := time.Now()
	done, all := 0, vectorPasses*len(g.text)
	for pass := range vectorPasses {
		var kept []int32
		for at := 0; at <= len(g.text); at++ {
			if at < len(g.text) && g.text[at] >= 0 && len(kept) < 1000 {
				if w := g.text[at]; g.rng.Float64() < g.keep[w] {
					kept = append(kept, w)
				}
				continue
			}
			rate := float32(vectorRate * max(0.001, 1-float64(done+at)/float64(all)))
			for i, w := range kept {
				reach := 1 + g.rng.IntN(window)
				row := in[int(w)*vectorWidth:][:vectorWidth]
				for k := max(0, i-reach); k < min(len(kept), i+reach+1); k++ {
					if k == i {
						continue
					}
					clear(step[:])
					g.pair(row, out, kept[k], 1, rate, &step)
					for range negatives {
						if no := g.noise[g.rng.IntN(len(g.noise))]; no != kept[k] {
							g.pair(row, out, no, 0, rate, &step)
						}
					}
					for j, s := range step {
						row[j] += s
					}
				}
			}
			kept = kept[:0]
		}
		done += len(g.text)
		fmt.Printf("vectors pass %d %v\n", pass+1, time.Since(begun).Round(time.Second))
	}
	return in
}

// pair moves a word's neighbour towards it, or away, and says how the word
// is to move.
func (g *skipGrams) pair(row, out []float32, to int32, want, rate float32, step *[vectorWidth]float32) {
	o := (*[vectorWidth]float32)(out[int(to)*vectorWidth:])
	r := (*[vectorWidth]float32)(row)
	var a, b, c, d float32
	for j := 0; j < vectorWidth; j += 4 {
		a += r[j] * o[j]
		b += r[j+1] * o[j+1]
		c += r[j+2] * o[j+2]
		d += r[j+3] * o[j+3]
	}
	e := rate * (want - float32(1/(1+math.Exp(-float64(a+b+c+d)))))
	for j := range o {
		step[j] += e * o[j]
		o[j] += e * r[j]
	}
}
