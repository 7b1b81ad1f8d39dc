// Takes from a script what makes much out of little in one step, in which it
// cannot be stopped: long arrays that are all holes, joined and repeated text,
// raw buffers. What people write is far below the bounds. Run before the
// script; copied, plain and shown are the fence's own.
(function (copied, plain, shown, most) {
  "use strict";
  const apply = Reflect.apply, define = Object.defineProperty, names = Object.getOwnPropertyNames, describe = Object.getOwnPropertyDescriptor, parent = Object.getPrototypeOf;
  const isArray = Array.isArray, text = String, join = Array.prototype.join, push = Array.prototype.push, from = Array.from, map = Array.prototype.map;
  const check = function (n) {
    if (n > most) throw new RangeError("longer than a query's arrays and texts may be (" + most + ")");
    return n;
  };
  // size is the length of an array or of what passes for one. A getter could
  // give another one at a second look, and so could an object's valueOf.
  const size = function (x) {
    if (x === null || x === undefined) return 0;
    if (typeof x === "string" || isArray(x)) return x.length;
    for (let at = x; at !== null && typeof at !== "number" && typeof at !== "boolean"; at = parent(at)) {
      const d = describe(at, "length");
      if (d === undefined) continue;
      if (typeof d.value !== "number" && typeof d.value !== "undefined") throw new TypeError("length must be a number");
      if (d.get !== undefined) throw new TypeError("length must be a number");
      return d.value || 0;
    }
    return 0;
  };
  const long = function (x) { check(size(x)); };
  const put = function (object, key, f) {
    define(object, key, { value: f, writable: false, configurable: false, enumerable: false });
  };
  // guard has a function's arguments looked at first; what test gives, if it is
  // not undefined, stands for this.
  const guard = function (object, key, test) {
    const f = object[key];
    if (typeof f !== "function") return;
    put(object, key, function (...args) {
      const self = test(this, args);
      return apply(f, self === undefined ? this : self, args);
    });
  };

  const joined = function (separator) {
    const between = separator === undefined ? "," : text(separator), self = this;
    let all = 0;
    return apply(join, from({ length: check(size(self)) }, function (hole, i) {
      const v = self[i], t = v === null || v === undefined ? "" : text(v);
      check(all += t.length + between.length);
      return t;
    }), [between]);
  };
  const flat = function (out, list, depth) {
    for (let i = 0, n = check(size(list)); i < n; i++) {
      if (depth > 0 && isArray(list[i])) flat(out, list[i], depth - 1);
      else if (i in list) check(apply(push, out, [list[i]]));
    }
    return out;
  };
  put(Array.prototype, "join", joined);
  put(Array.prototype, "toLocaleString", function () { return apply(joined, this, []); });
  put(Array.prototype, "flat", function (depth) { return flat([], this, depth === undefined ? 1 : +depth); });
  put(Array.prototype, "flatMap", function (f, self) { long(this); return flat([], apply(map, this, [f, self]), 1); });
  guard(Array.prototype, "concat", function (self, args) {
    let all = size(self);
    for (let i = 0; i < args.length; i++) check(all += typeof args[i] === "object" ? size(args[i]) : 1);
  });
  for (const key of names(Array.prototype)) {
    if (!/^(constructor|join|toLocaleString|flat|flatMap|concat)$/.test(key)) guard(Array.prototype, key, long);
  }
  guard(Array.prototype, Symbol.iterator, long);
  guard(Array, "from", function (self, args) { long(args[0]); });
  guard(Reflect, "apply", function (self, args) { long(args[2]); });
  guard(Reflect, "construct", function (self, args) { long(args[1]); });
  guard(Function.prototype, "apply", function (self, args) { long(args[1]); });
  for (const key of ["keys", "values", "entries", "assign", "getOwnPropertyNames", "getOwnPropertyDescriptors"]) {
    guard(Object, key, function (self, args) { for (let i = 0; i < args.length; i++) long(args[i]); });
  }
  guard(JSON, "stringify", function (self, args) { args[0] = plain(args[0]); });
  guard(JSON, "parse", function (self, args) { check((args[0] = text(args[0])).length); });

  const string = function (self, args) {
    if (self === null || self === undefined) return;
    const s = text(self);
    check(s.length);
    return s;
  };
  // A replacement stands for every match, and each $ in it may for all of the
  // text.
  const replaced = function (s, args, at) {
    if (typeof args[at] === "function") return;
    const r = args[at] = text(args[at]);
    let marks = 0;
    for (let i = 0; i < r.length; i++) if (r[i] === "$") marks++;
    if ((s.length + 1) * (r.length + marks * s.length) > 100 * most) check(Infinity);
  };
  const strings = {
    padStart: function (s, args) { check(args[0] = +args[0]); },
    padEnd: function (s, args) { check(args[0] = +args[0]); },
    repeat: function (s, args) { check((args[0] = +args[0]) * s.length); },
    replace: function (s, args) { replaced(s, args, 1); },
    replaceAll: function (s, args) { replaced(s, args, 1); },
    concat: function (s, args) {
      let all = s.length;
      for (let i = 0; i < args.length; i++) check(all += (args[i] = text(args[i])).length);
    },
  };
  for (const key of names(String.prototype)) {
    if (/^(constructor|toString|valueOf|length)$/.test(key)) continue;
    const more = strings[key];
    guard(String.prototype, key, function (self, args) {
      const s = string(self);
      if (more !== undefined && s !== undefined) more(s, args);
      return s;
    });
  }
  guard(String.prototype, Symbol.iterator, string);
  guard(String, "raw", function (self, args) {
    const raw = copied(args[0].raw);
    long(raw);
    args[0] = { raw: raw };
    let all = size(raw);
    for (let i = 1; i < args.length; i++) check(all += (args[i] = text(args[i])).length);
  });
  for (const key of [Symbol.replace, Symbol.match, Symbol.matchAll, Symbol.split]) {
    guard(RegExp.prototype, key, function (self, args) {
      check((args[0] = text(args[0])).length);
      if (key === Symbol.replace) replaced(args[0], args, 1);
    });
  }
  for (const key of names(globalThis)) {
    if (/^(BigInt|Proxy|ArrayBuffer|SharedArrayBuffer|DataView|(Big)?(Ui|I)nt\d+(Clamped)?Array|Float\d+Array)$/.test(key)) delete globalThis[key];
  }
  return function (self, f) {
    return function (...args) {
      for (let i = 0; i < args.length; i++) args[i] = copied(args[i]);
      return shown(apply(f, self, args));
    };
  };
});
