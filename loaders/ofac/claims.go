package ofac

import (
	"context"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
)

// cutAt is where OFAC cuts remarks; what is over stands in another file.
const cutAt = 1000

func (l *list) loadEntries(ctx context.Context, in *dataset.Input) error {
	text, err := l.w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	seen := entriesSeen{keep.New[int](l.w.Shelf())}
	if err := rows(ctx, l.w, text, columns, true, func(row *dataset.Row) error {
		if !seen.first(l.w, &row.Record, row.At(0)) {
			return nil
		}
		return l.entry(ctx, row)
	}); err != nil {
		return err
	}
	return l.w.End(ctx)
}

// entriesSeen are the lines of the entries that were read, by number.
type entriesSeen struct{ *keep.Map[int] }

// first tells whether an entry is read for the first time, and begins it; a
// second one is rejected.
func (seen entriesSeen) first(w *dataset.Writer, r *dataset.Record, id string) bool {
	if line := seen.Value(id); line > 0 {
		stoodBefore(w, r, id, line)
		return false
	}
	seen.Set(id, r.Line)
	begin(w, r, id)
	return true
}

func stoodBefore(w *dataset.Writer, r *dataset.Record, id string, line int) {
	w.Reject(r.Line, "entry %s stands in line %d already", id, line)
}

func begin(w *dataset.Writer, r *dataset.Record, id string) {
	r.ID = id
	w.Count("entries", 1)
}

func (l *list) entry(ctx context.Context, row *dataset.Row) error {
	e := l.of(row.At(0))
	w := l.w
	if _, ok := kinds[row.At(2)]; !ok {
		w.Unknown("sdn_type", row.At(2))
	}
	if e.Name == "" {
		w.Reject(row.Line, "entry %s has no name", e.Number)
		return nil
	}
	remarks := parseRemarks(row.At(11))
	all := remarks
	if e.Comment != "" {
		all = parseRemarks(row.At(11) + e.Comment)
	}
	// What is cut in the row is read whole with its continuation.
	if i := len(remarks) - 1; len(row.At(11)) == cutAt && i >= 0 && i < len(all) {
		if e.Comment == "" {
			l.linked.cut++
			remarks = remarks[:i]
		} else {
			remarks[i] = all[i]
		}
	}
	return l.say(ctx, &row.Record, e, facts{
		programmes: strings.Split(row.At(3), "] ["), title: row.At(4), callSign: row.At(5), flag: row.At(9), owner: row.At(10),
		here: remarks, all: all,
	})
}

// facts are what an entry says of itself: in the record at hand, and all
// there is.
type facts struct {
	programmes                   []string
	title, callSign, flag, owner string
	here, all                    []remark

	since    graph.Time // when it was listed, if the form says so
	unlisted bool       // nothing says that it is
}

// say gives the claims of an entry.
func (l *list) say(ctx context.Context, rec *dataset.Record, e *entry, f facts) error {
	w := l.w
	if err := w.Describe(ctx, l.description(e, f.all, f.programmes, f.callSign)); err != nil {
		return err
	}
	self := rec.Mention(e.Actor, e.Name)
	if !f.unlisted {
		c := graph.Claim{Subject: unitedStates, Relation: "sanctions", Object: self, Rule: "entry"}
		if f.since.EDTF != "" {
			c.Time = graph.Since(f.since)
		}
		if err := w.Claim(ctx, rec, c); err != nil {
			return err
		}
	}
	if err := l.flagged(ctx, rec, self, f.flag); err != nil {
		return err
	}
	if f.owner != "" {
		if a, ok := l.who(f.owner, "Organization"); ok {
			if err := w.Claim(ctx, rec, graph.Claim{Subject: rec.Mention(a, f.owner), Relation: "owns", Object: self, Rule: "vess_owner"}); err != nil {
				return err
			}
		}
	}
	for _, r := range f.here {
		if err := l.remark(ctx, rec, self, r); err != nil {
			return err
		}
	}
	return l.position(ctx, rec, self, f.title, f.all)
}

// description is what is known of an entry beside its claims.
func (l *list) description(e *entry, remarks []remark, programmes []string, callSign string) graph.Description {
	d := graph.Description{Actor: graph.Actor{ID: e.Actor.ID, Label: e.Actor.Label, Type: e.Actor.Type}, Codes: []string{"ofac:" + e.Number}}
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		d.Aliases = append(d.Aliases, name)
		if shown := displayName(name, e.Type); shown != name {
			d.Aliases = append(d.Aliases, shown)
		}
	}
	for _, p := range programmes {
		if p = strings.Trim(p, "[] "); p != "" {
			d.Codes = append(d.Codes, "ofac-program:"+p)
		}
	}
	if callSign != "" {
		d.Codes = append(d.Codes, "callsign:"+callSign)
	}
	for _, r := range remarks {
		switch r.kind {
		case imoNumber:
			if code, ok := l.w.IMO(r.value, e.Type == "Vessel"); ok {
				d.Codes = append(d.Codes, code)
			}
		case mmsi:
			d.Codes = append(d.Codes, "mmsi:"+r.value)
		}
	}
	return d
}

