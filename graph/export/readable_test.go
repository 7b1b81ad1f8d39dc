package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"image"
	stdpng "image/png"
	"io"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"
)

// readable gives a file as text: what is in an archive or a table, what a
// picture says of itself; others as they are.
func readable(t testing.TB, format, doc string) string {
	t.Helper()
	switch format {
	case "neo4j":
		z, err := zip.NewReader(strings.NewReader(doc), int64(len(doc)))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString("== " + f.Name + " " + f.Mode().String() + "\n")
			if _, err := io.Copy(&b, r); err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	case "parquet":
		r := pq.NewGenericReader[any](bytes.NewReader([]byte(doc)))
		defer r.Close()
		var b strings.Builder
		b.WriteString(r.Schema().String() + "\n")
		for {
			rows := make([]any, 10)
			n, err := r.Read(rows)
			for _, row := range rows[:n] {
				text, err := json.Marshal(row)
				if err != nil {
					t.Fatal(err)
				}
				b.Write(append(text, '\n'))
			}
			if err == io.EOF {
				return b.String()
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	case "png":
		if _, err := stdpng.Decode(strings.NewReader(doc)); err != nil {
			t.Fatal(err)
		}
		return pngTexts(t, doc)
	}
	return doc
}

// pngTexts gives the texts of a PNG.
func pngTexts(t testing.TB, doc string) string {
	var all []string
	for at := 8; at+12 <= len(doc); {
		n := int(doc[at])<<24 | int(doc[at+1])<<16 | int(doc[at+2])<<8 | int(doc[at+3])
		if doc[at+4:at+8] == "iTXt" {
			all = append(all, strings.ReplaceAll(doc[at+8:at+8+n], "\x00", " "))
		}
		at += 12 + n
	}
	if len(all) == 0 {
		t.Error("the PNG says nothing of itself")
	}
	return strings.Join(all, "\n")
}

// goldenPicture compares dots. A shade may differ by a little: not every
// machine adds up the edges of shapes in the same order.
func goldenPicture(t *testing.T, name, got string) {
	t.Helper()
	want, ok := kept(t, name, got)
	if !ok {
		return
	}
	a, err := stdpng.Decode(strings.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	b, err := stdpng.Decode(strings.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%s is of the size %v, the new picture of %v", name, a.Bounds(), b.Bounds())
	}
	if n := differing(a, b); n > 0 {
		t.Errorf("%s changed in %d dots (go test -update writes it anew)", name, n)
	}
	if pngTexts(t, want) != pngTexts(t, got) {
		t.Errorf("%s: its texts are now %s", name, pngTexts(t, got))
	}
}

func differing(a, b image.Image) int {
	n := 0
	near := func(x, y uint32) bool { return max(x, y)-min(x, y) <= 3<<8 }
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r, g, bl, _ := a.At(x, y).RGBA()
			r2, g2, bl2, _ := b.At(x, y).RGBA()
			if !near(r, r2) || !near(g, g2) || !near(bl, bl2) {
				n++
			}
		}
	}
	return n
}
