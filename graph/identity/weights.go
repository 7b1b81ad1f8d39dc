package identity

import "sync"

// What agreements and disagreements count, in log-odds: a pair starts at the
// bias and each feature adds its weight times its value; the logistic function
// of the sum is the score. They were fitted to pairs whose codes say whether
// they are the same, from public lists of persons, companies, ships and
// states, and rounded until a round number cost a pair in a thousand.
//
// Values lie between 0 and 1; those of "rare" are bits of surprise.
var weights = []Weight{
	{"bias", -17, "two records that have nothing in common"},
	{"name", 16, "how much of both names' words agree, each word weighed by how rare it is: 1 is all"},
	{"rare", 0.25, "how surprising the agreement is, in bits (at most 20): that two lists both know a Nguyen says little"},
	{"whole", 0.5, "all words of both names agree"},
	{"main name", 2, "it is the main name of both that agrees: other names are of other times, and others have them too"},
	{"other name", -2, "it is another name of both that agrees, and it is one word"},
	{"spelling", -2, "the agreement is one word, and it is spelled otherwise"},
	{"lone word", -1, "the agreement is one word: such names are many people's and many ships'"},
	{"left over", -2, "a word of some weight stands only in one of the names, and another one only in the other"},
	{"more words", -0.5, "words of some weight of an organization, ship or state stand only in one of the names"},
	{"order", -3, "the words stand in another order, where it is no person's name"},
	{"other form", -3, "the legal forms differ: a group has companies of one name"},
	{"rival", -4.5, "another record of the same source fits as well or better: a source names a thing once"},
	{"number", -12, "numbers in the names differ: Unit 12 is not Unit 14"},
	{"initials", -1, "part of the agreement is initials only"},
	{"second name", 1, "another name of one agrees with another name of the other"},
	{"date", 4, "born, or founded, on the same day"},
	{"year", 1, "born, or founded, in the same year; the day is not known of both"},
	{"near date", 0.3, "days or years of birth a year apart, or day and month swapped"},
	{"other date", -8, "born, or founded, at another time"},
	{"country", 0.5, "a state in common; of ships, whose flags are those of few states, a third of it"},
	{"other country", -3.5, "states known of both, none in common"},
	{"type", 0.1, "the same type"},
	{"code", 4, "a code in common that is evidence only: passport, MMSI"},
}

// Weight is a row of the table.
type Weight struct {
	Feature string
	Weight  float64 // log-odds
	Doc     string  // what it says, for people
}

// Weights lists what each feature counts, for people to read.
func Weights() []Weight { return weights }

// weightOf gives the weight of a feature; that there is one for each feature
// is tested by comparing anything.
func weightOf(feature string) float64 { return weightTable()[feature] }

var weightTable = sync.OnceValue(func() map[string]float64 {
	m := make(map[string]float64, len(weights))
	for _, w := range weights {
		m[w.Feature] = w.Weight
	}
	return m
})

// Sure is the score from which a pair is as good as certain: at it, one in
// fifty is wrong. Below [Unlike] it hardly ever is the same.
const (
	Sure   = 0.85
	Unlike = 0.1
)
