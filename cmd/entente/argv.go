package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/schema"
)

// normalise puts a command line into the one order that urfave/cli v2 reads
// right: command, flags, "--", arguments. Left alone, it ignores every flag
// that stands after an argument, and forgets the value of a flag given before
// the command (seen with v2.27.7). Flags that the command does not have are
// refused here, with what may have been meant.
func normalise(app *cli.App, args []string) ([]string, error) {
	values := valueFlags(app.Commands)
	var path, flags, rest []string
	commands, command := app.Commands, (*cli.Command)(nil)
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			rest = append(rest, args[i+1:]...)
			i = len(args)
		case isFlag(arg):
			flags = append(flags, arg)
			name, _, has := strings.Cut(strings.TrimLeft(arg, "-"), "=")
			if !has && values[name] {
				if i+1 == len(args) {
					return nil, usageError(command, "the flag %s wants a value", arg)
				}
				i++
				flags = append(flags, args[i])
			}
		default:
			if len(rest) == 0 {
				if c := find(commands, arg); c != nil {
					path, commands, command = append(path, c.Name), c.Subcommands, c
					continue
				}
				if command == nil && arg != "help" && arg != "h" {
					return nil, unknownCommand(app, arg)
				}
			}
			rest = append(rest, arg)
			// "help" and what follows it are not ours to sort.
			if command == nil {
				if i+1 < len(args) && find(commands, args[i+1]) == nil {
					return nil, unknownCommand(app, args[i+1])
				}
				return args[i:], nil
			}
		}
	}
	if err := checkFlags(command, flags, values); err != nil {
		return nil, err
	}
	argv := append(path, flags...)
	if slices.Contains(flags, "--help") || slices.Contains(flags, "-h") {
		return argv, nil // urfave/cli takes an argument beside it for a topic
	}
	if len(rest) > 0 {
		argv = append(append(argv, "--"), rest...)
	}
	return argv, nil
}

// isFlag tells a flag from an argument: "-" is standard input, "-12" a number.
func isFlag(arg string) bool {
	return len(arg) > 1 && arg[0] == '-' && !(arg[1] >= '0' && arg[1] <= '9')
}

func find(commands []*cli.Command, name string) *cli.Command {
	for _, c := range commands {
		if c.HasName(name) {
			return c
		}
	}
	return nil
}

// valueFlags names the flags that take a value, over all commands: a name
// means the same everywhere (a test holds us to it).
func valueFlags(commands []*cli.Command) map[string]bool {
	values := map[string]bool{}
	for _, c := range commands {
		for _, f := range c.Flags {
			if _, isBool := f.(*cli.BoolFlag); !isBool {
				for _, name := range f.Names() {
					values[name] = true
				}
			}
		}
		for name := range valueFlags(c.Subcommands) {
			values[name] = true
		}
	}
	return values
}

func checkFlags(command *cli.Command, flags []string, values map[string]bool) error {
	known := []string{"help", "h"}
	if command == nil {
		known = append(known, "version", "v")
	} else {
		for _, f := range command.Flags {
			known = append(known, f.Names()...)
		}
	}
	for i := 0; i < len(flags); i++ {
		name, _, has := strings.Cut(strings.TrimLeft(flags[i], "-"), "=")
		if !slices.Contains(known, name) {
			near := schema.Nearest(name, slices.DeleteFunc(slices.Clone(known), func(k string) bool { return len(k) == 1 }), 1)
			if len(near) > 0 {
				return usageError(command, "there is no flag %s: did you mean --%s?", flags[i], near[0])
			}
			return usageError(command, "there is no flag %s", flags[i])
		}
		if !has && values[name] {
			i++
		}
	}
	return nil
}

func unknownCommand(app *cli.App, name string) error {
	if name == "version" {
		return usageError(nil, "there is no command %q: did you mean entente --version?", name)
	}
	var names []string
	for _, c := range app.Commands {
		names = append(names, c.Name)
	}
	if near := schema.Nearest(name, names, 3); len(near) > 0 {
		return usageError(nil, "there is no command %q: did you mean %s?", name, strings.Join(near, ", "))
	}
	return usageError(nil, "there is no command %q", name)
}

// badValue is what urfave/cli and package flag say of a value that cannot be
// read.
var badValue = regexp.MustCompile(`^invalid (?:boolean )?value (".*") for (?:flag )?-+([a-z-]+): `)

// wanted says what a flag wants that was given something else.
func wanted(command *cli.Command, err error) string {
	m := badValue.FindStringSubmatch(err.Error())
	if m == nil {
		return err.Error()
	}
	for _, f := range command.Flags {
		if !slices.Contains(f.Names(), m[2]) {
			continue
		}
		kind := ""
		switch f.(type) {
		case *cli.Uint64Flag:
			kind = "a whole number from 0 up"
		case *cli.IntFlag:
			kind = "a whole number"
		case *cli.Float64Flag:
			kind = "a number"
		case *cli.DurationFlag:
			kind = "a time such as 10s or 2m"
		case *cli.BoolFlag:
			kind = "no value, or true or false"
		default:
			return err.Error()
		}
		return fmt.Sprintf("--%s wants %s, not %s", m[2], kind, m[1])
	}
	return err.Error()
}

// usage is an error of how a command was called: exit code 2.
type usage struct{ text string }

func (u *usage) Error() string { return u.text }

// usageError makes one, with where to read on.
func usageError(command *cli.Command, format string, args ...any) error {
	help := "entente --help"
	if command != nil {
		help = "entente " + command.Name + " --help"
	}
	return &usage{fmt.Sprintf(format, args...) + "\nsee " + help}
}
