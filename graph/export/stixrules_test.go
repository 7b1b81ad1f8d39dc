package export_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/export"
)

// stixRules are the properties of the objects that are written, as STIX 2.1
// (OASIS Standard, 10 June 2021) has them; the mark means required. The common
// ones stand under "".
var stixRules = map[string]string{
	"":                     "type! spec_version! id! created! modified! created_by_ref revoked labels confidence lang external_references object_marking_refs granular_markings extensions",
	"identity":             "name! description roles identity_class sectors contact_information",
	"location":             "name description latitude longitude precision region country administrative_area city street_address postal_code",
	"relationship":         "relationship_type! description source_ref! target_ref! start_time stop_time",
	"report":               "name! description report_types published! object_refs!",
	"extension-definition": "name! description schema! version! extension_types! extension_properties",
}

var (
	stixID       = regexp.MustCompile(`^([a-z][a-z0-9-]+)--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	stixTime     = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$`)
	stixRelation = regexp.MustCompile(`^[a-z0-9-]{1,250}$`)
	stixClasses  = []string{"individual", "group", "system", "organization", "class", "unknown"} // identity-class-ov
)

// checkSTIX holds a bundle to the standard's rules: properties, patterns of
// IDs and times, vocabularies, references within the bundle.
func checkSTIX(t testing.TB, doc string) []map[string]any {
	t.Helper()
	var bundle struct {
		Type    string           `json:"type"`
		ID      string           `json:"id"`
		Objects []map[string]any `json:"objects"`
	}
	d := json.NewDecoder(strings.NewReader(doc))
	d.DisallowUnknownFields()
	if err := d.Decode(&bundle); err != nil {
		t.Fatalf("stix: %v", err)
	}
	if m := stixID.FindStringSubmatch(bundle.ID); bundle.Type != "bundle" || m == nil || m[1] != "bundle" {
		t.Errorf("stix: bundle %s of the type %s", bundle.ID, bundle.Type)
	}
	ids := map[string]bool{}
	for _, o := range bundle.Objects {
		id, _ := o["id"].(string)
		if ids[id] {
			t.Errorf("stix: %s is there twice", id)
		}
		ids[id] = true
	}
	for _, o := range bundle.Objects {
		typ, _ := o["type"].(string)
		fault := func(format string, args ...any) {
			t.Errorf("stix: %s: %s", o["id"], fmt.Sprintf(format, args...))
		}
		rules, ok := stixRules[typ]
		if !ok {
			fault("no type %q", typ)
		}
		allowed := map[string]bool{}
		for _, name := range strings.Fields(stixRules[""] + " " + rules) {
			name, required := strings.CutSuffix(name, "!")
			allowed[name] = true
			if v, given := o[name]; required && (!given || v == "") {
				fault("%s is missing", name)
			}
		}
		if m := stixID.FindStringSubmatch(fmt.Sprint(o["id"])); m == nil || m[1] != typ {
			fault("the ID is none of a %s", typ)
		}
		for name, v := range o {
			if !allowed[name] {
				fault("%s is no property of a %s", name, typ)
			}
			switch v := v.(type) {
			case []any:
				if len(v) == 0 {
					fault("%s is an empty list", name)
				}
			case string:
				if v == "" {
					fault("%s is empty", name)
				}
			}
			switch name {
			case "created", "modified", "start_time", "stop_time", "published":
				if _, err := time.Parse(time.RFC3339, fmt.Sprint(v)); err != nil || !stixTime.MatchString(fmt.Sprint(v)) {
					fault("%s is %v", name, v)
				}
			case "created_by_ref", "source_ref", "target_ref":
				if !ids[fmt.Sprint(v)] {
					fault("%s leads out of the bundle", name)
				}
			case "object_refs":
				for _, ref := range v.([]any) {
					if !ids[fmt.Sprint(ref)] {
						fault("%s leads out of the bundle", ref)
					}
				}
			case "confidence":
				if n, ok := v.(float64); !ok || n < 0 || n > 100 || n != float64(int(n)) {
					fault("confidence is %v", v)
				}
			case "spec_version":
				if v != "2.1" {
					fault("version %v", v)
				}
			case "relationship_type":
				if !stixRelation.MatchString(fmt.Sprint(v)) {
					fault("relationship type %q", v)
				}
			case "identity_class":
				if !slices.Contains(stixClasses, fmt.Sprint(v)) {
					fault("identity class %q", v)
				}
			case "external_references":
				for _, ref := range v.([]any) {
					r := ref.(map[string]any)
					if r["source_name"] == nil || r["source_name"] == "" || r["description"] == nil && r["url"] == nil && r["external_id"] == nil {
						fault("the reference %v", r)
					}
					if u, ok := r["url"].(string); ok && !regexp.MustCompile(`(?i)^https?://[!-;=?-\[\]_a-z~]+$`).MatchString(u) {
						fault("the URL %q", u)
					}
				}
			case "extensions":
				for key, x := range v.(map[string]any) {
					if !ids[key] || x.(map[string]any)["extension_type"] != "property-extension" {
						fault("the extension %s is not defined", key)
					}
				}
			}
		}
		if a, b := fmt.Sprint(o["start_time"]), fmt.Sprint(o["stop_time"]); o["start_time"] != nil && o["stop_time"] != nil && a >= b {
			fault("from %s to %s", a, b)
		}
		if typ == "location" && o["country"] == nil && o["region"] == nil && o["latitude"] == nil {
			fault("a location that is nowhere")
		}
	}
	return bundle.Objects
}

