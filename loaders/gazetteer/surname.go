package gazetteer

import (
	"slices"
	"strings"
	"unicode"
)

// surnames works out the short forms a text uses once it has given the full
// name. eastern says that the family name comes first for sure, as for people
// who hold an office in China or Korea.
func surnames(name string, eastern bool) []string {
	words := withoutSuffix(strings.Fields(name))
	if len(words) < 2 {
		return words
	}
	if eastern && len(words) <= 3 && eastAsianFamily(words[0]) || givenAfterFamily(words[1:]) {
		return words[:1]
	}
	// "Ursula von der Leyen", "Mohammed bin Salman": the particles belong to it.
	from := len(words) - 1
	for from > 1 && particle(words[from-1]) {
		from--
	}
	out := []string{strings.Join(words[from:], " ")}
	last := words[len(words)-1]
	for _, article := range []string{"al-", "el-", "Al-", "El-", "as-", "ash-", "at-", "ad-", "an-", "az-"} {
		if bare, ok := strings.CutPrefix(last, article); ok && bare != "" && unicode.IsUpper([]rune(bare)[0]) {
			out = append(out, bare)
		}
	}
	if from < len(words)-1 && !familyParticle(words[from]) {
		out = append(out, last)
	}
	return out
}

// standsAlone tells whether a surname can be taken for a name when it stands
// alone at all: not if it is an English function word, a month or a day.
func standsAlone(surname string) bool {
	switch strings.ToLower(surname) {
	case "he", "she", "it", "we", "i", "you", "me", "my", "his", "her", "no", "so", "an", "a", "as", "at", "be", "by", "do", "go",
		"if", "in", "is", "of", "on", "or", "to", "up", "us", "man", "will", "can", "even", "how", "who", "why", "now", "not", "the",
		"may", "march", "april", "june", "august", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"al", "el", "de", "la", "le", "da", "di", "bin", "ben", "abu", "van", "von", "than", "both", "such", "any", "most", "one":
		return false
	}
	return len(surname) > 1
}

// shortened gives the forms that leave out a suffix, or a middle or first name
// of three or more: "Mohammad Javad Zarif" is Javad Zarif too, "Ferdinand
// Marcos Jr." is Ferdinand Marcos.
func shortened(name string) []string {
	words := strings.Fields(name)
	if bare := withoutSuffix(words); len(bare) < len(words) {
		if len(bare) < 2 {
			return nil
		}
		return []string{strings.Join(bare, " ")}
	}
	if len(words) < 3 || eastAsianFamily(words[0]) {
		return nil
	}
	for _, w := range words[1:] {
		if particle(w) || !unicode.IsUpper([]rune(w)[0]) {
			return nil
		}
	}
	last := words[len(words)-1]
	var out []string
	for _, w := range words[:len(words)-1] {
		if len(w) > 2 {
			out = append(out, w+" "+last)
		}
	}
	return out
}

// withoutSuffix drops Jr., Sr. and the number of a monarch.
func withoutSuffix(words []string) []string {
	for len(words) > 1 {
		switch w := words[len(words)-1]; {
		case w == "Jr." || w == "Jr" || w == "Sr." || w == "Sr" || w == "Senior" || w == "Junior":
		case strings.Trim(w, "IVX") == "":
		default:
			return words
		}
		words = words[:len(words)-1]
	}
	return words
}

func particle(w string) bool {
	switch strings.ToLower(w) {
	case "von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "el", "al",
		"bin", "ibn", "ben", "bint", "abu", "abdel", "abdul", "abd", "ould", "ag", "ter", "ten", "st.":
		return true
	}
	return false
}

// familyParticle tells particles without which a family name is not used.
func familyParticle(w string) bool {
	switch strings.ToLower(w) {
	case "bin", "ibn", "ben", "bint", "abu", "abdel", "abdul", "abd", "ould", "ag", "la", "le", "da", "dos", "do", "du":
		return true
	}
	return false
}

// givenAfterFamily tells a given name in the East Asian spelling with a hyphen
// and a lower-case second half: "Ing-wen", "Jae-myung".
func givenAfterFamily(words []string) bool {
	if len(words) != 1 {
		return false
	}
	a, b, ok := strings.Cut(words[0], "-")
	return ok && len(a) > 1 && len(b) > 1 && len(words[0]) <= 10 &&
		unicode.IsUpper(rune(a[0])) && unicode.IsLower(rune(b[0])) && a != "Al" && a != "El"
}

// eastAsianFamily tells the commonest family names of China, Taiwan and Korea
// in their English spellings.
func eastAsianFamily(w string) bool {
	_, ok := slices.BinarySearch(eastAsianFamilies[:], w)
	return ok
}

var eastAsianFamilies = [...]string{
	"Ahn", "Ban", "Bo", "Cai", "Cao", "Chai", "Chan", "Chang", "Chen", "Cheng", "Cheong", "Cheung", "Cho", "Choe", "Choi",
	"Choo", "Chow", "Chu", "Chun", "Chung", "Deng", "Ding", "Dong", "Du", "Fan", "Fang", "Feng", "Fu", "Gao", "Gong", "Gu",
	"Guo", "Ham", "Han", "He", "Ho", "Hong", "Hou", "Hsiao", "Hsieh", "Hu", "Hua", "Huang", "Hur", "Hwang", "Jang", "Jeong",
	"Jia", "Jiang", "Jin", "Jo", "Joo", "Jung", "Kang", "Kim", "Ko", "Koo", "Kwon", "Lai", "Lam", "Lee", "Lei", "Leung",
	"Li", "Liang", "Liao", "Lin", "Liu", "Lo", "Lu", "Luo", "Ma", "Mao", "Meng", "Min", "Moon", "Na", "Nam", "Noh", "Oh",
	"Pak", "Pan", "Park", "Peng", "Qi", "Qian", "Qiang", "Qin", "Ren", "Ri", "Roh", "Ryu", "Seo", "Shen", "Shi", "Shin",
	"Sim", "Sin", "So", "Soh", "Song", "Su", "Suh", "Sun", "Tan", "Tang", "Tao", "Tian", "Tsai", "Tung", "Wan", "Wang",
	"Wei", "Wen", "Woo", "Wu", "Xi", "Xiao", "Xie", "Xu", "Yan", "Yang", "Yao", "Ye", "Yeh", "Yeo", "Yi", "Yin", "Yoo",
	"Yoon", "Yu", "Yuan", "Yun", "Zeng", "Zhai", "Zhang", "Zhao", "Zheng", "Zhong", "Zhou", "Zhu", "Zuo",
}
