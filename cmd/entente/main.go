// Command entente turns news articles and public data sets into a knowledge
// graph of geopolitical actors and their relations, and answers questions
// about it. Each command stands in a file of its own; what they do stands in
// the packages they call.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/urfave/cli/v2"
)

func main() {
	cli.FlagStringer = withoutZero(cli.FlagStringer)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run runs one command line and gives the exit code: 0 done, 1 failed, 2 used
// wrongly, 3 done with rejected rows, 130 interrupted.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	t := &terminal{in: stdin, out: stdout, err: stderr}
	app := newApp(t)
	if len(args) > 0 && args[0] == completeCommand {
		t.complete(ctx, app, args[1:])
		return 0
	}
	argv, err := normalise(app, args)
	if err == nil {
		err = app.RunContext(ctx, append([]string{app.Name}, argv...))
	}
	return t.report(ctx, err)
}
