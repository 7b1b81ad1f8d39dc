package ftm

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/dataset/datasettest"
)

func TestEntities(t *testing.T) {
	text := datasettest.Sample(t, "lists.ftm.json")
	if !Format().Recognise("lists.ftm.json", []byte(text)) || !Format().Recognise("x", []byte(datasettest.Sample(t, "20260301120000-abc_lists.delta.json"))) {
		t.Error("not recognised")
	}
	r := datasettest.Load(t, Format(), "lists.ftm.json", text)
	if diff := cmp.Diff([]string{
		"behzad-testrahimi-ftm-nk-zza1 affiliated-with iran",
		"meridian-test-shipping-llc-ftm-nk-zzb1 located-in united-arab-emirates",
		"meridian-test-shipping-llc-ftm-nk-zzb1 located-in united-arab-emirates",
		"imo-9074729 flagged-in panama",
		"imo-9074729 flagged-in iran ../2026-01-15",
		"meridian-test-shipping-llc-ftm-nk-zzb1 owns imo-9074729 2019-03/.. 60 percent",
		"behzad-testrahimi-ftm-nk-zza1 leads meridian-test-shipping-llc-ftm-nk-zzb1",
		"united-states sanctions imo-9074729 2024-05-06/..",
		"minister-of-foreign-affairs-of-oman-ftm-zz-post part-of oman",
		"behzad-testrahimi-ftm-nk-zza1 holds-office minister-of-foreign-affairs-of-oman-ftm-zz-post 2001/2003-05-06",
		"behzad-testrahimi-ftm-nk-zza1 represents oman 2001/2003-05-06",
		"behzad-testrahimi-ftm-nk-zza1 affiliated-with karim-testrahimi-wd-q998877010",
		"karim-testrahimi-wd-q998877010 affiliated-with oman",
		"behzad-testrahimi-ftm-nk-zza1 member-of test-party-ftm-zz-party",
		"meridian-test-shipping-llc-ftm-nk-zzb1 represents test-party-ftm-zz-party 2020-02-02",
		"meridian-test-shipping-llc-ftm-nk-zzb1 affiliated-with test-party-ftm-zz-party",
		"behzad-testrahimi-ftm-nk-zza1 affiliated-with test-party-ftm-zz-party",
	}, r.Lines()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"18: Ownership zz-half: owner and asset are expected",
		"19: the entity has no id",
		"20: not an entity: unexpected end of JSON input",
	}, r.Reasons()); diff != "" {
		t.Error(diff)
	}
	warned := strings.Join(r.Warnings, "\n")
	for _, want := range []string{`dangling ids, once: "entity NK-gone" (1)`, `schemas: 1 not known: "Spaceship" (1)`, `column "properties.shoeSize" is not known`, `country codes: 1 not known: "qq" (1)`, `times that are none, once: "2020-99/.." (1)`} {
		if !strings.Contains(warned, want) {
			t.Errorf("%s is not said in\n%s", want, warned)
		}
	}
	d := r.Descriptions[0]
	if !strings.Contains(strings.Join(d.Aliases, "|"), "TESTRAHIMI, Behzad") || d.Born[0] != "1961-04-02" || strings.Join(d.Codes, " ") != "ftm:NK-zzA1 passport:Z123" {
		t.Errorf("%+v", d)
	}
	if c := r.Claims[0]; c.Quote != `"nationality": ["ir"]` || c.Record != "NK-zzA1" || c.Rule != "ftm: Person.nationality" {
		t.Errorf("%q %q %q", c.Quote, c.Record, c.Rule)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(datasettest.Sample(f, "lists.ftm.json")))
	f.Add([]byte(datasettest.Sample(f, "20260301120000-abc_lists.delta.json")))
	f.Add([]byte(`{"id":"a","schema":"Person","properties":{"name":[{"id":"b"}],"country":"x"}}`))
	f.Fuzz(func(t *testing.T, text []byte) { datasettest.Fuzz(t, Format(), "x.ftm.json", text) })
}

func BenchmarkLoad(b *testing.B) {
	datasettest.Bench(b, Format(), "x.ftm.json", "", func(i int) string {
		switch i % 3 {
		case 0:
			return fmt.Sprintf(`{"id":"NK-%d","caption":"Company %d","schema":"Company","properties":{"name":["Company %d","Company %d LLC"],"jurisdiction":["ru"],"address":["1 Test Street, Moscow"]},"datasets":["x"],"last_change":"2026-01-15T00:00:00"}`+"\n", i, i, i, i)
		case 1:
			return fmt.Sprintf(`{"id":"NK-%d","caption":"Person %d","schema":"Person","properties":{"name":["Person %d"],"nationality":["ir"],"birthDate":["1961-04-02"]},"datasets":["x"]}`+"\n", i, i, i)
		}
		return fmt.Sprintf(`{"id":"own-%d","caption":"Ownership","schema":"Ownership","properties":{"owner":["NK-%d"],"asset":["NK-%d"],"startDate":["2019-03"]},"datasets":["x"]}`+"\n", i, i-1, i-2)
	})
}
