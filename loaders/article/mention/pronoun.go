package mention

import (
	"slices"

	"entente/loaders/article/tree"
)

// findPronouns resolves he, she, it, they and their possessives, and "we" and
// "I" inside a quotation.
func (r *Reading) findPronouns(s *Sentence) {
	t := s.Tree
	s.pronouns = true
	for i := range t.Tokens {
		if s.At[i] != nil || !t.UPOS(i, "PRON") {
			continue
		}
		var fits func(*Entity) bool
		switch t.Lemma(i) {
		case "he", "she", "him", "her", "his", "hers", "himself", "herself":
			fits = func(e *Entity) bool { return e.Type == "Person" && !e.Plural }
		case "it", "its", "itself":
			fits = func(e *Entity) bool { return e.Type != "Person" && !e.Plural && e.Type != "Group" && e.Type != "Place" }
		case "they", "them", "their", "theirs", "themselves":
			fits = func(e *Entity) bool {
				return e.Plural || e.Type == "Group" || e.Type == "ArmedGroup" || e.Type == "ArmedForce"
			}
		case "we", "us", "our", "ours", "i", "me", "my":
			r.quoted(s, i)
			continue
		default:
			continue
		}
		kin := t.Is(i, "nmod:poss") && kindred[t.Lemma(t.Head(i))]
		if kin {
			// "bans him, his wife and their son": states have no sons.
			of := fits
			if t.Lemma(i) == "their" {
				of = func(e *Entity) bool { return e.Type == "Person" || e.Type == "Group" }
			}
			fits = func(e *Entity) bool { return of(e) && (e.Type == "Person" || e.Type == "Group") }
		}
		if t.Tokens[i].XPOS == "EX" || t.Is(i, "expl") || t.Lemma(i) == "it" && t.Is(i, "obj") && t.Lemma(t.Head(i)) == "make" && t.Tokens[t.Head(i)].XPOS == "VBG" {
			continue // "making it the fourth drone downed": what happened
		}
		if fact(t, i) || r.aboard(s, i) || t.Lemma(i) == "their" && r.ofSeveral(s, i) {
			continue
		}
		e, of, why := r.besideOwner(s, i, fits)
		var more []*Mention
		if e == nil && t.Lemma(i) == "they" {
			if all := r.sayers(s, i); len(all) > 0 {
				e, of, more, why = all[0].Entity, all[0], all[1:], "pronoun for "+all[0].Text+", who says so"
			}
		}
		if e == nil {
			e, of, why = r.antecedent(s, i, fits)
		}
		if (t.Lemma(i) == "it" || t.Lemma(i) == "its") && of != nil && of.Sentence != r.count && (r.ofThing(s, i) || t.Is(i, "obj") && of.Main && r.did[t.Lemma(t.Head(i))]) {
			continue
		}
		if of != nil && of.Sentence != r.count && r.parallel(s, i) {
			continue
		}
		if of != nil && of.Sentence != r.count && (t.Lemma(i) == "they" || t.Lemma(i) == "their" || t.Lemma(i) == "them") {
			// "the Tories were angry as others told their plans": named in the plural.
			near, m, w := r.antecedent(s, i, func(e *Entity) bool { return e.Type != "Person" && e.Type != "Place" })
			if m != nil && m.Sentence == r.count && m.Kind == Name && (t.Tokens[m.Head].XPOS == "NNPS" || t.Tokens[m.Head].XPOS == "NNS") && !near.Land() {
				e, of, why = near, m, w
			}
		}
		if e == nil && !kin && (t.Lemma(i) == "they" || t.Lemma(i) == "their" || t.Lemma(i) == "them") {
			e, of, why = r.antecedent(s, i, func(e *Entity) bool { return e.Type != "Person" && e.Type != "Place" })
			if of != nil && of.Sentence != r.count && r.parallel(s, i) {
				continue
			}
		}
		if l := t.Lemma(i); (l == "they" || l == "them") && more == nil && slices.Contains(r.jointly, of) {
			of, more = r.jointly[0], r.jointly[1:]
			e, why = of.Entity, "pronoun for "+of.Text+" and those named beside it"
		}
		if e != nil {
			m := r.mention(s, i, i, i, Pronoun, e, why)
			if of != nil && of.Sentence == r.count {
				// The name in the same sentence says more than "it".
				m.Start, m.End, m.Text = of.Start, of.End, of.Text
			}
			for _, o := range more {
				if o.Sentence != r.count {
					beside := *m
					beside.Entity = o.Entity
					o = &beside
				}
				m.More = append(m.More, o)
			}
		}
	}
}

