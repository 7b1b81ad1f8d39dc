package relate

import "entente/loaders/article/mention"

// deedless relations are told of deeds whose doer is not named.
var deedless = map[string]bool{"attacks": true, "investigates": true, "protests-against": true}

// asItself tells whether the noun at token i stands for who does what it
// names: "a bomb attack on a market killed six".
func (x *pass) asItself(i int) bool {
	t, m := x.s.Tree, x.s.At[i]
	if m == nil || m.Kind != mention.Noun || m.Entity != nil || len(m.Owners) > 0 {
		return false
	}
	if x.lemmas[i] == "strike" && t.Tokens[i].XPOS != "NNS" && t.Kid(i, "compound") < 0 {
		return false // one of workers, perhaps
	}
	return t.Is(i, "nsubj", "nsubj:pass", "root")
}
