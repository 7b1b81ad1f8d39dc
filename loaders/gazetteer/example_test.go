package gazetteer_test

import (
	"fmt"
	"strings"

	"entente/loaders/gazetteer"
)

func Example() {
	g, err := gazetteer.Builtin()
	if err != nil {
		fmt.Println(err)
		return
	}
	words := strings.Fields("Washington told the US president in Tehran")
	for i := 0; i < len(words); {
		n, hits := g.Match(words, i)
		for _, h := range hits {
			fmt.Printf("%s: %s, %s of %s\n", words[i], h.Entry.Label, h.As, h.Entry.Type)
		}
		i += max(n, 1)
	}
	for _, t := range g.Holder("actor:united-states", "president", "2022-03-01")[:2] {
		fmt.Println(t.Person.Label, t.Standing)
	}
	// Output:
	// Washington: Washington, D.C., name of Place
	// Washington: Washington State, name of Place
	// Washington: United States, seat of State
	// US: United States, name of State
	// Tehran: Tehran, name of Place
	// Tehran: Iran, seat of State
	// Joe Biden holding
	// Donald Trump former
}

func ExampleGazetteer_With() {
	g, err := gazetteer.Builtin()
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = g.With("my.yaml", strings.NewReader("places:\n  - {label: Zenda, within: actor:iram}\n"))
	fmt.Println(err)
	// Output:
	// my.yaml:2: actor:zenda is within actor:iram, which is not known (did you mean actor:iran?)
}
