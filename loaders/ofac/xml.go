package ofac

import (
	"bytes"
	"cmp"
	"context"
	"iter"
	"regexp"
	"strings"
	"time"

	"entente/graph"
	"entente/loaders/dataset"
)

func isXML(head []byte) bool { return bytes.Contains(head, []byte("<sdnList")) }

// sdnEntry is what is read of an entry in XML. Its remarks are the free text
// that has no element of its own.
type sdnEntry struct {
	UID       string     `xml:"uid"`
	FirstName string     `xml:"firstName"`
	LastName  string     `xml:"lastName"`
	Title     string     `xml:"title"`
	Type      string     `xml:"sdnType"`
	Remarks   string     `xml:"remarks"`
	Programs  []string   `xml:"programList>program"`
	Nationals []string   `xml:"nationalityList>nationality>country"`
	Citizens  []string   `xml:"citizenshipList>citizenship>country"`
	Countries []string   `xml:"addressList>address>country"`
	IDs       []sdnID    `xml:"idList>id"`
	Aliases   []sdnAlias `xml:"akaList>aka"`
	Vessel    struct {
		CallSign string `xml:"callSign"`
		Flag     string `xml:"vesselFlag"`
		Owner    string `xml:"vesselOwner"`
	} `xml:"vesselInfo"`
}

type sdnID struct {
	Type   string `xml:"idType"`
	Number string `xml:"idNumber"`
}

type sdnAlias struct {
	First string `xml:"firstName"`
	Last  string `xml:"lastName"`
}

// fullName writes a name as the CSV form does: "LAST, First".
func fullName(last, first string) string {
	if last = strings.TrimSpace(last); first == "" {
		return last
	}
	return last + ", " + strings.TrimSpace(first)
}

// remarks gives what the elements say as the remarks of the CSV form do.
func (x *sdnEntry) remarks() []remark {
	out := parseRemarks(x.Remarks)
	for _, n := range x.Nationals {
		out = append(out, remark{kind: nationality, text: "nationality " + n, value: n})
	}
	for _, n := range x.Citizens {
		out = append(out, remark{kind: nationality, text: "citizen " + n, value: n})
	}
	return append(out, idRemarks(x.IDs)...)
}

// idRemarks are the numbers that tell vessels and shipping companies, as
// remarks. A company's number of the IMO is an "Identification Number".
func idRemarks(ids []sdnID) []remark {
	var out []remark
	for _, id := range ids {
		switch number, imo := strings.CutPrefix(strings.TrimSpace(id.Number), "IMO"); {
		case imo && (strings.HasPrefix(number, " ") || strings.HasPrefix(id.Type, "Vessel Registration")),
			strings.HasPrefix(id.Type+" ", maritimeOrganization):
			out = append(out, remark{kind: imoNumber, text: id.Number, value: ofIMO(number)})
		case id.Type == "MMSI", strings.HasPrefix(id.Type, "Maritime Mobile"):
			out = append(out, remark{kind: mmsi, text: id.Number, value: id.Number})
		}
	}
	return out
}

// entry is the entry without what says who it is.
func (x *sdnEntry) entry() *entry {
	e := &entry{Number: x.UID, Name: fullName(x.LastName, x.FirstName), Type: cmp.Or(kindOf(x.Type), "Organization")}
	for _, a := range x.Aliases {
		e.Aliases = append(e.Aliases, fullName(a.Last, a.First))
	}
	return e
}

var publishDate = regexp.MustCompile(`<Publish_Date>\s*(\d{2}/\d{2}/\d{4})`)

