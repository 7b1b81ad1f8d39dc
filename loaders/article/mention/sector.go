package mention

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

//go:embed sectors.yaml
var sectorsYAML []byte

// sectors tell the part of society an actor belongs to.
type sectors struct {
	types map[string]string // of an entity type
	nouns map[string]string // of a lemma, words joined by hyphens
}

func loadSectors() (*sectors, error) {
	var file struct {
		Types map[string]string   `yaml:"types"`
		Nouns map[string][]string `yaml:"nouns"`
	}
	if err := yaml.UnmarshalWithOptions(sectorsYAML, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading sectors.yaml: %w", err)
	}
	s := &sectors{types: file.Types, nouns: map[string]string{}}
	for sector, nouns := range file.Nouns {
		for _, n := range nouns {
			if other, ok := s.nouns[n]; ok {
				return nil, fmt.Errorf("reading sectors.yaml: %s is %s and %s", n, other, sector)
			}
			s.nouns[n] = sector
		}
	}
	return s, nil
}

// Sector is the PLOVER sector of who a mention means on the document's day:
// GOV, MIL, REB, …; ELI for those who held office before; "" if nothing tells
// it, as for a state.
func (r *Reading) Sector(s *Sentence, m *Mention) string {
	t := s.Tree
	words := make([]string, 0, m.Last-m.First+1)
	for i := m.First; i <= m.Last; i++ {
		words = append(words, t.Tokens[i].Text)
	}
	if m.Entity != nil && m.Entity.Entry != nil && m.Entity.Type == "Person" {
		if c := r.officeSector(m.Entity.ID, words); c != "" {
			return c
		}
	}
	at := func(i int) string {
		l := t.Lemma(i)
		if i > m.First {
			if c := r.f.sectors.nouns[t.Lemma(i-1)+"-"+l]; c != "" {
				return c
			}
		}
		return cmp.Or(r.f.sectors.nouns[l], r.f.sectors.nouns[strings.ToLower(t.Tokens[i].Text)])
	}
	if m.Entity != nil && m.Entity.Entry != nil && m.Entity.Land() && m.Entity.Entry.Kind == "de-facto" && m.Kind == Name {
		return "PRE" // a state that few others recognise
	}
	if m.Entity != nil && m.Kind != Noun && strings.HasPrefix(m.Why, "seat of government") {
		return "GOV"
	}
	if m.Kind == Noun || m.Entity == nil || m.Entity.Entry == nil {
		// "the president of the assembly": of what he heads, if that is no state.
		if c := at(m.Head); (c == "GOV" || c == "BUS") && !rulers[t.Lemma(m.Head)] {
			for _, o := range m.Owners {
				if of := r.ownSector(t, o); of != "" {
					return of
				}
			}
		}
		if was, ok := strings.CutPrefix(t.Lemma(m.Head), "ex-"); ok && r.f.sectors.nouns[was] == "GOV" {
			return "ELI"
		}
		if c := at(m.Head); c != "" && !((c == "CVL" || c == "LAB") && m.First < m.Head) {
			if c == "GOV" && slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, "former") || strings.EqualFold(w, "ex") }) {
				return "ELI"
			}
			if c == "MIL" && m.Entity != nil && m.Entity.Type == "ArmedGroup" {
				return "REB"
			}
			if c == "MIL" && m.Head > m.First {
				if of := at(m.Head - 1); of == "COP" || of == "SPY" {
					return of // "customs officers"
				}
			}
			if c == "GOV" && t.Lemma(m.Head) == "leader" && m.Head > m.First {
				// "an indigenous leader", "union leaders": of whom they lead
				if of := at(m.Head - 1); of != "" {
					return of
				}
			}
			if c == "JRN" && ofState(words) {
				return "GOV"
			}
			return r.titled(words, c)
		}
		for i := m.Last; i >= m.First; i-- {
			if c := at(i); c != "" && i != m.Head {
				return c
			}
		}
		if c := at(m.Head); c != "" {
			return c
		}
	}
	if m.Entity == nil {
		return ""
	}
	e := m.Entity
	if e.Type == "Place" && e.Entry != nil {
		for _, h := range r.f.gaz.Find(e.Label + " Republic") {
			if h.Entry.Type == "State" && h.Entry.Kind == "de-facto" && h.Entry.ExistedOn(r.day) {
				return "PRE" // the land of such a state
			}
		}
	}
	if e.Land() || e.Type == "Place" {
		return ""
	}
	if e.Entry != nil && e.Type == "ArmedGroup" {
		for _, n := range e.Entry.Nouns {
			c := r.f.sectors.nouns[n]
			if c == "" {
				c = r.f.sectors.nouns[strings.TrimSuffix(n, "s")]
			}
			if c == "CRM" || c == "REB" {
				return c // a cartel, rebels
			}
		}
		if slices.Contains(e.Entry.Nouns, "militia") {
			return "PRM"
		}
	}
	if e.Type != "Person" {
		label := strings.Fields(strings.ToLower(e.Label))
		for i := len(label) - 1; i >= 0 && (e.Type == "Government" || e.Type == "ArmedGroup" || e.Type == "Organization" || e.Type == "IntergovernmentalOrganization"); i-- {
			c := r.f.sectors.nouns[label[i]]
			if e.Type == "IntergovernmentalOrganization" && c != "HLH" {
				continue
			}
			if i > 0 && r.f.sectors.nouns[label[i-1]+"-"+label[i]] != "" {
				c = r.f.sectors.nouns[label[i-1]+"-"+label[i]]
			}
			if e.Type == "Government" && (c == "LAB" || c == "BUS") {
				continue // the Congress of the Union, a ministry of labour, a central bank
			}
			if c != "" && c != "GOV" && c != "CVL" {
				return c
			}
		}
	}
	if e.Type == "Government" && e.Entry != nil {
		for _, n := range e.Entry.Nouns {
			switch c := r.f.sectors.nouns[n]; c {
			case "LEG", "JUD", "COP", "SPY":
				return c // "Saeima": a parliament
			}
		}
	}
	return r.f.sectors.types[e.Type]
}

