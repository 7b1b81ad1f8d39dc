package identity

import (
	"fmt"
	"math/big"
	"strings"

	"entente/graph"
)

// Scheme is a scheme of codes.
type Scheme struct {
	Name string
	// One says that a thing has one code of the scheme for as long as it is
	// that thing, and that no other thing has it: equal codes are the same
	// thing, unequal ones are not. The codes of other schemes are evidence
	// only: an MMSI goes with a ship's flag, a passport expires.
	One bool
	// Check normalises a code and says what is wrong with it; nil for none.
	Check func(string) (string, error)
	Doc   string
}

var schemes = []Scheme{
	{"wikidata", true, checkQID, "Wikidata item"},
	{"iso2", true, nil, "ISO 3166-1 alpha-2"},
	{"iso3", true, nil, "ISO 3166-1 alpha-3"},
	{"m49", true, nil, "UN M49, the numeric code of ISO 3166-1"},
	{"fips", true, nil, "FIPS 10-4, as in GDELT's places and the World Factbook"},
	{"cameo", true, nil, "CAMEO actor"},
	{"cow", true, nil, "Correlates of War state number"},
	{"gw", true, nil, "Gleditsch and Ward state number"},
	{"lei", true, checkLEI, "Legal Entity Identifier, ISO 17442"},
	{"imo", true, checkShip, "IMO ship number: stays with the hull"},
	{"imo-company", true, checkCompany, "IMO company number: an owner or manager"},
	{"ofac", true, nil, "OFAC list, uid"},
	{"un", true, nil, "UN Security Council list, reference number"},
	{"uk", true, nil, "UK sanctions list, unique ID"},
	{"inn", true, nil, "Russian taxpayer number"},
	{"ogrn", true, nil, "Russian state registration number"},
	{"mmsi", false, nil, "Maritime Mobile Service Identity: changes with the flag"},
	{"eu", false, nil, "EU list, reference: a person may be listed under several regulations"},
	{"passport", false, nil, "passport number"},
	{"tax", false, nil, "tax number of an unnamed register"},
	{"registration", false, nil, "registration number of an unnamed register"},
}

func schemeOf(name string) (Scheme, bool) {
	for _, s := range schemes {
		if s.Name == name {
			return s, true
		}
	}
	return Scheme{}, false
}

// ParseCode takes a code as graphs keep them, "scheme:code" or "wd:Q794",
// checks it and gives scheme and code in one form.
func ParseCode(code string) (scheme, value string, err error) {
	scheme, value, ok := strings.Cut(strings.TrimSpace(code), ":")
	value = strings.TrimSpace(value)
	if !ok || value == "" {
		return "", "", fmt.Errorf("%q is no code: scheme, colon, code is expected, as in iso3:IRN", code)
	}
	scheme = strings.ToLower(scheme)
	switch scheme {
	case "wd":
		scheme = "wikidata"
	case "imo":
		// Sources call both kinds IMO number; the digits tell.
		switch KindOfIMO(value) {
		case Company:
			scheme = "imo-company"
		case NoIMO:
			return scheme, value, fmt.Errorf("%q is no IMO number: seven digits are expected, the last one a check digit", value)
		}
	}
	s, known := schemeOf(scheme)
	if known && s.Check != nil {
		if value, err = s.Check(value); err != nil {
			return scheme, value, err
		}
	}
	return scheme, value, nil
}

// IMOKind is which of the two kinds of IMO number a number is.
type IMOKind uint8

// The kinds.
const (
	NoIMO   IMOKind = iota // neither check digit fits
	Ship                   // a ship's, by the IMO Ship Identification Number Scheme
	Company                // an owner's or manager's, by the Company and Registered Owner scheme
)

// String returns "none", "ship" or "company".
func (k IMOKind) String() string { return [...]string{"none", "ship", "company"}[min(k, Company)] }