func (l *list) flagged(ctx context.Context, rec *dataset.Record, self graph.Actor, flag string) error {
	if flag == "" || self.Type != "Vessel" || flag == "None Identified" {
		return nil
	}
	state, ok := l.w.Names.State(flag)
	if !ok {
		l.w.Unknown("flags", flag)
		return nil
	}
	return l.w.Claim(ctx, rec, graph.Claim{Subject: self, Relation: "flagged-in", Object: rec.Mention(state, flag), Rule: "vess_flag"})
}

// remark makes the claim of a remark that stands, or begins, in a record.
func (l *list) remark(ctx context.Context, rec *dataset.Record, self graph.Actor, r remark) error {
	w := l.w
	switch r.kind {
	case linkedTo:
		l.linked.all++
		e, ambiguous := l.named(r.value)
		var to graph.Actor
		switch {
		case e != nil:
			l.linked.found++
			to = e.Actor
		case ambiguous:
			l.linked.ambiguous++
			w.Odd("names after Linked To that several entries have", r.value)
		default:
			w.Odd("names after Linked To that no entry has", r.value)
		}
		if e == nil {
			var ok bool
			if to, ok = w.Names.Named(r.value, "Organization"); !ok {
				return nil
			}
		}
		return w.Claim(ctx, rec, graph.Claim{Subject: self, Relation: "affiliated-with", Object: rec.Mention(to, r.value), Rule: "Linked To"})
	case nationality:
		states, ok := w.Names.Nationalities(r.value)
		if !ok {
			w.Unknown("nationalities", r.value)
		}
		for _, s := range states {
			rule, _, _ := strings.Cut(strings.TrimPrefix(r.text, "alt. "), " ")
			if err := w.Claim(ctx, rec, graph.Claim{Subject: self, Relation: "affiliated-with", Object: rec.Mention(s, r.value), Rule: rule}); err != nil {
				return err
			}
		}
	case operator:
		if a, ok := l.who(r.value, "Organization"); ok {
			return w.Claim(ctx, rec, graph.Claim{Subject: self, Relation: "affiliated-with", Object: rec.Mention(a, r.value), Rule: "Aircraft Operator"})
		}
	case formerFlag:
		w.Count("former flags, which no date tells apart from today's", 1)
	case freeText:
		w.Count("remarks in free text", 1)
	}
	return nil
}

// loadComments reads what the remarks of long entries went on with. The
// remark that the cut goes through was read with the entry.
func (l *list) loadComments(ctx context.Context, in *dataset.Input) error {
	text, err := l.w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	if err := rows(ctx, l.w, text, commentColumns, true, func(row *dataset.Row) error {
		e := l.of(row.At(0))
		if e == nil {
			l.w.Reject(row.Line, "there is no entry %s that this goes on with", row.At(0))
			return nil
		}
		row.ID = e.Number
		_, rest, _ := strings.Cut(row.At(1), "; ")
		for _, r := range parseRemarks(rest) {
			if err := l.remark(ctx, &row.Record, e.Actor, r); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return l.w.End(ctx)
}

func (l *list) loadAddresses(ctx context.Context, in *dataset.Input) error {
	text, err := l.w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	if err := rows(ctx, l.w, text, addressColumns, true, func(row *dataset.Row) error {
		e := l.of(row.At(0))
		if e == nil {
			l.w.Reject(row.Line, "there is no entry %s that this is an address of", row.At(0))
			return nil
		}
		row.ID = row.At(0) + "/" + row.At(1)
		return l.located(ctx, &row.Record, e, row.At(4))
	}); err != nil {
		return err
	}
	return l.w.End(ctx)
}

// located gives the claim of an address's country, or region.
func (l *list) located(ctx context.Context, rec *dataset.Record, e *entry, country string) error {
	country = strings.TrimPrefix(country, "Region: ")
	if country == "" || country == "undetermined" {
		return nil
	}
	where, ok := l.w.Names.State(country)
	if !ok {
		where, ok = l.w.Names.Find(country, "Place")
	}
	if !ok {
		l.w.Unknown("countries", country)
		return nil
	}
	return l.w.Claim(ctx, rec, graph.Claim{Subject: e.Actor, Relation: "located-in", Object: rec.Mention(where, country), Rule: "country"})
}

// report says how many names were found on the list.
func (l *list) report() {
	if n := l.linked; n.all > 0 {
		l.w.Warn("ofac: %d of %d names after Linked To found on the list (%.2f %%), %d named several entries", n.found, n.all, 100*float64(n.found)/float64(n.all), n.ambiguous)
	}
	if l.linked.cut > 0 {
		l.w.Warn("ofac: %d remarks are cut at %d characters and their rest is not there: the last statement of each was left out", l.linked.cut, cutAt)
	}
}
