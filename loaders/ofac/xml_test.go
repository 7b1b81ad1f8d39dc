package ofac

import (
	"slices"
	"strings"
	"testing"

	"entente/loaders/dataset/datasettest"
)

// In either form of XML an entry that stands twice gives its claims once; the
// second is told of, with the line of the first.
func TestEntryTwice(t *testing.T) {
	for _, form := range []struct{ folder, file, element, list string }{
		{"xml", "sdn.xml", "sdnEntry", "sdnList"},
		{"advanced", "sdn_advanced.xml", "DistinctParty", "DistinctParties"},
	} {
		t.Run(form.folder, func(t *testing.T) {
			text := datasettest.Sample(t, "ofac/"+form.folder+"/"+form.file)
			from, end := strings.Index(text, "<"+form.element), "</"+form.element+">"
			first := text[from : strings.Index(text, end)+len(end)]
			once := datasettest.Load(t, Format(), form.file, text)
			twice := datasettest.Load(t, Format(), form.file, strings.Replace(text, "</"+form.list+">", first+"\n</"+form.list+">", 1))
			if !slices.Equal(once.Lines(), twice.Lines()) {
				t.Errorf("claims are\n%s, with the entry once\n%s", strings.Join(twice.Lines(), "\n"), strings.Join(once.Lines(), "\n"))
			}
			reasons := twice.Reasons()
			if n := len(reasons) - len(once.Reasons()); n != 1 || !strings.Contains(strings.Join(reasons, "\n"), "stands in line") {
				t.Errorf("reasons: %q", reasons)
			}
		})
	}
}
