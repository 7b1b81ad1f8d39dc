package ftm

import (
	"strings"

	"entente/loaders/dataset"
)

// read are the properties that become claims or say who is meant.
const read = `name alias weakAlias previousName abbreviation country jurisdiction mainCountry nationality citizenship flag pastFlags imoNumber mmsi wikidataId
leiCode innCode ogrnCode registrationNumber taxNumber passportNumber birthDate incorporationDate entity authority programId program startDate endDate
listingDate date role status relationship owner asset percentage director organization member employer employee person relative associate holder post
agent client predecessor successor subject object parent`

// leftOut are the other properties of the schemas: no claim of the vocabulary
// says them.
const leftOut = `accountNumber accountType address addressEntity alephUrl amended amount amountEur amountUsd ancestors appearance area assessmentId author authoredAt
authorityId authorityReferenceId awardNoticeDate awardedInLots awardingDate balance balanceDate bank bankAccount bankAddress bankForeign bankName
bankRub bcc beneficiary beneficiaryAccount bic bikCode birthCountry birthPlace bodyHtml bodyText buildDate bvdId cadastralCode caemCode cageCode
callForTenders callId callSign caller callerNumber cancelled candidate capital case caseNumber category cc ccdNumber ccdValue censusBlock
certificationCheck cikCode city clarificationDeadline classification closeDate closingDate coatoCode collateral columns commodities companiesMentioned
confidenceScore contentHash contextCountry contextEmail contextPhone contract contractDate contractHolder contractNoticeDate court cpvCode crawler
createDate createdAt creationDate creditor criteria crsNumber csvHash currency currencySymbol customsAmount customsProcedure deathDate debtor
decisionReason declarant declarationDate departureCountry deregistrationDate description destinationCountry detectedCountry detectedLanguage
detectedSchema directionOfTransportation directive dissolutionDate document documentNumber documentType dollarExchRate dunsCode duration education
email emailMentioned emitters encoding encumbrance endLocation ethnicity euFunding evaluationMechanism extension eyeColor fallsUnderGPPScope
fatherName figiCode fileDate fileName fileSize firstName fnsCode from fssCode full gender generator giiNumber givenName goal goodsDescription
googlePlaceId grossRegisteredTonnage hairColor headers height iban ibanMentioned ibcRuc icijId idNumber important inReplyTo inReplyToEmail
inReplyToMessage inceptionDate income index indexText invoiceAmount involved involvesOutcome ipAddress ipMentioned ipoCode irsCode isin isinCode
issueDate issuer jibCode keywords kppCode landType language lastName latitude legalBasis legalForm licenseNumber location locationMentioned longitude
lotNumber lotsNames mangingExchange match matcher maturityDate maxBalance maxBalanceDate maximumNumberOfLots mbsCode messageId metadata method
middleName mimeType model modifiedAt motherName multipleTenders nameChangeDate nameSuffix namesMentioned navigationArea notes noticeId npiCode number
numberAwards numberOfLots numberOfSeats nutsCode okopfCode okpoCode oksmCode okvedCode onBehalfOf opencorporatesUrl openingDate operator organizer
originCountry osmId ownershipType participant party password pastTypes payer payerAccount paymentOptions pdfHash peopleMentioned permId personalNumber
pfrNumber phase phone phoneMentioned pictured political position postOfficeBox postalCode privateKey procedure procedureNumber processedAt
processingAgent processingError processingStatus procurementType programUrl programme project projectId proof propertyType provisions publicKey
publicationDate publishDate publishedAt publisher publisherUrl purpose reason receiver receiverNumber recipientAccount recipients recordId region
registrationDate registrationPort relationToThreshold religion remarks resolved retrievedAt reverseAuctionsIncluded reviewDate ricCode rowCount
samplingRate secondName secretary sector sender senderAccount sequenceNumber service sharesCount sharesCurrency sharesType sharesValue
socialSecurityNumber sourceUrl spokenLanguage startLocation state street street2 submissionDeadline subnationalArea summary supplier surname swiftBic
taxPaid taxStatus taxee tedUrl tenderers tendersForLots tenure threadTopic ticker title titleNumber to tonnage topics tradingCountry transactionNumber
translatedLanguage translatedText translatedTextLanguage transport type uniqueEntityId unscId username vatCode vedCode vedCodeDescription vehicle
voenCode wealth website weight wikipediaUrl`

func columns() []dataset.Column {
	out := []dataset.Column{
		{Name: "id"}, {Name: "caption"}, {Name: "schema"}, {Name: "properties"}, {Name: "op"}, {Name: "entity"}, {Name: "last_seen"}, {Name: "last_change"},
		{Name: "datasets", LeftOut: "the lists it was put together from"}, {Name: "referents", LeftOut: "ids of earlier states"}, {Name: "target", LeftOut: "about the list"}, {Name: "first_seen", LeftOut: "about the list"},
		{Name: "origin", LeftOut: "about the list"}, {Name: "mutable", LeftOut: "about the program"}, {Name: "key_prefix", LeftOut: "about the program"},
	}
	for _, name := range strings.Fields(read) {
		out = append(out, dataset.Column{Name: "properties." + name})
	}
	for _, name := range strings.Fields(leftOut) {
		out = append(out, dataset.Column{Name: "properties." + name, LeftOut: "no relation says it"})
	}
	return out
}
