package ofac

import (
	"context"
	"regexp"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// A position is free text: "Director, Banco Nacional de Cuba", "Tanchon
// Commercial Bank Representative in Hanoi", "Minister of Finance". It gives a
// claim where it names somebody on the list or in the gazetteer, or an office
// of a state whose national the person is.

var (
	// representative fits "X Representative (in …)" and "Representative of X".
	representative = regexp.MustCompile(`^(?:(.+?) (?:Chief |Overseas |Deputy )?[Rr]epresentative\b|(?:Chief |Deputy )?[Rr]epresentative (?:of|for) (?:the )?(.+))`)
	// of fits the body that a position is held in.
	of = regexp.MustCompile(`(?:, | of the | of | for the | for | at | to )`)
	// stateOffice fits offices of a state that act for it.
	stateOffice = regexp.MustCompile(`^(?:First |Deputy |Vice |Prime |Former )*(?:President|Prime Minister|Minister|Ambassador|Foreign Minister)(?: of (?:Foreign Affairs|Finance|Defen[cs]e|Interior|the Interior|Information|Justice|Industry|Economy|Oil|Energy|Trade|State)[^,;]*)?$`)
)

// titleConfidence is below 1: that a minister serves the state whose national
// he is, the list does not say.
const titleConfidence = 0.8

func (l *list) position(ctx context.Context, rec *dataset.Record, self graph.Actor, title string, remarks []remark) error {
	if self.Type != "Person" {
		return nil
	}
	said := map[string]bool{}
	texts := strings.Split(title, "; ")
	for _, r := range remarks {
		if r.kind == freeText {
			texts = append(texts, r.value)
		}
	}
	for _, text := range texts {
		if text == "" || said[text] || strings.HasPrefix(text, "Former ") {
			continue
		}
		said[text] = true
		c, ok := l.office(text, remarks)
		if !ok {
			continue
		}
		c.Subject = self
		c.Rule = "position"
		if err := l.w.Claim(ctx, rec, c); err != nil {
			return err
		}
	}
	return nil
}

func (l *list) office(text string, remarks []remark) (graph.Claim, bool) {
	if m := representative.FindStringSubmatch(text); m != nil {
		if a, ok := l.body(m[1] + m[2]); ok {
			return graph.Claim{Relation: "represents", Object: a}, true
		}
	}
	if stateOffice.MatchString(text) {
		var state []graph.Actor
		for _, r := range remarks {
			if r.kind == nationality {
				found, _ := l.w.Names.Nationalities(r.value)
				state = append(state, found...)
			}
		}
		if len(state) == 1 {
			return graph.Claim{Relation: "represents", Object: state[0], Confidence: titleConfidence}, true
		}
	}
	for _, at := range of.FindAllStringIndex(text, -1) {
		a, ok := l.body(text[at[1]:])
		if !ok {
			continue
		}
		relation := "affiliated-with"
		if a.Type == "State" && stateOffice.MatchString(text[:at[0]]) {
			relation = "represents"
		} else if strings.HasPrefix(strings.ToLower(text), "member") {
			if a.Type != "State" {
				relation = "member-of"
			}
		}
		return graph.Claim{Relation: relation, Object: a}, true
	}
	return graph.Claim{}, false
}

// body finds an organization or state by a name in a position; none is made.
func (l *list) body(name string) (graph.Actor, bool) {
	name = strings.TrimSpace(name)
	if e, _ := l.named(name); e != nil && e.Type == "Organization" {
		return e.Actor, true
	}
	return l.w.Names.Find(name, "Organization", "State")
}
