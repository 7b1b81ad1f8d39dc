package mention

import (
	"slices"
	"strings"

	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// span is a name in a sentence: Tokens[first:last+1].
type span struct {
	first, last int
	hits        []gazetteer.Hit
	typ         string // what the name recogniser says: Person, Organization, Place, Event, …
}

// findNames finds names by the gazetteer and by the name recogniser, decides
// between them where they overlap, and resolves each.
func (r *Reading) findNames(s *Sentence) {
	t := s.Tree
	words := make([]string, len(t.Tokens))
	for i := range t.Tokens {
		if n := i + 1; n < len(t.Tokens) && combining[t.Tokens[i].Text] != "" && (t.Tokens[n].Text == "-" || t.Tokens[n].Text == "–") {
			words[i] = combining[t.Tokens[i].Text] // "Russo-Ukrainian"
			continue
		}
		if words[i] = r.undotted(t.Tokens[i].Text); words[i] != t.Tokens[i].Text {
			t.Tokens[i].UPOS, t.Tokens[i].XPOS = "PROPN", "NNP"
		}
	}
	r.plainQuality(t, words)
	spans := r.spans(t, words)
	s.names = spans
	for _, sp := range spans {
		r.nameMention(s, words, sp)
	}
	for i, m := range s.At {
		if h := t.Head(i); m != nil && m.Head == i && m.First > 0 && h >= 0 && h < i && s.At[h] != nil && namesState(m) && namesState(s.At[h]) && m.Entity != s.At[h].Entity && words[m.First-1] == "," {
			t.Coordinate(i, h) // "warns India, Nepal": no state explains another
		}
	}
}

// plainQuality makes an adjective of the first word of a sentence before a
// state's name, where its capital made the parser take both for one name:
// "Communist Cuba".
func (r *Reading) plainQuality(t *tree.Tree, words []string) {
	if len(words) < 3 || !qualities[strings.ToLower(words[0])] || !t.UPOS(0, "PROPN", "NOUN", "ADJ") {
		return
	}
	if n, hits := r.f.gaz.Match(words, 1); n > 0 && hits[0].Entry.Type == "State" && hits[0].As == gazetteer.Name {
		t.Qualify(0, 1, n)
	}
}

// qualities are words that say of what kind a state is.
var qualities = map[string]bool{
	"mighty": true, "tiny": true, "small": true, "little": true, "giant": true, "huge": true, "rich": true, "poor": true, "wealthy": true, "impoverished": true, "landlocked": true,
	"communist": true, "socialist": true, "capitalist": true, "secular": true, "islamic": true, "muslim": true, "catholic": true, "orthodox": true, "christian": true, "buddhist": true, "democratic": true,
	"neutral": true, "nuclear": true, "hostile": true, "friendly": true, "evil": true, "good": true, "bad": true, "proud": true, "brave": true, "weak": true, "strong": true, "powerful": true,
	"neighbouring": true, "neighboring": true, "nearby": true, "distant": true, "fellow": true, "rival": true, "isolated": true, "reclusive": true, "embattled": true, "troubled": true, "stable": true,
	"oil-rich": true, "war-torn": true, "peaceful": true, "post-soviet": true, "colonial": true, "imperial": true, "fascist": true, "revolutionary": true, "authoritarian": true,
}

// namesState tells whether a mention names a state by its name.
func namesState(m *Mention) bool {
	return m.Kind == Name && m.Entity != nil && m.Entity.Type == "State"
}

// combining are adjectives as they stand before a hyphen.
var combining = map[string]string{"Russo": "Russian", "Sino": "Chinese", "Franco": "French", "Anglo": "British", "Indo": "Indian", "Turco": "Turkish", "Greco": "Greek", "Austro": "Austrian", "Hispano": "Spanish"}

// undotted is an abbreviation as the gazetteer has it: "IMF" for "I.M.F.".
func (r *Reading) undotted(w string) string {
	if len(w) < 5 || strings.Count(w, ".")*2 < len(w)-1 {
		return w
	}
	if n, _ := r.f.gaz.Match([]string{w}, 0); n > 0 {
		return w
	}
	plain := strings.ReplaceAll(w, ".", "")
	if n, _ := r.f.gaz.Match([]string{plain}, 0); n > 0 {
		return plain
	}
	return w
}

// spans are the names of a sentence, none inside another.
func (r *Reading) spans(t *tree.Tree, words []string) []span {
	taken := make([]bool, len(words))
	var out []span
	take := func(sp span) {
		for i := sp.first; i <= sp.last; i++ {
			taken[i] = true
		}
		out = append(out, sp)
	}
	recognised := make([]span, 0, len(t.Names))
	for _, sp := range r.occasionsApart(t, words) {
		if r.trim(t, words, &sp) {
			if sp.first > 0 && slices.Contains(r.f.context.ShipPrefixes, words[sp.first-1]) {
				sp.first--
				sp.typ = "Vessel"
			}
			r.cutToKnown(t, words, &sp)
			recognised = append(recognised, sp)
		}
	}
	recognised = slices.DeleteFunc(recognised, func(sp span) bool {
		for i := sp.first + 1; i < sp.last; i++ {
			if w := t.Tokens[i].Text; t.UPOS(i, "VERB") && t.Tokens[i].XPOS == "VBZ" && w[0] >= 'a' && w[0] <= 'z' {
				return true // "Macron snubs Barnier": no name of three words
			}
		}
		if sp.first == 0 && sp.last == 0 && leftover[strings.ToLower(words[0])] {
			return true // "Debris from a drone": a noun with a capital, as it begins the sentence
		}
		if n, _ := r.f.gaz.RoleByTitle(words, sp.first); n == sp.last-sp.first+1 && n > 1 {
			return true // "Foreign Secretary" before "Johnson"
		}
		return sp.first == sp.last && slices.Contains(r.f.context.ShipPrefixes, words[sp.first])
	})
	recognised = slices.DeleteFunc(recognised, func(sp span) bool { return container(recognised, sp) >= 0 })
	// What the gazetteer knows by its full name goes first, unless a longer
	// name contains it: "Bank of China", "Kuwait University", "Jordan Peele".
	for i := 0; i < len(words); {
		n, hits := r.f.gaz.Match(words, i)
		if n == 0 || !r.capitalised(t, i, n, hits) {
			i++
			continue
		}
		sp := span{first: i, last: i + n - 1, hits: hits}
		if k := i + n; k < len(words) && hits[0].Entry.Type == "Media" && strings.EqualFold(words[i], "the") && capital(words[k]) && t.UPOS(k, "PROPN", "NOUN", "ADJ") && t.Head(k-1) >= k {
			i++ // "the National Guard" is no newspaper
			continue
		}
		if outer := container(recognised, sp); outer >= 0 && (len(recognised[outer].hits) > 0 || r.nameByItself(t, words, recognised[outer], sp)) {
			i++
			continue
		}
		if sp = r.believe(t, words, recognised, sp); len(sp.hits) == 0 {
			i++
			continue
		}
		if i > 0 && slices.Contains(r.f.context.ShipPrefixes, words[i-1]) {
			i += n
			take(span{first: sp.first - 1, last: sp.last, typ: "Vessel"}) // "ARA San Juan" is no city
			continue
		}
		if i > 0 && r.partOfName(t, words, i, sp) {
			sp.first, sp.hits = i-1, nil
			if sp.typ = "Place"; words[i-1] == "Real" {
				sp.typ = "Organization"
			}
			i += n
			take(sp)
			continue
		}
		i += n
		// "Freeport-McMoRan Inc."
		if sp.last+1 < len(words) && companySuffix[strings.ToLower(strings.Trim(words[sp.last+1], "."))] && sp.hits[0].Entry.Type != "State" {
			sp.last++
			i++
		} else if sp.last+2 < len(words) && words[sp.last+1] == "," && companySuffix[strings.ToLower(strings.Trim(words[sp.last+2], "."))] {
			sp.last += 2
			i += 2
		}
		take(sp)
	}
	for _, sp := range recognised {
		free := true
		for i := sp.first; i <= sp.last; i++ {
			free = free && !taken[i]
		}
		if free {
			take(sp)
		}
	}
	// Capitalised nouns that neither of the two knows.
	for i := range words {
		if taken[i] || t.Tokens[i].UPOS != "PROPN" || i > 0 && t.Is(i, "flat", "compound", "nmod:desc", "fixed") && t.Head(i) >= 0 && t.UPOS(t.Head(i), "PROPN") && capital(words[t.Head(i)]) && !taken[t.Head(i)] {
			continue
		}
		if r.titleAt(words, i) || r.endsTitle(words, i+1) {
			continue
		}
		if _, common := r.f.nouns.byLemma[t.Lemma(i)]; common && t.Kid(i, "compound", "flat") < 0 && !t.Is(i, "flat") {
			continue
		}
		sp := span{first: i, last: i}
		part := func(k int) bool {
			return !taken[k] && t.UPOS(k, "PROPN") && capital(words[k]) && t.Below(k, i)
		}
		// "Prime Minister Telemar": the title is no part of the name.
		for sp.first > 0 && part(sp.first-1) && (!r.endsTitle(words, sp.first) || groupNames[strings.ToLower(words[i])]) {
			sp.first--
		}
		if sp.first > 1 && words[sp.first-1] == "-" && nameParticle[strings.ToLower(words[sp.first-2])] && !taken[sp.first-2] {
			sp.first -= 2
		}
		for sp.last+1 < len(words) && part(sp.last+1) {
			sp.last++
		}
		if sp.last > sp.first {
			sp.last = hyphened(t, sp.last)
		}
		if n := sp.first - 1; n < 0 || !taken[n] {
			r.widen(t, words, &sp)
		}
		if sp.last+1 < len(words) && taken[sp.last+1] && r.titleAt(words, sp.last) {
			continue // "Workers' | Party MP | Ravi Menon"
		}
		if n, _ := r.f.gaz.RoleByTitle(words, sp.first); n == sp.last-sp.first+1 {
			continue // "Philippine Defence Secretary Gilberto Teodoro": the title before a name
		}
		if !capital(words[sp.first]) || sp.first == 0 && sp.last == 0 && t.Root() != 0 && !t.Is(0, "nsubj", "nmod:poss") || len(words[i]) < 2 || dayOrMonth(words[i]) {
			continue
		}
		take(sp)
	}
	slices.SortFunc(out, func(a, b span) int { return a.first - b.first })
	return out
}

// partOfName tells whether a place's name at token i goes on from the word
// before it: "North Santander" is another place than Santander.
func (r *Reading) partOfName(t *tree.Tree, words []string, i int, sp span) bool {
	e := sp.hits[0].Entry
	if sp.hits[0].As != gazetteer.Name && sp.hits[0].As != gazetteer.Capital && sp.hits[0].As != gazetteer.Seat || e.Kind != "city" && e.Type != "Place" && sp.hits[0].As != gazetteer.Seat {
		return false
	}
	if !nameStarts[words[i-1]] || i == 1 && t.Tokens[0].XPOS != "NNP" {
		return false
	}
	h := t.Head(i - 1)
	return h >= sp.first && h <= sp.last || t.Head(sp.first) == i-1
}

// nameStarts are words that make another name of a place's name.
var nameStarts = map[string]bool{"Real": true, "North": true, "South": true, "East": true, "West": true, "New": true, "Upper": true, "Lower": true, "Port": true, "Fort": true, "Mount": true, "Lake": true, "Kafr": true, "Kfar": true, "Beit": true, "Deir": true, "Tel": true, "Wadi": true, "Umm": true, "Jabal": true, "Saint": true, "San": true, "Santa": true}

// sharedSurname is the surname of the next of several people of whom only the
// last has his said, with a space before it: " Reynolds" for Peter in "the
// couple Peter and Barbie Reynolds"; or "".
func (r *Reading) sharedSurname(s *Sentence, words []string, sp span) string {
	t := s.Tree
	if sp.first == 0 || sp.last+3 >= len(words) || words[sp.last+1] != "and" || !r.plural(t, sp.first-1) && t.Lemma(sp.first-1) != "couple" {
		return ""
	}
	for _, o := range s.names {
		if o.first == sp.last+2 && o.typ == "Person" && o.last == o.first+1 {
			return " " + words[o.last]
		}
	}
	return ""
}

// makes are nouns of arms that are called by their make.
var makes = map[string]bool{"missile": true, "rocket": true, "drone": true, "tank": true, "jet": true, "helicopter": true, "fighter": true, "bomber": true, "launcher": true, "torpedo": true, "rifle": true, "howitzer": true, "interceptor": true, "warplane": true, "submarine": true, "frigate": true, "destroyer": true}

// nameByItself tells whether a recognised name that contains a known one is a
// name of its own. "Foreign Minister of Iran" or "Russian Army" are not: they
// are read word by word.
func (r *Reading) nameByItself(t *tree.Tree, words []string, outer, inner span) bool {
	if n, hits := r.f.gaz.Match(words, outer.first); n == outer.last-outer.first+1 && len(hits) > 0 {
		return false // the gazetteer will take the whole
	}
	switch outer.typ {
	case "Person":
		if inner.last == outer.last && inner.hits[0].As == gazetteer.Name && inner.hits[0].Entry.Type == "State" && r.amongStates(t, words, inner.last) {
			return false // "Mighty Ghana, Togo and Benin"
		}
		return inner.first > outer.first || !r.titleAt(words, inner.last+1)
	case "Place":
		// "eastern Ukraine", "Gaza Strip": a place by itself only if it ends in a word of its own.
		return inner.last < outer.last && capital(words[outer.last]) && t.Tokens[inner.last].XPOS != "POS" && words[inner.last+1] != "'s" && words[inner.last+1] != "’s"
	}
	if inner.last == outer.last && inner.first > outer.first && t.UPOS(inner.first-1, "ADP") && outer.typ != "Organization" {
		return false
	}
	for i := inner.last + 1; i <= outer.last; i++ {
		if !capital(words[i]) && !t.UPOS(i, "ADP", "DET", "CCONJ", "PUNCT") {
			return false // "Russian troops": the noun decides
		}
	}
	if inner.first == outer.first && words[min(inner.last+1, outer.last)] == "'s" {
		return false
	}
	return true
}

// amongStates tells whether the name at token i is one of a list of states.
func (r *Reading) amongStates(t *tree.Tree, words []string, i int) bool {
	for _, k := range t.Conjuncts(i)[1:] {
		if n, hits := r.f.gaz.Match(words, k); n == 1 && hits[0].As == gazetteer.Name && hits[0].Entry.Type == "State" {
			return true
		}
	}
	return false
}

// believe drops readings of a name that its surroundings rule out.
func (r *Reading) believe(t *tree.Tree, words []string, recognised []span, sp span) span {
	person := false
	other := ""
	for _, o := range recognised {
		if o.first <= sp.last && sp.first <= o.last {
			person = person || o.typ == "Person"
			if o.typ != "Person" {
				other = o.typ
			}
			if o.typ == "Person" && (o.first < sp.first || o.last > sp.last) && sp.hits[0].Entry.Type == "Person" && sp.hits[0].As >= gazetteer.Surname {
				return span{} // somebody else of that surname
			}
		}
	}
	prevTitle := sp.first > 0 && r.endsTitle(words, sp.first)
	sp.hits = slices.DeleteFunc(slices.Clone(sp.hits), func(h gazetteer.Hit) bool {
		if h.Entry.Type != "Person" {
			return person && prevTitle && sp.first == sp.last && h.As == gazetteer.Name
		}
		if h.As < gazetteer.Surname {
			return false
		}
		// "Wi-Fi" is no Wi.
		if n := sp.last + 2; sp.first == sp.last && n < len(words) && words[n-1] == "-" && t.Tokens[sp.last].End == t.Tokens[n-1].Start && capital(words[n]) {
			return true
		}
		// "Sen. Valencia" is not Hun Sen.
		if strings.HasSuffix(words[sp.last], ".") && sp.first == sp.last && sp.last+1 < len(words) && capital(words[sp.last+1]) {
			return true
		}
		// "Suleiman Al-Fitouri" is not the Suleiman in office.
		if n := sp.last + 1; n < len(words) && t.UPOS(n, "PROPN") && capital(words[n]) && t.Is(n, "flat") && t.Head(n) >= sp.first && t.Head(n) <= sp.last {
			return true
		}
		if st, own := r.stateBefore(words, sp.first), r.entityOf(h.Entry).State; st != nil && own != "" && own != st.ID {
			return true // "Sweden's Saab" is not the Saab of Venezuela
		}
		for _, short := range []string{strings.Join(words[sp.first:sp.last+1], " "), words[sp.last]} {
			if known, ok := r.people[gazetteer.Fold(short)]; ok && known.ID != h.Entry.ID {
				return true // somebody of that name was named before
			}
		}
		if r.namesake(words, recognised, sp, h.Entry) || !prevTitle && sp.first == sp.last && r.amongFirms(t, words, sp.first) {
			return true
		}
		if _, ok := r.entities[h.Entry.ID]; ok {
			return false
		}
		if !prevTitle && sp.first == sp.last && r.anybody(words, sp.first, h.Entry) {
			return true
		}
		if sp.first == sp.last && (sp.first > 0 || t.UPOS(0, "PROPN")) && oneNamed(h.Entry, words[sp.first]) {
			return false // known by one name alone: "Pelé", "Lula"
		}
		if other == "Place" && !person && !prevTitle {
			whole := slices.ContainsFunc(recognised, func(o span) bool { return o.first == sp.first && o.last == sp.last })
			// "Kishida's plane": a place has none.
			had := t.Is(sp.first, "nmod:poss") && (ofPerson[t.Lemma(t.Head(sp.first))] || carriers[t.Lemma(t.Head(sp.first))])
			return !whole || t.Prep(sp.first) != "" && !r.withSomebody(t, sp.first) || !had && !r.inNews(h.Entry) || slices.ContainsFunc(sp.hits, func(o gazetteer.Hit) bool { return o.Entry.Type == "Place" })
		}
		if other == "Organization" && !person && !r.ruled(words, sp, h.Entry) {
			if o := container(recognised, sp); o >= 0 && capital(words[recognised[o].last]) || !r.inNews(h.Entry) {
				return true
			}
		}
		return !(person || prevTitle || t.UPOS(sp.first, "PROPN") && r.inNews(h.Entry) || r.ruled(words, sp, h.Entry))
	})
	if len(sp.hits) > 1 && sp.hits[0].Entry.Type == "Person" {
		sp.hits = r.byTitle(r.titlesBefore(words, sp.first), r.bestPerson(sp.hits))
	}
	return sp
}

// oneNamed tells whether a word is a name of somebody who goes by one word.
func oneNamed(e *gazetteer.Entry, word string) bool {
	return !strings.Contains(e.Label, " ") && (e.Label == word || slices.Contains(e.Names, word))
}

// namesake tells whether somebody else is named in full earlier in the
// sentence whose name ends as this one does: "Hakyung Lee" before "Lee".
func (r *Reading) namesake(words []string, recognised []span, sp span, e *gazetteer.Entry) bool {
	for _, o := range recognised {
		if o.typ != "Person" || o.first == o.last || o.last >= sp.first || !strings.EqualFold(words[o.last], words[sp.last]) {
			continue
		}
		same := false
		for i := o.first; i <= o.last; i++ {
			n, hits := r.f.gaz.Match(words, i)
			same = same || i+n-1 == o.last && slices.ContainsFunc(hits, func(h gazetteer.Hit) bool { return h.Entry == e && (h.As < gazetteer.Surname || n > 1) })
		}
		if !same {
			return true
		}
	}
	return false
}

// stateBefore is the state of a possessive or adjective right before token i:
// Sweden in "Sweden's Saab", or nil.
func (r *Reading) stateBefore(words []string, i int) *gazetteer.Entry {
	end := i
	if end > 0 && (words[end-1] == "'s" || words[end-1] == "’s" || words[end-1] == "'" || words[end-1] == "’") {
		end--
	}
	for from := max(0, end-4); from < end; from++ {
		n, hits := r.f.gaz.Match(words, from)
		if n == end-from && len(hits) > 0 && hits[0].Entry.Type == "State" {
			return hits[0].Entry
		}
	}
	return nil
}

// nameMention resolves a name and files its mention.
func (r *Reading) nameMention(s *Sentence, words []string, sp span) {
	t := s.Tree
	head := spanHead(t, sp)
	name := r.text[t.Tokens[sp.first].Start:t.Tokens[sp.last].End]
	if n := sp.last + 1; n < len(words) && words[n] == "$" && t.Tokens[n].Start == t.Tokens[sp.last].End {
		return // "US$700 million" is money
	}
	if len(sp.hits) == 0 && t.Is(head, "compound", "nmod:desc", "amod") && t.Head(head) > sp.last && makes[t.Lemma(min(sp.last+1, len(words)-1))] && t.UPOS(min(sp.last+1, len(words)-1), "NOUN") && sp.first == sp.last {
		return // "Rafale fighter jets" are of a make
	}
	if n := sp.last + 1; len(sp.hits) == 0 && sp.typ != "Person" && n+1 < len(words) && words[n] == "-" && words[n+1][0] >= '0' && words[n+1][0] <= '9' && t.Tokens[n].End == t.Tokens[n+1].Start {
		return // "an Su-24" is a make of aircraft
	}
	if n := sp.last + 2; len(sp.hits) == 0 && n < len(words) && words[n-1] == "-" && words[n] == "class" {
		return // "a Halland-class frigate": ships are called after others
	}
	if len(sp.hits) == 0 {
		if sp.typ != "Person" && sp.first > 0 && !groupNames[strings.ToLower(words[sp.last])] && r.describesPerson(t, words, sp.first) {
			sp.typ = "Person"
		}
		if sp.typ == "Person" && sp.first == sp.last && sp.first > 0 && r.describesFirm(t, sp.first) {
			sp.typ = "Organization"
		}
		if sp.first > 0 && (r.describesVessel(t, sp.first, head) || words[sp.first-1] == "flagged" && sp.first > 2 && words[sp.first-2] == "-") {
			sp.typ = "Vessel"
		}
		if sp.typ == "Person" && sp.first == sp.last {
			name += r.sharedSurname(s, words, sp)
		}
		e, why := r.newName(t, words, sp, name, head)
		if e == nil {
			return
		}
		first, last := r.namePhrase(t, words, head, sp, e.Type == "Person")
		r.mention(s, head, first, last, Name, e, why)
		return
	}
	hit, why := r.choose(t, head, sp.hits)
	kind := Name
	switch hit.As {
	case gazetteer.Adjective:
		if head != sp.last && sp.first < sp.last && t.Is(sp.last, "amod", "compound") && t.Head(sp.last) > sp.last {
			head = sp.last // "Costa | Rican police"
		}
		if (single(t, head) || oneOf(t, head)) && r.people1(s, head, hit) {
			return
		}
		if t.Is(head, "amod", "compound", "nmod:desc", "nmod:unmarked", "nmod") || t.UPOS(head, "ADJ") || t.Is(head, "conj") && t.Is(t.First(head), "amod", "compound") {
			kind = Adjective
		} else if r.people1(s, head, hit) {
			return
		}
	case gazetteer.Demonym:
		if t.Is(head, "amod", "compound", "nmod:desc") {
			kind = Adjective
		} else if r.people1(s, head, hit) {
			return
		}
	}
	e := r.known(hit.Entry)
	if e.Type == "Person" {
		r.filePerson(e, words[sp.last])
	}
	first, last := sp.first, sp.last
	if kind == Name {
		first, last = r.namePhrase(t, words, head, sp, e.Type == "Person")
	}
	m := r.mention(s, head, first, last, kind, e, why)
	m.score(hit, sp.hits)
	// A seat can be read as a place or as a government; say what it was not.
	if len(sp.hits) > 1 && sp.hits[0].Entry != hit.Entry {
		m.Why += "; not " + sp.hits[0].Entry.Label
	}
}

// byKind is how sure a name of each kind is if nobody else has it.
var byKind = [...]float64{gazetteer.Name: 1, gazetteer.Adjective: 0.95, gazetteer.Demonym: 0.95, gazetteer.Seat: 0.85, gazetteer.Capital: 0.8, gazetteer.Surname: 0.75, gazetteer.Part: 0.6, gazetteer.Code: 1}

// score rates a name that was found in the gazetteer: a tenth less if another
// has it by the same kind of name.
func (m *Mention) score(hit gazetteer.Hit, hits []gazetteer.Hit) {
	m.Score = byKind[hit.As]
	for _, h := range hits {
		if h.Entry == hit.Entry {
			continue
		}
		m.RunnerUp, m.RunnerUpScore = h.Entry, byKind[h.As]-0.2
		if h.As <= hit.As {
			m.Score -= 0.1
			m.RunnerUpScore = m.Score - 0.1
		}
		return
	}
}

// namePhrase is the phrase around a name as readers mark it: a person with
// titles and nationality, anything else with the adjectives before it.
func (r *Reading) namePhrase(t *tree.Tree, words []string, head int, sp span, person bool) (first, last int) {
	first, _ = t.Phrase(head, func(k int) bool { return t.Is(k, "nmod:poss", "advmod") && k < sp.first })
	first = min(first, sp.first)
	if !person {
		for first < sp.first && !t.UPOS(first, "ADJ", "NOUN", "PROPN", "NUM") {
			first++
		}
		return first, sp.last
	}
	// "Secretary of State Antony Blinken": the title may hold a preposition.
	for j := max(0, sp.first-6); j < sp.first; j++ {
		if n, _ := r.f.gaz.RoleByTitle(words, j); n > 0 && j+n == sp.first {
			first = min(first, j)
			break
		}
	}
	for first > 0 && t.UPOS(first-1, "PROPN", "ADJ") && words[first-1] != "," {
		n, hits := r.f.gaz.Match(words, first-1)
		if n == 0 || first-1+n > sp.first || hits[0].Entry.Type == "Person" {
			break
		}
		first--
	}
	return first, sp.last
}

// spanHead is the token of the span that the rest of the sentence hangs on.
func spanHead(t *tree.Tree, sp span) int {
	for i := sp.first; i <= sp.last; i++ {
		if h := t.Head(i); h < sp.first || h > sp.last {
			if t.UPOS(i, "PUNCT", "DET", "ADP") && i < sp.last {
				continue
			}
			return i
		}
	}
	return sp.last
}
