package syntax

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// agreement is how much the other places of a text where a word stands count
// in what it names here.
const agreement = 2.0

// fullName is in how many places more a last name counts as a person's for
// each time the full name is given.
const fullName = 2

// doubt is added to the score of no name: what reads names finds a few more
// than there are.
const doubt = 1.25

// name settles the names of sentences by the net's scores of their tokens'
// marks. A word that is capitalised in several places most likely names the
// same thing, so each place is told what the net thinks of the others.
func (m *Model) name(sentences []*Sentence, scores []float32) {
	n := len(m.net.Names.Marks)
	type opinion struct {
		places int
		sum    [32]float64
	}
	opinions := map[string]*opinion{}
	p := make([]float64, n)
	each := func(do func(word string, row []float32)) {
		at := 0
		for _, s := range sentences {
			for i := range s.Tokens {
				if w := s.Tokens[i].Text; capitalised(w) {
					do(strings.ToLower(w), scores[at*n:(at+1)*n])
				}
				at++
			}
		}
	}
	each(func(word string, row []float32) {
		o := opinions[word]
		if o == nil {
			o = &opinion{}
			opinions[word] = o
		}
		o.places++
		softmax(p, row)
		o.sum[0] += p[0]
		for k := 1; k+1 < n; k += 2 {
			o.sum[k] += p[k] + p[k+1]
		}
	})
	// Who was named in full is known by the last name elsewhere.
	person := slices.Index(m.net.Names.Marks, "B-Person")
	for i := 0; i < len(scores); i += n {
		scores[i] += doubt
	}
	m.decode(sentences, scores)
	for _, s := range sentences {
		for _, name := range s.Names {
			if o := opinions[strings.ToLower(s.Tokens[name.Last].Text)]; o != nil && person >= 0 && name.Type == "Person" && name.Last > name.First {
				o.places += fullName
				o.sum[person] += fullName
			}
		}
	}
	each(func(word string, row []float32) {
		o := opinions[word]
		if o.places < 2 {
			return
		}
		weight := agreement * float64(o.places-1) / float64(o.places)
		bias := func(k int) float32 { return float32(weight * math.Log(o.sum[k]/float64(o.places)+0.01)) }
		row[0] += bias(0)
		for k := 1; k+1 < n; k += 2 {
			b := bias(k)
			row[k] += b
			row[k+1] += b
		}
	})
	m.decode(sentences, scores)
	for _, s := range sentences {
		byTree(s)
		titled(s)
		cited(s)
	}
	storms(sentences)
	m.typeAlike(sentences, scores)
	shortNames(sentences)
}

// typeAlike gives names of the same words the same type, the likeliest by the
// scores of all their places together.
func (m *Model) typeAlike(sentences []*Sentence, scores []float32) {
	n := len(m.net.Names.Marks)
	sums := map[string][]float64{}
	var key []byte
	each := func(do func(key []byte, name *Span, row []float32)) {
		at := 0
		for _, s := range sentences {
			for i := range s.Names {
				name := &s.Names[i]
				key = key[:0]
				for _, t := range s.Tokens[name.First : name.Last+1] {
					key = append(append(key, strings.ToLower(t.Text)...), ' ')
				}
				do(key, name, scores[(at+name.First)*n:(at+name.Last+1)*n])
			}
			at += len(s.Tokens)
		}
	}
	p := make([]float64, n/2)
	v := make([]float32, n/2)
	each(func(key []byte, _ *Span, rows []float32) {
		for k := range v {
			v[k] = 0
			for i := 0; i < len(rows); i += n {
				mark := 1 + 2*k + min(i, 1) // B, then I
				v[k] += rows[i+mark]
			}
		}
		softmax(p, v)
		sum := sums[string(key)]
		if sum == nil {
			sum = make([]float64, n/2)
			sums[string(key)] = sum
		}
		for k := range sum {
			sum[k] += math.Log(p[k] + 1e-30)
		}
	})
	each(func(key []byte, name *Span, _ []float32) {
		best := 0
		for k, v := range sums[string(key)] {
			if v > sums[string(key)][best] {
				best = k
			}
		}
		if kind := m.net.Names.Marks[1+2*best][2:]; kind != other {
			name.Type = kind
		}
	})
}

// decode writes the best names by the scores of marks.
func (m *Model) decode(sentences []*Sentence, scores []float32) {
	at, n := 0, len(m.net.Names.Marks)
	var marks []int
	for _, s := range sentences {
		if cap(marks) < len(s.Tokens) {
			marks = make([]int, len(s.Tokens))
		}
		marks = marks[:len(s.Tokens)]
		m.net.Name(scores[at*n:], marks)
		s.Names = nil
		for i, k := range marks {
			switch {
			case k%2 == 1:
				s.Names = append(s.Names, Span{First: i, Last: i, Type: m.net.Names.Marks[k][2:]})
			case k > 0 && len(s.Names) > 0:
				s.Names[len(s.Names)-1].Last = i
			}
		}
		s.Names = slices.DeleteFunc(s.Names, func(n Span) bool { return n.Type == other })
		at += len(s.Tokens)
	}
}

// other is the kind of names that are none of what Span.Type says: times,
// works, storms. The model knows them so as not to take them for others.
const other = "Other"

func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func softmax(p []float64, scores []float32) {
	top := scores[0]
	for _, v := range scores {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range scores {
		p[i] = math.Exp(float64(v - top))
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}
