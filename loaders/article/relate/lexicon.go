// Package relate finds who does what to whom in a dependency tree, from
// triggers that are data.
//
// # Trigger files
//
// A file lists relations; under each, a key is a frame and its value the words
// that trigger the relation in that frame, parted by commas:
//
//   - relation: sanctions
//     v agent > patient: sanction, blacklist
//     v agent > on|against: impose_@sanction
//     n owner > on|against|mod; kind=State,Vessel: sanction, embargo
//
// v, n and a are verb, noun and adjective. Before ">" stands where the subject
// is, after it where the object is, first choice first:
//
//	agent    who does what the verb says, in active and passive
//	patient  whom it is done to
//	iobj     the indirect object
//	subj     the subject of an adjective; the noun before a participle
//	owner    whose act a noun names: "Iran's", "US", "by France", the subject of "launched an attack"
//	self     who is called so by a noun: "its ally Syria", "Syria, an ally", "Syria is an ally"
//	mod      the name before a noun that is not its owner: "the Iran sanctions"
//	whose    whose the thing is that a noun is of: "purchases of Chadian cotton"
//	inner    whom the clause or act that hangs on the word is done to: "threatened to strike Iran"
//	comp     who is to do what the clause says: "urged that Israel stop"
//	must     the same, if the clause says "must", or is "told to leave"
//	should   the same, if it says "should"
//	pair     (alone, before ">") no owner: the two after the preposition
//	of, on, between …  a preposition
//
// After the frame, parted by ";": kind= the entity types the object may have;
// things= the type of objects that are no actors by themselves ("rejected the
// plan"), which are refused without it; by= the entity types the subject may
// have; weak for lower confidence; given if it holds whatever the clause says
// ("US bases in Iraq"); only if no other phrase may name the object. A "+" in
// front lets other relations of the same word stand beside this one.
//
// In a word, "_" joins a verb and a word that hangs on it ("carry_out",
// "lift_@relief"), "-" the parts of a compound ("cease-fire", "air-strike"),
// "@name" stands for any word of that set in sets.yaml.
//
// # Where no trigger says it
//
// phrases.go reads what no single word triggers, parties.go who takes part in
// what is told. evaluation.yaml lists words that judge what they are said of
// (evaluate.go). Where the tree gives a trigger's verb nothing, the order of
// the words is read (linear.go), less surely.
package relate

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"entente/schema"

	"github.com/goccy/go-yaml"
)

//go:embed sets.yaml
var setsYAML []byte

//go:embed standing.yaml
var standingYAML []byte

//go:embed cooperation.yaml
var cooperationYAML []byte

//go:embed strife.yaml
var strifeYAML []byte

//go:embed conflict.yaml
var conflictYAML []byte

//go:embed wide.yaml
var wideYAML []byte

//go:embed deeds.yaml
var deedsYAML []byte

//go:embed dealings.yaml
var dealingsYAML []byte

// frame says where in the tree subject and object of a trigger stand.
type frame struct {
	pos           byte // 'v', 'n' or 'a'
	subject       []string
	object        []string
	pair          bool
	kinds         []string
	by            []string
	things        string
	weak, besides bool
	parties       bool // what it is done to are the parties to a deed: see pass.parties
	given         bool
	only          bool // the object stands nowhere else: see pass.anyOblique
	text          string
}

// word is one word of a trigger: any of the lemmas.
type word struct{ lemmas map[string]bool }

// trigger is one word or group of words that tells of a relation in a frame.
type trigger struct {
	relation *schema.Relation
	frame    *frame
	head     word
	rest     []word
	text     string
	order    int
}

func (tr *trigger) symmetric() bool { return tr.relation != nil && tr.relation.Symmetric }

// Lexicon is the triggers by the lemma of their head word.
type Lexicon struct {
	verbs, nouns, adjectives map[string][]*trigger
	size                     int
	vocabulary               *schema.Vocabulary
	known                    map[string]bool // every word of a trigger
}

// Len is the number of triggers.
func (l *Lexicon) Len() int { return l.size }

