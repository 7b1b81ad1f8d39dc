// Oxigraph, compiled to WebAssembly: in memory, asked in SPARQL.
const fs = require('node:fs');
const oxigraph = require('oxigraph');
const { report, time } = require('./common.cjs');

(async () => {
  const [file, , ask] = process.argv.slice(2);
  const store = new oxigraph.Store();
  const began = Date.now();
  // A string of JavaScript holds no more than half a gigabyte.
  const fd = fs.openSync(file, 'r'), chunk = Buffer.alloc(64 << 20);
  for (let rest = '', n; (n = fs.readSync(fd, chunk)) > 0;) {
    const text = rest + chunk.toString('utf8', 0, n), end = text.lastIndexOf('\n') + 1;
    store.load(text.slice(0, end), { format: 'application/n-quads', lenient: true });
    rest = text.slice(end);
  }
  report({ name: 'load', ms: Date.now() - began, rows: store.size, runs: 1 });
  if (ask !== 'true') return;
  const q = (where, what = '?x') => `SELECT ${what} WHERE { ${where} }`;
  const G = (n, t) => `GRAPH ?g${n} { ${t} }`;
  const questions = {
    'out by one predicate': q(G(1, '<actor:made-3> <rel:made-0> ?x')),
    'both ways, all predicates': q(`{ ${G(1, '<actor:made-0> ?p ?x')} } UNION { ${G(1, '?x ?p <actor:made-0>')} }`),
    'two hops with a type filter': q(G(1, '<actor:made-60> <rel:made-0> ?y') + G(2, '?y <rel:made-0> ?x') + G(3, '?x <rdf:type> <type:State>')),
    'intersection of two neighbourhoods': q(G(1, '<actor:made-1> <rel:made-0> ?x') + G(2, '<actor:made-2> <rel:made-0> ?x')),
    'all quads of one label': q('GRAPH <source:made> { ?s ?p ?x }', '?s ?p ?x') + ' LIMIT 500',
    'count both ways of a hub': q(`{ ${G(1, '<actor:made-0> ?p ?x')} } UNION { ${G(1, '?x ?p <actor:made-0>')} }`, '(COUNT(*) AS ?n)'),
  };
  for (const [name, text] of Object.entries(questions)) {
    await time(name, () => {
      const rows = store.query(text);
      return name.startsWith('count') ? Number(rows[0].get('n').value) : rows.length;
    });
  }
  // A property path does not leave its graph, and every claim is one: so the
  // three steps are written out.
  const r = '<rel:made-5>';
  await time('recursion, depth 3', () => store.query(`SELECT DISTINCT ?x WHERE {
    { ${G(1, `<actor:made-60> ${r} ?x`)} } UNION { ${G(1, `<actor:made-60> ${r} ?a`)} ${G(2, `?a ${r} ?x`)} }
    UNION { ${G(1, `<actor:made-60> ${r} ?a`)} ${G(2, `?a ${r} ?b`)} ${G(3, `?b ${r} ?x`)} } }`).length);
  await time('export of everything', () => { let n = 0; for (const _ of store.match(null, null, null, null)) n++; return n; });
})();
