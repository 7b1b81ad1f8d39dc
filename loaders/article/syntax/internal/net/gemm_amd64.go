package net

//go:noescape
func tile6x16(k int, a *float32, lda int, b *float32, c *float32, ldc int)

//go:noescape
func tile1x16(k int, a *float32, b *float32, c *float32)

//go:noescape
func tile12x32(k int, a *float32, lda int, b, b2 *float32, c *float32, ldc int)

//go:noescape
func tile6x32(k int, a *float32, lda int, b, b2 *float32, c *float32, ldc int)

func cpuid(leaf, sub uint32) (a, b, c, d uint32)

func xgetbv() uint32

// hasAVX2 reports whether processor and system allow AVX2 and FMA.
var hasAVX2 = func() bool {
	top, _, _, _ := cpuid(0, 0)
	if top < 7 {
		return false
	}
	_, _, c, _ := cpuid(1, 0)
	const fma, osxsave, avx = 1 << 12, 1 << 27, 1 << 28
	if c&(fma|osxsave|avx) != fma|osxsave|avx || xgetbv()&6 != 6 {
		return false
	}
	_, b, _, _ := cpuid(7, 0)
	return b&(1<<5) != 0
}()

// hasAVX512 reports whether they allow AVX-512 too.
var hasAVX512 = func() bool {
	const registers = 0xe6 // which the system saves
	if !hasAVX2 || xgetbv()&registers != registers {
		return false
	}
	_, b, _, _ := cpuid(7, 0)
	return b&(1<<16) != 0
}()

//go:noescape
func recurStep(h int, u, b, v, c, x, y, constants *float32)

//go:noescape
func addRow(n int, dst *float32, row *int8, scale float32)

//go:noescape
func forwardStep(s *step)

//go:noescape
func backwardStep(s *step)

//go:noescape
func adamStep(n int, p, grad, m, v, constants *float32)
