package article

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/graph"
	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// petrarchNames are who the validation sentences of PETRARCH tell of, with the
// codes that the set has for them. States of this world are the gazetteer's,
// but for one that the set calls otherwise.
const petrarchNames = `states:
- {id: actor:arnor, label: Arnor, type: State, adjectives: [Arnorian], demonyms: [Arnorians], codes: {cameo: ARN}}
- {id: actor:bree, label: Bree, type: State, codes: {cameo: BRE}}
- {id: actor:calenardhon, label: Calenardhon, type: State, codes: {cameo: CAL}}
- {id: actor:dagolath, label: Dagolath, type: State, adjectives: [Dagolathi], demonyms: [Dagolathi], codes: {cameo: DAG}}
- {id: actor:dol-amroth, label: Dol Amroth, type: State, names: [Prince of Dol Amroth, Dol_Amroth, Prince of Dol_Amroth], codes: {cameo: DOL}}
- {id: actor:eriador, label: Eriador, type: State, adjectives: [Eriadori, Eriadorian], demonyms: [Eriadori, Eriadorian], codes: {cameo: ERI}}
- {id: actor:fornost, label: Fornost, type: State, codes: {cameo: FOR}}
- {id: actor:gondor, label: Gondor, type: State, adjectives: [Gondorian], capital: Minas Tirith, seats: [Minas Tirith], codes: {cameo: GON}}
- {id: actor:the-shire, label: Shire, type: State, names: [The Shire, Michel Delving, White Downs], codes: {cameo: SHR}}
- {id: actor:ithilen, label: Ithilen, type: State, codes: {cameo: ITH}}
- {id: actor:lorien, label: Lorien, type: State, names: [Caras Galadhon], codes: {cameo: ELF}}
- {id: actor:mordor, label: Mordor, type: State, names: [Cirith Ungol, Barad-dur], codes: {cameo: MOR}}
- {id: actor:osgiliath, label: Osgiliath, type: State, codes: {cameo: OSG}}
- {id: actor:rohan, label: Rohan, type: State, demonyms: [Rohans], codes: {cameo: ROH}}
- {id: actor:north-korea, names: [Hermit Kingdom]}
organizations:
- {id: actor:hobbits, label: Hobbits, type: Group, codes: {cameo: HOB}}
- {id: actor:morgul-orcs, label: Morgul Orcs, type: ArmedGroup, codes: {cameo: MRG}}
people:
- {name: Gollum, also: [Smeagol, Slinker, Stinker], of: actor:hobbits}
- {name: Sam Gamgee, of: actor:hobbits}
- {name: Hamfast Gamgee, of: actor:hobbits}
- {name: Galadriel, of: actor:lorien}
offices:
- of: actor:bree
  offices: [{role: prime-minister, holders: [{name: Romendacil}]}]
- of: actor:fornost
  offices: [{role: president, holders: [{name: Umbardacil}]}]
- of: actor:dagolath
  offices: [{role: deputy-prime-minister, holders: [{name: Telemar}]}]
- of: actor:ithilen
  offices: [{role: president, holders: [{name: Calimehtar}]}]
- of: actor:gondor
  offices: [{role: prime-minister, holders: [{name: Falastur}]}]
`

// petrarchAs are codes of the set for whom the gazetteer has another code.
var petrarchAs = map[string]string{"NZE": "NZL", "KUW": "KWT", "ZBW": "ZWE", "RHO": "ZWE", "ELR": "ELF", "GAL": "ELF", "NGM": "NGO", "GMW": "DEU"}

// petrarchEvent is who does what to whom, by codes. An event of the set has a
// code of relation_map.json, one of ours the relation's CAMEO root.
type petrarchEvent struct{ source, code, target string }

func (e petrarchEvent) back() petrarchEvent { return petrarchEvent{e.target, e.code, e.source} }

// petrarchSentence is a sentence of the set with its events.
type petrarchSentence struct {
	line       int
	text, date string
	gold       []petrarchEvent
	noGold     bool // it has no event at all, not even one of nobody
}

