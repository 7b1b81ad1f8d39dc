package main

// sized returns a slice of n floats, in s's memory if it is large enough,
// with any content.
func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n+n/4)[:n]
	}
	return s[:n]
}

func zeroed(s []float32, n int) []float32 {
	s = sized(s, n)
	clear(s)
	return s
}
