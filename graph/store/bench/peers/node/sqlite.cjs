// A plain SQLite table with a dictionary and three indexes.
const Database = require('better-sqlite3');
const fs = require('node:fs');
const { report, time, quads, actor } = require('./common.cjs');

(async () => {
  const [file, at, ask] = process.argv.slice(2);
  fs.mkdirSync(at, { recursive: true });
  const db = new Database(at + '/quads.sqlite');
  db.pragma('journal_mode = OFF'); db.pragma('synchronous = OFF'); db.pragma('cache_size = -262144');
  db.exec(`CREATE TABLE val (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE quad (s INTEGER, p INTEGER, o INTEGER, l INTEGER, PRIMARY KEY (s, p, o, l)) WITHOUT ROWID`);
  const began = Date.now();
  const ids = new Map(), value = db.prepare('INSERT INTO val VALUES (?, ?)'), row = db.prepare('INSERT OR IGNORE INTO quad VALUES (?, ?, ?, ?)');
  const id = (t) => { let n = ids.get(t); if (!n) { n = ids.size + 1; ids.set(t, n); value.run(n, t); } return n; };
  let n = 0;
  db.exec('BEGIN');
  for await (const [s, p, o, l] of quads(file)) { row.run(id(s), id(p), id(o), id(l)); n++; }
  db.exec('COMMIT; CREATE INDEX pos ON quad (p, o, s); CREATE INDEX ops ON quad (o, p, s); CREATE INDEX lab ON quad (l); CREATE UNIQUE INDEX txt ON val (text); ANALYZE');
  report({ name: 'load', ms: Date.now() - began, rows: n, runs: 1 });
  if (ask !== 'true') return;
  const v = (t) => `(SELECT id FROM val WHERE text = '${t}')`;
  const questions = {
    'out by one predicate': `SELECT text FROM quad JOIN val ON id = o WHERE s = ${v(actor(3))} AND p = ${v('<rel:made-0>')}`,
    'both ways, all predicates': `SELECT text FROM quad JOIN val ON id = o WHERE s = ${v(actor(0))} UNION ALL SELECT text FROM quad JOIN val ON id = s WHERE o = ${v(actor(0))}`,
    'two hops with a type filter': `SELECT text FROM quad a JOIN quad b ON b.s = a.o AND b.p = a.p JOIN quad t ON t.s = b.o AND t.p = ${v('<rdf:type>')} AND t.o = ${v('<type:State>')} JOIN val ON id = b.o WHERE a.s = ${v(actor(60))} AND a.p = ${v('<rel:made-0>')}`,
    'intersection of two neighbourhoods': `SELECT text FROM quad a JOIN quad b ON b.o = a.o JOIN val ON id = a.o WHERE a.s = ${v(actor(1))} AND a.p = ${v('<rel:made-0>')} AND b.s = ${v(actor(2))} AND b.p = ${v('<rel:made-0>')}`,
    'recursion, depth 3': `WITH RECURSIVE w(n, d) AS (VALUES (${v(actor(60))}, 0) UNION SELECT o, d + 1 FROM w JOIN quad ON s = n AND p = ${v('<rel:made-5>')} WHERE d < 3) SELECT DISTINCT text FROM w JOIN val ON id = n WHERE d > 0`,
    'all quads of one label': `SELECT a.text, b.text, c.text FROM quad JOIN val a ON a.id = s JOIN val b ON b.id = p JOIN val c ON c.id = o WHERE l = ${v('<source:made>')} LIMIT 500`,
    'count both ways of a hub': `SELECT (SELECT count(*) FROM quad WHERE s = ${v(actor(0))}) + (SELECT count(*) FROM quad WHERE o = ${v(actor(0))}) AS n`,
    'export of everything': 'SELECT a.text, b.text, c.text, d.text FROM quad JOIN val a ON a.id = s JOIN val b ON b.id = p JOIN val c ON c.id = o JOIN val d ON d.id = l',
  };
  for (const [name, text] of Object.entries(questions)) {
    const statement = db.prepare(text);
    await time(name, () => {
      if (name.startsWith('count')) return statement.get().n;
      let n = 0; for (const _ of statement.raw().iterate()) n++; return n;
    });
  }
})();
