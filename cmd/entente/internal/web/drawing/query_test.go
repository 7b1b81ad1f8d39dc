package drawing

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"entente/cmd/entente/internal/web/route"
)

func TestRead(t *testing.T) {
	v, _ := url.ParseQuery("actor=+Iran+&depth=2&with=China&with=&relation=sanctions&as-of=2024&min-sources=2&min-confidence=0.5&seed=7&status=denied&between=")
	r, err := Read(v, 2000)
	if err != nil {
		t.Fatal(err)
	}
	if r.Actor != "Iran" || r.Depth != 2 || !slices.Equal(r.With, []string{"China"}) || !slices.Equal(r.Relations, []string{"sanctions"}) ||
		r.AsOf != "2024" || r.MinSources != 2 || r.MinConfidence != 0.5 || r.Seed != 7 || r.Max != 2000 || string(r.Statuses[0]) != "denied" {
		t.Errorf("%+v", r)
	}
	for _, bad := range []string{"actor=Iran&depth=0", "actor=Iran&depth=many", "actor=Iran&depth=99", "between=Iran", "between=a&between=b&between=c", "min-sources=-1", "min-confidence=high", "seed=-1", "status=rumoured"} {
		v, _ := url.ParseQuery(bad)
		if _, err := Read(v, 2000); err == nil || route.ProblemOf(err).Status != http.StatusBadRequest {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
