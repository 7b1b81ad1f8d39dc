package relate

// sentToLook tells whether those whom verb i sends are to look into something:
// "sends a team to Chad to investigate" is no help.
func (x *pass) sentToLook(i int) bool {
	t := x.s.Tree
	if !sending[x.lemmas[i]] {
		return false
	}
	at := []int{i}
	for _, o := range t.Obliques(i) {
		at = append(at, o.Tok)
	}
	for _, h := range append(at, t.Patients(i)...) {
		for _, k := range t.KidsAs(h, "advcl", "xcomp", "acl") {
			if t.Tokens[k].XPOS == "VB" && looking[x.lemmas[k]] && k > i {
				return true
			}
		}
	}
	return false
}

var (
	sending = map[string]bool{"send": true, "dispatch": true, "despatch": true, "deploy": true, "fly": true, "rush": true, "send_in": true}
	looking = map[string]bool{"investigate": true, "inspect": true, "probe": true, "examine": true, "audit": true, "verify": true, "inquire": true, "enquire": true}
)
