package store

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// noteFile is the name of the file in a store's folder in which the process
// that holds the store says so.
const noteFile = "held.json"

// note is what stands in the file: of one that may write from when it opens
// the store, of one that only reads when it serves the store. One that a
// killed process has left is told by its number: that does not hold the lock.
type note struct {
	PID      int       `json:"pid"`
	Command  string    `json:"command"`
	Since    time.Time `json:"since"`
	URL      string    `json:"url,omitempty"` // where it serves the store
	ReadOnly bool      `json:"readOnly,omitempty"`
}

// Announce says to other processes where this one answers about the store: one
// that finds it locked is told of the address, until the store is closed. Of
// several readers that do so, the last is told of. A store that is not in a
// folder says who has it by itself, or nobody else can want it: there Announce
// does nothing.
func (s *Store) Announce(address string) error {
	file := s.addr.note()
	if file == "" {
		return nil
	}
	text, err := json.Marshal(note{os.Getpid(), ownCommand(os.Args), s.opened, address, s.readOnly})
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// ownCommand is the program and, if it has one, its command: "entente load".
// What else it was given is nobody's business.
func ownCommand(args []string) string {
	name := filepath.Base(args[0])
	if len(args) > 1 && strings.Trim(args[1], "abcdefghijklmnopqrstuvwxyz-") == "" && !strings.HasPrefix(args[1], "-") {
		name += " " + args[1]
	}
	return name
}

// withdraw takes back what this process has announced; one that may write is
// alone, and what others have left is nothing any more.
func (s *Store) withdraw() {
	file := s.addr.note()
	if file == "" {
		return
	}
	if n, ok := s.addr.noted(); ok && s.readOnly && n.PID != os.Getpid() {
		return
	}
	os.Remove(file)
}

// note is the file's path; "" if the store is not in a folder.
func (a address) note() string {
	if a.backend.file == "" {
		return ""
	}
	return filepath.Join(a.path, noteFile)
}

// noted is what a process says that holds the store, if it is sound.
func (a address) noted() (note, bool) {
	var n note
	text, err := os.ReadFile(a.note())
	if err != nil || json.Unmarshal(text, &n) != nil || n.PID <= 0 || strings.ContainsFunc(n.Command, func(r rune) bool { return r < ' ' || r >= 0x7f }) {
		return n, false
	}
	if n.URL == "" {
		return n, true
	}
	u, err := url.Parse(n.URL) // which has no control characters, then
	return n, err == nil && u.Scheme == "http" && u.Host != ""
}
