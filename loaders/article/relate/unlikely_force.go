package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// forceRules are about war, violence, arrest and what only looks like it.
var forceRules = []rule{
	{"struck back", []string{"attacks"}, "with tariffs, and not with arms", func(x *pass, c *sense) bool {
		if !c.verb() || !slices.ContainsFunc(x.s.Tree.KidsAs(c.i, "advmod", "compound:prt"), func(k int) bool { return x.lemmas[k] == "back" }) {
			return false
		}
		return slices.ContainsFunc(x.lemmas, func(l string) bool {
			return l == "tariff" || l == "duty" || l == "levy" || l == "sanction" || l == "trade"
		})
	}},
	{"any attack", []string{"ASSAULT"}, "any that may come is none that was", func(x *pass, c *sense) bool {
		d := x.s.Tree.Kid(c.s.Head, "det")
		return d >= 0 && x.lemmas[d] == "any" && c.s.Kind == mention.Noun && c.s.Entity.Type == "Event"
	}},
	{"where it is", []string{"attacks"}, "in which state the place before it is", func(x *pass, c *sense) bool {
		return x.placeBehind(c.o)
	}},
	{"on orders", []string{"ASSAULT"}, "at whose bidding it is done, not to whom", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.o.Head)
		return c.verb() && h >= 0 && t.Is(c.o.Head, "nmod:poss", "nmod") && t.Prep(h) == "on" && x.r.doubts.Bidding[x.lemmas[h]]
	}},
	{"told", []string{"ASSAULT"}, "who tells of it did not do it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && t.Tokens[c.i].XPOS == "VBG" && t.Is(c.i, "advcl") && !c.s.Entity.Generic && x.toldBy(c.i, c.s)
	}},
	{"warded", []string{"attacks", "mobilises-against", "seizes"}, "who shoots down what flies in attacks nobody", func(x *pass, c *sense) bool {
		return c.verb() && (x.r.doubts.Warding[x.phrasal(c.i)] || c.tr.text == "shoot_down" || x.r.doubts.Warding[x.lemmas[x.s.Tree.First(c.i)]]) && x.flown(c.i, c.o)
	}},
	{"targeted", []string{"attacks"}, "what a bank aims at is not hit", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "target" && x.r.doubts.Civil[c.s.Entity.Type]
	}},
	{"lifeless", []string{"kills", "injures"}, "what does not live is not killed", func(_ *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && (c.o.Class == "holding" || c.o.Class == "thing")
	}},
	{"immortal", []string{"kills", "injures"}, "nobody who could die", func(x *pass, c *sense) bool {
		return c.o.Kind == mention.Name && x.r.doubts.Lifelong[c.o.Entity.Type] || c.o.Entity.Type == "Place" // "officials in Kara and Lomé"
	}},
	{"one of them", []string{"kills", "injures", "arrests"}, "one of them, not all of it", func(x *pass, c *sense) bool {
		n := c.o.Last + 1
		return c.o.Kind == mention.Name && c.o.Entity.Type != "Person" && n < len(x.lemmas) && x.s.Tree.UPOS(n, "NOUN") && x.r.doubts.Belonging[x.lemmas[n]]
	}},
	{"firm taken over", []string{"occupies"}, "a firm buys what it takes over", func(x *pass, c *sense) bool {
		return c.noun() && (x.lemmas[c.i] == "takeover" || x.lemmas[c.i] == "seizure") && (c.s.Entity.Type == "Company" || c.s.Entity.Type == "Organization" || c.o.Entity.Type == "Company")
	}},
	{"war seen", []string{"at-war-with"}, "who sees a war does not wage it", func(_ *pass, c *sense) bool {
		return c.noun() && c.o.Entity.Generic && c.o.Entity.Type == "Group" && c.o.Head < c.i
	}},
	{"his arrest", []string{"arrests"}, "whose arrest it is is arrested", func(x *pass, c *sense) bool {
		t := x.s.Tree
		k := t.Kid(c.i, "nmod:poss")
		return c.noun() && k >= 0 && c.s.Head == k && c.s.Entity.Type == "Person" && !x.has(c.i, "of")
	}},
	{"warning shots", []string{"attacks"}, "a warning, and no attack", func(x *pass, c *sense) bool {
		t := x.s.Tree
		for _, k := range t.Patients(c.i) {
			if w := t.Kid(k, "compound", "amod"); x.lemmas[k] == "shot" && w >= 0 && x.lemmas[w] == "warning" {
				return true
			}
		}
		return false
	}},
	{"where", []string{"ASSAULT"}, "what happened there did it, not the place", func(x *pass, c *sense) bool {
		return c.verb() && c.s.Kind == mention.Name && (c.s.Entity.Type == "Place" || x.addressed(c.s)) && x.s.Tree.Is(x.s.Tree.First(c.i), "acl:relcl")
	}},
	{"among places", nil, "one of the places where it was done", func(x *pass, c *sense) bool {
		t := x.s.Tree
		k := t.First(c.s.Head)
		if h := t.Head(k); h >= 0 && t.Is(k, "nmod") && t.Prep(k) == "of" {
			k = h
		}
		if !c.verb() || t.Prep(k) != "including" {
			return false
		}
		if c.s.Entity.Type == "Place" {
			return c.is("ASSAULT")
		}
		// "officials in West Africa, including Togo, help": not "states, including Togo"
		j := t.Kid(k, "case") - 1
		if j > 0 && t.Tokens[j].Text == "," {
			j--
		}
		if j < 1 || !isPlace(c.s.Entity) {
			return false
		}
		in := x.s.Covering(j)
		return in != nil && in.Kind == mention.Name && in.Entity != nil && in.Entity.Type == "Place" && t.Prep(in.Head) == "in"
	}},
	{"on strike", []string{"attacks"}, "who is on strike attacks nobody", func(x *pass, c *sense) bool {
		return c.noun() && x.lemmas[c.i] == "strike" && x.s.Tree.Prep(c.i) == "on"
	}},
	{"in place", []string{"ASSAULT"}, "where it was done, not who did it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && c.s.Kind == mention.Name && c.s.Entity.Type == "Place" && t.Is(c.i, "acl") && t.Tokens[c.i].XPOS == "VBG"
	}},
	{"own land", []string{"attacks"}, "an army does not attack its own state", func(_ *pass, c *sense) bool {
		return c.s.Entity.Type == "ArmedForce" && c.o.Entity.Type == "State" && c.s.Entity.State == c.o.Entity.ID
	}},
	{"flies in", []string{"occupies"}, "what flies in holds nothing", func(x *pass, c *sense) bool {
		return generic(c.s, x.r.doubts.Flying) || generic(c.s, x.r.doubts.Vehicles)
	}},
	{"campaign", []string{"yields-to", "attacks"}, "who seeks votes wages no war", func(x *pass, c *sense) bool {
		if c.s.Entity.Type != "Person" || !strings.Contains(c.tr.text, "@war") {
			return false
		}
		for _, k := range x.s.Tree.Patients(c.i) {
			if x.lemmas[k] == "campaign" && x.s.Tree.Kid(k, "amod", "compound") < 0 {
				return true
			}
		}
		return false
	}},
	{"hazard", []string{"attacks", "kills", "injures"}, "no will is in it", func(x *pass, c *sense) bool {
		if !generic(c.s, x.r.doubts.Hazards) || c.is("attacks") {
			return generic(c.s, x.r.doubts.Hazards)
		}
		t := x.s.Tree
		return !slices.ContainsFunc(t.KidsAs(c.s.Head, "compound", "amod", "nmod"), func(k int) bool { return t.Prep(k) == "from" || x.r.doubts.Gunfire[x.lemmas[k]] })
	}},
	{"accident", []string{"attacks"}, "what runs into something has an accident", func(x *pass, c *sense) bool {
		return c.verb() && generic(c.s, x.r.doubts.Hitting) && x.r.doubts.Collisions[x.lemmas[c.i]]
	}},
	{"burnt", []string{"attacks"}, "what is burnt is nobody's house", func(x *pass, c *sense) bool {
		return (x.lemmas[c.i] == "burn" || x.lemmas[c.i] == "torch") && c.o.Entity.Generic && c.o.Class == ""
	}},
	{"operations", []string{"yields-to", "attacks"}, "the operations of a firm are no war", func(x *pass, c *sense) bool {
		return !x.r.doubts.Armed[c.s.Entity.Type] && x.ofOperations(c.i) ||
			x.r.doubts.Civil[c.s.Entity.Type] && (strings.Contains(c.tr.text, "@war") || strings.HasSuffix(c.tr.text, "operation"))
	}},
	{"bare operations", []string{"attacks"}, "operations of no army", func(x *pass, c *sense) bool {
		t := x.s.Tree
		f := t.First(c.i)
		if h := t.Head(f); c.noun() && x.lemmas[c.i] == "operation" && h >= 0 && t.Is(f, "obj") && x.r.doubts.Running[x.lemmas[h]] && t.Tokens[c.i].XPOS == "NNS" && !x.r.doubts.Armed[c.s.Entity.Type] {
			return true // "has large operations in Spain"
		}
		return c.noun() && x.lemmas[c.i] == "operation" && t.Tokens[c.i].XPOS == "NNS" && t.Kid(c.i, "amod", "compound", "nmod:poss", "acl", "det") < 0
	}},
	{"from", []string{"attacks"}, "where it was fired from", func(x *pass, c *sense) bool {
		return (c.slot == "in" || c.slot == "at" || c.slot == "near" || c.slot == "inside") && x.from(c.i, c.o.Head)
	}},
	{"near", []string{"attacks"}, "what is near it is not hit", func(x *pass, c *sense) bool {
		return c.slot == "near" && (c.noun() || strings.Contains(c.tr.text, "_")) && x.under(c.o.Head, "near")
	}},
	{"used", []string{"attacks", "restricts"}, "where it is used, not what it is used on", func(x *pass, c *sense) bool {
		return x.lemmas[c.i] == "use" && (c.slot == "in" || c.slot == "at" || c.slot == "near")
	}},
	{"punished", []string{"attacks"}, "whom it puts to death did it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if x.lemmas[c.i] != "execute" {
			return false
		}
		for _, k := range t.Patients(c.i) {
			if m := x.s.At[k]; m != nil && m.Entity != nil && (m.Entity.Type == "Person" || m.Entity.Type == "Group") {
				return true
			}
		}
		return false
	}},
	{"no inmate", []string{"arrests"}, "where they are arrested, not who", func(_ *pass, c *sense) bool {
		return c.verb() && c.o.Entity.Type == "Place"
	}},
	{"captive", []string{"arrests"}, "what is captured so is a place", func(x *pass, c *sense) bool {
		return c.o.Kind == mention.Pronoun && x.lemmas[c.o.Head] == "it" || c.verb() && x.lemmas[c.i] == "capture" && x.patientIs(c.i, x.r.doubts.Strongholds)
	}},
	{"freezing", []string{"seizes"}, "cold weather seizes nothing", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "freeze" && x.s.Tree.Tokens[c.i].XPOS == "VBG" && c.o.First == c.i+1 && c.o.Entity.Generic
	}},
	{"answered with duties", []string{"attacks"}, "what is done with tariffs and bans is no attack", func(x *pass, c *sense) bool {
		return c.verb() && slices.ContainsFunc(x.s.Tree.Obliques(c.i), func(o tree.Oblique) bool { return o.Prep == "with" && x.r.doubts.Measured[x.lemmas[o.Tok]] })
	}},
	{"exploited", []string{"restricts"}, "who makes use of something restricts nobody", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "exploit" && c.o.Entity.Generic && c.o.Entity.Type == "Event"
	}},
	{"shots there", []string{"clashes-with"}, "where shots are exchanged, not with whom", func(_ *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && c.o.Entity.Type == "Place"
	}},
	{"criminal", []string{"arrests"}, "who is arrested himself arrests nobody", func(x *pass, c *sense) bool {
		return c.verb() && generic(c.s, x.r.doubts.Criminals) && (x.lemmas[c.i] == "arrest" || x.lemmas[c.i] == "detain" || x.lemmas[c.i] == "jail")
	}},
	{"kind of war", []string{"at-war-with"}, "says of what kind something is", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.noun() || !t.Is(c.i, "compound") || t.Head(c.i) != c.i+1 {
			return false
		}
		switch x.lemmas[c.i+1] {
		case "crime", "power", "criminal", "correspondent", "zone", "hero", "grave", "memorial", "veteran", "effort", "game":
			return true
		}
		return false
	}},
	{"war there", []string{"at-war-with"}, "where the war is, not who else is in it", func(x *pass, c *sense) bool {
		if !c.noun() || c.slot != "in" {
			return false
		}
		if v := x.supporter(c.i); v >= 0 && x.r.gov.effect[x.lemmas[v]] == "denied" && x.s.Tree.Kid(c.i, "nmod:poss", "amod", "compound") < 0 {
			return true // "efforts to end the conflict in Chad"
		}
		if own := c.s.Entity; own.ID == c.o.Entity.State || own.State != "" && own.State == c.o.Entity.State {
			return true // in its own land
		}
		if n := c.s.Last + 2; n < c.i && (x.s.Tree.Tokens[n-1].Text == "–" || x.s.Tree.Tokens[n-1].Text == "-") && x.s.Covering(n) != nil {
			return true // "the Chad–Niger war in Mali"
		}
		return c.o.Entity.Type == "Place" || len(x.modifiers(c.i)) > 1
	}},
	{"ammunition", []string{"attacks"}, "what goes off is not attacked", func(x *pass, c *sense) bool {
		return c.verb() && generic(c.o, x.r.doubts.Munitions) && x.r.doubts.Igniting[x.lemmas[c.i]]
	}},
	{"missile attack", []string{"mobilises-against"}, "an attack is launched, and no missile", func(x *pass, c *sense) bool {
		if c.tr.text != "launch_missile" {
			return false
		}
		for _, k := range x.s.Tree.Patients(c.i) {
			if m := x.s.At[k]; x.lemmas[k] != "missile" && m != nil && m.Class == "act" {
				return true
			}
		}
		return false
	}},
	{"sinks", []string{"attacks"}, "what goes down sinks nothing", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "sink" && c.slot != "patient" && x.s.Tree.Kid(c.i, "obj") < 0
	}},
	{"somewhere", []string{"attacks"}, "where it was, not what was hit", func(x *pass, c *sense) bool {
		return c.slot == "at" && generic(c.o, x.r.doubts.Somewhere)
	}},
	{"held there", []string{"arrests"}, "what is held there is an event, or somebody else's hostage", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "hold" && c.tr.frame.subject[0] == "in" && (c.o.Head > c.i || x.r.doubts.Captives[c.o.Lemma] || !slices.Contains(x.s.Tree.Patients(c.i), c.o.Head))
	}},
	{"ship sent", []string{"arms"}, "where a ship is sent by its navy, not who gets it", func(x *pass, c *sense) bool {
		return c.verb() && (x.lemmas[c.i] == "send" || x.lemmas[c.i] == "ship") && c.slot == "to" && x.patientIs(c.i, x.r.doubts.Ships)
	}},
	{"brought out", []string{"withdraws-from"}, "who brings others out need not leave", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || x.lemmas[c.i] != "evacuate" {
			return false
		}
		o := t.Kid(c.i, "obj")
		return c.slot == "patient" && c.o.Entity.Generic && !isPlace(c.o.Entity) && c.o.Entity.Type != "Facility" ||
			c.slot == "from" && o > c.i && t.Kid(o, "nmod:poss") < 0 && !x.r.doubts.Staff[x.lemmas[o]]
	}},
	{"school left", []string{"withdraws-from"}, "who leaves school has learnt", func(x *pass, c *sense) bool {
		return c.verb() && c.s.Entity.Type == "Person" && (c.o.Entity.Type == "University" || x.r.doubts.Schools[lastWord(c.o.Entity.Label)])
	}},
	{"fought there", []string{"clashes-with"}, "where they fight, not with whom", func(x *pass, c *sense) bool {
		return c.verb() && c.weak == elsewhere && x.s.Tree.Prep(c.o.Head) == "in" && isPlace(c.o.Entity) && (c.s.Entity.Type == "Person" || c.s.Entity.Type == "Group" || x.s.Tree.Kid(c.i, "obj") >= 0)
	}},
	{"left behind", []string{"withdraws-from"}, "what is left somewhere, or where one leaves for another place", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "leave" &&
			(c.o.Kind == mention.Noun && x.r.doubts.Munitions[c.o.Lemma] || c.s.Entity.Type == "Person" && isPlace(c.o.Entity))
	}},
	{"left to", []string{"withdraws-from"}, "who leaves something to others goes nowhere", func(x *pass, c *sense) bool {
		if !c.verb() || x.lemmas[c.i] != "leave" || c.slot != "patient" {
			return false
		}
		for _, k := range x.s.Tree.KidsAs(c.i, "obl") {
			if m := x.s.At[k]; k > c.o.Head && x.s.Tree.Prep(k) == "to" && m != nil && m.Entity != nil && m.Entity.Type == "Person" {
				return true
			}
		}
		return false
	}},
	{"fired there", []string{"attacks"}, "where or over what it was fired", func(x *pass, c *sense) bool {
		return c.verb() && c.slot != "patient" && c.o.Kind == mention.Noun && c.o.Entity.Generic && x.r.doubts.Surfaces[x.lemmas[c.o.Head]]
	}},
	{"own province", []string{"restricts"}, "where it is, not what it is done to", func(_ *pass, c *sense) bool {
		return c.slot == "in" && c.o.Entity.Type == "State" && c.s.Entity.State == c.o.Entity.ID && c.s.Entity.ID != c.o.Entity.ID && (c.s.Entity.Type == "Place" || c.s.Entity.Type == "Person")
	}},
	{"assaulted deed", []string{"attacks"}, "a deed that is told of again", func(x *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && c.o.Entity.Generic && (c.o.Lemma == "incident" || c.o.Lemma == "case" || c.o.Lemma == "event" || c.o.Lemma == "crime" || c.o.Lemma == "attack")
	}},
	{"in flames", []string{"attacks"}, "it burns, and attacks no flames", func(_ *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && (c.o.Lemma == "flame" || c.o.Lemma == "smoke")
	}},
	{"his own state's", []string{"attacks"}, "whose attack it is, not whom it is on", func(_ *pass, c *sense) bool {
		return c.noun() && c.slot == "mod" && c.s.Entity.Type == "Person" && c.s.Entity.State == c.o.Entity.ID
	}},
	{"shots in town", []string{"attacks"}, "where they shoot, not at whom", func(x *pass, c *sense) bool {
		h := x.s.Tree.Head(c.i)
		opens := c.tr.text == "open_fire" || c.noun() && x.lemmas[c.i] == "fire" && h >= 0 && x.lemmas[h] == "open"
		return opens && c.o.Entity.Type == "Place" && x.s.Tree.Prep(c.o.Head) == "in"
	}},
	{"before talks", []string{"attacks"}, "what comes after it, where nobody attacks", func(x *pass, c *sense) bool {
		return c.noun() && c.o.First > c.i && slices.Contains(x.lemmas[c.i:c.o.First], "ahead")
	}},
	{"prisoners of war", []string{"at-war-with"}, "who was taken in it, not with whom it is", func(x *pass, c *sense) bool {
		h := x.s.Tree.Head(c.i)
		return c.noun() && h >= 0 && x.s.Tree.Prep(c.i) == "of" && (x.lemmas[h] == "prisoner" || x.lemmas[h] == "pow")
	}},
	{"refused to", []string{"ASSAULT", "COERCE"}, "an order that is not followed tells of no deed", func(x *pass, c *sense) bool {
		t := x.s.Tree
		n := t.Head(c.i)
		if !c.verb() || n < 0 || !t.Is(c.i, "acl", "acl:relcl") || x.lemmas[n] != "order" && x.lemmas[n] != "instruction" {
			return false
		}
		h := t.Head(n)
		return h >= 0 && (x.lemmas[h] == "refuse" || x.lemmas[h] == "disobey" || x.lemmas[h] == "reject" || x.lemmas[h] == "ignore")
	}},
	{"honour", []string{"ASSAULT", "COERCE"}, "an honour fights nobody", func(x *pass, c *sense) bool {
		return c.s.Kind == mention.Name && x.r.doubts.Honours[lastWord(c.s.Entity.Label)]
	}},
}

