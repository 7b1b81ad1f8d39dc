// Package officials reads data sets that say which states there are and who
// spoke for them when: OpenSanctions' territories, the table of country codes,
// the leaders of Archigos and REIGN, the speakers of the UN General Debate,
// and Popolo files of parliaments. What they say of actors widens the
// gazetteer: entente extract, load and resolve use it with --names-from.
//
// A person is told by the office held: "Rouhani", who leads Iran from
// 2013-08-03 on, is the Hassan Rouhani whom the gazetteer knows to be its
// president then. Others get an ID of name and state, so that a leader is one
// actor in all these sets.
package officials

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"entente/graph"
	"entente/loaders/dataset"
)

// who is a person as these sets name one, of a state.
func who(w *dataset.Writer, name string, state graph.Actor, day string) (a graph.Actor, role string) {
	if a, role, ok := w.Names.InOffice(state.ID, day, name); ok {
		return a, role
	}
	a = w.Names.New(name, "Person", "of", strings.TrimPrefix(state.ID, graph.ActorPrefix))
	a.Within = state.ID
	return a, ""
}

var (
	honorific = regexp.MustCompile(`^(?i:(mr|mrs|ms|miss|dr|sir|dame|lord|h\.? ?e|his excellency|her excellency|hon|rt|right honourable|prof|general|gen|the|begum)\b[. ]*)+`)
	serial    = regexp.MustCompile(`^(\pL[\pL .'-]*?)\d{4,5}$`)
	spaces    = regexp.MustCompile(`\s+`)
)

// cleanName takes from a name what is none: blanks, honorifics, the number
// of a day that a spreadsheet glued to it; capitals that shout are lowered.
func cleanName(name string) string {
	name = spaces.ReplaceAllString(strings.TrimSpace(name), " ")
	if m := serial.FindStringSubmatch(name); m != nil {
		name = m[1]
	}
	if short := strings.TrimSpace(honorific.ReplaceAllString(name, "")); short != "" {
		name = short
	}
	words := strings.Split(name, " ")
	for i, word := range words {
		if len([]rune(word)) > 3 && word == strings.ToUpper(word) && !strings.Contains(word, ".") {
			words[i] = capitalised(word)
		}
	}
	return strings.Join(words, " ")
}

func capitalised(word string) string {
	start := true
	return strings.Map(func(r rune) rune {
		if start {
			start = false
			return r
		}
		start = !unicode.IsLetter(r)
		return unicode.ToLower(r)
	}, word)
}

// interval writes a time from its ends; "" is open.
func interval(from, to string) (graph.Time, error) {
	if from == "" && to == "" {
		return graph.Time{}, nil
	}
	if from == "" {
		from = ".."
	}
	if to == "" {
		to = ".."
	}
	if from == to {
		return graph.ParseTime(from)
	}
	return graph.ParseTime(from + "/" + to)
}

func isYear(s string) bool {
	y, err := strconv.Atoi(s)
	return err == nil && y > 1500 && y < 2200
}
