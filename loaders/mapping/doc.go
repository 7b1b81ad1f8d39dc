// Package mapping reads tables of which a file in YAML says what they mean:
// how the table is written, which columns name the actors, the relation, the
// time and the amount, and which columns are left out and why. The mappings
// of the field's tables are ready beside the code, in the folder ready; a user
// gives one of his own by `entente load --mapping FILE`, and [Suggest] drafts
// one from a table's first rows.
//
// A mapping looks like this:
//
//	name: cow-contiguity
//	title: Direct contiguity of states (Correlates of War)
//	publisher: …   licence: …   url: …
//	recognise: [statelno, statehno, conttype, begin, end]   # a table with these columns is this one
//	table: {comma: ",", quotes: true, nulls: ["-9", "."]}     # values that say nothing, besides none
//	key: "{dyad} {begin}"                                    # tells records apart from version to version
//	left: {"says what the number says": [statelab, statehab]}
//	leave:
//	  - {when: {conttype: ["5"]}, why: far across the sea}
//	claims:
//	  - subject: {code: statelno, scheme: cow}
//	    relation: borders
//	    object: {code: statehno, scheme: cow}
//	    time: {from: begin, to: end, still: ["201612"]}
//
// # Actors
//
// An actor is a code of a scheme (iso2, iso3, m49, fips, cow, gw, comtrade,
// wikidata), a name with the type that a new actor gets, or one fixed id:
// {code: c, scheme: cow}, {name: side_b, type: ArmedGroup}, {name: "Resolution
// {unres}", type: Agreement}, {id: actor:united-nations}. "not" names values
// that are nobody, with the reason; "split" parts a list; "states" are words
// before the name of a state ("Government of ") that mean the state itself;
// "drop" cuts a trailing bracket ("(2000-2024)"); "upper" is for acronyms;
// "within" is an actor that a new one belongs to.
//
// # Relation, time, amount
//
// A relation is fixed, or told by a column: {column: flow, values: {M:
// imports-from}}. A time is a day, a year, a span of two columns or of column
// triples; values in "still" mean that it lasts. "merge: true" joins the rows
// of consecutive years that say the same into one claim, which rests on the
// first; those that reach the last year of the table are open. "by" names
// columns that keep rows apart. An amount has a column, a unit ({columns} are
// filled in) and a factor.
//
// A table with "versioned: true" takes the place of the last of its name. With
// "updates: {series: s, stamp: column}" it is an update of a series that
// several tables share: a row says all that holds of its record now, and of
// other records nothing; what the store holds of a later day stays. With
// "delete: true" its records are gone.
//
// "melt" turns a wide table into a long one: of each column it names, "$column"
// and "$value" stand in turn. "join" looks up columns in a table beside this.
package mapping