// lastWord is the last word of a label, in lower case.
func lastWord(label string) string {
	return strings.ToLower(label[strings.LastIndexByte(label, ' ')+1:])
}

// under tells whether the preposition before what stands at token k, or before
// what that hangs on by "of", is prep: "near the coast of Togo".
func (x *pass) under(k int, prep string) bool {
	t := x.s.Tree
	for n := 0; k >= 0 && n < 4; n++ {
		if t.Prep(k) == prep {
			return true
		}
		if p := t.Prep(k); p != "of" && p != "in" && p != "" {
			return false
		}
		k = t.Head(k)
	}
	return false
}

// flown tells whether what verb i is done to flies in by itself. One drone that
// is somebody's is another case: who shoots it down uses force against him.
func (x *pass) flown(i int, o *mention.Mention) bool {
	t := x.s.Tree
	toks := t.Patients(i)
	for _, k := range t.KidsAs(i, "obl", "nmod") {
		if t.Prep(k) == "" {
			toks = append(toks, k)
		}
	}
	flying := x.r.doubts.Flying
	for _, k := range toks {
		if (x.lemmas[k] == "drone" || x.lemmas[k] == "balloon") && t.Tokens[k].XPOS == "NN" && ownedBy(o, "the act") {
			return false
		}
		if flying[x.lemmas[k]] {
			return true
		}
		for _, o := range t.Obliques(k) {
			if o.Prep == "of" && flying[x.lemmas[o.Tok]] {
				return true // "a wave of drones"
			}
		}
	}
	return false
}