// rulers are nouns of who rules: they are that, whoever it is.
var rulers = map[string]bool{"government": true, "authority": true, "administration": true, "regime": true, "cabinet": true, "ministry": true}

// officeSector is the sector of the office a person holds on the day, that of
// a state before others; ELI if he left all. Where no day was given, the title
// before his name tells that he is in office.
func (r *Reading) officeSector(id string, words []string) string {
	held, former := "", false
	for _, o := range r.f.gaz.Offices(id, r.day) {
		role, ok := r.f.gaz.Role(o.Role)
		if !ok || role.Sector == "" {
			continue
		}
		former = former || o.Standing == gazetteer.Former
		if o.Standing != gazetteer.Holding {
			continue
		}
		of, ok := r.f.gaz.Entry(o.Of)
		c := role.Sector
		switch {
		case !ok || c != "GOV" && c != "IGO":
		case of.Type == "State" || of.Type == "Territory":
			return "GOV"
		case r.f.sectors.types[of.Type] != "":
			c = r.f.sectors.types[of.Type] // a party has a secretary-general, too
		}
		if held == "" {
			held = c
		}
	}
	if held != "" || !former {
		return held
	}
	for i := 0; r.day == "" && i < len(words); i++ {
		n, titles := r.f.gaz.RoleByTitle(words, i)
		if n == 0 || i+n >= len(words) {
			continue
		}
		if i > 0 && formerly[strings.ToLower(words[i-1])] {
			break
		}
		if role := titles[0].Role; role != nil && role.Sector != "" {
			return role.Sector
		}
	}
	return "ELI"
}

// formerly are words that say of a title that it is none any more.
var formerly = map[string]bool{"former": true, "ex": true, "-": true, "late": true, "then": true, "ousted": true, "deposed": true}

// ownSector is the sector of an owner that is no state, person or place.
func (r *Reading) ownSector(t *tree.Tree, o *Mention) string {
	if o.Entity == nil || o.Kind == Adjective {
		return ""
	}
	switch o.Entity.Type {
	case "State", "Territory", "Place", "Person", "IntergovernmentalOrganization":
		return ""
	}
	if c := r.f.sectors.nouns[t.Lemma(o.Head)]; c != "" {
		return c
	}
	return r.f.sectors.types[o.Entity.Type]
}

// ofState tells whether words say that a state runs what they name: "the
// state news agency".
func ofState(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch strings.ToLower(w) {
		case "state", "state-run", "state-owned", "state-controlled", "official", "government-run":
			return true
		}
		return false
	})
}

// HeadSector is the sector the last word tells if it stands outside a
// mention: "Senate hopeful" is of no senate.
func (r *Reading) HeadSector(s *Sentence, m *Mention) string {
	i := len(s.Tree.Tokens) - 1
	if i <= m.Last || m.Entity == nil || m.Entity.Type == "Person" {
		return ""
	}
	return r.f.sectors.nouns[s.Tree.Lemma(i)]
}

// WordSector is the sector the last word of a sentence tells that tells one,
// or "".
func (r *Reading) WordSector(s *Sentence) string {
	for i := len(s.Tree.Tokens) - 1; i >= 0; i-- {
		l := s.Tree.Lemma(i)
		if i > 0 {
			if c := r.f.sectors.nouns[s.Tree.Lemma(i-1)+"-"+l]; c != "" {
				return r.media(s, i, c)
			}
		}
		if c := r.f.sectors.nouns[l]; c != "" {
			return r.media(s, i, c)
		}
	}
	return ""
}

// media gives c, but GOV for media that words before token i say to be the
// state's.
func (r *Reading) media(s *Sentence, i int, c string) string {
	for j := range i {
		if c == "JRN" && ofState([]string{s.Tree.Tokens[j].Text}) {
			return "GOV"
		}
	}
	return c
}

// titled gives the sector of the title the words begin or end with, if there
// is one, else c.
func (r *Reading) titled(words []string, c string) string {
	for i := range words {
		if n, titles := r.f.gaz.RoleByTitle(words, i); n > 0 && i+n == len(words) && len(titles) > 0 {
			if role, ok := titles[0].Role, titles[0].Role != nil; ok && role.Sector != "" && (role.Sector != "IGO" && role.Sector != "REB" || c == "GOV" && role.Sector == "IGO") {
				return role.Sector
			}
		}
	}
	return c
}
