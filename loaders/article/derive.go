package article

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/article/mention"
	"entente/loaders/article/qualify"
	"entente/schema"
)

// derive adds what follows from how something is said: who says that another
// attacked accuses it; who agrees or offers to help makes a pledge; who
// refuses to rejects; who vows to strike threatens. The act itself stays
// planned, denied or conditional.
func derive(v *schema.Vocabulary, r *mention.Reading, s *mention.Sentence, qs []*qualify.Qualified) []*qualify.Qualified {
	var out []*qualify.Qualified
	add := func(q *qualify.Qualified, subject, object *mention.Mention, relation, how string) {
		rel, ok := v.Relation(relation)
		if !ok || subject.Entity.ID == object.Entity.ID || sameSide(r, subject.Entity, object.Entity) {
			return
		}
		for _, list := range [][]*qualify.Qualified{qs, out} {
			for _, o := range list {
				if o.Dropped == "" && o.Relation == relation && o.Subject.Entity == subject.Entity && o.Object.Entity == object.Entity && o.Status == graph.Asserted {
					return
				}
			}
		}
		if v.Allows(relation, subject.Entity.Type, object.Entity.Type) != nil {
			return
		}
		c := *q.Candidate
		c.Subject, c.Object, c.Relation, c.Symmetric, c.Class = subject, object, relation, rel.Symmetric, rel.Class
		c.Derived = true
		c.Rule = relation + ": " + how + " " + q.Rule
		out = append(out, &qualify.Qualified{Candidate: &c, Status: graph.Asserted, Time: graph.Time{}, Why: []string{how}})
	}
	for _, q := range qs {
		if q.Dropped != "" || q.Given {
			continue
		}
		rel, ok := v.Relation(q.Relation)
		if !ok || rel.PLOVER == "" {
			continue
		}
		speaker := q.Speaker
		own := speaker == nil || speaker.Entity == q.Subject.Entity || sameSide(r, speaker.Entity, q.Subject.Entity)
		switch {
		case (rel.Class == schema.Conflictual && accusable[rel.PLOVER] || armsRebels(q)) && !rel.Symmetric && q.Status == graph.Asserted && speaker != nil && !own && !q.Aside && (q.Subject.Entity.Type != "ArmedForce" || q.Subject.Entity.State != "") && q.Part == 'v' && !lawful[rel.Name] && s.Tree.Lemma(q.Trigger) != "warn" && speaks(speaker.Entity) && !q.Subject.Entity.Generic && !reported(q, s.Tree.Lemma(q.Trigger)):
			add(q, speaker, q.Subject, "accuses", "says of it")
		case own && q.Status == graph.Planned && commits(q.Cause) && pledgeable[rel.PLOVER] && rel.Name != "withdraws-from" && !(rel.Name == "eases-sanctions-on" && q.Cause == "will") && rel.Name != "joins" && (!q.Object.Entity.Generic || q.Object.Entity.Type != "Goods"):
			add(q, q.Subject, q.Object, "pledges-to", q.Cause)
		case own && q.Status == graph.Planned && q.Cause == "will" && (q.Part == 'v' || rel.Name != "blockades") && rel.Name != "occupies" && (rel.PLOVER == "ASSAULT" || rel.PLOVER == "COERCE") && (!q.Object.Entity.Generic || q.Object.Entity.Type != "Event" && q.Object.Entity.Type != "Goods" && q.Object.Entity.Type != "Agreement"):
			add(q, q.Subject, q.Object, "threatens", q.Cause)
		case own && q.Status == graph.Denied && refuses(q.Cause) && (rel.Name != "withdraws-from" || !strings.HasPrefix(q.Cause, "not")) && (pledgeable[rel.PLOVER] || rel.PLOVER == "CONSULT" && !strings.HasPrefix(q.Cause, "not") || rel.PLOVER == "SUPPORT" || rel.PLOVER == "AGREE"):
			if rel.Name != "withdraws-from" || !rejects(qs, q.Subject.Entity) {
				add(q, q.Subject, q.Object, "rejects", q.Cause)
			}
		}
	}
	return out
}

// rejects tells whether it is said whom somebody rejects: who rejects one
// state's demand to leave another rejects not the other.
func rejects(qs []*qualify.Qualified, e *mention.Entity) bool {
	return slices.ContainsFunc(qs, func(q *qualify.Qualified) bool {
		return q.Dropped == "" && q.Relation == "rejects" && q.Status == graph.Asserted && q.Subject.Entity == e
	})
}

// accusable are the PLOVER classes that are reproaches when another says them.
var accusable = map[string]bool{"ASSAULT": true, "COERCE": true, "THREATEN": true, "MOBILIZE": true}

// armsRebels tells whether a state is said to arm those who fight a state.
func armsRebels(q *qualify.Qualified) bool {
	return q.Relation == "arms" && q.Object.Entity.Type == "ArmedGroup" && q.Subject.Entity.Type == "State"
}

// lawful are acts of force that states do by right; to tell of them is no
// reproach.
var lawful = map[string]bool{"arrests": true, "restricts": true}

// pledgeable are those that are pledges when they are to come.
var pledgeable = map[string]bool{"AID": true, "RETREAT": true, "COOPERATE": true}

// commits tells whether a word commits its subject to what follows.
func commits(cause string) bool {
	switch cause {
	case "will", "shall", "agree", "pledge", "promise", "vow", "offer", "commit", "ready", "willing", "consent", "volunteer", "decide", "undertake", "commitment", "pledge to", "promise to", "offer to":
		return true
	}
	return false
}

// refuses tells whether a word is a refusal and not only a negation.
func refuses(cause string) bool {
	switch cause {
	case "refuse", "decline", "reject", "rule", "rule_out", "oppose", "refusal", "unwilling", "reluctant":
		return true
	}
	return strings.HasPrefix(cause, "not will ")
}

// speaks tells whether an entity can accuse: states, persons, organizations
// but no media, which only report.
func speaks(e *mention.Entity) bool {
	switch e.Type {
	case "Media", "Group", "Place", "Event":
		return false
	}
	return !e.Generic || e.Type == "Government" && e.State != ""
}

// sameSide tells whether two entities belong to one state, or the state before
// the name of one says so; armed groups are at odds with theirs.
func sameSide(r *mention.Reading, a, b *mention.Entity) bool {
	named := func(a, b *mention.Entity) bool {
		return a.Before != "" && b.Type != "ArmedGroup" && (a.Before == b.ID || a.Before == b.State || a.Before == b.Before)
	}
	return a == b || named(a, b) || named(b, a) || a.State != "" && a.State == b.State || a.State == b.ID || b.State == a.ID
}

// reported tells whether what somebody says is the news of a deed and its toll,
// not whom he holds to have been wronged: "officials say a Togolese strike killed
// six people".
func reported(q *qualify.Qualified, deed string) bool {
	o := q.Object.Entity
	switch deed {
	case "torture", "subject", "rape", "abuse", "execute", "massacre", "murder":
		return false // whoever tells of it means a wrong
	}
	return o.Generic && o.State == "" && (o.Type == "Person" || o.Type == "Group" || o.Type == "Vessel" || o.Type == "Goods")
}
