package store

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
)

// announced is the name of the file in a store's folder in which the process
// that serves the store says so.
const announced = "served.json"

// announcement is what stands in the file. One that a killed process has left
// is told by its number: that does not hold the store.
type announcement struct {
	PID      int    `json:"pid"`
	URL      string `json:"url"`
	ReadOnly bool   `json:"readOnly,omitempty"`
}

// Announce says to other processes where this one answers about the store: one
// that finds it locked is told of the address, until the store is closed. Of
// several readers that do so, the last is told of. A store that is not in a
// folder says who has it by itself, or nobody else can want it: there Announce
// does nothing.
func (s *Store) Announce(address string) error {
	file := s.addr.announcement()
	if file == "" {
		return nil
	}
	text, err := json.Marshal(announcement{os.Getpid(), address, s.readOnly})
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// withdraw takes back what this process has announced; one that may write is
// alone, and what others have left is nothing any more.
func (s *Store) withdraw() {
	file := s.addr.announcement()
	if file == "" {
		return
	}
	if a, ok := s.addr.announced(); ok && s.readOnly && a.PID != os.Getpid() {
		return
	}
	os.Remove(file)
}

// announcement is the file's path; "" if the store is not in a folder.
func (a address) announcement() string {
	if a.backend.file == "" {
		return ""
	}
	return filepath.Join(a.path, announced)
}

// announced is what a process says that serves the store, if it is sound.
func (a address) announced() (announcement, bool) {
	var n announcement
	text, err := os.ReadFile(a.announcement())
	if err != nil || json.Unmarshal(text, &n) != nil {
		return n, false
	}
	u, err := url.Parse(n.URL) // which has no control characters, then
	return n, err == nil && u.Scheme == "http" && u.Host != ""
}
