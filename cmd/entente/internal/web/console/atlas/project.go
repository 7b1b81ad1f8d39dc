package atlas

import (
	"bufio"
	"math"
	"strconv"
	"strings"
	"sync"
)

// The drawing is so many units wide and high. It leaves Antarctica out, where
// nobody sits.
const (
	Width  = 1000.0
	Height = 433.4

	south, north = -56.5, 84.0
)

// Point is a place on the drawing; y runs down.
type Point struct{ X, Y float64 }

// Project puts a place on the drawing, by the Equal Earth projection (Šavrič,
// Patterson and Jenny 2018): areas compare as they are, so that no part of the
// world looks larger than it is.
func Project(lat, lon float64) Point {
	x, y := equalEarth(lat, lon)
	right, _ := equalEarth(0, 180)
	_, top := equalEarth(north, 0)
	_, bottom := equalEarth(south, 0)
	return Point{
		round((x/right + 1) / 2 * Width),
		round((top - y) / (top - bottom) * Height),
	}
}

// equalEarth is the projection on a sphere with a radius of one.
func equalEarth(lat, lon float64) (x, y float64) {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	m := math.Sqrt(3) / 2
	t := math.Asin(m * math.Sin(radians(lat)))
	t2 := t * t
	t6 := t2 * t2 * t2
	x = radians(lon) * math.Cos(t) / (m * (a1 + 3*a2*t2 + t6*(7*a3+9*a4*t2)))
	y = t * (a1 + a2*t2 + t6*(a3+a4*t2))
	return x, y
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// round keeps tenths: more no screen shows.
func round(f float64) float64 { return math.Round(f*10)/10 + 0 }

// Land is the outline of the world's land, as the d attribute of an SVG path.
var Land = sync.OnceValue(func() string {
	var b strings.Builder
	lines := bufio.NewScanner(strings.NewReader(landText))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		ring := readRing(line)
		west, east := 0, 0
		for _, p := range ring {
			west, east = min(west, p[0]), max(east, p[0])
		}
		// What crosses the edge of the map is drawn at both edges.
		outline(&b, ring, 0)
		if west < -1800 {
			outline(&b, ring, 3600)
		}
		if east > 1800 {
			outline(&b, ring, -3600)
		}
	}
	return b.String()
})

// readRing reads a line of land.txt: tenths of a degree, east and north. Where
// the ring crosses the meridian of 180 degrees, it goes on counting.
func readRing(line string) [][2]int {
	var ring [][2]int
	lat, lon, turns := 0, 0, 0
	for pair := range strings.FieldsSeq(line) {
		east, up, _ := strings.Cut(pair, ",")
		dx, _ := strconv.Atoi(east) // a test reads the file
		dy, _ := strconv.Atoi(up)
		lon, lat = lon+dx, lat+dy
		if len(ring) > 0 && dx > 1800 {
			turns--
		} else if len(ring) > 0 && dx < -1800 {
			turns++
		}
		ring = append(ring, [2]int{lon + 3600*turns, lat})
	}
	return ring
}

// outline writes a ring, moved by so many tenths of a degree, as far as it is
// on the map.
func outline(b *strings.Builder, ring [][2]int, shift int) {
	var last Point
	n := 0
	for _, at := range ring {
		lon := max(-1800, min(1800, at[0]+shift))
		p := Project(max(south, float64(at[1])/10), float64(lon)/10)
		if n > 0 && p == last {
			continue
		}
		write(b, n == 0, p)
		last, n = p, n+1
	}
	b.WriteByte('Z')
}

func write(b *strings.Builder, first bool, p Point) {
	if first {
		b.WriteByte('M')
	} else {
		b.WriteByte('L')
	}
	b.WriteString(strconv.FormatFloat(p.X, 'f', -1, 64))
	b.WriteByte(',')
	b.WriteString(strconv.FormatFloat(p.Y, 'f', -1, 64))
}

// Arc is the shortest way over the globe between two places, as the d
// attribute of an SVG path. Where it crosses the edge of the map it goes on
// at the other.
func Arc(from, to Place) string {
	a, c := sphere(from), sphere(to)
	angle := math.Acos(max(-1, min(1, a[0]*c[0]+a[1]*c[1]+a[2]*c[2])))
	// Five degrees are straight to the eye, and of a hub there are hundreds of
	// lines to send.
	steps := max(4, int(math.Ceil(angle*36/math.Pi)))
	var b strings.Builder
	var before float64
	for i := range steps + 1 {
		t := float64(i) / float64(steps)
		lat, lon := from.Lat+(to.Lat-from.Lat)*t, from.Lon+(to.Lon-from.Lon)*t
		if s := math.Sin(angle); s > 1e-6 {
			u, v := math.Sin((1-t)*angle)/s, math.Sin(t*angle)/s
			x, y, z := u*a[0]+v*c[0], u*a[1]+v*c[1], u*a[2]+v*c[2]
			lat, lon = math.Asin(max(-1, min(1, z)))*180/math.Pi, math.Atan2(y, x)*180/math.Pi
		}
		first := i == 0 || math.Abs(lon-before) > 180
		write(&b, first, Project(lat, lon))
		before = lon
	}
	return b.String()
}

func sphere(p Place) [3]float64 {
	lat, lon := radians(p.Lat), radians(p.Lon)
	return [3]float64{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)}
}
