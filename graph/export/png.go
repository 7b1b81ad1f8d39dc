package export

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	imagedraw "image/draw"
	stdpng "image/png"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

var png = Format{
	Name:  "png",
	Ext:   ".png",
	MIME:  "image/png",
	Title: "PNG: the picture of the SVG as dots, twice as fine as a screen, for slides and chats",
	Loses: "what the SVG loses, and the quotes; letters of scripts that are joined or written from the right, and Chinese, Japanese, Korean (boxes, and a line at the foot says so)",
	Write: writePNG,
}

const (
	finer   = 2    // dots for one of the SVG's units
	maxDots = 32e6 // of a picture: larger ones are drawn less fine
)

// writePNG draws the SVG that writeSVG writes: the two are one picture. Only
// what that writes is understood; anything else is an error.
func writePNG(ctx context.Context, w io.Writer, in Input, o Options) error {
	var doc bytes.Buffer
	if err := writeSVG(ctx, &doc, in, o); err != nil {
		return err
	}
	l, err := newLetters()
	if err != nil {
		return err
	}
	d := &svgReader{letters: l, texts: map[string]string{}}
	if err := d.draw(ctx, &doc); err != nil {
		return fmt.Errorf("drawing the picture: %w", err)
	}
	var out bytes.Buffer
	if err := stdpng.Encode(&out, d.img); err != nil {
		return err
	}
	return withTexts(w, out.Bytes(), d.texts, d.scale)
}

// brush is what an element of the SVG says of how it and those within it are
// drawn.
type brush struct {
	fill, stroke               string
	fillOpacity, strokeOpacity float64
	width, size                float64
	dash                       []float64
	bold                       bool
	anchor                     string
	strokeFirst                bool
	move                       point
}

// svgReader draws an SVG of ours.
type svgReader struct {
	raster
	*letters
	texts         map[string]string // title and description
	width, height float64
}

func (d *svgReader) draw(ctx context.Context, doc io.Reader) error {
	x := xml.NewDecoder(doc)
	stack := []brush{{fill: "#000000", stroke: "none", fillOpacity: 1, strokeOpacity: 1, width: 1, size: 16}}
	for {
		t, err := x.Token()
		switch {
		case errors.Is(err, io.EOF):
			return d.foot(stack[0])
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		}
		switch t := t.(type) {
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.StartElement:
			attrs := map[string]string{}
			for _, a := range t.Attr {
				attrs[a.Name.Local] = a.Value
			}
			b, err := stack[len(stack)-1].with(attrs)
			if err != nil {
				return fmt.Errorf("<%s>: %w", t.Name.Local, err)
			}
			switch t.Name.Local {
			case "title", "desc", "style", "text":
				var s string
				if err := x.DecodeElement(&s, &t); err != nil {
					return err
				}
				if id := attrs["id"]; id != "" {
					d.texts[id] = s
				}
				if t.Name.Local == "text" {
					err = d.text(s, attrs, b)
				}
			case "svg":
				stack = append(stack, b)
				err = d.begin(attrs)
			case "g", "a":
				stack = append(stack, b)
			default:
				stack = append(stack, b)
				err = d.shape(t.Name.Local, attrs, b)
			}
			if err != nil {
				return fmt.Errorf("<%s>: %w", t.Name.Local, err)
			}
		}
	}
}

func (d *svgReader) begin(attrs map[string]string) error {
	n, err := numbers(attrs["width"] + " " + attrs["height"])
	if err != nil || len(n) != 2 {
		return fmt.Errorf("a picture of the size %s × %s", attrs["width"], attrs["height"])
	}
	d.width, d.height = n[0], n[1]
	d.scale = min(finer, math.Sqrt(maxDots/(d.width*d.height)))
	d.img = image.NewRGBA(image.Rect(0, 0, int(d.width*d.scale), int(d.height*d.scale)))
	return nil
}

