package export

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"math"
	"strings"

	"entente/graph"
)

// packer writes texts and numbers one after the other; unpacker reads them in
// the same order. Only records of our own are read back.
type packer []byte

func (p *packer) text(s string) {
	*p = binary.AppendUvarint(*p, uint64(len(s)))
	*p = append(*p, s...)
}

func (p *packer) number(n int)    { *p = binary.AppendVarint(*p, int64(n)) }
func (p *packer) float(f float64) { *p = binary.BigEndian.AppendUint64(*p, math.Float64bits(f)) }

// key writes a text that records are sorted by: none of its bytes is the zero
// that ends it.
func (p *packer) key(s string) {
	*p = append(*p, strings.ReplaceAll(s, "\x00", "\uFFFD")...)
	*p = append(*p, 0)
}

type unpacker string

func (u *unpacker) text() string {
	n := 0
	for shift := 0; ; shift += 7 {
		b := (*u)[0]
		*u = (*u)[1:]
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	s := string((*u)[:n])
	*u = (*u)[n:]
	return s
}

func (u *unpacker) number() int {
	n, used := binary.Varint([]byte((*u)[:min(len(*u), binary.MaxVarintLen64)]))
	*u = (*u)[used:]
	return int(n)
}

func (u *unpacker) float() float64 {
	f := math.Float64frombits(binary.BigEndian.Uint64([]byte((*u)[:8])))
	*u = (*u)[8:]
	return f
}

// key gives a number of keys with their ends, as they stand.
func (u *unpacker) key(n int) string {
	all, at := string(*u), 0
	for range n {
		at += strings.IndexByte(all[at:], 0) + 1
	}
	*u = (*u)[at:]
	return all[:at]
}

// name gives a key without its end.
func (u *unpacker) name() string {
	k := u.key(1)
	return k[:len(k)-1]
}

// packClaim makes a record of what an edge shows of a claim.
func packClaim(from, to string, c *graph.Claim) string {
	p := make(packer, 0, 600+len(c.Quote))
	for _, k := range []string{from, c.Relation, to, string(c.Status), c.ID} {
		p.key(k)
	}
	for _, s := range claimTexts(c) {
		p.text(*s)
	}
	for _, a := range []*graph.Actor{c.Place, c.Speaker} {
		p.text(labelOf(a))
	}
	for _, n := range []int{c.Sentence, c.Start, c.End} {
		p.number(n)
	}
	p.float(c.Confidence)
	if c.Amount != nil {
		p.text(c.Amount.Unit)
		p.float(c.Amount.Value)
	}
	return string(p)
}

// claimTexts are the fields of a claim that are texts, in the order in which
// they are packed.
func claimTexts(c *graph.Claim) []*string {
	return []*string{
		&c.ID, &c.Subject.ID, &c.Subject.Label, &c.Subject.Type, &c.Relation, &c.Object.ID, &c.Object.Label, &c.Object.Type, (*string)(&c.Status),
		&c.Time.EDTF, &c.Time.Earliest, &c.Time.Latest, &c.Quote, &c.Rule,
		&c.Source.ID, &c.Source.Title, &c.Source.Publisher, &c.Source.Published, &c.Source.URL, &c.Source.SHA256,
	}
}

// unpackClaim gives what the record's edge is sorted by, what the claim is,
// and the claim.
func unpackClaim(record string) (edge, key string, c *graph.Claim) {
	u := unpacker(record)
	edge = u.key(4)
	key = edge + u.key(1)
	c = &graph.Claim{}
	for _, s := range claimTexts(c) {
		*s = u.text()
	}
	for _, a := range []**graph.Actor{&c.Place, &c.Speaker} {
		if label := u.text(); label != "" {
			*a = &graph.Actor{Label: label}
		}
	}
	for _, n := range []*int{&c.Sentence, &c.Start, &c.End} {
		*n = u.number()
	}
	c.Confidence = u.float()
	if u != "" {
		c.Amount = &graph.Amount{Unit: u.text()}
		c.Amount.Value = u.float()
	}
	return edge, key, c
}

// end is what edges say of an actor at one of their ends.
type end struct {
	id, label, typ   string
	degree, claims   int
	earliest, latest string
}

// record is an end to be sorted by actor.
func (e *end) record() string {
	var p packer
	p.key(e.id)
	return string(append(p, e.pack()...))
}

func (e *end) pack() string {
	var p packer
	for _, s := range []string{e.id, e.label, e.typ, e.earliest, e.latest} {
		p.text(s)
	}
	p.number(e.degree)
	p.number(e.claims)
	return string(p)
}

func unpackEnd(record string) end {
	u := unpacker(record)
	var e end
	for _, s := range []*string{&e.id, &e.label, &e.typ, &e.earliest, &e.latest} {
		*s = u.text()
	}
	e.degree, e.claims = u.number(), u.number()
	return e
}

// merged adds up sorted ends of the same actor.
func merged(records iter.Seq2[string, error]) iter.Seq2[*end, error] {
	return func(yield func(*end, error) bool) {
		var now *end
		for text, err := range records {
			if err != nil {
				yield(nil, err)
				return
			}
			u := unpacker(text)
			u.key(1)
			e := unpackEnd(string(u))
			if now != nil && now.id == e.id {
				now.degree += e.degree
				now.claims += e.claims
				widen(&now.earliest, &now.latest, e.earliest, e.latest)
				if now.label == "" {
					now.label = e.label
				}
				if now.typ == "" {
					now.typ = e.typ
				}
				continue
			}
			if now != nil && !yield(now, nil) {
				return
			}
			now = &e
		}
		if now != nil {
			yield(now, nil)
		}
	}
}

// readRecord reads a text with its length; io.EOF where none begins.
func readRecord(r *bufio.Reader) (string, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return "", err
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(r, text); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return "", err
	}
	return string(text), nil
}
