package main

import (
	"fmt"
	"strings"
)

// conflicts are who fights, borders and belongs to what, by year or by day.
func conflicts() []kind {
	// Every second year, so that no two rows are one interval.
	year := func(i int) int { return 1000 + i/256*2%9000 }
	return []kind{
		{name: "cow-states", file: "states.csv", head: "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n", row: func(i, _ int) string {
			s := stateOf(i)
			return fmt.Sprintf("%s,%s,%s,%d,%d,%d,%d,9,25,2016\n", s.iso3, s.cow, s.name, year(i), 1+i/16%12, 1+i/192%28, year(i)+1)
		}},
		{name: "cow-contiguity", file: "contiguity.csv", header: "contiguity.csv", lines: 1, row: func(i, _ int) string {
			a, b := pair(i)
			return fmt.Sprintf("%s%s,%s,%q,%s,%q,%s,%d01,%d12,,3.2\n", a.cow, b.cow, a.cow, a.iso3, b.cow, b.iso3, pick(i, "1", "2"), year(i), year(i)+1)
		}},
		{name: "cow-contiguity-years", file: "contdird.csv", head: "dyad,state1no,state1ab,state2no,state2ab,year,conttype,version\n", row: func(i, _ int) string {
			a, b := pair(i % 256)
			return fmt.Sprintf("%s%s,%s,%q,%s,%q,%d,%s,3.2\n", a.cow, b.cow, a.cow, a.iso3, b.cow, b.iso3, year(i), pick(i, "1", "2"))
		}},
		{name: "cow-contiguity-dates", file: "contdir.csv", head: "ccode1,ccode2,conttype,stdate,enddate\n", row: func(i, _ int) string {
			a, b := pair(i)
			return fmt.Sprintf("%s,%s,%s,%d-01-01,%d-%02d-01\n", a.cow, b.cow, pick(i, "1", "2"), year(i), year(i)+1, 1+i%12)
		}},
		{name: "cow-mid", file: "disputes.csv", header: "disputes.csv", lines: 1, row: func(i, _ int) string {
			a, b := pair(i)
			return fmt.Sprintf("%d,%s,%s,%d,1,1,1,0,6,6,-9,-9,20,20,%s,%s,1,1\n", i+1, a.cow, b.cow, 1816+i%200, pick(i, "2", "3", "4", "5"), pick(i+1, "1", "4", "5"))
		}},
		{name: "cow-war", file: "wars.csv", head: "warnum,ccode1,ccode2,year,cowinterongoing,cowinteronset,sidea1,sidea2,initiator1,initiator2,outcome1,outcome2,batdeath1,batdeath2,resume\n", row: func(i, _ int) string {
			a, b := pair(i)
			return fmt.Sprintf("%d,%s,%s,%d,1,1,1,2,1,0,1,2,%d,600,0\n", i+1, a.cow, b.cow, 1816+i%200, number(i)%9999)
		}},
		{name: "cow-igo", file: "igo.csv", header: "igo.csv", lines: 1, row: func(i, _ int) string {
			s, in := stateOf(i), []string{"0", "0", "0", "0"}
			in[i/32%4] = "1"
			return fmt.Sprintf("%s,%d,%s,%s\n", s.cow, 1000+i/16%9000, strings.ToLower(s.name), strings.Join(in, ","))
		}},
		{name: "ucdp-acd", file: "acd.csv", head: "conflict_id,year,gwno_a,gwno_a_2nd,gwno_b,gwno_b_2nd,incompatibility,intensity_level,type_of_conflict,start_date,start_prec,start_date2,start_prec2,ep_end,ep_end_date\n", row: func(i, _ int) string {
			a, b := pair(i)
			return fmt.Sprintf("%d,%d,%s,,%s,,territory,2,interstate,%s,1,%s,1,0,\n", 11_000+i, 1946+i%75, a.cow, b.cow, day(i), day(i))
		}},
		{name: "acled-deleted", file: "deleted.csv", silent: true, head: "event_id_cnty,deleted_timestamp\n", row: func(i, _ int) string {
			return fmt.Sprintf("TST%d,%d\n", i, 1_747_700_000+i)
		}},
		{name: "comtrade-brief", file: "brief.csv", head: "reporter_iso,reporter_desc,flow_desc,partner_iso,partner_desc,cmd_code,cmd_desc,primary_value,ref_year\n", row: func(i, _ int) string {
			a, b := pair(i)
			return fmt.Sprintf("%s,%s,%s,%s,%s,%06d,Goods,%d.5,%d\n", a.iso3, a.name, pick(i, "Import", "Export"), b.iso3, b.name, i/60, number(i)%99999, 1962+i%60)
		}},
	}
}
