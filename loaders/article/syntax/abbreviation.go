package syntax

import "strings"

// The tables below hold common abbreviations of English news prose, without
// their last point and in lower case.

// titles stand before a name or number and never end a sentence.
var titles = set(`mr mrs ms messrs mme mlle dr prof gen lt maj col capt cmdr adm sgt cpl pvt brig rear sen sens rep reps gov govs
rev hon pres amb supt det insp hr fr ald atty spc sr. msgr st ste mt ft vs v viz cf eg ie al approx ca dept univ assn bros
jan feb aug sept sep oct nov dec mon tue tues wed thu thur thurs fri fig figs vol nos pp ed eds trans et ph`)

// before digits only: "No. 10", but "No." alone is an answer.
var numberAbbreviations = set(`no art mar apr jun jul sat sun sec p pt ch para op ext c`)

// closing abbreviations may end a sentence or not.
var endAbbreviations = set(`inc corp co ltd llc plc jr sr bros etc u.s u.k u.n e.u u.s.a u.s.s.r d.c a.m p.m b.c a.d ph.d m.d b.a m.a esq
ave blvd rd calif fla conn ariz wis va md pa mass mich minn ill tenn ala okla colo wash ore ga la del neb nev kan ky mo mont n.y n.j n.h n.c n.d s.c s.d r.i l.a
est gmt dept govt intl natl cos assoc i.e e.g`)

// starters are words that, capitalised after an abbreviation, begin a new
// sentence.
var starters = exactSet(`The A An This That These Those It Its He She They We You I His Her Their Our My There Here
In On At By For From With After Before During Since Until While When Where Why How What Who Which If Although Though Because But And Or So
Yet However Meanwhile Moreover Also As To Some Many Most Several Both All Each Every No Not Earlier Later Last Now Then Still Even Only
Officials Analysts Critics Experts Under Over Despite Other Another Such Among According Asked Two Three Let`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[strings.ToLower(w)] = true
	}
	return m
}

func exactSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// keptPrefixes are written with a hyphen that does not part two words:
// "non-aligned" is one token, "US-led" three.
var keptPrefixes = set(`non e mid anti re co pre pro post semi multi ex sub counter pan mini neo socio inter intra micro un psycho
bio trans ultra over under extra hyper quasi pseudo vice cross arch o u`)

// units follow a number without a space: "18bn" is two tokens.
var units = set(`am pm k m b bn mn tn trn mm cm km kms kg kgs g mg lb lbs oz ft in mph kph kmh mw gw kw kwh mwh gwh hz khz mhz ghz mb gb tb kb ml hrs hr min mins sec secs
c f p px dpi million billion trillion nm bcm bpd cc mpg yrs`)

// written together though they are several words, with the length of each.
var contractions = map[string][]int{
	"cannot": {3, 3}, "gonna": {3, 2}, "wanna": {3, 2}, "gotta": {3, 2}, "gimme": {3, 2}, "lemme": {3, 2}, "dunno": {2, 1, 2},
	"dont": {2, 2}, "didnt": {3, 2}, "doesnt": {4, 2}, "isnt": {2, 2}, "wasnt": {3, 2}, "couldnt": {5, 2}, "wouldnt": {5, 2}, "havent": {4, 2},
}
