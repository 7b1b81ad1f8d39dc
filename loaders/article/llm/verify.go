package llm

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loaders/article/document"
)

const (
	// longestQuote is what may stand as the evidence of one claim, in bytes.
	longestQuote = 1500
	// usualConfidence is that of a claim for which the model gives none;
	// least and most bound what it may give.
	usualConfidence, leastConfidence, mostConfidence = 0.6, 0.05, 0.95
)

// What was wrong with a finding: the kinds that [Usage] counts.
const (
	badAnswer   = "answer"
	badFinding  = "finding"
	badQuote    = "quote"
	badMention  = "mention"
	badRelation = "relation"
	badStatus   = "status"
	badType     = "type"
	badLabel    = "label"
	badPair     = "pair" // of types that the relation does not take, or of one actor with itself
)

// refusal is why a finding is no claim.
type refusal struct{ kind, why string }

func (r *refusal) Error() string { return r.why }

func refuse(kind, format string, args ...any) *refusal {
	return &refusal{kind, fmt.Sprintf(format, args...)}
}

// verifier makes claims of the findings of one document.
type verifier struct {
	e         *Extractor
	d         *document.Document
	source    graph.Source
	sentences []int
	actors    *resolver
	years     []string // what the document's date allows without a word in the text

	claims   []graph.Claim
	seen     map[claimKey]bool
	notes    []note
	refused  []string // kinds
	repeated int
	leftOut  int
}

// note is a rejection and where in the text it belongs.
type note struct {
	at     int
	reason string
}

type claimKey struct {
	subject, relation, object string
	status                    graph.Status
	start, end                int
}

func newVerifier(e *Extractor, d *document.Document, sentences []int) *verifier {
	v := &verifier{e: e, d: d, source: d.Source(), sentences: sentences, seen: map[claimKey]bool{}}
	day := ""
	if t, err := graph.ParseTime(d.Date); err == nil {
		day = cmp.Or(t.Latest, t.Earliest)
		v.years = nearYears(t)
	}
	v.actors = newResolver(e.o.Gazetteer, e.o.Vocabulary, d, day)
	return v
}

// nearYears are the years beside the date of publication.
func nearYears(t graph.Time) (years []string) {
	day := cmp.Or(t.Latest, t.Earliest)
	if len(day) < 4 {
		return nil
	}
	year, err := strconv.Atoi(day[:4])
	if err != nil {
		return nil
	}
	for y := year - 1; y <= year+1; y++ {
		years = append(years, fmt.Sprintf("%04d", y))
	}
	return years
}

// chunk takes the findings of one answer.
func (v *verifier) chunk(a answered) {
	if a.why != "" {
		v.refuse(a.start, badAnswer, a.why)
	}
	for _, raw := range a.findings {
		f, err := readFinding(raw)
		if err != nil {
			v.refuse(a.start, badFinding, "a finding is not what the schema asks for: "+err.Error())
			continue
		}
		v.finding(a.span, &f)
	}
}

func (v *verifier) finding(part span, f *finding) {
	told := fmt.Sprintf("%s %s %s", clip(f.Subject.Label), clip(*f.Relation), clip(f.Object.Label))
	at, many := locate(v.d.Text, v.d.Prose, part, *f.Quote)
	if len(at) == 0 {
		why := "does not stand in the text"
		if many > 1 {
			why = fmt.Sprintf("stands in the text %d times, each in other signs", many)
		}
		v.refuse(part.start, badQuote, fmt.Sprintf("%s: the quote %q %s", told, clip(*f.Quote), why))
		return
	}
	c, left, r := v.claim(at[0], f)
	if r != nil {
		v.refuse(at[0].start, r.kind, told+": "+r.why)
		return
	}
	key := claimKey{c.Subject.ID, c.Relation, c.Object.ID, c.Status, c.Start, c.End}
	if rel, _ := v.e.o.Vocabulary.Relation(c.Relation); rel.Symmetric && key.subject > key.object {
		key.subject, key.object = key.object, key.subject
	}
	if v.seen[key] {
		v.repeated++
		return
	}
	v.seen[key] = true
	v.claims = append(v.claims, *c)
	for _, why := range left {
		v.leftOut++
		v.note(c.Start, told+": kept without "+why)
	}
}

func (v *verifier) refuse(at int, kind, why string) {
	v.refused = append(v.refused, kind)
	v.note(at, "refused: "+why)
}

func (v *verifier) note(at int, reason string) {
	v.notes = append(v.notes, note{at, v.e.clean(reason)})
}