// with is the brush of an element within another.
func (b brush) with(attrs map[string]string) (brush, error) {
	for name, v := range attrs {
		var n []float64
		var err error
		switch name {
		case "fill":
			b.fill = v
		case "stroke":
			b.stroke = v
		case "text-anchor":
			b.anchor = v
		case "font-weight":
			b.bold = v == "600"
		case "paint-order":
			b.strokeFirst = v == "stroke"
		case "fill-opacity", "stroke-opacity", "stroke-width", "font-size", "stroke-dasharray":
			if n, err = numbers(v); err == nil && len(n) == 0 {
				err = errors.New("no number")
			}
		case "transform":
			if n, err = numbers(strings.TrimSuffix(strings.TrimPrefix(v, "translate("), ")")); err == nil && len(n) != 2 {
				err = errors.New("no translation")
			}
		}
		if err != nil {
			return b, fmt.Errorf("%s=%q: %w", name, v, err)
		}
		switch name {
		case "fill-opacity":
			b.fillOpacity = n[0]
		case "stroke-opacity":
			b.strokeOpacity = n[0]
		case "stroke-width":
			b.width = n[0]
		case "font-size":
			b.size = n[0]
		case "stroke-dasharray":
			b.dash = n
		case "transform":
			b.move = point{b.move.x + n[0], b.move.y + n[1]}
		}
	}
	return b, nil
}

// paint fills and strokes.
func (d *svgReader) paint(o outline, b brush) error {
	for i := range o.lines {
		for k := range o.lines[i] {
			o.lines[i][k] = point{o.lines[i][k].x + b.move.x, o.lines[i][k].y + b.move.y}
		}
	}
	fill := func() error {
		c, err := shade(b.fill, b.fillOpacity)
		if err == nil && c != nil {
			d.fill(o, c)
		}
		return err
	}
	line := func() error {
		c, err := shade(b.stroke, b.strokeOpacity)
		if err == nil && c != nil {
			pen := o
			if b.dash != nil {
				pen = dashed(o, b.dash)
			}
			d.fill(stroke(pen, b.width), c)
		}
		return err
	}
	if b.strokeFirst {
		fill, line = line, fill
	}
	return cmp.Or(fill(), line())
}

func shade(s string, opacity float64) (color.Color, error) {
	if s == "none" {
		return nil, nil
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(s) != 7 {
		return nil, fmt.Errorf("%q is no colour", s)
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), uint8(math.Round(255 * opacity))}, nil
}

func (d *svgReader) shape(name string, attrs map[string]string, b brush) error {
	of := func(names ...string) ([]float64, error) {
		var all string
		for _, n := range names {
			all += attrs[n] + " "
		}
		n, err := numbers(all)
		if err == nil && len(n) != len(names) {
			err = fmt.Errorf("wants %s", strings.Join(names, ", "))
		}
		return n, err
	}
	o := outline{closed: true}
	switch name {
	case "rect":
		n, err := of("width", "height")
		if err != nil {
			return err
		}
		o.lines = [][]point{{{0, 0}, {n[0], 0}, {n[0], n[1]}, {0, n[1]}}}
	case "circle":
		n, err := of("cx", "cy", "r")
		if err != nil {
			return err
		}
		o.lines = [][]point{circle(point{n[0], n[1]}, n[2])}
	case "polygon":
		n, err := numbers(attrs["points"])
		if err != nil || len(n)%2 > 0 {
			return fmt.Errorf("points %q", attrs["points"])
		}
		var line []point
		for i := 0; i < len(n); i += 2 {
			line = append(line, point{n[i], n[i+1]})
		}
		o.lines = [][]point{line}
	case "path":
		var err error
		if o, err = pathOf(attrs["d"]); err != nil {
			return err
		}
	default:
		return errors.New("cannot be drawn")
	}
	return d.paint(o, b)
}

