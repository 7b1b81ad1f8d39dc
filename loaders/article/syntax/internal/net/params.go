package net

// Shape is the size of a net.
type Shape struct {
	Words, Buckets    int // rows of the two embedding tables; Buckets is a power of two
	Hidden            int // of one direction; a table row is as long
	Layers            int
	Arc, Lab          int // the projections for heads and labels
	Tags, Rels, Marks int // classes: part of speech, relation, name mark
	Kinds             int // of mentions; learnt beside, not read
	NameInputs        int // 1 if marks are read from the embeddings too
	TagLayer          int // the layer tags are read from
	NameUnits         int // of one direction of the layer that reads names; 0 if names are read from the last layer
	NameParts         int // rows of that layer's table of parts of words; a power of two
	NameMarks         int // classes of name marks it tells apart: Marks and a kind that is none of theirs
	NameLayers        int // recurrent layers of what reads names
	Vectors           int // words with a vector learnt from unlabelled text
	VectorWidth       int // its length
}

// Distances is how many buckets the signed distance from a word to its head
// falls into.
const Distances = 40

// Distance is the bucket of the arc from head h to word d.
func Distance(d, h int) int {
	x := h - d
	side := 0
	if x < 0 {
		x, side = -x, Distances/2
	}
	switch {
	case x < 10:
	case x < 14:
		x = 10
	case x < 20:
		x = 11
	case x < 30:
		x = 12
	case x < 50:
		x = 13
	default:
		x = 14
	}
	return side + x
}

// Layer is one bidirectional simple recurrent layer. W maps 2·Hidden inputs
// to, for each direction, the candidate, the forget and the output gate.
type Layer struct {
	W    []float32 // 2H × 6H
	B, V []float32 // per direction f then r: 4H; V weighs the state before
}

// Dense is every parameter but the embeddings, as views of one slice.
type Dense struct {
	Flat   []float32
	Layers []Layer
	HeadW  []float32 // 2H × (2·Arc + 2·Lab): arc of dependent, arc of head, label of dependent, label of head
	HeadB  []float32
	ArcU   []float32 // Arc × Arc
	ArcB   []float32
	Root   []float32 // the root as a head: Arc
	Dist   []float32 // Distances
	LabW   []float32 // Lab × Rels
	LabB   []float32
	TagW   []float32 // 2H × Tags
	TagB   []float32
	TagE   []float32 // Tags × 2H: what a predicted tag adds to the tag layer's output
	NerW   []float32 // 2H × Marks
	NerB   []float32
	KindW  []float32 // 2H × Kinds
	KindB  []float32
	NerX   []float32 // 2H × Marks, from the embeddings, or empty
	VecW   []float32 // VectorWidth × 2H: what a word's vector adds to its embedding

	// What reads names beside NerW, learnt apart from the rest: layers over the
	// vectors and a table of its own.
	Namer    []float32 // all of it, the end of Flat
	NameIn   []float32 // VectorWidth × 2U
	NameInB  []float32
	NameRec  []Layer
	NameOut  []float32 // 2U × NameMarks
	NameOutB []float32
	Follow   []float32 // NameMarks × NameMarks: what it adds that a mark follows another
}

// NewDense lays out the parameters of a shape, all zero.
func NewDense(s Shape) *Dense {
	d := &Dense{Layers: make([]Layer, s.Layers), NameRec: make([]Layer, max(1, s.NameLayers))}
	for range 2 { // first to measure, then to cut
		rest, used := d.Flat, 0
		take := func(v *[]float32, n int) {
			used += n
			if rest != nil {
				*v, rest = rest[:n:n], rest[n:]
			}
		}
		h := s.Hidden
		for i := range d.Layers {
			l := &d.Layers[i]
			take(&l.W, 2*h*6*h)
			take(&l.B, 4*h)
			take(&l.V, 4*h)
		}
		take(&d.HeadW, 2*h*s.HeadWidth())
		take(&d.HeadB, s.HeadWidth())
		take(&d.ArcU, s.Arc*s.Arc)
		take(&d.ArcB, s.Arc)
		take(&d.Root, s.Arc)
		take(&d.Dist, Distances)
		take(&d.LabW, s.Lab*s.Rels)
		take(&d.LabB, s.Rels)
		take(&d.TagW, 2*h*s.Tags)
		take(&d.TagB, s.Tags)
		take(&d.TagE, s.Tags*2*h)
		take(&d.NerW, 2*h*s.Marks)
		take(&d.NerB, s.Marks)
		take(&d.KindW, 2*h*s.Kinds)
		take(&d.KindB, s.Kinds)
		take(&d.NerX, s.NameInputs*2*h*s.Marks)
		take(&d.VecW, s.VectorWidth*2*h)
		if u := s.NameUnits; u > 0 {
			begin := used
			take(&d.NameIn, s.VectorWidth*2*u)
			take(&d.NameInB, 2*u)
			for i := range d.NameRec {
				l := &d.NameRec[i]
				take(&l.W, 2*u*6*u)
				take(&l.B, 4*u)
				take(&l.V, 4*u)
			}
			take(&d.NameOut, 2*u*s.NameMarks)
			take(&d.NameOutB, s.NameMarks)
			take(&d.Follow, s.NameMarks*s.NameMarks)
			if d.Flat != nil {
				d.Namer = d.Flat[begin:]
			}
		}
		if d.Flat == nil {
			d.Flat = make([]float32, used)
		}
	}
	return d
}

// HeadWidth is the width of the joint projection before arcs and labels.
func (s Shape) HeadWidth() int { return 2*s.Arc + 2*s.Lab }
