package net

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"unsafe"
)

// A model file is, little-endian: the magic; the length of a header in JSON
// (uint32) and the header; the vocabulary, one form a line in order of rows;
// then, each padded to four bytes, the units and bytes of the table of
// words, those of the table of parts, those of the namer's table of parts, those
// of the vectors of words, and the units and bytes of the dense parameters,
// block by block of denseBlock.
const magic = "EntSyn2\n"

const denseBlock = 1024

type header struct {
	Shape
	Names       Classes
	Extra       map[string]string // what the model carries for its user
	VocabBytes  int
	VectorBytes int // of the forms that have vectors, which follow the vocabulary
}

// Tables are the parameters of a net that stand for words and parts of words.
type Tables struct {
	Words, Subs, Namer, Vectors []float32
	Vocab                       []string // forms in order of rows 1… of Words
	VectorWords                 []string // forms in order of rows of Vectors
}

// Encode writes a net.
func Encode(s Shape, names Classes, t Tables, dense *Dense, extra map[string]string) ([]byte, error) {
	vocab, vectors := lines(t.Vocab), lines(t.VectorWords)
	head, err := json.Marshal(header{Shape: s, Names: names, Extra: extra, VocabBytes: len(vocab), VectorBytes: len(vectors)})
	if err != nil {
		return nil, fmt.Errorf("encoding the model's header: %w", err)
	}
	var b bytes.Buffer
	b.WriteString(magic)
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(head))))
	b.Write(head)
	b.WriteString(vocab)
	b.WriteString(vectors)
	pad := func() {
		for b.Len()%4 != 0 {
			b.WriteByte(0)
		}
	}
	pad()
	for _, t := range []struct {
		rows  []float32
		width int
	}{{t.Words, s.Hidden}, {t.Subs, s.Hidden}, {t.Namer, max(1, 2*s.NameUnits)}, {t.Vectors, max(1, s.VectorWidth)}} {
		units, q := quantise(t.rows, t.width)
		putFloats(&b, units)
		for _, v := range q {
			b.WriteByte(byte(v))
		}
		pad()
	}
	units, q := quantise(dense.Flat, denseBlock)
	putFloats(&b, units)
	for _, v := range q {
		b.WriteByte(byte(v))
	}
	return b.Bytes(), nil
}

func lines(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w)
		b.WriteByte('\n')
	}
	return b.String()
}

func putFloats(b *bytes.Buffer, v []float32) {
	for _, x := range v {
		b.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(x)))
	}
}

// quantise turns rows of a width into bytes and a unit each.
func quantise(v []float32, width int) ([]float32, []int8) {
	const limit = 127
	rows := (len(v) + width - 1) / width
	units, q := make([]float32, rows), make([]int8, len(v))
	for r := range rows {
		row := v[r*width : min(len(v), (r+1)*width)]
		top := 0.0
		for _, x := range row {
			top = math.Max(top, math.Abs(float64(x)))
		}
		if top == 0 {
			continue
		}
		units[r] = float32(top / limit)
		for i, x := range row {
			q[r*width+i] = int8(math.Round(float64(x) / (top / limit)))
		}
	}
	return units, q
}

// Decode reads what Encode wrote. The net keeps parts of data, which must
// not change.
func Decode(data []byte) (*Net, map[string]string, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return nil, nil, fmt.Errorf("decoding a syntax model: not a model file of this version")
	}
	r := reader{data: data, at: len(magic)}
	var h header
	if err := json.Unmarshal(r.bytes(int(binary.LittleEndian.Uint32(r.bytes(4)))), &h); err != nil {
		return nil, nil, fmt.Errorf("decoding a syntax model's header: %w", err)
	}
	if err := h.check(len(data)); err != nil {
		return nil, nil, fmt.Errorf("decoding a syntax model: %w", err)
	}
	n := &Net{Shape: h.Shape, Names: h.Names, Vocab: make(map[string]int32, h.Words)}
	row := int32(0)
	for line := range strings.Lines(string(r.bytes(h.VocabBytes))) {
		row++
		n.Vocab[strings.TrimSuffix(line, "\n")] = row
	}
	if int(row) != h.Words-1 {
		return nil, nil, fmt.Errorf("decoding a syntax model: %d words, expected %d", row, h.Words-1)
	}
	n.vectored = make(map[string]int32, h.Vectors)
	for line := range strings.Lines(string(r.bytes(h.VectorBytes))) {
		n.vectored[strings.TrimSuffix(line, "\n")] = int32(len(n.vectored))
	}
	if len(n.vectored) != h.Vectors {
		return nil, nil, fmt.Errorf("decoding a syntax model: %d words with vectors, expected %d", len(n.vectored), h.Vectors)
	}
	r.pad()
	for _, t := range []struct {
		to          *table
		rows, width int
	}{{&n.words, h.Words, h.Hidden}, {&n.subs, h.Buckets, h.Hidden}, {&n.names, h.NameParts, 2 * h.NameUnits}, {&n.vectors, h.Vectors, h.VectorWidth}} {
		t.to.width = t.width
		t.to.unit = r.floats(t.rows)
		raw := r.bytes(t.rows * t.width)
		if r.short {
			break
		}
		if len(raw) == 0 {
			continue
		}
		t.to.data = unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(raw))), len(raw))
		r.pad()
	}
	n.dense = NewDense(h.Shape)
	total := len(n.dense.Flat)
	units := r.floats((total + denseBlock - 1) / denseBlock)
	raw := r.bytes(total)
	if r.short {
		return nil, nil, fmt.Errorf("decoding a syntax model: cut off at %d bytes", len(data))
	}
	for i := range n.dense.Flat {
		n.dense.Flat[i] = float32(int8(raw[i])) * units[i/denseBlock]
	}
	n.prepare()
	return n, h.Extra, nil
}

