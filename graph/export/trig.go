package export

import (
	"context"
	"io"
)

var trig = Format{
	Name:  "trig",
	Ext:   ".trig",
	MIME:  "application/trig; charset=utf-8",
	Title: "TriG: N-Quads that people can read, one named graph a claim; for rdflib, Jena, GraphDB, Oxigraph",
	Write: writeTriG,
}

func writeTriG(ctx context.Context, w io.Writer, in Input, o Options) error {
	t := newTurtle(w, o.base())
	t.head()
	for list, err := range t.groups(ctx, in) {
		if err != nil {
			return err
		}
		t.WriteByte('\n')
		t.WriteString(list[0].label)
		t.WriteString(" {\n")
		t.subjects(list, "  ")
		t.WriteString("}\n")
	}
	return t.Flush()
}
