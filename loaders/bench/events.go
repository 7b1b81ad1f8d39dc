package main

import (
	"fmt"
	"strings"
)

// events are rows of who did what to whom.
func events() []kind {
	return []kind{
		{name: "gdelt", file: "20250305120000.export.CSV", row: func(i, _ int) string {
			a, b := pair(i)
			d := strings.ReplaceAll(day(int(number(i)>>20&0xffff)), "-", "")
			code := pick(i, "040", "043", "051", "111", "112", "173", "190", "036", "057", "061")
			geo := []string{"4", title(i, 5) + ", " + b.name, "MU", "MU01", "", "23.6", "58.5", "-1"}
			none := append([]string{"0"}, make([]string, 7)...)
			row := []string{fmt.Sprint(900_000_000 + i), d, d[:6], d[:4], d[:4] + ".1", a.iso3 + "GOV", "X", a.iso3, "", "", "", "", "GOV", "", "", b.iso3, "Y", b.iso3, "", "", "", "", "", "", "", "1", code, code, code[:2], "1", "1.0", fmt.Sprint(1 + number(i)%9), "1", "4", "-1.5"}
			row = append(append(append(append(row, none...), none...), geo...), "20250305120000", fmt.Sprintf("http://news.example/%d", i))
			return strings.Join(row, "\t") + "\n"
		}},
		{name: "icews", file: "events.tab", header: "icews.tab", lines: 1, row: func(i, _ int) string {
			a, b := pair(i)
			return strings.Join([]string{fmt.Sprint(9_100_000 + i), day(int(number(i) >> 20 & 0xffff)), title(i, 4) + " " + title(i+1, 4), "Executive,Foreign Ministry,Government", a.name, "Consult", pick(i, "040", "042", "051", "111", "173"), "1", b.name, "NA", b.name, fmt.Sprint(i), "2", "Gulf Sample Post", word(i, 5), "NA", "NA", b.name, "23.6", "58.5"}, "\t") + "\n"
		}},
		{name: "polecat", file: "polecat.tsv", header: "polecat.tsv", lines: 1, row: func(i, _ int) string {
			a, b := pair(i)
			row := make([]string, 40)
			for at := range row {
				row[at] = "None"
			}
			for at, text := range map[int]string{0: fmt.Sprintf("2023-%d-a", i), 1: day(int(number(i) >> 20 & 0xffff)), 2: pick(i, "CONSULT", "ASSAULT", "SANCTION", "PROTEST"), 3: pick(i, "visit", "aerial", "None", "demo"), 7: title(i, 4) + " " + title(i+1, 4), 8: a.iso3, 10: "GOV", 16: b.iso3, 18: "GOV", 27: b.iso3, 33: "sample.example"} {
				row[at] = text
			}
			return strings.Join(row, "\t") + "\n"
		}},
		{name: "ucdp-ged", file: "ged.csv", header: "ged.csv", lines: 1, row: func(i, _ int) string {
			s := stateOf(i)
			return fmt.Sprintf("%d,X-%d,2014,1,Clear,1,%d,%d,%s: Government,1,1,Government of %s - %s Front,118,118,Government of %s,%d,%d,%s %s Front,1,s,Sample Wire,2014-02-01,s,s,1,a town,in the town,Idlib,A,35.7,36.5,POINT (36.5 35.7),1,%s,%s,Middle East,1,1,%s,%s,1,2,0,0,3,3,3,%s,\n",
				501+i, i, i, i, s.name, s.name, word(i, 4), s.name, 4456+i, 4456+i, title(i, 4), title(i+1, 4), s.name, s.cow, day(i), day(i), s.cow)
		}},
		{name: "acled", file: "acled.csv", header: "acled.csv", lines: 1, row: func(i, _ int) string {
			s := stateOf(i)
			return fmt.Sprintf("TST%d,%s,2025,1,Political violence,Battles,Armed clash,Military Forces of %s (2021-),%s Militia (%s),State forces,%s %s Front,,Rebel group,State forces-Rebel group,,466,Western Africa,%s,Gao,Gao,,%s,16.2,-0.04,1,Sample Wire,National,Invented: number %d.,4,,1747700000\n",
				i, day(i), s.name, title(i, 4), s.name, title(i, 4), title(i+1, 4), s.name, title(i, 5), i)
		}},
	}
}
