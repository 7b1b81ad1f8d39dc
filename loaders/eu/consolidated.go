package eu

import (
	"context"
	"regexp"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
	"entente/loaders/listing"
)

// subjectTypes are the kinds of entry of the consolidated list.
var subjectTypes = map[string]string{"person": "Person", "enterprise": "Organization", "p": "Person", "e": "Organization"}

func typeOf(l *listing.List, code string) string {
	typ, ok := subjectTypes[strings.ToLower(code)]
	if !ok {
		l.W.Unknown("subject types", code)
		return "Organization"
	}
	return typ
}

// The consolidated list as XML: what is read of an entry.
type sanctionEntity struct {
	LogicalID   string   `xml:"logicalId,attr"`
	Reference   string   `xml:"euReferenceNumber,attr"`
	UnitedID    string   `xml:"unitedNationId,attr"`
	Designation string   `xml:"designationDate,attr"`
	Remark      []string `xml:"remark"`
	Subject     struct {
		Code string `xml:"code,attr"`
	} `xml:"subjectType"`
	Regulation struct {
		Programme string `xml:"programme,attr"`
		Published string `xml:"publicationDate,attr"`
	} `xml:"regulation"`
	Names []struct {
		Whole  string `xml:"wholeName,attr"`
		First  string `xml:"firstName,attr"`
		Middle string `xml:"middleName,attr"`
		Last   string `xml:"lastName,attr"`
	} `xml:"nameAlias"`
	Citizenships []struct {
		Country string `xml:"countryDescription,attr"`
		ISO2    string `xml:"countryIso2Code,attr"`
	} `xml:"citizenship"`
	Addresses []struct {
		Country string `xml:"countryDescription,attr"`
		ISO2    string `xml:"countryIso2Code,attr"`
	} `xml:"address"`
	Identifications []struct {
		Type   string `xml:"identificationTypeCode,attr"`
		Number string `xml:"number,attr"`
	} `xml:"identification"`
}

var generated = regexp.MustCompile(`generationDate="(\d{4}-\d{2}-\d{2})`)

func loadXML(ctx context.Context, in *dataset.Input, l *listing.List) error {
	said := graph.Source{Series: "eu/consolidated"}
	if m := generated.FindSubmatch(in.Head); m != nil {
		said.Published = string(m[1])
	}
	text, err := l.W.Begin(ctx, in, said)
	if err != nil {
		return err
	}
	defer text.Close()
	for el, err := range dataset.Elements(text, func(path string) { l.W.Column(path) }, "sanctionEntity") {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var x sanctionEntity
		if err := el.Decode(&x); err != nil {
			l.W.Reject(el.Line, "not a sanctionEntity: %v", err)
			continue
		}
		e := x.entry(l)
		if e.Name == "" || e.Key == "" {
			l.W.Reject(el.Line, "the entry has no name or no logicalId")
			continue
		}
		el.ID = e.Key
		self := l.Actor(e)
		if err := l.Enter(ctx, &el.Record, self, e); err != nil {
			return err
		}
		if err := l.Say(ctx, &el.Record, self, e); err != nil {
			return err
		}
	}
	return l.W.End(ctx)
}

func (x *sanctionEntity) entry(l *listing.List) *listing.Entry {
	e := &listing.Entry{Key: x.LogicalID, Type: typeOf(l, x.Subject.Code), Measure: "entry", Since: x.Designation}
	if e.Since == "" {
		e.Since = x.Regulation.Published
	}
	for _, n := range x.Names {
		name := n.Whole
		if name == "" {
			name = strings.Join(strings.Fields(n.First+" "+n.Middle+" "+n.Last), " ")
		}
		switch {
		case name == "":
		case e.Name == "":
			e.Name = name
		default:
			e.Aliases = append(e.Aliases, name)
		}
	}
	for _, c := range []struct{ scheme, code string }{{"eu-ref", x.Reference}, {"un", x.UnitedID}, {"eu-program", x.Regulation.Programme}} {
		if c.code != "" {
			e.Codes = append(e.Codes, c.scheme+":"+c.code)
		}
	}
	for _, c := range x.Citizenships {
		if known(c.Country) {
			e.Nationalities = append(e.Nationalities, c.Country)
		}
	}
	for _, a := range x.Addresses {
		if known(a.Country) {
			e.Countries = append(e.Countries, a.Country)
		}
	}
	for _, i := range x.Identifications {
		if strings.EqualFold(i.Type, "imo") {
			e.IMO = append(e.IMO, i.Number)
		}
	}
	for _, r := range x.Remark {
		e.IMO = append(e.IMO, listing.FindIMO(r)...)
	}
	return e
}

