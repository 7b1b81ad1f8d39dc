package factbook

import (
	"context"
	"regexp"
	"strings"
	"time"
	"unicode"

	"entente/graph"
	"entente/loaders/dataset"
)

// leader fits "Supreme Leader Ali Hoseini-KHAMENEI (since 4 June 1989)". The
// word since is forgotten now and then.
var leader = regexp.MustCompile(`^(.*?) ?\((?:since )?((?:\d{1,2} )?(?:[A-Z][A-Za-z]+ )?\d{4})\)`)

// leaders reads who heads the state or the government. Who represents
// somebody (a governor-general, a high commissioner) represents him.
func (b *book) leaders(ctx context.Context, self graph.Actor, text string, rec *dataset.Record, rule string) error {
	for _, part := range strings.Split(text, "; ") {
		person, title, since, ok := b.person(self, part)
		if !ok {
			continue
		}
		relation := "leads"
		switch {
		case strings.HasPrefix(title, "represented by"):
			relation = "represents"
		case strings.HasPrefix(title, "Vice ") || strings.HasPrefix(title, "First Vice ") || strings.HasPrefix(title, "Deputy ") || strings.Contains(title, "Crown Prince"):
			relation = "holds-office"
		}
		if err := b.w.Claim(ctx, rec, graph.Claim{Subject: person, Relation: relation, Object: self, Time: since, Rule: rule}); err != nil {
			return err
		}
	}
	return nil
}

// envoys reads ambassadors and those who stand in for them.
func (b *book) envoys(ctx context.Context, from graph.Actor, text string, rec *dataset.Record, rule string) error {
	for _, part := range strings.Split(text, "; ") {
		person, _, since, ok := b.person(from, part)
		if !ok {
			continue
		}
		if err := b.w.Claim(ctx, rec, graph.Claim{Subject: person, Relation: "represents", Object: from, Time: since, Rule: rule}); err != nil {
			return err
		}
	}
	return nil
}

// person reads a title, a name and since when.
func (b *book) person(of graph.Actor, text string) (a graph.Actor, title string, since graph.Time, ok bool) {
	m := leader.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		if strings.TrimSpace(text) != "" && !strings.Contains(text, "vacant") {
			b.w.Odd("leaders without a date", text)
		}
		return a, "", since, false
	}
	title, name, surnames := splitName(m[1])
	day, parsed := readDate(m[2])
	if name == "" || !parsed {
		b.w.Unknown("leaders", text)
		return a, "", since, false
	}
	since = graph.Since(day)
	label := dataset.Capitalised(name)
	if a, ok = b.w.Names.Holder(of.ID, day.Latest, surnames); ok {
		return a, title, since, true
	}
	if a, ok = b.w.Names.Find(label, "Person"); ok {
		return a, title, since, true
	}
	a, ok = b.w.Names.Named(label, "Person")
	return a, title, since, ok
}

// titles are words that stand before a name and are none.
var titles = map[string]bool{
	"president": true, "prime": true, "minister": true, "king": true, "queen": true, "sultan": true, "emir": true, "amir": true, "supreme": true,
	"leader": true, "chancellor": true, "premier": true, "governor": true, "governor-general": true, "chairman": true, "chairperson": true,
	"chair": true, "chief": true, "executive": true, "interim": true, "acting": true, "transition": true, "transitional": true, "vice": true,
	"deputy": true, "first": true, "second": true, "state": true, "council": true, "councilor": true, "federal": true, "grand": true, "duke": true,
	"prince": true, "princess": true, "crown": true, "pope": true, "taoiseach": true, "captain": true, "captains": true, "regent": true,
	"general": true, "gen": true, "col": true, "lt": true, "dr": true, "sir": true, "dame": true, "administrator": true, "high": true,
	"commissioner": true, "ambassador": true, "charge": true, "chargé": true, "d'affaires": true, "d’affaires": true, "co-prince": true,
	"coprince": true, "by": true, "represented": true, "commander-in-chief": true, "head": true, "government": true, "presidency": true, "member": true,
	"of": true, "the": true, "and": true, "to": true, "for": true, "in": true, "prefect": true, "lord": true, "military": true, "sovereign": true,
	"armed": true, "forces": true, "presidential": true, "ruler": true, "monarch": true, "mayor": true, "secretary-general": true, "secretary": true,
	"party": true, "junta": true, "co-president": true, "co-chair": true, "representative": true, "director": true, "spokesman": true, "brother": true,
	"field": true, "marshal": true, "major": true, "maj": true, "brig": true, "admiral": true, "rear": true, "capt": true, "reverend": true,
	"archbishop": true, "cardinal": true, "honorable": true, "hon": true, "judge": true, "professor": true, "prof": true, "ad": true,
}

