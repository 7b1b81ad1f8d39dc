package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"entente/graph"
)

// outputFile is the file extract writes to. Beside it stands FILE.done: a line for each document whose claims are whole in it,
// with the length of the file after them and a digest of the document's ID
// and text. After a crash, --resume cuts off what came later and goes on.
type outputFile struct {
	*os.File
	path    string
	resumed bool
	length  int64 // bytes written
	log     *os.File
	read    map[digest]bool // documents read by earlier runs
}

// digest is half of a SHA-256 of a document's ID and text.
type digest [16]byte

func digestOf(s graph.Source) digest {
	sum := sha256.Sum256([]byte(s.ID + "\x00" + s.SHA256))
	return digest(sum[:16])
}

func openOutput(path string, resume bool) (*outputFile, error) {
	f := &outputFile{path: path, resumed: resume, read: map[digest]bool{}}
	if resume {
		if err := f.readLog(); err != nil {
			return nil, err
		}
	}
	flags := os.O_CREATE | os.O_WRONLY
	if !resume {
		flags |= os.O_TRUNC
	}
	var err error
	if f.File, err = os.OpenFile(path, flags, 0o644); err != nil {
		return nil, fmt.Errorf("opening the output: %w", err)
	}
	if f.log, err = os.OpenFile(path+".done", flags, 0o644); err != nil {
		f.File.Close()
		return nil, fmt.Errorf("opening the list of documents read: %w", err)
	}
	if err := f.start(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// start cuts off what an earlier run wrote after its last whole document.
func (f *outputFile) start() error {
	if err := f.File.Truncate(f.length); err != nil {
		return fmt.Errorf("cutting off what was not whole in %s: %w", f.path, err)
	}
	if _, err := f.File.Seek(f.length, io.SeekStart); err != nil {
		return err
	}
	// Written anew without a line that a crash cut in two.
	if err := f.log.Truncate(int64(len(f.read)) * logLine); err != nil {
		return err
	}
	_, err := f.log.Seek(0, io.SeekEnd)
	return err
}

// logLine is the length of a line of the log: 16 digits of length, a space,
// 32 of digest, a line end.
const logLine = 16 + 1 + 32 + 1

func (f *outputFile) readLog() error {
	log, err := os.Open(f.path + ".done")
	if errors.Is(err, fs.ErrNotExist) {
		if info, err := os.Stat(f.path); err == nil && info.Size() > 0 {
			return fmt.Errorf("%s was not written by extract --output: there is no %s.done to resume from; give another file or leave out --resume", f.path, f.path)
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the list of documents read: %w", err)
	}
	defer log.Close()
	out, err := os.Stat(f.path)
	if err != nil {
		return fmt.Errorf("resuming: %w", err)
	}
	for s := bufio.NewScanner(log); s.Scan(); {
		length, sum, ok := strings.Cut(s.Text(), " ")
		n, err := strconv.ParseInt(length, 16, 64)
		bytes, herr := hex.DecodeString(sum)
		if !ok || err != nil || herr != nil || len(s.Text()) != logLine-1 {
			break // cut in two
		}
		if n > out.Size() || n < f.length {
			return fmt.Errorf("%s does not belong to %s.done: it has been changed since; leave out --resume", f.path, f.path)
		}
		f.read[digest(bytes)] = true
		f.length = n
	}
	return nil
}

func (f *outputFile) holds(s graph.Source) bool { return f.read[digestOf(s)] }

// Write implements io.Writer.
func (f *outputFile) Write(b []byte) (int, error) {
	n, err := f.File.Write(b)
	f.length += int64(n)
	return n, err
}

// finish notes that a document's claims are written.
func (f *outputFile) finish(s graph.Source) error {
	d := digestOf(s)
	if f.read[d] {
		return nil // the same document twice
	}
	f.read[d] = true
	_, err := fmt.Fprintf(f.log, "%016x %x\n", f.length, d)
	return err
}

// Close closes the files; it may be called again.
func (f *outputFile) Close() error {
	if f.File == nil {
		return nil
	}
	err := f.File.Close()
	if f.log != nil {
		err = errors.Join(err, f.log.Close())
	}
	f.File, f.log = nil, nil
	return err
}
