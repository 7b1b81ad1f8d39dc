package export

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"
	"iter"
	"math"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"entente/graph"
	"entente/graph/keep"
	"entente/schema"
)

var stix = Format{
	Name:  "stix",
	Ext:   ".stix.json",
	MIME:  "application/stix+json;version=2.1",
	Title: "STIX 2.1: a bundle of identities, relationships with dates and confidence, and a report a source; for OpenCTI, MISP, TAXII",
	Loses: "relations have their own names, which some tools show as related-to; nobody is called a threat actor; claims that are not asserted, unless asked for",
	Write: byID(writeSTIX, again),
}

// writeSTIX writes an identity for every actor (a location for places of a
// known state), a relationship for every claim and a report for every source.
// What STIX has no property for stands in an extension, which the bundle
// defines. IDs are UUIDs of version 5 under the base; times of making are those
// of the sources, so that the same claims give the same bundle.
//
// Reports come last and list what is in them; they are sorted by source, and
// written as they come.
func writeSTIX(ctx context.Context, w io.Writer, in Input, o Options) error {
	s := &stixWriter{jsonWriter: newJSON(w), vocabulary: o.vocabulary(), space: uuid.NewSHA1(uuid.NameSpaceURL, []byte(o.base())), refs: map[string]string{}}
	var all [sha256.Size]byte // of the claims, in whatever order they come
	s.links = newLinks(in, o, func(c *graph.Claim) {
		for i, b := range sha256.Sum256([]byte(c.ID)) {
			all[i] ^= b
		}
		if t := published(&c.Source); t != "" && (s.first == "" || t < s.first) {
			s.first = t
		}
	})
	begin := func() {
		s.WriteString("{\"type\": \"bundle\", \"id\": \"bundle--" + uuid.NewSHA1(s.space, all[:]).String() + "\", \"objects\": [")
	}
	for n, err := range s.links.described(ctx) {
		if err != nil {
			return err
		}
		if s.written == 0 { // now all claims have been read
			begin()
			s.own()
		}
		if err := s.actor(ctx, n); err != nil {
			return err
		}
	}
	if s.written == 0 {
		begin()
	}
	if err := s.reports(ctx, keep.Distinct(ctx, cmp.Or(o.limits.mentions, heldMentions), o.limits.chunk, s.claims(ctx))); err != nil {
		return err
	}
	s.WriteString("\n]}\n")
	return s.Flush()
}

type stixWriter struct {
	*jsonWriter
	links      *links
	vocabulary *schema.Vocabulary
	space      uuid.UUID
	first      string            // day of the earliest source
	written    int               // objects
	refs       map[string]string // IDs of objects, by actor, up to a bound
}

// stixObject is any of the objects written here; a property that is empty is
// left out.
type stixObject struct {
	Type           string          `json:"type"`
	SpecVersion    string          `json:"spec_version"`
	ID             string          `json:"id"`
	CreatedBy      string          `json:"created_by_ref,omitempty"`
	Created        string          `json:"created"`
	Modified       string          `json:"modified"`
	Name           string          `json:"name,omitempty"`
	Description    string          `json:"description,omitempty"`
	Roles          []string        `json:"roles,omitempty"`
	Class          string          `json:"identity_class,omitempty"`
	Country        string          `json:"country,omitempty"`
	RelationType   string          `json:"relationship_type,omitempty"`
	Source         string          `json:"source_ref,omitempty"`
	Target         string          `json:"target_ref,omitempty"`
	Start          string          `json:"start_time,omitempty"`
	Stop           string          `json:"stop_time,omitempty"`
	Schema         string          `json:"schema,omitempty"`
	Version        string          `json:"version,omitempty"`
	ExtensionTypes []string        `json:"extension_types,omitempty"`
	Published      string          `json:"published,omitempty"`
	ReportTypes    []string        `json:"report_types,omitempty"`
	Confidence     *int            `json:"confidence,omitempty"`
	References     []stixReference `json:"external_references,omitempty"`
	Extensions     map[string]any  `json:"extensions,omitempty"`
}

