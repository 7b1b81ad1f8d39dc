package mapping

import (
	_ "embed"
	"sync"

	"entente/loaders/dataset"
)

// The ready mappings, one by one.
var (
	//go:embed ready/cow-states.yaml
	cowStates []byte
	//go:embed ready/cow-contiguity.yaml
	cowContiguity []byte
	//go:embed ready/cow-contiguity-years.yaml
	cowContiguityYears []byte
	//go:embed ready/cow-contiguity-dates.yaml
	cowContiguityDates []byte
	//go:embed ready/cow-mid.yaml
	cowMID []byte
	//go:embed ready/cow-war.yaml
	cowWar []byte
	//go:embed ready/cow-igo.yaml
	cowIGO []byte
	//go:embed ready/atop.yaml
	atop []byte
	//go:embed ready/unga.yaml
	unga []byte
	//go:embed ready/desta.yaml
	desta []byte
	//go:embed ready/ucdp-ged.yaml
	ucdpGED []byte
	//go:embed ready/ucdp-acd.yaml
	ucdpACD []byte
	//go:embed ready/acled.yaml
	acled []byte
	//go:embed ready/acled-deleted.yaml
	acledDeleted []byte
	//go:embed ready/comtrade.yaml
	comtrade []byte
	//go:embed ready/comtrade-brief.yaml
	comtradeBrief []byte
	//go:embed ready/baci.yaml
	baci []byte
	//go:embed ready/agtpa.yaml
	agtpa []byte
)

// ready lists the ready mappings, in the order in which a table is offered to
// them.
var ready = sync.OnceValue(func() []*Mapping {
	var all []*Mapping
	for _, text := range [][]byte{
		cowStates, cowContiguity, cowContiguityYears, cowContiguityDates, cowMID, cowWar, cowIGO,
		atop, unga, desta, ucdpGED, ucdpACD, acled, acledDeleted, comtrade, comtradeBrief, baci, agtpa,
	} {
		m, err := Parse("a ready mapping", text)
		if err != nil {
			panic("mapping: " + err.Error()) // tested with the program
		}
		all = append(all, m)
	}
	return all
})

// Ready are the formats of the ready mappings.
func Ready() []dataset.Format {
	var formats []dataset.Format
	for _, m := range ready() {
		formats = append(formats, m.Format())
	}
	return formats
}
