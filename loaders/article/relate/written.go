package relate

// written are words that say something for whom they are issued by: "adopted
// a resolution calling Chad".
var written = map[string]bool{
	"resolution": true, "statement": true, "letter": true, "report": true, "declaration": true, "law": true, "legislation": true, "order": true, "message": true, "ruling": true,
	"petition": true, "open-letter": true, "indictment": true, "lawsuit": true, "suit": true, "complaint": true, "motion": true, "video": true, "post": true, "tweet": true, "note": true,
	"article": true, "editorial": true, "op-ed": true, "essay": true, "leaflet": true, "pamphlet": true, "manifesto": true, "communique": true, "communiqué": true, "memo": true,
	"memorandum": true, "dossier": true, "filing": true, "charge-sheet": true, "ad": true, "advert": true, "advertisement": true, "column": true, "recording": true, "audio": true,
	"bill": true, "decree": true, "act": true, "amendment": true, "directive": true, "decision": true, "edict": true, "ordinance": true, "regulation": true,
}

// issuing verbs are of who speaks by what he writes, or lets it speak for him.
var issuing = map[string]bool{
	"publish": true, "release": true, "write": true, "post": true, "sign": true, "pass": true, "unseal": true, "circulate": true, "put_out": true, "send_out": true, "pen": true,
	"tweet": true, "co-sign": true, "cosign": true, "table": true, "read": true, "read_out": true, "record": true, "upload": true, "distribute": true, "broadcast": true, "air": true,
	"share": true, "produce": true, "compile": true, "present": true, "author": true, "draft": true, "endorse": true, "print": true, "run": true, "address": true, "hand": true,
	"advance": true, "approve": true, "adopt": true, "introduce": true, "unveil": true, "enact": true, "back": true, "propose": true, "ratify": true,
}

// issuer is the verb of whose doing the written word at token i comes:
// "published a report accusing Chad"; or -1.
func (x *pass) issuer(i int) int {
	t := x.s.Tree
	f := t.First(i)
	if v := t.Head(f); v >= 0 && t.UPOS(v, "VERB") && t.Is(f, "obj", "nsubj:pass") && issuing[x.phrasal(v)] {
		return v
	}
	return -1
}
