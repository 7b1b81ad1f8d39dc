package uk

import (
	"bytes"
	"regexp"
	"strings"

	"entente/graph/keep"
)

// isOFSI knows the header of OFSI's list.
func isOFSI(head []byte) bool {
	return bytes.Contains(head, []byte("Group Type,")) && bytes.Contains(head, []byte("Group ID")) && bytes.Contains(head, []byte("Name 6,")) && !bytes.Contains(head, []byte("Unique ID,"))
}

// ofsi reads a row of OFSI's list as one of the UK Sanctions List.
type ofsi struct{ keys *keep.Map[string] } // by Group ID

// columnsOFSI are what OFSI calls columns of the UK Sanctions List.
var columnsOFSI = map[string]string{
	"Group ID": "OFSI Group ID", "Group Type": "Designation Type", "Alias Type": "Name type", "Alias Quality": "Alias strength", "Regime": "Regime Name", "Listed On": "Date Designated",
	"Country": "Address Country", "Nationality": "Nationality(/ies)", "DOB": "D.O.B", "Post/Zip Code": "Address Postal Code", "Passport Details": "Passport additional information",
	"National Identification Number": "National Identifier number", "National Identification Details": "National Identifier additional information", "Name Non-Latin Script": "Name non-latin script",
	"Address 1": "Address Line 1", "Address 2": "Address Line 2", "Address 3": "Address Line 3", "Address 4": "Address Line 4", "Address 5": "Address Line 5", "Address 6": "Address Line 6",
}

// header gives the names of the columns as the UK Sanctions List has them.
func (o *ofsi) header(names []string) []string {
	var out []string
	for _, n := range names {
		n = strings.TrimSpace(n)
		if to, ok := columnsOFSI[n]; ok {
			n = to
		}
		out = append(out, n)
	}
	return out
}

// ofsiKey begins the keys of entries that have no Unique ID.
const ofsiKey = "ofsi-"

var listReference = regexp.MustCompile(`UK Sanctions List Ref\)?:? ?([A-Z]{3}\d{4,5})`)

// at reads a cell; the Unique ID from the other information.
func (o *ofsi) at(cell func(string) string) func(string) string {
	return func(name string) string {
		if name != "Unique ID" {
			return cell(name)
		}
		group := cell("OFSI Group ID")
		if group == "" {
			return ""
		}
		key, ok := o.keys.Get(group)
		if !ok {
			key = ofsiKey + group
			if m := listReference.FindStringSubmatch(cell("Other Information")); m != nil {
				key = m[1]
			}
			o.keys.Set(strings.Clone(group), strings.Clone(key))
		}
		return key
	}
}
