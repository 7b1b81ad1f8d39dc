package syntax

import "strings"

// Lemma is the dictionary form of a word by its tags and the rules alone.
func Lemma(form, upos, xpos string) string { return lemma(form, upos, xpos, nil) }

// lemma is the dictionary form of a word by its tags. Exceptions learnt with
// the model come first, but for slips, then the irregular forms of
// irregular.go, then the rules of English inflection.
func lemma(form, upos, xpos string, learnt map[string]string) string {
	if upos == "PUNCT" || upos == "SYM" || upos == "X" {
		if l, ok := learnt[xpos+" "+form]; ok {
			return l
		}
		return plainQuotes(form)
	}
	if upos == "NUM" {
		return numberLemma(form)
	}
	if upos == "PROPN" || xpos == "NNP" || xpos == "NNPS" {
		if l, ok := learnt[xpos+" "+form]; ok && isTitle(l) {
			return l
		}
		if xpos == "NNPS" {
			return singular(form)
		}
		return plainQuotes(form)
	}
	low := strings.ToLower(plainQuotes(form))
	if strings.Contains(form, "\u00ad") {
		low = strings.ReplaceAll(low, "\u00ad", "")
	}
	if l, ok := learnt[xpos+" "+low]; ok && !slips[low] {
		return l
	}
	switch upos {
	case "VERB", "AUX":
		return verbLemma(low, xpos)
	case "NOUN":
		if xpos == "NNS" {
			if l, ok := irregularNouns[low]; ok {
				return l
			}
			return singular(low)
		}
	case "ADJ", "ADV":
		if l, ok := irregularDegrees[low]; ok && strings.HasSuffix(xpos, "R") || ok && strings.HasSuffix(xpos, "S") {
			return l
		}
		switch xpos {
		case "JJR", "RBR":
			return positive(low, "er")
		case "JJS", "RBS":
			return positive(low, "est")
		}
		if upos == "ADJ" && isTitle(form) && xpos == "JJ" && nationality(form) {
			return form
		}
	case "PRON", "DET", "PART":
		if l, ok := pronounLemmas[low]; ok {
			if low == "her" && xpos == "PRP" {
				return "she"
			}
			return l
		}
	}
	if upos == "PRON" && low == "i" {
		return "I"
	}
	return low
}

// slips are forms that the treebanks give, more often than not, the lemma of
// another word: fled that of "flead".
var slips = set("fled bases supplies lessen ranged collages")

// numberLemma writes numbers without the marks between their groups.
func numberLemma(form string) string {
	low := strings.ToLower(plainQuotes(form))
	for i := 0; i+3 < len(low); i++ {
		if low[i] == ',' && isNumber(low[i+1:i+4]) {
			low = low[:i] + low[i+1:]
		}
	}
	return low
}

// clipped tells apart what a clipped auxiliary stands for by the verb it
// helps: "he's gone" has, "he's going" is; "he'd gone" had, "he'd go" would.
func clipped(tokens []Token) {
	for i := range tokens {
		t := &tokens[i]
		if t.UPOS != "AUX" || t.Head < 0 || t.Rel != "aux" {
			continue
		}
		past := tokens[t.Head].XPOS == "VBN"
		switch strings.ToLower(plainQuotes(t.Text)) {
		case "'s":
			t.Lemma = "be"
			if past {
				t.Lemma = "have"
			}
		case "'d":
			t.Lemma = "would"
			if past {
				t.Lemma = "have"
			}
		}
	}
}

// nationality guesses the adjectives that keep their capital: American,
// Israeli, Chinese, but not Great or Former in a headline.
func nationality(form string) bool {
	for _, suffix := range []string{"an", "ish", "ese", "eli", "qi", "ani", "ic", "ch", "ni", "ti", "ish", "ew", "ian", "wi", "ek", "ss", "sh"} {
		if strings.HasSuffix(form, suffix) {
			return !isUpper(form)
		}
	}
	return false
}

func plainQuotes(s string) string {
	if strings.ContainsAny(s, "’‘“”") {
		return strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"").Replace(s)
	}
	return s
}

