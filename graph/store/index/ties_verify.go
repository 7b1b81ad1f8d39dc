package index

import (
	"bytes"
	"encoding/binary"
	"os"

	"github.com/cockroachdb/pebble/v2"
)

// ties holds ties and tallies against the quads, by making them anew in the
// system's folder for temporary files and going through both.
func (c *checker) ties() error {
	if c.found || !c.view.HasTies() {
		return nil // what is made of wrong quads would only say the same again
	}
	dir, err := os.MkdirTemp("", "entente-verify-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	want, err := c.view.gatherTies(dir)
	if err != nil {
		return err
	}
	kind, err := c.view.get(tiesKey)
	if err != nil {
		return err
	}
	old := bytes.Equal(kind, oldTies)
	has, err := c.view.keys(tieTag)
	if err != nil {
		return err
	}
	defer has.Close()
	tallied, err := c.view.keys(tallyTag)
	if err != nil {
		return err
	}
	defer tallied.Close()
	has.First()
	tallied.First()
	err = want.each(func(key []byte, t *Tie) error {
		if err := c.tiesBefore(has, key); err != nil || c.stopped {
			return err
		}
		if !has.Valid() || !bytes.Equal(has.Key(), key) {
			c.tell("ties: %s is missing", c.showTie(t))
			return has.Error()
		}
		if old {
			t.Whole, t.Quote, t.More = false, 0, false
		}
		value, err := has.ValueAndErr()
		if err == nil && !bytes.Equal(value, t.appendValue(nil)) {
			c.tell("ties: %s says otherwise than its quads", c.showTie(t))
		}
		has.Next()
		return err
	}, func(id uint64, n counts) error {
		if err := c.talliesBefore(tallied, id); err != nil || c.stopped {
			return err
		}
		var kept counts
		if tallied.Valid() && binary.BigEndian.Uint32(tallied.Key()[1:]) == uint32(id) {
			value, err := tallied.ValueAndErr()
			if err == nil {
				kept, err = readCounts(value)
			}
			if err != nil {
				return err
			}
			tallied.Next()
		}
		if kept != n {
			c.tell("tallies: value %d (%s) is counted in %v claims, and stands in %v", id, c.show(id), kept, n)
		}
		return tallied.Error()
	})
	if err != nil || c.stopped {
		return err
	}
	if err := c.tiesBefore(has, []byte{tieTag + 1}); err != nil || c.stopped {
		return err
	}
	return c.talliesBefore(tallied, MaxValues+1)
}

// tiesBefore tells of the ties before a key: no quads are behind them.
func (c *checker) tiesBefore(has *pebble.Iterator, key []byte) error {
	for ; has.Valid() && bytes.Compare(has.Key(), key) < 0 && !c.stopped; has.Next() {
		var t Tie
		value, err := has.ValueAndErr()
		if err != nil {
			return err
		}
		if err := t.read(has.Key(), value); err != nil {
			c.tell("ties: %v", err)
			continue
		}
		c.tell("ties: no quads are behind %s", c.showTie(&t))
	}
	return has.Error()
}

func (c *checker) talliesBefore(tallied *pebble.Iterator, id uint64) error {
	for ; tallied.Valid() && !c.stopped; tallied.Next() {
		if len(tallied.Key()) != 5 {
			c.tell("tallies: a key has %d bytes: %x", len(tallied.Key()), tallied.Key())
			continue
		}
		this := uint64(binary.BigEndian.Uint32(tallied.Key()[1:]))
		if this >= id {
			break
		}
		value, err := tallied.ValueAndErr()
		if err != nil {
			return err
		}
		n, err := readCounts(value)
		if err != nil {
			return err
		}
		if n != (counts{}) {
			c.tell("tallies: value %d (%s) is counted in %v claims, and stands in none", this, c.show(this), n)
		}
	}
	return tallied.Error()
}

func (c *checker) showTie(t *Tie) string {
	q := IDs{t.Actor, t.Relation, t.Other, t.Label}
	if !t.Subject {
		q[subjectAt], q[objectAt] = q[objectAt], q[subjectAt]
	}
	end := " (kept with its subject)"
	if !t.Subject {
		end = " (kept with its object)"
	}
	return c.showQuad(q) + end
}
