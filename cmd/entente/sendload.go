package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/remote"
	"entente/graph"
	"entente/loaders"
)

// sentFlags are those of load that a server is told; with the others it reads
// as whoever started it said.
var sentFlags = []string{"from", "date", "publisher", "title", "url", "replace", "strict"}

// sendLoad sends the inputs to a server, which loads them as load does, and
// says what it says.
func (t *terminal) sendLoad(c *cli.Context, s *remote.Server) error {
	v := url.Values{}
	for _, name := range sentFlags {
		switch value := c.Value(name).(type) {
		case bool:
			if value {
				v.Set(name, "true")
			}
		case string:
			if value != "" {
				v.Set(name, value)
			}
		}
	}
	for _, f := range append(extractorFlags(), lexiconFlag(), namesFromFlag(), &cli.StringFlag{Name: "mapping"}, &cli.StringFlag{Name: "memory"},
		&cli.StringFlag{Name: "min-mentions"}, &cli.StringFlag{Name: "min-sources"}, &cli.StringFlag{Name: "resume"}) {
		if name := f.Names()[0]; c.IsSet(name) {
			return usageError(c.Command, "a server is not asked for --%s: what is loaded through it is read as it was started to", name)
		}
	}
	paths, err := inputPaths(t, c)
	if err != nil {
		return err
	}
	bar := newBar(t)
	defer bar.close()
	progress := bar.progress()
	files, size, err := t.toSend(c, paths, progress)
	if err != nil {
		return err
	}
	sink := &sentSink{t: t, bar: bar, progress: progress}
	if file := c.String("rejects"); file != "" {
		if sink.rejects, err = newRejects(file); err != nil {
			return err
		}
	}
	if progress.Start != nil {
		progress.Start(loaders.Input{Name: "sending " + plural(len(files), "file"), Size: size}, s.String())
	}
	err = s.Load(c.Context, v, files, progress.Read, sink.hear)
	bar.close()
	if rerr := sink.rejects.close(); err == nil {
		err = rerr
	}
	if err != nil {
		return err
	}
	t.say("%s (%s)", sink.sum, s)
	r := rejected{sink.sum.Rejected, sink.sum.Unread, sink.sum.Sources == 0}
	return r.orNil()
}

// toSend are the inputs as they are sent, and their size, -1 if it is not
// known. The server sees the last part of their names only, so two must not
// share it.
func (t *terminal) toSend(c *cli.Context, paths []string, p loaders.Progress) ([]remote.File, int64, error) {
	var files []remote.File
	var size int64
	named := map[string]string{}
	for in, err := range loaders.Inputs(paths, t.in, p) {
		if err != nil {
			var path *fs.PathError
			if errors.As(err, &path) {
				err = path.Err // the name stands before it
			}
			return nil, 0, fmt.Errorf("%s: %w", in.Name, err)
		}
		name := filepath.Base(in.Name)
		if in.Name == "-" {
			name = "standard-input" // the server tells its format by what it holds
		}
		if other, ok := named[name]; ok {
			return nil, 0, usageError(c.Command, "%s and %s have one name, and a server knows them by it: send them one after the other", other, in.Name)
		}
		named[name] = in.Name
		files = append(files, remote.File{Name: name, Open: in.Open})
		if in.Size < 0 || size < 0 {
			size = -1
		} else {
			size += in.Size
		}
	}
	return files, size, nil
}

// sentSink says what a server tells of a load, as load says it of its own.
type sentSink struct {
	t        *terminal
	bar      *bar
	progress loaders.Progress
	rejects  *rejects
	read     int64 // of the input at hand
	sum      intake.Summary
}

func (l *sentSink) hear(e remote.LoadEvent) {
	switch e.Event {
	case "start":
		if l.read = 0; l.progress.Start != nil {
			l.progress.Start(loaders.Input{Name: e.Input, Size: e.Size}, e.Loader)
		}
	case "read":
		if l.progress.Read != nil {
			l.progress.Read(int(e.Read - l.read))
		}
		l.read = e.Read
	case "stage":
		l.bar.stage(printable(e.Stage), printable(e.Things), e.Done, e.Total)
	case "rejected", "unread":
		l.bar.close()
		r := graph.Rejection{File: e.File, Line: e.Line, Reason: e.Reason, Whole: e.Event == "unread"}
		l.t.sayRejection(r)
		l.rejects.add(r)
	case "skipped":
		l.bar.say("skipped %s: %s", printable(e.File), printable(e.Reason))
	case "source", "warning":
		for line := range strings.Lines(e.Message) {
			l.bar.say("%s", printable(strings.TrimSuffix(line, "\n")))
		}
	case "end":
		l.sum = intake.Summary{Sources: e.Sources, Added: e.Added, Removed: e.Removed, Ended: e.Ended, Unchanged: e.Unchanged, Rejected: e.Rejected, Unread: e.Unread}
	}
}
