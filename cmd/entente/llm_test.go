package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestLanguageModel runs the sessions in testdata/llm against an endpoint on
// this machine that speaks the OpenAI protocol: it wants the key "right", is
// busy the first time, and then finds one fact that is in the text and one
// whose quote it made up.
func TestLanguageModel(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/llm",
		Setup: func(e *testscript.Env) error {
			endpoint := httptest.NewServer(&model{})
			e.Defer(endpoint.Close)
			e.Setenv("LLM_URL", endpoint.URL+"/v1")
			e.Setenv("NO_COLOR", "1")
			return nil
		},
	})
}

type model struct{ asked atomic.Int32 }

// ServeHTTP implements http.Handler.
func (m *model) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.Header.Get("Authorization") != "Bearer right" {
		w.WriteHeader(http.StatusUnauthorized)
		w.Write([]byte(`{"error":{"message":"wrong key","type":"invalid_request_error"}}`))
		return
	}
	if !strings.HasSuffix(r.URL.Path, "/chat/completions") {
		http.NotFound(w, r)
		return
	}
	if m.asked.Add(1) == 1 {
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusServiceUnavailable)
		w.Write([]byte(`{"error":{"message":"busy"}}`))
		return
	}
	finding := func(quote, subject, object string) map[string]any {
		return map[string]any{
			"quote": quote, "relation": "accuses", "status": "asserted",
			"subject": map[string]string{"mention": subject, "label": subject, "type": "State"},
			"object":  map[string]string{"mention": object, "label": object, "type": "State"},
			"time":    nil, "amount": nil, "place": nil, "speaker": nil, "confidence": 0.9,
		}
	}
	content, _ := json.Marshal(map[string]any{"findings": []any{
		finding("Chile accused Peru of closing the border.", "Chile", "Peru"),
		finding("Peru accused Chile of lying.", "Peru", "Chile"),
	}})
	json.NewEncoder(w).Encode(map[string]any{
		"id": "1", "object": "chat.completion", "created": 1, "model": "small",
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": map[string]string{"role": "assistant", "content": string(content)}}},
		"usage":   map[string]int{"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
	})
}