// sayers are those "they" means who say what they do: "The Front says they will
// leave", "authorities announcing that they search".
func (r *Reading) sayers(s *Sentence, i int) []*Mention {
	t := s.Tree
	v := clause(t, i)
	if v < 0 || !t.Is(i, "nsubj", "nsubj:pass") || t.Head(i) != v || !t.Is(v, "ccomp") || !slices.Contains(speech, t.Lemma(t.Head(v))) {
		return nil
	}
	var out []*Mention
	for _, k := range t.Subjects(t.Head(v)) {
		if m := s.At[k]; m != nil && m.Entity != nil && m.Kind != Pronoun && m.Head < i && m.Entity.Type != "Person" && m.Entity.Type != "Place" {
			out = append(out, m)
		}
	}
	return out
}

// besideOwner is whose a noun is that stands beside its owner: in "struck Iran
// and its allies" they are of Iran, whoever struck.
func (r *Reading) besideOwner(s *Sentence, i int, fits func(*Entity) bool) (*Entity, *Mention, string) {
	t := s.Tree
	n := t.Head(i)
	if n < 0 || !t.Is(i, "nmod:poss") || !t.Is(n, "conj") || t.Head(n) > i || i > 0 && !t.UPOS(i-1, "CCONJ") && !(t.Tokens[i-1].Text == "," && t.Is(t.Head(n), "obl", "nmod")) {
		return nil, nil, ""
	}
	m := s.At[t.Head(n)]
	if m == nil || m.Entity == nil || m.Kind == Pronoun || i-m.Last > 2 || m.Kind == Noun && m.Entity.Generic || !fits(m.Entity) {
		return nil, nil, ""
	}
	return m.Entity, m, "pronoun for " + m.Text + " beside it"
}

// kindred are those whom people have and states do not.
var kindred = map[string]bool{"son": true, "daughter": true, "wife": true, "husband": true, "mother": true, "father": true, "brother": true, "sister": true, "child": true, "family": true, "parent": true, "widow": true, "nephew": true, "niece": true, "cousin": true, "relative": true}

// clause is the verb or predicate that governs token i.
func clause(t *tree.Tree, i int) int {
	for h := t.Head(i); h >= 0; h = t.Head(h) {
		if t.Clausal(h) {
			return h
		}
	}
	return -1
}

