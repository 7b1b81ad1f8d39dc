package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// Quads gives the quads of a claim, all labelled with its IRI, in a fixed
// order. The actors' names and the source are not among them: see
// [Description.Quads] and [Source.Quads].
func (c *Claim) Quads() []quad.Quad {
	node, label := quad.IRI(c.ID), quad.IRI(c.ID)
	subject, object := quad.IRI(c.Subject.ID), quad.IRI(c.Object.ID)
	relation := quad.IRI(RelationPrefix + c.Relation)
	quads := make([]quad.Quad, 0, 24)
	add := func(p quad.IRI, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: node, Predicate: p, Object: o, Label: label})
	}
	if c.Status == Asserted && c.Ended == "" && subject != object {
		quads = append(quads, quad.Quad{Subject: subject, Predicate: relation, Object: object, Label: label})
	}
	add(RDFType, ClaimType)
	add(RDFSubject, subject)
	add(RDFPredicate, relation)
	add(RDFObject, object)
	add(StatusOf, quad.String(c.Status))
	add(DerivedFrom, SourceIRI(c.Source.ID))
	add(QuoteText, quad.String(c.Quote))
	add(QuoteStart, quad.Int(c.Start))
	add(QuoteEnd, quad.Int(c.End))
	add(SentenceNo, quad.Int(c.Sentence))
	add(Confidence, quad.Float(c.Confidence))
	text := func(p quad.IRI, s string) {
		if s != "" {
			add(p, quad.String(s))
		}
	}
	text(RuleName, c.Rule)
	text(RecordKey, c.Record)
	text(InvalidatedAt, c.Ended)
	if c.EndedBy != "" {
		add(EndedBy, SourceIRI(c.EndedBy))
	}
	text(TimeOf, c.Time.EDTF)
	text(Earliest, c.Time.Earliest)
	text(Latest, c.Time.Latest)
	if c.Amount != nil {
		add(AmountOf, quad.Float(c.Amount.Value))
		text(Unit, c.Amount.Unit)
	}
	was := func(p quad.IRI, a *Actor) {
		if a != nil && a.Was != "" && a.Was != a.ID {
			add(p, quad.IRI(a.Was))
		}
	}
	was(SubjectWas, &c.Subject)
	was(ObjectWas, &c.Object)
	was(PlaceWas, c.Place)
	was(SpeakerWas, c.Speaker)
	text(SubjectAt, c.Subject.at(c))
	text(ObjectAt, c.Object.at(c))
	if c.Place != nil {
		add(PlaceOf, quad.IRI(c.Place.ID))
		text(PlaceAt, c.Place.at(c))
	}
	if c.Speaker != nil {
		add(SpeakerOf, quad.IRI(c.Speaker.ID))
		text(SpeakerAt, c.Speaker.at(c))
	}
	return quads
}

// at writes where in the quote an actor is mentioned: "12-18", in bytes.
func (a *Actor) at(c *Claim) string {
	if a.Mention == "" {
		return ""
	}
	return strconv.Itoa(a.Start-c.Start) + "-" + strconv.Itoa(a.End-c.Start)
}

// ClaimFromQuads reads back the claim that [Claim.Quads] wrote; the quads may
// stand in any order. Actors come with ID and mention only, the source with
// its ID only: labels, types and the rest stand in quads of their own.
func ClaimFromQuads(quads []quad.Quad) (Claim, error) {
	var c Claim
	var node quad.IRI
	at := map[quad.IRI]string{}
	for _, q := range quads {
		if q.Label == q.Subject {
			node, _ = q.Subject.(quad.IRI)
			break
		}
	}
	if node == "" {
		return c, fmt.Errorf("reading a claim: none of its %d quads is about the claim itself", len(quads))
	}
	c.ID = string(node)
	for _, q := range quads {
		if q.Subject != node {
			continue
		}
		p, _ := q.Predicate.(quad.IRI)
		if err := c.set(p, q.Object, at); err != nil {
			return c, fmt.Errorf("reading %s: %s: %w", c.ID, p, err)
		}
	}
	for p, actor := range map[quad.IRI]*Actor{SubjectAt: &c.Subject, ObjectAt: &c.Object, PlaceAt: c.Place, SpeakerAt: c.Speaker} {
		if err := actor.setAt(&c, at[p]); err != nil {
			return c, fmt.Errorf("reading %s: %s: %w", c.ID, p, err)
		}
	}
	return c, nil
}

