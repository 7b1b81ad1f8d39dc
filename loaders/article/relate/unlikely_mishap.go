package relate

import "entente/loaders/article/mention"

// mishapRules are about what looks like a deed by its words and befell somebody.
var mishapRules = []rule{
	{"wrecked", []string{"kills", "injures"}, "what crashes kills nobody, its crash does", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.i)
		if !c.verb() || h < 0 || !t.Is(c.i, "advcl") || !mishaps[x.lemmas[h]] || t.Kid(h, "obj") >= 0 || c.s.Entity.Type == "Person" || c.s.Entity.Type == "Group" || c.o.Kind != mention.Noun || !aboard[c.o.Lemma] {
			return false
		}
		for _, a := range t.Subjects(h) {
			if m := x.s.At[a]; a == c.s.Head || m != nil && m.Entity == c.s.Entity {
				return true
			}
		}
		return false
	}},
	{"evacuation order", []string{"withdraws-from"}, "who orders others to leave goes nowhere", func(x *pass, c *sense) bool {
		t := x.s.Tree
		h := t.Head(c.i)
		return c.noun() && h >= 0 && t.Is(c.i, "compound") && (x.lemmas[h] == "order" || x.lemmas[h] == "warning" || x.lemmas[h] == "notice" || x.lemmas[h] == "plan" || x.lemmas[h] == "alert" || x.lemmas[h] == "call")
	}},
	{"off work", []string{"withdraws-from"}, "who leaves work goes home", func(_ *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && c.o.Entity.Generic && (c.o.Lemma == "work" || c.o.Lemma == "home")
	}},
	{"sold to", []string{"exports-to", "arms", "aids"}, "what is sold, not who sells it", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && (t.Tokens[c.i].XPOS == "VBN" || t.Tokens[c.i].XPOS == "VBD") && t.Is(c.i, "acl") && t.Head(c.i) == c.s.Head && t.Kid(c.i, "obj", "nsubj") < 0
	}},
	{"job cut", []string{"expels", "arrests", "restricts"}, "a job is nobody", func(_ *pass, c *sense) bool {
		return c.o.Kind == mention.Noun && c.o.Entity.Generic && (c.o.Lemma == "job" || c.o.Lemma == "post" || c.o.Lemma == "role" || c.o.Lemma == "vacancy")
	}},
	{"delivery", []string{"hosts", "meets"}, "arms that come in are no guests", func(x *pass, c *sense) bool {
		return c.verb() && (x.lemmas[c.i] == "receive" || x.lemmas[c.i] == "welcome" || x.lemmas[c.i] == "accept") && (x.r.doubts.Munitions[x.lemmas[c.o.Head]] || x.r.doubts.Flying[x.lemmas[c.o.Head]] || escorted[x.lemmas[c.o.Head]] || equipment[x.lemmas[c.o.Head]])
	}},
}

// aboard are those whom a crash kills where it does not say that it hit others.
var aboard = map[string]bool{"pilot": true, "co-pilot": true, "crew": true, "crewmember": true, "member": true, "passenger": true, "people": true, "person": true, "other": true, "occupant": true, "driver": true, "tourist": true}

// mishaps are what happens to vehicles that nobody steers against anybody.
var mishaps = map[string]bool{"crash": true, "collide": true, "derail": true, "overturn": true, "capsize": true, "sink": true, "plunge": true, "catch": true, "collapse": true, "explode": true}
