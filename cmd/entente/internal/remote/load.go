package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"

	"entente/cmd/entente/internal/web/route"
)

// File is what is sent to be loaded. Name tells its format and names its
// source.
type File struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// LoadEvent is what a server tells of a load while it goes on: "start" and
// "read" of an input, "stage" of what is done with it, "source", "rejected" of
// a row, "unread" of a file, "skipped", "warning", and "end" with the sums.
type LoadEvent struct {
	Event, Input, Loader, Source string
	Read, Size                   int64
	Stage, Things                string
	Done, Total                  int64
	Sources, Added               int
	Removed, Ended, Unchanged    int
	Rejected, Unread             int
	File, Reason, Message        string
	Line                         int
	Error                        *route.Problem
}

// Load sends files and calls heard with each event. They are sent as they are
// read, and nothing of them is held; the server begins when it has them all.
// sent, if not nil, is called with how many bytes of the files went out.
func (s *Server) Load(ctx context.Context, v url.Values, files []File, sent func(int), heard func(LoadEvent)) error {
	body, into := io.Pipe()
	form := multipart.NewWriter(into)
	go func() { into.CloseWithError(writeForm(form, files, sent)) }()
	defer body.Close() // whoever still sends is told to stop
	res, err := s.send(ctx, http.MethodPost, []string{"load"}, v, body, form.FormDataContentType())
	if err != nil {
		return err
	}
	defer res.Body.Close()
	ended := false
	lines := json.NewDecoder(res.Body)
	for {
		var e LoadEvent
		if err := lines.Decode(&e); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return s.broken(err)
		}
		if e.Error != nil {
			return &Error{Server: s.String(), Status: e.Error.Status, Problem: *e.Error}
		}
		ended = e.Event == "end"
		heard(e)
	}
	if !ended {
		return s.broken(errors.New("it does not say how the load ended"))
	}
	return nil
}

// writeForm writes files as the fields of a form.
func writeForm(form *multipart.Writer, files []File, sent func(int)) error {
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "%0D", "\n", "%0A")
	for _, f := range files {
		w, err := form.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="file"; filename="` + quote.Replace(f.Name) + `"`}, "Content-Type": {"application/octet-stream"},
		})
		if err != nil {
			return err
		}
		from, err := f.Open()
		if err != nil {
			return &unread{err}
		}
		_, err = io.Copy(w, &counted{reading{Reader: from}, sent})
		from.Close()
		if err != nil {
			return &unread{fmt.Errorf("sending %s: %w", f.Name, err)}
		}
	}
	return form.Close()
}

// unread is that a file cannot be read, while it is sent: no fault of the
// server.
type unread struct{ error }

func (e *unread) Unwrap() error { return e.error }

type counted struct {
	reading
	sent func(int)
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.reading.Read(b)
	if c.sent != nil {
		c.sent(n)
	}
	return n, err
}
