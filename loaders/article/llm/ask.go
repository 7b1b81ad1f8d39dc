package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	openai "github.com/sashabaranov/go-openai"
)

const (
	// patience is the longest wait that an endpoint may ask for.
	patience = 5 * time.Minute
	// badAnswers is how many answers in a row may break the schema: a model
	// that did so this often will go on.
	badAnswers = 3
)

// ask gives the answer to a question, from the cache or the endpoint.
func (e *Extractor) ask(ctx context.Context, q openai.ChatCompletionRequest) (answer, error) {
	if err := ctx.Err(); err != nil {
		return answer{}, err
	}
	key, err := questionKey(q)
	if err != nil {
		return answer{}, err
	}
	if e.cache != nil {
		a, ok, err := e.cache.get(key)
		switch {
		case errors.Is(err, errDamaged):
			e.count(func(u *Usage) { u.CacheBad++ })
		case err != nil:
			return answer{}, err
		case ok:
			e.count(func(u *Usage) { u.CacheHits++; u.Saved += a.TokensIn + a.TokensOut })
			return a, nil
		}
	}
	a, err := e.insist(ctx, q, key)
	// An answer that breaks the schema is not kept: the next run may have
	// better luck.
	if err == nil && e.cache != nil && (a.why == "" || a.Finish == finishRefused) {
		err = e.cache.put(key, a)
	}
	return a, err
}

// insist asks until there is an answer, or no hope of one.
func (e *Extractor) insist(ctx context.Context, q openai.ChatCompletionRequest, key string) (answer, error) {
	waits := newBackoff(key)
	bad := 0
	for try := 1; ; try++ {
		a, f := e.try(ctx, q, try > 1)
		if f == nil {
			return a, nil
		}
		if ctx.Err() != nil {
			return answer{}, ctx.Err()
		}
		if f.answer {
			if bad++; bad == min(badAnswers, e.o.Tries) {
				a.why = f.reason
				return a, nil
			}
		}
		if !f.again {
			return answer{}, f
		}
		if f.wait > patience {
			return answer{}, fmt.Errorf("%w; it asks to wait %s: try again then", f, f.wait.Round(time.Second))
		}
		if try >= e.o.Tries {
			return answer{}, fmt.Errorf("given up after %s: %w", tries(try), f)
		}
		wait := max(waits.next(), f.wait)
		if f.wait > 0 {
			// It will say the same to the others.
			e.pace.hold(e.clock.now().Add(f.wait))
		}
		if err := e.clock.sleep(ctx, wait); err != nil {
			return answer{}, err
		}
	}
}

func tries(n int) string {
	if n == 1 {
		return "one try"
	}
	return strconv.Itoa(n) + " tries"
}

// try asks once.
func (e *Extractor) try(ctx context.Context, q openai.ChatCompletionRequest, again bool) (answer, *fault) {
	select {
	case <-ctx.Done():
		return answer{}, &fault{reason: "cancelled"}
	case e.slots <- struct{}{}:
	}
	defer func() { <-e.slots }()
	if wait := e.pace.reserve(e.clock.now()); wait > 0 {
		if err := e.clock.sleep(ctx, wait); err != nil {
			return answer{}, &fault{reason: "cancelled"}
		}
	}
	once, cancel := context.WithTimeout(ctx, e.o.Timeout)
	defer cancel()
	start := e.clock.now()
	res, err := e.client.CreateChatCompletion(once, q)
	waited := e.clock.now().Sub(start)
	e.count(func(u *Usage) {
		u.Requests++
		u.Elapsed += waited
		if again {
			u.Retries++
		}
	})
	if err != nil {
		var api *openai.APIError
		if errors.As(err, &api) && api.Code == "context_length_exceeded" {
			return answer{Finish: finishLength}, nil
		}
		timeout := once.Err() != nil && ctx.Err() == nil
		return answer{}, e.faultOf(err, timeout, res.Header())
	}
	return e.answerOf(res)
}

