// Package dataset is the frame in which data sets are read as claims: lists,
// tables and records as their publishers put them out. A data set is a
// [Format], a package of its own beside this one with one exported Format
// function; package loaders lists them all.
//
// # How a format is written
//
//	func Format() dataset.Format {
//		return dataset.Format{
//			Name: "flags", Title: "Register of flags", Publisher: "…", Licence: "…", URL: "…",
//			Recognise: func(name string, head []byte) bool { return bytes.HasPrefix(head, []byte("imo,flag,")) },
//			Columns:   []dataset.Column{{Name: "imo"}, {Name: "flag"}, {Name: "tonnage", LeftOut: "no claim says it"}},
//			Load:      load,
//		}
//	}
//
//	func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
//		text, err := w.Begin(ctx, in, graph.Source{})       // one text, one source
//		…
//		defer text.Close()
//		rows := dataset.NewTable(text, dataset.Dialect{Comma: ',', Quotes: true})
//		imo, flag := rows.Column("imo"), rows.Column("flag") // after rows.Header(w)
//		for row, err := range rows.Rows(ctx, w) {
//			…
//			w.Claim(ctx, &row.Record, graph.Claim{Subject: …, Relation: "flagged-in", Object: …, Rule: "flag"})
//		}
//		return w.End(ctx)
//	}
//
// # Evidence
//
// What a claim rests on is a [Record]: a row, a JSON object, an XML element.
// The claim's quote is the record as it stands in the text (or a part of it,
// see [Record.Part]), its offsets are those of the quote's bytes in the text,
// its sentence is the number of the record's first line, and its rule is the
// format's name and what in the record said it: "ofac: Linked To".
//
// The text of a file is its content decompressed, as UTF-8. In a file that is
// not UTF-8, every line that is not valid UTF-8 is read as windows-1252 (which
// holds Latin-1); one that begins with a UTF-16 byte order mark is decoded
// whole. Offsets, quotes and the SHA-256 of the source are those of this text;
// for a file that is UTF-8 they are those of the file. A byte order mark
// counts among the bytes.
//
// # Sources and versions
//
// Every file is a source of its own: its ID is the format, the file's name and
// the first digits of its SHA-256 ("ofac/sdn.csv@3f2a9c1b04d7"), whatever
// folder it came from. A file with more than [PartSize] claims becomes several
// sources, so that no more than that is held in memory at once ("…/2", "…/3").
//
// Where [Format.Versioned] is set, a file takes the place of the last one of
// its series: its records are told by [Record.ID], and the store ends the
// claims of records that are gone or read differently, keeps those that read
// the same, and adds what is new. Such files are one source, never parts.
//
// # Names
//
// [Names] finds the actor that a code or name means and makes IDs for others.
// States are found by name or code. An entry of a list that is nobody the
// gazetteer knows gets its name and its key in the list as ID:
// "actor:mar-azul-ofac-4238", for names alone do not tell people apart. A
// vessel is told by its IMO number on every list: "actor:imo-9187629".
//
// # What is not said silently
//
// Every column, field or element of the input stands in [Format.Columns],
// read or left out with the reason; others are warned of once, with how often
// they came. Codes that a format does not know go to [Writer.Unknown] and are
// shown with their numbers at the end. Rows that cannot be used go to
// [Writer.Reject].
package dataset
