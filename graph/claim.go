package graph

import (
	"cmp"

	"github.com/cayleygraph/quad"
)

// Status tells how the text puts a claim. Only asserted claims become edges.
type Status string

// The four statuses.
const (
	Asserted    Status = "asserted"
	Denied      Status = "denied"
	Planned     Status = "planned"
	Conditional Status = "conditional"
)

// Statuses lists every status, in the order people are shown them.
var Statuses = []Status{Asserted, Denied, Planned, Conditional}

// Actor is somebody or something that takes part in claims: a state, a
// person, an organization, a place, a vessel, an agreement.
//
// Mention, Start and End say where a claim names it: text[Start:End] ==
// Mention, in bytes of the document's text. They are empty when the actor
// stands for itself, as in a description.
type Actor struct {
	ID      string `json:"id" yaml:"id"`       // "actor:iran"
	Label   string `json:"label" yaml:"label"` // usual English short name
	Type    string `json:"type" yaml:"type"`   // an entity type of the vocabulary: "State"
	Mention string `json:"mention,omitempty" yaml:"mention,omitempty"`
	Start   int    `json:"start" yaml:"start"`
	End     int    `json:"end" yaml:"end"`
	// Within is the ID of the state or organization that the actor belongs to,
	// where only this text says so: "actor:iran" of Iran's missile programme.
	Within string `json:"within,omitempty" yaml:"within,omitempty"`
	// Was is the ID under which the source names the actor, where somebody
	// decided that it is the same as ID. The claim's own ID is made of it, so
	// that a decision changes no claim's ID and can be taken back.
	Was string `json:"was,omitempty" yaml:"was,omitempty"`
}

// Given is the actor's ID before any decision on who is the same.
func (a *Actor) Given() string { return cmp.Or(a.Was, a.ID) }

// Description is what is known of an actor beyond one claim: its other names
// and the codes other data sets know it by.
type Description struct {
	Actor   Actor    // ID, Label and Type; no mention
	Aliases []string // other names, as written
	SameAs  []string // IRIs of the same thing elsewhere: "wd:Q794"
	Codes   []string // "iso3:IRN", "cow:630": scheme, colon, code
	Born    []string // days, months or years of birth or founding, EDTF; several where sources differ
	Within  string   // ID of the state or organization it belongs to, or ""

	// Gazetteer says that the gazetteer gave this, not the source being read:
	// it is then labelled <source:gazetteer> and stays when the source goes.
	Gazetteer bool

	// Partial says that the source does not say itself what the actor is or is
	// called: a version of a list says only what no earlier one did, which may
	// be nothing.
	Partial bool
}

// Label is the label of the description's quads, for a description that came
// with the source of this ID.
func (d *Description) Label(source string) quad.IRI {
	if d.Gazetteer {
		return Gazetteer
	}
	return SourceIRI(source)
}

// Amount is a number a claim comes with: 18e9 USD, 35 percent.
type Amount struct {
	Value float64 `json:"value" yaml:"value"`
	Unit  string  `json:"unit" yaml:"unit"` // ISO 4217 code, "percent", "barrels", …
}

// Source is a document or data set that claims were read from.
type Source struct {
	ID        string `json:"id" yaml:"id"` // stable name of the document; its IRI is "source:" + escaped ID
	Title     string `json:"title,omitempty" yaml:"title,omitempty"`
	Publisher string `json:"publisher,omitempty" yaml:"publisher,omitempty"`
	Published string `json:"published,omitempty" yaml:"published,omitempty"` // EDTF, mostly YYYY-MM-DD
	URL       string `json:"url,omitempty" yaml:"url,omitempty"`
	SHA256    string `json:"sha256" yaml:"sha256"` // of the text, hex: tells a changed document
	Licence   string `json:"licence,omitempty" yaml:"licence,omitempty"`
	Version   string `json:"version,omitempty" yaml:"version,omitempty"` // which state of a data set this is: a date or a digest
	// Series names the list of which this source is one version: "ofac/sdn.csv".
	// Loading a version ends the claims of records that are gone or changed
	// since the last (see [Claim.Ended]). Empty for what stands for itself.
	Series string `json:"series,omitempty" yaml:"series,omitempty"`
	// Replaces is the ID of the version of the list that this one replaced;
	// the store sets it.
	Replaces string `json:"replaces,omitempty" yaml:"replaces,omitempty"`
	// Whole says that this version comes from its publisher, and says all that
	// the list says: what it leaves out ends. It is not set of a source that
	// comes from an export, whose claims say themselves what has ended.
	Whole bool `json:"-" yaml:"-"`
}

// Claim is one sentence's worth of knowledge: who, relation, whom, when, how
// sure, who says so and where it is written.
//
// Invariants, held by [Claim.Check]: text[Start:End] == Quote, the mentions
// of subject and object lie inside the quote and say what they claim to, ID
// is [Claim.Hash].
type Claim struct {
	ID         string  `json:"id" yaml:"id"` // "claim:" and 24 hex digits
	Subject    Actor   `json:"subject" yaml:"subject"`
	Relation   string  `json:"relation" yaml:"relation"` // a relation of the vocabulary: "trades-with"
	Object     Actor   `json:"object" yaml:"object"`
	Status     Status  `json:"status" yaml:"status"`
	Time       Time    `json:"time,omitzero" yaml:"time,omitempty"`
	Amount     *Amount `json:"amount,omitempty" yaml:"amount,omitempty"`
	Place      *Actor  `json:"place,omitempty" yaml:"place,omitempty"`
	Speaker    *Actor  `json:"speaker,omitempty" yaml:"speaker,omitempty"`
	Source     Source  `json:"source" yaml:"source"`
	Sentence   int     `json:"sentence" yaml:"sentence"` // number of the sentence in the text, from 1
	Start      int     `json:"start" yaml:"start"`       // byte offsets of the quote in the text
	End        int     `json:"end" yaml:"end"`
	Quote      string  `json:"quote" yaml:"quote"`
	Confidence float64 `json:"confidence" yaml:"confidence"` // 0 to 1
	Rule       string  `json:"rule" yaml:"rule"`             // the rule or loader that gave it
	// Record is the key of the data set's record that says it: OFAC's number
	// of the entry. It stays the same from version to version.
	Record string `json:"record,omitempty" yaml:"record,omitempty"`
	// Ended says since when a list no longer says this: the date of the first
	// version without it, or "unknown" if that version has no date. EndedBy is
	// the ID of that version's source. An ended claim is no edge, but stays.
	Ended   string `json:"ended,omitempty" yaml:"ended,omitempty"`
	EndedBy string `json:"endedBy,omitempty" yaml:"endedBy,omitempty"`
}

// EndUnknown is [Claim.Ended] where the version that ended a claim has no date.
const EndUnknown = "unknown"

// Time is when a claim holds or happened: an EDTF string (level 1, ISO
// 8601-2) with the first and last day it allows. Open or unknown ends leave
// Earliest or Latest empty. The zero Time is "not said".
type Time struct {
	EDTF     string `json:"edtf" yaml:"edtf"`
	Earliest string `json:"earliest,omitempty" yaml:"earliest,omitempty"` // YYYY-MM-DD
	Latest   string `json:"latest,omitempty" yaml:"latest,omitempty"`     // YYYY-MM-DD
}
