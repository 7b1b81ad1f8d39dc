package dataset

import (
	"bytes"
	"iter"
)

// Node is an element within an [Element], or that itself, for those who look
// through what is long and large without [Element.Decode]. It is good as long
// as the Element.
type Node struct {
	e *Element
	i int32
}

// Root is the element itself.
func (e *Element) Root() Node { return Node{e, 0} }

// Name is its name, without a name space.
func (n Node) Name() string { return n.e.nodes[n.i].path.name }

// Down gives the elements within it, not those within them.
func (n Node) Down() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		nodes := n.e.nodes
		for j := n.i + 1; j < nodes[n.i].end; j = nodes[j].end {
			if !yield(Node{n.e, j}) {
				return
			}
		}
	}
}

// Attribute is the value of an attribute, of several with one name the last;
// nil if it has none.
func (n Node) Attribute(name string) (value []byte) {
	with := n.e.nodes[n.i].with
	for _, a := range n.e.attributes[with[0]:with[1]] {
		if string(n.e.raw[a.key[0]:a.key[1]]) == name {
			value = n.e.bytes(a.value)
		}
	}
	return value
}

// Text is its character data, without what is within it.
func (n Node) Text() []byte {
	at := &n.e.nodes[n.i]
	s := n.e.bytes(at.text)
	if at.more == nil {
		return s
	}
	return []byte(n.e.characters(at))
}

func (e *Element) bytes(at [2]int32) []byte {
	text := e.raw[at[0]:at[1]]
	if bytes.IndexByte(text, '&') < 0 && bytes.IndexByte(text, '\r') < 0 && (len(text) == 0 || text[0] != '<') {
		return text
	}
	return []byte(characters(string(text)))
}
