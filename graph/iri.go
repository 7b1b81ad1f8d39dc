package graph

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"
)

// DefaultBase is the base of Entente's own IRIs where the user sets none. The
// example domain is reserved (RFC 2606): nobody else's data can mean it.
const DefaultBase = "https://entente.example/"

// Prefixes of Entente's own IRIs, in their short form.
const (
	ActorPrefix    = "actor:"
	RelationPrefix = "rel:"
	TypePrefix     = "type:"
	ClaimPrefix    = "claim:"
	SourcePrefix   = "source:"
)

// Gazetteer labels what the built-in gazetteer says of an actor.
const Gazetteer = quad.IRI("source:gazetteer")

// Decisions labels what follows from the decisions on who is the same.
const Decisions = quad.IRI("source:decisions")

// The IRIs of the quad layout, in the short form in which a store keeps them.
const (
	RDFType      = quad.IRI("rdf:type")
	RDFSubject   = quad.IRI("rdf:subject")
	RDFPredicate = quad.IRI("rdf:predicate")
	RDFObject    = quad.IRI("rdf:object")

	RDFSLabel  = quad.IRI("rdfs:label")
	AltLabel   = quad.IRI("skos:altLabel")
	SameAs     = quad.IRI("owl:sameAs")
	Identifier = quad.IRI("schema:identifier")
	Key        = quad.IRI("ent:key") // folded name, for look-ups
	Within     = quad.IRI("schema:containedIn")
	Born       = quad.IRI("schema:birthDate")
	MergedInto = quad.IRI("ent:mergedInto") // by a decision; see [Decisions]

	DerivedFrom = quad.IRI("prov:wasDerivedFrom")
	QuoteText   = quad.IRI("ent:quote")
	QuoteStart  = quad.IRI("oa:start")
	QuoteEnd    = quad.IRI("oa:end")
	SentenceNo  = quad.IRI("ent:sentence")
	StatusOf    = quad.IRI("ent:status")
	Confidence  = quad.IRI("ent:confidence")
	RuleName    = quad.IRI("ent:rule")
	TimeOf      = quad.IRI("ent:time")
	Earliest    = quad.IRI("ent:earliest")
	Latest      = quad.IRI("ent:latest")
	AmountOf    = quad.IRI("ent:amount")
	Unit        = quad.IRI("ent:unit")
	PlaceOf     = quad.IRI("ent:place")
	SpeakerOf   = quad.IRI("ent:speaker")
	SubjectAt   = quad.IRI("ent:subjectAt")
	ObjectAt    = quad.IRI("ent:objectAt")
	PlaceAt     = quad.IRI("ent:placeAt")
	SpeakerAt   = quad.IRI("ent:speakerAt")

	// SaidIn leads from a quoted triple of RDF-star to a claim that says it.
	SaidIn = quad.IRI("ent:claim")

	SubjectWas = quad.IRI("ent:subjectWas") // [Actor.Was]
	ObjectWas  = quad.IRI("ent:objectWas")
	PlaceWas   = quad.IRI("ent:placeWas")
	SpeakerWas = quad.IRI("ent:speakerWas")

	RecordKey     = quad.IRI("ent:record")
	InvalidatedAt = quad.IRI("prov:invalidatedAtTime")
	EndedBy       = quad.IRI("ent:endedBy") // the source, a version of the list, that no longer has it

	Licence = quad.IRI("schema:license")
	Version = quad.IRI("schema:version")
	Series  = quad.IRI("ent:series")
	// RevisionOf leads from a version of a list to the one that it replaced.
	RevisionOf = quad.IRI("prov:wasRevisionOf")

	Headline  = quad.IRI("schema:headline")
	Publisher = quad.IRI("schema:publisher")
	Published = quad.IRI("schema:datePublished")
	URL       = quad.IRI("schema:url")
	SHA256    = quad.IRI("ent:sha256")

	ClaimType  = quad.IRI("ent:Claim")
	SourceType = quad.IRI("ent:Source")
)

// Namespace is a prefix and the full IRI it stands for.
type Namespace struct{ Prefix, Full string }