// known leaves out what stands for a country that is not known.
func known(country string) bool { return country != "" && !strings.EqualFold(country, "unknown") }

// loadCSV reads version 1.1 of the CSV form: a row for each name, address,
// birth date or citizenship of an entry, all under its logical ID.
func loadCSV(ctx context.Context, in *dataset.Input, l *listing.List) error {
	entries, said, err := csvEntries(in, l)
	if err != nil {
		return err
	}
	said.Series = "eu/consolidated"
	text, err := l.W.Begin(ctx, in, said)
	if err != nil {
		return err
	}
	defer text.Close()
	t := dataset.NewTable(text, csvDialect)
	if _, err := t.Header(l.W); err != nil {
		return err
	}
	id, citizen, country := t.Column("Entity_LogicalId"), t.Column("Citizenship_CountryDescription"), t.Column("Address_CountryDescription")
	listed := keep.New[bool](l.W.Shelf())
	for row, err := range t.Rows(ctx, l.W) {
		if err != nil {
			return err
		}
		e := entries.Value(row.At(id))
		if e == nil || e.Name == "" {
			l.W.Reject(row.Line, "the entry %q has no name in any of its rows", row.At(id))
			continue
		}
		row.ID = e.Key
		self := l.Actor(e)
		if !listed.Value(e.Key) {
			listed.Set(e.Key, true)
			if err := l.Enter(ctx, &row.Record, self, e); err != nil {
				return err
			}
		}
		said := listing.Entry{Type: e.Type}
		if v := row.At(citizen); known(v) {
			said.Nationalities = []string{v}
		}
		if v := row.At(country); known(v) {
			said.Countries = []string{v}
		}
		if err := l.Say(ctx, &row.Record, self, &said); err != nil {
			return err
		}
	}
	return l.W.End(ctx)
}

var csvDialect = dataset.Dialect{Comma: ';', Quotes: true}

// csvEntries gathers the names and numbers of entries from all their rows.
func csvEntries(in *dataset.Input, l *listing.List) (*keep.Map[*listing.Entry], graph.Source, error) {
	var said graph.Source
	text, err := in.Text()
	if err != nil {
		return nil, said, &dataset.InputError{Err: err}
	}
	defer text.Close()
	t := dataset.NewTable(text, csvDialect)
	if _, err := t.Header(dataset.NewWriter(&dataset.Format{}, nil, nil, nil)); err != nil {
		return nil, said, err
	}
	if _, err := t.Need("Entity_LogicalId", "Entity_SubjectType", "NameAlias_WholeName"); err != nil {
		return nil, said, err
	}
	col := map[string]int{}
	for _, c := range csvColumns {
		col[c.Name] = t.Column(c.Name)
	}
	entries := keep.New[*listing.Entry](l.W.Shelf())
	for row, err := range t.All() {
		if err != nil {
			return nil, said, err
		}
		if row.Err != nil {
			continue // told of when it counts
		}
		// What is kept of a row must not keep the row.
		at := func(name string) string { return strings.Clone(row.At(col[name])) }
		if day, ok := dataset.Date(at("fileGenerationDate")); ok && said.Published == "" {
			said.Published = day.EDTF
		}
		e := entries.Value(at("Entity_LogicalId"))
		if e == nil {
			e = &listing.Entry{Key: at("Entity_LogicalId"), Type: typeOf(l, at("Entity_SubjectType")), Measure: "entry"}
		}
		if e.Since == "" {
			e.Since = at("Entity_DesignationDate")
		}
		for _, c := range []struct{ scheme, column string }{{"eu-ref", "Entity_EU_ReferenceNumber"}, {"un", "Entity_UnitedNationId"}, {"eu-program", "Entity_Regulation_Programme"}} {
			if v := at(c.column); v != "" {
				e.Codes = append(e.Codes, c.scheme+":"+v)
			}
		}
		switch name := at("NameAlias_WholeName"); {
		case name == "":
		case e.Name == "":
			e.Name = name
		default:
			e.Aliases = append(e.Aliases, name)
		}
		if strings.EqualFold(at("Identification_TypeCode"), "imo") {
			e.IMO = append(e.IMO, at("Identification_Number"))
		}
		entries.Set(e.Key, e)
	}
	return entries, said, nil
}

