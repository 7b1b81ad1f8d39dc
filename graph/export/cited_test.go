package export

import (
	"testing"

	"entente/graph"
)

func TestCited(t *testing.T) {
	named, others := cited([]graph.Source{
		{ID: "a", Publisher: "Gulf Post", URL: "https://gulf.example/1"},
		{ID: "b", Publisher: "Lake Herald", Title: "Talks", URL: "https://lake.example/1"},
		{ID: "c", Publisher: "Gulf Post", URL: "https://gulf.example/2"},
		{ID: "d"},
		{ID: "e", Publisher: "Gulf Post"},
		{ID: "f"},
	}, 2)
	want := []citation{{"Gulf Post", 3, ""}, {"Lake Herald, Talks", 1, "https://lake.example/1"}}
	if len(named) != 2 || named[0] != want[0] || named[1] != want[1] || others != 2 {
		t.Errorf("named %+v and %d others, expected %+v and 2", named, others, want)
	}
	if got := named[0].says(); got != "Gulf Post (3 documents)" {
		t.Errorf("says %q", got)
	}
}