// claim checks a finding whose quote stands at q. left says what was left out
// of the claim.
func (v *verifier) claim(q span, f *finding) (c *graph.Claim, left []string, r *refusal) {
	voc := v.e.o.Vocabulary
	if q.end-q.start > longestQuote {
		return nil, nil, refuse(badQuote, "the quote is %d bytes long, which is no evidence for one claim: at most %d", q.end-q.start, longestQuote)
	}
	if _, ok := voc.Relation(*f.Relation); !ok {
		return nil, nil, refuse(badRelation, "%s", voc.UnknownRelation(clip(*f.Relation)))
	}
	status := graph.Status(*f.Status)
	if !slices.Contains(graph.Statuses, status) {
		return nil, nil, refuse(badStatus, "the status %q is none of asserted, denied, planned and conditional", clip(*f.Status))
	}
	c = &graph.Claim{
		Relation: *f.Relation, Status: status, Source: v.source, Sentence: v.sentence(q.start),
		Start: q.start, End: q.end, Quote: v.d.Text[q.start:q.end],
		Confidence: confidence(f.Confidence), Rule: "llm:" + v.e.o.Model,
	}
	if c.Subject, r = v.actor("subject", q, span{}, f.Subject); r != nil {
		return nil, nil, r
	}
	if c.Object, r = v.actor("object", q, span{c.Subject.Start, c.Subject.End}, f.Object); r != nil {
		return nil, nil, r
	}
	if err := voc.Allows(c.Relation, c.Subject.Type, c.Object.Type); err != nil {
		return nil, nil, refuse(badPair, "%s", err)
	}
	// Who says so decides how a claim is to be taken; where it was is a detail.
	if f.Speaker != nil {
		a, r := v.actor("speaker", q, span{}, f.Speaker)
		if r != nil {
			return nil, nil, r
		}
		c.Speaker = &a
	}
	if f.Place != nil {
		if a, r := v.actor("place", q, span{}, f.Place); r == nil {
			c.Place = &a
		} else {
			left = append(left, "its place: "+r.why)
		}
	}
	if f.Time != nil && *f.Time != "" {
		t, why := v.time(*f.Time)
		c.Time = t
		if why != "" {
			left = append(left, "its time: "+why)
		}
	}
	if f.Amount != nil {
		if c.Amount = v.amount(q, *f.Amount); c.Amount == nil {
			left = append(left, fmt.Sprintf("its amount: %v %s is not in the quote", f.Amount.Value, clip(f.Amount.Unit)))
		}
	}
	c.ID = c.Hash()
	if err := cmp.Or(c.Check(voc), c.CheckText(v.d.Text)); err != nil {
		return nil, nil, refuse(badPair, "%s", err)
	}
	return c, left, nil
}

func confidence(given *float64) float64 {
	if given == nil {
		return usualConfidence
	}
	return math.Round(100*min(max(*given, leastConfidence), mostConfidence)) / 100
}

// sentence is the number of the sentence that a byte stands in, from 1.
func (v *verifier) sentence(at int) int {
	i, exact := slices.BinarySearch(v.sentences, at)
	if exact {
		i++
	}
	return max(1, i)
}

// actor finds and resolves a party. taken is where the other party of the
// claim is mentioned: of several places, one apart from that is meant.
func (v *verifier) actor(role string, q, taken span, p *party) (graph.Actor, *refusal) {
	at, many := locate(v.d.Text, v.d.Prose, q, p.Mention)
	if len(at) == 0 {
		if many > 1 {
			return graph.Actor{}, refuse(badMention, "the %s's mention %q stands in the quote %d times, each in other signs", role, clip(p.Mention), many)
		}
		return graph.Actor{}, refuse(badMention, "the %s's mention %q does not stand in the quote", role, clip(p.Mention))
	}
	m := at[0]
	if i := slices.IndexFunc(at, func(s span) bool { return s.end <= taken.start || s.start >= taken.end }); i >= 0 {
		m = at[i]
	}
	if _, ok := v.e.o.Vocabulary.Type(p.Type); !ok {
		return graph.Actor{}, refuse(badType, "%s: %s", role, v.e.o.Vocabulary.UnknownType(clip(p.Type)))
	}
	a, err := v.actors.resolve(shown(v.d.Text, v.d.Prose, m), p)
	if err != nil {
		return graph.Actor{}, refuse(badLabel, "%s: %s", role, err)
	}
	a.Mention, a.Start, a.End = v.d.Text[m.start:m.end], m.start, m.end
	return a, nil
}

// time reads a time; why says what is wrong with one that is not taken.
func (v *verifier) time(edtf string) (t graph.Time, why string) {
	t, err := graph.ParseTime(edtf)
	if err != nil {
		return graph.Time{}, err.Error()
	}
	for end := range strings.SplitSeq(t.EDTF, "/") {
		if len(end) < 4 || strings.ContainsFunc(end[:4], func(r rune) bool { return r < '0' || r > '9' }) {
			continue
		}
		if year := end[:4]; !slices.Contains(v.years, year) && !strings.Contains(v.d.Prose, year) && !strings.Contains(v.d.Title, year) {
			return graph.Time{}, fmt.Sprintf("%s is a year that neither the text nor its date brings in", year)
		}
	}
	return t, ""
}

// amount is the amount that the amount reader finds in the quote and that has
// the value the model gives; the unit is the reader's, too.
func (v *verifier) amount(q span, given amounts) *graph.Amount {
	var best *graph.Amount
	for s := range v.e.syntax.Sentences(shown(v.d.Text, v.d.Prose, q)) {
		for _, found := range v.e.amounts.Find(s.Tokens, nil) {
			a := found.Amount
			if math.Abs(a.Value-given.Value) > 1e-9*math.Abs(a.Value) {
				continue
			}
			if best == nil || strings.EqualFold(a.Unit, given.Unit) && !strings.EqualFold(best.Unit, given.Unit) {
				best = &a
			}
		}
	}
	return best
}

// reading gives what was made of the document, in the order of its text.
func (v *verifier) reading() Reading {
	slices.SortStableFunc(v.claims, func(a, b graph.Claim) int { return a.Start - b.Start })
	slices.SortStableFunc(v.notes, func(a, b note) int { return a.at - b.at })
	r := Reading{Claims: v.claims}
	for _, n := range v.notes {
		r.Rejections = append(r.Rejections, graph.Rejection{File: v.d.ID, Reason: n.reason})
	}
	return r
}

// clip shortens what a model said for a message.
func clip(s string) string {
	if runes := []rune(s); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return s
}
