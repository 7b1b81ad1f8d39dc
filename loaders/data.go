package loaders

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// dataExtensions are those of files that data sets come in.
var dataExtensions = []string{".csv", ".tsv", ".tab", ".xml", ".json", ".jsonl", ".txt", ".nt", ".ttl", ".graphml", ".gexf"}

func isData(name string) bool {
	return slices.Contains(dataExtensions, strings.ToLower(filepath.Ext(name)))
}

// dataSets loads data sets during one run. A set is loaded when its first
// file comes, whichever it is, and the others of it are then passed over.
type dataSets struct {
	ctx    context.Context
	sink   graph.Sink
	o      Options
	p      Progress
	names  *dataset.Names
	loaded map[string]bool // names of main files, by format
}

// recognise finds the format of an input and the name of the main file that
// it is read with, "" if it is one.
func (s *dataSets) recognise(in Input, name string, head []byte) (f *dataset.Format, main string, ok bool) {
	base := baseName(name)
	for i := range s.o.Formats {
		if f := &s.o.Formats[i]; len(s.o.Formats) == 1 || f.Recognise(base, head) {
			return f, "", true
		}
	}
	for _, l := range All() {
		if l.Data == nil || (s.o.From != "" && s.o.From != l.Name) {
			continue
		}
		if l.Data.Main != nil {
			if main := l.Data.Main(base, head); main != "" {
				return l.Data, main, true
			}
		}
		if s.o.From == l.Name || l.Data.Recognise(base, head) {
			return l.Data, "", true
		}
	}
	return nil, "", false
}

// baseName is a file's name as formats see it.
func baseName(name string) string {
	return strings.ToLower(path.Base(filepath.ToSlash(name)))
}

// load loads the set that an input belongs to. r is what is left of it.
func (s *dataSets) load(f *dataset.Format, main string, in Input, name string, r *bufio.Reader) error {
	if s.o.Prose {
		rejectInput(s.sink, in.Name, fmt.Errorf("this is read by %s, which gives claims already: entente load takes it", f.Name))
		return nil
	}
	opened := in
	if main != "" {
		beside, ok := besideOf(in)(main)
		if !ok {
			rejectInput(s.sink, in.Name, fmt.Errorf("this is a part of %s: it is read with %s, which must lie beside it", f.Name, main))
			return nil
		}
		opened = beside
	}
	key := f.Name + "\x00" + opened.Name
	if s.loaded[key] {
		return nil
	}
	s.loaded[key] = true
	if opened.Size < 0 && main == "" {
		kept, err := putAside(r)
		if err != nil {
			rejectInput(s.sink, in.Name, err)
			return nil
		}
		defer os.Remove(kept)
		opened.Open = func() (io.ReadCloser, error) { return os.Open(kept) }
	}
	if s.p.Start != nil {
		s.p.Start(opened, f.Name)
	}
	input, err := s.input(opened)
	if err == nil {
		err = standIn(input.Head)
	}
	if err != nil {
		rejectInput(s.sink, opened.Name, err)
		return nil
	}
	if s.names == nil {
		s.names = dataset.NewNames(s.o.Gazetteer)
	}
	w := dataset.NewWriter(f, s.sink, s.names, s.o.Warn)
	defer func() { _ = w.Release() }()
	err = f.Load(s.ctx, input, w)
	var bad *dataset.InputError
	if errors.As(err, &bad) && s.ctx.Err() == nil {
		rejectInput(s.sink, opened.Name, bad.Err)
		return w.Close(s.ctx, dataset.CutShort)
	}
	if err != nil {
		return err
	}
	return w.Close(s.ctx, dataset.ToTheEnd)
}