// answerOf reads a response.
func (e *Extractor) answerOf(res openai.ChatCompletionResponse) (answer, *fault) {
	e.heard.Store(true)
	a := answer{TokensIn: res.Usage.PromptTokens, TokensOut: res.Usage.CompletionTokens}
	e.count(func(u *Usage) {
		u.TokensIn += a.TokensIn
		u.TokensOut += a.TokensOut
		if a.TokensIn == 0 && a.TokensOut == 0 {
			u.Unmetered++
		}
	})
	if len(res.Choices) == 0 {
		return a, &fault{reason: "the response has no answer in it", again: true, answer: true}
	}
	choice := res.Choices[0]
	switch {
	case choice.FinishReason == openai.FinishReasonContentFilter || choice.Message.Refusal != "":
		a.Finish = finishRefused
	case choice.FinishReason == openai.FinishReasonLength:
		a.Finish = finishLength
	default:
		a.Finish, a.Content = finishStop, choice.Message.Content
	}
	if e.o.Key != "" && strings.Contains(a.Content, string(e.o.Key)) {
		return answer{}, &fault{reason: "the answer has the key in it", again: true, answer: true}
	}
	if err := a.read(); err != nil {
		return a, &fault{reason: e.clean(err.Error()), again: true, answer: true}
	}
	return a, nil
}

// fault is why a try failed. It does not wrap what the client library said:
// that can hold anything the endpoint sent, the key included.
type fault struct {
	reason string
	again  bool          // another try may go better
	answer bool          // the endpoint works, what the model says is wrong
	wait   time.Duration // as the endpoint asks
}

func (f *fault) Error() string { return f.reason }

// faultOf tells what an error means for the user and whether to try again.
func (e *Extractor) faultOf(err error, timeout bool, header http.Header) *fault {
	if timeout {
		return &fault{reason: fmt.Sprintf("no answer within %s", e.o.Timeout), again: true}
	}
	if errors.Is(err, errRedirect) {
		return &fault{reason: e.clean(err.Error())}
	}
	status, said, code := 0, "", any(nil)
	var api *openai.APIError
	var request *openai.RequestError
	switch {
	case errors.As(err, &api):
		status, said, code = api.HTTPStatusCode, api.Message, api.Code
	case errors.As(err, &request):
		status, said = request.HTTPStatusCode, string(request.Body)
	case errors.Is(err, syscall.ECONNREFUSED) && !e.heard.Load():
		// A server that is not started will not be in a minute either.
		return &fault{reason: fmt.Sprintf("nobody answers at %s: is the server started?", e.clean(e.o.URL))}
	default:
		// No connection, or a response that breaks off or is none.
		return &fault{reason: "asking the endpoint: " + e.clean(err.Error()), again: true}
	}
	f := &fault{reason: fmt.Sprintf("the endpoint says %d %s", status, http.StatusText(status))}
	if said = e.clean(said); said != "" {
		f.reason += ": " + said
	}
	switch {
	case code == "insufficient_quota":
	case status == http.StatusRequestTimeout, status == http.StatusConflict, status == http.StatusTooEarly,
		status == http.StatusTooManyRequests, status >= 500:
		f.again, f.wait = true, retryAfter(header.Get("Retry-After"), e.clock.now())
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		f.reason += " (is the key right? it is taken from ENTENTE_LLM_KEY)"
	case status == http.StatusNotFound:
		f.reason += fmt.Sprintf(" (is there a model %q, and does the address end as it should, mostly in /v1?)", e.o.Model)
	case status == http.StatusBadRequest, status == http.StatusUnprocessableEntity:
		f.reason += " (the endpoint must know response_format json_schema)"
	}
	return f
}

// retryAfter reads the header of that name: seconds, or a date.
func retryAfter(value string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil {
		return time.Duration(min(max(n, 0), 1<<30)) * time.Second
	}
	if t, err := http.ParseTime(value); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
}

// clean makes what an endpoint sent fit for a message: without the key,
// without signs that move a terminal's cursor, and short.
func (e *Extractor) clean(s string) string { return clean(s, string(e.o.Key)) }

func clean(s, key string) string {
	if key != "" {
		s = strings.ReplaceAll(s, key, "[key]")
	}
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)), " ")
	const longest = 300
	if runes := []rune(s); len(runes) > longest {
		s = string(runes[:longest]) + "…"
	}
	return s
}
