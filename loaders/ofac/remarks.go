package ofac

import "strings"

// kind is what a remark says.
type kind int

const (
	freeText kind = iota
	leftOut       // known, and no claim says it: dates and places of birth, documents, addresses
	linkedTo
	nationality
	imoNumber
	mmsi
	formerFlag
	operator
	otherName
)

// remark is one of the statements that the last column of an entry holds,
// between semicolons.
type remark struct {
	kind  kind
	text  string // as it stands
	value string
	start int // of text in the remarks
}

// maritimeOrganization is how a number of the IMO begins that is not called so.
const maritimeOrganization = "International Maritime Organization No. "

// ofIMO is the number in what follows "IMO": it may stand in brackets, and more
// may follow.
func ofIMO(text string) string {
	number, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return strings.Trim(number, "()")
}

// prefixes are the beginnings of remarks. The first that fits is taken.
var prefixes = []struct {
	prefix string
	kind   kind
}{
	{"Linked To: ", linkedTo},
	{"nationality ", nationality},
	{"citizen ", nationality},
	{"Vessel Registration Identification IMO ", imoNumber},
	{"Vessel Registration Identification ", leftOut}, {"Identification Number IMO ", imoNumber}, {"Company Number IMO ", imoNumber}, {"Registration Number IMO ", imoNumber}, {"IMO ", imoNumber},
	{maritimeOrganization, imoNumber},
	{"MMSI ", mmsi},
	{"Maritime Mobile Service Identity ", mmsi},
	{"Former Vessel Flag ", formerFlag},
	{"Aircraft Operator ", operator},
	{"a.k.a. ", otherName},
	{"f.k.a. ", otherName},
	{"n.k.a. ", otherName},
	{"DOB ", leftOut}, {"POB ", leftOut}, {"Gender ", leftOut}, {"Passport ", leftOut}, {"Diplomatic Passport ", leftOut},
	{"Additional Sanctions Information", leftOut}, {"Secondary sanctions risk", leftOut}, {"Transactions Prohibited", leftOut},
	{"Executive Order ", leftOut}, {"CAATSA Section ", leftOut}, {"IFCA Determination", leftOut}, {"Listing Date", leftOut}, {"Effective Date", leftOut}, {"For more information", leftOut},
	{"Aircraft ", leftOut}, {"Previous Aircraft Tail Number", leftOut}, {"Vessel ", leftOut}, {"Other Vessel ", leftOut}, {"Website ", leftOut}, {"Email ", leftOut}, {"Email:", leftOut},
	{"Telephone", leftOut}, {"Phone", leftOut}, {"PHONE", leftOut}, {"Fax", leftOut}, {"Organization ", leftOut}, {"Target Type", leftOut}, {"Digital Currency", leftOut},
	{"all offices", leftOut}, {"All offices", leftOut}, {"All Offices", leftOut}, {"and all other locations", leftOut}, {"Cartilla de Servicio Militar", leftOut}, {"Credencial electoral", leftOut},
	{"SWIFT/BIC ", leftOut}, {"ISIN ", leftOut}, {"D-U-N-S Number ", leftOut}, {"arrested ", leftOut}, {"US FEIN ", leftOut}, {"SSN ", leftOut},
}

// parseRemarks takes remarks apart. The full stop at their end is not part of
// the last, unless it ends an abbreviation, which nobody can tell: names are
// compared without full stops.
func parseRemarks(text string) []remark {
	var out []remark
	// In XML they stand in brackets, now and then.
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") && strings.Count(text, "(") == 1 {
		text = text[1 : len(text)-1]
	}
	at := 0
	for at < len(text) {
		end := len(text)
		if i := strings.Index(text[at:], "; "); i >= 0 {
			end = at + i
		}
		part := text[at:end]
		if end == len(text) {
			part = strings.TrimSuffix(part, ".")
		}
		if strings.TrimSpace(part) != "" {
			r := classify(part)
			r.start = at
			out = append(out, r)
		}
		at = end + len("; ")
	}
	return out
}

func classify(part string) remark {
	said := strings.TrimPrefix(strings.TrimPrefix(part, "alt. "), "Alt. ")
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(said, p.prefix); ok {
			value := strings.Trim(strings.TrimSpace(rest), "'")
			if p.kind == imoNumber {
				value = ofIMO(value)
			}
			return remark{kind: p.kind, text: part, value: value}
		}
	}
	if strings.ContainsAny(said, "0123456789") {
		return remark{kind: leftOut, text: part} // a document or registration and its number
	}
	return remark{kind: freeText, text: part, value: said}
}
