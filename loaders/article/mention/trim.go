package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/loaders/article/syntax"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// shortDays are short for days of the week and months; "Mar" and others are
// names more often.
var shortDays = map[string]bool{
	"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true, "sun": true,
	"jan": true, "feb": true, "aug": true, "sept": true, "oct": true, "nov": true, "dec": true,
}

// dayOrMonth tells whether a word names a day of the week or a month, whole or
// short.
func dayOrMonth(word string) bool {
	return syntax.DayOrMonth(word) || shortDays[strings.ToLower(word)]
}

var companySuffix = map[string]bool{"inc": true, "corp": true, "corporation": true, "ltd": true, "plc": true, "llc": true, "co": true, "ag": true, "sa": true, "gmbh": true}

func capital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

func container(spans []span, sp span) int {
	return slices.IndexFunc(spans, func(o span) bool {
		return o.first <= sp.first && o.last >= sp.last && o.last-o.first > sp.last-sp.first
	})
}

// trim takes titles, nationalities, determiners and possessives off a
// recognised name; false if nothing is left.
func (r *Reading) trim(t *tree.Tree, words []string, sp *span) bool {
	for sp.last >= sp.first && (t.Tokens[sp.last].XPOS == "POS" || t.UPOS(sp.last, "PUNCT") && words[sp.last] != ".") {
		sp.last--
	}
	// "told Mahama | US troops": no name of a person ends with a state's letters.
	if w := words[max(sp.last, 0)]; sp.typ == "Person" && sp.first < sp.last && len(w) > 1 && strings.ToUpper(w) == w {
		if n, hits := r.f.gaz.Match(words, sp.last); n > 0 && hits[0].Entry.Type == "State" {
			sp.last--
		}
	}
	// "Secretary of State Antony Blinken": the title reaches into the name.
	for j := max(0, sp.first-4); j < sp.first; j++ {
		if n, _ := r.f.gaz.RoleByTitle(words, j); j+n > sp.first && j+n <= sp.last {
			sp.first = j + n
			break
		}
	}
	// "Eritrean Trade | Minister Selam Habte": or the name into the title.
	for j := sp.first; j <= sp.last; j++ {
		if n, _ := r.f.gaz.RoleByTitle(words, j); n > 1 && j+n-1 > sp.last {
			sp.last = j - 1
			break
		}
	}
	if sp.first > sp.last {
		return false
	}
	if w := strings.ToLower(words[sp.last]); sp.typ == "Person" && sp.first < sp.last && groupNames[w] {
		sp.typ = "Organization" // "the Imam Hussein Brigades"
	}
	for j := sp.first; sp.typ == "Person" && j < sp.last; j++ {
		if n, _ := r.f.gaz.RoleByTitle(words, j+1); groupNames[strings.ToLower(words[j])] && n > 0 && j+n < sp.last {
			sp.first = j + n + 1 // "Reform Party MP | Ravi Menon"
			break
		}
	}
	bare := sp.last - 1 // the last word that cannot be the name
	if sp.last+1 < len(words) && words[sp.last+1] != "-" {
		bare--
	}
	for j := bare; sp.typ != "Event" && j >= sp.first; j-- {
		if w := strings.ToLower(words[j]); strings.HasSuffix(w, "s") && t.UPOS(sp.last, "PROPN") && (offices[w] || sp.typ == "Person" && affairs[w]) {
			sp.first, sp.typ = j+1, "Person" // "for Human Rights | Rosa Marin", "New Zealand MPs | Ann Lee"
			break
		}
	}
	if sp.first > 1 && sp.first < sp.last && words[sp.first-1] == "/" && len(words[sp.first]) == 1 {
		sp.first++ // "M/T Stream"
		sp.typ = "Vessel"
	}
	for sp.first <= sp.last {
		if t.UPOS(sp.first, "DET", "PUNCT", "ADP", "CCONJ", "ADV") || t.Tokens[sp.first].XPOS == "POS" {
			sp.first++
			continue
		}
		if n, _ := r.f.gaz.Match(words, min(sp.first+1, len(words)-1)); sp.typ != "Person" && t.UPOS(sp.first, "NUM") && n > 0 && sp.first+n >= sp.last {
			sp.first++ // "Seven OPEC members"
			continue
		}
		if (sp.typ == "Organization" || sp.typ == "Place") && t.UPOS(sp.first, "NUM") && sp.first < sp.last && words[sp.first][0] >= '0' && words[sp.first][0] <= '9' && t.Is(sp.first, "nummod") {
			sp.first++ // "300 Council supporters"; places are not counted
			sp.typ = "Organization"
			continue
		}
		if sp.typ != "Person" {
			break
		}
		if n, titles := r.f.gaz.RoleByTitle(words, sp.first); n > 0 && len(titles) > 0 && sp.first+n <= sp.last {
			sp.first += n
			continue
		}
		n, hits := r.f.gaz.Match(words, sp.first)
		if n > 0 && sp.first+n <= sp.last && hits[0].Entry.Type != "Person" && (hits[0].As == gazetteer.Adjective || hits[0].As == gazetteer.Name && r.titleAt(words, sp.first+n)) {
			sp.first += n
			continue
		}
		if w := words[sp.first]; !capital(w) && sp.first < sp.last && !nameParticle[w] || honorific[strings.ToLower(strings.Trim(w, "."))] && sp.first < sp.last {
			sp.first++
			continue
		}
		break
	}
	if sp.first > sp.last {
		return false
	}
	if r.dayBehind(words, *sp) {
		sp.last--
	}
	if n := sp.last - 1; n > sp.first && words[n] == "on" && dayOrMonth(words[sp.last]) {
		sp.last -= 2 // "Togo on Thursday fired"
	}
	if r.joinedNames(words, *sp) {
		return false
	}
	if sp.typ == "Person" {
		if n, titles := r.f.gaz.RoleByTitle(words, sp.first); n > 0 && len(titles) > 0 && sp.first+n > sp.last {
			return false
		}
	}
	switch {
	case sp.typ == "Person":
		for n := sp.last + 1; n < len(words) && n <= sp.first+3 && r.moreOfName(t, words, *sp, n); n++ {
			sp.last = n // "Sherwin | Gatchalian", hung beside it
		}
		sp.last = nicknamed(t, hyphened(t, sp.last))
		if n := sp.last + 1; n+1 < len(words) && nameParticle[words[n]] && t.UPOS(n, "PROPN", "X", "ADP", "DET") && capital(words[n+1]) && t.UPOS(n+1, "PROPN") {
			sp.last = n + 1 // "Joaquim | de Souza"
		}
	default:
		r.widen(t, words, sp)
		// "the People's | Party"
		if k := sp.first; k > 1 && groupNames[strings.ToLower(words[k])] && t.Tokens[k-1].XPOS == "POS" && ofPeople[words[k-2]] {
			sp.first = k - 2
		}
		r.cutPerson(t, words, sp)
	}
	for sp.last+2 < len(words) && nameParticle[strings.ToLower(words[sp.last])] && words[sp.last+1] == "-" {
		sp.last += 2
	}
	if sp.first == sp.last && !t.UPOS(sp.first, "PROPN", "NOUN", "X", "ADJ") {
		return false
	}
	// "al-Shayji" cut into three tokens is one name.
	if sp.first > 1 && words[sp.first-1] == "-" && nameParticle[strings.ToLower(words[sp.first-2])] {
		sp.first -= 2
	}
	return strings.ContainsFunc(strings.Join(words[sp.first:sp.last+1], " "), unicode.IsUpper)
}