// KindOfIMO tells the kind of an IMO number by its check digit; "IMO" before
// it does not count. A number that passes both tests, as one in eleven ships'
// does, counts as a ship's: those are the ones in general use.
func KindOfIMO(number string) IMOKind {
	switch number = bareIMO(number); {
	case graph.IMOShip(number):
		return Ship
	case graph.IMOCompany(number):
		return Company
	}
	return NoIMO
}

func bareIMO(number string) string {
	number = strings.ToUpper(strings.TrimSpace(number))
	number = strings.TrimSpace(strings.TrimPrefix(number, "IMO"))
	return strings.TrimSpace(strings.TrimLeft(number, ":# "))
}

func checkShip(number string) (string, error) {
	bare := bareIMO(number)
	if !graph.IMOShip(bare) {
		return number, fmt.Errorf("%q is no IMO ship number: its check digit is wrong", number)
	}
	return bare, nil
}

func checkCompany(number string) (string, error) {
	bare := bareIMO(number)
	if !graph.IMOCompany(bare) {
		return number, fmt.Errorf("%q is no IMO company number: its check digit is wrong", number)
	}
	return bare, nil
}

func checkQID(q string) (string, error) {
	q = strings.ToUpper(q)
	if len(q) < 2 || q[0] != 'Q' || strings.Trim(q[1:], "0123456789") != "" || q[1] == '0' {
		return q, fmt.Errorf("%q is no Wikidata item: Q and a number are expected", q)
	}
	return q, nil
}

// checkLEI checks an LEI as ISO 7064 (mod 97-10) has it: letters count 10 to
// 35, the whole number leaves 1.
func checkLEI(lei string) (string, error) {
	lei = strings.ToUpper(strings.ReplaceAll(lei, " ", ""))
	var digits strings.Builder
	for _, r := range lei {
		switch {
		case r >= '0' && r <= '9':
			digits.WriteRune(r)
		case r >= 'A' && r <= 'Z':
			fmt.Fprintf(&digits, "%d", r-'A'+10)
		default:
			return lei, fmt.Errorf("%q is no LEI: %q does not belong in one", lei, r)
		}
	}
	if len(lei) != 20 {
		return lei, fmt.Errorf("%q is no LEI: it has %d characters, not 20", lei, len(lei))
	}
	n, _ := new(big.Int).SetString(digits.String(), 10)
	if n.Mod(n, big.NewInt(97)).Int64() != 1 {
		return lei, fmt.Errorf("%q is no LEI: its check digits are wrong", lei)
	}
	return lei, nil
}

// codes are a record's codes by scheme, those that pass their check.
type codes map[string][]string

func parseCodes(all []string) codes {
	c := codes{}
	for _, code := range all {
		if scheme, value, err := ParseCode(code); err == nil {
			c[scheme] = append(c[scheme], value)
		}
	}
	return c
}

// Conflict is a scheme by which two things are not the same.
type Conflict struct {
	Scheme string
	A, B   []string
}

// String shows both: "imo 9187629 against 9283758".
func (c Conflict) String() string {
	return fmt.Sprintf("%s %s against %s", c.Scheme, strings.Join(c.A, ", "), strings.Join(c.B, ", "))
}

// Conflicts lists the schemes of which two things have unequal codes though a
// thing has only one.
func Conflicts(a, b []string) []Conflict {
	var out []Conflict
	x, y := parseCodes(a), parseCodes(b)
	for _, s := range schemes {
		if s.One && len(x[s.Name]) > 0 && len(y[s.Name]) > 0 && !meet(x[s.Name], y[s.Name]) {
			out = append(out, Conflict{s.Name, x[s.Name], y[s.Name]})
		}
	}
	return out
}

// Shared gives the first code of a scheme of one code a thing that both have:
// "imo:9187629", or "".
func Shared(a, b []string) string {
	x, y := parseCodes(a), parseCodes(b)
	for _, s := range schemes {
		if !s.One {
			continue
		}
		if meet(x[s.Name], y[s.Name]) {
			return s.Name + ":" + first(x[s.Name], y[s.Name])
		}
	}
	return ""
}

func meet(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}
