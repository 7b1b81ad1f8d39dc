package gazetteer

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// buildNames indexes all names of the entries; marks refer to entries by
// their place in the slice.
func buildNames(entries []*Entry) *trie {
	b := newBuilder(4 * len(entries))
	for i, e := range entries {
		ref := uint32(i)
		add := func(as As, names ...string) {
			for _, name := range names {
				addName(b, e, ref, as, name)
			}
		}
		if e.Type == "Person" {
			for _, n := range append([]string{e.Label}, e.Names...) {
				// A person's one-word name is a short one: "Lula".
				if strings.ContainsAny(n, " -") {
					add(Name, n)
					add(Part, shortened(n)...)
				} else {
					add(Surname, n)
				}
			}
			for _, n := range e.Surnames {
				if standsAlone(n) {
					add(Surname, n)
				}
			}
			continue
		}
		add(Name, e.Label)
		add(Name, e.Names...)
		add(Adjective, e.Adjectives...)
		add(Demonym, e.Demonyms...)
		add(Seat, e.Seats...)
		if e.Capital != "" {
			add(Capital, e.Capital)
		}
	}
	t := b.finish(func(x, y mark) int {
		return compareHits(Hit{entries[x.ref], x.as}, Hit{entries[y.ref], y.as})
	})
	return &t
}

// addName puts a name into the trie, in the forms a tokenizer may give it.
//
// A "the" in lower case must be there in the text ("the States"), one with a
// capital may ("The Hague"), and of a medium it must ("The Times").
func addName(b *builder, e *Entry, ref uint32, as As, name string) {
	atoms := atomsOf(name)
	if len(atoms) == 0 {
		return
	}
	m := mark{ref: ref, as: as}
	m.caps, m.upper = capitals(atoms, wholeNameInCapitals(e.Type))
	b.add(texts(atoms), m)
	if len(atoms) > 1 && atoms[0].text == "the" && atoms[0].upper && e.Type != "Media" {
		rest := atoms[1:]
		m.caps, m.upper = capitals(rest, wholeNameInCapitals(e.Type))
		b.add(texts(rest), m)
	}
	if parted := partAtApostrophes(name); parted != name {
		atoms = atomsOf(parted)
		m.caps, m.upper = capitals(atoms, wholeNameInCapitals(e.Type))
		b.add(texts(atoms), m)
	}
}

// capitals works out which atoms of a name must be written in capitals or
// begin with one for the name to be meant. Of most names the first capital
// will do, as many write "European union" or "Gaza strip".
func capitals(atoms []atom, all bool) (caps, upper uint32) {
	for i, a := range atoms[:min(len(atoms), maxAtoms)] {
		if a.text == "the" && i == 0 {
			continue
		}
		bit := uint32(1) << i
		switch {
		case acronym(a):
			caps |= bit
			upper |= bit
		case a.upper && (all || upper == 0):
			upper |= bit
		}
	}
	return caps, upper
}

// wholeNameInCapitals tells the types whose names are often plain words, so
// that each capital counts: "Islamic State" is not "an Islamic state".
func wholeNameInCapitals(typ string) bool {
	switch typ {
	case "Person", "ArmedGroup", "Company", "Media", "Vessel", "Programme", "Agreement":
		return true
	}
	return false
}

// acronym tells whether an atom of the data counts only in capitals. Long
// acronyms are written as words too ("Nato", "Opec"), short ones and those
// that are English words are not.
func acronym(a atom) bool {
	if !a.caps || len(a.text) < 2 {
		return false
	}
	if len(a.text) <= 3 || strings.ContainsAny(a.text, "0123456789") {
		return true
	}
	switch a.text {
	case "aids", "arms", "care", "core", "cold", "fact", "fast", "gold", "hope", "icon", "just", "lots", "pact", "pace",
		"quad", "safe", "salt", "save", "sage", "sharp", "start", "star", "step", "team", "tips", "unite", "wing":
		return true
	}
	return false
}

