package index

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// madeQuads writes n quads of N-Quads.
func madeQuads(n, actors int) []byte {
	random := rand.New(rand.NewPCG(1, 0))
	pick := func() int { return int(math.Pow(float64(actors), random.Float64())) - 1 }
	var b bytes.Buffer
	for q := 0; q < n; {
		id := fmt.Sprintf("%016x%08x", random.Uint64(), random.Uint32())
		s, o := pick(), pick()
		fmt.Fprintf(&b, "<actor:made-%d> <rel:r%d> <actor:made-%d> <claim:%s> .\n", s, random.IntN(40), o, id)
		fmt.Fprintf(&b, "<claim:%s> <rdf:type> <ent:Claim> <claim:%s> .\n", id, id)
		fmt.Fprintf(&b, "<claim:%s> <rdf:subject> <actor:made-%d> <claim:%s> .\n", id, s, id)
		fmt.Fprintf(&b, "<claim:%s> <rdf:object> <actor:made-%d> <claim:%s> .\n", id, o, id)
		fmt.Fprintf(&b, "<claim:%s> <ent:confidence> \"%g\"^^<http://www.w3.org/2001/XMLSchema#double> <claim:%s> .\n", id, float64(random.IntN(50))/100, id)
		fmt.Fprintf(&b, "<claim:%s> <ent:time> \"20%02d-%02d-%02d\" <claim:%s> .\n", id, random.IntN(26), random.IntN(12)+1, random.IntN(28)+1, id)
		fmt.Fprintf(&b, "<claim:%s> <prov:wasDerivedFrom> <source:made/%d> <claim:%s> .\n", id, q/700, id)
		fmt.Fprintf(&b, "<claim:%s> <ent:quote> \"Officials %d and %d met on the day %d\" <claim:%s> .\n", id, s, o, q, id)
		q += 8
	}
	return b.Bytes()
}

func BenchmarkBulkNQuads(b *testing.B) {
	n, _ := strconv.Atoi(os.Getenv("QUADS"))
	if n == 0 {
		n = 1_000_000
	}
	data := madeQuads(n, 20000)
	for range b.N {
		dir := filepath.Join(b.TempDir(), "db")
		if err := Create(dir); err != nil {
			b.Fatal(err)
		}
		db, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		var u0, u1 syscall.Rusage
		syscall.Getrusage(0, &u0)
		began := time.Now()
		load, err := db.Bulk(background, 0)
		if err != nil {
			b.Fatal(err)
		}
		if err := load.ReadNQuads(bytes.NewReader(data), Reading{}); err != nil {
			b.Fatal(err)
		}
		read := time.Since(began)
		added, err := load.Commit()
		if err != nil {
			b.Fatal(err)
		}
		took := time.Since(began)
		syscall.Getrusage(0, &u1)
		cpu := time.Duration(u1.Utime.Nano() + u1.Stime.Nano() - u0.Utime.Nano() - u0.Stime.Nano())
		b.ReportMetric(float64(added)/took.Seconds(), "quads/s")
		b.ReportMetric(read.Seconds(), "read-s")
		b.ReportMetric(took.Seconds(), "all-s")
		b.ReportMetric(cpu.Seconds(), "cpu-s")
		var size int64
		filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if i, err := d.Info(); err == nil && !d.IsDir() {
				size += i.Size()
			}
			return nil
		})
		b.ReportMetric(float64(size)/float64(added), "B/quad")
		b.Log(added, db.Live().Quads(), db.Live().Values())
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/1e6, "MB-sys")
		db.Close()
	}
}
