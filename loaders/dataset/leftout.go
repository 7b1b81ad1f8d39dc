package dataset

import (
	"maps"
	"slices"
)

// leftOut counts rows of one kind.
type leftOut struct{ n, first int }

// LeftOut counts a row that is good and gives no claim, by the reason: a
// repeated one, one about nobody. It is no rejection; the numbers are told at
// the end.
func (w *Writer) LeftOut(line int, reason string) {
	l := w.left[reason]
	if l == nil {
		if w.left == nil {
			w.left = map[string]*leftOut{}
		}
		if len(w.left) >= maxReasons {
			reason = "other reasons, too many to tell"
			if l = w.left[reason]; l != nil {
				l.n++
				return
			}
		}
		l = &leftOut{first: line}
		w.left[reason] = l
	}
	l.n++
}

// maxReasons bounds the reasons that are told apart.
const maxReasons = 100

// tellLeftOut says how many rows were left out, and why.
func (w *Writer) tellLeftOut() {
	for _, reason := range slices.Sorted(maps.Keys(w.left)) {
		l := w.left[reason]
		w.Warn("%s: %d left out: %s (the first in line %d)", w.f.Name, l.n, reason, l.first)
	}
}
