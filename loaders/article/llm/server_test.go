package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
	"entente/schema"
)

const (
	testModel = "test-model"
	testKey   = "sk-test-0123456789"
)

// server is an endpoint on this machine that speaks the protocol. What it
// answers is the test's.
type server struct {
	*httptest.Server
	t  *testing.T
	mu sync.Mutex
	// answer is called once a request, one at a time; n counts from 1.
	answer   func(n int, text string) reply
	requests []request
}

type reply struct {
	status  int // 0 for 200
	header  map[string]string
	body    string // of a failure, or instead of a completion
	content string
	finish  string // "" for stop
	refusal string
	noUsage bool
	hang    bool // until the client goes away
}

// request is what the tests look at in what was sent.
type request struct {
	Model       string   `json:"model"`
	Temperature *float64 `json:"temperature"`
	Seed        *int     `json:"seed"`
	MaxTokens   int      `json:"max_tokens"`
	Messages    []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"messages"`
	ResponseFormat struct {
		Type       string `json:"type"`
		JSONSchema struct {
			Name   string          `json:"name"`
			Strict bool            `json:"strict"`
			Schema json.RawMessage `json:"schema"`
		} `json:"json_schema"`
	} `json:"response_format"`

	path, authorization string
	text                string // of the chunk
}

func newServer(t *testing.T, answer func(n int, text string) reply) *server {
	t.Helper()
	s := &server{t: t, answer: answer}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// ServeHTTP implements http.Handler.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := request{path: r.URL.Path, authorization: r.Header.Get("Authorization")}
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		if !errors.Is(err, io.ErrUnexpectedEOF) { // a client that gave up while it still wrote
			s.t.Errorf("the request is no JSON: %v", err)
		}
		return
	}
	if len(q.Messages) == 2 {
		q.text = inTag(q.Messages[1].Content, "text")
	}
	s.mu.Lock()
	s.requests = append(s.requests, q)
	a := s.answer(len(s.requests), q.text)
	s.mu.Unlock()
	if a.hang {
		<-r.Context().Done()
		return
	}
	for k, v := range a.header {
		w.Header().Set(k, v)
	}
	w.Header().Set("Content-Type", "application/json")
	if a.status != 0 {
		w.WriteHeader(a.status)
	}
	if a.body != "" || a.status != 0 {
		fmt.Fprint(w, a.body)
		return
	}
	if a.finish == "" {
		a.finish = "stop"
	}
	message := map[string]any{"role": "assistant", "content": a.content}
	if a.refusal != "" {
		message["refusal"] = a.refusal
	}
	completion := map[string]any{
		"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": q.Model,
		"choices": []any{map[string]any{"index": 0, "message": message, "finish_reason": a.finish}},
	}
	if !a.noUsage {
		completion["usage"] = map[string]int{"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
	}
	if err := json.NewEncoder(w).Encode(completion); err != nil {
		s.t.Logf("answering: %v", err)
	}
}

func (s *server) sent() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// inTag gives what stands between <name-CODE> and its end in a message.
func inTag(message, name string) string {
	_, rest, ok := strings.Cut(message, "<"+name+"-")
	if !ok {
		return ""
	}
	code, rest, _ := strings.Cut(rest, ">\n")
	text, _, _ := strings.Cut(rest, "\n</"+name+"-"+code+">")
	return text
}

// made is a finding as a test writes it; fields left out are null.
type made struct {
	quote, relation string
	subject, object party
	status          string // "" for asserted
	time            string
	amount          *amounts
	place, speaker  *party
	confidence      *float64
}

func findings(all ...made) string {
	out := []map[string]any{}
	for _, m := range all {
		if m.status == "" {
			m.status = "asserted"
		}
		f := map[string]any{
			"quote": m.quote, "relation": m.relation, "subject": m.subject, "object": m.object, "status": m.status,
			"time": nil, "amount": m.amount, "place": m.place, "speaker": m.speaker, "confidence": m.confidence,
		}
		if m.time != "" {
			f["time"] = m.time
		}
		out = append(out, f)
	}
	text, err := json.Marshal(map[string]any{"findings": out})
	if err != nil {
		panic(err)
	}
	return string(text)
}

var builtin = sync.OnceValues(gazetteer.Builtin)

// options ask a server; no test waits for the clock but where it says so.
func (s *server) options(t testing.TB) Options {
	t.Helper()
	g, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		URL: s.URL + "/v1", Model: testModel, Key: testKey, Gazetteer: g, Vocabulary: schema.Builtin(),
		Parallel: 1, PriceIn: 1, PriceOut: 10,
	}
}

// waiter is a clock that is not waited for: sleeping moves it on.
type waiter struct {
	mu    sync.Mutex
	at    time.Time
	waits []time.Duration
}

func (w *waiter) clock() clock {
	w.at = time.Date(2026, 2, 7, 12, 0, 0, 0, time.UTC)
	return clock{
		now: func() time.Time {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.at
		},
		sleep: func(ctx context.Context, d time.Duration) error {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.waits = append(w.waits, d)
			w.at = w.at.Add(d)
			return ctx.Err()
		},
	}
}

func extractor(t testing.TB, o Options) (*Extractor, *waiter) {
	t.Helper()
	e, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	w := &waiter{}
	e.clock = w.clock()
	return e, w
}

func talks() document.Document {
	return document.Plain("talks.txt", "2026-02-07", "Iran and the United States held talks in Muscat on Friday. "+
		"Oman’s foreign minister mediated. Tehran exported oil worth $2 billion to China in 2025.")
}

var (
	iran  = party{"Iran", "Iran", "State"}
	us    = party{"the United States", "United States", "State"}
	oman  = party{"Oman", "Oman", "State"}
	china = party{"China", "China", "State"}
)

const talksQuote = "Iran and the United States held talks in Muscat on Friday."

func talksFinding() made {
	return made{quote: talksQuote, relation: "negotiates-with", subject: iran, object: us, time: "2026-02-06", place: &party{"Muscat", "Muscat", "Place"}}
}