// Load reads the built-in triggers, whose relations must be those of v.
func Load(v *schema.Vocabulary) (*Lexicon, error) {
	l := &Lexicon{verbs: map[string][]*trigger{}, nouns: map[string][]*trigger{}, adjectives: map[string][]*trigger{}, vocabulary: v, known: map[string]bool{}}
	sets, err := readSets(setsYAML)
	if err != nil {
		return nil, err
	}
	for _, f := range []struct {
		name string
		text []byte
	}{{"standing.yaml", standingYAML}, {"cooperation.yaml", cooperationYAML}, {"conflict.yaml", conflictYAML}, {"wide.yaml", wideYAML}, {"deeds.yaml", deedsYAML}, {"dealings.yaml", dealingsYAML}, {"strife.yaml", strifeYAML}} {
		if err := l.read(f.name, f.text, sets); err != nil {
			return nil, err
		}
	}
	for _, m := range []map[string][]*trigger{l.verbs, l.nouns, l.adjectives} {
		for _, list := range m {
			// More words say more; among equals the file's order decides.
			slices.SortStableFunc(list, func(a, b *trigger) int {
				if n := len(b.rest) - len(a.rest); n != 0 {
					return n
				}
				if a.frame.besides != b.frame.besides {
					if a.frame.besides {
						return -1
					}
					return 1
				}
				if a.frame.weak != b.frame.weak && len(a.rest) == 0 {
					if b.frame.weak {
						return -1
					}
					return 1
				}
				if h := strings.Contains(a.text, "-"); h != strings.Contains(b.text, "-") {
					if h {
						return -1
					}
					return 1
				}
				return a.order - b.order
			})
		}
	}
	return l, nil
}

func readSets(text []byte) (map[string][]string, error) {
	var raw map[string]string
	if err := yaml.Unmarshal(text, &raw); err != nil {
		return nil, fmt.Errorf("sets.yaml: %w", err)
	}
	out := make(map[string][]string, len(raw))
	for name, list := range raw {
		out[name] = splitList(list)
	}
	return out, nil
}

