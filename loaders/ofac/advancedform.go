package ofac

import (
	"slices"
	"strings"

	"entente/loaders/dataset"
)

// What is read of the elements of the advanced form, but for parties: see
// [advanced.entry] and [advanced.featured].
type (
	reference struct {
		ID    string `xml:"ID,attr"`
		Party string `xml:"PartyTypeID,attr"`
		Text  string `xml:",chardata"`
	}
	referenceSets struct {
		Countries []reference `xml:"CountryValues>Country"`
		Features  []reference `xml:"FeatureTypeValues>FeatureType"`
		Details   []reference `xml:"DetailReferenceValues>DetailReference"`
		Documents []reference `xml:"IDRegDocTypeValues>IDRegDocType"`
		NameParts []reference `xml:"NamePartTypeValues>NamePartType"`
		Scripts   []reference `xml:"ScriptValues>Script"`
		Types     []reference `xml:"PartyTypeValues>PartyType"`
		SubTypes  []reference `xml:"PartySubTypeValues>PartySubType"`
		Relations []reference `xml:"RelationTypeValues>RelationType"`
		Measures  []reference `xml:"SanctionsTypeValues>SanctionsType"`
	}
	advancedDate struct {
		Year  int `xml:"Year"`
		Month int `xml:"Month"`
		Day   int `xml:"Day"`
	}
	advancedLocation struct {
		ID      string `xml:"ID,attr"`
		Country struct {
			ID string `xml:"CountryID,attr"`
		} `xml:"LocationCountry"`
	}
	advancedDocument struct {
		Type     string `xml:"IDRegDocTypeID,attr"`
		Identity string `xml:"IdentityID,attr"`
		Number   string `xml:"IDRegistrationNo"`
	}
	advancedRelation struct {
		ID     string `xml:"ID,attr"`
		From   string `xml:"From-ProfileID,attr"`
		To     string `xml:"To-ProfileID,attr"`
		Type   string `xml:"RelationTypeID,attr"`
		Former bool   `xml:"Former,attr"`
	}
	advancedEntry struct {
		Profile string `xml:"ProfileID,attr"`
		Events  []struct {
			Date advancedDate `xml:"Date"`
		} `xml:"EntryEvent"`
		Measures []struct {
			Type    string `xml:"SanctionsTypeID,attr"`
			Comment string `xml:"Comment"`
		} `xml:"SanctionsMeasure"`
	}
)

// featureType is what a number of a feature's type means.
type featureType struct {
	name, lower string
	leftOut     bool
}

// operatorFeature is the one of what is said of aircraft that is read.
const operatorFeature = "aircraft operator"

// leftOutFeatures are the beginnings of the names of features that no claim
// says.
var leftOutFeatures = []string{
	"vessel type", "vessel tonnage", "vessel gross", "vessel deadweight", "other vessel", "birthdate", "place of birth", "gender", "website", "email", "phone", "fax", "digital currency",
	"additional sanctions information", "secondary sanctions", "transactions prohibited", "executive order", "caatsa", "ifca", "listing date", "effective date", "for more information", "organization ", "target type",
	"aircraft", "previous aircraft", "swift", "bik", "isin", "d-u-n-s", "equity", "issuer", "micex", "nationality of registration", "bank swift", "un/locode", "peesa", "construction number", "manufacturer",
}

// relations are the kinds of relation between profiles; back says that the
// second does it to the first. What the other forms call "Linked To" and this
// no more clearly stays that.
var relations = map[string]struct {
	relation string
	back     bool
}{
	"owned or controlled by":        {"owns", true},
	"owns, controls, or operates":   {"owns", false},
	"property in the interest of":   {"owns", true},
	"providing support to":          {"supports", false},
	"principal executive officer":   {"leads", false},
	"acting for or on behalf of":    {"affiliated-with", false},
	"associate of":                  {"affiliated-with", false},
	"family member of":              {"affiliated-with", false},
	"leader or official of":         {"affiliated-with", false},
	"playing a significant role in": {"affiliated-with", false},
}

var advancedColumns = func() []dataset.Column {
	var out []dataset.Column
	add := func(leftOut, names string) {
		for n := range strings.FieldsSeq(names) {
			element, attributes, _ := strings.Cut(n, "@")
			if element[0] != '@' && !slices.ContainsFunc(out, func(c dataset.Column) bool { return c.Name == element }) {
				out = append(out, dataset.Column{Name: element, LeftOut: leftOut})
			}
			for a := range strings.SplitSeq(attributes, ",") {
				if a != "" {
					out = append(out, dataset.Column{Name: element + "@" + a, LeftOut: leftOut})
				}
			}
		}
	}
	add("", `DistinctParty@FixedRef Comment Profile@ID,PartySubTypeID Identity@ID Alias@Primary DocumentedName DocumentedNamePart NamePartValue@NamePartGroupID,ScriptID NamePartGroups MasterNamePartGroup
		NamePartGroup@ID,NamePartTypeID Feature@FeatureTypeID FeatureVersion VersionDetail@DetailReferenceID VersionLocation@LocationID Location@ID LocationCountry@CountryID
		IDRegDocument@IDRegDocTypeID,IdentityID IDRegistrationNo ProfileRelationship@ID,From-ProfileID,To-ProfileID,RelationTypeID,Former
		SanctionsEntry@ProfileID EntryEvent Date Year Month Day SanctionsMeasure@SanctionsTypeID`)
	add("the list's own bookkeeping", `DistinctParty@DeltaAction Profile@DeltaAction Identity@FixedRef,Primary,False,DeltaAction Alias@FixedRef,AliasTypeID,LowQuality,DeltaAction DocumentedName@ID,FixedRef,DocNameStatusID,DeltaAction
		NamePartValue@ScriptStatusID,Acronym Feature@ID,DeltaAction FeatureVersion@ID,ReliabilityID,DeltaAction VersionDetail@DetailTypeID IdentityReference@IdentityID,IdentityFeatureLinkTypeID
		FeatureVersionReference@FeatureVersionID IDRegDocumentReference@DocumentedNameID,IDRegDocumentID SanctionsEntryReference@SanctionsEntryID
		ProfileRelationship@RelationQualityID,SanctionsEntryID,DeltaAction SanctionsEntry@ID,ListID,DeltaAction EntryEvent@ID,EntryEventTypeID,LegalBasisID SanctionsMeasure@ID Date@CalendarTypeID
		LocationCountry@CountryRelevanceID LocationAreaCode@AreaCodeID IDRegDocument@ID,ValidityID,IssuedBy-CountryID,IssuedIn-LocationID,DeltaAction Location@DeltaAction`)
	add("no relation says it", `DatePeriod@CalendarTypeID,YearFixed,MonthFixed,DayFixed Start@Approximate,YearFixed,MonthFixed,DayFixed End@Approximate,YearFixed,MonthFixed,DayFixed From To DocumentDate@IDRegDocDateTypeID IssuingAuthority IDRegDocumentMention
		LocationPart@LocPartTypeID LocationPartValue@Primary,LocPartValueTypeID,LocPartValueStatusID Value DurationPeriod`)
	return out
}()
