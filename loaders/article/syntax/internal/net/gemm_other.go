//go:build !amd64

package net

const hasAVX2, hasAVX512 = false, false

func tile6x16(k int, a *float32, lda int, b *float32, c *float32, ldc int) { panic("no AVX2") }

func tile1x16(k int, a *float32, b *float32, c *float32) { panic("no AVX2") }

func tile12x32(k int, a *float32, lda int, b, b2 *float32, c *float32, ldc int) { panic("no AVX-512") }

func tile6x32(k int, a *float32, lda int, b, b2 *float32, c *float32, ldc int) { panic("no AVX-512") }

func recurStep(h int, u, b, v, c, x, y, constants *float32) { panic("no AVX2") }

func addRow(n int, dst *float32, row *int8, scale float32) { panic("no AVX2") }

func forwardStep(s *step) { panic("no AVX2") }

func backwardStep(s *step) { panic("no AVX2") }

func adamStep(n int, p, grad, m, v, constants *float32) { panic("no AVX2") }
