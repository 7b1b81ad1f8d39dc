package store

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
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
func digest(c *graph.Claim) string {
	text := fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%s\x00%s\x00%s", c.Record, c.Subject.Given(), c.Relation, c.Object.Given(), c.Time.EDTF, c.Status, c.Quote)
	if c.Amount != nil {
		text += fmt.Sprintf("\x00%v %s", c.Amount.Value, c.Amount.Unit)
	}
	sum := sha256.Sum256([]byte(text))
	return string(sum[:16])
}

// series is what the store holds of a list, and what a new version says of it.
// It is as long as the list, so it lies on the loader's shelf.
type series struct {
	sources   []quad.IRI
	current   quad.IRI // the version that holds; "" if there is none
	published string   // the last day of any version
	said      *keep.Map[statement]
	records   *keep.Map[record]
	words     *keep.Map[reading] // by record and what it, or a part of it, reads
}

// statement is one by its digest.
type statement struct {
	ID     quad.IRI // of the claim that the store holds and that has not ended; "" if there is none
	Record string   // of that claim
	Said   bool     // by the new version
}

// record is one by its key.
type record struct {
	Had     bool   // the store has claims of it that have not ended
	Has     bool   // the new version has it
	Touched bool   // the new version changes what is claimed
	Changed bool   // it reads differently
	Newest  string // the day of what the store holds of it, or when it ended
}

// reading says who reads so: the versions before, the new one.
type reading struct{ Had, Has bool }

// wordsOf is the key of what a claim's record reads.
func wordsOf(c *graph.Claim) string {
	sum := sha256.Sum256([]byte(c.Quote))
	return string(sum[:16]) + c.Record
}

// change changes the value of a key.
func change[V any](m *keep.Map[V], key string, with func(*V)) {
	v := m.Value(key)
	with(&v)
	m.Set(key, v)
}

// series reads what the store holds of the loader's list.
func (l *Loader) series(snap *snapshot) (*series, error) {
	s := &series{said: keep.New[statement](&l.shelf), records: keep.New[record](&l.shelf), words: keep.New[reading](&l.shelf)}
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
	return s, l.shelf.Err()
}

// read adds what one version still says.
func (s *series) read(snap *snapshot, node quad.IRI) error {
	version, err := snap.source(string(node))
	if err != nil {
		return err
	}
	s.published = max(s.published, version.Published)
	return snap.eachClaimOf(node, func(id quad.IRI) error {
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
		change(s.records, c.Record, func(r *record) {
			r.Newest = max(r.Newest, day)
			r.Had = r.Had || c.Ended == ""
		})
		if c.Ended == "" {
			s.said.Set(digest(&c), statement{ID: id, Record: c.Record})
			s.words.Set(wordsOf(&c), reading{Had: true})
		}
		return nil
	})
}

// versionChanges works out what a version of a list changes. It says false if
// the version changes nothing because a newer one was loaded before.
func (l *Loader) versionChanges(snap *snapshot, s *series, node quad.IRI, merged map[string]string, c *changes, r *Result) (bool, error) {
	again := slices.Contains(s.sources, node)
	if again && node != s.current {
		r.Unchanged, r.Superseded = l.claims.count(), true
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
	for claim, err := range l.claims.each(merged) {
		if err != nil {
			return false, err
		}
		if newer[claim.Record] {
			continue
		}
		d := digest(claim)
		before := s.said.Value(d)
		if before.Said {
			continue // twice in one version
		}
		s.said.Set(d, statement{before.ID, before.Record, true})
		var words reading
		change(s.words, wordsOf(claim), func(r *reading) { r.Has, words = true, *r })
		change(s.records, claim.Record, func(r *record) {
			r.Has = true
			r.Changed = r.Changed || !words.Had
			r.Touched = r.Touched || before.ID == ""
		})
		if before.ID != "" {
			r.Unchanged++
			continue
		}
		c.difference(nil, claim.Quads())
		r.Added++
	}
	whole := !again || l.opts.Replace // whether what it leaves out ends
	left := func(record string) bool { return whole && (l.touched == nil || l.touched[record]) }
	for _, old := range s.said.Sorted() {
		if old.ID == "" || old.Said || !left(old.Record) {
			continue
		}
		change(s.records, old.Record, func(r *record) { r.Touched = true })
		r.Removed++
		if err := l.end(snap, old.ID, again, node, c); err != nil {
			return false, err
		}
	}
	for words, by := range s.words.Sorted() {
		if by.Had && !by.Has {
			change(s.records, words[16:], func(r *record) { r.Changed = true })
		}
	}
	for key, record := range s.records.Sorted() {
		switch {
		case record.Has && !record.Had:
			r.Records.Added++
		case record.Has && record.Changed:
			r.Records.Changed++
		case record.Has && record.Touched:
			r.Records.Resolved++
		case record.Has:
			r.Records.Unchanged++
		case record.Had && left(key):
			r.Records.Ended++
		}
	}
	if err := l.shelf.Err(); err != nil {
		return false, err
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
		if s.records.Value(record).Newest > l.source.Published {
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
		c.remove(quads...)
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
func (s *series) unsaid(snap *snapshot, quads []quad.Quad) ([]quad.Quad, error) {
	var failed error
	quads = slices.DeleteFunc(quads, func(q quad.Quad) bool {
		said := false
		err := snap.scan(pattern{q.Subject, q.Predicate, q.Object, nil}, func(found ids) (bool, error) {
			by, err := snap.value(found[labelAt])
			source, _ := by.(quad.IRI)
			said = slices.Contains(s.sources, source)
			return !said, err
		})
		failed = cmp.Or(failed, err)
		return said
	})
	return quads, failed
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
