package loaders

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"entente/graph"
)

// headSize is how much of an input is shown to the loaders to recognise it.
const headSize = 64 << 10

// Progress hears of a load as it goes on. Its methods are called from the
// goroutine that runs the load; either may be nil.
type Progress struct {
	Start func(in Input, loader string) // before an input is read
	Read  func(bytes int)               // bytes read since the last call
	Skip  func(name, why string)        // a file in a folder that no loader reads
	// Stage tells how far it is with what comes after an input was read to its
	// end, in claims: RDF says nothing whole before.
	Stage func(what string, done, total int)
}

// Run reads inputs into the sink, in order; documents are read o.Jobs at a
// time. The sink is called from this goroutine only. An input that cannot
// be read is rejected and the others go on; the error is the sink's, or that
// the context was cancelled.
func Run(ctx context.Context, inputs iter.Seq2[Input, error], sink graph.Sink, o Options, p Progress) error {
	if o.Base == "" {
		o.Base = graph.DefaultBase
	}
	o.stage = p.Stage
	if o.Given.Called == nil {
		o.Given.Called = newCalled().id
	}
	ctx, cancel := context.WithCancel(ctx)
	q := newQueue(ctx, sink, max(o.Jobs, 1), o.extractor())
	q.undated = o.Undated
	defer q.wait()
	defer cancel()
	sets := &dataSets{ctx: ctx, sink: resume(q, o), o: o, p: p, loaded: map[string]bool{}}
	for in, err := range inputs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			rejectInput(q, in.Name, err)
			continue
		}
		if err := run(ctx, in, q, o, p, sets); err != nil {
			return fmt.Errorf("loading %s: %w", in.Name, err)
		}
	}
	if err := q.drain(); err != nil {
		return err
	}
	return nil
}

func run(ctx context.Context, in Input, sink graph.Sink, o Options, p Progress, sets *dataSets) error {
	f, err := open(ctx, in)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		rejectInput(sink, in.Name, err)
		return nil
	}
	defer f.Close()
	var from io.Reader = f
	if in.Size < 0 {
		from = &waitingReader{ctx: ctx, r: f}
	}
	counted := &countingReader{r: from, count: p.Read}
	raw := bufio.NewReader(counted)
	if isZip(raw) {
		return runZip(ctx, in, f, sink, o, p, sets)
	}
	name, plain, err := decompress(in.Name, raw)
	if err != nil {
		rejectInput(sink, in.Name, err)
		return nil
	}
	if name != in.Name || in.Name == "-" {
		plain = &guarded{ReadCloser: plain, in: counted}
	}
	defer plain.Close()
	r := bufio.NewReaderSize(plain, headSize)
	head, err := r.Peek(headSize)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil && err != io.EOF {
		rejectInput(sink, in.Name, err)
		return nil
	}
	if format, main, ok := sets.recognise(in, name, head); ok {
		return sets.load(format, main, in, name, r)
	}
	if err := notTheData(head); err != nil {
		rejectInput(sink, in.Name, err)
		return nil
	}
	var l Loader
	if o.From != "" {
		if l, err = Find(o.From); err != nil {
			return err
		}
	} else {
		var ok bool
		if l, ok = recognise(name, head); !ok {
			err := standIn(head)
			if err == nil && in.found && isData(name) {
				if p.Skip != nil {
					p.Skip(in.Name, "no loader knows this table")
				}
				return nil
			}
			rejectInput(sink, in.Name, cmp.Or(err, unrecognised(name, head)))
			return nil
		}
	}
	if o.Prose && !l.Prose {
		rejectInput(sink, in.Name, fmt.Errorf("this is read by %s, which gives claims already: entente load takes it", l.Name))
		return nil
	}
	if p.Start != nil {
		p.Start(in, l.Name)
	}
	o.file = in.Name
	err = l.Load(ctx, r, name, sink, o)
	var read *readError
	if errors.As(err, &read) && ctx.Err() == nil {
		rejectInput(sink, in.Name, read.err)
		return nil
	}
	return err
}

// unrecognised says why no loader took an input.
func unrecognised(name string, head []byte) error {
	if err := standIn(head); err != nil {
		return err
	}
	if isBlank(head) {
		return errors.New("the file is empty")
	}
	ext := strings.ToLower(filepath.Ext(name))
	for _, l := range All() {
		if slices.Contains(l.Extensions, ext) && !isTabbed(head) {
			return fmt.Errorf("a %s file should hold claims (with subject, relation, object) or documents (with text); "+nameFormat, ext)
		}
	}
	if err := stranger(name, head); err != nil {
		return err
	}
	return errors.New("no loader reads this kind of file; " + nameFormat)
}

// said is what messages call the input at hand, whose content has a name.
func (o Options) said(name string) string { return cmp.Or(o.file, name) }

// reject says of a row that it cannot be used.
func reject(sink graph.Sink, name string, line int, err error) {
	sink.Reject(graph.Rejection{File: name, Line: line, Reason: err.Error()})
}

// rejectInput says of an input that it, or what is left of it, cannot be used;
// without the file name that the errors of package os repeat, and the call that
// looked for it.
func rejectInput(sink graph.Sink, name string, err error) {
	var path *fs.PathError
	if errors.As(err, &path) {
		switch path.Op {
		case "lstat", "stat", "open":
			err = path.Err
		default:
			err = fmt.Errorf("%s: %w", path.Op, path.Err)
		}
	}
	sink.Reject(graph.Rejection{File: name, Reason: err.Error(), Whole: true})
}

