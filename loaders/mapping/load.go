package mapping

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/schema"
)

// Format makes a mapping a data set that can be read.
func (m *Mapping) Format() dataset.Format {
	f := dataset.Format{
		Name: m.Name, Title: m.Title, Publisher: m.Publisher, Licence: m.Licence, URL: m.URL, Versioned: m.Versioned,
		Recognise: m.recognises, Load: m.load,
	}
	left := map[string]string{}
	for why, columns := range m.Left {
		for _, c := range columns {
			left[key(c)] = why
		}
	}
	for _, c := range m.reads() {
		f.Columns = append(f.Columns, dataset.Column{Name: c})
		delete(left, key(c))
	}
	var rest []string
	for c := range left {
		rest = append(rest, c)
	}
	slices.Sort(rest)
	for _, c := range rest {
		f.Columns = append(f.Columns, dataset.Column{Name: c, LeftOut: left[c]})
	}
	if m.Join != nil {
		file := strings.ToLower(path.Base(m.Join.File))
		f.Parts = func(string) []string { return []string{file} }
	}
	return f
}

// recognises tells a table of this kind by the columns in its first line.
func (m *Mapping) recognises(_ string, head []byte) bool {
	if len(m.Recognise) == 0 {
		return false
	}
	_, header, _, err := m.open(bytes.NewReader(head))
	if err != nil {
		return false
	}
	has := func(name string) bool {
		return slices.ContainsFunc(header, func(h string) bool { return key(h) == key(name) })
	}
	for _, c := range m.Recognise {
		if !has(c) {
			return false
		}
	}
	return !slices.ContainsFunc(m.Lacks, has)
}

// reads lists the columns that the mapping reads, in its order.
func (m *Mapping) reads() []string {
	var all []string
	add := func(names ...string) {
		for _, n := range names {
			if n != "" && n[0] != '$' && !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	in := func(s string, bare bool) {
		if bare && !strings.Contains(s, "{") {
			if !strings.Contains(s, " ") {
				add(s)
			}
			return
		}
		for {
			_, rest, ok := strings.Cut(s, "{")
			if !ok {
				return
			}
			name, after, _ := strings.Cut(rest, "}")
			add(name)
			s = after
		}
	}
	of := func(a *Actor) {
		for ; a != nil; a = a.Within {
			in(a.Code+a.Name, true)
		}
	}
	keys := func(c map[string][]string) {
		var names []string
		for n := range c {
			names = append(names, n)
		}
		slices.Sort(names)
		add(names...)
	}
	in(m.Key, false)
	if m.Updates != nil {
		add(m.Updates.Stamp)
	}
	for i := range m.Claims {
		r := &m.Claims[i]
		of(&r.Subject)
		add(r.Relation.Column)
		of(&r.Object)
		of(r.Place)
		keys(r.When)
		keys(r.Unless)
		if t := r.Time; t != nil {
			add(t.Day, t.Year)
			add(t.From...)
			add(t.To...)
			add(t.By...)
		}
		if r.Amount != nil {
			add(r.Amount.Column)
			in(r.Amount.Unit, false)
		}
		in(r.Rule, false)
	}
	for _, l := range m.Leave {
		keys(l.When)
		keys(l.Unless)
	}
	if m.Join != nil {
		add(m.Join.Key)
		all = slices.DeleteFunc(all, func(n string) bool { return slices.Contains(m.Join.Columns, n) })
	}
	return all
}

// leavesOut tells whether one of the patterns in m.Left means a column.
func (m *Mapping) leavesOut(name string) bool {
	for _, columns := range m.Left {
		for _, pattern := range columns {
			if ok, err := path.Match(strings.ToLower(pattern), key(name)); ok && err == nil {
				return true
			}
		}
	}
	return false
}

// loading is a mapping under way in one table.
type loading struct {
	m      *Mapping
	w      *dataset.Writer
	cells  *cells
	key    text
	leave  []leaveAt
	rules  []*ruleAt
	joined *joined
	melt   []int
	skip   []string
	spans  spans
	once   dataset.Recent // claims of symmetric relations that were given
}

type leaveAt struct {
	when, unless condition
	why          string
}

type ruleAt struct {
	spec            *Rule
	when, unless    condition
	subject, object *actorAt
	place           *actorAt
	relation        int
	symmetric       map[string]bool
	time            *timeAt
	amount          int
	unit, rule      text

	subjects, objects []graph.Actor // of the row, reused
}

func (m *Mapping) load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	said, err := m.updates(ctx, in)
	if err != nil {
		return err
	}
	text, err := w.Begin(ctx, in, said)
	if err != nil {
		return err
	}
	defer text.Close()
	rows, header, _, err := m.open(text)
	if err != nil {
		return err
	}
	l := &loading{m: m, w: w, cells: newCells(header, m), spans: newSpans(w.Shelf())}
	if err := l.compile(header); err != nil {
		return dataset.Errorf("by the mapping %s: %w", m.Name, err)
	}
	for i, name := range header {
		if !slices.Contains(l.melt, i) && !m.leavesOut(name) {
			w.Column(name)
		}
	}
	if l.joined, err = m.join(ctx, in, w, l.cells); err != nil {
		return err
	}
	for r, err := range rows.All() {
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case r.Err != nil:
			if strings.Trim(r.Text, "\x1a\x00 \t") != "" {
				w.Reject(r.Line, "%v", r.Err)
			}
			continue
		}
		if err := l.row(ctx, r); err != nil {
			return err
		}
	}
	if err := l.spans.flush(ctx, w); err != nil {
		return err
	}
	return w.End(ctx)
}