// toldBy tells whether participle i hangs on a clause in which s only says or
// is said to think what happened: "Peru accuses Chile of a raid, killing two".
func (x *pass) toldBy(i int, s *mention.Mention) bool {
	t := x.s.Tree
	h := t.Head(i)
	for h >= 0 && t.Is(h, "advcl", "xcomp") && (t.Tokens[h].XPOS == "VBG" || !t.UPOS(h, "VERB")) {
		h = t.Head(h) // "accuses Chile of being behind a raid, killing two"
	}
	if h < 0 || !t.UPOS(h, "VERB") || t.Passive(h) || t.Kid(i, "nsubj", "mark", "case") >= 0 || i == 0 || t.Tokens[i-1].Text != "," {
		return false
	}
	if !x.r.gov.speech[x.lemmas[h]] && !blaming[x.lemmas[h]] && !x.r.doubts.Judging[x.lemmas[h]] {
		return false
	}
	for _, a := range t.Subjects(h) {
		if m := x.s.At[a]; m != nil && m.Entity == s.Entity {
			return true
		}
	}
	return false
}

// from tells whether what stands at token o is, or is in, what "from" names
// behind the word at token i: "launched from a base in Crimea".
func (x *pass) from(i, o int) bool {
	t := x.s.Tree
	for k := o; k >= 0 && k != i; k = t.Head(k) {
		if t.Prep(k) == "from" && k > i {
			return true
		}
		if t.UPOS(k, "VERB") {
			return false
		}
	}
	return false
}

