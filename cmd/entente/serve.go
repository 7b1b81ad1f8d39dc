package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/web"
	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
)

// defaultAddr is where stock Cayley listens, too, so that what is written for
// it finds us.
const defaultAddr = "127.0.0.1:64210"

// minToken is the length below which a token could be guessed.
const minToken = 16

func serveCommand(t *terminal) *cli.Command {
	d := route.DefaultLimits()
	return &cli.Command{
		Name:      "serve",
		Usage:     "the same questions over HTTP, and the web console",
		UsageText: "entente serve",
		Description: `   Listens on this machine only and changes nothing, unless told otherwise. /api/openapi.json says what programs
   can ask. Logs are JSON lines on standard error. Ctrl-C stops it: what is being answered is answered.

EXAMPLES
   entente serve --open                                  in your browser
   entente serve --db press.db --addr 127.0.0.1:8080
   entente serve --read-write --token-file token         then entente load --server URL --token-file token FILE
   entente serve --addr :64210 --token-file token        for others, who all need the token; put TLS in front of it`,
		Flags: []cli.Flag{
			dbFlag(),
			&cli.StringFlag{Name: "addr", Value: defaultAddr, Usage: "listen on `HOST:PORT`; port 0 takes a free one"},
			&cli.BoolFlag{Name: "read-write", Usage: "let those who have the token change the store"},
			&cli.StringFlag{Name: "token-file", Usage: fmt.Sprintf("`FILE` with the token, of %d characters or more; without --read-write, reading needs it", minToken)},
			&cli.StringSliceFlag{Name: "host", Usage: "a `NAME` under which the server is reached, beside localhost; may be repeated"},
			&cli.BoolFlag{Name: "insecure", Usage: "let everybody who reaches the address read, without a token"},
			&cli.BoolFlag{Name: "open", Usage: "open the console in a browser"},
			&cli.DurationFlag{Name: "time", Value: d.Time, Usage: "stop a query after this `TIME`; 0 for no limit", Action: notBeforeNow("time")},
			&cli.DurationFlag{Name: "long-time", Value: d.Long, Usage: "stop an export or a load after this `TIME`; 0 for no limit", Action: notBeforeNow("long-time")},
			&cli.IntFlag{Name: "rows", Value: d.Rows, Usage: "at most `N` rows of an answer that is not streamed"},
			&cli.IntFlag{Name: "nodes", Value: d.Nodes, Usage: "at most `N` actors of a drawn graph"},
			&cli.IntFlag{Name: "queries", Value: d.Queries, Usage: "at most `N` queries at once"},
			&cli.IntFlag{Name: "upload", Value: int(d.Upload >> 20), Usage: "at most `MB` of what is loaded by one request"},
			&cli.BoolFlag{Name: "verbose", Usage: "log whole addresses, with what was asked"},
		},
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 0); err != nil {
				return err
			}
			return t.serve(c)
		},
	}
}

func (t *terminal) serve(c *cli.Context) error {
	o, err := t.serveOptions(c)
	if err != nil {
		return err
	}
	limits, err := serveLimits(c)
	if err != nil {
		return err
	}
	write := c.Bool("read-write")
	s, err := openWith(c.Context, c.String("db"), store.Options{ReadOnly: !write, Create: write})
	if err != nil {
		return err
	}
	defer s.Close()
	o.Log = slog.New(slog.NewJSONHandler(t.err, nil))
	deps := route.Deps{Store: s, Limits: limits, Version: c.App.Version, Write: write}
	if write {
		deps.Loaded = func(context.Context) error { return t.followDecisions(c, s) }
	}
	server, err := web.New(deps, o)
	if err != nil {
		return err
	}
	l, err := web.Listen(c.Context, c.String("addr"))
	if err != nil {
		return err
	}
	url := "http://" + browsable(l.Addr()) + "/"
	mode := "read-only"
	if write {
		mode = "read-write"
	}
	if isTerminal(t.err) {
		t.say("%s on %s (%s); Ctrl-C stops it", s.Address(), url, mode)
	}
	if err := s.Announce(url); err != nil {
		o.Log.Warn("others who want the store are not told of this address", "error", err)
	}
	readNames(c.Context, s)
	o.Log.Info("serving", "url", url, "store", s.Address(), "mode", mode)
	if c.Bool("open") {
		if err := openBrowser(c.Context, url); err != nil {
			t.say("could not open a browser (%s): open %s yourself", err, url)
		}
	}
	if err := server.Serve(c.Context, l); err != nil {
		return err
	}
	o.Log.Info("stopped")
	return s.Close()
}