func (l *loading) compile(header []string) error {
	m, c := l.m, l.cells
	var err error
	if l.key, err = c.compileText(m.Key, false); err != nil {
		return err
	}
	for i := range m.Leave {
		at := leaveAt{why: m.Leave[i].Why}
		if at.when, err = c.compileCondition(m.Leave[i].When); err != nil {
			return err
		}
		if at.unless, err = c.compileCondition(m.Leave[i].Unless); err != nil {
			return err
		}
		l.leave = append(l.leave, at)
	}
	for i := range m.Claims {
		r, err := l.compileRule(&m.Claims[i])
		if err != nil {
			return fmt.Errorf("claims, entry %d: %w", i+1, err)
		}
		l.rules = append(l.rules, r)
	}
	if m.Melt == nil {
		return nil
	}
	l.skip = m.Melt.Skip
	for i, name := range header {
		matches := func(pattern string) bool {
			ok, err := path.Match(strings.ToLower(pattern), key(name))
			return ok && err == nil
		}
		if slices.ContainsFunc(m.Melt.Columns, matches) && !slices.ContainsFunc(m.Melt.Except, matches) {
			l.melt = append(l.melt, i)
		}
	}
	if len(l.melt) == 0 {
		return fmt.Errorf("no column is one of melt's %s", strings.Join(m.Melt.Columns, ", "))
	}
	return nil
}

func (l *loading) compileRule(spec *Rule) (*ruleAt, error) {
	c := l.cells
	r := &ruleAt{spec: spec, relation: -1, amount: -1, symmetric: map[string]bool{}}
	var err error
	if r.when, err = c.compileCondition(spec.When); err != nil {
		return nil, err
	}
	if r.unless, err = c.compileCondition(spec.Unless); err != nil {
		return nil, err
	}
	if r.subject, err = c.compileActor(&spec.Subject, l.w.Names); err != nil {
		return nil, err
	}
	if r.object, err = c.compileActor(&spec.Object, l.w.Names); err != nil {
		return nil, err
	}
	if spec.Place != nil {
		if r.place, err = c.compileActor(spec.Place, l.w.Names); err != nil {
			return nil, err
		}
	}
	if r.time, err = c.compileTime(spec.Time); err != nil {
		return nil, err
	}
	if spec.Relation.Column != "" {
		if r.relation = c.at(spec.Relation.Column); r.relation < 0 {
			return nil, c.missing(spec.Relation.Column)
		}
	}
	for _, rel := range schema.Builtin().Relations() {
		if rel.Symmetric {
			r.symmetric[rel.Name] = true
		}
	}
	if spec.Amount != nil {
		if r.amount = c.at(spec.Amount.Column); r.amount < 0 {
			return nil, c.missing(spec.Amount.Column)
		}
		if r.unit, err = c.compileText(spec.Amount.Unit, false); err != nil {
			return nil, err
		}
	}
	r.rule, err = c.compileText(spec.Rule, false)
	return r, err
}

