package export

import (
	"context"
	"io"
)

var trig = Format{
	Name:        "trig",
	Ext:         ".trig",
	MIME:        "application/trig; charset=utf-8",
	Title:       "TriG: N-Quads that people can read, one named graph a claim; for rdflib, Jena, GraphDB, Oxigraph",
	LosesOfPart: losesOfPart,
	Write:       byID(writeTriG, again),
}

func writeTriG(ctx context.Context, w io.Writer, in Input, o Options) error {
	return newTurtle(w, o.base()).all(ctx, in, o, true)
}
