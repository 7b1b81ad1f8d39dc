package main

import (
	"embed"
	"fmt"

	"github.com/urfave/cli/v2"
)

//go:embed completion/bash completion/zsh completion/fish
var completionScripts embed.FS

func completionCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print the completion script of a shell",
		UsageText: "entente completion bash|zsh|fish",
		Description: `EXAMPLES
   source <(entente completion bash)                     in ~/.bashrc
   source <(entente completion zsh)                      in ~/.zshrc
   entente completion fish > ~/.config/fish/completions/entente.fish`,
		Action: func(c *cli.Context) error {
			if err := args(c, 1, 1); err != nil {
				return err
			}
			script, err := completionScripts.ReadFile("completion/" + c.Args().First())
			if err != nil {
				return usageError(c.Command, "no script for %q: there are bash, zsh and fish", c.Args().First())
			}
			_, err = fmt.Fprint(t.out, string(script))
			return err
		},
	}
}
