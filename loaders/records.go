package loaders

import (
	"slices"

	"entente/loaders/dataset"
	"entente/loaders/mapping"
	"entente/loaders/network"
	"entente/loaders/threats"
	"entente/loaders/wikidata"
)

// records are the data sets that are told by the shape of their records
// rather than by their name, and the tables that a mapping reads: rows of
// [All].
func records() []dataset.Format {
	return slices.Concat([]dataset.Format{
		wikidata.Format(),
		threats.STIX(),
		threats.MISP(),
	}, network.Formats(), mapping.Ready())
}
