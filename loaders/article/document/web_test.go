package document_test

import (
	"strings"
	"testing"

	"entente/loaders/article/document"
)

const page = `<!doctype html><html><head><title>Talks in Muscat</title>
<meta property="og:site_name" content="Gulf Post"><meta property="article:published_time" content="2026-02-07T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks in Muscat</h1>
<p>Iran's foreign minister met an American envoy in Muscat on Friday, and both sides said that they would meet again within days.</p>
<p>Oman, which <b>mediated</b> between the two delegations, called the talks a good start, and its foreign minister thanked both of them.</p>
<script>alert("Iran attacked Oman")</script>
<p>The United States announced new sanctions on vessels that carry Iranian oil on the same day, its Treasury said in a statement.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>`

func TestReadHTML(t *testing.T) {
	d, err := document.ReadHTML(strings.NewReader(page), "page.html", document.Given{URL: "https://example.org/talks"})
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "Talks in Muscat" || d.Publisher != "Gulf Post" || d.Date != "2026-02-07" || d.ID != "https://example.org/talks" {
		t.Errorf("title %q, publisher %q, date %q, id %q", d.Title, d.Publisher, d.Date, d.ID)
	}
	for _, want := range []string{"Oman, which mediated between the two delegations", "sanctions on vessels"} {
		if !strings.Contains(d.Text, want) {
			t.Errorf("the text lacks %q:\n%s", want, d.Text)
		}
	}
	for _, no := range []string{"attacked", "newsletter", "<b>"} {
		if strings.Contains(d.Text, no) {
			t.Errorf("the text holds %q", no)
		}
	}
	for _, bad := range []string{"", "<html></html>", strings.Repeat("<p>", 300_000)} {
		if _, err := document.ReadHTML(strings.NewReader(bad), "page.html", document.Given{}); err == nil {
			t.Errorf("a page of %d bytes without text is read", len(bad))
		}
	}
	deep := strings.Repeat("<div>", 100_000) + "Iran met Oman in Muscat." + strings.Repeat("</div>", 90_000)
	if _, err := document.ReadHTML(strings.NewReader(deep), "page.html", document.Given{}); err == nil {
		t.Log("a hundred thousand nested tags are read")
	}
}

func TestReadFeed(t *testing.T) {
	const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Gulf Post</title>
<item><title>Talks</title><link>https://example.org/1</link><pubDate>Sat, 07 Feb 2026 08:00:00 GMT</pubDate><description>&lt;p&gt;Iran met &lt;i&gt;Oman&lt;/i&gt;.&lt;/p&gt;</description></item>
<item><title>Empty</title><link>https://example.org/2</link></item></channel></rss>`
	const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Steppe Wire</title>
<entry><title>Pact</title><id>urn:1</id><link href="https://example.org/3"/><updated>2026-03-02T00:00:00Z</updated><content type="html">China met Russia.</content></entry></feed>`
	var got []string
	for _, feed := range []string{rss, atom, "no feed"} {
		for l, err := range document.ReadFeed(strings.NewReader(feed), document.Given{}) {
			switch {
			case err != nil:
				got = append(got, "broken")
			case l.Err != nil:
				got = append(got, l.Err.Error())
			default:
				d := l.Document
				got = append(got, strings.Join([]string{d.ID, d.Date, d.Publisher, d.Title, strings.TrimSpace(d.Text)}, "|"))
			}
		}
	}
	want := "https://example.org/1|2026-02-07|Gulf Post|Talks|Iran met Oman.\n" + `the item "Empty" has no text` + "\nhttps://example.org/3|2026-03-02|Steppe Wire|Pact|China met Russia.\nbroken"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func FuzzReadWeb(f *testing.F) {
	f.Add(page)
	f.Add("<rss><channel><item><description>x</description></item></channel></rss>")
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := document.ReadHTML(strings.NewReader(text), "a.html", document.Given{}); err == nil && len(d.Prose) != len(d.Text) {
			t.Error("prose and text differ in length")
		}
		for l, err := range document.ReadFeed(strings.NewReader(text), document.Given{}) {
			if err == nil && l.Err == nil && len(l.Document.Prose) != len(l.Document.Text) {
				t.Error("prose and text differ in length")
			}
		}
	})
}
