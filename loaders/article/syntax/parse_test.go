package syntax

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// newsSentences are read by the built-in model; each arc is "rel head dependent".
var newsSentences = []struct {
	text string
	arcs []string
	tags []string // word/UPOS or word/XPOS
}{
	{"The United States imposed new sanctions on Iranian vessels on Friday.",
		[]string{"nsubj imposed States", "obj imposed sanctions", "amod vessels Iranian", "nmod sanctions vessels|obl imposed vessels", "obl imposed Friday", "root - imposed"},
		[]string{"imposed/VBD", "States/PROPN", "vessels/NNS"}},
	{"Russian troops were attacked by Ukrainian drones near Kursk.",
		[]string{"nsubj:pass attacked troops", "obl:agent attacked drones|obl attacked drones", "aux:pass attacked were", "case drones by"},
		[]string{"attacked/VBN", "troops/NNS", "drones/NNS"}},
	{"China and Pakistan signed a trade agreement in Beijing.",
		[]string{"nsubj signed China", "conj China Pakistan", "obj signed agreement", "compound agreement trade"},
		[]string{"signed/VBD", "Pakistan/PROPN"}},
	{"Israel's prime minister, Benjamin Netanyahu, said on Monday that the army would not leave Gaza.",
		[]string{"nsubj said minister", "ccomp said leave", "nsubj leave army", "obj leave Gaza", "advmod leave not", "nmod:poss minister Israel"},
		[]string{"said/VBD", "leave/VB"}},
	{"Turkey has agreed to supply drones to Azerbaijan.",
		[]string{"nsubj agreed Turkey", "xcomp agreed supply", "obj supply drones", "obl supply Azerbaijan"},
		[]string{"agreed/VBN", "supply/VB"}},
	{"The talks, which were mediated by Oman, collapsed after two days.",
		[]string{"nsubj collapsed talks", "acl:relcl talks mediated", "obl collapsed days", "nummod days two"},
		[]string{"mediated/VBN", "collapsed/VBD"}},
	{"North Korea fired two ballistic missiles toward Japan, South Korea's military said.",
		[]string{"nsubj fired Korea", "obj fired missiles", "nsubj said military", "amod missiles ballistic"},
		[]string{"fired/VBD", "missiles/NNS"}},
	{"Saudi Arabia gave Yemen $500 million in aid.",
		[]string{"nsubj gave Arabia", "iobj gave Yemen", "root - gave"},
		[]string{"gave/VBD", "Yemen/PROPN"}},
	{"If Tehran enriches uranium, Washington will withdraw from the deal.",
		[]string{"advcl withdraw enriches", "mark enriches If", "aux withdraw will", "obl withdraw deal"},
		[]string{"withdraw/VB"}},
	{"The European Union and Britain have threatened to strike back.",
		[]string{"conj Union Britain", "xcomp threatened strike", "nsubj threatened Union"},
		[]string{"threatened/VBN"}},
	{"Putin met Xi in Moscow and praised China's position on Ukraine.",
		[]string{"nsubj met Putin", "obj met Xi", "conj met praised", "obj praised position", "nmod:poss position China"},
		[]string{"met/VBD", "praised/VBD"}},
	{"Hungary vetoed the sanctions because it buys Russian oil.",
		[]string{"nsubj vetoed Hungary", "obj vetoed sanctions", "advcl vetoed buys", "obj buys oil", "nsubj buys it"},
		[]string{"vetoed/VBD", "buys/VBZ"}},
}

// TestNewsTrees wants nine of ten arcs that matter: a model is no table.
func TestNewsTrees(t *testing.T) {
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	good, all := 0, 0
	for _, tt := range newsSentences {
		s := slices.Collect(m.Sentences(tt.text))
		if len(s) != 1 {
			t.Fatalf("%q: %d sentences", tt.text, len(s))
		}
		arcs, tags := map[string]bool{}, map[string]bool{}
		for _, k := range s[0].Tokens {
			head := "-"
			if k.Head >= 0 {
				head = s[0].Tokens[k.Head].Text
			}
			arcs[fmt.Sprintf("%s %s %s", k.Rel, head, k.Text)] = true
			tags[k.Text+"/"+k.UPOS], tags[k.Text+"/"+k.XPOS] = true, true
		}
		for _, a := range tt.arcs {
			all++
			found := false
			for alternative := range strings.SplitSeq(a, "|") {
				found = found || arcs[alternative]
			}
			if found {
				good++
			} else {
				t.Logf("%q: no arc %q", tt.text, a)
			}
		}
		for _, w := range tt.tags {
			all++
			if tags[w] {
				good++
			} else {
				t.Logf("%q: no tag %q", tt.text, w)
			}
		}
	}
	if good*10 < all*9 {
		t.Errorf("%d of %d arcs and tags, want nine tenths", good, all)
	}
}

func BenchmarkSentences(b *testing.B) {
	m, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for range 10 {
		for _, s := range newsSentences {
			text.WriteString(s.text + " ")
			// A third of news sentences are long.
			if len(s.text) > 75 {
				text.WriteString("According to officials in the capital, " + strings.TrimSuffix(s.text, ".") + ", although several analysts warned that the move could still be reversed by the parliament next year. ")
			}
		}
	}
	sentences, tokens := 0, 0
	for b.Loop() {
		for s := range m.Sentences(text.String()) {
			sentences++
			tokens += len(s.Tokens)
		}
	}
	b.ReportMetric(float64(sentences)/b.Elapsed().Seconds(), "sentences/s")
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Decode(modelBytes); err != nil {
			b.Fatal(err)
		}
	}
}
