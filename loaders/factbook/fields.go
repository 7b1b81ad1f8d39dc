package factbook

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

var (
	// share fits "China 35%" and "Congo, Republic of the 5%".
	share    = regexp.MustCompile(`^(.*?) ([\d.]+) ?%$`)
	lastYear = regexp.MustCompile(`^(.*?) ?\((\d{4})(?: est\.?)?\)\.?$`)
	// comma ends a partner: where a share or no share at all stands before it.
	afterShare = regexp.MustCompile(`% ?, `)
)

// partners reads "China 35%, Turkey 16% (2023)", "Italy, Switzerland (2021)",
// "almost entirely United Kingdom (2022)".
func (b *book) partners(ctx context.Context, self graph.Actor, relation, text string, rec *dataset.Record) error {
	var when graph.Time
	list := text
	if m := lastYear.FindStringSubmatch(text); m != nil {
		list = m[1]
		var err error
		if when, err = graph.ParseTime(m[2]); err != nil {
			return nil
		}
	} else {
		b.w.Odd("trade partners without a year", text)
	}
	b.w.Count("profiles with "+strings.ReplaceAll(relation, "-", " "), 1)
	for _, part := range partnerList(list) {
		c := graph.Claim{Subject: self, Relation: relation, Time: when, Rule: "partners"}
		name := strings.TrimPrefix(part, "almost entirely ")
		if m := share.FindStringSubmatch(part); m != nil {
			name = m[1]
			percent, err := strconv.ParseFloat(m[2], 64)
			if err != nil {
				b.w.Odd("shares that are none", part)
				continue
			}
			c.Amount = &graph.Amount{Value: percent, Unit: "percent"}
		}
		partner, ok := b.country(name)
		if !ok {
			b.w.Unknown("trade partners", name)
			continue
		}
		c.Object = rec.Mention(partner, name)
		if err := b.w.Claim(ctx, rec, c); err != nil {
			return err
		}
	}
	return nil
}

// partnerList cuts a list at its commas; where there are shares, only after
// one, for names have commas too.
func partnerList(list string) []string {
	if strings.Contains(list, "%") {
		parts := afterShare.Split(list, -1)
		for i := range parts[:len(parts)-1] {
			parts[i] += "%"
		}
		return parts
	}
	return strings.Split(list, ", ")
}

func (b *book) country(name string) (graph.Actor, bool) {
	name = strings.TrimSpace(name)
	if a, ok := b.w.Names.State(name); ok {
		return a, true
	}
	name = strings.ReplaceAll(name, "&", "and")
	if first, _, ok := strings.Cut(name, " ("); ok {
		name = first
	}
	if a, ok := b.w.Names.State(name); ok {
		return a, true
	}
	return b.w.Names.Find(name, "Organization")
}

// border fits "Iraq 1,599 km", also with what lies between in brackets.
var border = regexp.MustCompile(`([\p{L}'’.\-, ]+?)(?: \(([^)]*)\))? ([\d.,]+) km\b`)

func (b *book) neighbours(ctx context.Context, self graph.Actor, text string, rec *dataset.Record) error {
	if self.Type != "State" && self.Type != "Territory" {
		return nil // a union's borders are its members'
	}
	b.w.Count("profiles with borders", 1)
	if b.borders[self.ID] == nil {
		b.borders[self.ID] = map[string]bool{}
	}
	for _, part := range strings.Split(text, ";") {
		found := false
		for _, m := range border.FindAllStringSubmatch(withoutRemarks(part), -1) {
			found = true
			name := strings.TrimPrefix(strings.Trim(m[1], " ,"), "and ")
			to, ok := b.country(name)
			if !ok {
				b.w.Unknown("neighbours", name)
				continue
			}
			km, err := strconv.ParseFloat(strings.ReplaceAll(m[3], ",", ""), 64)
			if err != nil {
				b.w.Odd("lengths of borders that are none", m[3])
				continue
			}
			b.borders[self.ID][to.ID] = true
			if err := b.w.Claim(ctx, rec, graph.Claim{Subject: self, Relation: "borders", Object: rec.Mention(to, name), Amount: &graph.Amount{Value: km, Unit: "km"}, Rule: "border countries"}); err != nil {
				return err
			}
		}
		if !found && strings.Trim(part, " .") != "" {
			b.w.Unknown("borders", strings.TrimSpace(part))
		}
	}
	return nil
}

var inBrackets = regexp.MustCompile(`\((?:of which|includ|\d)[^)]*\)`)

// withoutRemarks drops remarks in brackets that have lengths of their own.
func withoutRemarks(s string) string { return inBrackets.ReplaceAllString(s, "") }

// bracketed fits "SCO (observer)".
var bracketed = regexp.MustCompile(`^(.*?) ?\(([^)]*)\)$`)

// memberships reads "BRICS, CICA, SCO (observer), …". An observer or an
// associate is no member, nor is a state whose trade unions or committees are.
func (b *book) memberships(ctx context.Context, self graph.Actor, text string, rec *dataset.Record) error {
	if self.Type != "State" && self.Type != "Territory" {
		return nil
	}
	b.w.Count("profiles with memberships", 1)
	for _, part := range organizations(text) {
		name := part
		if m := bracketed.FindStringSubmatch(part); m != nil {
			b.w.Count("memberships of another kind ("+m[2]+")", 1)
			continue
		}
		to, ok := b.w.Names.Find(name, "Organization")
		if !ok {
			if to, ok = b.w.Names.Named(name, "IntergovernmentalOrganization"); !ok {
				b.w.Unknown("organizations", name)
				continue
			}
		}
		if err := b.w.Claim(ctx, rec, graph.Claim{Subject: self, Relation: "member-of", Object: rec.Mention(to, name), Rule: "International organization participation"}); err != nil {
			return err
		}
	}
	return nil
}

// acronym fits the names of the list; what is longer is prose.
var acronym = regexp.MustCompile(`^[\p{Lu}\d][\p{L}\d\-&/ ]{1,40}(?: \([^)]*\))?$`)

func organizations(text string) []string {
	var out []string
	depth, from := 0, 0
	add := func(to int) {
		if part := strings.Trim(text[from:to], " .;"); acronym.MatchString(part) && !strings.EqualFold(part, "none") {
			out = append(out, part)
		}
	}
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case (r == ',' || r == ';') && depth == 0:
			add(i)
			from = i + 1
		}
	}
	add(len(text))
	return out
}

func (b *book) capital(ctx context.Context, self graph.Actor, text string, rec *dataset.Record) error {
	name, _, _ := strings.Cut(text, ";")
	name, _, _ = strings.Cut(name, " (")
	if name = strings.TrimSpace(name); name == "" || strings.HasPrefix(name, "none") || len(strings.Fields(name)) > 5 {
		return nil
	}
	place, ok := b.w.Names.Find(name, "Place")
	if !ok {
		if place, ok = b.w.Names.Named(name, "Place"); !ok {
			return nil
		}
	}
	return b.w.Claim(ctx, rec, graph.Claim{Subject: rec.Mention(place, name), Relation: "capital-of", Object: self, Rule: "Capital"})
}