// moreOfName tells whether the capitalised word at token n, right behind a
// person's name of one word, is the rest of it.
func (r *Reading) moreOfName(t *tree.Tree, words []string, sp span, n int) bool {
	if sp.last > sp.first || !capital(words[n]) || !t.UPOS(n, "PROPN", "NOUN", "X") || dayOrMonth(words[n]) || r.titleAt(words, n) || groupNames[strings.ToLower(words[n])] || len(words[n]) < 3 || strings.ToUpper(words[n]) == words[n] {
		return false
	}
	if k, hits := r.f.gaz.Match(words, n); k > 0 && (hits[0].Entry.Type != "Person" || hits[0].As != gazetteer.Surname) {
		return false
	}
	i := sp.last
	return t.Head(i) == n && t.Is(i, "compound", "flat") && n+1 < len(words) && !capital(words[n+1]) ||
		t.Head(n) == i && t.Is(n, "flat", "appos", "compound", "nmod") && t.Prep(n) == "" ||
		t.Head(n) == t.Head(i) && t.Rel(n) == t.Rel(i) && t.Is(i, "obj", "nsubj:pass")
}

// groupNames are words that end the name of a group.
var groupNames = map[string]bool{"brigades": true, "brigade": true, "battalion": true, "battalions": true, "forces": true, "guards": true, "army": true, "party": true, "movement": true, "front": true, "alliance": true, "coalition": true, "union": true, "league": true, "group": true, "council": true, "committee": true, "units": true}

