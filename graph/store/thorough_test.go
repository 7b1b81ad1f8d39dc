package store_test

import (
	"flag"
	"os"
	"strconv"
	"testing"
)

// often is how often a test does what it does at random: a few times where
// tests are run again and again, many times where ENTENTE_THOROUGH is set, as
// continuous integration does, and as little as can be with -short.
func often(least, few, many int) int {
	switch {
	case testing.Short():
		return least
	case os.Getenv("ENTENTE_THOROUGH") != "":
		return many
	}
	return few
}

// checks makes rapid check a property so often, unless it was told itself.
func checks(t *testing.T, n int) {
	f := flag.Lookup("rapid.checks")
	if f.Value.String() != f.DefValue {
		return
	}
	must(t, f.Value.Set(strconv.Itoa(n)))
	t.Cleanup(func() { f.Value.Set(f.DefValue) })
}
