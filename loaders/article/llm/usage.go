package llm

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Usage is what was asked and what it cost.
type Usage struct {
	Requests  int // sent, tries that failed included
	Retries   int // of them, again after a failure
	CacheHits int // questions answered from the cache
	CacheBad  int // files of the cache that were damaged and replaced
	Truncated int // answers cut off, so that the text was split
	TokensIn  int // sent and paid for, as the endpoint counts
	TokensOut int
	Saved     int           // tokens in and out that the cache saved
	Unmetered int           // answers without a count of tokens
	Elapsed   time.Duration // waiting for the endpoint; requests at once add up

	Claims   int
	Repeated int     // findings that repeat another of the same quote
	Refused  []Count // findings and answers refused, by what was wrong, in the order of the alphabet
	LeftOut  int     // times, amounts and places left out of claims that were kept
	priceIn  float64 // USD for a million tokens
	priceOut float64
}

// Count is how often something was.
type Count struct {
	What string
	N    int
}

// Cost is what the tokens cost in USD; ok is false if prices or tokens are
// not known.
func (u Usage) Cost() (usd float64, ok bool) {
	usd = (float64(u.TokensIn)*u.priceIn + float64(u.TokensOut)*u.priceOut) / 1e6
	return usd, u.Unmetered == 0 && (u.priceIn > 0 || u.priceOut > 0)
}

func (u *Usage) add(v *verifier) {
	u.Claims += len(v.claims)
	u.Repeated += v.repeated
	u.LeftOut += v.leftOut
	for _, what := range v.refused {
		i, known := slices.BinarySearchFunc(u.Refused, what, func(c Count, w string) int { return strings.Compare(c.What, w) })
		if !known {
			u.Refused = slices.Insert(u.Refused, i, Count{What: what})
		}
		u.Refused[i].N++
	}
}

// String is the report for people, in one line.
func (u Usage) String() string {
	s := number(u.Requests, "request")
	add := func(n int, what string) {
		if n > 0 {
			s += ", " + what
		}
	}
	add(u.Retries, grouped(u.Retries)+" of them again")
	add(u.CacheHits, number(u.CacheHits, "answer")+" from the cache")
	add(u.CacheBad, number(u.CacheBad, "damaged file")+" of the cache replaced")
	add(u.Truncated, number(u.Truncated, "answer")+" cut off")
	s += "; " + number(u.TokensIn, "token") + " in, " + grouped(u.TokensOut) + " out"
	add(u.Saved, grouped(u.Saved)+" saved")
	if u.Unmetered > 0 {
		s += ", not counting " + number(u.Unmetered, "answer") + " that did not say"
	}
	if usd, ok := u.Cost(); ok {
		s += fmt.Sprintf("; %.4f USD", usd)
	}
	s += "; " + u.Elapsed.Round(100*time.Millisecond).String() + " waiting; " + number(u.Claims, "claim")
	refused, reasons := 0, make([]string, len(u.Refused))
	for i, c := range u.Refused {
		refused += c.N
		reasons[i] = c.What + " " + grouped(c.N)
	}
	add(refused, grouped(refused)+" refused ("+strings.Join(reasons, ", ")+")")
	add(u.LeftOut, number(u.LeftOut, "detail")+" left out")
	return s
}

func number(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return grouped(n) + " " + what
}

// grouped writes a number with commas: 12,345.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