func (l *loading) row(ctx context.Context, r *dataset.Row) error {
	c := l.cells
	c.row = r
	clear(c.more)
	if l.joined != nil {
		copy(c.more, l.joined.rows.Value(c.get(l.joined.key)))
	}
	if l.m.Updates != nil {
		if gone, err := l.update(ctx, r); gone || err != nil {
			return err
		}
	}
	if len(l.melt) == 0 {
		return l.cell(ctx, r)
	}
	for _, i := range l.melt {
		v := c.get(i)
		if v == "" || slices.Contains(l.skip, v) {
			continue
		}
		c.more[len(c.more)-2], c.more[len(c.more)-1] = c.names[i], v
		if err := l.cell(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// cell makes the claims of a row, or of one melted column of it.
func (l *loading) cell(ctx context.Context, r *dataset.Row) error {
	for i := range l.leave {
		x := &l.leave[i]
		if x.when.all(l.cells) && !x.unless.any(l.cells) {
			l.w.LeftOut(r.Line, x.why)
			return nil
		}
	}
	r.ID = l.key.fill(l.cells)
	taken := false
	for _, rule := range l.rules {
		if !rule.when.all(l.cells) || rule.unless.any(l.cells) {
			continue
		}
		taken = true
		if err := l.claim(ctx, rule, r); err != nil {
			return err
		}
	}
	if !taken {
		l.w.LeftOut(r.Line, "rows that no entry of the mapping takes")
	}
	return nil
}

func (l *loading) claim(ctx context.Context, rule *ruleAt, r *dataset.Row) error {
	c, w := l.cells, l.w
	relation := rule.spec.Relation.Fixed
	if rule.relation >= 0 {
		v := c.get(rule.relation)
		var ok bool
		if relation, ok = rule.spec.Relation.Values[v]; !ok {
			w.LeftOut(r.Line, fmt.Sprintf("rows with %s %q, which no relation says", rule.spec.Relation.Column, v))
			return nil
		}
	}
	rule.subjects = rule.subject.find(c, w, r.Line, rule.subjects[:0])
	rule.objects = rule.object.find(c, w, r.Line, rule.objects[:0])
	if len(rule.subjects) == 0 || len(rule.objects) == 0 {
		if (len(rule.subjects) == 0 && rule.subject.value.fill(c) == "") || (len(rule.objects) == 0 && rule.object.value.fill(c) == "") {
			w.LeftOut(r.Line, "rows with an empty side")
		}
		return nil
	}
	claim := graph.Claim{Relation: relation, Status: rule.spec.Status, Confidence: rule.spec.Confidence, Rule: rule.rule.fill(c)}
	if claim.Rule == "" {
		claim.Rule = relation
	}
	when, err := rule.time.read(c)
	if err != nil {
		w.Reject(r.Line, "%v", err)
		return nil
	}
	claim.Time = when
	if rule.amount >= 0 {
		if claim.Amount, err = rule.amountOf(c); err != nil {
			w.Reject(r.Line, "%v", err)
			return nil
		}
	}
	if rule.place != nil {
		if at := rule.place.find(c, w, r.Line, nil); len(at) > 0 {
			claim.Place = &at[0]
		}
	}
	for _, claim.Subject = range rule.subjects {
		for _, claim.Object = range rule.objects {
			if err := l.give(ctx, rule, r, claim); err != nil {
				return err
			}
		}
	}
	return nil
}

// give gives a claim to the writer, or to the spans it belongs to. Of a
// symmetric relation that the table states from both sides, one is given.
func (l *loading) give(ctx context.Context, rule *ruleAt, r *dataset.Row, claim graph.Claim) error {
	a, b := claim.Subject.ID, claim.Object.ID
	if a == b {
		l.w.LeftOut(r.Line, "rows whose two sides are one actor")
		return nil
	}
	symmetric := rule.symmetric[claim.Relation]
	if symmetric && a > b {
		a, b = b, a
	}
	merge := rule.time != nil && rule.time.spec.Merge
	if !symmetric && !merge {
		return l.w.Claim(ctx, &r.Record, claim)
	}
	name := a + "\x00" + claim.Relation + "\x00" + b + "\x00" + claim.Rule
	if merge {
		for _, at := range rule.time.by {
			name += "\x00" + l.cells.get(at)
		}
		year, err := strconv.Atoi(l.cells.get(rule.time.year))
		if err != nil {
			l.w.Reject(r.Line, "%s is %q: expected a year", rule.time.spec.Year, l.cells.get(rule.time.year))
			return nil
		}
		if done := l.spans.add(name, year, &r.Record, &claim, rule.time.spec.Last); done != nil {
			return l.spans.give(ctx, l.w, done)
		}
		return nil
	}
	if !l.once.Add(name + "\x00" + claim.Time.EDTF + "\x00" + r.ID) {
		l.w.LeftOut(r.Line, "rows that say from the other side what was said")
		return nil
	}
	return l.w.Claim(ctx, &r.Record, claim)
}

func (r *ruleAt) amountOf(c *cells) (*graph.Amount, error) {
	s := c.get(r.amount)
	if s == "" {
		return nil, nil
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	if err != nil || n != n || n > 1e300 || n < -1e300 {
		return nil, fmt.Errorf("%s is %q: expected a number", r.spec.Amount.Column, s)
	}
	if r.spec.Amount.Times != 0 {
		n *= r.spec.Amount.Times
	}
	unit := r.unit.fill(c)
	if unit == "" {
		unit = r.spec.Amount.Unit
	}
	return &graph.Amount{Value: n, Unit: unit}, nil
}