// hyphened is the last token of a name whose last word goes on behind a
// hyphen: "Shih-fang".
func hyphened(t *tree.Tree, last int) int {
	for last+2 < len(t.Tokens) && t.Tokens[last+1].Text == "-" && t.Tokens[last].End == t.Tokens[last+1].Start && t.Tokens[last+1].End == t.Tokens[last+2].Start && t.UPOS(last+2, "PROPN", "NOUN", "X") && !t.Is(last+2, "amod") && capital(t.Tokens[last].Text) {
		last += 2
	}
	return last
}

// nicknamed is the last token of a name that goes on behind a nickname in
// quotation marks: "Juan 'the Rat' Perez".
func nicknamed(t *tree.Tree, last int) int {
	open := last + 1
	if open+2 >= len(t.Tokens) || !strings.ContainsAny(t.Tokens[open].Text, "\"“'‘") || !t.UPOS(open, "PUNCT") {
		return last
	}
	for j := open + 1; j <= open+4 && j+1 < len(t.Tokens); j++ {
		if !strings.ContainsAny(t.Tokens[j].Text, "\"”'’") {
			continue
		}
		end := j
		for end+1 < len(t.Tokens) && t.UPOS(end+1, "PROPN") && capital(t.Tokens[end+1].Text) {
			end++
		}
		if j > open+1 && end > j {
			return end
		}
		return last
	}
	return last
}

// widen takes capitalised words right beside a name of no person into it
// where the tree has them in one phrase: "Senegal Security | Forces",
// "National | Coastal Highway". Titles and what the gazetteer knows stay out.
func (r *Reading) widen(t *tree.Tree, words []string, sp *span) {
	if n, hits := r.f.gaz.Match(words, sp.first); n == sp.last-sp.first+1 && len(hits) > 0 {
		return
	}
	group := groupNames[strings.ToLower(words[sp.last])]
	joined := func(k int) bool {
		h := t.Head(k)
		in := h >= sp.first && h <= sp.last && t.Is(k, "amod", "compound", "flat")
		if !in {
			for i := sp.first; i <= sp.last; i++ {
				in = in || t.Head(i) == k && t.Is(i, "compound", "flat", "amod")
			}
		}
		return in && (capital(words[k]) || elided(words[k])) && t.UPOS(k, "PROPN", "NOUN", "ADJ") && !dayOrMonth(words[k]) && (group || !honorific[strings.ToLower(strings.Trim(words[k], "."))] && !r.titleAt(words, k))
	}
	for n := sp.last + 1; n < len(words) && joined(n); n++ {
		if _, hits := r.f.gaz.Match(words, n); len(hits) > 0 {
			break
		}
		sp.last = n
	}
	// "the Court | of First Instance"
	if n := sp.last + 1; n+1 < len(words) && words[sp.last] == "Court" && words[n] == "of" && instances[words[n+1]] {
		for sp.last = n + 1; sp.last+1 < len(words) && capital(words[sp.last+1]) && t.UPOS(sp.last+1, "PROPN", "NOUN"); {
			sp.last++
		}
	}
	// "the Convention | on Climate Change"
	if n := sp.last + 1; n+1 < len(words) && treaties[strings.ToLower(words[sp.last])] && (words[n] == "on" || words[n] == "against" || words[n] == "for") && capital(words[n+1]) && t.UPOS(n+1, "PROPN", "NOUN", "ADJ") && !r.known1(words, n+1) {
		for sp.last = n + 1; sp.last+1 < len(words) && capital(words[sp.last+1]) && t.UPOS(sp.last+1, "PROPN", "NOUN"); {
			sp.last++
		}
	}
	for n := sp.first - 1; n > 0 && joined(n); n-- {
		if r.known1(words, n) || !group && r.titleAt(words, n-1) {
			break
		}
		sp.first = n
	}
}

// elided tells whether a word begins with an article or preposition that lost
// its vowel: "d'Esquadra".
func elided(w string) bool {
	for _, p := range []string{"d'", "d’", "l'", "l’"} {
		if rest, ok := strings.CutPrefix(w, p); ok && rest != "" {
			return capital(rest)
		}
	}
	return false
}

// ofPeople are who parties and unions are of by their names.
var ofPeople = map[string]bool{"People": true, "Peoples": true, "Workers": true, "Women": true, "Farmers": true, "Citizens": true, "Students": true, "Teachers": true, "Republicans": true}