// Vectors returns the words that have vectors, and those, row by row.
func (n *Net) Vectors() ([]string, []float32) {
	words, rows := make([]string, len(n.vectored)), make([]float32, len(n.vectors.data))
	for w, i := range n.vectored {
		words[i] = w
	}
	for i, v := range n.vectors.data {
		rows[i] = float32(v) * n.vectors.unit[i/n.VectorWidth]
	}
	return words, rows
}

// Floats writes the net's parameters to the tables and the dense part of a
// net of the same shape. What reads names beside the rest may have another one
// there: it stays as it is.
func (n *Net) Floats(words, subs []float32, dense *Dense) {
	for i, v := range n.words.data {
		words[i] = float32(v) * n.words.unit[i/n.Hidden]
	}
	for i, v := range n.subs.data {
		subs[i] = float32(v) * n.subs.unit[i/n.Hidden]
	}
	copy(dense.Flat[:len(dense.Flat)-len(dense.Namer)], n.dense.Flat[:len(n.dense.Flat)-len(n.dense.Namer)])
}

// check refuses shapes that no net has, before memory is taken for them; a
// net has more bytes than it has rows or units.
func (h header) check(size int) error {
	for _, f := range []struct {
		name     string
		n, least int
		most     int
	}{{"words", h.Words, 1, size}, {"buckets", h.Buckets, 1, size}, {"hidden", h.Hidden, 1, 256}, {"layers", h.Layers, 1, 16}, {"arc", h.Arc, 1, 1024}, {"lab", h.Lab, 1, 1024},
		{"tags", h.Tags, 1, 1024}, {"rels", h.Rels, 1, 1024}, {"marks", h.Marks, 1, 31}, {"kinds", h.Kinds, 0, 1024}, {"name inputs", h.NameInputs, 0, 1}, {"tag layer", h.TagLayer, 0, h.Layers - 1}, {"vocabulary", h.VocabBytes, 0, size},
		{"name units", h.NameUnits, 0, 256}, {"name marks", h.NameMarks, min(h.NameUnits, 1) * h.Marks, min(h.NameUnits, 1) * 31}, {"name parts", h.NameParts, min(h.NameUnits, 1), size}, {"name layers", h.NameLayers, 0, 8},
		{"vectors", h.Vectors, 0, size}, {"vector width", h.VectorWidth, min(h.Vectors, 1), 1024}, {"words with vectors", h.VectorBytes, 0, size},
		{"names of tags", len(h.Names.Tags), h.Tags, h.Tags}, {"names of relations", len(h.Names.Rels), h.Rels, h.Rels}, {"names of marks", len(h.Names.Marks), max(h.Marks, h.NameMarks), max(h.Marks, h.NameMarks)}} {
		if f.n < f.least || f.n > f.most {
			return fmt.Errorf("%s: %d, expected %d to %d", f.name, f.n, f.least, f.most)
		}
	}
	if h.Buckets&(h.Buckets-1) != 0 || h.NameParts&(h.NameParts-1) != 0 {
		return fmt.Errorf("buckets: %d or %d is no power of two", h.Buckets, h.NameParts)
	}
	return nil
}

type reader struct {
	data  []byte
	at    int
	short bool
}

func (r *reader) bytes(n int) []byte {
	if r.short || n < 0 || n > len(r.data)-r.at {
		r.short = true
		return make([]byte, min(max(n, 0), 4))
	}
	r.at += n
	return r.data[r.at-n : r.at : r.at]
}

func (r *reader) pad() { r.bytes((4 - r.at%4) % 4) }

func (r *reader) floats(n int) []float32 {
	raw := r.bytes(4 * n)
	if r.short {
		return nil
	}
	v := make([]float32, n)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return v
}
