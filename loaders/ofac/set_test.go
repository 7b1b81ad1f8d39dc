package ofac

import (
	"testing"

	"entente/loaders/dataset/datasettest"
)

// FuzzSet gives the list and what lies beside it whatever bytes there are.
func FuzzSet(f *testing.F) {
	of := func(name string) []byte { return []byte(datasettest.Sample(f, "ofac/2025/"+name)) }
	f.Add(of("sdn.csv"), of("add.csv"), of("alt.csv"), of("sdn_comments.csv"), []byte("9901,\"COAST BANK\",-0- ,\"SSI\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n"))
	f.Fuzz(func(t *testing.T, main, addresses, names, comments, other []byte) {
		datasettest.FuzzSet(t, Format(), "sdn.csv", map[string]string{
			"sdn.csv": string(main), "add.csv": string(addresses), "alt.csv": string(names), "sdn_comments.csv": string(comments), "cons_prim.csv": string(other),
		})
	})
}