var csvColumns = func() []dataset.Column {
	var out []dataset.Column
	for n := range strings.FieldsSeq(`fileGenerationDate Entity_LogicalId Entity_EU_ReferenceNumber Entity_UnitedNationId Entity_DesignationDate Entity_SubjectType
		Entity_Regulation_Programme NameAlias_WholeName Address_CountryDescription Identification_TypeCode Identification_Number Citizenship_CountryDescription`) {
		out = append(out, dataset.Column{Name: n})
	}
	for n := range strings.FieldsSeq(`Entity_DesignationDetails Entity_Remark Entity_SubjectType_ClassificationCode Entity_Regulation_Type Entity_Regulation_OrganisationType
		Entity_Regulation_PublicationDate Entity_Regulation_EntryIntoForceDate Entity_Regulation_NumberTitle Entity_Regulation_PublicationUrl
		NameAlias_LastName NameAlias_FirstName NameAlias_MiddleName NameAlias_NameLanguage NameAlias_Gender NameAlias_Title NameAlias_Function NameAlias_LogicalId
		NameAlias_RegulationLanguage NameAlias_Remark NameAlias_Regulation_Type NameAlias_Regulation_OrganisationType NameAlias_Regulation_PublicationDate
		NameAlias_Regulation_EntryIntoForceDate NameAlias_Regulation_NumberTitle NameAlias_Regulation_Programme NameAlias_Regulation_PublicationUrl
		Address_City Address_Street Address_PoBox Address_ZipCode Address_Region Address_Place Address_AsAtListingTime Address_ContactInfo Address_CountryIso2Code
		Address_LogicalId Address_RegulationLanguage Address_Remark Address_Regulation_Type Address_Regulation_OrganisationType Address_Regulation_PublicationDate
		Address_Regulation_EntryIntoForceDate Address_Regulation_NumberTitle Address_Regulation_Programme Address_Regulation_PublicationUrl
		BirthDate_BirthDate BirthDate_Day BirthDate_Month BirthDate_Year BirthDate_YearRangeFrom BirthDate_YearRangeTo BirthDate_Circa BirthDate_CalendarType
		BirthDate_ZipCode BirthDate_Region BirthDate_Place BirthDate_City BirthDate_CountryIso2Code BirthDate_CountryDescription BirthDate_LogicalId
		BirthDate_RegulationLanguage BirthDate_Remark BirthDate_Regulation_Type BirthDate_Regulation_OrganisationType BirthDate_Regulation_PublicationDate
		BirthDate_Regulation_EntryIntoForceDate BirthDate_Regulation_NumberTitle BirthDate_Regulation_Programme BirthDate_Regulation_PublicationUrl
		Identification_Diplomatic Identification_KnownExpired Identification_KnownFalse Identification_ReportedLost Identification_RevokedByIssuer
		Identification_IssuedBy Identification_IssuedDate Identification_ValidFrom Identification_ValidTo Identification_LatinNumber Identification_NameOnDocument
		Identification_TypeDescription Identification_Region Identification_CountryIso2Code Identification_CountryDescription Identification_LogicalId
		Identification_RegulationLanguage Identification_Remark Identification_Regulation_Type Identification_Regulation_OrganisationType Identification_Regulation_PublicationDate
		Identification_Regulation_EntryIntoForceDate Identification_Regulation_NumberTitle Identification_Regulation_Programme Identification_Regulation_PublicationUrl
		Citizenship_Region Citizenship_CountryIso2Code Citizenship_LogicalId Citizenship_RegulationLanguage Citizenship_Remark Citizenship_Regulation_Type
		Citizenship_Regulation_OrganisationType Citizenship_Regulation_PublicationDate Citizenship_Regulation_EntryIntoForceDate Citizenship_Regulation_NumberTitle
		Citizenship_Regulation_Programme Citizenship_Regulation_PublicationUrl`) {
		out = append(out, dataset.Column{Name: n, LeftOut: "stands in the quote; no relation says it"})
	}
	return out
}()

