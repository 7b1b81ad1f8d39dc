package atlas

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"entente/graph"
	"entente/loaders/gazetteer"
)

var topology = flag.String("topojson", "", "land-110m.json of npm's world-atlas: write land.txt anew from it")

// TestLand writes land.txt where -topojson says from what: a line a ring, in
// tenths of a degree, east and north, each point as its distance from the
// last. Antarctica and what is a point at that scale are left out.
func TestLand(t *testing.T) {
	if *topology == "" {
		if len(landText) > 60_000 {
			t.Errorf("land.txt has %d bytes, too much for what it shows", len(landText))
		}
		if d := Land(); len(d) < 10_000 || strings.Contains(d, "NaN") {
			t.Errorf("the land's outline has %d characters", len(d))
		}
		return
	}
	text, err := os.ReadFile(*topology)
	if err != nil {
		t.Fatal(err)
	}
	var topo struct {
		Transform struct{ Scale, Translate [2]float64 }
		Arcs      [][][2]float64
		Objects   struct {
			Land struct {
				Geometries []struct{ Arcs [][][]int }
			}
		}
	}
	if err := json.Unmarshal(text, &topo); err != nil {
		t.Fatal(err)
	}
	arc := func(k int) [][2]int {
		back := k < 0
		if back {
			k = ^k
		}
		var points [][2]int
		var x, y float64
		for _, d := range topo.Arcs[k] {
			x, y = x+d[0], y+d[1]
			points = append(points, [2]int{
				int(math.Round(10 * (x*topo.Transform.Scale[0] + topo.Transform.Translate[0]))),
				int(math.Round(10 * (y*topo.Transform.Scale[1] + topo.Transform.Translate[1]))),
			})
		}
		if back {
			for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
				points[i], points[j] = points[j], points[i]
			}
		}
		return points
	}
	var out bytes.Buffer
	out.WriteString("# The world's land without Antarctica: Natural Earth 1:110m (public domain), from npm's world-atlas 2.0.2. Made by TestLand.\n")
	for _, g := range topo.Objects.Land.Geometries {
		for _, polygon := range g.Arcs {
			for _, ring := range polygon {
				var points [][2]int
				north := -900
				for _, k := range ring {
					for _, p := range arc(k) {
						if n := len(points); n == 0 || points[n-1] != p {
							points = append(points, p)
							north = max(north, p[1])
						}
					}
				}
				if len(points) < 4 || north < -600 {
					continue
				}
				last := [2]int{}
				for i, p := range points {
					if i > 0 {
						out.WriteByte(' ')
					}
					fmt.Fprintf(&out, "%d,%d", p[0]-last[0], p[1]-last[1])
					last = p
				}
				out.WriteByte('\n')
			}
		}
	}
	if err := os.WriteFile("land.txt", out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A ring that crosses the edge of the map must not be drawn across it.
func TestLandStaysOnItsSide(t *testing.T) {
	for ring := range strings.SplitSeq(strings.TrimSuffix(Land(), "Z"), "Z") {
		var last float64
		for i, pair := range strings.Split(ring[1:], "L") {
			var p Point
			if _, err := fmt.Sscanf(pair, "%f,%f", &p.X, &p.Y); err != nil {
				t.Fatalf("%q: %v", pair, err)
			}
			if p.X < 0 || p.X > Width || p.Y < 0 || p.Y > Height {
				t.Errorf("%v is off the map", p)
			}
			if i > 0 && math.Abs(p.X-last) > 80 {
				t.Errorf("a coast of %.0f units at %v", math.Abs(p.X-last), p)
			}
			last = p.X
		}
	}
}

func TestEveryStateHasItsCapital(t *testing.T) {
	known, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for e := range known.All() {
		if e.Capital == "" {
			continue
		}
		p, ok := Find(e.ID)
		if !ok {
			t.Errorf("%s (%s) is not on the map", e.ID, e.Capital)
		} else if p.City != e.Capital {
			t.Errorf("%s: the gazetteer says %s, the atlas %s", e.ID, e.Capital, p.City)
		}
	}
	for id := range places().byID {
		if !strings.HasPrefix(id, graph.ActorPrefix) {
			t.Errorf("%s is no actor", id)
		}
	}
}

// The time zone database, public domain and on nearly every machine, gives
// the degrees of many of the same cities.
func TestPlacesAgreeWithTimeZones(t *testing.T) {
	file, err := os.Open("/usr/share/zoneinfo/zone.tab")
	if err != nil {
		t.Skip("no zone.tab here")
	}
	defer file.Close()
	compared := 0
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) < 3 || f[0][0] == '#' {
			continue
		}
		name := strings.ReplaceAll(f[2][strings.LastIndex(f[2], "/")+1:], "_", " ")
		p, ok := City(name)
		if !ok || name == "San Juan" || name == "St Johns" { // Argentina's and Canada's
			continue
		}
		at := strings.LastIndexAny(f[1], "+-")
		lat, lon := degrees(t, f[1][:at], 2), degrees(t, f[1][at:], 3)
		compared++
		if d := math.Hypot(lat-p.Lat, (lon-p.Lon)*math.Cos(radians(lat))) * 111; d > 30 {
			t.Errorf("%s: %v,%v here, %.2f,%.2f there: %.0f km apart", name, p.Lat, p.Lon, lat, lon, d)
		}
	}
	if compared < 100 {
		t.Errorf("only %d cities compared", compared)
	}
}

