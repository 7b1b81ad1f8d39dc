package syntax

import "testing"

func TestLemma(t *testing.T) {
	tests := []struct{ form, upos, xpos, want string }{
		{"imposed", "VERB", "VBD", "impose"}, {"agreed", "VERB", "VBD", "agree"}, {"struck", "VERB", "VBD", "strike"}, {"withdrew", "VERB", "VBD", "withdraw"},
		{"threatened", "VERB", "VBN", "threaten"}, {"planned", "VERB", "VBD", "plan"}, {"backing", "VERB", "VBG", "back"}, {"accusing", "VERB", "VBG", "accuse"},
		{"invading", "VERB", "VBG", "invade"}, {"seizes", "VERB", "VBZ", "seize"}, {"denies", "VERB", "VBZ", "deny"}, {"watches", "VERB", "VBZ", "watch"},
		{"lying", "VERB", "VBG", "lie"}, {"mediated", "VERB", "VBN", "mediate"}, {"signed", "VERB", "VBD", "sign"}, {"resigned", "VERB", "VBD", "resign"},
		{"visited", "VERB", "VBD", "visit"}, {"vetoed", "VERB", "VBD", "veto"}, {"controlled", "VERB", "VBD", "control"}, {"killed", "VERB", "VBN", "kill"},
		{"expelled", "VERB", "VBD", "expel"}, {"recalled", "VERB", "VBD", "recall"}, {"supplied", "VERB", "VBD", "supply"}, {"condemned", "VERB", "VBD", "condemn"},
		{"pledged", "VERB", "VBD", "pledge"}, {"exchanged", "VERB", "VBD", "exchange"}, {"banned", "VERB", "VBN", "ban"}, {"hosted", "VERB", "VBD", "host"},
		{"ceased", "VERB", "VBD", "cease"}, {"freed", "VERB", "VBD", "free"}, {"overthrown", "VERB", "VBN", "overthrow"}, {"outlawed", "VERB", "VBN", "outlaw"},
		{"countries", "NOUN", "NNS", "country"}, {"men", "NOUN", "NNS", "man"}, {"crises", "NOUN", "NNS", "crisis"}, {"allies", "NOUN", "NNS", "ally"},
		{"buses", "NOUN", "NNS", "bus"}, {"spokeswomen", "NOUN", "NNS", "spokeswoman"}, {"losses", "NOUN", "NNS", "loss"}, {"series", "NOUN", "NNS", "series"},
		{"extradited", "VERB", "VBN", "extradite"}, {"alleging", "VERB", "VBG", "allege"}, {"conceded", "VERB", "VBD", "concede"}, {"transferred", "VERB", "VBD", "transfer"},
		{"attaches", "VERB", "VBZ", "attach"}, {"trafficking", "VERB", "VBG", "traffic"}, {"combating", "VERB", "VBG", "combat"}, {"convened", "VERB", "VBD", "convene"},
		{"flaring", "VERB", "VBG", "flare"}, {"boycotted", "VERB", "VBD", "boycott"}, {"quelled", "VERB", "VBD", "quell"}, {"belied", "VERB", "VBD", "belie"},
		{"gassed", "VERB", "VBN", "gas"}, {"axes", "VERB", "VBZ", "axe"}, {"putting", "VERB", "VBG", "put"}, {"tailoring", "VERB", "VBG", "tailor"},
		{"larger", "ADJ", "JJR", "large"}, {"biggest", "ADJ", "JJS", "big"}, {"worse", "ADJ", "JJR", "bad"}, {"happier", "ADJ", "JJR", "happy"},
		{"Israeli", "ADJ", "JJ", "Israeli"}, {"Former", "ADJ", "JJ", "former"}, {"Iran", "PROPN", "NNP", "Iran"}, {"them", "PRON", "PRP", "they"}, {"n’t", "PART", "RB", "not"},
		{"wo", "AUX", "MD", "will"}, {"12,000", "NUM", "CD", "12000"}, {"Two", "NUM", "CD", "two"},
	}
	for _, tt := range tests {
		if got := Lemma(tt.form, tt.upos, tt.xpos); got != tt.want {
			t.Errorf("Lemma(%q, %s, %s) = %q, want %q", tt.form, tt.upos, tt.xpos, got, tt.want)
		}
	}
}

// TestSlips: what treebanks have wrong is not learnt.
func TestSlips(t *testing.T) {
	learnt := map[string]string{"VBD fled": "flead", "NNS bases": "basis", "VBD lay": "lie"}
	for _, tt := range []struct{ form, upos, xpos, want string }{{"fled", "VERB", "VBD", "flee"}, {"bases", "NOUN", "NNS", "base"}, {"lay", "VERB", "VBD", "lie"}} {
		if got := lemma(tt.form, tt.upos, tt.xpos, learnt); got != tt.want {
			t.Errorf("lemma(%q) = %q, want %q", tt.form, got, tt.want)
		}
	}
}
