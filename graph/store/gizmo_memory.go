package store

import (
	"context"
	"fmt"
	"runtime"
	"runtime/metrics"
	"time"

	"github.com/dop251/goja"
)

// heapBytes is what objects take, those that are no longer needed and not yet
// swept too.
func heapBytes() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// watchEvery is how often the heap is looked at: reading it takes some 10 µs.
const watchEvery = 4 * time.Millisecond

// watchMemory gives a context that ends with [ErrMemoryLimit] when the heap
// has grown by more than most bytes. What only looks like growth, since
// nothing has been swept, is swept first, at most ten times a second.
func watchMemory(parent context.Context, most int64) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	from := heapBytes()
	go func() {
		tick := time.NewTicker(watchEvery)
		defer tick.Stop()
		var swept time.Time
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if heapBytes()-from <= most {
				continue
			}
			// Far above the limit nothing waits for the collector.
			if heapBytes()-from <= 2*most && time.Since(swept) > 100*time.Millisecond {
				runtime.GC()
				swept = time.Now()
				if heapBytes()-from <= most {
					continue
				}
			} else if heapBytes()-from <= 2*most {
				continue
			}
			cancel(ErrMemoryLimit)
			return
		}
	}()
	return ctx, func() { cancel(context.Canceled) }
}

// bulk takes from a script what makes much out of little in one step, in which
// it cannot be stopped: long arrays that are all holes, repeated text, raw
// buffers. Gizmo needs none of it.
const bulk = `(function () {
  "use strict";
  const most = 1e6, apply = Reflect.apply, define = Object.defineProperty, names = Object.getOwnPropertyNames;
  const check = function (n) {
    if (n > most) throw new RangeError("longer than a query's arrays and texts may be (" + most + ")");
  };
  const guard = function (object, key, test) {
    const f = object[key];
    if (typeof f !== "function") return;
    define(object, key, { value: function () { test(this, arguments); return apply(f, this, arguments); }, writable: false, configurable: false, enumerable: false });
  };
  const long = function (x) { if (x !== null && x !== undefined) check(x.length); };
  const isArray = Array.isArray, keys = Object.keys;
  // small checks what is to leave the machine, holes and all.
  const small = function (value) {
    let left = most;
    const walk = function (v, depth) {
      if (v === null || typeof v !== "object" || depth > 100) return;
      if (isArray(v)) {
        check(v.length);
        for (let i = 0; i < v.length; i++) { check(most - --left); walk(v[i], depth + 1); }
      } else if (Object.getPrototypeOf(v) === Object.prototype) {
        const k = keys(v);
        for (let i = 0; i < k.length; i++) { check(most - --left); walk(v[k[i]], depth + 1); }
      }
    };
    walk(value, 0);
  };
  for (const key of names(Array.prototype)) {
    if (key !== "constructor") guard(Array.prototype, key, long);
  }
  guard(Array.prototype, Symbol.iterator, long);
  guard(Array, "from", function (self, args) { long(args[0]); });
  guard(JSON, "stringify", function (self, args) { small(args[0]); });
  guard(Reflect, "apply", function (self, args) { long(args[2]); });
  guard(Reflect, "construct", function (self, args) { long(args[1]); });
  guard(Function.prototype, "apply", function (self, args) { long(args[1]); });
  for (const key of ["padStart", "padEnd"]) guard(String.prototype, key, function (self, args) { check(+args[0]); });
  guard(String.prototype, "repeat", function (self, args) { check(+args[0] * String(self).length); });
  for (const key of names(globalThis)) {
    if (/^(ArrayBuffer|SharedArrayBuffer|DataView|(Big)?(Ui|I)nt\d+(Clamped)?Array|Float\d+Array)$/.test(key)) delete globalThis[key];
  }
  const inner = graph;
  const outer = new Proxy({}, {
    get: function (target, key) {
      const f = inner[key];
      if (typeof f !== "function") return f;
      return function () {
        for (let i = 0; i < arguments.length; i++) small(arguments[i]);
        return apply(f, inner, arguments);
      };
    },
    has: function (target, key) { return key in inner; },
    ownKeys: function () { return names(inner); },
  });
  globalThis.g = globalThis.graph = outer;
  return small;
})();`

// withoutBulk takes bulk from a machine. The function that it gives checks a
// value that is to leave the machine.
func withoutBulk(vm *goja.Runtime) (small goja.Callable, err error) {
	v, err := vm.RunString(bulk)
	if err != nil {
		return nil, err
	}
	small, ok := goja.AssertFunction(v)
	if !ok {
		return nil, fmt.Errorf("the guard gave %v", v)
	}
	return small, nil
}
