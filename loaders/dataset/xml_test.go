package dataset

import (
	"encoding/xml"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// listed has what structs of lists have: text, lists of it, paths, attributes,
// structs within, character data, numbers, yes and no.
type listed struct {
	ID      string   `xml:"id,attr"`
	Former  bool     `xml:"former,attr"`
	Rank    int      `xml:"rank"`
	Name    string   `xml:"name"`
	Aliases []string `xml:"aliases>alias"`
	Born    struct {
		Year string `xml:"year,attr"`
		Text string `xml:",chardata"`
	} `xml:"born"`
	Papers []struct {
		Kind   string `xml:"kind,attr"`
		Number string `xml:"number"`
	} `xml:"papers>paper"`
}

func decodeAll(text string, into func() any) (out []any, records []Record, err error) {
	for el, e := range Elements(strings.NewReader(text), nil, "entry") {
		if e != nil {
			return out, records, e
		}
		v := into()
		if err := el.Decode(v); err != nil {
			return out, records, err
		}
		out, records = append(out, v), append(records, el.Record)
	}
	return out, records, nil
}

const listOfTwo = "<?xml version=\"1.0\"?>\r\n<l:list xmlns:l='urn:x'>\n" +
	"<entry id='1&amp;2' l:more=\"a'b\"><name>A &lt;b&gt;<!-- no --> c&#233;&#x41;</name><aliases><alias>x</alias><alias/><alias><![CDATA[<y>&amp;]]></alias></aliases>\n<born year = \"1961\">about\r\n</born><papers><paper kind='p'><number> 7 </number></paper><paper/></papers></entry>\n" +
	"<l:other><entry/></l:other><entry\n  id=\"3\"\tformer='true '><rank> -7\n</rank><name/><unknown><name>not this</name></unknown></entry >\n</l:list>\n"

// What an element says is what encoding/xml reads in it, and it stands where
// it says.
func TestElements(t *testing.T) {
	got, records, err := decodeAll(listOfTwo, func() any { return new(listed) })
	if err != nil || len(got) != 3 {
		t.Fatalf("%d entries, %v", len(got), err)
	}
	for i, r := range records {
		if listOfTwo[r.Start:r.Start+len(r.Text)] != r.Text || r.Line != 1+strings.Count(listOfTwo[:r.Start], "\n") {
			t.Errorf("entry %d stands in line %d at %d, it says", i, r.Line, r.Start)
		}
		var want listed
		if err := xml.Unmarshal([]byte(r.Text), &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got[i], &want) {
			t.Errorf("entry %d is\n%+v, encoding/xml has\n%+v", i, got[i], &want)
		}
	}
	if last := got[2].(*listed); !last.Former || last.Rank != -7 {
		t.Errorf("%+v", last)
	}
	if first := got[0].(*listed); first.Name != "A <b> céA" || len(first.Aliases) != 3 || first.Aliases[2] != "<y>&amp;" {
		t.Errorf("%+v", first)
	}
}

// A glimpse has no text, and says the same.
func TestGlimpses(t *testing.T) {
	want, _, err := decodeAll(listOfTwo, func() any { return new(listed) })
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for el, err := range Glimpses(strings.NewReader(listOfTwo), "entry") {
		if err != nil {
			t.Fatal(err)
		}
		var got listed
		if err := el.Decode(&got); err != nil || el.Text != "" || !reflect.DeepEqual(&got, want[i]) {
			t.Errorf("entry %d is\n%+v (%v), with its text it is\n%+v", i, got, err, want[i])
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d entries, with their texts %d", i, len(want))
	}
}

// Nodes say of an element what is in it.
func TestNodes(t *testing.T) {
	var got []string
	var say func(Node, string)
	say = func(n Node, indent string) {
		got = append(got, fmt.Sprintf("%s%s id=%s %q", indent, n.Name(), n.Attribute("id"), n.Text()))
		for d := range n.Down() {
			say(d, indent+" ")
		}
	}
	for el, err := range Elements(strings.NewReader("<l><a id='1&amp;2' x:id='3'>b<c id=\"\"/>\r\n<![CDATA[<d>]]><e>f<g/></e>&lt;</a><a/></l>"), nil, "a") {
		if err != nil {
			t.Fatal(err)
		}
		say(el.Root(), "")
	}
	want := []string{`a id=3 "b\n<d><"`, ` c id= ""`, ` e id= "f"`, `  g id= ""`, `a id= ""`}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Structs that the quick way does not know are left to encoding/xml.
func TestElementsOfOtherStructs(t *testing.T) {
	type measured struct {
		Name  string  `xml:"name"`
		Share float64 `xml:"share"`
	}
	got, _, err := decodeAll("<l><entry><name>a</name><share>0.5</share></entry></l>", func() any { return new(measured) })
	if err != nil || len(got) != 1 || *got[0].(*measured) != (measured{"a", 0.5}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// What is no number, and neither yes nor no, is an error as in encoding/xml;
// of nothing both make nothing.
func TestElementsOfWrongKinds(t *testing.T) {
	for text, bad := range map[string]bool{
		"<entry><rank>first</rank></entry>": true, "<entry><rank>1.5</rank></entry>": true, "<entry><rank> </rank></entry>": true, "<entry former='perhaps'/>": true,
		"<entry><rank/></entry>": false, "<entry former=''/>": false, "<entry former='0'><rank>3</rank><rank>4</rank></entry>": false,
	} {
		var want listed
		wanted := xml.Unmarshal([]byte(text), &want)
		got, _, err := decodeAll(text, func() any { return new(listed) })
		if (err != nil) != bad || (wanted != nil) != bad || !bad && !reflect.DeepEqual(got[0], &want) {
			t.Errorf("%s: %v, encoding/xml says %v", text, err, wanted)
		}
	}
}

// Paths of elements and attributes are told of once each.
func TestElementsSeen(t *testing.T) {
	var seen []string
	for _, err := range Elements(strings.NewReader(listOfTwo), func(p string) { seen = append(seen, p) }, "entry") {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := "entry entry@id entry@more entry/name entry/aliases entry/aliases/alias entry/born entry/born@year entry/papers entry/papers/paper entry/papers/paper@kind entry/papers/paper/number entry@former entry/rank entry/unknown entry/unknown/name"
	if got := strings.Join(seen, " "); got != want {
		t.Errorf("seen\n%s, want\n%s", got, want)
	}
}

// What no list has and attacks do is refused, with the line.
func TestElementsRefused(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"document type":     {"<!DOCTYPE l [<!ENTITY a \"aa\">]><l/>", "document type"},
		"in small letters":  {"<!doctype l><l/>", "document type"},
		"another bang":      {"<!ENTITY a 'aa'><l/>", "unknown bang"},
		"entity":            {"<l>\n<entry><name>&b;</name></entry></l>", "line 2: the entity &b; is not known"},
		"entity outside":    {"<l>&b;<entry/></l>", "&b; is not known"},
		"in an attribute":   {"<l><entry id='&b;'/></l>", "&b; is not known"},
		"no entity":         {"<l><entry>a & b</entry></l>", "begins no entity"},
		"no character":      {"<l><entry>&#0;</entry></l>", "&#0; is not known"},
		"half a pair":       {"<l><entry>&#xD800;</entry></l>", "is not known"},
		"control character": {"<l><entry>\x03</entry></l>", "U+0003"},
		"cut short":         {"<l><entry><name>a", "cut short"},
		"cut in a tag":      {"<l><entry na", "cut short"},
		"not closed":        {"<l><entry/>", "cut short"},
		"crossed":           {"<l><entry><a></b></a></entry></l>", "<a> is closed by </b>"},
		"closes nothing":    {"</l>", "closes nothing"},
		"deep":              {strings.Repeat("<a>", 100_000), "deeper than"},
		"no quotes":         {"<l><entry id=3/></l>", "not in quotes"},
		"no value":          {"<l><entry id/></l>", "no value"},
		"endless value":     {"<l><entry id='3/></l>", "cut short"},
		"no name":           {"<l><3/></l>", "no tag"},
		"empty tag":         {"<l><></l>", "no tag"},
		"another section":   {"<l><![IGNORE[x]]></l>", "CDATA"},
		"long":              {"<l><entry>" + strings.Repeat("<a>b</a>", maxRecord/8+1), "longer than"},
		"long text":         {"<l>" + strings.Repeat("a", maxRecord+4*tokenBuffer), "longer than"},
		"many names":        {"<l><entry>" + manyNames() + "</entry></l>", "more than 10000 kinds"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := decodeAll(c.text, func() any { return new(listed) })
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func manyNames() string {
	var b strings.Builder
	for i := range maxPaths + 1 {
		b.WriteString("<a" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + string(rune('0'+i/26%10)) + string(rune('a'+i/260%26)) + string(rune('a'+i/6760)) + "/>")
	}
	return b.String()
}

// Whatever text comes, reading it ends; what encoding/xml reads too is read
// alike.
func FuzzElements(f *testing.F) {
	f.Add(listOfTwo)
	f.Add("<l><entry id='1'><name>a<b/>c</name></entry></l>")
	f.Add("<entry former='1'><rank>12</rank></entry>")
	f.Add("<entry><name>\r\n&#xe9;]]></name></entry>")
	f.Fuzz(func(t *testing.T, text string) {
		got, records, err := decodeAll(text, func() any { return new(listed) })
		for i, r := range records {
			if text[r.Start:r.Start+len(r.Text)] != r.Text {
				t.Fatalf("entry %d does not stand at %d", i, r.Start)
			}
			var want listed
			if xml.Unmarshal([]byte(r.Text), &want) == nil && err == nil && !reflect.DeepEqual(got[i], &want) {
				t.Errorf("%q is\n%+v, encoding/xml has\n%+v", r.Text, got[i], &want)
			}
		}
	})
}
