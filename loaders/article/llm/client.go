package llm

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// maxAnswer is the largest response that is read, in bytes.
const maxAnswer = 16 << 20

// doer sends what the client library makes, with three things changed that
// the library leaves out.
type doer struct {
	client      *http.Client
	temperature bool
}

func newDoer(given *http.Client, temperature bool) *doer {
	client := &http.Client{}
	if given != nil {
		*client = *given
	}
	client.CheckRedirect = sameHost
	return &doer{client, temperature}
}

// errRedirect ends a request that was sent elsewhere.
var errRedirect = errors.New("the endpoint sends the request to another address, where neither text nor key is sent: give that address")

// sameHost lets a request be sent on within its host only, and only as it is:
// key and text must not go where the user did not send them.
func sameHost(req *http.Request, via []*http.Request) error {
	first := via[0]
	if len(via) > 3 || req.URL.Scheme != first.URL.Scheme || req.URL.Host != first.URL.Host || req.Method != first.Method {
		return fmt.Errorf("%w (%s://%s)", errRedirect, req.URL.Scheme, req.URL.Host)
	}
	return nil
}

// Do implements the library's HTTPDoer.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	if d.temperature {
		// The library drops a temperature of zero as if it were none, and
		// endpoints then take 1; the tiny number it advises instead is
		// rounded up by some of them.
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		rest, ok := bytes.CutPrefix(body, []byte("{"))
		if !ok {
			return nil, errors.New("the request is no JSON object")
		}
		body = append([]byte(`{"temperature":0,`), rest...)
		req.ContentLength = int64(len(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		req.Body, _ = req.GetBody()
	}
	res, err := d.client.Do(req)
	if err != nil {
		return nil, err
	}
	res.Body = &limited{io.LimitReader(res.Body, maxAnswer), res.Body}
	return res, nil
}

// limited is a response body of bounded size.
type limited struct {
	io.Reader
	io.Closer
}
