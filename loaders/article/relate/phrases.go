package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
)

// phrases reads relations that no single word triggers.
func (x *pass) phrases() {
	x.located()
	x.ledBy()
	x.underControl()
	x.programmes()
	x.tradeShare()
	x.capitals()
	x.hosted()
	x.aimed()
	x.broughtAbout()
	x.protests()
	x.slug()
	x.crowds()
	x.forOthers()
	x.struckThere()
	x.intercepted()
	x.amidReproach()
	x.officers()
	x.ruled()
	x.strongholds()
	x.penalised()
	x.tried()
	x.designated()
	x.lookedInto()
	x.attributed()
	x.violated()
	x.reproached()
	x.mediated()
	x.joinedIn()
	x.unwilling()
	x.denials()
	x.assisted()
	x.attended()
	x.fallen()
	x.fellInFight()
	x.killerAmongDead()
	x.andThreatens()
	x.linksResumed()
	x.extraditions()
	x.bargained()
	x.targeting()
	x.carried()
	x.reliefCame()
	x.ledToArrest()
	x.visitedIn()
	x.struck()
	x.whereabouts()
	x.abroad()
	x.toldIn()
	x.stance()
	x.errand()
	x.bidden()
	x.captors()
	x.evaluated()
	x.linear()
	x.together()
	x.handedOver()
	x.deployedOnce()
	x.ordered()
	x.until()
	x.spared()
	x.struck()
	x.heldBy()
	x.agreedTo()
	x.asPartOf()
	x.predicted()
}

// handedOver keeps of "sends missiles to Togo" that Togo is armed, and not
// that they are deployed there.
func (x *pass) handedOver() {
	for _, c := range x.out {
		if c.dropped() || c.Relation != "arms" {
			continue
		}
		for _, d := range x.out {
			if d.Relation == "deploys-to" && d.Trigger == c.Trigger && d.Object.Entity == c.Object.Entity && !d.dropped() {
				if label := d.Object.Entity.Label; d.Object.Entity.Type == "Place" && waters[label[strings.LastIndexByte(label, ' ')+1:]] {
					c.Dropped = "deployed, not given" // "sends a warship to the Sunda Strait"
					continue
				}
				if d.Slot == "into" {
					c.Dropped = "deployed, not given" // "sends tanks into Togo"
					continue
				}
				d.Dropped = "given, not deployed"
			}
		}
	}
}

// deployedOnce keeps of "sends two frigates to Togo" that somebody sends them
// there, and not besides that they go.
func (x *pass) deployedOnce() {
	for _, c := range x.out {
		if c.dropped() || c.Relation != "deploys-to" {
			continue
		}
		for _, d := range x.out {
			if d != c && !d.dropped() && d.Trigger == c.Trigger && d.Relation == "deploys-to" && d.Object.Entity == c.Object.Entity && d.Subject.Entity != c.Subject.Entity && d.Subject.Entity.Generic && !c.Subject.Entity.Generic {
				d.Dropped = "who sends them is said"
			}
		}
	}
}

// waters are the last words of their names: nobody is armed there.
var waters = map[string]bool{"Strait": true, "Sea": true, "Ocean": true, "Gulf": true, "Bay": true, "Channel": true, "Passage": true}

// synthetic is a trigger for a relation that a phrase tells.
func (x *pass) synthetic(relation, text string) *trigger {
	rel, ok := x.r.lexicon.vocabulary.Relation(relation)
	if !ok {
		return nil
	}
	return &trigger{relation: &rel, frame: &frame{pos: 'n', text: "phrase"}, text: text}
}

// located reads "the Al Jazeera Forum in Doha": an event, facility or
// organization by name with a place under "in" or "at".
func (x *pass) located() {
	t := x.s.Tree
	for i, m := range x.s.At {
		if m == nil || m.Entity == nil || m.Kind != mention.Name || m.Entity.Generic || m.Entity.Label == "Earth" {
			continue
		}
		switch m.Entity.Type {
		case "Event", "Facility", "University", "Place":
		default:
			continue
		}
		for _, o := range t.Obliques(i) {
			p := x.s.At[o.Tok]
			if o.Prep != "in" || p == nil || p.Entity == nil || p.Kind != mention.Name {
				// "in Qatar's capital Doha", "in the capital, Doha"
				if p != nil && p.Entity == nil && o.Prep == "in" && (p.Lemma == "capital" || p.Lemma == "city") {
					for _, k := range t.KidsAs(o.Tok, "appos", "flat", "nmod", "compound") {
						if q := x.s.At[k]; q != nil && q.Entity != nil && q.Entity.Type == "Place" {
							x.add(i, x.synthetic("located-in", "in"), m, q, "", "")
							x.out[len(x.out)-1].Given = true
						}
					}
				}
				continue
			}
			if isPlace(p.Entity) && !x.apart(m, p) {
				x.add(i, x.synthetic("located-in", "in"), m, p, "", "")
				x.out[len(x.out)-1].Given = true // it is there, whatever happens to it
			}
		}
	}
}

