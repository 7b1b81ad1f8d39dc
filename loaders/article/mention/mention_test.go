package mention_test

import (
	"strings"
	"sync"
	"testing"

	"entente/loaders/article/mention"
	"entente/loaders/article/syntax"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

var load = sync.OnceValues(func() (*mention.Finder, error) {
	g, err := gazetteer.Builtin()
	if err != nil {
		return nil, err
	}
	return mention.New(g)
})

// find reads a text and gives its sentences with their mentions.
func find(t testing.TB, text, day string) []*mention.Sentence {
	t.Helper()
	f, err := load()
	if err != nil {
		t.Fatal(err)
	}
	model, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := f.Open(text, day)
	var out []*mention.Sentence
	for s := range model.Sentences(text) {
		out = append(out, r.Read(tree.New(&s)))
	}
	return out
}

// Every case names words of the text and who they must mean.
func TestWhoIsMeant(t *testing.T) {
	for _, c := range []struct{ name, day, text, words, actor string }{
		{"name", "2024-05-01", "Kenya protested.", "Kenya", "actor:kenya"},
		{"adjective", "2024-05-01", "Kenyan officials protested.", "Kenyan officials", "actor:kenya"},
		{"government", "2024-05-01", "The government of Chad resigned.", "government", "actor:chad"},
		{"capital that acts", "2024-05-01", "Moscow rejected the plan.", "Moscow", "actor:russia"},
		{"capital where something is", "2024-05-01", "The ministers met in Moscow.", "Moscow", "actor:moscow"},
		{"office in 2010", "2010-03-01", "The US president spoke.", "US president", "actor:barack-obama"},
		{"office in 2019", "2019-03-01", "The US president spoke.", "US president", "actor:donald-trump"},
		{"office in 2022", "2022-03-01", "The US president spoke.", "US president", "actor:joe-biden"},
		{"short name", "2024-05-01", "Musalia Mudavadi left. Mudavadi will return.", "Mudavadi", "actor:musalia-mudavadi"},
		{"unknown short name", "2024-05-01", "The lawyer Thandeka Zwane left. Zwane will return.", "Zwane", "actor:thandeka-zwane"},
		{"name with a particle", "2024-05-01", "The analyst Karim al-Zubaidi left. Later al-Zubaidi returned.", "al-Zubaidi", "actor:karim-al-zubaidi"},
		{"he", "2024-05-01", "Musalia Mudavadi said he would return.", "Musalia Mudavadi", "actor:musalia-mudavadi"},
		{"the alliance", "2024-05-01", "NATO met in Vilnius. The alliance will meet again.", "alliance", "actor:nato"},
		{"the country", "2024-05-01", "Peru held elections. The country is calm.", "country", "actor:peru"},
		{"ship", "2024-05-01", "The USS Nimitz left the port.", "USS Nimitz", "actor:uss-nimitz"},
		{"body beside its state", "2024-05-01", "The Polish Supreme Audit Office criticised the Israeli Mossad.", "Israeli Mossad", "actor:mossad"},
		{"body of its state", "2024-05-01", "The National Police of Colombia left.", "National Police of Colombia", "actor:national-police-of-colombia"},
		{"body in a village", "2024-05-01", "A clash with the Nigerian Army in Garkida left many dead.", "Nigerian Army", "actor:nigerian-army"},
		{"title and body before a known person", "2026-02-01", "White House Press Secretary Karoline Leavitt spoke.", "White House Press Secretary Karoline Leavitt", "actor:karoline-leavitt"},
		{"court of whom the text is about", "2024-05-01", "William Ruto, the Kenyan president, lost. The Supreme Court had annulled the vote.", "Supreme Court", "actor:kenyan-supreme-court"},
		{"parliament of whom it is about", "2024-05-01", "Peru's president resigned. Congress had impeached her.", "Congress", "actor:congress-of-peru"},
		{"government of whom it is about", "2024-05-01", "Kenya's army shelled Somalia. The government denied it.", "government", "actor:kenya"},
		{"minister of whom it is about", "2024-05-01", "Kenya closed its border. The foreign minister gave no reason.", "foreign minister", "actor:musalia-mudavadi"},
		{"police where they are", "2024-05-01", "Police in Delhi arrested a man.", "Police", "actor:indian-police"},
		{"police of one of two", "2024-05-01", "Donald Trump met Narendra Modi in Delhi. Police arrested a man.", "Police", "actor:_police"},
		{"some court", "2024-05-01", "Ghana's president lost. A court had annulled the vote.", "court", "actor:_court"},
		{"local authorities", "2024-05-01", "Ghana's president spoke. Local authorities objected.", "Local authorities", "actor:_local-authorities"},
		{"one of many", "2024-05-01", "Greece freed an Armenian man.", "Armenian man", "actor:_armenian-man"},
		{"many of one state", "2024-05-01", "Togolese protesters marched.", "Togolese protesters", "actor:_togolese-protesters"},
		{"the one of a state", "2024-05-01", "The Togolese opposition protested.", "Togolese opposition", "actor:togolese-opposition"},
		{"a people", "2024-05-01", "Turkey expelled Armenians.", "Armenians", "actor:armenians"},
		{"own actor", "2024-05-01", "A Turkish court freed him.", "Turkish court", "actor:turkish-court"},
		{"group", "2024-05-01", "Armed groups attacked.", "Armed groups", "actor:_armed-groups"},
		{"city by name", "2024-05-01", "Troops entered the city of Goma.", "city", "actor:goma"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var seen []string
			found := false
			sentences := find(t, c.text, c.day)
			for _, s := range sentences[len(sentences)-1:] {
				for _, m := range s.Mentions() {
					id := ""
					if m.Entity != nil {
						id = m.Entity.ID
					}
					seen = append(seen, m.Text+" = "+id+" ("+m.Why+")")
					found = found || m.Text == c.words && id == c.actor
				}
			}
			if !found {
				t.Errorf("%s: %q must mean %s; found:\n  %s", c.text, c.words, c.actor, strings.Join(seen, "\n  "))
			}
		})
	}
}

