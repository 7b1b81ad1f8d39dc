package net

// Packed is a matrix laid out for Gemm: panels of 16 columns, each row by
// row, the last one filled up with zeros.
type Packed struct {
	K, N int
	Data []float32
}

// Pack lays out b, of k rows and n columns, reusing p's memory.
func (p *Packed) Pack(b []float32, k, n int) {
	panels := (n + 15) / 16
	p.K, p.N = k, n
	if cap(p.Data) < panels*16*k {
		p.Data = make([]float32, panels*16*k)
	}
	p.Data = p.Data[:panels*16*k]
	for j := range panels {
		width := min(16, n-j*16)
		out := p.Data[j*16*k:]
		for i := range k {
			row := out[i*16 : i*16+16]
			m := copy(row[:width], b[i*n+j*16:i*n+j*16+width])
			clear(row[m:])
		}
	}
}

// Gemm adds a·b to c; a has m rows of b.K columns, c m rows of b.N, both
// without gaps.
func Gemm(m int, a []float32, b *Packed, c []float32) {
	k, n := b.K, b.N
	if m == 0 || k == 0 {
		return
	}
	_, _ = a[m*k-1], c[m*n-1]
	if hasAVX512 {
		gemm512(m, a, b, c)
		return
	}
	var edge [6 * 16]float32
	for j := 0; j < n; j += 16 {
		panel := b.Data[j*k : (j+16)*k]
		width := min(16, n-j)
		for i := 0; i < m; i += 6 {
			rows := min(6, m-i)
			if width == 16 {
				tile(rows, k, a[i*k:], panel, c[i*n+j:], n)
				continue
			}
			clear(edge[:])
			tile(rows, k, a[i*k:], panel, edge[:], 16)
			for r := range rows {
				out := c[(i+r)*n+j : (i+r)*n+j+width]
				for x := range out {
					out[x] += edge[r*16+x]
				}
			}
		}
	}
}

func tile(rows, k int, a, b, c []float32, n int) {
	if hasAVX2 {
		if rows == 6 {
			tile6x16(k, &a[0], k*4, &b[0], &c[0], n*4)
			return
		}
		for r := range rows {
			tile1x16(k, &a[r*k], &b[0], &c[r*n])
		}
		return
	}
	for r := range rows {
		var sum [16]float32
		for i, x := range a[r*k : r*k+k] {
			row := b[i*16 : i*16+16 : i*16+16]
			for q := range sum {
				sum[q] += x * row[q]
			}
		}
		out := c[r*n : r*n+16]
		for q := range sum {
			out[q] += sum[q]
		}
	}
}

// gemm512 is Gemm by tiles of twelve rows and two panels. Rows left over are
// multiplied in a room filled up with rows that count for nothing.
func gemm512(m int, a []float32, b *Packed, c []float32) {
	k, n := b.K, b.N
	var edge [12 * 32]float32
	var few []float32
	rest := m / 12 * 12
	if rest < m {
		few = make([]float32, 12*k)
		copy(few, a[rest*k:m*k])
	}
	for j := 0; j < n; j += 32 {
		one := b.Data[j*k:]
		two := one
		if j+16 < n {
			two = b.Data[(j+16)*k:]
		}
		width := min(32, n-j)
		for i := 0; i < m; i += 12 {
			if i < rest && width == 32 {
				tile12x32(k, &a[i*k], k*4, &one[0], &two[0], &c[i*n+j], n*4)
				continue
			}
			rows, from := min(12, m-i), few
			if i < rest {
				from = a[i*k:]
			}
			clear(edge[:rows*32])
			if rows <= 6 {
				tile6x32(k, &from[0], k*4, &one[0], &two[0], &edge[0], 32*4)
			} else {
				tile12x32(k, &from[0], k*4, &one[0], &two[0], &edge[0], 32*4)
			}
			for r := range rows {
				out := c[(i+r)*n+j : (i+r)*n+j+width]
				for x := range out {
					out[x] += edge[r*32+x]
				}
			}
		}
	}
}
