package answer

import (
	"fmt"
	"strings"

	"entente/graph"
	"entente/queries"
)

// Why gives a row a claim: as JSON the whole claim, as `entente extract`
// prints it.
func Why(why queries.Evidence) Sheet {
	return Sheet{
		Columns: []string{"subject", "relation", "object", "status", "date", "amount", "speaker", "quote", "publisher", "published", "url", "sentence", "start", "end", "confidence", "rule", "claim"},
		Rows:    len(why.Items),
		Cell: func(i, j int) string {
			c := why.Items[i].Claim
			speaker := ""
			if c.Speaker != nil {
				speaker = c.Speaker.Label
			}
			return []string{
				c.Subject.Label, c.Relation, c.Object.Label, string(c.Status), c.Time.EDTF, AmountText(c.Amount), speaker, c.Quote, c.Source.Publisher, c.Source.Published, c.Source.URL,
				fmt.Sprint(c.Sentence), fmt.Sprint(c.Start), fmt.Sprint(c.End), fmt.Sprintf("%.2f", c.Confidence), c.Rule, c.ID,
			}[j]
		},
		Object: func(i int) ([]byte, error) { return Encode(why.Items[i].Claim) },
	}
}

// Path gives a row a hop.
func Path(found queries.Paths) Sheet {
	var rows, ids [][]any
	for i, route := range found.Routes {
		for j, hop := range route {
			direction := "→"
			if !hop.Forward {
				direction = "←"
			}
			rows = append(rows, []any{
				i + 1, j + 1, hop.From.Label, direction, hop.Relation, hop.To.Label, Some(hop.Best.Time.EDTF), hop.Claims, strings.TrimSpace(hop.Best.Quote), SourceName(hop.Best.Source), hop.Best.ID,
			})
			ids = append(ids, []any{hop.From.ID, hop.To.ID, hop.Label})
		}
	}
	return ListWith([]string{"path", "hop", "from", "direction", "relation", "to", "date", "claims", "quote", "source", "claim"}, rows,
		[]string{"from_id", "to_id", "reads"}, ids)
}

// SourceName names a source for people: publisher and date, else its ID.
func SourceName(s graph.Source) string {
	switch {
	case s.Publisher != "" && s.Published != "":
		return fmt.Sprintf("%s, %s", s.Publisher, s.Published)
	case s.Publisher != "":
		return s.Publisher
	}
	return s.ID
}

// AmountText writes an amount for people: "18,000,000,000 USD".
func AmountText(a *graph.Amount) string {
	if a == nil {
		return ""
	}
	return fmt.Sprintf("%s %s", groupDigits(a.Value), a.Unit)
}

// groupDigits writes a number with commas between thousands.
func groupDigits(v float64) string {
	whole, part, _ := strings.Cut(fmt.Sprintf("%.2f", v), ".")
	sign, digits := "", whole
	if strings.HasPrefix(whole, "-") {
		sign, digits = "-", whole[1:]
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	text := sign + strings.Join(append([]string{digits}, groups...), ",")
	if part = strings.TrimRight(part, "0"); part != "" {
		text += "." + part
	}
	return text
}