func loadXML(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	l := newList(w)
	l.identifiers = func(e *entry) []remark {
		var by []remark
		for _, i := range e.By {
			by = append(by, remark{kind: i.Kind, value: i.Value})
		}
		return by
	}
	if err := eachEntry(ctx, in, func(el *dataset.Element, x *sdnEntry, err error) error {
		if err != nil || x.UID == "" || x.LastName == "" {
			return nil // told of when it counts
		}
		e := x.entry()
		for _, r := range x.remarks() {
			if r.kind == imoNumber || r.kind == otherName {
				e.By = append(e.By, identifier{r.kind, strings.Clone(r.value)})
			}
		}
		l.remember(&el.Record, e)
		return nil
	}); err != nil {
		return err
	}
	var said graph.Source
	if m := publishDate.FindSubmatch(in.Head); m != nil {
		if day, err := time.Parse("01/02/2006", string(m[1])); err == nil {
			said.Published = day.Format(time.DateOnly)
		}
	}
	text, err := w.Begin(ctx, in, said)
	if err != nil {
		return err
	}
	defer text.Close()
	if err := elements(ctx, dataset.Elements(text, func(path string) { w.Column(path) }, "sdnEntry"), func(el *dataset.Element, x *sdnEntry, err error) error {
		switch {
		case err != nil:
			w.Reject(el.Line, "not an sdnEntry: %v", err)
			return nil
		case x.UID == "" || x.LastName == "":
			w.Reject(el.Line, "the entry has no uid or no name")
			return nil
		case !l.first(&el.Record, x.UID):
			return nil
		}
		e, remarks := x.entry(), x.remarks()
		l.identify(e, remarks)
		if err := l.say(ctx, &el.Record, e, facts{programmes: x.Programs, title: x.Title, callSign: x.Vessel.CallSign, flag: x.Vessel.Flag, owner: x.Vessel.Owner, here: remarks, all: remarks}); err != nil {
			return err
		}
		for _, c := range x.Countries {
			if err := l.located(ctx, &el.Record, e, c); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	l.report()
	return w.End(ctx)
}

func kindOf(sdnType string) string { return kinds[strings.ToLower(sdnType)] }

func eachEntry(ctx context.Context, in *dataset.Input, use func(*dataset.Element, *sdnEntry, error) error) error {
	text, err := in.Text()
	if err != nil {
		return &dataset.InputError{Err: err}
	}
	defer text.Close()
	return elements(ctx, dataset.Glimpses(text, "sdnEntry"), use)
}

func elements(ctx context.Context, all iter.Seq2[dataset.Element, error], use func(*dataset.Element, *sdnEntry, error) error) error {
	for el, err := range all {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var x sdnEntry
		err = el.Decode(&x)
		if err := use(&el, &x, err); err != nil {
			return err
		}
	}
	return nil
}

var xmlColumns = func() []dataset.Column {
	var out []dataset.Column
	add := func(leftOut, names string) {
		for n := range strings.FieldsSeq(names) {
			out = append(out, dataset.Column{Name: "sdnEntry/" + n, LeftOut: leftOut})
		}
	}
	out = append(out, dataset.Column{Name: "sdnEntry"})
	add("", `uid firstName lastName title sdnType remarks programList programList/program nationalityList nationalityList/nationality nationalityList/nationality/country
		citizenshipList citizenshipList/citizenship citizenshipList/citizenship/country addressList addressList/address addressList/address/country
		idList idList/id idList/id/idType idList/id/idNumber akaList akaList/aka akaList/aka/firstName akaList/aka/lastName
		vesselInfo vesselInfo/callSign vesselInfo/vesselFlag vesselInfo/vesselOwner`)
	add("the list's own bookkeeping", `nationalityList/nationality/uid nationalityList/nationality/mainEntry citizenshipList/citizenship/uid citizenshipList/citizenship/mainEntry
		addressList/address/uid idList/id/uid akaList/aka/uid akaList/aka/type akaList/aka/category`)
	add("stands in the quote; no relation says it", `addressList/address/address1 addressList/address/address2 addressList/address/address3 addressList/address/city
		addressList/address/stateOrProvince addressList/address/postalCode idList/id/idCountry idList/id/issueDate idList/id/expirationDate
		dateOfBirthList dateOfBirthList/dateOfBirthItem dateOfBirthList/dateOfBirthItem/uid dateOfBirthList/dateOfBirthItem/dateOfBirth dateOfBirthList/dateOfBirthItem/mainEntry
		placeOfBirthList placeOfBirthList/placeOfBirthItem placeOfBirthList/placeOfBirthItem/uid placeOfBirthList/placeOfBirthItem/placeOfBirth placeOfBirthList/placeOfBirthItem/mainEntry
		vesselInfo/vesselType vesselInfo/tonnage vesselInfo/grossRegisteredTonnage`)
	return out
}()
