package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/schema"
)

// Hash gives the ID of a claim: the content hash of subject, relation,
// object, time, amount, status and evidence. Equal claims from one place in
// one source have equal IDs, whoever read them and in whatever order.
func (c *Claim) Hash() string {
	amount := ""
	if c.Amount != nil {
		amount = strconv.FormatFloat(c.Amount.Value, 'g', -1, 64) + " " + c.Amount.Unit
	}
	buf := make([]byte, 0, 512)
	for _, field := range [...]string{
		c.Subject.Given(), c.Relation, c.Object.Given(), c.Time.EDTF, amount, string(c.Status),
		c.Source.ID, strconv.Itoa(c.Start), strconv.Itoa(c.End), c.Quote,
	} {
		// The length keeps two fields from being read as one.
		buf = strconv.AppendInt(buf, int64(len(field)), 10)
		buf = append(buf, ':')
		buf = append(buf, field...)
		buf = append(buf, '\n')
	}
	sum := sha256.Sum256(buf)
	return ClaimPrefix + hex.EncodeToString(sum[:12])
}

// Check says what is wrong with a claim by itself: missing or unknown parts,
// offsets that do not agree with the quote, an ID that is not its hash. The
// vocabulary gives the relations and types; domains and ranges are not
// checked (see [schema.Vocabulary.Allows]), nor the text (see [Claim.CheckText]).
func (c *Claim) Check(v *schema.Vocabulary) error {
	if _, ok := v.Relation(c.Relation); !ok {
		if c.Relation == "" {
			return fmt.Errorf("relation is missing")
		}
		return v.UnknownRelation(c.Relation)
	}
	if !slices.Contains(Statuses, c.Status) {
		return fmt.Errorf("status is %q: must be asserted, denied, planned or conditional", c.Status)
	}
	if c.Source.ID == "" {
		return fmt.Errorf("source.id is missing")
	}
	if c.Quote == "" {
		return fmt.Errorf("quote is missing: a claim needs the words it rests on")
	}
	if c.Start < 0 || c.End-c.Start != len(c.Quote) {
		return fmt.Errorf("start and end are %d and %d, but the quote is %d bytes long", c.Start, c.End, len(c.Quote))
	}
	if !(c.Confidence >= 0 && c.Confidence <= 1) {
		return fmt.Errorf("confidence is %v: must be from 0 to 1", c.Confidence)
	}
	if c.Amount != nil && c.Amount.Unit == "" {
		return fmt.Errorf("amount.unit is missing")
	}
	if err := c.Time.Valid(); err != nil {
		return fmt.Errorf("time: %w", err)
	}
	for _, a := range []struct {
		name  string
		actor *Actor
	}{{"subject", &c.Subject}, {"object", &c.Object}, {"place", c.Place}, {"speaker", c.Speaker}} {
		if err := a.actor.check(c, v); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
	}
	if c.Subject.Given() == c.Object.Given() {
		return fmt.Errorf("subject and object are the same actor, %s", c.Subject.ID)
	}
	if want := c.Hash(); c.ID != want {
		return fmt.Errorf("id is %q, but the claim's content gives %s: leave the id out to have it made anew", c.ID, want)
	}
	return nil
}

func (a *Actor) check(c *Claim, v *schema.Vocabulary) error {
	if a == nil {
		return nil
	}
	if a.ID == "" || a.Label == "" {
		return fmt.Errorf("id and label must be given")
	}
	if rest, ok := strings.CutPrefix(a.ID, ActorPrefix); !ok || rest == "" || strings.ContainsAny(rest, " <>\"{}|\\^`\t\r\n") {
		return fmt.Errorf("id is %q: must be actor: and a name without blanks", a.ID)
	}
	if a.Within != "" && (a.Within == a.ID || !strings.HasPrefix(a.Within, ActorPrefix)) {
		return fmt.Errorf("within is %q: must be the id of another actor", a.Within)
	}
	if _, ok := v.Type(a.Type); !ok {
		if a.Type == "" {
			return fmt.Errorf("type is missing")
		}
		return v.UnknownType(a.Type)
	}
	if a.Mention == "" {
		return nil
	}
	if a.Start < c.Start || a.End > c.End || a.End-a.Start != len(a.Mention) || c.Quote[a.Start-c.Start:a.End-c.Start] != a.Mention {
		return fmt.Errorf("mention %q does not stand at %d to %d in the quote", a.Mention, a.Start, a.End)
	}
	return nil
}

// CheckText says whether the quote stands in the text where the claim says.
func (c *Claim) CheckText(text string) error {
	if c.Start < 0 || c.End > len(text) || c.Start > c.End || text[c.Start:c.End] != c.Quote {
		return fmt.Errorf("the quote does not stand at %d to %d of the text", c.Start, c.End)
	}
	return nil
}
