package threats

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
	"entente/schema"
)

// STIX is the row of the table of loaders for STIX bundles.
func STIX() dataset.Format {
	f := dataset.Format{
		Name: "stix", Title: "STIX 2.0 and 2.1 bundles: who attacks whom, campaigns, attributions", Publisher: "as the bundle's identities say", Licence: "the publisher's",
		URL: "https://oasis-open.github.io/cti-documentation/", Load: loadSTIX,
		Recognise: func(_ string, head []byte) bool {
			head = bytes.TrimLeft(head, "\ufeff \t\r\n")
			return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"bundle--`))
		},
	}
	for _, c := range []string{"id", "type", "name", "aliases", "x_mitre_aliases", "identity_class", "country", "x_cta_country", "revoked", "x_mitre_deprecated",
		"relationship_type", "source_ref", "target_ref", "start_time", "stop_time", "first_seen", "last_seen", "confidence", "external_references"} {
		f.Columns = append(f.Columns, dataset.Column{Name: c})
	}
	f.Columns = append(f.Columns, dataset.Column{Name: "description", LeftOut: "prose; entente extract reads it"},
		dataset.Column{Name: "indicator, malware, tool, attack-pattern, course-of-action, report", LeftOut: "no actors"})
	return f
}

// stixObject is what is read of any object.
type stixObject struct {
	Type       string   `json:"type"`
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Aliases    []string `json:"aliases"`
	Mitre      []string `json:"x_mitre_aliases"`
	Class      string   `json:"identity_class"`
	Country    string   `json:"country"`
	Countries  []string `json:"x_cta_country"`
	Revoked    bool     `json:"revoked"`
	Deprecated bool     `json:"x_mitre_deprecated"`
	Relation   string   `json:"relationship_type"`
	Source     string   `json:"source_ref"`
	Target     string   `json:"target_ref"`
	Start      string   `json:"start_time"`
	Stop       string   `json:"stop_time"`
	First      string   `json:"first_seen"`
	Last       string   `json:"last_seen"`
	Confidence *int     `json:"confidence"`
	References []struct {
		Source string `json:"source_name"`
		ID     string `json:"external_id"`
	} `json:"external_references"`
}

// stixActor is an object that stands for an actor, or for several: an
// identity that is only a list of countries.
type stixActor struct {
	Actors     []graph.Actor
	When       graph.Time
	Revoked    bool
	Deprecated bool
	Successor  string
}

// stixTypes are the types of objects that are actors.
var stixTypes = map[string]string{"intrusion-set": "Organization", "threat-actor": "Organization", "campaign": "Event", "identity": "Organization", "location": "Place"}

var classTypes = map[string]string{"individual": "Person", "group": "Group", "class": "Group", "organization": "Organization"}

type stix struct {
	ctx    context.Context
	w      *dataset.Writer
	actors *keep.Map[*stixActor]
}

func loadSTIX(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	s := &stix{ctx: ctx, w: w, actors: keep.New[*stixActor](w.Shelf())}
	return twice(ctx, in, w, "objects", s.collect, s.object)
}

// collect keeps the actors, and which of them another has taken the place of.
func (s *stix) collect(x *stixObject) {
	if x.Type == "relationship" && x.Relation == "revoked-by" {
		a := s.actor(x.Source)
		a.Successor = x.Target
		s.actors.Set(x.Source, a)
		return
	}
	if stixTypes[x.Type] == "" {
		return
	}
	a := s.actor(x.ID)
	defer func() { s.actors.Set(x.ID, a) }()
	a.Revoked, a.Deprecated = x.Revoked, x.Deprecated
	a.When = spanOf(x.First, x.Last)
	n := s.w.Names
	for _, code := range append(x.Countries, x.Country) {
		if state, ok := n.Code("iso2", strings.ToUpper(code)); ok {
			a.Actors = append(a.Actors, state)
		} else if code != "" {
			s.w.Unknown("country", code)
		}
	}
	if len(a.Actors) > 0 {
		return
	}
	typ := stixTypes[x.Type]
	if x.Type == "identity" && classTypes[x.Class] != "" {
		typ = classTypes[x.Class]
	}
	if found, ok := named(n, x.Name, typ); ok {
		a.Actors = append(a.Actors, found)
	}
}

func (s *stix) actor(id string) *stixActor {
	if a := s.actors.Value(id); a != nil {
		return a
	}
	return &stixActor{}
}

// find gives the actor of an ID, the one that took its place if it was
// revoked.
func (s *stix) find(id string) *stixActor {
	for range 10 {
		a := s.actors.Value(id)
		if a == nil || a.Successor == "" {
			return a
		}
		id = a.Successor
	}
	return nil
}

// stixRelations are the relationship types that are relations.
var stixRelations = map[string]string{
	"targets": "attacks", "compromises": "attacks", "attributed-to": "", "located-at": "located-in", "originates-from": "affiliated-with",
	"owns": "owns", "part-of": "part-of", "cooperates-with": "cooperates-with", "supports": "supports", "associated-with": "affiliated-with",
}

