// What the Gizmo editor knows of the language: its parts, for colours, and
// what can stand where the cursor is. No DOM in here.

// methods are Gizmo's, with what they do in a word.
export const methods = [
  ["V", "start at nodes"], ["M", "a path to use later"], ["emit", "give a row"], ["IRI", "a name as an IRI"],
  ["out", "follow a relation"], ["in", "follow a relation backwards"], ["both", "follow it either way"], ["is", "keep these nodes"],
  ["has", "keep those with a value"], ["hasR", "keep those that are a value"], ["tag", "name this step"], ["as", "name this step"], ["back", "return to a named step"],
  ["save", "give a value too"], ["saveR", "give a value that points here"], ["saveOpt", "give a value if there is one"], ["intersect", "only those in both"], ["and", "only those in both"],
  ["union", "those in either"], ["or", "those in either"], ["except", "without those"], ["difference", "without those"], ["unique", "each once"], ["limit", "at most so many"],
  ["skip", "leave out the first"], ["order", "sorted"], ["follow", "go along a path"], ["followR", "go along a path backwards"], ["followRecursive", "along a path, again and again"],
  ["labelContext", "claims to look in"], ["labels", "claims of the last step"], ["inPredicates", "relations that lead here"], ["outPredicates", "relations that lead away"],
  ["filter", "by comparing values"], ["count", "how many"], ["all", "give all rows"], ["getLimit", "give so many rows"], ["toArray", "all values, for the script"],
  ["toValue", "one value, for the script"], ["tagArray", "all rows, for the script"], ["tagValue", "one row, for the script"], ["forEach", "call a function for each row"], ["map", "call a function for each row"],
];

const keywords = new Set("var let const function return if else for while do in of new true false null undefined typeof break continue".split(" "));

// tokens cuts a text into [kind, text]; joined they are the text again.
export function tokens(text) {
  const found = [];
  const rule = /(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?)|(\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*)|(\s+)|([^\s\w$"'`/]+|[\s\S])/g;
  for (let m; (m = rule.exec(text)) !== null;) {
    const [whole, comment, string, number, word] = m;
    let kind = "";
    if (comment) kind = "comment";
    else if (string) kind = /^["'`]<(actor|rel|claim|source|type|rdf|ent):/.test(string) ? "iri" : "string";
    else if (number) kind = "number";
    else if (word) kind = keywords.has(word) ? "keyword" : /\.\s*$/.test(text.slice(0, m.index)) ? "method" : word === "g" || word === "graph" ? "method" : "";
    found.push([kind, whole]);
  }
  return found;
}

// wanted tells what may be completed at a place: {kind, from, text}, or null.
export function wanted(text, at) {
  const before = text.slice(0, at);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const iri = /["'`]<?(rel|actor|type):([^"'`<>]*)$/.exec(line);
  if (iri) return { kind: iri[1], from: at - iri[2].length, text: iri[2] };
  const scheme = /["'`]<?([a-z]*)$/.exec(line);
  if (scheme && quotes(line) % 2 === 1) return { kind: "scheme", from: at - scheme[1].length, text: scheme[1] };
  if (quotes(line) % 2 === 1) return null;
  const method = /\.\s*([A-Za-z]*)$/.exec(line);
  if (method && !/\/\//.test(line)) return { kind: "method", from: at - method[1].length, text: method[1] };
  return null;
}

const quotes = (line) => (line.match(/["'`]/g) ?? []).length;

// options lists what fits, of what is known without asking the server.
export function options(want, words) {
  const low = want.text.toLowerCase();
  const fit = (name, label) => name.toLowerCase().startsWith(low) || label.toLowerCase().includes(low);
  const rank = (o) => (o.insert.toLowerCase().startsWith(low) ? 0 : 1);
  const made = (list, end) => list.filter(([n, l]) => fit(n, l)).map(([n, l]) => ({ insert: n + end, label: n, note: l })).sort((a, b) => rank(a) - rank(b)).slice(0, 40);
  switch (want.kind) {
    case "method": return made(methods, "");
    case "rel": return made(words.relations, ">");
    case "type": return made(words.types, ">");
    case "scheme": return made([["rel:", "a relation"], ["actor:", "an actor"], ["type:", "a type of actor"]], "").map((o) => ({ ...o, insert: o.insert }));
    default: return [];
  }
}

// place puts an option into a text: {text, at}. In quotes an IRI wants its
// angle brackets, and those that are there are not doubled.
export function place(text, at, want, option) {
  let before = text.slice(0, want.from), insert = option.insert, after = text.slice(at);
  if (want.kind === "scheme" && !before.endsWith("<")) insert = "<" + insert;
  if (want.kind !== "method" && want.kind !== "scheme") {
    const start = before.search(/["'`](rel|actor|type):$/);
    if (start >= 0) before = before.slice(0, start + 1) + "<" + before.slice(start + 1);
    if (after.startsWith(">")) insert = insert.replace(/>$/, "");
  }
  return { text: before + insert + after, at: (before + insert).length };
}

// offset is where a line and a column, from 1, are in a text.
export function offset(text, line, column) {
  const lines = text.split("\n");
  let at = 0;
  for (let i = 0; i < Math.min(line - 1, lines.length - 1); i++) at += lines[i].length + 1;
  return Math.min(text.length, at + Math.max(0, column - 1));
}

// remember puts a text first in a history, each once.
export const remember = (history, text) => [text, ...history.filter((t) => t !== text)].slice(0, 50);
