package gazetteer

import "testing"

// TestBuiltinIsSound runs the checks of a user's lexicon on our own files.
func TestBuiltinIsSound(t *testing.T) {
	lex, err := readDataFiles()
	if err != nil {
		t.Fatal(err)
	}
	if err := lex.check(lex); err != nil {
		t.Error(err)
	}
}