func TestSTIX(t *testing.T) {
	in := input(fixture(t))
	in.Actor = func(_ ctx, id string) (graph.Description, error) {
		d := describe(id)
		if id == "actor:sudan" {
			d.Codes = append(d.Codes, "iso2:SD")
		}
		return d, nil
	}
	objects := checkSTIX(t, write(t, "stix", in, export.Options{}))
	counts := map[string]int{}
	for _, o := range objects {
		counts[fmt.Sprint(o["type"])]++
		if o["relationship_type"] == "imports-from" {
			if o["start_time"] != "2024-01-01T00:00:00.000Z" || o["stop_time"] != "2024-12-31T23:59:59.999Z" || o["confidence"] != 88. || o["description"] != articles[0].text[3] {
				t.Errorf("the imports became %v", o)
			}
		}
	}
	if want := map[string]int{"identity": 14, "location": 1, "relationship": 22, "report": 3, "extension-definition": 1}; fmt.Sprint(counts) != fmt.Sprint(want) {
		t.Errorf("objects by type: %v, want %v", counts, want)
	}
}

// TestSTIXRulesBite shows that the checks above can fail.
func TestSTIXRulesBite(t *testing.T) {
	good := write(t, "stix", input(fixture(t)), export.Options{})
	for name, change := range map[string][2]string{
		"id":         {`"id":"relationship--`, `"id":"relation--`},
		"time":       {`T00:00:00.000Z`, ` 00:00:00`},
		"reference":  {`"source_ref":"identity--`, `"source_ref":"identity--0`},
		"class":      {`"identity_class":"individual"`, `"identity_class":"person"`},
		"unknown":    {`"description":`, `"quote":`},
		"confidence": {`"confidence":90`, `"confidence":0.9`},
		"relation":   {`"relationship_type":"trades-with"`, `"relationship_type":"trades with"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Fatalf("%s: nothing to change", name)
		}
		silent := &counting{TB: t}
		checkSTIX(silent, bad)
		if silent.faults == 0 {
			t.Errorf("%s: %q passes", name, change[1])
		}
	}
}

// counting counts faults where they are wanted.
type counting struct {
	testing.TB
	faults int
}

func (c *counting) Helper()               {}
func (c *counting) Errorf(string, ...any) { c.faults++ }