// readError is an error of the input itself, not of the sink: the input is
// given up, the load goes on with the next.
type readError struct{ err error }

func (e *readError) Error() string { return e.err.Error() }
func (e *readError) Unwrap() error { return e.err }

// open opens an input. A named pipe waits for who writes into it, which only
// the end of the context ends; the open that still waits is left behind.
func open(ctx context.Context, in Input) (io.ReadCloser, error) {
	if in.Size >= 0 {
		return in.Open()
	}
	type opened struct {
		f   io.ReadCloser
		err error
	}
	done := make(chan opened, 1)
	go func() {
		f, err := in.Open()
		done <- opened{f, err}
	}()
	select {
	case got := <-done:
		return got.f, got.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// waitingReader reads from what may make one wait, a pipe or a terminal, and
// lets go when the context is done; the read that still waits is left behind.
type waitingReader struct {
	ctx  context.Context
	r    io.Reader
	buf  []byte      // of the read that is under way
	done chan result // nil if none is under way
}

type result struct {
	n   int
	err error
}

func (w *waitingReader) Read(b []byte) (int, error) {
	if w.done != nil {
		return 0, w.ctx.Err() // the last read was given up
	}
	if len(w.buf) < len(b) {
		w.buf = make([]byte, len(b))
	}
	buf, done := w.buf[:len(b)], make(chan result, 1)
	w.done = done
	go func() {
		n, err := w.r.Read(buf)
		done <- result{n, err}
	}()
	select {
	case got := <-done:
		w.done = nil
		return copy(b, buf[:got.n]), got.err
	case <-w.ctx.Done():
		return 0, w.ctx.Err()
	}
}

type countingReader struct {
	r     io.Reader
	count func(int)
	n     int64 // bytes read
}

func (c *countingReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	if c.count != nil {
		c.count(n)
	}
	return n, err
}

// Inputs lists what the paths name: files as they are, folders with the files
// below them that some loader may read (sorted by path; hidden ones left
// out), "-" for standard input. A path that is not there comes with its error.
func Inputs(paths []string, stdin io.Reader, p Progress) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		for _, path := range paths {
			if path == "-" {
				in := Input{Name: "-", Size: -1, Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }}
				if !yield(in, nil) {
					return
				}
				continue
			}
			for _, found := range expand(path) {
				if !walk(found, p, yield) {
					return
				}
			}
		}
	}
}

// expand gives the files a pattern names, in the order of their names, where
// no shell did: "articles/**/*.md". What is a file, or names none, stays.
func expand(path string) []string {
	if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(path, "*?[{") {
		return []string{path}
	}
	found, err := doublestar.FilepathGlob(path)
	if err != nil || len(found) == 0 {
		return []string{path}
	}
	slices.Sort(found)
	return found
}

// There tells whether a path names something to read: standard input, what
// there is of that name, or what a pattern names.
func There(path string) bool {
	return path == "-" || slices.ContainsFunc(expand(path), func(found string) bool {
		_, err := os.Stat(found)
		return !errors.Is(err, fs.ErrNotExist)
	})
}

// NotThere says why nothing is found under a path, and of an address how to
// come by what it names: nothing is fetched here.
func NotThere(path string) error {
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return errors.New("addresses are not fetched: save the page (curl -o page.html ADDRESS) and give the file, with --url ADDRESS")
	}
	return errors.New("no such file or directory")
}

func walk(root string, p Progress, yield func(Input, error) bool) bool {
	stopped, held := errors.New("stopped"), false
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		hidden := path != root && strings.HasPrefix(filepath.Base(path), ".")
		switch {
		case err != nil:
			held = true // is said already
			if errors.Is(err, fs.ErrNotExist) {
				err = NotThere(path)
			}
			if !yield(Input{Name: path}, err) {
				return stopped
			}
			return nil
		case d.IsDir() && hidden:
			return filepath.SkipDir
		case d.IsDir() || hidden:
			return nil
		case path != root && !known(path):
			if p.Skip != nil {
				p.Skip(path, "no loader reads this kind of file")
			}
			return nil
		case path != root && !isFile(path, d):
			if p.Skip != nil {
				p.Skip(path, "it is no file: pipes, devices and links to folders are read where they are named")
			}
			return nil
		}
		in := Input{Name: path, Size: -1, found: path != root, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			in.Size = info.Size()
		}
		held = true
		if !yield(in, nil) {
			return stopped
		}
		return nil
	})
	if err == nil && !held {
		return yield(Input{Name: root}, errors.New("the folder holds no file that is read"))
	}
	return err == nil
}

// isFile tells whether what lies in a folder is a file, or a link to one.
func isFile(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular() // a broken link is told when it is opened
}

// known tells whether some loader reads files of this extension.
func known(path string) bool {
	name := inner(path, ".gz", ".gzip", ".zst", ".zstd", ".bz2", ".bzip2")
	ext := strings.ToLower(filepath.Ext(name))
	return isData(name) || ext == ".zip" || slices.ContainsFunc(All(), func(l Loader) bool { return slices.Contains(l.Extensions, ext) })
}