// notTheData tells what tools leave in the place or beside a file of any kind.
func notTheData(head []byte) error {
	switch {
	case bytes.HasPrefix(head, []byte("version https://git-lfs")):
		return errors.New("this is a Git LFS pointer, not the file itself: fetch it with git lfs pull")
	case bytes.HasPrefix(head, []byte{0, 5, 0x16, 7}):
		return errors.New("this is what macOS keeps beside a file (AppleDouble), not the file itself")
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return errors.New("this is a PDF: save its text as a .txt file (pdftotext does), or its tables as CSV")
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")), bytes.HasPrefix(head, []byte("7z\xbc\xaf\x27\x1c")), bytes.HasPrefix(head, []byte("Rar!")):
		return errors.New("it is packed in a way that is not read: unpack it, or pack it with gzip, zstd or zip")
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return errors.New("this is a tar archive: unpack it and give the folder, or pack it as zip")
	case bytes.HasPrefix(head, []byte(`{\rtf`)), bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return errors.New("this was saved by an office program: save it as plain text, a spreadsheet as CSV")
	}
	return nil
}

// standIn tells what stands in the place of a data set: what tools leave, or
// the page of a server.
func standIn(head []byte) error {
	if isHTML(head) {
		return errors.New("this is a web page, not the file itself: the server answered with an error or a login")
	}
	return notTheData(head)
}

// input is an input as formats see it.
func (s *dataSets) input(in Input) (*dataset.Input, error) {
	open := func() (string, io.ReadCloser, error) {
		f, err := in.Open()
		if err != nil {
			return "", nil, err
		}
		counted := &countingReader{r: f}
		name, plain, err := decompress(in.Name, bufio.NewReader(counted))
		if err != nil {
			f.Close()
			return "", nil, err
		}
		return name, &closing{Reader: &guarded{ReadCloser: plain, in: counted}, closers: []io.Closer{plain, f}}, nil
	}
	name, f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return &dataset.Input{
		Name: in.Name, Base: path.Base(filepath.ToSlash(name)), Head: head[:n], Date: s.o.Given.Date, Least: s.o.Least,
		Open: func() (io.ReadCloser, error) { _, r, err := open(); return r, err },
		Beside: func(name string) (*dataset.Input, bool) {
			other, ok := besideOf(in)(name)
			if !ok {
				return nil, false
			}
			input, err := s.input(other)
			return input, err == nil
		},
	}, nil
}

// closing closes all that was opened for a reader.
type closing struct {
	io.Reader
	closers []io.Closer
}

func (c *closing) Close() error {
	var errs []error
	for _, x := range c.closers {
		errs = append(errs, x.Close())
	}
	return errors.Join(errs...)
}

// putAside puts what comes from a pipe in a file: data sets are read twice.
func putAside(r io.Reader) (string, error) {
	f, err := os.CreateTemp("", "entente-")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, r)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return f.Name(), err
}

// besideOf finds files in the folder of an input, letter case aside, also
// compressed ones.
func besideOf(in Input) func(name string) (Input, bool) {
	if in.beside != nil {
		return in.beside
	}
	return func(name string) (Input, bool) {
		if in.Name == "-" {
			return Input{}, false
		}
		dir := filepath.Dir(in.Name)
		entries, err := os.ReadDir(dir)
		if err != nil {
			return Input{}, false
		}
		for _, e := range entries {
			if !isNamed(e.Name(), name) {
				continue
			}
			file := filepath.Join(dir, e.Name())
			out := Input{Name: file, Size: -1, Open: func() (io.ReadCloser, error) { return os.Open(file) }}
			if info, err := e.Info(); err == nil {
				out.Size = info.Size()
			}
			return out, true
		}
		if strings.HasSuffix(name, ".zip") {
			return Input{}, false
		}
		return zipped(in, name)
	}
}

// isNamed tells whether a file is the one of this name, perhaps compressed.
func isNamed(file, name string) bool {
	return strings.EqualFold(inner(file, ".gz", ".gzip", ".zst", ".zstd", ".bz2", ".bzip2"), name)
}

// isZip tells an archive by its first bytes.
func isZip(r *bufio.Reader) bool {
	head, _ := r.Peek(4)
	return bytes.Equal(head, []byte("PK\x03\x04")) || bytes.Equal(head, []byte("PK\x05\x06"))
}
