// What the scripts of the peers share: figures as lines of JSON, as package
// shape writes them.
const report = (m) => console.log(JSON.stringify(m));

// time runs fn as shape.Time does.
async function time(name, fn) {
  let took = [], total = 0, rows = 0;
  while (took.length < 4 || (total < 333 && took.length < 200)) {
    const began = process.hrtime.bigint();
    try { rows = await fn(); } catch (e) { return report({ name, error: String(e.message || e) }); }
    const ms = Number(process.hrtime.bigint() - began) / 1e6;
    took.push(ms); total += ms;
    if (ms > 10000) break;
  }
  if (took.length > 3) took = took.slice(1);
  took.sort((a, b) => a - b);
  report({ name, ms: took[Math.floor(took.length / 2)], rows, runs: took.length });
}

// quads reads the N-Quads of shape.Write, which have one form.
async function* quads(file) {
  const lines = require('node:readline').createInterface({ input: require('node:fs').createReadStream(file) });
  for await (const line of lines) {
    const m = /^(<[^>]*>) (<[^>]*>) (.*) (<[^>]*>) \.$/.exec(line);
    if (m) yield [m[1], m[2], m[3], m[4]];
  }
}

const actor = (n) => `<actor:made-${n}>`;
module.exports = { report, time, quads, actor };
