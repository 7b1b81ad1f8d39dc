package export

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
)

var jsonl = Format{
	Name:  "jsonl",
	Ext:   ".jsonl",
	MIME:  "application/x-ndjson",
	Title: "JSON Lines: one claim a line, as extract prints and load reads them",
	Loses: "other names and codes of actors",
	Write: byID(writeJSONL, once),
}

func writeJSONL(ctx context.Context, w io.Writer, in Input, _ Options) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for c, err := range newLookup(in).claims(ctx) {
		if err != nil {
			return err
		}
		if err := enc.Encode(&c); err != nil {
			return fmt.Errorf("writing %s as JSON: %w", c.ID, err)
		}
	}
	return out.Flush()
}
