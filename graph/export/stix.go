package export

import (
	"cmp"
	"context"
	"crypto/sha256"
	"io"
	"maps"
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"

	"entente/graph"
	"entente/schema"
)

var stix = Format{
	Name:  "stix",
	Ext:   ".stix.json",
	MIME:  "application/stix+json;version=2.1",
	Title: "STIX 2.1: a bundle of identities, relationships with dates and confidence, and a report a source; for OpenCTI, MISP, TAXII",
	Loses: "relations have their own names, which some tools show as related-to; nobody is called a threat actor; claims that are not asserted, unless asked for",
	Write: writeSTIX,
}

// writeSTIX writes an identity for every actor (a location for places of a
// known state), a relationship for every claim and a report for every source.
// What STIX has no property for stands in an extension, which the bundle
// defines. IDs are UUIDs of version 5 under the base; times of making are those
// of the sources, so that the same claims give the same bundle.
//
// Reports come last and list what is in them: 24 bytes a claim are held.
func writeSTIX(ctx context.Context, w io.Writer, in Input, o Options) error {
	s := &stixWriter{
		jsonWriter: newJSON(w), vocabulary: o.vocabulary(), space: uuid.NewSHA1(uuid.NameSpaceURL, []byte(o.base())),
		actors: map[string]int32{}, sources: map[string]*stixReport{},
	}
	var all [sha256.Size]byte // of the claims, in whatever order they come
	l, err := newLinks(ctx, in, o, func(c *graph.Claim) {
		for i, b := range sha256.Sum256([]byte(c.ID)) {
			all[i] ^= b
		}
		if t := published(&c.Source); t != "" && (s.first == "" || t < s.first) {
			s.first = t
		}
	})
	if err != nil {
		return err
	}
	s.WriteString("{\"type\": \"bundle\", \"id\": \"bundle--" + uuid.NewSHA1(s.space, all[:]).String() + "\", \"objects\": [")
	if len(l.actors) > 0 {
		s.own()
	}
	for d, err := range l.described(ctx) {
		if err != nil {
			return err
		}
		var within graph.Description
		if d.Within != "" {
			if within, err = l.lookup.actor(ctx, graph.Actor{ID: d.Within}); err != nil {
				return err
			}
		}
		if err := s.actor(&d, isoCode(&within)); err != nil {
			return err
		}
	}
	for c, err := range l.all(ctx) {
		if err != nil {
			return err
		}
		if err := s.claim(&c); err != nil {
			return err
		}
	}
	if err := s.reports(ctx); err != nil {
		return err
	}
	s.WriteString("\n]}\n")
	return s.Flush()
}

type stixWriter struct {
	*jsonWriter
	vocabulary *schema.Vocabulary
	space      uuid.UUID
	first      string           // day of the earliest source
	written    int              // objects
	actors     map[string]int32 // index in ids
	ids        []string
	sources    map[string]*stixReport
}

type stixReport struct {
	source graph.Source
	links  []stixLink
}

type stixLink struct {
	id       uuid.UUID
	from, to int32
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
	Objects        []string        `json:"object_refs,omitempty"`
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

const stixSchema = `A property extension on identity and location: actor (the ID in the graph), actor_type (of Entente's vocabulary), aliases, codes ("scheme:code"), same_as (IRIs). ` +
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
	// A program that has no clock must still say when: the first day there is.
	o.SpecVersion, o.Created = "2.1", midnight(cmp.Or(made, s.first, "1970-01-01"))
	o.Modified = o.Created
	s.next(s.written)
	s.written++
	return s.value(o)
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

func (s *stixWriter) actor(d *graph.Description, country string) error {
	o := &stixObject{Type: "identity", Name: cmp.Or(tidy(d.Actor.Label), tidy(d.Actor.ID)), Class: "unknown"}
	for _, c := range stixClasses {
		if s.vocabulary.IsA(d.Actor.Type, c.typ) {
			o.Class = c.class
			break
		}
	}
	// A location must say where: by country, as nothing here has coordinates.
	if country != "" && s.vocabulary.IsA(d.Actor.Type, "Place") {
		o.Type, o.Class, o.Country = "location", "", country
	}
	if t, ok := s.vocabulary.Type(d.Actor.Type); ok && o.Type == "identity" {
		o.Roles = []string{t.Label}
	}
	o.ID = s.id(o.Type, d.Actor.ID)
	for _, iri := range graph.Aliases("", d.SameAs) {
		if q, ok := strings.CutPrefix(iri, "wd:"); ok {
			o.References = append(o.References, stixReference{Source: "Wikidata", ID: tidy(q)})
		}
	}
	o.Extensions = s.extended(stixEntente{Actor: tidy(d.Actor.ID), Type: tidy(d.Actor.Type),
		Aliases: tidyAll(graph.Aliases(d.Actor.Label, d.Aliases)), Codes: tidyAll(graph.Aliases("", d.Codes)), SameAs: tidyAll(graph.Aliases("", d.SameAs))})
	s.actors[d.Actor.ID] = int32(len(s.ids))
	s.ids = append(s.ids, o.ID)
	return s.put(o, "")
}

func (s *stixWriter) claim(c *graph.Claim) error {
	id := uuid.NewSHA1(s.space, []byte("relationship "+c.ID))
	link := stixLink{id, s.actors[c.Subject.ID], s.actors[c.Object.ID]}
	report := s.sources[c.Source.ID]
	if report == nil {
		report = &stixReport{source: c.Source}
		s.sources[c.Source.ID] = report
	}
	report.links = append(report.links, link)

	percent := int(math.Round(100 * min(1, max(0, c.Confidence))))
	o := &stixObject{Type: "relationship", ID: "relationship--" + id.String(), RelationType: stixRelation(c), Source: s.ids[link.from], Target: s.ids[link.to],
		Description: tidy(c.Quote), Confidence: &percent, References: []stixReference{s.reference(&c.Source, c.ID)}}
	from, to := day(c.Time.Earliest), day(c.Time.Latest)
	if from != "" {
		o.Start = midnight(from)
	}
	if to != "" && to >= from { // the end of that day: it must be later than the start
		o.Stop = to + "T23:59:59.999Z"
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

func (s *stixWriter) reports(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(s.sources)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := s.sources[id]
		o := &stixObject{Type: "report", ID: s.id("report", id), Name: cmp.Or(tidy(r.source.Title), tidy(id), "unknown"), References: []stixReference{s.reference(&r.source, id)}}
		actors := make([]int32, 0, 2*len(r.links))
		for _, l := range r.links {
			actors = append(actors, l.from, l.to)
		}
		slices.Sort(actors)
		for _, a := range slices.Compact(actors) {
			o.Objects = append(o.Objects, s.ids[a])
		}
		for _, l := range r.links {
			o.Objects = append(o.Objects, "relationship--"+l.id.String())
		}
		made := published(&r.source)
		o.Published = midnight(cmp.Or(made, s.first, "1970-01-01"))
		if err := s.put(o, made); err != nil {
			return err
		}
	}
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