// ledBy reads "US-led coalition", "Iran-backed militia", "Oman-mediated talks".
func (x *pass) ledBy() {
	t := x.s.Tree
	relations := map[string]string{"lead": "leads", "back": "supports", "support": "supports", "arm": "arms", "occupy": "occupies", "own": "owns", "fund": "aids", "sponsor": "supports", "control": "owns", "hold": "occupies"}
	for i := range t.Tokens {
		rel := relations[t.Lemma(i)]
		if rel == "" || !t.UPOS(i, "VERB", "ADJ") || i < 2 || t.Tokens[i-1].Text != "-" {
			continue
		}
		by := x.s.At[i-2]
		if by == nil || by.Entity == nil {
			continue
		}
		h := t.Head(i)
		if h < 0 || h <= i {
			continue
		}
		if o := x.s.At[h]; t.Lemma(i) == "hold" && (o == nil || !isPlace(o.Entity) || by.Entity.Type == "Company") {
			continue // "state-held shares"
		}
		if m := x.s.At[h]; m != nil && m.Class == "holding" && m.Entity == nil && len(m.Owners) > 0 {
			continue // who pays for a house does not pay whose it is
		}
		for _, o := range x.actorsAt(h, false, &frame{}, 0) {
			if rel == "owns" && t.Lemma(i) == "control" && isPlace(o.Entity) {
				rel = "occupies" // "the Russian-controlled town"
			}
			if o.Entity != by.Entity && x.synthetic(rel, "") != nil {
				x.add(i, x.synthetic(rel, t.Tokens[i-2].Text+"-"+t.Tokens[i].Text), by, o, "", "")
			}
		}
	}
}

// programmes reads "Iran's missile programme" and "enrichment is Iran's
// right": a programme is developed by whom it belongs to.
func (x *pass) programmes() {
	t := x.s.Tree
	for _, m := range x.s.At {
		if m == nil || m.Kind != mention.Noun || m.Entity != nil || m.Class != "thing" || x.reading.TypeOf(x.s, m) != "Programme" {
			continue
		}
		owners := m.Owners
		// "Enrichment is Iran's right"
		if j := m.Last + 2; len(owners) == 0 && j+1 < len(t.Tokens) && t.Lemma(j-1) == "be" {
			if o := x.s.At[j]; o != nil && o.Entity != nil && t.Tokens[o.Last+1].XPOS == "POS" {
				owners = []*mention.Mention{o}
			}
		}
		if len(owners) > 0 && owners[0].Kind == mention.Adjective && x.ofPeople(owners[0].Head, m.Head) {
			continue // "the Bhutanese refugee programme" is for them
		}
		if len(owners) > 0 && x.broadcast(owners[0]) {
			continue
		}
		if len(owners) == 0 || owners[0].Entity.Entry == nil && owners[0].Kind == mention.Name && t.Is(owners[0].Head, "compound", "nmod:desc", "nmod:unmarked") {
			continue // "the Resort project" is called so, not somebody's
		}
		for _, th := range x.thing(m, "Programme") {
			x.add(m.Head, x.synthetic("develops", "programme of"), owners[0], th, "", "")
			x.out[len(x.out)-1].Given = true
		}
	}
}

// broadcast tells whether whose programme it is only sends it: "Radio 4's
// Today programme", or is part of its title: "the Breakfast with Obi programme".
func (x *pass) broadcast(by *mention.Mention) bool {
	t := x.s.Tree
	return by.Entity.Type == "Media" || by.Kind == mention.Name && by.Entity.Entry == nil && by.First > 1 && t.UPOS(by.First-1, "ADP") && t.UPOS(by.First-2, "PROPN")
}

// ofPeople tells whether a noun for people stands between two tokens.
func (x *pass) ofPeople(from, to int) bool {
	for j := from + 1; j < to; j++ {
		if x.s.Tree.UPOS(j, "NOUN") && x.s.At[j] == nil && x.reading.TypeOf(x.s, &mention.Mention{Head: j}) == "Group" {
			return true
		}
	}
	return false
}