// bodies are words that end the names of parts of governments.
var bodies = map[string]bool{"department": true, "commission": true, "ministry": true, "agency": true, "council": true, "committee": true, "bureau": true, "directorate": true, "office": true, "court": true}

// cutPerson takes a person's name off the end of what he is said to head:
// "Director of the Trade Commission | Miao Hua".
func (r *Reading) cutPerson(t *tree.Tree, words []string, sp *span) {
	k := sp.last - 2
	if k <= sp.first || !bodies[strings.ToLower(words[k])] || sp.typ == "Person" {
		return
	}
	for j := k + 1; j <= sp.last; j++ {
		if !capital(words[j]) || !t.UPOS(j, "PROPN") || r.titleAt(words, j) || groupNames[strings.ToLower(words[j])] || bodies[strings.ToLower(words[j])] || r.known1(words, j) {
			return
		}
	}
	for j := max(0, sp.first-4); j < sp.first; j++ {
		if r.titleAt(words, j) {
			sp.last = k
			return
		}
	}
}

// offices are plurals before names of those who are it; affairs are what
// offices are for.
var (
	offices = map[string]bool{"mps": true, "ceos": true, "ministers": true, "senators": true, "lawmakers": true, "generals": true, "judges": true, "presidents": true, "mayors": true, "activists": true, "journalists": true, "brothers": true}
	affairs = map[string]bool{"rights": true, "affairs": true, "relations": true, "resources": true, "services": true, "operations": true, "communications": true}
)

// instances are what courts are of by their names.
var instances = map[string]bool{"First": true, "Appeal": true, "Appeals": true, "Cassation": true, "Justice": true, "Arbitration": true, "Auditors": true, "Final": true}

// treaties are last words of names that go on with what they are on.
var treaties = map[string]bool{"convention": true, "treaty": true, "protocol": true, "declaration": true}

// known1 tells whether the word at token i is, or ends, the name of a state,
// place or person.
func (r *Reading) known1(words []string, i int) bool {
	for j := max(0, i-3); j <= i; j++ {
		if n, hits := r.f.gaz.Match(words, j); j+n > i && n > 0 {
			switch hits[0].Entry.Type {
			case "State", "Territory", "Place", "Person":
				return true
			}
		}
	}
	return false
}

// dayBehind tells whether a name ends in the day on which something happened:
// "Israel and Lebanon Thursday signed". Holidays and massacres keep theirs.
func (r *Reading) dayBehind(words []string, sp span) bool {
	n := sp.last - sp.first
	if last := strings.ToLower(words[sp.last]); n < 1 || !strings.HasSuffix(last, "day") || !dayOrMonth(last) {
		return false
	}
	known, _ := r.f.gaz.Match(words, sp.first)
	return known == n || n > 1 && sp.typ == "Person"
}

var nameParticle = map[string]bool{"al": true, "bin": true, "ibn": true, "von": true, "van": true, "de": true, "da": true, "dos": true, "el": true, "ul": true, "ben": true}

var honorific = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "sir": true, "lord": true, "lady": true, "prof": true, "sheikh": true, "mullah": true, "maulana": true, "rev": true, "fr": true, "st": true, "hon": true}

func (r *Reading) titleAt(words []string, i int) bool {
	n, _ := r.f.gaz.RoleByTitle(words, i)
	return n > 0
}

// capitalised keeps common words from being names at the start of a
// sentence, and adverbs, verbs and the like from being names at all.
func (r *Reading) capitalised(t *tree.Tree, i, n int, hits []gazetteer.Hit) bool {
	if n > 1 {
		return true
	}
	if !t.UPOS(i, "PROPN", "NOUN", "ADJ", "X", "PRON") && !(t.Tokens[i].XPOS == "NNP") {
		return hits[0].As == gazetteer.Name && len(t.Tokens[i].Text) > 3 && !t.UPOS(i, "VERB", "AUX", "ADV", "ADP", "DET", "SCONJ", "CCONJ", "PART", "INTJ", "NUM") || t.UPOS(i, "VERB") && hits[0].As == gazetteer.Name && i > 0 && capital(t.Tokens[i].Text)
	}
	return !(t.UPOS(i, "PRON") && len(t.Tokens[i].Text) < 2)
}

func (r *Reading) endsTitle(words []string, i int) bool {
	for j := max(0, i-4); j < i; j++ {
		if n, _ := r.f.gaz.RoleByTitle(words, j); n > 0 && j+n == i {
			return true
		}
	}
	return honorific[strings.ToLower(strings.Trim(words[i-1], "."))]
}