func (c *Claim) set(p quad.IRI, v quad.Value, at map[quad.IRI]string) error {
	iri, isIRI := v.(quad.IRI)
	id := string(iri)
	text, isText := v.(quad.String)
	number, isNumber := toFloat(v)
	wrong := func(want string) error { return fmt.Errorf("%v is not %s", v, want) }
	switch p {
	case RDFSubject, RDFObject, RDFPredicate, DerivedFrom, PlaceOf, SpeakerOf, EndedBy, SubjectWas, ObjectWas, PlaceWas, SpeakerWas:
		if !isIRI {
			return wrong("an IRI")
		}
	case QuoteStart, QuoteEnd, SentenceNo, Confidence, AmountOf:
		if !isNumber {
			return wrong("a number")
		}
	case QuoteText, StatusOf, RuleName, RecordKey, InvalidatedAt, TimeOf, Earliest, Latest, Unit, SubjectAt, ObjectAt, PlaceAt, SpeakerAt:
		if !isText {
			return wrong("a string")
		}
	}
	switch p {
	case RDFSubject:
		c.Subject.ID = id
	case RDFObject:
		c.Object.ID = id
	case RDFPredicate:
		c.Relation = strings.TrimPrefix(id, RelationPrefix)
	case DerivedFrom:
		c.Source.ID = SourceID(iri)
	case PlaceOf:
		c.place().ID = id
	case SpeakerOf:
		c.speaker().ID = id
	case SubjectWas:
		c.Subject.Was = id
	case ObjectWas:
		c.Object.Was = id
	case PlaceWas:
		c.place().Was = id
	case SpeakerWas:
		c.speaker().Was = id
	case QuoteStart:
		c.Start = int(number)
	case QuoteEnd:
		c.End = int(number)
	case SentenceNo:
		c.Sentence = int(number)
	case Confidence:
		c.Confidence = number
	case AmountOf, Unit:
		if c.Amount == nil {
			c.Amount = &Amount{}
		}
		if p == Unit {
			c.Amount.Unit = string(text)
		} else {
			c.Amount.Value = number
		}
	case QuoteText:
		c.Quote = string(text)
	case StatusOf:
		c.Status = Status(text)
	case RuleName:
		c.Rule = string(text)
	case RecordKey:
		c.Record = string(text)
	case InvalidatedAt:
		c.Ended = string(text)
	case EndedBy:
		c.EndedBy = SourceID(iri)
	case TimeOf:
		c.Time.EDTF = string(text)
	case Earliest:
		c.Time.Earliest = string(text)
	case Latest:
		c.Time.Latest = string(text)
	case SubjectAt, ObjectAt, PlaceAt, SpeakerAt:
		at[p] = string(text)
	}
	return nil
}

func (c *Claim) place() *Actor {
	if c.Place == nil {
		c.Place = &Actor{}
	}
	return c.Place
}

func (c *Claim) speaker() *Actor {
	if c.Speaker == nil {
		c.Speaker = &Actor{}
	}
	return c.Speaker
}

func (a *Actor) setAt(c *Claim, at string) error {
	if a == nil || at == "" {
		return nil
	}
	from, to, _ := strings.Cut(at, "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || start < 0 || start > end || end > len(c.Quote) {
		return fmt.Errorf("%q is no byte range in the quote", at)
	}
	a.Mention, a.Start, a.End = c.Quote[start:end], c.Start+start, c.Start+end
	return nil
}