// object gives what an object says.
func (s *stix) object(r *dataset.Record, x *stixObject, bad error) error {
	r.ID = x.ID
	switch {
	case bad != nil:
		s.w.Reject(r.Line, "not a STIX object: %v", bad)
		return nil
	case x.Type == "relationship":
		return s.relationship(r, x)
	case stixTypes[x.Type] == "":
		s.w.LeftOut(r.Line, "objects that are no actors: "+brief(x.Type))
		return nil
	case x.Revoked:
		s.w.LeftOut(r.Line, "revoked objects; what points to them points to what took their place")
		return nil
	case x.Deprecated:
		s.w.LeftOut(r.Line, "deprecated objects")
		return nil
	}
	a := s.actors.Value(x.ID)
	if a == nil || len(a.Actors) != 1 || a.Actors[0].Label != x.Name && s.known(a.Actors[0]) {
		return nil
	}
	d := graph.Description{Actor: a.Actors[0], Aliases: aliases(x.Name, append(x.Aliases, x.Mitre...))}
	for _, ref := range x.References {
		if strings.HasPrefix(ref.Source, "mitre-") && ref.ID != "" {
			d.Codes = append(d.Codes, "mitre:"+ref.ID)
		}
	}
	return s.w.Describe(s.ctx, d)
}

func (s *stix) known(a graph.Actor) bool { _, ok := s.w.Names.ID(a.ID); return ok }

func (s *stix) relationship(r *dataset.Record, x *stixObject) error {
	relation, ok := stixRelations[x.Relation]
	if !ok { // relationships may have names of one's own; those of the vocabulary are ours
		var r schema.Relation
		r, ok = schema.Builtin().Relation(x.Relation)
		relation = r.Name
	}
	if !ok {
		if x.Relation != "revoked-by" {
			s.w.LeftOut(r.Line, fmt.Sprintf("relationships that no relation says: %s of %s and %s", brief(x.Relation), kind(x.Source), kind(x.Target)))
		}
		return nil
	}
	if x.Revoked || x.Deprecated {
		s.w.LeftOut(r.Line, "revoked and deprecated relationships")
		return nil
	}
	from, to := s.find(x.Source), s.find(x.Target)
	for _, end := range []struct {
		id string
		a  *stixActor
	}{{x.Source, from}, {x.Target, to}} {
		switch {
		case stixTypes[kind(end.id)] == "":
			s.w.LeftOut(r.Line, fmt.Sprintf("relationships that no relation says: %s of %s and %s", brief(x.Relation), kind(x.Source), kind(x.Target)))
			return nil
		case end.a == nil || len(end.a.Actors) == 0:
			s.w.Reject(r.Line, "%s points to %s, which is not in the bundle", x.ID, end.id)
			return nil
		case end.a.Deprecated || end.a.Revoked:
			s.w.LeftOut(r.Line, "relationships of deprecated objects")
			return nil
		}
	}
	c := graph.Claim{Relation: relation, Time: spanOf(x.Start, x.Stop), Confidence: 0.7, Rule: x.Relation}
	if relation == "" { // a campaign is part of what its group does; a group belongs to whom it is attributed to
		if c.Relation = "affiliated-with"; kind(x.Source) == "campaign" {
			c.Relation = "part-of"
		}
	}
	if c.Time.IsZero() {
		c.Time = from.When
	}
	if x.Confidence != nil && *x.Confidence > 0 && *x.Confidence <= 100 {
		c.Confidence = float64(*x.Confidence) / 100
	}
	for _, c.Subject = range from.Actors {
		for _, c.Object = range to.Actors {
			if err := s.w.Claim(s.ctx, r, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// kind is the type of object that an ID is of.
func kind(id string) string {
	t, _, _ := strings.Cut(id, "--")
	return brief(t)
}

func brief(s string) string { return strings.ToValidUTF8(s[:min(len(s), 40)], "") }

// spanOf makes the time between two timestamps, by day.
func spanOf(from, to string) graph.Time {
	day := func(s string) graph.Time {
		t, _ := graph.ParseTime(s[:min(len(s), 10)])
		return t
	}
	a, b := day(from), day(to)
	switch {
	case a.IsZero():
		return graph.Until(b)
	case b.IsZero():
		return graph.Since(a)
	case a.EDTF == b.EDTF:
		return a
	}
	t, _ := graph.Interval(a, b)
	return t
}

// anyType are the types under which a name is looked up.
var anyType = []string{"State", "Person", "Organization", "Group", "Place", "Event"}

// named finds who has a name, or makes one.
func named(n *dataset.Names, name, typ string) (graph.Actor, bool) {
	name = strings.Join(strings.Fields(name), " ")
	if state, ok := n.State(name); ok {
		return state, true
	}
	if a, ok := n.Find(name, anyType...); ok {
		return a, true
	}
	return n.Named(name, typ)
}

// aliases are the other names of a group.
func aliases(name string, all []string) []string {
	var out []string
	for _, a := range all {
		if a = strings.Join(strings.Fields(a), " "); a != "" && a != name && len(out) < 100 {
			out = append(out, a)
		}
	}
	return out
}
