package llm

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestPatience(t *testing.T) {
	good := reply{content: findings(talksFinding())}
	quota := `{"error":{"message":"too much","type":"x","code":"insufficient_quota"}}`
	limit := `{"error":{"message":"slow down","type":"x","code":"rate_limit"}}`
	for _, c := range []struct {
		name     string
		answers  []reply // the last one for ever
		requests int
		err      string // "" if there is a claim
		told     string // of the rejection
		least    time.Duration
	}{
		{name: "busy, then good", answers: []reply{{status: 429, body: limit}, good}, requests: 2, least: 500 * time.Millisecond},
		{name: "busy and says how long", answers: []reply{{status: 429, body: limit, header: map[string]string{"Retry-After": "30"}}, good}, requests: 2, least: 30 * time.Second},
		{name: "busy until a time", answers: []reply{{status: 503, body: "busy", header: map[string]string{"Retry-After": "Sat, 07 Feb 2026 12:01:00 GMT"}}, good}, requests: 2, least: 50 * time.Second},
		{name: "busy for hours", answers: []reply{{status: 429, body: limit, header: map[string]string{"Retry-After": "7200"}}}, requests: 1, err: "429 Too Many Requests: slow down; it asks to wait 2h0m0s"},
		{name: "broken, then good", answers: []reply{{status: 500, body: "oops"}, {status: 502, body: "<html>"}, good}, requests: 3},
		{name: "broken for ever", answers: []reply{{status: 500, body: "oops"}}, requests: 5, err: "given up after 5 tries: the endpoint says 500 Internal Server Error: oops", least: 7 * time.Second},
		{name: "no protocol, then good", answers: []reply{{body: "<html>hello</html>"}, good}, requests: 2},
		{name: "breaks off for ever", answers: []reply{{body: `{"choices":[{"message":{"content":"`}}, requests: 5, err: "given up after 5 tries: asking the endpoint"},
		{name: "out of money", answers: []reply{{status: 429, body: quota}}, requests: 1, err: "too much"},
		{name: "wrong key", answers: []reply{{status: 401, body: `{"error":{"message":"Incorrect API key provided: ` + testKey + `","type":"x"}}`}}, requests: 1, err: "Incorrect API key provided: [key] (is the key right?"},
		{name: "no such model", answers: []reply{{status: 404, body: `{"error":{"message":"model not found","type":"x"}}`}}, requests: 1, err: `is there a model "test-model"`},
		{name: "no such parameter", answers: []reply{{status: 400, body: "\x1b[2Jbad " + testKey}}, requests: 1, err: "400 Bad Request: [2Jbad [key] (the endpoint must know"},
		{name: "bad JSON, then good", answers: []reply{{content: "Sure! Here is the JSON:"}, good}, requests: 2},
		{name: "bad JSON for ever", answers: []reply{{content: "```json\n{}\n```"}}, requests: 3, told: "refused: the answer is not what the schema asks for: invalid character"},
		{name: "no findings", answers: []reply{{content: "{}"}}, requests: 3, told: `it has no "findings"`},
		{name: "more after the end", answers: []reply{{content: good.content + "{}"}}, requests: 3, told: "there is more after its end"},
		{name: "no choices", answers: []reply{{body: `{"choices":[]}`}}, requests: 3, told: "the response has no answer in it"},
		{name: "the key comes back", answers: []reply{{content: `{"findings":[{"quote":"` + testKey + `"}]}`}}, requests: 3, told: "the answer has the key in it"},
		{name: "the model refuses", answers: []reply{{refusal: "I would rather not."}}, requests: 1, told: "the model refuses"},
		{name: "a filter refuses", answers: []reply{{finish: "content_filter"}}, requests: 1, told: "the model refuses"},
		{name: "cut off, too short to split", answers: []reply{{finish: "length"}}, requests: 1, told: "the answer is cut off"},
		{name: "context too small, too short to split", answers: []reply{{status: 400, body: `{"error":{"message":"x","type":"x","code":"context_length_exceeded"}}`}}, requests: 1, told: "the answer is cut off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newServer(t, func(n int, _ string) reply { return c.answers[min(n, len(c.answers))-1] })
			o := s.options(t)
			o.Cache = t.TempDir()
			e, w := extractor(t, o)
			r, err := e.ReadAll(t.Context(), talks())
			if n := len(s.sent()); n != c.requests {
				t.Errorf("%d requests, want %d", n, c.requests)
			}
			var told string
			for _, x := range r.Rejections {
				told += x.Reason
			}
			switch {
			case c.err != "":
				if err == nil || !strings.Contains(err.Error(), c.err) || strings.Contains(fmt.Sprintf("%v %#v", err, err), testKey) {
					t.Errorf("error is %v, want one with %q", err, c.err)
				}
			case err != nil:
				t.Error(err)
			case (c.told == "") != (len(r.Claims) == 1) || !strings.Contains(told, c.told):
				t.Errorf("%d claims, told %q, want %q", len(r.Claims), told, c.told)
			}
			var waited time.Duration
			for _, d := range w.waits {
				waited += d
			}
			if waited < c.least || c.requests == 1 && waited > 0 {
				t.Errorf("waited %v, want at least %v", w.waits, c.least)
			}
			if u := e.Usage(); u.Requests != c.requests || u.Retries != c.requests-1 {
				t.Errorf("usage is %s", u)
			}
		})
	}
}