// pathOf reads the commands that our pictures have: M, L, Q, H, h and Z.
func pathOf(s string) (outline, error) {
	var o outline
	for s = strings.TrimSpace(s); s != ""; {
		command := s[0]
		end := 1 + strings.IndexFunc(s[1:]+"Z", func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' })
		n, err := numbers(s[1:end])
		s = s[end:]
		if want, ok := map[byte]int{'M': 2, 'L': 2, 'Q': 4, 'H': 1, 'h': 1, 'Z': 0}[command]; err != nil || !ok || len(n) != want || len(o.lines) == 0 && command != 'M' {
			return o, fmt.Errorf("the command %c of a path with %d numbers", command, len(n))
		}
		if command == 'M' {
			o.lines = append(o.lines, []point{{n[0], n[1]}})
			continue
		}
		line := &o.lines[len(o.lines)-1]
		at := (*line)[len(*line)-1]
		switch command {
		case 'L':
			*line = append(*line, point{n[0], n[1]})
		case 'H':
			*line = append(*line, point{n[0], at.y})
		case 'h':
			*line = append(*line, point{at.x + n[0], at.y})
		case 'Q':
			*line = append(*line, curve{at, point{n[0], n[1]}, point{n[2], n[3]}}.flatten()[1:]...)
		case 'Z':
			o.closed = true
		}
	}
	return o, nil
}

func (d *svgReader) text(s string, attrs map[string]string, b brush) error {
	at, err := numbers(attrs["x"] + " " + attrs["y"])
	if err != nil || len(at) != 2 {
		return fmt.Errorf("a text at %q, %q", attrs["x"], attrs["y"])
	}
	o, wide, err := d.letters.text(s, b.size, b.bold)
	if err != nil {
		return err
	}
	if b.anchor == "middle" {
		at[0] -= wide / 2
	}
	b.move = point{b.move.x + at[0], b.move.y + at[1]}
	return d.paint(o, b)
}

// foot says what is missing, on a strip of its own under the picture.
func (d *svgReader) foot(b brush) error {
	s := d.missing()
	if s == "" {
		return nil
	}
	d.texts["desc"] += " " + s
	old := d.img
	d.img = image.NewRGBA(image.Rect(0, 0, old.Bounds().Dx(), old.Bounds().Dy()+int(18*d.scale)))
	imagedraw.Draw(d.img, d.img.Bounds(), image.White, image.Point{}, imagedraw.Src)
	imagedraw.Draw(d.img, old.Bounds(), old, image.Point{}, imagedraw.Src)
	b.fill, b.size = "#5B636E", noteSize
	return d.text(s, map[string]string{"x": coordinate(pad), "y": coordinate(d.height + 4)}, b)
}

func numbers(s string) ([]float64, error) {
	var all []float64
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil || math.IsNaN(n) || math.Abs(n) > 1e6 {
			return nil, fmt.Errorf("%q is no number", f)
		}
		all = append(all, n)
	}
	return all, nil
}

// pngNames are the keywords of PNG for what the SVG says of itself.
var pngNames = map[string]string{"title": "Title", "desc": "Description"}

// withTexts writes a PNG with texts, for those who cannot see it and programs
// that look for it, and its size on paper, after the first chunk.
func withTexts(w io.Writer, file []byte, texts map[string]string, scale float64) error {
	const head = 8 + 4 + 4 + 13 + 4 // signature and IHDR
	out := bytes.NewBuffer(slices.Clone(file[:head]))
	chunk := func(kind string, data []byte) {
		body := append([]byte(kind), data...)
		_ = binary.Write(out, binary.BigEndian, uint32(len(data))) // a buffer takes everything
		out.Write(body)
		_ = binary.Write(out, binary.BigEndian, crc32.ChecksumIEEE(body))
	}
	perMetre := uint32(math.Round(96 * scale / 0.0254))
	chunk("pHYs", append(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, perMetre), perMetre), 1))
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		if name := pngNames[id]; name != "" && texts[id] != "" {
			chunk("iTXt", []byte(name+"\x00\x00\x00en\x00\x00"+texts[id]))
		}
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return err
	}
	_, err := w.Write(file[head:])
	return err
}
