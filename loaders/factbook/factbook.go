// Package factbook reads the CIA World Factbook as JSON: one profile a file
// ("middle-east/ir.json"), or one a line as {"file": …, "data": {…}}.
//
// A profile's fields are texts written for people. Six kinds of them become
// claims: trade partners with their shares, leaders since when, envoys to and
// from the United States, borders with their lengths, memberships, capitals.
// A record is a field of a profile ("ir/Economy/Exports - partners"), so that
// a later edition ends and opens what its fields no longer or newly say.
//
// Profiles are told by the file's name, which is the FIPS 10-4 code of the
// country (ch is China, up Ukraine), or else by their own short name.
package factbook

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/loaders/lines"
)

// Format is the row of the table of loaders.
func Format() dataset.Format {
	return dataset.Format{
		Name:      "factbook",
		Title:     "CIA World Factbook: profiles of countries as JSON, one a file or one a line",
		Publisher: "Central Intelligence Agency",
		Licence:   "public domain (work of the United States government)",
		URL:       "https://github.com/factbook/factbook.json",
		Recognise: recognise,
		Columns:   columns(),
		Expect:    []dataset.Count{{What: "profiles", Min: 1, Max: 300}},
		Versioned: true,
		Load:      load,
	}
}

func recognise(_ string, head []byte) bool {
	text := bytes.TrimSpace(head)
	return bytes.HasPrefix(text, []byte("{")) &&
		(bytes.HasPrefix(text, []byte(`{"file"`)) && bytes.Contains(head, []byte(`"data"`)) || bytes.Contains(text[:min(200, len(text))], []byte(`"Introduction"`)) || bytes.Contains(text[:min(200, len(text))], []byte(`"Geography"`))) &&
		(bytes.Contains(head, []byte(`"Background"`)) || bytes.Contains(head, []byte(`"Location"`)))
}

// The fields that are read, and the sections that are not.
var (
	readFields = []string{
		"Geography/Land boundaries", "Government/Country name", "Government/Capital", "Government/Executive branch",
		"Government/International organization participation", "Government/Diplomatic representation in the US",
		"Government/Diplomatic representation from the US", "Economy/Exports - partners", "Economy/Imports - partners",
	}
	sectionsLeftOut = map[string]string{
		"Introduction": "prose", "People and Society": "figures of one country", "Environment": "figures of one country", "Energy": "figures of one country",
		"Communications": "figures of one country", "Transportation": "figures of one country", "Military and Security": "figures and prose", "Space": "prose",
		"Terrorism": "prose", "Transnational Issues": "prose", "Geography": "other fields: figures of one country", "Government": "other fields: prose", "Economy": "other fields: figures of one country",
	}
)

func columns() []dataset.Column {
	var out []dataset.Column
	for _, f := range readFields {
		out = append(out, dataset.Column{Name: f})
	}
	for _, s := range slices.Sorted(maps.Keys(sectionsLeftOut)) {
		out = append(out, dataset.Column{Name: s, LeftOut: sectionsLeftOut[s]})
	}
	return out
}

// maxProfile is the largest file of one profile, in bytes.
const maxProfile = 16 << 20

func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	b := &book{w: w, borders: map[string]map[string]bool{}}
	if !bytes.HasPrefix(bytes.TrimSpace(in.Head), []byte(`{"file"`)) {
		whole, err := io.ReadAll(io.LimitReader(text, maxProfile+1))
		switch {
		case err != nil:
			return &dataset.InputError{Err: err}
		case len(whole) > maxProfile:
			return dataset.Errorf("the profile has more than %d bytes", maxProfile)
		}
		if err := b.profile(ctx, strings.TrimSuffix(in.Base, path.Ext(in.Base)), &dataset.Record{Line: 1, Text: string(whole)}); err != nil {
			return err
		}
		return w.End(ctx)
	}
	for l, err := range lines.Read(text) {
		if err != nil {
			return &dataset.InputError{Err: err}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if l.Err != nil {
			w.Reject(l.Number, "%v", l.Err)
			continue
		}
		if len(bytes.TrimSpace(l.Text)) == 0 {
			continue
		}
		if err := b.profile(ctx, "", &dataset.Record{Line: l.Number, Start: int(l.Offset), Text: string(l.Text)}); err != nil {
			return err
		}
	}
	b.report()
	return w.End(ctx)
}

// book is the edition that is read.
type book struct {
	w       *dataset.Writer
	borders map[string]map[string]bool // of each profile: who it says it borders on
}

