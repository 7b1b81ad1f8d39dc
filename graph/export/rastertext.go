package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// letters draws text in DejaVu Sans. It sets one sign after the other from
// left to right, which is right for the scripts of [drawable] and for no
// others: signs of those become boxes, and lost says which scripts they are.
type letters struct {
	regular, bold *sfnt.Font
	buf           sfnt.Buffer
	lost          map[string]int // texts by script
}

// drawable are the scripts that need no more than a sign a letter.
var drawable = []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian, unicode.Common, unicode.Inherited}

var fonts = sync.OnceValues(func() ([2]*sfnt.Font, error) {
	var both [2]*sfnt.Font
	for i, ttf := range [][]byte{dejavusans.TTF, dejavusansbold.TTF} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			return both, fmt.Errorf("reading the built-in font: %w", err)
		}
		both[i] = f
	}
	return both, nil
})

func newLetters() (*letters, error) {
	both, err := fonts()
	return &letters{regular: both[0], bold: both[1], lost: map[string]int{}}, err
}

// text gives the outline of a text that begins at the origin of its line, and
// how wide it is.
func (l *letters) text(s string, size float64, bold bool) (outline, float64, error) {
	f := l.regular
	if bold {
		f = l.bold
	}
	// Outlines are taken large and made small: hinting has no place here.
	const ppem = 256
	factor := size / ppem
	all, x := outline{closed: true}, 0.0
	lost := map[string]bool{}
	for _, r := range norm.NFC.String(s) {
		glyph, err := f.GlyphIndex(&l.buf, r)
		if err != nil {
			return all, x, err
		}
		if unicode.In(r, unicode.Cf, unicode.Cc) || unicode.Is(unicode.Variation_Selector, r) {
			continue
		}
		if glyph == 0 || !unicode.In(r, drawable...) {
			lost[scriptOf(r)] = true
			w := 0.6 * size
			box := func(in float64) []point {
				return []point{{x + in, -0.72*size + in}, {x + w - in, -0.72*size + in}, {x + w - in, -in}, {x + in, -in}}
			}
			inner := box(0.14 * size)
			slices.Reverse(inner) // a hole
			all.lines = append(all.lines, box(0.07*size), inner)
			x += w
			continue
		}
		segments, err := f.LoadGlyph(&l.buf, glyph, fixed.I(ppem), nil)
		if err != nil {
			return all, x, err
		}
		all.lines = append(all.lines, glyphLines(segments, factor, x)...)
		advance, err := f.GlyphAdvance(&l.buf, glyph, fixed.I(ppem), font.HintingNone)
		if err != nil {
			return all, x, err
		}
		x += float64(advance) / 64 * factor
	}
	for script := range lost {
		l.lost[script]++
	}
	return all, x, nil
}

func glyphLines(segments sfnt.Segments, factor, x float64) [][]point {
	place := func(p fixed.Point26_6) point { return point{x + float64(p.X)/64*factor, float64(p.Y) / 64 * factor} }
	var lines [][]point
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			lines = append(lines, []point{place(s.Args[0])})
			continue
		}
		line := &lines[len(lines)-1]
		from := (*line)[len(*line)-1]
		switch s.Op {
		case sfnt.SegmentOpLineTo:
			*line = append(*line, place(s.Args[0]))
		case sfnt.SegmentOpQuadTo: // four pieces are enough for letters of this size
			c := curve{from, place(s.Args[0]), place(s.Args[1])}
			for i := 1; i <= 4; i++ {
				*line = append(*line, c.on(float64(i)/4))
			}
		case sfnt.SegmentOpCubeTo: // TrueType has none; straight is near enough
			*line = append(*line, place(s.Args[2]))
		}
	}
	return lines
}

// scriptOf names the script of a sign.
func scriptOf(r rune) string {
	for _, name := range slices.Sorted(maps.Keys(unicode.Scripts)) {
		if unicode.Is(unicode.Scripts[name], r) && name != "Common" && name != "Inherited" {
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return "other signs"
}

// missing says what the picture does not show; "" if it shows everything.
func (l *letters) missing() string {
	if len(l.lost) == 0 {
		return ""
	}
	return "Boxes stand for what this picture cannot write: " + strings.Join(slices.Sorted(maps.Keys(l.lost)), ", ") + ". The SVG has it."
}