// xmlColumns are the elements and attributes of an entry in XML. Those of the
// regulations that names, addresses and the rest rest on are left out whole.
var xmlColumns = func() []dataset.Column {
	var out []dataset.Column
	read := `sanctionEntity sanctionEntity@logicalId sanctionEntity@euReferenceNumber sanctionEntity@unitedNationId sanctionEntity@designationDate sanctionEntity/remark
		sanctionEntity/subjectType sanctionEntity/subjectType@code sanctionEntity/regulation sanctionEntity/regulation@programme sanctionEntity/regulation@publicationDate
		sanctionEntity/nameAlias sanctionEntity/nameAlias@wholeName sanctionEntity/nameAlias@firstName sanctionEntity/nameAlias@middleName sanctionEntity/nameAlias@lastName
		sanctionEntity/citizenship sanctionEntity/citizenship@countryDescription sanctionEntity/address sanctionEntity/address@countryDescription
		sanctionEntity/identification sanctionEntity/identification@identificationTypeCode sanctionEntity/identification@number`
	for n := range strings.FieldsSeq(read) {
		out = append(out, dataset.Column{Name: n})
	}
	leave := func(parent, names string) {
		for n := range strings.FieldsSeq(names) {
			out = append(out, dataset.Column{Name: parent + n, LeftOut: "stands in the quote; no relation says it"})
		}
	}
	leave("sanctionEntity", "@designationDetails @xmlns")
	leave("sanctionEntity/subjectType", "@classificationCode")
	leave("sanctionEntity/regulation", "@regulationType @organisationType @entryIntoForceDate @numberTitle @logicalId /publicationUrl /remark")
	for _, p := range []string{"nameAlias", "citizenship", "address", "identification", "birthdate"} {
		leave("sanctionEntity/"+p, "@regulationLanguage @logicalId @region @countryIso2Code /remark /regulationSummary /regulationSummary@regulationType /regulationSummary@publicationDate /regulationSummary@publicationUrl /regulationSummary@numberTitle /remark")
	}
	leave("sanctionEntity/nameAlias", "@function @gender @title @nameLanguage @strong")
	leave("sanctionEntity/address", "@city @street @poBox @zipCode @place @asAtListingTime /contactInfo /contactInfo@key /contactInfo@value")
	leave("sanctionEntity/identification", "@diplomatic @knownExpired @knownFalse @reportedLost @revokedByIssuer @issuedBy @issuedDate @validFrom @validTo @latinNumber @nameOnDocument @identificationTypeDescription @countryDescription")
	leave("sanctionEntity/", "birthdate birthdate@circa birthdate@calendarType birthdate@city birthdate@zipCode birthdate@birthdate birthdate@dayOfMonth birthdate@monthOfYear birthdate@year birthdate@yearRangeFrom birthdate@yearRangeTo birthdate@place birthdate@countryDescription")
	return out
}()
