package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"entente/graph"
)

// rejects is a file of the rows that could not be used. A nil one takes
// nothing.
type rejects struct {
	f    *os.File
	w    *bufio.Writer
	csv  *csv.Writer
	name string
	err  error
}

func newRejects(name string) (*rejects, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	r := &rejects{f: f, w: bufio.NewWriter(f), name: name}
	if strings.EqualFold(filepath.Ext(name), ".csv") {
		r.csv = csv.NewWriter(r.w)
		r.err = r.csv.Write([]string{"file", "line", "reason"})
	}
	return r, nil
}

func (r *rejects) add(x graph.Rejection) {
	if r == nil || r.err != nil {
		return
	}
	if r.csv != nil {
		r.err = r.csv.Write([]string{x.File, strconv.Itoa(x.Line), x.Reason})
		return
	}
	r.err = json.NewEncoder(r.w).Encode(struct {
		File   string `json:"file"`
		Line   int    `json:"line"`
		Reason string `json:"reason"`
	}{x.File, x.Line, x.Reason})
}

func (r *rejects) close() error {
	if r == nil {
		return nil
	}
	if r.csv != nil {
		r.csv.Flush()
		if r.err == nil {
			r.err = r.csv.Error()
		}
	}
	if err := r.w.Flush(); r.err == nil {
		r.err = err
	}
	if err := r.f.Close(); r.err == nil {
		r.err = err
	}
	if r.err != nil {
		return fmt.Errorf("writing %s: %w", r.name, r.err)
	}
	return nil
}