// namesFirst is how long a server reads names, at most, before it says that it
// is there.
const namesFirst = 2 * time.Second

// readNames reads the names of all actors, so that nobody begins to write one
// and waits. A hundred thousand take some tenths of a second; of a greater store
// the rest is read while others are answered already. Where it fails, whoever
// asks for a name is told.
func readNames(ctx context.Context, s *store.Store) {
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = s.Suggest(ctx, "", 1)
	}()
	select {
	case <-read:
	case <-time.After(namesFirst):
	case <-ctx.Done():
	}
}

// serveOptions reads the flags on who may ask what.
func (t *terminal) serveOptions(c *cli.Context) (web.Options, error) {
	o := web.Options{Public: !web.IsLoopback(c.String("addr")), Hosts: c.StringSlice("host"), Verbose: c.Bool("verbose")}
	if _, _, err := net.SplitHostPort(c.String("addr")); err != nil {
		return o, usageError(c.Command, "--addr wants HOST:PORT, such as %s, not %q", defaultAddr, c.String("addr"))
	}
	if file := c.String("token-file"); file != "" {
		token, err := readToken(file)
		if err != nil {
			return o, err
		}
		o.Token = token
		if i, err := os.Stat(file); err == nil && i.Mode().Perm()&0o004 != 0 && runtime.GOOS != "windows" {
			t.say("everybody on this machine can read the token in %s: chmod 600 %s", file, quoteArg(file))
		}
	}
	switch {
	case c.Bool("read-write") && o.Token == "":
		return o, usageError(c.Command, "--read-write needs --token-file: whoever changes the store must have the token")
	case o.Public && o.Token == "" && !c.Bool("insecure"):
		return o, usageError(c.Command, "%s can be reached from other machines: name a --token-file that all need, or say --insecure", c.String("addr"))
	}
	o.Closed = o.Token != "" && !c.Bool("insecure") && (o.Public || !c.Bool("read-write"))
	return o, nil
}

// readToken reads a token from a file of its own: on a command line every
// process of the machine could read it.
func readToken(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("reading the token: %w", err)
	}
	token := strings.TrimSpace(string(text))
	if len(token) < minToken || strings.ContainsAny(token, " \t\r\n") {
		return "", fmt.Errorf("%s: a token is one word of at least %d characters; openssl rand -hex 16 makes one", file, minToken)
	}
	return token, nil
}

func serveLimits(c *cli.Context) (route.Limits, error) {
	l := route.DefaultLimits()
	l.Time, l.Long = c.Duration("time"), c.Duration("long-time")
	l.Rows, l.Nodes, l.Queries, l.Upload = c.Int("rows"), c.Int("nodes"), c.Int("queries"), int64(c.Int("upload"))<<20
	if l.Time < 0 || l.Long < 0 || l.Rows < 1 || l.Nodes < 1 || l.Queries < 1 || l.Upload < 1 {
		return l, usageError(c.Command, "--rows, --nodes, --queries and --upload want a number from 1 up, --time and --long-time one from 0 up")
	}
	return l, nil
}

// browsable is an address as a browser on this machine opens it.
func browsable(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return a.String()
	}
	return net.JoinHostPort("localhost", fmt.Sprint(tcp.Port))
}

// openBrowser opens an address in the user's browser.
func openBrowser(ctx context.Context, url string) error {
	var name string
	var args []string
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler"}
	default:
		name = "xdg-open"
	}
	path, err := exec.LookPath(name)
	if own := os.Getenv("BROWSER"); errors.Is(err, exec.ErrNotFound) && own != "" { // as in a container
		path, err = exec.LookPath(own)
	}
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("there is no %s", name)
	}
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), path, append(args, url)...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // its ending is the browser's business
	return nil
}
