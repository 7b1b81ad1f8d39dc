package document

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/htmlindex"
)

// ReadWARC reads the web pages of a web archive (WARC 1.0 and 1.1, ISO
// 28500): every response of status 200 that is HTML or plain text. Records of
// other kinds are passed over. Line.Number is the number of the record.
//
// The libraries that read WARC are crawlers, with a DNS client and a TLS
// stack; the form itself is headers and a length, which net/textproto and
// net/http read.
func ReadWARC(r io.Reader, given Given) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		for number := 1; ; number++ {
			header, err := warcHeader(br)
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Line{Number: number}, fmt.Errorf("reading record %d of the archive: %w", number, err))
				return
			}
			size, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
			if err != nil || size < 0 {
				yield(Line{Number: number}, fmt.Errorf("record %d of the archive has no length", number))
				return
			}
			body := &io.LimitedReader{R: br, N: size}
			l := Line{Number: number}
			page := false
			if header.Get("WARC-Type") == "response" && size <= MaxSize {
				l.Document, page, l.Err = warcPage(body, header, given)
			}
			if _, err := io.Copy(io.Discard, body); err != nil || body.N > 0 {
				yield(l, fmt.Errorf("record %d of the archive is cut short", number))
				return
			}
			if page && !yield(l, nil) {
				return
			}
		}
	}
}

// warcHeader reads a record's version line and headers.
func warcHeader(br *bufio.Reader) (textproto.MIMEHeader, error) {
	for {
		line, err := br.ReadSlice('\n')
		if err == io.EOF && len(bytes.TrimSpace(line)) == 0 {
			return nil, io.EOF
		}
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("not a WARC record: %w", err)
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue // records end in two empty lines
		}
		if !bytes.HasPrefix(line, []byte("WARC/1.")) {
			return nil, errors.New("not a WARC record: it should begin with WARC/1.0 or WARC/1.1")
		}
		return textproto.NewReader(br).ReadMIMEHeader()
	}
}

// warcPage reads the HTTP response in a record; false if it is no page.
func warcPage(r io.Reader, header textproto.MIMEHeader, given Given) (Document, bool, error) {
	response, err := http.ReadResponse(bufio.NewReader(r), nil)
	if err != nil || response.StatusCode != http.StatusOK {
		return Document{}, false, nil
	}
	defer response.Body.Close()
	kind, params, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if kind != "text/html" && kind != "application/xhtml+xml" && kind != "text/plain" {
		return Document{}, false, nil
	}
	body, err := warcBody(response, params["charset"])
	if err != nil {
		return Document{}, true, err
	}
	address := strings.Trim(header.Get("WARC-Target-URI"), "<>")
	d := Document{Text: body}
	if err := d.check(); err != nil {
		return d, true, err
	}
	if kind == "text/plain" {
		d.readPlain()
	} else if d, err = fromHTML(body, address); err != nil {
		return d, true, err
	}
	d.URL = address
	if day, _, ok := strings.Cut(header.Get("WARC-Date"), "T"); ok && d.Date == "" {
		d.Date = day
	}
	given = Given{Date: first(d.Date, given.Date), Title: d.Title, Publisher: first(given.Publisher, d.Publisher), URL: address}
	return d, true, d.complete("-", given)
}

// warcBody undoes the response's compression and its character set.
func warcBody(response *http.Response, charset string) (string, error) {
	var body io.Reader = response.Body
	switch response.Header.Get("Content-Encoding") {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(body)
		if err != nil {
			return "", fmt.Errorf("reading the page: %w", err)
		}
		body = z
	case "zstd":
		z, err := zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(MaxSize))
		if err != nil {
			return "", fmt.Errorf("reading the page: %w", err)
		}
		defer z.Close()
		body = z
	default:
		return "", fmt.Errorf("the page is packed with %q, which is not read", response.Header.Get("Content-Encoding"))
	}
	if charset != "" {
		if enc, err := htmlindex.Get(charset); err == nil {
			body = enc.NewDecoder().Reader(body)
		}
	}
	text, err := io.ReadAll(io.LimitReader(body, MaxSize+1))
	if err != nil {
		return "", fmt.Errorf("reading the page: %w", err)
	}
	if len(text) > MaxSize {
		return "", fmt.Errorf("the page is larger than %d MiB", MaxSize>>20)
	}
	return string(text), nil
}