// capitals reads "the capital, Tehran": the state is known from the city.
func (x *pass) capitals() {
	t := x.s.Tree
	for i, m := range x.s.At {
		if m == nil || m.Entity == nil || m.Entity.Type != "Place" || m.Kind != mention.Name {
			continue
		}
		noun := -1
		switch {
		case t.Is(i, "appos", "flat", "nmod:desc", "conj", "dep") && t.Head(i) >= 0 && t.Lemma(t.Head(i)) == "capital":
			noun = t.Head(i)
		case i >= 2 && t.Tokens[i-1].Text == "," && t.Lemma(i-2) == "capital":
			noun = i - 2
		case i >= 1 && t.Lemma(i-1) == "capital":
			noun = i - 1
		case t.Kid(i, "appos", "nmod:desc", "compound") >= 0 && t.Lemma(t.Kid(i, "appos", "nmod:desc", "compound")) == "capital":
			noun = t.Kid(i, "appos", "nmod:desc", "compound")
		}
		if noun < 0 {
			continue
		}
		state := x.reading.CapitalOf(m.Entity)
		if n := x.s.At[noun]; n != nil && len(n.Owners) > 0 {
			x.add(noun, x.synthetic("capital-of", "capital"), m, n.Owners[0], "", "")
		} else if state != nil {
			c := *m
			c.Entity = state
			c.Why = "state whose capital " + m.Text + " is"
			x.add(noun, x.synthetic("capital-of", "the capital"), m, &c, "", "")
		} else {
			continue
		}
		x.out[len(x.out)-1].Given = true
	}
}

// hosted reads "talks in Oman" and "the summit opened in Lomé": the state where
// others talk is their host.
func (x *pass) hosted() {
	t := x.s.Tree
	for i, m := range x.s.At {
		if m == nil || m.Kind != mention.Noun || !hostable[m.Lemma] {
			continue
		}
		at := t.Obliques(i)
		if h := t.Head(t.First(i)); h >= 0 && t.Is(t.First(i), "nsubj", "nsubj:pass") && taking[x.lemmas[h]] {
			at = append(at, t.Obliques(h)...)
		}
		for _, o := range at {
			p := x.s.At[o.Tok]
			if o.Prep != "in" || p == nil || p.Entity == nil || p.Kind != mention.Name || p.Entity.Type != "State" && p.Entity.Type != "Place" || slices.ContainsFunc(m.Owners, func(w *mention.Mention) bool { return w.Entity == p.Entity }) {
				continue
			}
			host := x.ruling([]*mention.Mention{p})[0]
			if host.Entity.Type != "State" || host != p && m.Lemma == "conference" {
				continue // parties and firms hold theirs in cities
			}
			for _, th := range x.thing(m, "Event") {
				x.add(i, x.synthetic("hosts", "in"), host, th, "", "")
			}
			break
		}
	}
}

// taking verbs say that what they have as subject takes place.
var taking = map[string]bool{"hold": true, "take": true, "open": true, "begin": true, "start": true, "convene": true, "resume": true, "kick": true, "continue": true, "conclude": true, "end": true, "close": true, "be": true, "occur": true, "stage": true, "wrap": true}

var hostable = map[string]bool{"talk": true, "negotiation": true, "discussion": true, "summit": true, "conference": true}

// aimed reads "sanctions on ships aimed at Iran's exports": what a measure is
// aimed at is its target too.
func (x *pass) aimed() {
	t := x.s.Tree
	for _, c := range x.out {
		if c.dropped() || !aimable[c.Relation] {
			continue
		}
		for j := c.Trigger + 1; j < len(t.Tokens); j++ {
			if l := t.Lemma(j); l != "aim" && l != "intend" && l != "design" && l != "seek" && l != "target" || !t.UPOS(j, "VERB") || t.Kid(j, "nsubj", "nsubj:pass") >= 0 {
				if t.UPOS(j, "VERB") && t.Kid(j, "nsubj") >= 0 || t.Tokens[j].Text == ";" {
					break
				}
				continue
			}
			for k := j + 1; k < len(t.Tokens) && k <= j+8; k++ {
				if m := x.s.At[k]; m != nil && m.Entity != nil && (m.Entity.Type == "State" || m.Entity.Type == "ArmedGroup") && m.Entity != c.Subject.Entity && m.Entity != c.Object.Entity {
					x.add(c.Trigger, x.synthetic(c.Relation, "aimed at"), c.Subject, m, "the measure is aimed at it", "")
					break
				}
			}
			break
		}
	}
}

var aimable = map[string]bool{"sanctions": true, "imposes-tariffs-on": true, "restricts": true, "bans-imports-from": true}

