package tree

import "strings"

// unchanged are verbs whose past is written as their present.
var unchanged = wordSet("beat bet bid broadcast burst cast come cost cut fit forecast hit hurt input knit let mistake offset overcome preset " +
	"put quit read recast reset rid run set shed shut slit split spread sublet thrust undercut upset wed wet become")

// presents takes the past from verbs that stand in their base form: in
// "insists that Togo withdraw" taggers look for a form with "s" or a past.
func (t *Tree) presents() {
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.UPOS != "VERB" || k.XPOS != "VBD" || len(k.Text) < 3 || !strings.EqualFold(k.Text, k.Lemma) || unchanged[k.Lemma] || strings.HasSuffix(k.Lemma, "ed") {
			continue
		}
		k.XPOS = "VBP"
	}
}
