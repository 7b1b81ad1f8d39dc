package loaders

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"entente/graph"
)

// maxEntries is how many files an archive may hold.
const maxEntries = 10000

// runZip reads the files in an archive as if they lay in a folder. f is the
// archive, opened.
func runZip(ctx context.Context, in Input, f io.Reader, sink graph.Sink, o Options, p Progress, sets *dataSets) error {
	file, ok := f.(*os.File)
	if !ok || in.Size < 0 {
		rejectInput(sink, in.Name, errors.New("a zip archive is read from a file, not from a pipe: save it, or unzip it first"))
		return nil
	}
	z, err := zip.NewReader(file, in.Size)
	if err != nil {
		rejectInput(sink, in.Name, fmt.Errorf("reading the archive: %w", err))
		return nil
	}
	if len(z.File) > maxEntries {
		rejectInput(sink, in.Name, fmt.Errorf("the archive holds %d files: at most %d are read", len(z.File), maxEntries))
		return nil
	}
	if err := madeByOffice(z); err != nil {
		rejectInput(sink, in.Name, err)
		return nil
	}
	entry := func(f *zip.File) Input {
		return Input{Name: in.Name + "/" + f.Name, Size: int64(f.UncompressedSize64), found: true, Open: func() (io.ReadCloser, error) {
			r, err := f.Open()
			if err != nil {
				return nil, err
			}
			size := &countingReader{n: int64(f.CompressedSize64)}
			return &guarded{ReadCloser: r, in: size}, nil
		}}
	}
	held := false // something that is read
	for _, f := range z.File {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		name := path.Base(f.Name)
		if f.FileInfo().IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		e := entry(f)
		if !known(name) || strings.EqualFold(path.Ext(name), ".zip") {
			if p.Skip != nil {
				p.Skip(e.Name, "no loader reads this kind of file")
			}
			continue
		}
		e.beside = func(name string) (Input, bool) {
			for _, other := range z.File {
				if path.Dir(other.Name) == path.Dir(f.Name) && isNamed(path.Base(other.Name), name) {
					return entry(other), true
				}
			}
			return zipped(in, name)
		}
		held = true
		if err := run(ctx, e, sink, o, p, sets); err != nil {
			return err
		}
	}
	if !held {
		rejectInput(sink, in.Name, errors.New("the archive holds no file that is read"))
	}
	return nil
}

// madeByOffice tells the files of office programs and readers of books, which
// are archives too, from those that somebody packed.
func madeByOffice(z *zip.Reader) error {
	for _, f := range z.File {
		switch name := f.Name; {
		case strings.HasPrefix(name, "word/"):
			return errors.New("this is a Word document: save it as plain text")
		case strings.HasPrefix(name, "xl/"):
			return errors.New("this is an Excel workbook: save its sheets as CSV")
		case name == "mimetype":
			return errors.New("this is a document of an office program, or a book: save it as plain text, a spreadsheet as CSV")
		}
	}
	return nil
}

// zipped gives a file that is wanted beside an input, from an archive of its
// name there: publishers that pack each file alone do so.
func zipped(in Input, name string) (Input, bool) {
	archive, ok := besideOf(in)(name + ".zip")
	if !ok || archive.Size < 0 {
		return Input{}, false
	}
	open := func() (io.ReadCloser, *zip.File, error) {
		r, err := archive.Open()
		if err != nil {
			return nil, nil, err
		}
		if file, ok := r.(*os.File); ok {
			if z, err := zip.NewReader(file, archive.Size); err == nil && len(z.File) <= maxEntries {
				for _, f := range z.File {
					if isNamed(path.Base(f.Name), name) {
						return r, f, nil
					}
				}
			}
		}
		r.Close()
		return nil, nil, fmt.Errorf("%s holds no %s", archive.Name, name)
	}
	r, f, err := open()
	if err != nil {
		return Input{}, false
	}
	r.Close()
	return Input{Name: archive.Name + "/" + f.Name, Size: int64(f.UncompressedSize64), beside: func(name string) (Input, bool) {
		if next, ok := besideOf(in)(name); ok {
			return next, true
		}
		return zipped(in, name)
	}, Open: func() (io.ReadCloser, error) {
		r, f, err := open()
		if err != nil {
			return nil, err
		}
		inner, err := f.Open()
		if err != nil {
			r.Close()
			return nil, err
		}
		return &closing{Reader: &guarded{ReadCloser: inner, in: &countingReader{n: int64(f.CompressedSize64)}}, closers: []io.Closer{inner, r}}, nil
	}}, true
}
