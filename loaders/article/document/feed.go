package document

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// ReadFeed reads the items of an RSS, Atom or JSON feed as documents: the
// full text where the feed gives it, else the summary. An item that has
// neither comes with its error. Line.Number is the number of the item.
func ReadFeed(r io.Reader, given Given) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		limited := &io.LimitedReader{R: r, N: MaxSize}
		feed, err := gofeed.NewParser().Parse(limited)
		if err != nil {
			if limited.N == 0 {
				err = fmt.Errorf("the feed is larger than %d MiB", MaxSize>>20)
			}
			yield(Line{}, fmt.Errorf("reading the feed: %w", err))
			return
		}
		for i, item := range feed.Items {
			l := Line{Number: i + 1}
			l.Document, l.Err = fromItem(item, feed.Title, given)
			if !yield(l, nil) {
				return
			}
		}
	}
}

func fromItem(item *gofeed.Item, feed string, given Given) (Document, error) {
	body := first(item.Content, item.Description)
	if strings.TrimSpace(body) == "" {
		return Document{}, fmt.Errorf("the item %q has no text", item.Title)
	}
	d, err := fromFragment(body)
	if err != nil {
		return d, err
	}
	d.Title, d.URL, d.Publisher = strings.TrimSpace(item.Title), item.Link, strings.TrimSpace(feed)
	d.ID = first(item.Link, item.GUID)
	for _, t := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if t != nil && d.Date == "" {
			d.Date = t.Format(time.DateOnly)
		}
	}
	given = Given{Date: first(d.Date, given.Date), Title: d.Title, Publisher: first(given.Publisher, d.Publisher), URL: d.URL}
	return d, d.complete("-", given)
}
