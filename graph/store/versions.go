package store

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// A list comes in versions, each a source, all of one series. A version says
// all that the list says; the store keeps each statement once, with the
// evidence of the version that said it first:
//
//   - what the new version says too, word for word, stays as it is;
//   - what it no longer says ends: the claim is kept and marked, its edge goes;
//   - what is new is added, with the new version as its source.
//
// Versions form a chain (prov:wasRevisionOf), whose end is the one that holds.

// RecordChanges counts the records of a list by what a version did to them.
// Changed ones read differently; Resolved ones read the same, but mean
// somebody else, as other records have it. Newer ones were left as they are:
// what the store holds of them is of a later day than the update.
type RecordChanges struct{ Added, Changed, Ended, Resolved, Unchanged, Newer int }

// digest tells what a claim says and where it stands in its record; not in
// which version, on which line.
func digest(c *graph.Claim) [16]byte {
	text := fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%s\x00%s\x00%s", c.Record, c.Subject.Given(), c.Relation, c.Object.Given(), c.Time.EDTF, c.Status, c.Quote)
	if c.Amount != nil {
		text += fmt.Sprintf("\x00%v %s", c.Amount.Value, c.Amount.Unit)
	}
	sum := sha256.Sum256([]byte(text))
	return [16]byte(sum[:16])
}

// series is what the store holds of a list.
type series struct {
	sources   []quad.IRI
	current   quad.IRI // the version that holds; "" if there is none
	published string   // the last day of any version
	live      map[[16]byte]liveClaim
	records   map[string]bool   // that have live claims
	newest    map[string]string // by record: the day of what holds of it, or when it ended
	words     map[words]bool    // what they read
	said      map[quad.Quad]bool
}

// words is what a record, or a part of it, reads.
type words struct {
	record string
	quote  [16]byte
}

func wordsOf(c *graph.Claim) words {
	sum := sha256.Sum256([]byte(c.Quote))
	return words{c.Record, [16]byte(sum[:16])}
}

// liveClaim is a claim that has not ended.
type liveClaim struct {
	id     quad.IRI
	record string
}

