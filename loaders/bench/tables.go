package main

import (
	"fmt"
	"strings"
)

// tables are what states and people are and do by year.
func tables() []kind {
	trade := func(i int) (a, b state, year, goods int) {
		return stateOf(i), stateOf(i/16 + 1 + i), 1962 + i/256%60, i / 256 / 60
	}
	return []kind{
		{name: "comtrade", file: "comtrade.csv", header: "comtrade.csv", lines: 1, row: func(i, _ int) string {
			a, b, y, c := trade(i)
			return fmt.Sprintf("C,A,%d0101,%d,52,%d,%s,%s,%s,M,Import,%s,%s,%s,0,W00,World,H5,HS,1,%06d,Goods,6,0,C00,TOTAL CPC,0,0,TOTAL MOT,-1,N/A,0,0,-1,N/A,0,0,0,1,0,0,%d,0,%d,4,0,1\n", y, y, y, a.un, a.iso3, a.name, b.un, b.iso3, b.name, c, number(i)%99999, number(i)%99999)
		}},
		{name: "baci", file: "baci.csv", head: "t,i,j,k,v,q\n", row: func(i, _ int) string {
			a, b, y, c := trade(i)
			return fmt.Sprintf("%d,%s,%s,%06d,%d.5,NA\n", y, a.un, b.un, 270000+c, 1+number(i)%99999)
		}},
		{name: "agtpa", file: "agtpa.csv", head: "exporter,importer,pair_id,year,trade\n", row: func(i, _ int) string {
			a, b, y, _ := trade(i)
			return fmt.Sprintf("%s,%s,%d,%d,%d.5\n", a.iso3, b.iso3, i%256, y+i/256/60*60%3000, 1+number(i)%99999)
		}},
		{name: "unga", file: "un_votes.csv", head: "rcid,country,country_code,vote\n", row: func(i, _ int) string {
			return fmt.Sprintf("%d,x,%s,%s\n", i/16+1, stateOf(i).iso2, pick(i, "yes", "no", "abstain"))
		}},
		{name: "atop", file: "alliances.csv", header: "alliances.csv", lines: 1, row: func(i, _ int) string {
			a, b, y, _ := trade(i)
			return fmt.Sprintf("%s,%s,%d,1,0,0,%d,1\n", a.cow, b.cow, y, i%2)
		}},
		{name: "desta", file: "treaties.csv", header: "treaties.csv", lines: 1, row: func(i, _ int) string {
			a, b := pair(i)
			return fmt.Sprintf("\"%d\";%d;\"%s; %s\";\"base_treaty\";0;2003;2004;\"English\";1;\"Asia\";1;NA;%s;%s;NA;0;0\n", i+1, i+1, name(i), word(i, 5), a.un, b.un)
		}},
		{name: "archigos", file: "archigos.csv", header: "archigos.csv", lines: 1, row: func(i, _ int) string {
			return fmt.Sprintf("X-%d,%s,l%d,%s,1956,M,%s,%s,Regular,Regular,Regular\n", i, stateOf(i).cow, i, name(i), day(i), "2024-02-01")
		}},
		{name: "ungdc", file: "speakers.csv", header: "speakers.csv", lines: 1, row: func(i, _ int) string {
			return fmt.Sprintf("%d,%d,%s,%s,Mr. %s,President ,\n", 1946+i%78, 1+i%78, stateOf(i).iso3, stateOf(i).name, name(i))
		}},
		{name: "popolo", file: "popolo.json", row: popoloRow, middle: "],\n\"organizations\": [{\"id\": \"chamber\", \"name\": \"Chamber of Ruritania\", \"classification\": \"legislature\"}],\n\"memberships\": [\n", comma: ",\n", head: "{\"persons\": [\n", tail: "]}\n"},
	}
}

func popoloRow(i, n int) string {
	if i < n/2 {
		return fmt.Sprintf(`{"id": "p%d", "name": "%s", "birth_date": "%s", "other_names": []}`, i, name(i), day(i))
	}
	return fmt.Sprintf(`{"person_id": "p%d", "organization_id": "chamber", "role": "member", "start_date": "%s"}`, i-n/2, day(i))
}

