// Package gazetteer knows actors by name and by date: states, places,
// organizations, and the people who hold offices. It answers three questions:
//
//   - Who can these words mean? [Gazetteer.Match] walks the words of a text,
//     [Gazetteer.Find] takes a name somebody typed.
//   - Who held this office on that day? [Gazetteer.Holder],
//     [Gazetteer.Offices].
//   - What is known of this actor? [Gazetteer.Entry], [Entry.Description].
//
// It never decides between candidates: "Georgia" has two, "Tehran" is a city
// and stands for a government, and which one is meant is told by the text
// around the name. Candidates come back best first (see [Hit]), each with the
// kind of name it was found by.
//
// # The data
//
// The built-in data are the YAML files beside the code; they are the source
// and are meant to be edited by hand. builtin.bin holds the same records in a
// form that is read in a few milliseconds; after a change to a YAML file run
//
//	go generate ./loaders/gazetteer
//
// A stale builtin.bin is never used: it carries a digest of the YAML files,
// and when that does not fit, the YAML files are read instead, which takes a
// second or so.
//
// A user's own names come in by [Gazetteer.With], in one file of the same
// shapes (see testdata/lexicon.yaml for one with everything).
package gazetteer
