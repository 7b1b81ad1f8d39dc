package llm

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"entente/graph"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// Options say which model is asked, where and how.
type Options struct {
	URL   string // base of the endpoint: https://api.openai.com/v1, http://127.0.0.1:11434/v1
	Model string // as the endpoint calls it
	Key   Key    // empty for an endpoint that wants none

	Gazetteer  *gazetteer.Gazetteer // nil for the built-in one
	Vocabulary *schema.Vocabulary   // nil for the built-in one

	// Cache is the folder of answers, made if it is not there; without one
	// every run asks anew.
	Cache string

	RequestsPerMinute int           // 0 for no limit
	Parallel          int           // requests under way at once; 0 for 4
	Timeout           time.Duration // of one request; 0 for two minutes
	Tries             int           // of one question; 0 for 5
	MaxTokens         int           // of one answer; 0 for 8192
	ChunkBytes        int           // of text in one question; 0 for 4000

	PriceIn, PriceOut float64 // USD for a million tokens, for the report; 0 if not known

	// Insecure allows http to another host: key and text can then be read on
	// the way.
	Insecure bool
	// HTTPClient replaces the usual one. Its redirect policy is not used.
	HTTPClient *http.Client

	// Reject is told what was refused or left out when [Extractor.Read] has
	// read a document, in the order of its text. It may be nil.
	Reject func(graph.Rejection)
}

// Key is the secret of an endpoint. However it is printed, it does not show.
type Key string

// Format implements [fmt.Formatter]: no verb shows the key.
func (k Key) Format(s fmt.State, _ rune) {
	if k != "" {
		fmt.Fprint(s, "[key]")
	}
}

// MarshalText keeps the key out of JSON and YAML.
func (k Key) MarshalText() ([]byte, error) { return []byte(fmt.Sprint(k)), nil }

const (
	minChunk = 400     // bytes; a chunk is not split below this
	maxChunk = 1 << 20 // bytes
)

// complete checks the options and fills in what was left out.
func (o *Options) complete() error {
	if o.Model == "" {
		return errors.New("no model was named")
	}
	if err := o.checkURL(); err != nil {
		return err
	}
	if strings.ContainsAny(string(o.Key), "\r\n\x00") {
		return errors.New("the key has a line break in it: give it as one line")
	}
	for _, n := range []struct {
		what  string
		value *int
		usual int
	}{
		{"requests at once", &o.Parallel, 4}, {"tries", &o.Tries, 5}, {"tokens of an answer", &o.MaxTokens, 8192},
		{"bytes of a chunk", &o.ChunkBytes, 4000}, {"requests a minute", &o.RequestsPerMinute, 0},
	} {
		if *n.value < 0 {
			return fmt.Errorf("%s cannot be %d", n.what, *n.value)
		}
		if *n.value == 0 {
			*n.value = n.usual
		}
	}
	if o.ChunkBytes < minChunk || o.ChunkBytes > maxChunk {
		return fmt.Errorf("a chunk of %d bytes: must be from %d to %d", o.ChunkBytes, minChunk, maxChunk)
	}
	if o.Timeout < 0 || !(o.PriceIn >= 0) || !(o.PriceOut >= 0) {
		return errors.New("timeout and prices cannot be below zero")
	}
	if o.Timeout == 0 {
		o.Timeout = 2 * time.Minute
	}
	if o.Vocabulary == nil {
		o.Vocabulary = schema.Builtin()
	}
	if o.Gazetteer == nil {
		g, err := gazetteer.Builtin()
		if err != nil {
			return err
		}
		o.Gazetteer = g
	}
	return nil
}

// checkURL says what is wrong with the address. It does not repeat one that
// could hold a secret.
func (o *Options) checkURL() error {
	u, err := url.Parse(o.URL)
	switch {
	case err != nil:
		return errors.New("the address of the endpoint cannot be read: it is of the form https://host/v1")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return errors.New("the address of the endpoint must have no user, password or query: the key is given apart")
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return fmt.Errorf("the address %q of the endpoint is not of the form https://host/v1", o.URL)
	case u.Scheme == "http" && !o.Insecure && !loopback(u.Hostname()):
		return fmt.Errorf("%s is not encrypted: key and text could be read on the way; use https", o.URL)
	}
	return nil
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
