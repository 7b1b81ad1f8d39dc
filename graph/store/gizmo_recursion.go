package store

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// Cayley asks nobody how to follow a recursion that is the last step of a
// path: see [recursion]. So in a script's session followRecursive() takes one
// more step, a filter that lets everything through and is not there any more
// once iterators are built.
//
// Cayley's own method goes by another name there, under which no script looks
// for it, and every object inherits this one in its place, as paths have no
// prototype of their own.

const (
	recursionName  = "followRecursive"
	stockRecursion = "\x00followRecursive"
)

// hiding is Cayley's mapper of names, but for that of its method.
type hiding struct{ goja.FieldNameMapper }

func (h hiding) MethodName(t reflect.Type, m reflect.Method) string {
	if m.Name == "FollowRecursive" {
		return stockRecursion
	}
	return h.FieldNameMapper.MethodName(t, m)
}

var errRecursion = errors.New("gizmo: recursions cannot be planned: Entente needs Cayley v0.7.7")

// planRecursions has scripts follow recursions as planned.
func (r *run) planRecursions() error {
	mapper := reflect.ValueOf(r.vm).Elem().FieldByName("fieldNameMapper")
	if !mapper.IsValid() || mapper.Type() != reflect.TypeFor[goja.FieldNameMapper]() || mapper.IsNil() {
		return errRecursion
	}
	r.vm.SetFieldNameMapper(hiding{*(*goja.FieldNameMapper)(unsafe.Pointer(mapper.UnsafeAddr()))})
	like, ok := goja.AssertFunction(r.vm.Get("like"))
	if !ok {
		return errRecursion
	}
	everything, err := like(goja.Undefined(), r.vm.ToValue("%"))
	if err != nil {
		return fmt.Errorf("%w: %w", errRecursion, err)
	}
	follow := func(call goja.FunctionCall) goja.Value {
		of, _ := call.This.(*goja.Object)
		path := r.called(of, stockRecursion, call.Arguments)
		if then, ok := path.(*goja.Object); ok && !r.draws {
			return r.called(then, "filter", []goja.Value{everything})
		}
		return path
	}
	return r.vm.Get("Object").ToObject(r.vm).Get("prototype").ToObject(r.vm).
		DefineDataProperty(recursionName, r.vm.ToValue(follow), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// called calls a method; what it throws the script can catch.
func (r *run) called(of *goja.Object, method string, args []goja.Value) goja.Value {
	if of == nil {
		panic(r.vm.NewTypeError("%s is a step of a path", recursionName))
	}
	fn, ok := goja.AssertFunction(of.Get(method))
	if !ok {
		panic(r.vm.NewTypeError("%s is a step of a path", recursionName))
	}
	v, err := fn(of, args...)
	if err != nil {
		panic(err)
	}
	return v
}