// singular undoes the regular plural, of capitalised words too.
func singular(w string) string {
	low := strings.ToLower(w)
	switch {
	case len(w) < 4 || !strings.HasSuffix(low, "s") || strings.HasSuffix(low, "ss") || strings.HasSuffix(low, "us") || strings.HasSuffix(low, "is"):
		if strings.HasSuffix(low, "us") && len(w) > 4 || strings.HasSuffix(low, "ss") || strings.HasSuffix(low, "is") || len(w) < 3 || !strings.HasSuffix(low, "s") {
			return menToMan(w)
		}
		return w[:len(w)-1]
	case strings.HasSuffix(low, "ies"):
		if len(w) <= 4 || strings.HasSuffix(low, "movies") || strings.HasSuffix(low, "cookies") || strings.HasSuffix(low, "zombies") {
			return w[:len(w)-1]
		}
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(low, "sses"), strings.HasSuffix(low, "shes"), strings.HasSuffix(low, "tches"), strings.HasSuffix(low, "xes"),
		strings.HasSuffix(low, "zzes"), strings.HasSuffix(low, "oes") && len(w) > 4 && !strings.HasSuffix(low, "shoes"):
		return w[:len(w)-2]
	case strings.HasSuffix(low, "ches"):
		if strings.HasSuffix(low, "aches") && !strings.HasSuffix(low, "coaches") && !strings.HasSuffix(low, "eaches") && !strings.HasSuffix(low, "oaches") || strings.HasSuffix(low, "niches") {
			return w[:len(w)-1]
		}
		return w[:len(w)-2]
	case strings.HasSuffix(low, "uses"):
		if strings.HasSuffix(low, "buses") || strings.HasSuffix(low, "viruses") || strings.HasSuffix(low, "bonuses") || strings.HasSuffix(low, "campuses") || strings.HasSuffix(low, "statuses") {
			return w[:len(w)-2]
		}
	}
	return w[:len(w)-1]
}

func menToMan(w string) string {
	if strings.HasSuffix(w, "men") && len(w) > 4 {
		return w[:len(w)-2] + "an"
	}
	return w
}

func verbLemma(low, xpos string) string {
	if l, ok := auxiliaryLemmas[low]; ok {
		return l
	}
	switch xpos {
	case "VBZ":
		switch {
		case low == "stymies" || low == "belies":
			return low[:len(low)-1]
		case strings.HasSuffix(low, "ies") && len(low) > 4:
			return low[:len(low)-3] + "y"
		case low == "quizzes":
			return "quiz"
		case low == "gases" || low == "teargases" || low == "caucuses" || low == "rendezvouses":
			return low[:len(low)-2]
		case strings.HasSuffix(low, "sses"), strings.HasSuffix(low, "shes"), strings.HasSuffix(low, "xes") && low != "axes", strings.HasSuffix(low, "zzes"), strings.HasSuffix(low, "tzes"), strings.HasSuffix(low, "oes"):
			return low[:len(low)-2]
		case strings.HasSuffix(low, "ches") && low != "aches":
			return low[:len(low)-2]
		case strings.HasSuffix(low, "s") && len(low) > 2:
			return low[:len(low)-1]
		}
	case "VBD", "VBN":
		if l, ok := irregularVerbs[low]; ok {
			return l
		}
		if low == "belied" || low == "stymied" {
			return low[:len(low)-1]
		}
		if strings.HasSuffix(low, "ied") && len(low) > 4 {
			return low[:len(low)-3] + "y"
		}
		if strings.HasSuffix(low, "ed") && len(low) > 3 {
			return stem(low[:len(low)-2])
		}
		// Overwritten, outgrew: a prefix before an irregular form.
		for _, p := range []string{"over", "under", "out", "re", "mis", "un", "with", "fore", "up"} {
			if l, ok := irregularVerbs[strings.TrimPrefix(low, p)]; ok && strings.HasPrefix(low, p) {
				return p + l
			}
		}
	case "VBG":
		if strings.HasSuffix(low, "ing") && len(low) > 4 {
			switch low {
			case "dying", "lying", "tying", "vying", "belying", "stymying":
				return low[:len(low)-4] + "ie"
			}
			return stem(low[:len(low)-3])
		}
	}
	return low
}