// splitName finds the name at the end of a title: its surname stands in
// capitals, given names before and after it.
func splitName(s string) (title, name string, surnames []string) {
	words := strings.Fields(strings.NewReplacer(",", " , ").Replace(s))
	at := -1
	for i, w := range words {
		if isSurname(w) {
			at = i
			break
		}
	}
	if at < 0 {
		return s, "", nil
	}
	for _, w := range words[at:] {
		if isSurname(w) && !isNumeral(w) {
			for part := range strings.SplitSeq(graph.Fold(capitalsOf(w)), " ") {
				surnames = append(surnames, part)
			}
		}
	}
	from := at
	for from > 0 && isGiven(words[from-1]) && !(from > 1 && (words[from-2] == "of" || words[from-2] == "the") && at-from >= 1) {
		from--
	}
	end := len(words)
	for i := at; i < len(words); i++ {
		if words[i] == "," {
			end = i
			break
		}
	}
	return strings.Join(words[:from], " "), strings.Join(words[from:end], " "), surnames
}

// capitalsOf keeps the part of a double name that stands in capitals:
// "SASSOU-Nguesso" is SASSOU, "al-BURHAN" is BURHAN.
func capitalsOf(w string) string {
	var out []string
	for part := range strings.SplitSeq(w, "-") {
		if strings.ToUpper(part) == part || strings.HasPrefix(part, "Mc") {
			out = append(out, part)
		}
	}
	return strings.Join(out, " ")
}

func isNumeral(w string) bool { return strings.Trim(w, "IVX") == "" }

// isSurname tells a word in capitals, perhaps after a particle or before a
// second name: "PEZESHKIAN", "al-BURHAN", "EL-SISI". Abbreviations of bodies
// before a title (GNU, UK) are shorter or known.
func isSurname(w string) bool {
	if notNames[w] {
		return false
	}
	for part := range strings.SplitSeq(w, "-") {
		letters, upper := 0, 0
		for _, r := range part {
			if unicode.IsLetter(r) {
				letters++
				if unicode.IsUpper(r) {
					upper++
				}
			}
		}
		if letters >= 2 && letters == upper || letters >= 4 && strings.HasPrefix(part, "Mc") && letters == upper+1 {
			return true
		}
	}
	return false
}

var notNames = map[string]bool{"GNU": true, "UK": true, "US": true, "EU": true, "UN": true, "HRH": true, "HM": true}

// isGiven tells whether a word before the surname is a given name or a
// particle, and no part of a title.
func isGiven(w string) bool {
	if w == "," || titles[strings.ToLower(strings.Trim(w, ".,()"))] {
		return false
	}
	r := []rune(w)[0]
	return unicode.IsUpper(r) || particles[w]
}

var particles = map[string]bool{"de": true, "da": true, "dos": true, "do": true, "del": true, "la": true, "van": true, "von": true, "der": true, "bin": true, "ibn": true, "al": true, "ben": true, "e": true}

// readDate reads "4 June 1989", "April 2018", "1997".
func readDate(s string) (graph.Time, bool) {
	for _, form := range []struct {
		layout string
		time   func(time.Time) graph.Time
	}{
		{"2 January 2006", graph.Day},
		{"2 Jan 2006", graph.Day},
		{"January 2006", func(t time.Time) graph.Time { return graph.Month(t.Year(), t.Month()) }},
		{"2006", func(t time.Time) graph.Time { return graph.Year(t.Year()) }},
	} {
		if t, err := time.Parse(form.layout, s); err == nil {
			return form.time(t), true
		}
	}
	return graph.Time{}, false
}