type stixReference struct {
	Source      string `json:"source_name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
	ID          string `json:"external_id,omitempty"`
}

// stixEntente is what the extension adds to an object.
type stixEntente struct {
	Extension string   `json:"extension_type"`
	Actor     string   `json:"actor,omitempty"`
	Type      string   `json:"actor_type,omitempty"`
	Aliases   []string `json:"aliases,omitempty"`
	Codes     []string `json:"codes,omitempty"`
	SameAs    []string `json:"same_as,omitempty"`
	Measures  any      `json:"measures,omitempty"`
	Claim     string   `json:"claim,omitempty"`
	Relation  string   `json:"relation,omitempty"`
	Class     string   `json:"relation_class,omitempty"`
	Symmetric bool     `json:"symmetric,omitempty"`
	Status    string   `json:"status,omitempty"`
	Time      string   `json:"time,omitempty"`
	Amount    *float64 `json:"amount,omitempty"`
	Unit      string   `json:"unit,omitempty"`
	Place     string   `json:"place,omitempty"`
	Speaker   string   `json:"speaker,omitempty"`
	Document  string   `json:"document,omitempty"`
	Sentence  int      `json:"sentence,omitempty"`
	Start     *int     `json:"quote_start,omitempty"`
	End       *int     `json:"quote_end,omitempty"`
}

const stixSchema = `A property extension on identity and location: actor (the ID in the graph), actor_type (of Entente's vocabulary), aliases, codes ("scheme:code"), same_as (IRIs), measures (ranks and bloc among the actors of the bundle). ` +
	`On relationship: claim (the ID), relation (of the vocabulary), relation_class (cooperative, conflictual, neutral), symmetric, status (asserted, denied, planned, conditional), ` +
	`time (EDTF level 1), amount, unit, place, speaker, document, sentence (its number), quote_start and quote_end (bytes of the document's text). ` +
	`The description of a relationship is the sentence that says so.`

func (s *stixWriter) id(kind, name string) string {
	return kind + "--" + uuid.NewSHA1(s.space, []byte(kind+" "+name)).String()
}

func (s *stixWriter) extension() string { return s.id("extension-definition", "entente") }

func (s *stixWriter) extended(x stixEntente) map[string]any {
	x.Extension = "property-extension"
	return map[string]any{s.extension(): x}
}

// put writes an object made on a day; "" is that of the earliest source.
func (s *stixWriter) put(o *stixObject, made string) error {
	s.begin(o, made)
	return s.value(o)
}

// begin fills in what every object says.
func (s *stixWriter) begin(o *stixObject, made string) {
	// A program that has no clock must still say when: the first day there is.
	o.SpecVersion, o.Created = "2.1", midnight(cmp.Or(made, s.first, "1970-01-01"))
	o.Modified = o.Created
	s.next(s.written)
	s.written++
}

func midnight(day string) string { return day + "T00:00:00.000Z" }

// published is the day a source is of, the first that its date allows.
func published(src *graph.Source) string {
	t, err := graph.ParseTime(src.Published)
	if err != nil {
		return ""
	}
	return day(t.Earliest)
}

// own writes the objects that speak of the bundle itself.
func (s *stixWriter) own() {
	maker := s.id("identity", "entente")
	// An error of the writer shows with the next object.
	_ = s.put(&stixObject{Type: "identity", ID: maker, Name: "Entente", Class: "system"}, "")
	_ = s.put(&stixObject{Type: "extension-definition", ID: s.extension(), CreatedBy: maker, Name: "Entente: actors and claims",
		Description: "What a claim says beyond a relationship.", Schema: stixSchema, Version: "1.0.0", ExtensionTypes: []string{"property-extension"}}, "")
}

// stixClasses are the classes of identities, by type; the first that fits.
var stixClasses = []struct{ typ, class string }{
	{"Person", "individual"}, {"Group", "group"}, {"ArmedGroup", "group"}, {"State", "organization"}, {"Organization", "organization"}, {"Unit", "group"}, {"Office", "class"},
	{schema.Root, "unknown"},
}

// kind is the type of an actor's object: a location must say where, by
// country, as nothing here has coordinates.
func (s *stixWriter) kind(ctx context.Context, d *graph.Description) (kind, country string, err error) {
	if d.Within != "" && s.vocabulary.IsA(d.Actor.Type, "Place") {
		within, err := s.links.lookup.actor(ctx, graph.Actor{ID: d.Within})
		if err != nil {
			return "", "", err
		}
		if country := isoCode(&within); country != "" {
			return "location", country, nil
		}
	}
	return "identity", "", nil
}

// ref is the ID of an actor's object.
func (s *stixWriter) ref(ctx context.Context, a graph.Actor) (string, error) {
	if id, ok := s.refs[a.ID]; ok {
		return id, nil
	}
	d, err := s.links.lookup.actor(ctx, a)
	if err != nil {
		return "", err
	}
	kind, _, err := s.kind(ctx, &d)
	if err != nil {
		return "", err
	}
	id := s.id(kind, a.ID)
	retain(s.refs, a.ID, id)
	return id, nil
}

func (s *stixWriter) actor(ctx context.Context, n *Node) error {
	d := &n.Description
	kind, country, err := s.kind(ctx, d)
	if err != nil {
		return err
	}
	o := &stixObject{Type: kind, ID: s.id(kind, d.Actor.ID), Name: cmp.Or(tidy(d.Actor.Label), tidy(d.Actor.ID)), Class: "unknown"}
	for _, c := range stixClasses {
		if s.vocabulary.IsA(d.Actor.Type, c.typ) {
			o.Class = c.class
			break
		}
	}
	if kind == "location" {
		o.Class, o.Country = "", country
	}
	if t, ok := s.vocabulary.Type(d.Actor.Type); ok && o.Type == "identity" {
		o.Roles = []string{t.Label}
	}
	for _, iri := range graph.Aliases("", d.SameAs) {
		if q, ok := strings.CutPrefix(iri, "wd:"); ok {
			o.References = append(o.References, stixReference{Source: "Wikidata", ID: tidy(q)})
		}
	}
	x := stixEntente{Actor: tidy(d.Actor.ID), Type: tidy(d.Actor.Type),
		Aliases: tidyAll(graph.Aliases(d.Actor.Label, d.Aliases)), Codes: tidyAll(graph.Aliases("", d.Codes)), SameAs: tidyAll(graph.Aliases("", d.SameAs))}
	if n.Measures != nil {
		x.Measures = stixMeasures(n)
	}
	o.Extensions = s.extended(x)
	return s.put(o, "")
}

func stixMeasures(n *Node) map[string]any {
	all := map[string]any{}
	for _, a := range measured {
		switch v := a.of(n); {
		case v == "":
		case a.typ == "string":
			all[a.name] = tidy(v)
		default:
			all[a.name] = json.Number(v)
		}
	}
	return all
}

// claims writes the relationships and makes records for the reports: for every
// source what it is, then its actors, then its relationships.
func (s *stixWriter) claims(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for c, err := range s.links.all(ctx) {
			var ends [2]string
			for i, a := range []graph.Actor{c.Subject, c.Object} {
				if err == nil {
					ends[i], err = s.ref(ctx, a)
				}
			}
			if err == nil {
				err = s.claim(&c, ends[0], ends[1])
			}
			if err != nil {
				yield("", err)
				return
			}
			source := stixRecord(c.Source.ID, "0", "")
			for _, text := range sourceTexts(&c.Source) {
				source.Text(*text)
			}
			if !yield(string(source), nil) {
				return
			}
			for _, part := range []struct{ kind, id, ref string }{{"1", c.Subject.ID, ends[0]}, {"1", c.Object.ID, ends[1]}, {"2", c.ID, s.relationship(c.ID)}} {
				record := stixRecord(c.Source.ID, part.kind, part.id)
				record.Text(part.ref)
				if !yield(string(record), nil) {
					return
				}
			}
		}
	}
}

func stixRecord(source, part, id string) keep.Packer {
	p := make(keep.Packer, 0, 200)
	p.Key(source)
	p.Key(part)
	p.Key(id)
	return p
}

func (s *stixWriter) relationship(claim string) string { return s.id("relationship", claim) }

func (s *stixWriter) claim(c *graph.Claim, from, to string) error {
	percent := int(math.Round(100 * min(1, max(0, c.Confidence))))
	o := &stixObject{Type: "relationship", ID: s.relationship(c.ID), RelationType: stixRelation(c), Source: from, Target: to,
		Description: tidy(c.Quote), Confidence: &percent, References: []stixReference{s.reference(&c.Source, c.ID)}}
	start, stop := day(c.Time.Earliest), day(c.Time.Latest)
	if start != "" {
		o.Start = midnight(start)
	}
	if stop != "" && stop >= start { // the end of that day: it must be later than the start
		o.Stop = stop + "T23:59:59.999Z"
	}
	r, _ := s.vocabulary.Relation(c.Relation)
	x := stixEntente{Claim: tidy(c.ID), Relation: tidy(c.Relation), Class: string(r.Class), Symmetric: r.Symmetric, Status: tidy(string(c.Status)), Time: tidy(c.Time.EDTF),
		Place: tidy(labelOf(c.Place)), Speaker: tidy(labelOf(c.Speaker)), Document: tidy(c.Source.ID), Sentence: c.Sentence, Start: &c.Start, End: &c.End}
	if c.Amount != nil && !math.IsInf(c.Amount.Value, 0) && !math.IsNaN(c.Amount.Value) {
		x.Amount, x.Unit = &c.Amount.Value, tidy(c.Amount.Unit)
	}
	o.Extensions = s.extended(x)
	return s.put(o, published(&c.Source))
}

// stixRelation is a relation as a relationship type: small letters, digits and
// hyphens. What is not asserted has another, so that nothing takes it for what
// is.
func stixRelation(c *graph.Claim) string {
	s := c.Relation
	if c.Status != graph.Asserted {
		s += "-" + string(c.Status)
	}
	s = strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(s)), "-")
	if s = s[:min(len(s), 250)]; s == "" {
		return "related-to"
	}
	return s
}

