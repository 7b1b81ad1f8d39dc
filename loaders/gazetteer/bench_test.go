package gazetteer

import (
	"strings"
	"testing"
)

// BenchmarkBuiltin is what every start of a command that reads articles pays.
func BenchmarkBuiltin(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkYAML is what it would pay without builtin.bin.
func BenchmarkYAML(b *testing.B) {
	for b.Loop() {
		if _, err := readDataFiles(); err != nil {
			b.Fatal(err)
		}
	}
}

const newsText = `Iranian Foreign Minister Abbas Araghchi says that he hopes talks with the United States will resume soon , ` +
	`while US President Donald Trump pledged another round of negotiations next week after mediated discussions in Oman . ` +
	`The two sides are sticking to their own positions and are not willing to back down , a woman who asked to remain ` +
	`anonymous told Al Jazeera in the capital , Tehran . More than one quarter of Iran 's trade is with China .`

// BenchmarkMatch reports tokens per second over news prose.
func BenchmarkMatch(b *testing.B) {
	g := builtin(b)
	words := strings.Fields(newsText)
	b.ReportAllocs()
	for b.Loop() {
		for i := 0; i < len(words); {
			n, _ := g.Match(words, i)
			i += max(n, 1)
		}
	}
	b.ReportMetric(float64(len(words)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkNear is one "did you mean" over all names.
func BenchmarkNear(b *testing.B) {
	g := builtin(b)
	g.Near("warm up", 1)
	for b.Loop() {
		g.Near("Untied Sates", 5)
	}
}

// BenchmarkWith is what a user's lexicon adds to the start.
func BenchmarkWith(b *testing.B) {
	g := builtin(b)
	for b.Loop() {
		if _, err := g.With("world.yaml", strings.NewReader(world)); err != nil {
			b.Fatal(err)
		}
	}
}
