// Kuzu: one table of nodes, one of edges with the predicate and the label as
// numbers. The N-Quads are first turned into numbered CSV, which is part of
// the load.
const kuzu = require('kuzu');
const fs = require('node:fs');
const { report, time, quads, actor } = require('./common.cjs');

(async () => {
  const [file, at, ask] = process.argv.slice(2);
  fs.mkdirSync(at, { recursive: true });
  const began = Date.now();
  const ids = new Map();
  const nodes = fs.createWriteStream(at + '-nodes.csv'), edges = fs.createWriteStream(at + '-edges.csv');
  const wait = (s, text) => s.write(text) || new Promise((ok) => s.once('drain', ok));
  const id = async (t) => { let n = ids.get(t); if (!n) { n = ids.size + 1; ids.set(t, n); await wait(nodes, `${n},"${t.replaceAll('"', '""')}"\n`); } return n; };
  let n = 0;
  for await (const [s, p, o, l] of quads(file)) { await wait(edges, `${await id(s)},${await id(o)},${await id(p)},${await id(l)}\n`); n++; }
  await Promise.all([nodes, edges].map((s) => new Promise((ok) => s.end(ok))));
  const number = (t) => ids.get(t) || 0;
  const [r0, r5, type, state, gazetteer] = ['<rel:made-0>', '<rel:made-5>', '<rdf:type>', '<type:State>', '<source:made>'].map(number);
  const a = (k) => number(actor(k));
  const db = new kuzu.Database(at + '/quads.kuzu'), c = new kuzu.Connection(db);
  const rows = async (text) => { const r = await c.query(text); const all = await r.getAll(); r.close(); return all; };
  await rows('CREATE NODE TABLE N (id INT64 PRIMARY KEY, text STRING)');
  await rows('CREATE REL TABLE E (FROM N TO N, p INT64, l INT64)');
  await rows(`COPY N FROM '${at}-nodes.csv' (PARALLEL=false)`);
  await rows(`COPY E FROM '${at}-edges.csv'`);
  report({ name: 'load', ms: Date.now() - began, rows: n, runs: 1 });
  fs.rmSync(at + '-nodes.csv'); fs.rmSync(at + '-edges.csv');
  if (ask !== 'true') return;
  const questions = {
    'out by one predicate': `MATCH (a:N {id: ${a(3)}})-[e:E]->(x:N) WHERE e.p = ${r0} RETURN x.text`,
    'both ways, all predicates': `MATCH (a:N {id: ${a(0)}})-[e:E]-(x:N) RETURN x.text`,
    'two hops with a type filter': `MATCH (a:N {id: ${a(60)}})-[e:E]->(y:N)-[f:E]->(x:N)-[t:E]->(s:N {id: ${state}}) WHERE e.p = ${r0} AND f.p = ${r0} AND t.p = ${type} RETURN x.text`,
    'intersection of two neighbourhoods': `MATCH (a:N {id: ${a(1)}})-[e:E]->(x:N)<-[f:E]-(b:N {id: ${a(2)}}) WHERE e.p = ${r0} AND f.p = ${r0} RETURN x.text`,
    'recursion, depth 3': `MATCH (a:N {id: ${a(60)}})-[e:E*1..3 (r, n | WHERE r.p = ${r5})]->(x:N) RETURN DISTINCT x.text`,
    'all quads of one label': `MATCH (s:N)-[e:E]->(o:N) WHERE e.l = ${gazetteer} RETURN s.text, e.p, o.text LIMIT 500`,
    'count both ways of a hub': `MATCH (a:N {id: ${a(0)}})-[e:E]-(x:N) RETURN count(*) AS n`,
    'export of everything': 'MATCH (s:N)-[e:E]->(o:N) RETURN s.text, e.p, o.text, e.l',
  };
  for (const [name, text] of Object.entries(questions)) {
    await time(name, async () => { const all = await rows(text); return name.startsWith('count') ? Number(all[0].n) : all.length; });
  }
  const actors = Math.min(Math.max(Math.floor(n / 100), 100), 100000);
  let seed = 7;
  const pick = () => { seed = (seed * 48271) % 2147483647; return a(seed % actors); };
  await time('shortest path', async () => {
    await rows(`MATCH p = (a:N {id: ${pick()}})-[e:E* SHORTEST 1..6]-(b:N {id: ${pick()}}) RETURN length(p)`);
    return 1;
  });
})();