// ownNamespaces are Entente's own, below a base; others are everybody's.
var (
	ownNamespaces = []Namespace{
		{ActorPrefix, "actor/"},
		{RelationPrefix, "rel/"},
		{TypePrefix, "type/"},
		{ClaimPrefix, "claim/"},
		{SourcePrefix, "source/"},
		{"ent:", "ns#"},
	}
	otherNamespaces = []Namespace{
		{"rdf:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
		{"rdfs:", "http://www.w3.org/2000/01/rdf-schema#"},
		{"owl:", "http://www.w3.org/2002/07/owl#"},
		{"skos:", "http://www.w3.org/2004/02/skos/core#"},
		{"prov:", "http://www.w3.org/ns/prov#"},
		{"oa:", "http://www.w3.org/ns/oa#"},
		{"schema:", "http://schema.org/"},
		{"xsd:", "http://www.w3.org/2001/XMLSchema#"},
		{"wd:", "http://www.wikidata.org/entity/"},
	}
)

// Namespaces lists the prefixes in use, Entente's own under base.
func Namespaces(base string) []Namespace {
	list := make([]Namespace, 0, len(ownNamespaces)+len(otherNamespaces))
	for _, ns := range ownNamespaces {
		list = append(list, Namespace{ns.Prefix, base + ns.Full})
	}
	return append(list, otherNamespaces...)
}

// Expand gives the full form of a short IRI; others are left as they are.
func Expand(iri quad.IRI, base string) quad.IRI {
	for _, ns := range ownNamespaces {
		if rest, ok := strings.CutPrefix(string(iri), ns.Prefix); ok {
			return quad.IRI(base + ns.Full + rest)
		}
	}
	for _, ns := range otherNamespaces {
		if rest, ok := strings.CutPrefix(string(iri), ns.Prefix); ok {
			return quad.IRI(ns.Full + rest)
		}
	}
	return iri
}

// Shorten gives the short form of a full IRI; others are left as they are.
func Shorten(iri quad.IRI, base string) quad.IRI {
	if below, ok := strings.CutPrefix(string(iri), base); ok {
		for _, ns := range ownNamespaces {
			if rest, ok := strings.CutPrefix(below, ns.Full); ok {
				return quad.IRI(ns.Prefix + rest)
			}
		}
	}
	for _, ns := range otherNamespaces {
		if rest, ok := strings.CutPrefix(string(iri), ns.Full); ok {
			return quad.IRI(ns.Prefix + rest)
		}
	}
	return iri
}

// SourceIRI is the IRI of the source with this ID; [SourceID] undoes it.
func SourceIRI(id string) quad.IRI { return quad.IRI(SourcePrefix + escape(id)) }

// SourceID is the ID of the source with this IRI.
func SourceID(iri quad.IRI) string {
	rest := strings.TrimPrefix(string(iri), SourcePrefix)
	id, err := url.PathUnescape(rest)
	if err != nil {
		return rest
	}
	return id
}

// escape percent-encodes what an IRI may not hold (RFC 3987), and the per
// cent sign itself, so that unescaping gives the same text.
func escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ' || c == 0x7f || strings.IndexByte("<>\"{}|\\^`%", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Fold brings names that people would call the same to one form: compatible
// characters and accents folded, lower case, apostrophes dropped, every run of
// other signs one space, a leading article dropped. "U.S." and "US" fold alike.
func Fold(name string) string {
	if folded, ok := foldASCII(name); ok {
		return folded
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’‘ʼ`.", r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteString(foldRune(unicode.ToLower(r)))
		default:
			space = true
		}
	}
	return strings.TrimPrefix(b.String(), "the ")
}

// foldASCII folds a name of ASCII characters only, as most names are.
func foldASCII(name string) (string, bool) {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return "", false
		}
	}
	b := make([]byte, 0, len(name))
	space := false
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '\'' || c == '`' || c == '.':
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c < '0' || c > '9' && c < 'a' || c > 'z':
			space = true
			continue
		}
		if space && len(b) > 0 {
			b = append(b, ' ')
		}
		space = false
		b = append(b, c)
	}
	return strings.TrimPrefix(string(b), "the "), true
}

// unfolded are letters that NFKD does not take apart.
var unfolded = map[rune]string{'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ə': "e", 'ħ': "h"}

func foldRune(r rune) string {
	if s, ok := unfolded[r]; ok {
		return s
	}
	return string(r)
}

// ActorID makes the ID of an actor from its label: "Abbas Araghchi" gives
// "actor:abbas-araghchi". Letters of other scripts are kept; a label with
// neither letter nor digit gives "".
func ActorID(label string) string {
	slug := strings.ReplaceAll(Fold(label), " ", "-")
	if slug == "" {
		return ""
	}
	return ActorPrefix + slug
}

// unnamed begins the readable part of the ID of who has no name. No label gives
// it: folding leaves letters and digits.
const unnamed = "_"

// UnnamedID makes the ID of what a text knows by a common noun alone, from an
// ID that [ActorID] gave: "actor:soldiers" gives "actor:_soldiers". The
// soldiers of two texts share it, so that one can ask what soldiers did, and
// are not the same soldiers: see [Unnamed].
func UnnamedID(id string) string {
	slug, ok := strings.CutPrefix(id, ActorPrefix)
	if !ok || slug == "" || strings.HasPrefix(slug, unnamed) {
		return id
	}
	return ActorPrefix + unnamed + slug
}

// Unnamed tells whether an ID is that of a kind of actors, soldiers, and not
// of one of them. What one of its claims says and what another does need not
// be about the same ones: nothing may be concluded from the two together, so
// no path leads through it and it has no place in a ranking.
func Unnamed(id string) bool { return strings.HasPrefix(id, ActorPrefix+unnamed) }

// Aliases sorts names, drops empty and repeated ones and the label itself.
func Aliases(label string, names []string) []string {
	kept := slices.Clone(names)
	slices.Sort(kept)
	kept = slices.Compact(kept)
	return slices.DeleteFunc(kept, func(n string) bool { return n == "" || n == label })
}