// degrees reads ±DDMM[SS] or ±DDDMM[SS].
func degrees(t *testing.T, text string, whole int) float64 {
	t.Helper()
	var d, m int
	if _, err := fmt.Sscanf(text[1:1+whole]+" "+text[1+whole:3+whole], "%d %d", &d, &m); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	v := float64(d) + float64(m)/60
	if text[0] == '-' {
		v = -v
	}
	return v
}

func TestProject(t *testing.T) {
	for _, c := range []struct {
		name     string
		lat, lon float64
		want     Point
	}{
		{"middle of the Gulf of Guinea", 0, 0, Point{500, 241.3}},
		{"left edge at the equator", 0, -180, Point{0, 241.3}},
		{"right edge at the equator", 0, 180, Point{1000, 241.3}},
	} {
		if got := Project(c.lat, c.lon); math.Abs(got.X-c.want.X) > 0.2 || math.Abs(got.Y-c.want.Y) > 0.2 {
			t.Errorf("%s: %v, want about %v", c.name, got, c.want)
		}
	}
	for id, p := range places().byID {
		if q := Project(p.Lat, p.Lon); q.X < 0 || q.X > Width || q.Y < 0 || q.Y > Height {
			t.Errorf("%s is off the map, at %v", id, q)
		}
	}
}

func TestArc(t *testing.T) {
	tokyo, _ := City("Tokyo")
	washington, _ := City("Washington, D.C.")
	tehran, _ := City("Tehran")
	if n := strings.Count(Arc(tokyo, washington), "M"); n != 2 {
		t.Errorf("Tokyo to Washington crosses the Pacific, and so the map's edge, once: got %d pieces, want 2", n)
	}
	if n := strings.Count(Arc(tehran, tokyo), "M"); n != 1 {
		t.Errorf("Tehran to Tokyo is one line, got %d pieces", n)
	}
	if near, far := strings.Count(Arc(tehran, tokyo), "L"), strings.Count(Arc(tehran, washington), "L"); near < 10 || far <= near || far > 36 {
		t.Errorf("a line is as finely drawn as it is long: %d pieces to Tokyo, %d to Washington", near, far)
	}
	if d := Arc(tehran, tehran); strings.Contains(d, "NaN") {
		t.Errorf("from a place to itself: %s", d)
	}
	opposite := Place{Lat: -tehran.Lat, Lon: tehran.Lon - 180}
	if d := Arc(tehran, opposite); strings.Contains(d, "NaN") {
		t.Errorf("to the other end of the world: %s", d)
	}
}
