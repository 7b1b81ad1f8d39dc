package main

import (
	"fmt"
	"strings"
)

// sanctions are the lists of sanctions.
func sanctions() []kind {
	uk := filled(ukHeader, ",")
	eu := filled("celex,recordId,programKey,annex,measure,startDate,schema,name,country,imoNumber", ",")
	fsf := filled(fsfHeader, ";")
	return []kind{
		{name: "ofac", file: "sdn.csv", versions: true, row: ofacRow},
		{name: "ofac-xml", file: "sdn.xml", versions: true, row: ofacEntry, tail: "</sdnList>\n",
			head: "<?xml version=\"1.0\" standalone=\"yes\"?>\n<sdnList xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"http://tempuri.org/sdnList.xsd\">\n  <publshInformation><Publish_Date>03/01/2025</Publish_Date></publshInformation>\n"},
		{name: "ofac-advanced", file: "sdn_advanced.xml", versions: true, head: advancedHead, row: advancedParty, tail: "</DistinctParties></Sanctions>\n"},
		{name: "uk", file: "UK-Sanctions-List.csv", versions: true, head: "Report Date: 12-Jan-2026\n" + ukHeader, row: func(i, _ int) string { return uk(ukCells(i)) }},
		{name: "eu-xml", file: "consolidated.xml", versions: true, row: fsfEntity, tail: "</export>\n",
			head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2025-05-01T10:00:00.000+02:00\" globalFileId=\"1\">\n"},
		{name: "eu-csv", file: "consolidated-1.1.csv", versions: true, head: "\ufeff" + fsfHeader, row: func(i, _ int) string {
			of := i / 2 // two names, or a name and a citizenship
			cells := map[string]string{"fileGenerationDate": "01/03/2025", "Entity_LogicalId": fmt.Sprint(of + 1), "Entity_EU_ReferenceNumber": fmt.Sprintf("EU.%d.1", of), "Entity_SubjectType": pick(of, "P", "E"), "NameAlias_WholeName": name(i), "Entity_Regulation_Programme": "IRN"}
			if i%2 == 1 {
				cells["Citizenship_CountryDescription"] = strings.ToUpper(stateOf(i).name)
			}
			return fsf(cells)
		}},
		{name: "eu-journal", file: "consolidated_32099R0001.csv", versions: true, head: "celex,recordId,programKey,annex,measure,startDate,schema,name,country,imoNumber\n", row: func(i, _ int) string {
			cells := map[string]string{"celex": "32099R0001", "recordId": fmt.Sprintf("EU-TST%d", i), "programKey": "EU-IRN", "annex": "I", "measure": "Asset freeze", "startDate": "01.02.2024", "schema": []string{"Person", "LegalEntity", "Vessel"}[i%3], "name": name(i), "country": stateOf(i).name}
			if i%3 == 2 {
				cells["imoNumber"] = ship(i)
			}
			return eu(cells)
		}},
		{name: "un", file: "consolidated.xml", versions: true, tail: "  </INDIVIDUALS>\n  <ENTITIES>\n  </ENTITIES>\n</CONSOLIDATED_LIST>\n",
			head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST dateGenerated=\"2025-03-01T00:00:09.554Z\">\n  <INDIVIDUALS>\n",
			row: func(i, _ int) string {
				return fmt.Sprintf("    <INDIVIDUAL>\n      <DATAID>%d</DATAID>\n      <FIRST_NAME>%s</FIRST_NAME>\n      <SECOND_NAME>%s %s</SECOND_NAME>\n      <UN_LIST_TYPE>Iran</UN_LIST_TYPE>\n      <REFERENCE_NUMBER>TSi.%06d</REFERENCE_NUMBER>\n      <LISTED_ON>2015-03-27</LISTED_ON>\n      <DESIGNATION><VALUE>Adviser</VALUE></DESIGNATION>\n      <NATIONALITY><VALUE>%s</VALUE></NATIONALITY>\n    </INDIVIDUAL>\n",
					i, title(i, 4), title(i+1, 4), mark(i, 5), i, stateOf(i).name)
			}},
	}
}

const (
	ukHeader  = "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Country,D.O.B,Nationality(/ies),IMO number,Current owner/operator (s),Current believed flag of ship,Parent company,Date Designated\n"
	fsfHeader = "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;Entity_Regulation_Programme;NameAlias_WholeName;Citizenship_CountryDescription\n"
)

func ofacRow(i, _ int) string {
	long := func(i int) string { return strings.ToUpper(word(i, 4) + " " + word(i+1, 3)) }
	code := func(i int) string { return strings.ToUpper(mark(i, 6)) }
	owner := func(i int) string { return long(i) + " SHIPPING LINES " + code(i) }
	switch i % 4 {
	case 0:
		return fmt.Sprintf("%d,\"%s\",-0- ,\"IRAN\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. '%s CO'; Additional Sanctions Information - Subject to Secondary Sanctions.\"\n", i+1, owner(i), strings.ToUpper(word(i, 5)))
	case 1:
		return fmt.Sprintf("%d,\"%s %s\",\"vessel\",\"IRAN\",-0- ,\"EP%s\",\"Crude Oil Tanker\",-0- ,-0- ,\"Iran\",-0- ,\"Vessel Registration Identification IMO %s; MMSI 4229%05d; Linked To: %s.\"\n", i+1, long(i), code(i), code(i)[:3], ship(i), i%99999, owner(i-1))
	case 2:
		return fmt.Sprintf("%d,\"%s, %s %s\",\"individual\",\"NPWMD\",\"Managing Director\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB %d Mar 1961; POB Bandar Abbas, Iran; nationality Iran; Gender Male; Passport K%08d (Iran); National ID No. %08d (Iran); Linked To: %s.\"\n", i+1, strings.ToUpper(word(i, 4)), title(i+3, 4), code(i), 1+i%28, i, i*3, owner(i-2))
	}
	return fmt.Sprintf("%d,\"%s TRADING %s\",-0- ,\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Registration Number %d (United Arab Emirates).\"\n", i+1, long(i), code(i), i)
}

func ofacEntry(i, _ int) string {
	typ := []string{"Entity", "Vessel", "Individual", "Entity"}[i%4]
	var b strings.Builder
	fmt.Fprintf(&b, "  <sdnEntry>\n    <uid>%d</uid>\n", i+1)
	if typ == "Individual" {
		fmt.Fprintf(&b, "    <firstName>%s</firstName>\n", title(i+3, 3))
	}
	fmt.Fprintf(&b, "    <lastName>%s</lastName>\n    <sdnType>%s</sdnType>\n    <programList><program>IRAN</program></programList>\n", strings.ToUpper(name(i)), typ)
	if typ != "Vessel" {
		fmt.Fprintf(&b, "    <akaList><aka><uid>%d</uid><type>a.k.a.</type><category>strong</category><lastName>%s</lastName></aka></akaList>\n", i+5_000_000, strings.ToUpper(word(i, 6)+mark(i+9, 4)))
	}
	fmt.Fprintf(&b, "    <addressList><address><uid>%d</uid><country>%s</country></address></addressList>\n", i+9_000_000, stateOf(i).name)
	if typ == "Vessel" {
		fmt.Fprintf(&b, "    <idList><id><uid>%d</uid><idType>Vessel Registration Identification</idType><idNumber>IMO %s</idNumber></id></idList>\n    <vesselInfo><callSign>EP%s</callSign><vesselFlag>Iran</vesselFlag></vesselInfo>\n", i+7_000_000, ship(i), mark(i, 3))
	}
	b.WriteString("  </sdnEntry>\n")
	return b.String()
}

const advancedHead = `<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML" Version="3">
  <DateOfIssue CalendarTypeID="1"><Year>2025</Year><Month>6</Month><Day>2</Day></DateOfIssue>
  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
    <CountryValues><Country ID="11082" ISO2="IR">Iran</Country></CountryValues>
    <FeatureTypeValues><FeatureType ID="3" FeatureTypeGroupID="1">Vessel Flag</FeatureType><FeatureType ID="10" FeatureTypeGroupID="1">Nationality Country</FeatureType><FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType></FeatureTypeValues>
    <NamePartTypeValues><NamePartType ID="1525">Entity Name</NamePartType><NamePartType ID="1520">Last Name</NamePartType></NamePartTypeValues>
    <PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
    <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType></PartyTypeValues>
    <ScriptValues><Script ID="215" ScriptCode="Latn">Latin</Script></ScriptValues>
  </ReferenceValueSets>
  <Locations><Location ID="1"><LocationCountry CountryID="11082" CountryRelevanceID="1413" /></Location></Locations>
  <DistinctParties>
`

func advancedParty(i, _ int) string {
	id := i + 1
	called := func(n, typ int, primary bool, as string) string {
		return fmt.Sprintf(`<Alias FixedRef="%d" AliasTypeID="%d" Primary="%v" LowQuality="false"><DocumentedName ID="%d" FixedRef="%d" DocNameStatusID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="%d" ScriptID="215" ScriptStatusID="1" Acronym="false">%s</NamePartValue></DocumentedNamePart></DocumentedName></Alias>`, id, typ, primary, 10*id+n, id, 10*id+n, as)
	}
	return fmt.Sprintf(`    <DistinctParty FixedRef="%d"><Comment /><Profile ID="%d" PartySubTypeID="3"><Identity ID="%d" FixedRef="%d" Primary="true" False="false">%s%s<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="%d" NamePartTypeID="1525" /></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="%d" NamePartTypeID="1525" /></MasterNamePartGroup></NamePartGroups></Identity><Feature ID="%d" FeatureTypeID="25"><FeatureVersion ID="%d" ReliabilityID="1"><Comment /><VersionLocation LocationID="1" /></FeatureVersion><IdentityReference IdentityID="%d" IdentityFeatureLinkTypeID="1" /></Feature></Profile></DistinctParty>
`, id, id, id, id, called(1, 1403, true, strings.ToUpper(name(i))+" SHIPPING"), called(2, 1400, false, strings.ToUpper(word(i, 6)+mark(i+9, 4))), 10*id+1, 10*id+2, id, id, id)
}

func ukCells(i int) map[string]string {
	of := i / 2 // the name, and an alias
	typ := []string{"Individual", "Ship", "Entity"}[of%3]
	cells := map[string]string{
		"Last Updated": "12/01/2025", "Unique ID": fmt.Sprintf("TST%07d", of), "OFSI Group ID": fmt.Sprint(of + 1), "Name 6": strings.ToUpper(word(i, 4)) + " " + mark(i, 6),
		"Name type": []string{"Primary Name", "Alias"}[i%2], "Regime Name": "Test Regulations 2024", "Designation Type": typ, "Date Designated": "25/04/2024", "Address Country": stateOf(i).name,
	}
	switch typ {
	case "Individual":
		cells["Name 1"] = title(i+2, 4)
	case "Ship":
		cells["IMO number"], cells["Current owner/operator (s)"], cells["Current believed flag of ship"] = ship(of), name(i+11)+" Lines", "Iran"
	case "Entity":
		cells["Parent company"] = name(i+12) + " Holding"
	}
	return cells
}

func fsfEntity(i, _ int) string {
	code, class := "enterprise", "E"
	if i%2 == 1 {
		code, class = "person", "P"
	}
	return fmt.Sprintf(`  <sanctionEntity unitedNationId="" euReferenceNumber="EU.%d.99" logicalId="%d" designationDate="2024-04-24"><regulation regulationType="regulation" organisationType="council" publicationDate="2024-04-25" programme="IRN" logicalId="9"/><subjectType code="%s" classificationCode="%s"/><nameAlias firstName="" middleName="" lastName="" wholeName="%s" strong="true" regulationLanguage="en" logicalId="%d"/><nameAlias wholeName="%s" strong="false" logicalId="%d"/><address city="Tehran" countryIso2Code="%s" countryDescription="%s" logicalId="%d"/></sanctionEntity>
`, i, i+1, code, class, name(i), 2*i, word(i, 6)+" "+mark(i+9, 4), 2*i+1, stateOf(i).iso2, strings.ToUpper(stateOf(i).name), i)
}