func (s *stixWriter) reference(src *graph.Source, claim string) stixReference {
	r := stixReference{Source: cmp.Or(tidy(src.Publisher), tidy(src.ID), "unknown"), Description: tidy(src.Title), ID: cmp.Or(tidy(claim), "unknown")}
	if u, err := url.Parse(webAddress(src.URL)); err == nil && u.Host != "" {
		r.URL = uri(u.String())
	}
	return r
}

// uri percent-encodes what may not stand in a URI (RFC 3986).
func uri(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c > ' ' && c < 0x7f && strings.IndexByte("<>\"{}|\\^`", c) < 0 {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte(upperHex[c>>4])
			b.WriteByte(upperHex[c&15])
		}
	}
	return b.String()
}

// reports writes one for every source. A report is the only object that grows
// with the claims: what it lists is written as it comes.
func (s *stixWriter) reports(ctx context.Context, records iter.Seq2[string, error]) error {
	source, part, listed := "", "", 0
	finish := func() {
		if listed > 0 {
			s.WriteString("]}")
		}
		listed = 0
	}
	for text, err := range records {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		u := keep.Unpacker(text)
		of, kind, _ := u.Key(), u.Key(), u.Key()
		switch {
		case kind != "0":
			if listed > 0 {
				s.WriteByte(',')
			}
			s.WriteString(`"` + u.Text() + `"`)
			listed++
		case of != source || part != "0": // else the same source in other words
			finish()
			if err := s.report(&u); err != nil {
				return err
			}
		}
		source, part = of, kind
	}
	finish()
	return nil
}

// report writes a source up to the first of what it lists.
func (s *stixWriter) report(u *keep.Unpacker) error {
	var src graph.Source
	for _, text := range sourceTexts(&src) {
		*text = u.Text()
	}
	made := published(&src)
	o := &stixObject{Type: "report", ID: s.id("report", src.ID), Name: cmp.Or(tidy(src.Title), tidy(src.ID), "unknown"),
		Published: midnight(cmp.Or(made, s.first, "1970-01-01")), References: []stixReference{s.reference(&src, src.ID)}}
	s.begin(o, made)
	text, err := s.encoded(o)
	if err != nil {
		return err
	}
	s.Write(text[:len(text)-1])
	s.WriteString(`,"object_refs":[`)
	return nil
}

// tidy is text for JSON: without null bytes and broken UTF-8.
func tidy(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

func tidyAll(list []string) []string {
	for i := range list {
		list[i] = tidy(list[i])
	}
	return list
}
