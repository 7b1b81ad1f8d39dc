// Package greedy tags and parses with averaged perceptrons over hashed
// features.
package greedy

import "math"

// Linear scores classes by sparse features hashed into rows of weights.
type Linear struct {
	Classes int
	Bits    int
	Q       []int8 // Q[row*Classes+class], for reading

	w, sum []float32 // while learning
	stamp  []int32
	now    int32
	scores []float32
}

func NewLinear(classes, bits int) *Linear {
	n := classes << bits
	return &Linear{Classes: classes, Bits: bits, w: make([]float32, n), sum: make([]float32, n), stamp: make([]int32, n)}
}

func (l *Linear) row(f uint32) int { return int(f>>(32-l.Bits)) * l.Classes }

// Score fills out with the score of each class.
func (l *Linear) Score(feats []uint32, out []float32) {
	for c := range out {
		out[c] = 0
	}
	if l.w != nil {
		for _, f := range feats {
			r := l.row(f)
			for c, v := range l.w[r : r+l.Classes] {
				out[c] += v
			}
		}
		return
	}
	var acc [128]int32
	a := acc[:l.Classes]
	for _, f := range feats {
		r := l.row(f)
		for c, v := range l.Q[r : r+l.Classes] {
			a[c] += int32(v)
		}
	}
	for c := range out {
		out[c] = float32(a[c])
	}
}

func (l *Linear) add(i int, d float32) {
	l.sum[i] += float32(l.now-l.stamp[i]) * l.w[i]
	l.stamp[i] = l.now
	l.w[i] += d
}

// Update moves weights from the wrong class to the right one.
func (l *Linear) Update(feats []uint32, right, wrong int) {
	l.now++
	if right == wrong {
		return
	}
	for _, f := range feats {
		r := l.row(f)
		l.add(r+right, 1)
		l.add(r+wrong, -1)
	}
}

// Finish averages and quantises.
func (l *Linear) Finish() {
	avg := make([]float32, len(l.w))
	var sq float64
	n := 0
	for i := range l.w {
		avg[i] = (l.sum[i] + float32(l.now-l.stamp[i])*l.w[i]) / float32(l.now+1)
		if avg[i] != 0 {
			sq += float64(avg[i]) * float64(avg[i])
			n++
		}
	}
	unit := float32(math.Sqrt(sq/float64(n+1))) / 12
	l.Q = make([]int8, len(avg))
	for i, v := range avg {
		q := math.Round(float64(v / unit))
		l.Q[i] = int8(max(-127, min(127, q)))
	}
	l.w, l.sum, l.stamp = nil, nil, nil
}
