package dataset

import (
	"encoding/json"

	quick "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

var lenient = quick.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// AnyCase is for files that do not write the names of members in one case.
var AnyCase = quick.MatchCaseInsensitiveNames(true)

// Unmarshal reads a value. What the quick decoder refuses encoding/json may
// know how to take, and says of the rest what is wrong in words that people
// know. Without [AnyCase] the names of members must be in the case of the
// struct's.
func Unmarshal[T any](text []byte, x *T, more ...quick.Options) error {
	if quick.Unmarshal(text, x, append(more, lenient)...) == nil {
		return nil
	}
	var zero T
	*x = zero
	return json.Unmarshal(text, x)
}
