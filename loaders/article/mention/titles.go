package mention

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// findTitles reads titles: "Iranian Foreign Minister Abbas Araghchi" says
// that he represents Iran, "the Iranian foreign minister" who is meant.
func (r *Reading) findTitles(s *Sentence) {
	t := s.Tree
	words := make([]string, len(t.Tokens))
	for i := range t.Tokens {
		words[i] = t.Tokens[i].Text
	}
	for i := 0; i < len(words); {
		n, titles := r.f.gaz.RoleByTitle(words, i)
		if n > 0 && i+n < len(words) && slices.Contains(r.f.context.NotTitles, strings.Join(words[i:i+n+1], " ")) {
			n = 0
		}
		if n == 1 && i > 0 && words[i-1] == "Directorate" {
			n = 0 // "the Directorate General of Shipping"
		}
		if n == 0 || !t.UPOS(i+n-1, "NOUN", "PROPN", "ADJ") && n == 1 || t.Tokens[i+n-1].XPOS == "POS" {
			i++
			continue
		}
		if m := s.At[i+n-1]; m != nil && m.Kind == Name && m.First < i && m.Last >= i+n-1 && m.Entity != nil && m.Entity.Entry == nil && m.Head != i+n-1 {
			i += n
			continue
		}
		r.title(s, titles, i, i+n-1)
		i += n
	}
	for _, sp := range s.names {
		if m := covering(s, sp.first); m != nil && m.Kind == Name && m.Entity != nil && m.Entity.Type == "Person" {
			r.ruling(s, m)
		}
	}
}

// ruling reads who leads a state from whose he is said to be: "Hungary's Viktor
// Orbán".
func (r *Reading) ruling(s *Sentence, m *Mention) {
	t := s.Tree
	if m.Entity.Entry == nil || r.day == "" || slices.ContainsFunc(s.Facts, func(f Fact) bool { return f.Subject.Entity == m.Entity }) {
		return
	}
	// "the regime of Alexander Lukashenko", "Javier Milei's government"
	if h := t.Head(m.Head); h >= 0 && ruledWords[t.Lemma(h)] && (t.Is(m.Head, "nmod:poss") || t.Is(m.Head, "nmod") && t.Prep(m.Head) == "of") {
		if st := r.stateOr(m.Entity); st.Type == "State" && r.rules(m.Entity, st.ID) {
			of := *m
			of.Entity, of.Kind, of.Why = st, Noun, "whom "+m.Text+" led on "+r.day
			of.Start, of.End = t.Tokens[h].Start, t.Tokens[h].End
			of.Text = r.text[of.Start:of.End]
			s.Facts = append(s.Facts, Fact{Subject: m, Object: &of, Relation: "leads", Token: h, Rule: "whose " + t.Lemma(h) + " it is"})
		}
		return
	}
	k := t.Kid(m.Head, "nmod:poss")
	if k < 0 {
		return
	}
	if of := s.At[k]; of != nil && of.Entity != nil && of.Entity.Type == "State" && of.Kind == Name && r.rules(m.Entity, of.Entity.ID) {
		s.Facts = append(s.Facts, Fact{Subject: m, Object: of, Relation: "leads", Token: m.Head, Rule: "known to lead it"})
	}
}