// readPetrarch reads the set's active sentences. Events of nobody ("---"), of
// who is thrown away ("###") and of words without a code are left out: no
// claim is of nobody.
func readPetrarch(t *testing.T, path string) (out []petrarchSentence) {
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("%s is not here: the measurement on PETRARCH's sentences is left out", path)
	}
	defer f.Close()
	scanner := bufio.NewScanner(f)
	for n := 0; scanner.Scan(); n++ {
		var record struct {
			Text, Date string
			Active     bool
			Gold       []struct {
				Source, Target string
				Code           string `json:"relation_or_code"`
			}
		}
		if err := json.Unmarshal(scanner.Bytes(), &record); err != nil {
			t.Fatal(err)
		}
		if !record.Active {
			continue
		}
		s := petrarchSentence{line: n, text: record.Text, noGold: len(record.Gold) == 0}
		if d := record.Date; len(d) == 8 {
			s.date = d[:4] + "-" + d[4:6] + "-" + d[6:]
		}
		for _, g := range record.Gold {
			if e := (petrarchEvent{petrarchCode(g.Source), g.Code, petrarchCode(g.Target)}); e.source != "" && e.target != "" {
				s.gold = append(s.gold, e)
			}
		}
		out = append(out, s)
	}
	return out
}

func petrarchCode(code string) string {
	if len(code) < 3 || strings.ContainsAny(code, "-# ") {
		return ""
	}
	return cmp.Or(petrarchAs[code[:3]], code[:3]) + code[3:]
}

// petrarchClasses are the classes of a code by relation_map.json, from narrow
// to wide: CAMEO root, PLOVER class, quadrant, and whether the two are at one.
type petrarchClasses struct{ root, plover, quad, side string }

// readRelationMap gives the classes of a code. A code that the map does not
// have, as 904 of the set, has none.
func readRelationMap(t *testing.T, path string) func(code string) petrarchClasses {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("%s is not here: the measurement on PETRARCH's sentences is left out", path)
	}
	var of map[string]struct {
		Root   string `json:"cameo_root"`
		Plover string
		Quad   string
	}
	if err := json.Unmarshal(text, &of); err != nil {
		t.Fatal(err)
	}
	return func(code string) petrarchClasses {
		m, ok := of[code]
		if !ok {
			return petrarchClasses{}
		}
		side := "with"
		if m.Quad >= "3" {
			side = "against"
		}
		return petrarchClasses{m.Root, of[m.Root].Plover, m.Quad, side}
	}
}

// petrarchLevels are the ways to compare events, from strict to lax.
var petrarchLevels = []struct {
	name string
	of   func(c petrarchClasses) string
}{
	{"CAMEO root", func(c petrarchClasses) string { return c.root }},
	{"PLOVER class", func(c petrarchClasses) string { return c.plover }},
	{"quadrant", func(c petrarchClasses) string { return c.quad }},
	{"with or against", func(c petrarchClasses) string { return c.side }},
	{"who and whom", func(c petrarchClasses) string { return "" }},
}

// codeWithin is the code of the state that an entry is or lies in.
func (r *Reader) codeWithin(id string) string {
	for range 5 {
		e, ok := r.gaz.Entry(id)
		if !ok {
			break
		}
		if code := cmp.Or(e.Codes["cameo"], e.Codes["iso3"]); code != "" {
			return code
		}
		if len(e.Within) == 0 {
			break
		}
		id = e.Within[0]
	}
	return ""
}

// petrarchActor is an actor's code: of its state, or of its kind if it is of
// none, and its sector.
func (r *Reader) petrarchActor(t *testing.T, a graph.Actor, date string) string {
	who, err := r.Resolve(t.Context(), a.Mention, date, "")
	if err != nil {
		t.Fatal(err)
	}
	code := cmp.Or(r.codeWithin(a.ID), r.codeWithin(a.Within), r.codeWithin(who.State))
	if code == "" {
		switch a.Type {
		case "IntergovernmentalOrganization":
			code = "IGO"
		case "ArmedGroup":
			code = "IMG"
		}
	}
	if code == "" {
		return ""
	}
	return code + who.Sector
}

