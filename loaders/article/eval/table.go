package eval

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// WriteTable writes the figures for people. It is the same for the same
// claims: speed is not in it.
func (rep *Report) WriteTable(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "relation\tgold\tclaims\tP\tR\tF1\trelaxed P\tR\tF1\t")
	for _, l := range append([]Line{rep.All}, rep.Relations...) {
		fmt.Fprintf(t, "%s\t%d\t%d\t%s\t%s\t\n", l.Relation, l.Strict.Gold, l.Strict.Claims, figures(l.Strict), figures(l.Relaxed))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s; %s right but for the status, %d but for the direction; %d with a side that the quote does not name, %d with a wrong offset; %d of %s without gold got a claim\n",
		number(rep.Items, "item"), number(rep.WrongStatus, "claim"), rep.Backwards, rep.Hallucinated, rep.WrongOffset, rep.OnEmpty, number(rep.Empty, "item"))
	return err
}

func number(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// figures writes precision, recall and F1 in per cent; a dash where there is
// nothing to measure.
func figures(c Counts) string {
	cell := func(v float64, of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.1f", 100*v)
	}
	return cell(c.Precision(), c.Claims) + "\t" + cell(c.Recall(), c.Gold) + "\t" + cell(c.F1(), c.Claims*c.Gold)
}