// title reads the title at tokens first to last.
func (r *Reading) title(s *Sentence, titles []gazetteer.Title, first, last int) {
	t := s.Tree
	noun := spanHead(t, span{first: first, last: last})
	if t.UPOS(noun, "VERB", "AUX", "ADP") {
		return
	}
	if first > 0 && t.UPOS(last, "PROPN") && r.ship(t, first-1) {
		return // "the frigate Admiral Obi"
	}
	former, acting := r.formerly(t, first, noun)
	owner := r.titleOwner(s, first, last, noun)
	role := titles[0].Role
	of := ""
	for _, ti := range titles {
		if ti.Of != "" && (owner != nil && owner.Entity != nil && (ti.Of == owner.Entity.ID || ti.Of == owner.Entity.State)) {
			role, of = ti.Role, ti.Of
		}
	}
	if owner != nil && owner.Entity != nil && of == "" {
		of = owner.Entity.ID
	}
	if of == "" && titles[0].Of != "" && owner == nil {
		of, role = titles[0].Of, titles[0].Role
	}
	person := r.bearer(s, first, last, noun)
	switch {
	case person != nil && person.Entity != nil && person.Entity.Type == "Person":
		if s.At[noun] == nil && person.Head > last && person.Head <= last+9 {
			a, _ := t.Phrase(noun, nil)
			m := r.mention(s, noun, min(a, first), max(noun, last), Noun, person.Entity, "title of "+person.Text)
			m.Last, m.End = person.Last, person.End
			m.Text = r.text[m.Start:m.End]
		}
		if of != "" && person.Entity.State == "" {
			person.Entity.State = of
			if st, ok := r.f.gaz.State(of); ok {
				person.Entity.State = st.ID
			}
		}
		r.titles[person.Entity.ID] = role.ID
		if owner == nil && of == "" {
			r.titleAtHome(s, person, role, first, last, noun, former)
		}
		if owner == nil {
			r.titleHeld(s, person, titles, first, last, noun, former)
		}
		if owner == nil || owner.Entity == nil || owner.Entity == person.Entity {
			return
		}
		for j := owner.Last + 1; j < first; j++ {
			if capital(t.Tokens[j].Text) && t.UPOS(j, "ADJ", "PROPN") && role.Relation == "leads" {
				return // "Syrian Kurdish leader": of the Kurds there
			}
		}
		if role.Relation == "affiliated-with" && owner.Entity.Type == "State" {
			return // "a US foreign policy expert" need not be American
		}
		rel := role.Relation
		if role.ID == "high-commissioner" && rel == "leads" && !strings.Contains(owner.Entity.Label, "High Commissioner") {
			rel = "holds-office" // of the United Nations, or of a state abroad
		}
		if former || titles[0].Plural && rel == "leads" && role.ID == "leader" {
			rel = ""
		}
		if rel == "represents" {
			owner = r.SpokenFor(owner)
		}
		if rel != "" {
			s.Facts = append(s.Facts, Fact{Subject: person, Object: owner, Relation: rel, Token: noun, Rule: "title " + role.ID})
		}
	case chosen(t, noun):
		// "was elected president": who, and not who holds it now.
	case person == nil && s.At[noun] == nil && !titles[0].Plural:
		if of == "" {
			return // a later step asks who "the president" is
		}
		r.holder(s, role, of, owner, first, last, noun, former)
	}
	_ = acting
}

// chosen tells whether the title at token i is what somebody is chosen for:
// "named as Bolivian president".
func chosen(t *tree.Tree, i int) bool {
	h := t.Head(i)
	if h < 0 || !t.UPOS(h, "VERB") || !(t.Is(i, "xcomp") || t.Is(i, "obl") && t.Prep(i) == "as") {
		return false
	}
	return Chooses(t.Lemma(h))
}

// choosing verbs have an office as object as well as a person.
var choosing = map[string]bool{
	"elect": true, "reelect": true, "re-elect": true, "vote": true, "choose": true, "select": true, "pick": true, "nominate": true, "appoint": true, "name": true,
	"designate": true, "announce": true, "confirm": true,
}

// Chooses tells whether a verb says that somebody is chosen for an office.
func Chooses(lemma string) bool { return choosing[lemma] }

// formerly tells whether the title is of the past.
func (r *Reading) formerly(t *tree.Tree, first, noun int) (former, acting bool) {
	for j := max(0, first-3); j <= noun; j++ {
		switch strings.ToLower(t.Tokens[j].Text) {
		case "former", "ex", "ex-president", "ex-minister", "late", "then", "deposed", "ousted", "toppled", "overthrown", "onetime", "jailed", "outgoing-former", "exiled":
			former = true
		case "acting", "interim":
			acting = true
		}
	}
	if strings.HasPrefix(strings.ToLower(t.Tokens[noun].Text), "ex-") {
		former = true
	}
	return former, acting
}

