package console

import (
	"strings"

	"entente/graph/store"
)

// defaultStore is the store that the command line takes where none is named.
const defaultStore = "./entente.db"

// command is the line that gives a page's answer, ready for a shell.
func (c *console) command(words ...string) string {
	if addr := store.Shown(c.Store.Address()); !strings.HasSuffix(addr, ":"+defaultStore) && !strings.HasPrefix(addr, "memstore:") {
		if _, path, ok := strings.Cut(addr, ":"); ok && strings.HasPrefix(addr, "entente:") {
			addr = path
		}
		words = append([]string{words[0], "--db", addr}, words[1:]...)
	}
	return commandLine(words)
}

// commandLine is a line of a shell.
func commandLine(words []string) string {
	line := "entente"
	for _, w := range words {
		line += " " + quote(w)
	}
	return line
}

// quote quotes a word for a shell where it must be.
func quote(w string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:,@%+=", r)
	}
	if w != "" && !strings.ContainsFunc(w, func(r rune) bool { return !plain(r) }) {
		return w
	}
	return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
}
