package syntax

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestCardOfModel: the card is about the model beside it.
func TestCardOfModel(t *testing.T) {
	card, err := os.ReadFile("CARD.md")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(modelBytes)); !strings.Contains(string(card), sum) {
		t.Errorf("CARD.md does not name the model's SHA-256 %s: score the model and write its card anew", sum)
	}
	if len(modelBytes) >= 12_000_000 {
		t.Errorf("the model has %d bytes, more than 12,000,000", len(modelBytes))
	}
}