// titleOwner is the state or organization a title is of, or nil.
func (r *Reading) titleOwner(s *Sentence, first, last, noun int) *Mention {
	t := s.Tree
	good := func(m *Mention) bool {
		return m != nil && m.Entity != nil && !(m.Text == "State" && m.Entity.Entry == nil) && // "Secretary of State"
			m.Entity.Type != "Person" && m.Entity.Type != "Group" && m.Entity.Type != "Event"
	}
	// What is part of the title: "Iranian Foreign Minister", "US President".
	for j := first; j < last; j++ {
		if m := s.At[j]; good(m) && m.Kind != Noun {
			return m
		}
	}
	// "New York City, United States mayor": the city, not the state behind the comma.
	if role := t.Lemma(noun); (role == "mayor" || role == "governor") && first >= 3 {
		if state := covering(s, first-1); state != nil && state.First >= 2 && t.Tokens[state.First-1].Text == "," {
			if place := covering(s, state.First-2); good(place) && place.Entity.Type == "Place" {
				return place
			}
		}
	}
	// "The Volta Front, whose leader Ada Obi"
	if w := first - 1; w > 1 && t.Tokens[w].XPOS == "WP$" {
		j := w - 1
		if t.Tokens[j].Text == "," {
			j--
		}
		if m := covering(s, j); good(m) && m.Last == j && m.Kind == Name {
			return m
		}
	}
	// What stands right before it: "US President", "Iran's foreign minister", "Hezbollah leader".
	for j := first - 1; j >= 0 && j >= first-6; j-- {
		if j > 0 && t.UPOS(j, "CCONJ") && t.UPOS(j-1, "ADJ") && s.At[j-1] == nil && t.UPOS(j+1, "ADJ") {
			continue // "Mali's young and popular minister"
		}
		if t.Tokens[j].XPOS == "POS" || t.UPOS(j, "ADJ", "NOUN", "PART") && s.At[j] == nil && !t.UPOS(j, "PUNCT") {
			continue
		}
		if m := covering(s, j); m != nil && m.Last == j && t.Prep(m.Head) == "in" && t.Is(m.Head, "obl") && !t.Below(m.Head, noun) && !t.Below(noun, m.Head) {
			break // "In Togo President Park met": where he met
		}
		if m := s.At[j]; good(m) && (m.Kind == Adjective || t.Below(j, noun) || t.Head(j) == t.Head(noun) || j == first-1) {
			return m
		}
		if m := covering(s, j); good(m) && m.Last == j && (t.Below(m.Head, noun) || j == first-1) {
			return m
		}
		break
	}
	for _, k := range t.Kids(noun) {
		if t.Is(k, "nmod:poss", "amod", "compound", "nmod:desc") && good(s.At[k]) {
			return s.At[k]
		}
	}
	for _, k := range t.KidsAs(noun, "nmod") {
		if p := t.Prep(k); (p == "of" || p == "for" || p == "at" || p == "in" && t.Lemma(noun) != "ambassador") && good(s.At[k]) {
			return s.At[k]
		}
	}
	// "Deputy minister Hilda Nkomo of Zambia"
	if b := r.bearer(s, first, last, noun); b != nil {
		for _, k := range t.KidsAs(b.Head, "nmod") {
			if t.Prep(k) == "of" && good(s.At[k]) {
				return s.At[k]
			}
		}
		if n := b.Last + 1; n+1 < len(t.Tokens) && t.Lemma(n) == "of" {
			if m := covering(s, n+1); good(m) {
				return m
			}
		}
	}
	if n := last + 1; n+1 < len(t.Tokens) && t.Lemma(n) == "of" {
		for j := n + 1; j <= n+3 && j < len(t.Tokens); j++ {
			if m := covering(s, j); good(m) && m.First <= n+2 {
				return m
			}
		}
	}
	return nil
}

// Covering is the mention of the name that token i is part of, or nil.
func (s *Sentence) Covering(i int) *Mention { return covering(s, i) }

// covering is the name mention that token i is part of.
func covering(s *Sentence, i int) *Mention {
	for _, sp := range s.names {
		if sp.first <= i && i <= sp.last {
			if m := s.At[spanHead(s.Tree, sp)]; m != nil {
				return m
			}
			return s.At[sp.last]
		}
	}
	return nil
}

// bearer is the person named with a title: after it, in apposition to it, or
// said to be it.
func (r *Reading) bearer(s *Sentence, first, last, noun int) *Mention {
	t := s.Tree
	person := func(i int) *Mention {
		if i >= 0 && i < len(s.At) {
			if m := covering(s, i); m != nil && m.Entity != nil && m.Entity.Type == "Person" && m.Kind == Name {
				return m
			}
		}
		return nil
	}
	if m := person(last + 1); m != nil {
		return m
	}
	// "with Joe Biden, the Commission's president, Ada Obi, said": hers
	if n := last + 2; n < len(t.Tokens) && t.Tokens[n-1].Text == "," && t.Is(noun, "appos") {
		if m := person(n); m != nil && m.First == n && t.Head(m.Head) == noun {
			return m
		}
	}
	// "Foreign Minister of Iran Abbas Araghchi", "US Secretary of State Antony Blinken"
	for j := last + 1; j < len(t.Tokens) && j <= last+6; j++ {
		m := person(j)
		if m == nil {
			if t.UPOS(j, "PUNCT", "VERB", "AUX", "CCONJ") && t.Tokens[j].Text != "-" {
				break
			}
			continue
		}
		if m.First > 0 && t.Lemma(m.First-1) == "of" {
			if l := t.Lemma(noun); (l == "mayor" || l == "governor" || l == "prefect") && m.Entity.Entry == nil && m.Entity.State == "" {
				m.Entity.Type = "Place" // "the mayor of Arda Lind": a town that nobody knows
			}
			break
		}
		if t.Head(m.Head) == noun && t.Is(m.Head, "flat", "appos", "nmod", "compound", "nmod:desc") || t.Head(noun) == m.Head && t.Is(noun, "nmod:desc", "compound", "flat", "nmod") {
			return m
		}
		break
	}
	// "the interim president and military leader Aina Rabe"
	if n := last + 1; n+1 < len(t.Tokens) && t.UPOS(n, "CCONJ") && t.Lemma(n) == "and" && !r.plural(t, last) {
		words := r.words(t, 0, len(t.Tokens))
		for j := n + 1; j <= n+4 && j < len(t.Tokens); j++ {
			if t.UPOS(j, "DET", "PUNCT", "VERB", "ADP") || s.At[j] != nil && s.At[j].Kind == Adjective {
				break // "the US envoy and Iranian minister Ali Said": two
			}
			if k, titles := r.f.gaz.RoleByTitle(words, j); k > 0 && !titles[0].Plural {
				if m := person(j + k); m != nil && m.First <= j+k {
					return m
				}
			}
		}
	}
	h := t.Head(noun)
	if t.Is(noun, "nmod:desc", "compound", "flat") && h >= 0 {
		if m := person(h); m != nil {
			return m
		}
	}
	if t.Is(noun, "appos") && h >= 0 {
		if m := person(h); m != nil {
			return m
		}
	}
	for _, k := range t.KidsAs(noun, "appos", "flat") {
		if m := person(k); m != nil {
			return m
		}
	}
	// "its party chief, To Lam,": a name that looks like a preposition
	for _, k := range t.KidsAs(noun, "nmod") {
		if m := person(k); m != nil && m.First > last && t.Tokens[m.First-1].Text == "," && t.Prep(k) != "" && t.Kid(k, "case") >= m.First {
			return m
		}
	}
	// ", X, who is foreign minister of Y", "X is the president of Y"
	if t.Kid(noun, "cop") >= 0 && !t.Negated(noun) {
		if k := t.Kid(noun, "nsubj"); k >= 0 {
			return person(k)
		}
	}
	return nil
}