func texts(atoms []atom) []string {
	out := make([]string, len(atoms))
	for i, a := range atoms {
		out[i] = a.text
	}
	return out
}

// partAtApostrophes parts a name where some tokenizers do: "Sana'a" into
// "Sana a", "d'Ivoire" into "d Ivoire". The possessive stays.
func partAtApostrophes(name string) string {
	var b strings.Builder
	for i, r := range name {
		size := utf8.RuneLen(r)
		if isApostrophe(r) && i > 0 && i+size < len(name) {
			rest := name[i+size:]
			if rest == "s" || strings.HasPrefix(rest, "s ") || name[i-1] == ' ' || rest[0] == ' ' {
				b.WriteRune(r)
				continue
			}
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// titleTrie holds the titles of roles and offices.
type titleTrie struct {
	trie
	titles []Title
}

func buildTitles(lex *lexicon) *titleTrie {
	b := newBuilder(8 * len(lex.roles))
	t := &titleTrie{}
	add := func(title Title, words string) {
		atoms := atomsOf(words)
		if len(atoms) == 0 {
			return
		}
		var m mark
		for i, a := range atoms[:min(len(atoms), maxAtoms)] {
			if acronym(a) {
				m.caps |= 1 << i
			}
		}
		m.ref = uint32(len(t.titles))
		t.titles = append(t.titles, title)
		b.add(texts(atoms), m)
	}
	both := func(role *Role, of string, words string) {
		add(Title{Role: role, Of: of}, words)
		for _, p := range plurals(words) {
			add(Title{Role: role, Of: of, Plural: true}, p)
		}
	}
	roles := make(map[string]*Role, len(lex.roles))
	for _, r := range lex.roles {
		roles[r.ID] = r
		for _, words := range r.Titles {
			both(r, "", words)
		}
	}
	for _, o := range lex.offices {
		if r := roles[o.role]; r != nil {
			for _, words := range o.titles {
				both(r, o.of, words)
			}
		}
	}
	t.trie = b.finish(func(x, y mark) int {
		a, b := t.titles[x.ref], t.titles[y.ref]
		return cmp.Or(cmp.Compare(a.Of, b.Of), cmp.Compare(a.Role.ID, b.Role.ID))
	})
	t.dropTwins()
	return t
}

// dropTwins keeps the first of marks at one node that say the same: a title
// given twice, or by role and by office spelled alike.
func (t *titleTrie) dropTwins() {
	kept := t.marks[:0:0]
	for node, s := range t.spans {
		lo := uint32(len(kept))
		for i := s.lo; i < s.hi; i++ {
			if i > s.lo && t.titles[t.marks[i].ref] == t.titles[t.marks[i-1].ref] {
				continue
			}
			kept = append(kept, t.marks[i])
		}
		t.spans[node] = span{lo, uint32(len(kept))}
	}
	t.marks = kept
}

// plurals forms the plurals of a title, at its head: "ministers of finance",
// "secretaries general".
func plurals(title string) []string {
	words := strings.Fields(strings.ReplaceAll(title, "-", " "))
	if len(words) == 0 {
		return nil
	}
	head := len(words) - 1
	for i, w := range words {
		switch w {
		case "of", "for", "to", "in", "on", "at", "without":
			if i > 0 && head == len(words)-1 {
				head = i - 1
			}
		}
	}
	if w := words[head]; head > 0 && (w == "General" || w == "general" || w == "designate" || w == "elect") {
		head--
	}
	if words[head] == strings.ToUpper(words[head]) { // PM: PMs
		words[head] += "s"
	} else {
		words[head] = plural(words[head])
	}
	return []string{strings.Join(words, " ")}
}

func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "man"):
		return strings.TrimSuffix(w, "man") + "men"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return strings.TrimSuffix(w, "y") + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "x"):
		return w + "es"
	}
	return w + "s"
}
