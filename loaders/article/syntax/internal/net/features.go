package net

import (
	"unicode"
	"unicode/utf8"
)

// Word is what the net sees of a token: its row in the table of words, 0 if
// unknown, and the buckets of its parts.
type Word struct {
	ID     int32
	Subs   []int32
	Vector int32 // row of its vector, -1 if it has none; for learning
}

// maxForm is how many bytes of a word count.
const maxForm = 48

// Form is the key of a word in the vocabulary: lower case, digits as 0,
// typographic quotes and dashes as the plain ones.
func Form(dst []byte, word string) []byte {
	for _, r := range word {
		if len(dst) >= maxForm {
			break
		}
		dst = utf8.AppendRune(dst, plain(unicode.ToLower(r)))
	}
	return dst
}

func plain(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return '0'
	case r < 0x80:
		return r
	}
	switch r {
	case '’', '‘', 'ʼ', '´':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '–', '—', '‑', '−', '‐', '―':
		return '-'
	}
	return r
}

// NameSubs appends the buckets of a word in the namer's table: the word itself
// in both cases of its letters, and its parts.
func NameSubs(dst []int32, word string, form []byte, buckets int) []int32 {
	h := uint32(2166136261)
	for i := range min(len(word), maxForm) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	g := uint32(84696351)
	for _, c := range form {
		g = (g ^ uint32(c)) * 16777619
	}
	dst = append(dst, int32((h^h>>15)*0x85ebca6b>>7&uint32(buckets-1)), int32((g^g>>15)*0x85ebca6b>>7&uint32(buckets-1)))
	return Subs(dst, word, form, buckets)
}

// Subs appends the buckets of a word's parts: prefixes, suffixes, shape and
// letter triples. form is Form's result for it. buckets is a power of two.
func Subs(dst []int32, word string, form []byte, buckets int) []int32 {
	mask := uint32(buckets - 1)
	add := func(kind uint32, s []byte) {
		h := 2166136261 ^ kind*0x9e3779b1
		for _, c := range s {
			h = (h ^ uint32(c)) * 16777619
		}
		h ^= h >> 15
		h *= 0x85ebca6b
		h ^= h >> 13
		dst = append(dst, int32(h&mask))
	}
	n := len(form)
	for k := 1; k <= 4; k++ {
		if k <= n {
			add(uint32(k), form[n-k:])
			add(uint32(4+k), form[:k])
		}
	}
	if n >= 5 {
		add(9, form[n-5:])
	}
	var short, long [16]byte
	s, l := short[:0], long[:0]
	for _, r := range word {
		c := class(r)
		if len(l) < cap(long) {
			l = append(l, c)
		}
		if m := len(s); len(s) < cap(short) && (m == 0 || s[m-1] != c) {
			s = append(s, c)
		}
	}
	add(10, s)
	add(11, l[:min(len(l), 6)])
	if n > 4 {
		for k := 0; k+3 <= n && k < 20; k++ {
			add(12, form[k:k+3])
		}
	}
	return dst
}

func class(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z':
		return 'x'
	case r >= 'A' && r <= 'Z':
		return 'X'
	case r >= '0' && r <= '9':
		return '0'
	case r < 0x80:
		return byte(r)
	}
	switch p := plain(r); {
	case p < 0x80:
		return byte(p)
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	}
	return 'o'
}