// graphs are entities and what joins them.
func graphs() []kind {
	edge := func(i, n int) (from, to int) { return i - n/2, (i - n/2 + 1 + i*7919%(n/2-1)) % (n / 2) }
	relation := func(i int) string { return []string{"meets", "trades-with", "borders", "aids"}[i%4] }
	thing := func(i int) string { return word(i, 4) + mark(i, 4) }
	return []kind{
		{name: "ftm", file: "entities.ftm.json", row: ftmRow},
		{name: "wikidata", file: "wikidata.json", head: "[\n", comma: ",\n", tail: "\n]\n", row: func(i, n int) string {
			says := func(p string, q int) string {
				return fmt.Sprintf(`"%s":[{"mainsnak":{"snaktype":"value","property":"%s","datavalue":{"value":{"entity-type":"item","numeric-id":%d,"id":"Q%d"},"type":"wikibase-entityid"}},"type":"statement","rank":"normal"}]`, p, p, q, q)
			}
			return fmt.Sprintf(`{"type":"item","id":"Q%d","labels":{"en":{"language":"en","value":"%s"}},"descriptions":{},"aliases":{},"claims":{%s,%s,%s}}`, 200_000_000+i, name(i), says("P31", 5), says("P27", 794), says("P463", 200_000_000+(i*7919+1)%n))
		}},
		{name: "wikidata-truthy", file: "truthy.nt", row: func(i, n int) string {
			entity := "<http://www.wikidata.org/entity/Q%d>"
			if i%2 == 0 {
				return fmt.Sprintf(entity+" <http://www.w3.org/2000/01/rdf-schema#label> \"%s\"@en .\n", 200_000_000+i/2, name(i))
			}
			return fmt.Sprintf(entity+" <http://www.wikidata.org/prop/direct/P463> "+entity+" .\n", 200_000_000+i/2, 200_000_000+(i/2*7919+1)%(n/2))
		}},
		{name: "stix", file: "bundle.json", head: "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"spec_version\":\"2.0\",\n\"objects\":[\n", comma: ",\n", tail: "\n]}\n", row: func(i, _ int) string {
			switch i % 3 {
			case 0:
				return fmt.Sprintf(`{"type":"intrusion-set","id":"intrusion-set--%s","name":"%s","aliases":["%s"]}`, key(i), strings.ToUpper(name(i)), word(i, 6))
			case 1:
				return fmt.Sprintf(`{"type":"identity","id":"identity--%s","name":"%s Corp","identity_class":"organization"}`, key(i), name(i))
			}
			return fmt.Sprintf(`{"type":"relationship","id":"relationship--%s","relationship_type":"targets","source_ref":"intrusion-set--%s","target_ref":"identity--%s"}`, key(i), key(i-2), key(i-1))
		}},
		{name: "misp", file: "galaxy.json", head: "{\"authors\":[\"S\"],\"category\":\"actor\",\"description\":\"x\",\"name\":\"Sample Actor\",\"type\":\"sample-actor\",\"uuid\":\"b\",\n\"values\":[\n", comma: ",\n", tail: "\n],\"version\":1}\n", row: func(i, n int) string {
			return fmt.Sprintf(`{"value":"%s","uuid":"%s","meta":{"country":"%s","synonyms":["%s"],"cfr-suspected-victims":["%s"]},"related":[{"dest-uuid":"%s","type":"linked-to"}]}`, name(i), key(i), stateOf(i).iso2, word(i, 6), stateOf(i+3).name, key((i*7+1)%n))
		}},
		{name: "graphml", file: "x.graphml", head: "<graphml><key id=\"d0\" for=\"node\" attr.name=\"name\"/><key id=\"d1\" for=\"edge\" attr.name=\"relation\"/><graph>\n", tail: "</graph></graphml>\n", middle: "\n", row: func(i, n int) string {
			if i < n/2 {
				return fmt.Sprintf("<node id=\"n%d\"><data key=\"d0\">%s</data></node>\n", i, name(i))
			}
			from, to := edge(i, n)
			return fmt.Sprintf("<edge source=\"n%d\" target=\"n%d\"><data key=\"d1\">meets</data></edge>\n", from, to)
		}},
		{name: "gexf", file: "x.gexf", head: "<gexf><graph><nodes>\n", middle: "</nodes><edges>\n", tail: "</edges></graph></gexf>\n", row: func(i, n int) string {
			if i < n/2 {
				return fmt.Sprintf("<node id=\"n%d\" label=\"%s\"/>\n", i, name(i))
			}
			from, to := edge(i, n)
			return fmt.Sprintf("<edge source=\"n%d\" target=\"n%d\" label=\"meets\"/>\n", from, to)
		}},
		{name: "cytoscape", file: "x.cyjs", head: "{\"elements\":{\"nodes\":[\n", middle: "\n],\"edges\":[\n", comma: ",\n", tail: "\n]}}\n", row: func(i, n int) string {
			if i < n/2 {
				return fmt.Sprintf(`{"data":{"id":"n%d","name":"%s"}}`, i, name(i))
			}
			from, to := edge(i, n)
			return fmt.Sprintf(`{"data":{"id":"e%d","source":"n%d","target":"n%d","interaction":"meets"}}`, i, from, to)
		}},
		{name: "neo4j", file: "neo.csv", head: "_id,_labels,name,_start,_end,_type\n", row: func(i, n int) string {
			if i < n/2 {
				return fmt.Sprintf("%d,:Actor,%s,,,\n", i, name(i))
			}
			from, to := edge(i, n)
			return fmt.Sprintf(",,,%d,%d,MEETS\n", from, to)
		}},
		{name: "nquads", file: "x.nq", row: func(i, n int) string {
			return fmt.Sprintf("<http://x.example/%s> <https://entente.example/rel/%s> <http://x.example/%s> .\n", thing(i), relation(i), thing((i*7919+1)%n))
		}},
		{name: "turtle", file: "x.ttl", head: "@prefix a: <http://x.example/> . @prefix r: <https://entente.example/rel/> .\n", row: func(i, n int) string {
			return fmt.Sprintf("a:%s r:%s a:%s .\n", thing(i), relation(i), thing((i*7919+1)%n))
		}},
		{name: "trig", file: "x.trig", head: "@prefix a: <http://x.example/> . @prefix r: <https://entente.example/rel/> .\na:graph {\n", tail: "}\n", row: func(i, n int) string {
			return fmt.Sprintf("a:%s r:%s a:%s .\n", thing(i), relation(i), thing((i*7919+1)%n))
		}},
		{name: "jsonld", file: "x.jsonld", head: "{\"@context\":{\"r\":\"https://entente.example/rel/\",\"a\":\"http://x.example/\"},\"@graph\":[\n", comma: ",\n", tail: "\n]}\n", row: func(i, n int) string {
			return fmt.Sprintf(`{"@id":"a:%s","r:%s":{"@id":"a:%s"}}`, thing(i), relation(i), thing((i*7919+1)%n))
		}},
	}
}

