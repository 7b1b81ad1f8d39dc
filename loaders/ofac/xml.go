package ofac

import (
	"bytes"
	"context"
	"errors"

	"entente/loaders/dataset"
)

var xmlColumns []dataset.Column

func isXML(head []byte) bool { return bytes.Contains(head, []byte("<sdnList")) }

func loadXML(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	return &dataset.InputError{Err: errors.New("not yet")}
}