// antecedent finds who a pronoun means: subjects before others, the same
// sentence before earlier ones, the later of equals; never somebody in the
// pronoun's own clause unless it is a possessive.
func (r *Reading) antecedent(s *Sentence, i int, fits func(*Entity) bool) (*Entity, *Mention, string) {
	t := s.Tree
	own := clause(t, i)
	possessive := t.Is(i, "nmod:poss")
	var best *Mention
	bestScore := -1 << 20
	hasSubject, relative := false, -1
	if own >= 0 {
		for _, k := range t.KidsAs(own, "nsubj", "nsubj:pass") {
			m := s.At[k]
			hasSubject = hasSubject || m != nil && m.Entity != nil && fits(m.Entity)
			if t.UPOS(k, "PRON", "DET") && t.Is(own, "acl:relcl") {
				hasSubject, relative = true, t.Head(own)
			}
		}
	}
	try := func(m *Mention, score int) {
		if score >= bestScore {
			best, bestScore = m, score
		}
	}
	for _, m := range s.At {
		if m == nil || m.Entity == nil || m.Head >= i || m.Kind == Adjective || !fits(m.Entity) {
			continue
		}
		if !possessive && clause(t, m.Head) == own && own >= 0 && t.Head(m.Head) == t.Head(i) {
			continue
		}
		says := own >= 0 && t.Is(own, "ccomp") && t.Is(i, "nsubj") && slices.Contains(t.Subjects(t.Head(own)), m.Head)
		if t.Below(i, m.Head) && m.Head != t.Head(i) && !possessive && !says {
			continue
		}
		if n := m.Last + 1; m.Kind == Name && n < i && t.Tokens[n].Text == "-" && t.Tokens[n].Start == t.Tokens[m.Last].End {
			continue // "a Samoa-flagged tanker … after seizing it"
		}
		if m.Kind == Name && m.Entity.Type == "State" && m.First > 1 && t.Tokens[m.First-1].Text == "," {
			if b := s.Covering(m.First - 2); b != nil && b.Entity != nil && b.Last == m.First-2 && b.Entity.Type == "Place" && b.Entity.State == m.Entity.ID {
				continue // "a court in Kumasi, Ghana, … acquits them"
			}
		}
		if t.Is(i, "obj", "iobj") && t.Head(i) == own && slices.Contains(t.Subjects(own), m.Head) {
			continue // "prosecutors charge six sailors and accuse them"
		}
		// "Chad took Togo to court, accusing it of theft": not Chad.
		if !possessive && controlled(t, own) && t.Is(m.Head, "nsubj") && t.Head(m.Head) == t.Head(own) {
			continue
		}
		score := 8
		if m.Subject {
			score += 4
		}
		if m.Kind == Name {
			score += 2
		}
		if h := t.Head(t.First(m.Head)); h >= 0 && h != i && kindred[t.Lemma(h)] && t.Is(t.First(m.Head), "nmod", "nmod:poss") {
			score -= 6 // "Obi, the son of former leader Lind, left his house": Obi
		}
		if !possessive && controlled(t, own) && t.Is(m.Head, "obj") && t.Head(m.Head) == t.Head(own) {
			score += 6
		}
		if !possessive && causedBy(t, own, m.Head) {
			score += 8 // "Obi sacked Lind after prosecutors charged him"
		}
		// "Chad, which the UN accuses, said it": who says so; "wants Chad to
		// explain why it failed": who is to explain.
		if says {
			score += 6
		}
		// "denies Chad's claim that it took the town": who claims it.
		if own >= 0 && t.Is(own, "acl", "ccomp") && t.Is(i, "nsubj", "nsubj:pass") && t.Is(m.Head, "nmod:poss") && t.Head(m.Head) == t.Head(own) && ofOneself[t.Lemma(t.Head(own))] && !ofDenier(t, own) {
			score += 12
		}
		if crowd := r.crowdOf(s, m.Head); possessive && clause(t, m.Head) == own && crowd {
			score -= 6
		} else if possessive && clause(t, m.Head) == own && (m.Subject || !hasSubject) {
			score += 4 // "returned to Libya by its coastguard"
		}
		if possessive && m.Entity.Type == "Person" && !m.Subject && suspected(t, i) {
			score += 8 // "cancels Addo's passport as police examine his role"
		}
		if possessive && m.Head == relative {
			score += 8 // "Beijing, which regards Taiwan as part of its territory"
		}
		if possessive && own >= 0 && !hasSubject && t.Tokens[own].XPOS == "VBG" && t.Kid(own, "mark") >= 0 && !m.Subject && slices.Contains(t.Subjects(own), m.Head) {
			score += 5 // "convicts Toure of robbing her sons"
		}
		if possessive && requited(t, i, m.Head) || possessive && harmed(t, i, own, m.Head) {
			score += 20
		}
		try(m, score)
	}
	for k := len(r.recent) - 1; k >= 0 && r.count-r.recent[k].Sentence <= 3; k-- {
		m := r.recent[k]
		if !fits(m.Entity) {
			continue
		}
		score := 10 - 3*(r.count-m.Sentence)
		if m.Subject {
			score += 4
		}
		if m.Kind == Name {
			score++
		}
		if m.Patient && m.Entity.Type == "Person" && t.Is(i, "nsubj:pass") {
			score++ // "Police arrest Obi over his links to Ade. He is later released."
		}
		if score > bestScore {
			best, bestScore = m, score
		}
	}
	if best == nil {
		return nil, nil, ""
	}
	return best.Entity, best, "pronoun for " + best.Text
}

// causedBy tells whether the clause of verb v says why something was done to the
// one at token m, as those who are dealt with give the cause for it more often
// than who does so (verbs whose implicit cause is their object: Garvey and Caramazza
// 1974).
func causedBy(t *tree.Tree, v, m int) bool {
	if v < 0 || !t.Is(v, "advcl") {
		return false
	}
	k := t.Kid(v, "mark")
	if k < 0 {
		return false
	}
	switch t.Lemma(k) {
	case "after", "because", "as", "since":
	default:
		return false
	}
	h := t.Head(v)
	return h >= 0 && dealtWith[t.Lemma(h)] && t.Is(m, "obj", "nsubj:pass") && t.Head(m) == h
}

// dealtWith are verbs of what is done to somebody for what he did or met with.
var dealtWith = map[string]bool{"dismiss": true, "sack": true, "fire": true, "remove": true, "suspend": true, "replace": true, "oust": true, "expel": true, "punish": true, "fine": true, "arrest": true, "detain": true, "jail": true, "criticise": true, "condemn": true, "blame": true, "praise": true, "thank": true, "congratulate": true, "honour": true, "sue": true, "sanction": true, "release": true, "free": true, "pardon": true, "extradite": true, "deport": true}