// broughtAbout reads "a bombing campaign against Iran, which triggered a
// war": the war is between those of the attack.
func (x *pass) broughtAbout() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !starts[t.Lemma(i)] {
			continue
		}
		war := -1
		for _, k := range t.KidsAs(i, "obj", "obl") {
			if l := t.Lemma(k); l == "war" || l == "conflict" {
				war = k
			}
		}
		if war < 0 {
			continue
		}
		subjects := t.Subjects(i)
		var best *Candidate
		for _, c := range x.out {
			if c.dropped() || c.Relation != "attacks" || c.Trigger >= i {
				continue
			}
			if slices.Contains(subjects, c.Trigger) || best == nil && i-c.Trigger < 12 {
				best = c
			}
		}
		if best != nil {
			x.add(war, x.synthetic("at-war-with", t.Lemma(i)+" a war"), best.Subject, best.Object, "", "")
			x.out[len(x.out)-1].Symmetric = true
		}
	}
}

var starts = map[string]bool{"trigger": true, "spark": true, "start": true, "ignite": true, "provoke": true, "cause": true, "lead": true, "prompt": true, "begin": true, "escalate": true, "unleash": true}

// tradeShare reads trade said of its owner: "a quarter of Iran's trade is
// with China, including 18bn in imports and 14.5bn in exports".
func (x *pass) tradeShare() {
	t := x.s.Tree
	for i := range t.Tokens {
		if l := t.Lemma(i); l != "trade" && l != "commerce" || !t.UPOS(i, "NOUN") {
			continue
		}
		with := -1
		for j := i + 1; j+2 < len(t.Tokens) && j < i+4; j++ {
			if t.Lemma(j) == "be" {
				for k := j + 1; k < len(t.Tokens) && k <= j+4; k++ {
					if t.Lemma(k) == "with" {
						with = k
					}
				}
				break
			}
		}
		if with < 0 {
			continue
		}
		var partners []*mention.Mention
		for k := with + 1; k < len(t.Tokens) && k <= with+4; k++ {
			if m := x.s.At[k]; m != nil && m.Entity != nil && m.Kind == mention.Name {
				for _, c := range t.Conjuncts(k) {
					if p := x.s.At[c]; p != nil && p.Entity != nil {
						partners = append(partners, p)
					}
				}
				break
			}
		}
		for _, o := range x.owner(i, &trigger{frame: &frame{}}) {
			for _, s := range x.actors(o, true, nil) {
				for _, p := range partners {
					x.add(i, x.synthetic("trades-with", "trade is with"), s, p, "", "")
					x.flows(s, p, i)
				}
			}
		}
	}
}

// flows adds the imports and exports that a sentence on trade between two
// gives figures for.
func (x *pass) flows(s, p *mention.Mention, trade int) {
	t := x.s.Tree
	for j := trade + 1; j < len(t.Tokens); j++ {
		if !t.UPOS(j, "NOUN") || t.Kid(j, "nmod:poss") >= 0 {
			continue
		}
		switch t.Lemma(j) {
		case "import":
			x.add(j, x.synthetic("imports-from", "imports, of the trade"), s, p, "", "")
		case "export":
			x.add(j, x.synthetic("exports-to", "exports, of the trade"), s, p, "", "")
		}
	}
}

// attributed reads "US must end its policy — Chinese minister": who is named
// behind the dash says it, and demands it.
func (x *pass) attributed() {
	t := x.s.Tree
	dash := -1
	for i := len(t.Tokens) - 2; i > 1 && i > len(t.Tokens)-12; i-- {
		if w := t.Tokens[i].Text; w == "—" || w == "–" {
			dash = i
			break
		}
		if t.UPOS(i, "VERB", "AUX") {
			return
		}
	}
	if dash < 0 {
		return
	}
	var speaker *mention.Mention
	for i := dash + 1; i < len(t.Tokens); i++ {
		if m := x.s.At[i]; m != nil && m.Entity != nil && m.Kind != mention.Adjective {
			speaker = m
			break
		}
	}
	if speaker == nil {
		return
	}
	for i := range dash {
		if !t.UPOS(i, "AUX", "VERB") {
			continue
		}
		switch t.Lemma(i) {
		case "must", "should", "need":
		default:
			continue
		}
		v := i
		if t.UPOS(i, "AUX") {
			v = t.Head(i)
		}
		if v < 0 {
			continue
		}
		for _, a := range t.Subjects(v) {
			for _, m := range x.actorsAt(a, true, &frame{}, 0) {
				relation := "demands-of"
				if t.Lemma(i) == "should" {
					relation = "appeals-to"
				}
				x.add(v, x.synthetic(relation, t.Lemma(i)), speaker, m, "", "")
				x.out[len(x.out)-1].Given = true
			}
		}
		return
	}
}
