// Command learn weighs the signs of confidence.yaml anew by claims that were
// judged: logistic regression that is held to the weights there are, so that
// a few hundred claims move them only where they speak clearly.
//
//	go run ./loaders/article/confidence/learn                       what the judged claims say of the weights
//	go run ./loaders/article/confidence/learn --out confidence.yaml the file with the new weights
//
// Before it says by folds what the new weights are worth on claims that they
// were not learnt from.
package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"

	"entente/loaders/article/confidence"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(1)
	}
}

func run(args []string, w io.Writer) error {
	flags := flag.NewFlagSet("learn", flag.ContinueOnError)
	hold := flags.Float64("hold", 10, "how many claims' worth each weight is held to what it is")
	folds := flags.Int("folds", 10, "parts to judge the new weights by, each by what the others teach")
	judgedFile := flags.String("judged", "", "CSV of judged claims, instead of the built-in ones")
	in := flags.String("in", "loaders/article/confidence/confidence.yaml", "the table to begin with, for --out")
	out := flags.String("out", "", "write the table with the new weights to this file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	table, err := confidence.Load()
	if err != nil {
		return err
	}
	judged, err := confidence.BuiltinJudged()
	if *judgedFile != "" {
		var data []byte
		if data, err = os.ReadFile(*judgedFile); err != nil {
			return fmt.Errorf("reading the judged claims: %w", err)
		}
		judged, err = confidence.ReadJudged(*judgedFile, data)
	}
	if err != nil {
		return err
	}
	m := newModel(table)
	before, after, err := m.byFolds(judged, *folds, *hold)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d claims; mean surprise on claims not learnt from, in bits: %.4f with the weights there are, %.4f with new ones\n", len(judged), before, after)
	weights, err := m.learn(judged, *hold)
	if err != nil {
		return err
	}
	for i, name := range m.names {
		if d := weights[i] - m.prior[i]; math.Abs(d) >= 0.05 {
			fmt.Fprintf(w, "%-18s %6.2f → %5.2f\n", name, m.prior[i], weights[i])
		}
	}
	if *out == "" {
		return nil
	}
	text, err := os.ReadFile(*in)
	if err != nil {
		return fmt.Errorf("reading the table to begin with: %w", err)
	}
	return os.WriteFile(*out, m.written(text, weights), 0o644)
}

// model is the weights of a table as a vector: start, then the signs.
type model struct {
	names []string
	at    map[string]int
	prior []float64
}

const start = "start"

func newModel(t *confidence.Table) *model {
	m := &model{names: []string{start}, at: map[string]int{}, prior: []float64{t.Start}}
	for _, s := range t.Signs {
		m.at[s.Name] = len(m.names)
		m.names = append(m.names, s.Name)
		m.prior = append(m.prior, s.Weight)
	}
	return m
}

// odds is the logarithm of the odds that a claim is right, by weights.
func (m *model) odds(w []float64, j confidence.Judged) float64 {
	z := w[0]
	for _, s := range j.Signs {
		if i, ok := m.at[s]; ok {
			z += w[i]
		}
	}
	return z
}

// surprise is the negative logarithm, of base e, of what odds give to what is.
func surprise(z float64, right bool) float64 {
	if right {
		z = -z
	}
	if z > 30 {
		return z
	}
	return math.Log1p(math.Exp(z))
}

// learn gives the weights under which the judgements surprise least, each
// held to the one there is as by hold claims.
func (m *model) learn(judged []confidence.Judged, hold float64) ([]float64, error) {
	problem := optimize.Problem{
		Func: func(w []float64) float64 {
			sum := 0.0
			for _, j := range judged {
				sum += surprise(m.odds(w, j), j.Right)
			}
			for i, p := range m.prior {
				sum += hold / 2 * (w[i] - p) * (w[i] - p)
			}
			return sum
		},
		Grad: func(g, w []float64) {
			for i, p := range m.prior {
				g[i] = hold * (w[i] - p)
			}
			for _, j := range judged {
				d := 1 / (1 + math.Exp(-m.odds(w, j)))
				if j.Right {
					d--
				}
				g[0] += d
				for _, s := range j.Signs {
					if i, ok := m.at[s]; ok {
						g[i] += d
					}
				}
			}
		},
		Hess: func(h *mat.SymDense, w []float64) {
			h.Zero()
			for i := range w {
				h.SetSym(i, i, hold)
			}
			for _, j := range judged {
				p := 1 / (1 + math.Exp(-m.odds(w, j)))
				has := []int{0}
				for _, s := range j.Signs {
					if i, ok := m.at[s]; ok {
						has = append(has, i)
					}
				}
				for _, a := range has {
					for _, b := range has {
						if a <= b {
							h.SetSym(a, b, h.At(a, b)+p*(1-p))
						}
					}
				}
			}
		},
	}
	r, err := optimize.Minimize(problem, m.prior, &optimize.Settings{GradientThreshold: 1e-4}, &optimize.Newton{})
	if err != nil {
		return nil, fmt.Errorf("weighing the signs: %w", err)
	}
	return r.X, nil
}

// byFolds is the mean surprise, in bits, of claims by the weights there are
// and by those that the other folds teach.
func (m *model) byFolds(judged []confidence.Judged, folds int, hold float64) (before, after float64, err error) {
	if folds < 2 || folds > len(judged) {
		return 0, 0, fmt.Errorf("%d folds of %d claims: expected 2 or more, and no more than claims", folds, len(judged))
	}
	for k := range folds {
		var others []confidence.Judged
		for i, j := range judged {
			if i%folds != k {
				others = append(others, j)
			}
		}
		w, err := m.learn(others, hold)
		if err != nil {
			return 0, 0, err
		}
		for i := k; i < len(judged); i += folds {
			before += surprise(m.odds(m.prior, judged[i]), judged[i].Right)
			after += surprise(m.odds(w, judged[i]), judged[i].Right)
		}
	}
	bits := float64(len(judged)) * math.Ln2
	return before / bits, after / bits, nil
}

// written is the text of a table with other weights.
func (m *model) written(text []byte, w []float64) []byte {
	for i, name := range m.names {
		line := regexp.MustCompile(`(\{name: ` + regexp.QuoteMeta(name) + `, weight: )-?[0-9.]+`)
		if i == 0 {
			line = regexp.MustCompile(`(?m)^(start: )-?[0-9.]+`)
		}
		text = line.ReplaceAll(text, fmt.Appendf(nil, "${1}%.2f", w[i]))
	}
	return text
}