// ftmRow is, of each five, a person, two companies, and who owns and leads
// which.
func ftmRow(i, _ int) string {
	id := func(i int) string { return "NK-" + key(i)[:20] }
	const seen = `"datasets":["x"],"last_seen":"2026-02-01T00:00:00","last_change":"2026-01-15T00:00:00"}` + "\n"
	switch i % 5 {
	case 0:
		return fmt.Sprintf(`{"id":"%s","caption":"%s","schema":"Person","properties":{"name":["%s","%s"],"nationality":["%s"],"birthDate":["%s"]},"target":true,`+seen, id(i), name(i), name(i), title(i, 6), strings.ToLower(stateOf(i).iso2), day(i))
	case 1, 2:
		return fmt.Sprintf(`{"id":"%s","caption":"%s LLC","schema":"Company","properties":{"name":["%s LLC"],"jurisdiction":["%s"]},`+seen, id(i), name(i), name(i), strings.ToLower(stateOf(i).iso2))
	case 3:
		return fmt.Sprintf(`{"id":"own-%d","caption":"Ownership","schema":"Ownership","properties":{"owner":["%s"],"asset":["%s"],"percentage":["60"],"startDate":["%s"]},`+seen, i, id(i-2), id(i-1), day(i))
	}
	return fmt.Sprintf(`{"id":"dir-%d","caption":"Directorship","schema":"Directorship","properties":{"director":["%s"],"organization":["%s"],"role":["Chief Executive"]},`+seen, i, id(i-4), id(i-3))
}