// petrarchOurs are a text's claims as events: those of relations that CAMEO
// knows, that are not denied, and whose actors have codes, two of them. What
// is mutual goes both ways.
func (r *Reader) petrarchOurs(t *testing.T, s petrarchSentence, vocabulary *schema.Vocabulary) (out []petrarchEvent) {
	claims, err := r.Read(t.Context(), document.Plain("test", s.date, s.text))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range claims {
		relation, _ := vocabulary.Relation(c.Relation)
		if relation.CAMEO == "" || c.Status == graph.Denied {
			continue
		}
		e := petrarchEvent{r.petrarchActor(t, c.Subject, s.date), relation.CAMEO, r.petrarchActor(t, c.Object, s.date)}
		if e.source == "" || e.target == "" || e.source[:3] == e.target[:3] {
			continue
		}
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
		if relation.Symmetric && !slices.Contains(out, e.back()) {
			out = append(out, e.back())
		}
	}
	return out
}

// petrarchRight compares a sentence's events at a level: whether all of the
// set's are found, and whether nothing more is. What goes both ways on one
// side may go one way on the other: who visits is visited.
func petrarchRight(gold, ours []petrarchEvent, same func(g, o petrarchEvent) bool) (found, alone bool) {
	either := func(g, o petrarchEvent) bool {
		return same(g, o) || same(g.back(), o) && (has(gold, g.back()) || has(ours, o.back()))
	}
	found, alone = true, true
	for _, g := range gold {
		found = found && slices.ContainsFunc(ours, func(o petrarchEvent) bool { return either(g, o) })
	}
	for _, o := range ours {
		alone = alone && slices.ContainsFunc(gold, func(g petrarchEvent) bool { return either(g, o) })
	}
	return found, alone
}

// has tells whether one of the events is between these two, in this direction.
func has(events []petrarchEvent, e petrarchEvent) bool {
	return slices.ContainsFunc(events, func(o petrarchEvent) bool { return o.source == e.source && o.target == e.target })
}

// TestPetrarchSentences measures on the validation sentences of PETRARCH how
// many have all their events right, with the fictional states by a lexicon as
// a user would give them. Verbose, it lists what is wrong on even lines only:
// odd ones are a check that nobody has read.
func TestPetrarchSentences(t *testing.T) {
	sentences := readPetrarch(t, "../../../shared/gold/petrarch-validation.jsonl")
	classes := readRelationMap(t, "../../../shared/tools/relation_map.json")
	gaz, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if gaz, err = gaz.With("petrarch.yaml", strings.NewReader(petrarchNames)); err != nil {
		t.Fatal(err)
	}
	r, err := New(Options{Gazetteer: gaz})
	if err != nil {
		t.Fatal(err)
	}
	ours := make([][]petrarchEvent, len(sentences))
	var wait sync.WaitGroup
	room := make(chan bool, 4)
	for i, s := range sentences {
		wait.Go(func() {
			room <- true
			ours[i] = r.petrarchOurs(t, s, schema.Builtin())
			<-room
		})
	}
	wait.Wait()
	for _, level := range petrarchLevels {
		for _, sector := range []bool{false, true} {
			code := func(c string) string {
				if sector {
					return c
				}
				return c[:3]
			}
			same := func(g, o petrarchEvent) bool {
				if code(g.source) != code(o.source) || code(g.target) != code(o.target) {
					return false
				}
				a, b := level.of(classes(g.code)), level.of(classes(o.code))
				return a == b || a == ""
			}
			var all, found, alone, empty, quiet [2]int
			for i, s := range sentences {
				half := s.line % 2
				if s.noGold {
					empty[half]++
					if len(ours[i]) == 0 {
						quiet[half]++
					}
					continue
				}
				if len(s.gold) == 0 {
					continue
				}
				all[half]++
				f, a := petrarchRight(s.gold, ours[i], same)
				if f {
					found[half]++
				}
				if f && a {
					alone[half]++
				} else if half == 0 && level.name == "who and whom" && !sector && testing.Verbose() {
					t.Logf("line %d: %s\n  gold %v\n  ours %v", s.line, s.text, s.gold, ours[i])
				}
			}
			share := func(n, of [2]int) string {
				return fmt.Sprintf("%d of %d, %.1f %% (even %.1f, odd %.1f)", n[0]+n[1], of[0]+of[1], 100*float64(n[0]+n[1])/float64(of[0]+of[1]), 100*float64(n[0])/float64(of[0]), 100*float64(n[1])/float64(of[1]))
			}
			t.Logf("%s, with sectors %v: all right %s; all found %s; without events and claims %s", level.name, sector, share(alone, all), share(found, all), share(quiet, empty))
		}
	}
}
