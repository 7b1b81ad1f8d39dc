package document_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"

	"entente/loaders/article/document"
)

// record writes a WARC record.
func record(kind, address, content string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-02-08T01:02:03Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, len(content), content)
}

func response(status, headers, body string) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s", status, headers, len(body), body)
}

func TestReadWARC(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := io.WriteString(z, page); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	archive := record("warcinfo", "", "software: test\r\n") +
		record("request", "https://example.org/a", "GET / HTTP/1.1\r\n\r\n") +
		record("response", "https://example.org/a", response("200 OK", "Content-Type: text/html; charset=utf-8\r\n", page)) +
		record("response", "https://example.org/b", response("404 Not Found", "Content-Type: text/html\r\n", page)) +
		record("response", "https://example.org/c", response("200 OK", "Content-Type: image/png\r\n", "PNG")) +
		record("response", "https://example.org/d", response("200 OK", "Content-Type: text/plain; charset=iso-8859-1\r\n", "C\xf4te d'Ivoire met Mali.")) +
		record("response", "https://example.org/e", response("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", packed.String())) +
		record("response", "https://example.org/f", response("200 OK", "Content-Type: text/html\r\n", "<html></html>"))
	var got []string
	for l, err := range document.ReadWARC(strings.NewReader(archive), document.Given{}) {
		if err != nil {
			t.Fatal(err)
		}
		if l.Err != nil {
			got = append(got, fmt.Sprintf("%d bad", l.Number))
			continue
		}
		d := l.Document
		got = append(got, fmt.Sprintf("%d %s %s %s %v", l.Number, d.ID, d.Date, d.Publisher, strings.Contains(d.Text, "Côte d'Ivoire met Mali") || strings.Contains(d.Text, "called the talks a good start")))
	}
	want := "3 https://example.org/a 2026-02-07 Gulf Post true\n6 https://example.org/d 2026-02-08  true\n7 https://example.org/e 2026-02-07 Gulf Post true\n8 bad"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	for _, bad := range []string{"no archive", "WARC/1.0\r\n\r\n", archive[:len(archive)-30]} {
		var last error
		for _, err := range document.ReadWARC(strings.NewReader(bad), document.Given{}) {
			last = err
		}
		if last == nil {
			t.Errorf("a broken archive of %d bytes is read without a word", len(bad))
		}
	}
}

func FuzzReadWARC(f *testing.F) {
	f.Add(record("response", "https://example.org/a", response("200 OK", "Content-Type: text/plain\r\n", "Iran met Oman.")))
	f.Fuzz(func(t *testing.T, text string) {
		for l, err := range document.ReadWARC(strings.NewReader(text), document.Given{}) {
			if err == nil && l.Err == nil && len(l.Document.Prose) != len(l.Document.Text) {
				t.Error("prose and text differ in length")
			}
		}
	})
}