// The waits of one question are the same in every run, grow, and are never
// more than a minute.
func TestBackoff(t *testing.T) {
	key := strings.Repeat("0123456789abcdef", 4)
	a, b := newBackoff(key), newBackoff(key)
	other := newBackoff(strings.Repeat("f", 64))
	same := true
	for i := range 12 {
		x, y := a.next(), b.next()
		longest := min(firstWait<<i, longestWait)
		if x != y || x < longest/2 || x > longest {
			t.Errorf("wait %d is %v and %v, want from %v to %v", i+1, x, y, longest/2, longest)
		}
		same = same && x == other.next()
	}
	if same {
		t.Error("two questions wait alike: there is no jitter")
	}
}

func TestRequestsPerMinute(t *testing.T) {
	p := newPace(30)
	now := time.Date(2026, 2, 7, 12, 0, 0, 0, time.UTC)
	var got []time.Duration
	for range 3 {
		got = append(got, p.reserve(now))
	}
	if fmt.Sprint(got) != "[0s 2s 4s]" {
		t.Errorf("thirty a minute wait %v", got)
	}
	p.hold(now.Add(time.Minute))
	if d := p.reserve(now); d != time.Minute {
		t.Errorf("held, it waits %v", d)
	}
	if d := p.reserve(now.Add(time.Hour)); d != 0 {
		t.Errorf("an hour later it waits %v", d)
	}
}

func TestNew(t *testing.T) {
	for _, c := range []struct {
		name    string
		options Options
		want    string // "" for none
	}{
		{"this machine", Options{URL: "http://127.0.0.1:11434/v1", Model: "m"}, ""},
		{"this machine by name", Options{URL: "http://localhost:8080/v1/", Model: "m"}, ""},
		{"this machine, version 6", Options{URL: "http://[::1]:8080/v1", Model: "m"}, ""},
		{"encrypted", Options{URL: "https://api.example.org/v1", Model: "m"}, ""},
		{"another machine in the clear", Options{URL: "http://10.0.0.1/v1", Model: "m"}, "is not encrypted"},
		{"a name like this machine's", Options{URL: "http://localhost.example.org/v1", Model: "m"}, "is not encrypted"},
		{"allowed", Options{URL: "http://10.0.0.1/v1", Model: "m", Insecure: true}, ""},
		{"no model", Options{URL: "https://api.example.org/v1"}, "no model was named"},
		{"no address", Options{Model: "m"}, "is not of the form https://host/v1"},
		{"no scheme", Options{URL: "api.example.org/v1", Model: "m"}, "is not of the form"},
		{"password", Options{URL: "https://me:secret@api.example.org/v1", Model: "m"}, "must have no user, password or query"},
		{"query", Options{URL: "https://api.example.org/v1?key=secret", Model: "m"}, "must have no user, password or query"},
		{"key of two lines", Options{URL: "https://api.example.org/v1", Model: "m", Key: "a\nb"}, "line break"},
		{"tiny chunks", Options{URL: "https://api.example.org/v1", Model: "m", ChunkBytes: 5}, "must be from"},
		{"negative", Options{URL: "https://api.example.org/v1", Model: "m", Tries: -1}, "tries cannot be -1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(c.options)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("error is %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestKeyDoesNotShow(t *testing.T) {
	o := Options{Model: "m", Key: testKey}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if s := fmt.Sprintf(verb, o) + fmt.Sprintf(verb, o.Key); strings.Contains(s, testKey) || strings.Contains(s, fmt.Sprintf("%x", testKey)) {
			t.Errorf("%s shows it: %s", verb, s)
		}
	}
	if text, err := o.Key.MarshalText(); err != nil || string(text) != "[key]" {
		t.Errorf("marshalled it is %q, error %v", text, err)
	}
}

// Neither text nor key goes to a host that the user did not name.
func TestRedirect(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the other host was asked") }))
	t.Cleanup(other.Close)
	for _, c := range []struct {
		name   string
		status int
		to     string
		want   string // "" for claims
	}{
		{"another host", http.StatusTemporaryRedirect, other.URL + "/v1/chat/completions", "sends the request to another address"},
		{"another host for good", http.StatusPermanentRedirect, other.URL + "/v1/chat/completions", "sends the request to another address"},
		{"another method", http.StatusFound, "/elsewhere", "sends the request to another address"},
		{"the same host", http.StatusTemporaryRedirect, "/elsewhere", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newServer(t, func(n int, _ string) reply {
				if n == 1 {
					return reply{status: c.status, header: map[string]string{"Location": c.to}}
				}
				return reply{content: findings(talksFinding())}
			})
			e, _ := extractor(t, s.options(t))
			claims, err := e.Read(t.Context(), talks())
			if c.want == "" {
				if err != nil || len(claims) != 1 {
					t.Fatalf("%d claims, error %v", len(claims), err)
				}
				if q := s.sent()[1]; q.Temperature == nil || q.path != "/elsewhere" {
					t.Errorf("sent on: %+v", q)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || errors.Is(err, http.ErrUseLastResponse) {
				t.Errorf("error is %v", err)
			}
			if n := len(s.sent()); n != 1 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

// Models that reason take no temperature and another name for the limit.
func TestReasoningModel(t *testing.T) {
	s := newServer(t, func(int, string) reply { return reply{content: findings(talksFinding()), noUsage: true} })
	o := s.options(t)
	o.Model = "o3-mini"
	e, _ := extractor(t, o)
	if claims, err := e.Read(t.Context(), talks()); err != nil || len(claims) != 1 {
		t.Fatalf("%d claims, error %v", len(claims), err)
	}
	if q := s.sent()[0]; q.Temperature != nil || q.MaxTokens != 0 {
		t.Errorf("temperature %v, max_tokens %d", q.Temperature, q.MaxTokens)
	}
	if _, ok := e.Usage().Cost(); ok || !strings.Contains(e.Usage().String(), "not counting 1 answer that did not say") {
		t.Errorf("the tokens are not known, yet it says %s", e.Usage())
	}
}