// series reads what the store holds of the loader's list.
func (l *Loader) series(snap *snapshot) (*series, error) {
	s := &series{live: map[[16]byte]liveClaim{}, records: map[string]bool{}, newest: map[string]string{}, words: map[words]bool{}, said: map[quad.Quad]bool{}}
	var err error
	if s.sources, err = snap.column(pattern{predicate: graph.Series, object: quad.String(l.source.Series)}, subjectAt); err != nil {
		return nil, err
	}
	slices.Sort(s.sources)
	s.sources = slices.Compact(s.sources)
	for _, node := range s.sources {
		next, err := snap.first(pattern{predicate: graph.RevisionOf, object: node})
		if err != nil {
			return nil, err
		}
		if next == nil {
			s.current = node
		}
		if err := s.read(snap, node); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// read adds what one version still says.
func (s *series) read(snap *snapshot, node quad.IRI) error {
	said, err := snap.labelled(node)
	if err != nil {
		return err
	}
	for _, q := range said {
		q.Label = nil
		s.said[q] = true
	}
	ids, err := snap.claimsOf(node)
	if err != nil {
		return err
	}
	version, err := snap.source(string(node))
	if err != nil {
		return err
	}
	s.published = max(s.published, version.Published)
	for _, id := range ids {
		quads, err := snap.labelled(id)
		if err != nil {
			return err
		}
		c, err := graph.ClaimFromQuads(quads)
		if err != nil {
			return err
		}
		day := version.Published
		if c.Ended != "" && c.Ended != graph.EndUnknown {
			day = c.Ended
		}
		s.newest[c.Record] = max(s.newest[c.Record], day)
		if c.Ended == "" {
			s.live[digest(&c)] = liveClaim{id, c.Record}
			s.records[c.Record] = true
			s.words[wordsOf(&c)] = true
		}
	}
	return nil
}

// versionChanges works out what a version of a list changes. It says false if
// the version changes nothing because a newer one was loaded before.
func (l *Loader) versionChanges(snap *snapshot, s *series, node quad.IRI, c *changes, r *Result) (bool, error) {
	again := slices.Contains(s.sources, node)
	if again && node != s.current {
		r.Unchanged, r.Superseded = len(l.order), true
		return false, nil
	}
	if !again && l.touched == nil && l.source.Published != "" && s.published > l.source.Published {
		l.refuse(graph.Rejection{File: l.source.ID, Reason: fmt.Sprintf("the store holds a newer version of %s, of %s; this one is of %s: versions are loaded in the order of their dates", l.source.Series, s.published, l.source.Published)})
		r.Rejected++
		return false, nil
	}
	if again {
		stored, err := snap.source(string(node))
		if err != nil {
			return false, err
		}
		l.source.Replaces = stored.Replaces
	}
	newer := l.leaveNewer(s, again)
	r.Records.Newer = len(newer)
	said := map[[16]byte]bool{}
	touched, records, changed := map[string]bool{}, map[string]bool{}, map[string]bool{}
	read := map[words]bool{}
	for _, id := range l.order {
		claim := l.claims[id]
		l.claims[id] = nil
		if newer[claim.Record] {
			continue
		}
		d := digest(claim)
		if said[d] {
			continue // twice in one version
		}
		said[d] = true
		records[claim.Record] = true
		if w := wordsOf(claim); !read[w] {
			read[w] = true
			if !s.words[w] {
				changed[claim.Record] = true
			}
		}
		if _, there := s.live[d]; there {
			r.Unchanged++
			continue
		}
		touched[claim.Record] = true
		c.difference(nil, claim.Quads())
		r.Added++
	}
	if !again || l.opts.Replace {
		for _, d := range sortedDigests(s.live) {
			old := s.live[d]
			if said[d] || l.touched != nil && !l.touched[old.record] {
				continue
			}
			touched[old.record] = true
			r.Removed++
			if err := l.end(snap, old.id, again, node, c); err != nil {
				return false, err
			}
		}
	}
	for w := range s.words {
		if !read[w] {
			changed[w.record] = true
		}
	}
	for record := range records {
		switch {
		case !s.records[record]:
			r.Records.Added++
		case changed[record]:
			r.Records.Changed++
		case touched[record]:
			r.Records.Resolved++
		default:
			r.Records.Unchanged++
		}
	}
	if !again || l.opts.Replace {
		for record := range s.records {
			if !records[record] && (l.touched == nil || l.touched[record]) {
				r.Records.Ended++
			}
		}
	}
	if !again && s.current != "" {
		l.source.Replaces = graph.SourceID(s.current)
		r.Ended, r.Removed = r.Removed, 0
	}
	return true, nil
}

// leaveNewer takes the records out of an update of which the store holds
// something of a later day: updates need not come in the order of their days.
func (l *Loader) leaveNewer(s *series, again bool) map[string]bool {
	newer := map[string]bool{}
	if again || l.source.Published == "" {
		return newer
	}
	for record := range l.touched {
		if s.newest[record] > l.source.Published {
			newer[record] = true
			delete(l.touched, record)
		}
	}
	return newer
}

// end marks a claim that the list no longer makes. One that the very same
// version made goes: the reader has changed its mind, not the list.
func (l *Loader) end(snap *snapshot, id quad.IRI, again bool, node quad.IRI, c *changes) error {
	quads, err := snap.labelled(id)
	if err != nil {
		return err
	}
	claim, err := graph.ClaimFromQuads(quads)
	if err != nil {
		return err
	}
	if again && graph.SourceIRI(claim.Source.ID) == node {
		c.del = append(c.del, quads...)
		return nil
	}
	claim.EndedBy, claim.Ended = l.source.ID, l.source.Published
	if claim.Ended == "" {
		claim.Ended = graph.EndUnknown
	}
	c.difference(quads, claim.Quads())
	return nil
}

// unsaid leaves out what an earlier version said of an actor already.
func (s *series) unsaid(quads []quad.Quad) []quad.Quad {
	if s == nil {
		return quads
	}
	return slices.DeleteFunc(quads, func(q quad.Quad) bool {
		q.Label = nil
		return s.said[q]
	})
}

// reopen undoes the ends that a version set, when the version goes.
func reopen(snap *snapshot, node quad.IRI, c *changes) error {
	ids, err := snap.column(pattern{predicate: graph.EndedBy, object: node}, subjectAt)
	if err != nil {
		return err
	}
	for _, id := range ids {
		quads, err := snap.labelled(id)
		if err != nil {
			return err
		}
		claim, err := graph.ClaimFromQuads(quads)
		if err != nil {
			return err
		}
		if graph.SourceIRI(claim.Source.ID) == node {
			continue
		}
		claim.Ended, claim.EndedBy = "", ""
		c.difference(quads, claim.Quads())
	}
	return nil
}

func sortedDigests(live map[[16]byte]liveClaim) [][16]byte {
	keys := make([][16]byte, 0, len(live))
	for k := range live {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [16]byte) int { return strings.Compare(string(live[a].id), string(live[b].id)) })
	return keys
}