// toFloat takes the numbers that come back from a store or a file: quad's own
// types, and typed strings from other writers.
func toFloat(v quad.Value) (float64, bool) {
	switch v := v.(type) {
	case quad.Int:
		return float64(v), true
	case quad.Float:
		return float64(v), true
	case quad.TypedString:
		f, err := strconv.ParseFloat(string(v.Value), 64)
		return f, err == nil
	}
	return 0, false
}

// Quads gives the quads that describe an actor, labelled by who says so.
func (d *Description) Quads(label quad.IRI) []quad.Quad {
	node := quad.IRI(d.Actor.ID)
	var quads []quad.Quad
	add := func(p quad.IRI, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: node, Predicate: p, Object: o, Label: label})
	}
	if d.Actor.Type != "" || !d.Partial {
		add(RDFType, quad.IRI(TypePrefix+d.Actor.Type))
	}
	if d.Actor.Label != "" || !d.Partial {
		add(RDFSLabel, quad.LangString{Value: quad.String(d.Actor.Label), Lang: "en"})
	}
	keys := []string{Fold(d.Actor.Label)}
	for _, name := range Aliases(d.Actor.Label, d.Aliases) {
		add(AltLabel, quad.LangString{Value: quad.String(name), Lang: "en"})
		keys = append(keys, Fold(name))
	}
	for _, key := range Aliases("", keys) {
		add(Key, quad.String(key))
	}
	for _, iri := range Aliases("", d.SameAs) {
		add(SameAs, quad.IRI(iri))
	}
	for _, code := range Aliases("", d.Codes) {
		add(Identifier, quad.String(code))
	}
	for _, day := range Aliases("", d.Born) {
		add(Born, quad.String(day))
	}
	if d.Within != "" {
		add(Within, quad.IRI(d.Within))
	}
	return quads
}

// Quads gives the quads that describe a source, labelled by itself.
func (s *Source) Quads() []quad.Quad {
	node := SourceIRI(s.ID)
	quads := []quad.Quad{{Subject: node, Predicate: RDFType, Object: SourceType, Label: node}}
	for _, f := range []struct {
		p quad.IRI
		s string
	}{{Headline, s.Title}, {Publisher, s.Publisher}, {Published, s.Published}, {URL, s.URL}, {SHA256, s.SHA256},
		{Licence, s.Licence}, {Version, s.Version}, {Series, s.Series}} {
		if f.s != "" {
			quads = append(quads, quad.Quad{Subject: node, Predicate: f.p, Object: quad.String(f.s), Label: node})
		}
	}
	if s.Replaces != "" {
		quads = append(quads, quad.Quad{Subject: node, Predicate: RevisionOf, Object: SourceIRI(s.Replaces), Label: node})
	}
	return quads
}

// CompareQuads orders quads by label, subject, predicate and object (see
// [CompareValues]): a claim's quads stand together, and a file of sorted quads
// is the same however they were loaded.
func CompareQuads(a, b quad.Quad) int {
	for _, d := range [...]quad.Direction{quad.Label, quad.Subject, quad.Predicate, quad.Object} {
		if c := CompareValues(a.Get(d), b.Get(d)); c != 0 {
			return c
		}
	}
	return 0
}

// CompareValues orders values by their [SortKey].
func CompareValues(a, b quad.Value) int {
	if x, ok := a.(quad.IRI); ok {
		if y, ok := b.(quad.IRI); ok {
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(SortKey(a), SortKey(b))
}

// SortKey is what a value is sorted by: an IRI by itself, with the bracket that
// opens it and without the one that closes it, anything else as it is written.
func SortKey(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return "<" + string(iri)
	}
	return quad.StringOf(v)
}

// SortQuads sorts quads by [CompareQuads] and drops repeated ones.
func SortQuads(quads []quad.Quad) []quad.Quad {
	slices.SortFunc(quads, CompareQuads)
	return slices.CompactFunc(quads, func(a, b quad.Quad) bool { return CompareQuads(a, b) == 0 })
}