// profile reads one country: first all its fields that are read, then, when
// it is known whose they are, their claims.
func (b *book) profile(ctx context.Context, code string, rec *dataset.Record) error {
	type field struct {
		name string
		dataset.Field
	}
	var fields []field
	name := ""
	for f, err := range dataset.Strings(rec.Text, wanted) {
		if err != nil {
			b.w.Reject(rec.Line, "not a profile in JSON: %v", err)
			return nil
		}
		p := f.Path
		if len(p) == 1 && p[0] == "file" {
			code = strings.TrimSuffix(path.Base(f.Value), ".json")
		}
		if len(p) > 0 && p[0] == "data" {
			p = p[1:]
		}
		if len(p) < 2 {
			continue
		}
		top := p[0] + "/" + p[1]
		if !slices.Contains(readFields, top) {
			if _, known := sectionsLeftOut[p[0]]; !known {
				b.w.Column(p[0])
			}
			continue
		}
		f.Path = slices.Clone(p)
		fields = append(fields, field{top, f})
		if top == "Government/Country name" && p[len(p)-2] == "conventional short form" {
			name = f.Value
		}
	}
	b.w.Count("profiles", 1)
	self, ok := b.w.Names.Code("fips", strings.ToUpper(code))
	if !ok {
		self, ok = b.w.Names.State(clean(name))
	}
	if !ok {
		self, ok = b.w.Names.Find(clean(name), "Organization")
	}
	if !ok && code == "ee" {
		self, ok = b.w.Names.Find("European Union", "Organization") // its profile has no name
	}
	if !ok {
		b.w.Odd("profiles of no state", code+" "+clean(name))
		return nil
	}
	for _, f := range fields {
		part := rec.Slice(f.Start, f.End)
		if part.Text == "" {
			continue
		}
		part.ID = code + "/" + strings.Join(f.Path, "/")
		if err := b.field(ctx, self, f.name, f.Field, &part); err != nil {
			return err
		}
	}
	return nil
}

// wanted tells whether what stands below a path may be read; sections that
// nobody knows are, to be told of.
func wanted(p []string) bool {
	if len(p) > 0 && p[0] == "data" {
		p = p[1:]
	}
	if len(p) == 2 {
		_, known := sectionsLeftOut[p[0]]
		return !known || slices.ContainsFunc(readFields, func(f string) bool {
			section, field, _ := strings.Cut(f, "/")
			return section == p[0] && field == p[1]
		})
	}
	return true
}

// field makes the claims of one field of a profile.
func (b *book) field(ctx context.Context, self graph.Actor, name string, f dataset.Field, rec *dataset.Record) error {
	// A field is {"text": …, "note": …}, or has such fields for members.
	if f.Path[len(f.Path)-1] != "text" {
		return nil
	}
	kind := ""
	if len(f.Path) == 4 {
		kind = f.Path[2]
	}
	text := clean(f.Value)
	switch {
	case name == "Economy/Exports - partners":
		return b.partners(ctx, self, "exports-to", text, rec)
	case name == "Economy/Imports - partners":
		return b.partners(ctx, self, "imports-from", text, rec)
	case name == "Geography/Land boundaries" && kind == "border countries":
		return b.neighbours(ctx, self, text, rec)
	case name == "Government/International organization participation":
		return b.memberships(ctx, self, text, rec)
	case name == "Government/Capital" && kind == "name":
		return b.capital(ctx, self, text, rec)
	case name == "Government/Executive branch" && (kind == "chief of state" || kind == "head of government"):
		return b.leaders(ctx, self, text, rec, kind)
	case name == "Government/Diplomatic representation in the US" && kind == "chief of mission":
		return b.envoys(ctx, self, text, rec, kind+" in the US")
	case name == "Government/Diplomatic representation from the US" && kind == "chief of mission":
		return b.envoys(ctx, graph.Actor{ID: "actor:united-states", Label: "United States", Type: "State"}, text, rec, kind+" from the US")
	}
	return nil
}

var (
	tag  = regexp.MustCompile(`<[^>]*>`)
	note = regexp.MustCompile(`(?i)\bnote ?\d* ?[:\-–].*`)
)

// clean takes the marks of HTML out of a text, and the notes at its end.
func clean(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		s = tag.ReplaceAllString(s, " ")
	}
	if s = html.UnescapeString(s); strings.Contains(s, "ote") || strings.Contains(s, "OTE") {
		s = note.ReplaceAllString(s, "")
	}
	return strings.Join(strings.Fields(s), " ")
}

// report tells of borders that only one side has.
func (b *book) report() {
	var odd []string
	for a, others := range b.borders {
		for o := range others {
			if mutual, read := b.borders[o]; read && !mutual[a] {
				odd = append(odd, fmt.Sprintf("%s names %s", strings.TrimPrefix(a, graph.ActorPrefix), strings.TrimPrefix(o, graph.ActorPrefix)))
			}
		}
	}
	slices.Sort(odd)
	if len(odd) > 0 {
		b.w.Warn("factbook: %d borders that only one side names: %s", len(odd), strings.Join(odd, ", "))
	}
}