func TestOwners(t *testing.T) {
	for _, c := range []struct{ text, words, owners string }{
		{"Iran's missile programme grew.", "Iran's missile programme", "actor:iran"},
		{"Russian and Belarusian troops left.", "Russian and Belarusian troops", "actor:russia actor:belarus"},
		{"A Chinese-made drone fell.", "Chinese-made drone", ""},
	} {
		var got []string
		ok := false
		for _, s := range find(t, c.text, "2024-05-01") {
			for _, m := range s.Mentions() {
				if m.Text != c.words {
					continue
				}
				ok = true
				for _, o := range m.Owners {
					got = append(got, o.Entity.ID)
				}
			}
		}
		if !ok || strings.Join(got, " ") != c.owners {
			t.Errorf("%s: owners of %q are %q, want %q", c.text, c.words, strings.Join(got, " "), c.owners)
		}
	}
}

func TestTitlesAreFacts(t *testing.T) {
	for _, c := range []struct{ text, fact string }{
		{"Kenyan Foreign Minister Musalia Mudavadi left.", "actor:musalia-mudavadi represents actor:kenya"},
		{"Hilda Nkomo, the deputy minister of Zambia, left.", "actor:hilda-nkomo represents actor:zambia"},
		{"Former Peruvian president Martín Vizcarra left.", ""},
	} {
		var got []string
		for _, s := range find(t, c.text, "2024-05-01") {
			for _, f := range s.Facts {
				got = append(got, f.Subject.Entity.ID+" "+f.Relation+" "+f.Object.Entity.ID)
			}
		}
		if strings.Join(got, ", ") != c.fact {
			t.Errorf("%s: facts %q, want %q", c.text, got, c.fact)
		}
	}
}

// What mentions say of the text must be true of it.
func FuzzMentions(f *testing.F) {
	f.Add("Iran’s Foreign Minister Abbas Araghchi, al-Shayji and the US-led (UN) force met him.")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 || strings.ToValidUTF8(text, "") != text {
			t.Skip()
		}
		for _, s := range find(t, text, "2024-05-01") {
			for _, m := range s.Mentions() {
				if m.Start < 0 || m.End > len(text) || m.Start >= m.End || text[m.Start:m.End] != m.Text {
					t.Errorf("mention %q at %d to %d of %q", m.Text, m.Start, m.End, text)
				}
			}
		}
	})
}