// ofOperations tells whether verb i is done to operations without a word of war.
func (x *pass) ofOperations(i int) bool {
	t := x.s.Tree
	toks := append([]int{i}, t.Patients(i)...)
	if h := t.Head(i); h >= 0 && t.UPOS(h, "VERB") {
		toks = append(toks, h)
	}
	for _, k := range toks {
		if x.lemmas[k] == "operation" && t.Kid(k, "amod", "compound") < 0 {
			return true
		}
	}
	return false
}

// placeBehind tells whether a state is named only to say where the place before
// it is: "a strike on Rabat, Morocco".
func (x *pass) placeBehind(m *mention.Mention) bool {
	t := x.s.Tree
	if m.Kind != mention.Name || !m.Entity.Land() || m.First < 2 || t.Tokens[m.First-1].Text != "," || t.Prep(m.Head) != "" && !t.Is(m.Head, "conj") || t.Kid(m.Head, "cc") >= 0 {
		return false
	}
	for _, o := range x.s.At[:m.First] {
		if o != nil && o.Kind == mention.Name && o.Last == m.First-2 && o.Entity != nil && o.Entity.Type == "Place" {
			// of a list it is another: "Rabat, Morocco and Tunis"
			n := m.Last + 1
			return o.Entity.State == m.Entity.ID && (n >= len(t.Tokens) || !t.UPOS(n, "CCONJ"))
		}
	}
	return false
}
