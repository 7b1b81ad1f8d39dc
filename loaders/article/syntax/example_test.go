package syntax_test

import (
	"fmt"
	"log"

	"entente/loaders/article/syntax"
)

func Example() {
	m, err := syntax.Load()
	if err != nil {
		log.Fatal(err)
	}
	text := "Hungary vetoed the sanctions. Slovakia didn't."
	for s := range m.Sentences(text) {
		for _, t := range s.Tokens {
			head := "–"
			if t.Head >= 0 {
				head = s.Tokens[t.Head].Text
			}
			fmt.Printf("%2d-%-2d %-9s %-8s %-5s %-4s %-6s of %s\n", t.Start, t.End, t.Text, t.Lemma, t.UPOS, t.XPOS, t.Rel, head)
		}
	}
	// Output:
	//  0-7  Hungary   Hungary  PROPN NNP  nsubj  of vetoed
	//  8-14 vetoed    veto     VERB  VBD  root   of –
	// 15-18 the       the      DET   DT   det    of sanctions
	// 19-28 sanctions sanction NOUN  NNS  obj    of vetoed
	// 28-29 .         .        PUNCT .    punct  of vetoed
	// 30-38 Slovakia  Slovakia PROPN NNP  nsubj  of did
	// 39-42 did       do       AUX   VBD  root   of –
	// 42-45 n't       not      PART  RB   advmod of did
	// 45-46 .         .        PUNCT .    punct  of did
}