// holder makes the mention of an office-holder who is not named.
func (r *Reading) holder(s *Sentence, role *gazetteer.Role, of string, owner *Mention, first, last, noun int, former bool) {
	t := s.Tree
	if c, ok := r.f.nouns.at(t, noun); role.Relation == "affiliated-with" || role.ID == "official" || role.ID == "diplomat" || role.ID == "envoy" || role.ID == "spokesperson" || role.ID == "ambassador" || role.ID == "consul" || role.ID == "permanent-representative" || !ok && role.Relation == "" || c.class == "own" && role.ID != "crown-prince" {
		return // "an Iranian official" is nobody in particular
	}
	if !r.definite(t, noun) && !t.UPOS(noun, "PROPN") && t.Kid(noun, "amod", "compound", "nmod:poss") < 0 {
		return
	}
	for _, k := range t.KidsAs(noun, "amod") {
		switch t.Lemma(k) {
		case "next", "future", "incoming", "prospective":
			return
		}
	}
	if k := t.Kid(noun, "det"); k >= 0 && (t.Lemma(k) == "a" || t.Lemma(k) == "an") || former {
		return
	}
	a, b := t.Phrase(noun, nil)
	a, b = min(a, first), max(b, last)
	standing := slices.DeleteFunc(r.f.gaz.Holder(of, role.ID, r.day), func(x gazetteer.Tenure) bool { return x.Standing != gazetteer.Holding || x.Person == nil })
	if len(standing) > 0 && r.day != "" {
		m := r.mention(s, noun, a, b, Noun, r.known(standing[0].Person), "held the office of "+role.ID+" on "+r.day)
		if owner != nil && role.Relation != "" {
			s.Facts = append(s.Facts, Fact{Subject: m, Object: owner, Relation: role.Relation, Token: noun, Rule: "office " + role.ID})
		}
		return
	}
	if role.ID == "leader" {
		for k := len(r.recent) - 1; k >= 0 && r.count-r.recent[k].Sentence <= describedFor; k-- {
			if e := r.recent[k].Entity; e.Type == "Person" && e.State == of && r.holds(e, "leader") {
				r.mention(s, noun, a, b, Noun, e, "means "+r.recent[k].Text+", named before")
				return
			}
		}
	}
	// Nobody known: the office stands for its state or organization.
	e, ok := r.entities[of]
	if !ok {
		entry, found := r.f.gaz.Entry(of)
		if !found {
			return
		}
		e = r.known(entry)
	}
	if role.Relation == "holds-office" {
		label := strings.TrimSpace(strings.ToLower(r.text[t.Tokens[first].Start:t.Tokens[last].End]) + " of " + e.Label)
		e = r.entity(&Entity{ID: graph.ActorID(label), Label: label, Type: "Person", State: e.State, Within: e.ID, Generic: true, Sole: true})
	}
	r.mention(s, noun, a, b, Noun, e, "office of "+role.ID+", holder not known")
}

// ship tells whether the word at token i is one for a ship, which may be named
// for somebody with his title.
func (r *Reading) ship(t *tree.Tree, i int) bool {
	c, _ := r.classOf(t, i)
	return c.typ == "Vessel" || slices.Contains(r.f.context.NameWords["Vessel"], t.Lemma(i))
}