func splitList(s string) []string {
	var out []string
	for _, w := range strings.Split(s, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// read adds the triggers of one file.
func (l *Lexicon) read(name string, text []byte, sets map[string][]string) error {
	var rows []yaml.MapSlice
	if err := yaml.UnmarshalWithOptions(text, &rows, yaml.UseOrderedMap(), yaml.AllowDuplicateMapKey()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, row := range rows {
		if len(row) == 0 || row[0].Key != "relation" {
			return fmt.Errorf("%s: an entry must begin with its relation", name)
		}
		rel, ok := l.vocabulary.Relation(fmt.Sprint(row[0].Value))
		if !ok {
			return fmt.Errorf("%s: %w", name, l.vocabulary.UnknownRelation(fmt.Sprint(row[0].Value)))
		}
		for _, item := range row[1:] {
			f, err := parseFrame(fmt.Sprint(item.Key), l.vocabulary)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", name, rel.Name, err)
			}
			f.parties = f.things == "Event" && judging[rel.Name]
			for _, w := range splitList(fmt.Sprint(item.Value)) {
				if err := l.add(&rel, f, w, sets); err != nil {
					return fmt.Errorf("%s: %s: %w", name, rel.Name, err)
				}
			}
		}
	}
	return nil
}

// slots a frame can name; the package comment says what each gives.
var slots = []string{"agent", "patient", "iobj", "subj", "owner", "self", "mod", "whose", "inner", "comp", "must", "should", "pair"}

// prepositions a frame can name as slots.
var prepositions = strings.Fields("about across against along among amongst around as at before behind beside between by for from in inside into near of off on out_of outside over that throughout to toward towards under upon with within alongside through after past")

// parseFrame reads a frame's key: "v agent > on|against; kind=State".
func parseFrame(key string, v *schema.Vocabulary) (*frame, error) {
	f := &frame{text: key}
	parts := strings.Split(key, ";")
	place := strings.TrimSpace(parts[0])
	if rest, ok := strings.CutPrefix(place, "+"); ok {
		f.besides, place = true, rest
	}
	pos, place, ok := strings.Cut(place, " ")
	if !ok || !slices.Contains([]string{"v", "n", "a"}, pos) {
		return nil, fmt.Errorf("%q must begin with v, n or a", key)
	}
	f.pos = pos[0]
	subject, object, ok := strings.Cut(place, ">")
	if !ok {
		return nil, fmt.Errorf(`%q lacks ">" between subject and object`, key)
	}
	f.subject = strings.Split(strings.TrimSpace(subject), "|")
	f.object = strings.Split(strings.TrimSpace(object), "|")
	if f.subject[0] == "pair" {
		f.pair = true
	}
	for _, slot := range slices.Concat(f.subject, f.object) {
		if !slices.Contains(slots, slot) && !slices.Contains(prepositions, slot) {
			return nil, fmt.Errorf("%q: unknown slot %q: there are %s, and prepositions", key, slot, strings.Join(slots, ", "))
		}
	}
	for _, o := range parts[1:] {
		name, value, _ := strings.Cut(strings.TrimSpace(o), "=")
		switch name {
		case "kind":
			f.kinds = strings.Split(value, ",")
			for _, k := range f.kinds {
				if _, ok := v.Type(k); !ok {
					return nil, fmt.Errorf("%q: %w", key, v.UnknownType(k))
				}
			}
		case "by":
			f.by = strings.Split(value, ",")
		case "things":
			f.things = value
			if _, ok := v.Type(value); !ok {
				return nil, fmt.Errorf("%q: %w", key, v.UnknownType(value))
			}
		case "weak":
			f.weak = true
		case "given":
			f.given = true
		case "only":
			f.only = true
		default:
			return nil, fmt.Errorf("%q: unknown option %q: there are kind=, things=, by=, weak, given and only", key, name)
		}
	}
	return f, nil
}

// add files one trigger under every lemma its head word may have.
func (l *Lexicon) add(rel *schema.Relation, f *frame, text string, sets map[string][]string) error {
	parts := strings.Split(text, "_")
	t := &trigger{relation: rel, frame: f, text: text, order: l.size}
	for i, p := range parts {
		lemmas := []string{p}
		if name, ok := strings.CutPrefix(p, "@"); ok {
			if lemmas, ok = sets[name]; !ok {
				return fmt.Errorf("%q: there is no set @%s in sets.yaml", text, name)
			}
		}
		w := word{lemmas: make(map[string]bool, len(lemmas))}
		for _, lemma := range lemmas {
			w.lemmas[spelling(lemma)] = true
			l.known[spelling(lemma)] = true
		}
		if i == 0 {
			t.head = w
		} else {
			t.rest = append(t.rest, w)
		}
	}
	m := map[byte]map[string][]*trigger{'v': l.verbs, 'n': l.nouns, 'a': l.adjectives}[f.pos]
	filed := map[string]bool{}
	for lemma := range t.head.lemmas {
		// A compound is looked up by its last word, or written as one.
		keys := []string{lemma}
		if i := strings.LastIndexByte(lemma, '-'); i >= 0 {
			keys = append(keys, lemma[i+1:])
		}
		for _, k := range keys {
			if !filed[k] {
				filed[k] = true
				m[k] = append(m[k], t)
			}
		}
	}
	l.size++
	return nil
}

// normal is the form a lemma is looked up by. A lemma no trigger has is tried
// with the letters that lemmatizers lose: "blockad", "boycot".
func (l *Lexicon) normal(lemma string) string {
	lemma = spelling(lemma)
	if l.known[lemma] || len(lemma) < 4 {
		return lemma
	}
	for _, try := range []string{spelling(lemma + "e"), lemma + lemma[len(lemma)-1:]} {
		if l.known[try] {
			return try
		}
	}
	return lemma
}

// spelling brings British and American spellings of a lemma to one form. It
// need not be a real word, only the same for both.
func spelling(lemma string) string {
	lemma = strings.ToLower(lemma)
	for _, r := range [...][2]string{{"isation", "ization"}, {"ise", "ize"}, {"yse", "yze"}, {"our", "or"}, {"ence", "ense"}, {"gramme", "gram"}, {"manoeuvre", "maneuver"}, {"centre", "center"}, {"aluminium", "aluminum"}} {
		if cut, ok := strings.CutSuffix(lemma, r[0]); ok && len(cut) > 1 {
			return cut + r[1]
		}
	}
	return lemma
}