// stem restores the base of a verb whose -ed or -ing was taken away.
func stem(s string) string {
	n := len(s)
	if n < 2 {
		return s
	}
	last, prev := s[n-1], s[n-2]
	before := byte(0)
	if n > 2 {
		before = s[n-3]
	}
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	switch {
	case s == "gass" || s == "teargass" || s == "quizz":
		return s[:n-1]
	case last == prev && strings.IndexByte("bdgkmnprt", last) >= 0:
		switch s {
		case "boycott", "headbutt", "add", "odd", "err", "purr", "butt", "ebb", "egg":
			return s
		}
		return s[:n-1]
	case last == 'l' && prev == 'l':
		if doubleL[s] || n <= 4 && !strings.HasSuffix(s, "bell") {
			return s
		}
		if strings.HasSuffix(s, "roll") || strings.HasSuffix(s, "stall") || strings.HasSuffix(s, "fill") || strings.HasSuffix(s, "ill") && n <= 5 || strings.HasSuffix(s, "pull") {
			if s == "controll" || s == "patroll" {
				return s[:n-1]
			}
			return s
		}
		return s[:n-1]
	case addsE[s]:
		return s + "e"
	case keepsBare[s]:
		return s
	case strings.HasSuffix(s, "anick") || strings.HasSuffix(s, "affick") || strings.HasSuffix(s, "imick") || strings.HasSuffix(s, "icnick"):
		return s[:n-1]
	case last == 'c', last == 'v', last == 'u' && prev != 'o', last == 'z' && prev != 'z' && prev != 't', last == 'g' && strings.IndexByte("dlr", prev) >= 0 || last == 'g' && prev == 'n' && addsNGE(s):
		return s + "e"
	case last == 's' && prev != 's' && !strings.HasSuffix(s, "focus") && !strings.HasSuffix(s, "bias") && !strings.HasSuffix(s, "gas"):
		return s + "e"
	case last == 'l' && !vowel(prev) && prev != 'r' && prev != 'w' && prev != 'l': // settl, handl
		return s + "e"
	case last == 'h' && prev == 't' && (before == 'a' || before == 'o' || strings.HasSuffix(s, "eath")) && !strings.HasSuffix(s, "froth"):
		return s + "e"
	case last == 'g' && prev == 'a' || last == 'g' && prev == 'u':
		return s + "e"
	case last == 't' && strings.HasSuffix(s, "at") && before != 'e' && before != 'o' && n > 3:
		return s + "e"
	case last == 'r' && (prev == 'i' && n > 2 && before != 'a' || prev == 'u' && before != 'o' && n > 3 || prev == 'a' && (strings.HasSuffix(s, "par") || strings.HasSuffix(s, "clar") || strings.HasSuffix(s, "har") || strings.HasSuffix(s, "dar") || strings.HasSuffix(s, "car")) || prev == 'o' && n > 3 && strings.IndexByte("lnpgc", before) >= 0 && !strings.HasSuffix(s, "onor")):
		return s + "e"
	case last == 'i' || last == 'o':
		return s
	case n >= 3 && !vowel(last) && vowel(prev) && !vowel(before) && strings.IndexByte("wxyhr", last) < 0 && (prev == 'a' || prev == 'i' || prev == 'o' || prev == 'u') && silentE(s):
		return s + "e"
	}
	return s
}

func addsNGE(s string) bool {
	for _, e := range []string{"ang", "eng", "ing", "ung"} {
		if strings.HasSuffix(s, e) {
			switch s {
			case "hang", "bang", "long", "belong", "prolong", "bring", "ring", "sing", "string", "swing", "wing", "cling", "sting", "fling", "wring", "spring", "gang":
				return false
			}
			return true
		}
	}
	return false
}

// silentE reports whether a stem that ends vowel-consonant most likely lost
// an e: it would have doubled the consonant otherwise, unless its last
// syllable is unstressed.
func silentE(s string) bool {
	syllables, in := 0, false
	for i := range len(s) {
		v := strings.IndexByte("aeiouy", s[i]) >= 0
		if v && !in {
			syllables++
		}
		in = v
	}
	if syllables == 1 {
		return true
	}
	for _, e := range []string{"it", "in", "on", "om", "op", "im", "ip", "ol", "al", "il", "et", "is", "ut", "ub", "um", "ad", "ap", "id", "ot", "an", "am", "ab"} {
		if strings.HasSuffix(s, e) {
			for _, keep := range []string{"cid", "vid", "nit", "cit", "rad", "vad", "lud", "ign", "bin", "fin", "clin", "min", "lin", "pos", "lam", "ram", "scap", "pil", "plan", "mot", "vot", "not", "put", "lut", "cut", "ut", "sum", "lum", "ol", "trib", "scrib", "cod", "vok", "nim", "ur", "gin", "mis", "bil", "com", "rid", "sid", "cis", "hon", "phon", "shap", "scop", "hop", "cop", "til", "nam", "clud", "quot", "dot", "fam", "sam", "fum"} {
				if strings.HasSuffix(s, keep) {
					switch s {
					case "limit", "visit", "benefit", "elicit", "solicit", "exhibit", "vomit", "admin", "determin", "examin", "unit":
						return s == "determin" || s == "examin" || s == "unit"
					}
					return true
				}
			}
			return false
		}
	}
	return last2(s) != "en" && last2(s) != "er" && last2(s) != "el"
}

func last2(s string) string { return s[max(0, len(s)-2):] }

// positive undoes -er and -est.
func positive(low, suffix string) string {
	s, ok := strings.CutSuffix(low, suffix)
	if !ok || len(s) < 2 {
		return low
	}
	n := len(s)
	switch {
	case s[n-1] == 'i':
		return s[:n-1] + "y"
	case s[n-1] == s[n-2] && strings.IndexByte("bdgmnpt", s[n-1]) >= 0:
		return s[:n-1]
	case positiveE[s]:
		return s + "e"
	}
	return s
}
