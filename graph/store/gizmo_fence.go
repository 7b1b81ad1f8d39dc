package store

import (
	_ "embed"
	"fmt"
	"reflect"
	"strconv"
	"sync"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

const (
	// longest bounds what a script from outside holds in one array or text when
	// it does something with it, and how many values it hands to Cayley at once:
	// deeper ones count for more, as JSON may indent them.
	longest = 1_000_000
	// longestText bounds the text of all these values.
	longestText = 64 << 20
	// deepestValue bounds how they nest.
	deepestValue = 100
	// patience is how long a regular expression may look for one match: those
	// that look ahead or back take time without end, and cannot be stopped.
	patience = 2 * time.Second
)

//go:embed gizmo_fence.js
var fenceScript string

var fenceProgram = sync.OnceValue(func() *goja.Program { return goja.MustCompile(fenceName, fenceScript, true) })

// fenceName is that of the file which the fence's own code is said to be of, so
// that a fault is placed in the script's.
const fenceName = "fence"

// fence stands between a script from outside and Cayley's own functions, which
// turn what they are given into Go's values: in one step, in which nothing can
// stop them, and an array of a billion holes becomes a slice of a billion. So
// they are given copies, made here and counted.
//
// What a script sees as g or as a path is an object of the fence (inside),
// which copies the arguments of its methods and hides the paths that these
// give.
type fence struct {
	vm   *goja.Runtime
	call goja.Callable // makes of a function one that works on copies
}

// inside is a path or the graph as the script sees it.
type inside struct {
	fence *fence
	of    *goja.Object
}

func (o *inside) Get(key string) goja.Value {
	v := o.of.Get(key)
	if _, ok := goja.AssertFunction(v); !ok {
		return v
	}
	f, err := o.fence.call(goja.Undefined(), o.of, v)
	if err != nil {
		panic(err)
	}
	return f
}

func (o *inside) Has(key string) bool         { return o.of.Get(key) != nil }
func (o *inside) Keys() []string              { return o.of.Keys() }
func (o *inside) Set(string, goja.Value) bool { return false }
func (o *inside) Delete(string) bool          { return false }

// shown hides a path behind the fence; other values are given as they are.
func (f *fence) shown(v goja.Value) goja.Value {
	if o, ok := v.(*goja.Object); ok && isPath(o) {
		return f.vm.NewDynamicObject(&inside{f, o})
	}
	return v
}

// isPath knows Cayley's type, which it does not export, by its name.
func isPath(o *goja.Object) bool { return o.ExportType().String() == "*gizmo.pathObject" }

var (
	typeInside = reflect.TypeFor[*inside]()
	typeObject = reflect.TypeFor[map[string]any]()
	typeSet    = reflect.TypeFor[[]any]()
	typeMap    = reflect.TypeFor[[][2]any]()
)

// copied gives a value as Cayley may have it: with copies of arrays and
// objects, which no getter can make another of meanwhile, and with the paths
// that stand behind those of the fence. It panics with what the script can
// catch.
func (f *fence) copied(v goja.Value) goja.Value {
	return (&copying{f, true, longest, longestText}).copy(v, 0)
}

// plain is copied for what remains with the script: it sees no path of Cayley's.
func (f *fence) plain(v goja.Value) goja.Value {
	return (&copying{f, false, longest, longestText}).copy(v, 0)
}

type copying struct {
	*fence
	bare         bool // paths come from behind the fence
	values, text int  // that are left
}

func (c *copying) each(v goja.Value, depth int) goja.Value {
	if c.values -= 1 + depth/8; c.values < 0 {
		panic(c.tooLong())
	}
	return c.copy(v, depth+1)
}

func (c *copying) copy(v goja.Value, depth int) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok {
		if s, ok := v.(goja.String); ok {
			if c.text -= s.Length(); c.text < 0 {
				panic(c.tooLong())
			}
		}
		return v
	}
	if depth > deepestValue {
		panic(c.vm.NewTypeError("a query's values nest deeper than %d", deepestValue))
	}
	switch t := o.ExportType(); {
	case t == typeInside && c.bare:
		return o.Export().(*inside).of
	case t == typeInside:
		return v
	case o.ClassName() == "Array":
		n := o.Get("length").ToInteger()
		if n > int64(c.values) {
			panic(c.tooLong())
		}
		all := make([]any, n)
		for i := range all {
			all[i] = c.each(o.Get(strconv.Itoa(i)), depth)
		}
		return c.vm.NewArray(all...)
	case t == typeSet || t == typeMap:
		var all []any
		c.vm.ForOf(o, func(v goja.Value) bool {
			all = append(all, c.each(v, depth))
			return true
		})
		return c.vm.NewArray(all...)
	case t == typeObject:
		made := c.vm.NewObject()
		for _, key := range o.Keys() {
			if err := made.DefineDataProperty(key, c.each(o.Get(key), depth), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
				panic(err)
			}
		}
		return made
	}
	return v // functions, dates, boxed values, Cayley's own
}

func (f *fence) tooLong() *goja.Object {
	e, err := f.vm.New(f.vm.Get("RangeError"), f.vm.ToValue(fmt.Sprintf("longer than a query's arrays and texts may be (%d)", longest)))
	if err != nil {
		panic(err)
	}
	return e
}

// last copies the value of a script's last statement.
func (f *fence) last(v goja.Value) (c goja.Value, err error) {
	if thrown := f.vm.Try(func() { c = f.copied(v) }); thrown != nil {
		return nil, thrown
	}
	return c, nil
}

// plainGlobals are the names that every machine has. Before the first machine
// is fenced, its regular expressions lose their endless patience.
var plainGlobals = sync.OnceValue(func() map[string]bool {
	regexp2.DefaultMatchTimeout = patience
	all := map[string]bool{}
	for _, name := range goja.New().GlobalObject().GetOwnPropertyNames() {
		all[name] = true
	}
	return all
})

// newFence takes from a machine what gizmo_fence.js takes, and puts what Cayley
// has given it behind a fence.
func newFence(vm *goja.Runtime) (*fence, error) {
	f := &fence{vm: vm}
	global := vm.GlobalObject()
	known := plainGlobals()
	v, err := vm.RunProgram(fenceProgram())
	if err != nil {
		return nil, err
	}
	start, ok := goja.AssertFunction(v)
	if !ok {
		return nil, fmt.Errorf("the guard gave %v", v)
	}
	v, err = start(goja.Undefined(), vm.ToValue(f.copied), vm.ToValue(f.plain), vm.ToValue(f.shown), vm.ToValue(longest))
	if err != nil {
		return nil, err
	}
	if f.call, ok = goja.AssertFunction(v); !ok {
		return nil, fmt.Errorf("the guard gave %v", v)
	}
	for _, name := range global.GetOwnPropertyNames() {
		if known[name] {
			continue
		}
		v := global.Get(name)
		if _, ok := goja.AssertFunction(v); ok {
			v, err = f.call(goja.Undefined(), goja.Undefined(), v)
		} else if o, ok := v.(*goja.Object); ok {
			v = vm.NewDynamicObject(&inside{f, o})
		}
		if err == nil {
			err = global.Set(name, v)
		}
		if err != nil {
			return nil, err
		}
	}
	return f, nil
}