// ofOneself are nouns of what somebody says of himself, as no demand is.
var ofOneself = map[string]bool{"claim": true, "announcement": true, "statement": true, "admission": true, "assertion": true, "insistence": true, "pledge": true, "promise": true, "boast": true, "denial": true, "declaration": true, "confirmation": true, "vow": true}

// ofDenier tells whether the clause of verb v says what is denied of who denies
// it: "denies Chad's claims that it armed rebels". What one boasts of is of who
// claims it: "denies Chad's claim that it took the town".
func ofDenier(t *tree.Tree, v int) bool {
	h := t.Head(t.Head(v))
	return t.Lemma(t.Head(v)) == "claim" && h >= 0 && denying[t.Lemma(h)] && !boasts[t.Lemma(v)]
}

var denying = map[string]bool{"deny": true, "reject": true, "dismiss": true, "refute": true, "rebut": true, "dispute": true, "rebuff": true}

// boasts are verbs of what those who fight are proud of.
var boasts = map[string]bool{"take": true, "capture": true, "seize": true, "control": true, "win": true, "destroy": true, "down": true, "repel": true, "repulse": true, "hold": true, "occupy": true, "recapture": true, "retake": true, "advance": true, "defeat": true, "sink": true, "intercept": true, "liberate": true, "surround": true, "encircle": true, "foil": true, "thwart": true, "shoot": true, "gain": true, "secure": true}

// crowdOf tells whether the name at token i only says where those are from who
// do something: "after Togo crowds burned its embassy" is not Togo's embassy.
func (r *Reading) crowdOf(s *Sentence, i int) bool {
	t := s.Tree
	n := t.Head(i)
	if n < 0 || !t.Is(i, "compound", "amod") || !t.Is(n, "nsubj") || !t.UPOS(n, "NOUN") || !r.plural(t, n) {
		return false
	}
	c, ok := r.classOf(t, n)
	return ok && c.class == "own" && c.typ == "Group"
}

// controlled tells whether the clause of token v has for its subject that of
// the clause above it.
func controlled(t *tree.Tree, v int) bool {
	if v < 0 || !t.Is(v, "advcl") || t.Kid(v, "nsubj", "nsubj:pass") >= 0 {
		return false
	}
	mark := t.Kid(v, "mark")
	return t.Tokens[v].XPOS == "VBG" && mark < 0 || t.Tokens[v].XPOS == "VB" && mark >= 0 && t.Lemma(mark) == "to" // "gave him a medal to honour him"
}

var speech = []string{"say", "tell", "report", "confirm", "reveal", "disclose", "add", "state", "declare", "insist", "note", "explain", "announce", "warn", "claim", "stress", "argue", "write", "reply", "respond", "continue", "conclude", "tweet", "post"}

// quoted resolves "we" and "I" to whoever the sentence says speaks.
func (r *Reading) quoted(s *Sentence, i int) {
	t := s.Tree
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || !slices.Contains(speech, t.Lemma(v)) {
			continue
		}
		for _, a := range t.Subjects(v) {
			m := s.At[a]
			if m == nil || m.Entity == nil || m.Entity.Type != "Person" || a == i {
				continue
			}
			e := m.Entity
			if l := t.Lemma(i); (l == "we" || l == "us" || l == "our") && e.State != "" && !(private(t, m.Head) && r.stateOr(e).Land()) {
				e = r.actsFor(m)
			}
			who := r.mention(s, i, i, i, Pronoun, e, "said by "+m.Text)
			if e == m.Entity {
				who.Start, who.End, who.Text = m.Start, m.End, m.Text
			}
			return
		}
	}
}

// private tells whether somebody speaks for a firm and not for a state.
func private(t *tree.Tree, i int) bool {
	first, last := t.Reach(i)
	for k := first; k <= last; k++ {
		if privateTitles[t.Lemma(k)] && !t.UPOS(k, "VERB") {
			return true
		}
	}
	return false
}

var privateTitles = map[string]bool{"executive": true, "ceo": true, "chairman": true, "chairwoman": true, "chairperson": true, "director": true, "manager": true, "analyst": true, "economist": true, "strategist": true, "founder": true, "co-founder": true, "owner": true, "boss": true, "professor": true, "lawyer": true, "editor": true, "researcher": true, "trader": true, "banker": true}
