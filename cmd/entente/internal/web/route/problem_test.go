package route

import (
	"context"
	"fmt"
	"net/http"
	"testing"
)

// Who still listens when a server stops is told so, and not of an error of it.
func TestStoppingIsNoFault(t *testing.T) {
	p := ProblemOf(fmt.Errorf("loading a.jsonl: %w", context.Canceled))
	if p.Status != http.StatusServiceUnavailable || p.Detail != "the server is stopping" {
		t.Errorf("%d %s", p.Status, p.Detail)
	}
}
