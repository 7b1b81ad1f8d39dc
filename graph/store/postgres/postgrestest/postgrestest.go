// Package postgrestest runs a real PostgreSQL server for tests, from what
// Debian's package postgresql installs. [New] gives a test an empty place of
// its own in it; where there is no server, the test is skipped and says so.
// [Stop] must be called when the tests are over, from TestMain.
package postgrestest

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver
)

// Server is a running server.
type Server struct {
	programs, data, socket string
	settings               []string
	process                *exec.Cmd
	log                    bytes.Buffer
	exited                 chan error
}

var (
	mu     sync.Mutex
	shared *Server
	failed error
	places atomic.Int64
)

// New gives the URL of a schema that nobody else uses, in a server that the
// tests of a program share.
func New(t testing.TB) string {
	t.Helper()
	mu.Lock()
	defer mu.Unlock()
	if shared == nil && failed == nil {
		shared, failed = Start(Quick...)
	}
	if failed != nil {
		t.Skip("no PostgreSQL server can be started here (Debian: apt-get install postgresql), so nothing is known of it:", failed)
	}
	return shared.Schema(t)
}

// Stop ends the shared server, if there is one.
func Stop() {
	mu.Lock()
	defer mu.Unlock()
	if shared != nil {
		shared.Remove()
		shared = nil
	}
}

// programs finds the folder of initdb and postgres.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if _, err := exec.LookPath("postgres"); err == nil {
			return filepath.Dir(path), nil
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", errors.New("initdb and postgres are not installed")
	}
	slices.Sort(found)
	return filepath.Dir(found[len(found)-1]), nil
}

// Quick are settings for tests: a server that need not survive the machine.
var Quick = []string{"fsync=off", "full_page_writes=off", "shared_buffers=256MB", "max_wal_size=4GB", "max_connections=60"}

// Start makes a server and starts it, with settings other than its own. It
// listens on a socket in a folder of its own only.
func Start(settings ...string) (*Server, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	s := &Server{programs: bin, data: filepath.Join(dir, "data"), socket: dir, settings: settings}
	if err := os.Chmod(dir, 0o777); err != nil {
		return nil, err
	}
	init := exec.Command(filepath.Join(bin, "initdb"), "-D", s.data, "-U", "entente", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	init.Dir = dir
	if err := asOther(init); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if out, err := init.CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("initdb: %w: %s", err, out), os.RemoveAll(dir))
	}
	return s, s.Run()
}

// Run starts a server that was stopped or killed.
func (s *Server) Run() error {
	s.process = exec.Command(filepath.Join(s.programs, "postgres"), "-D", s.data, "-k", s.socket, "-c", "listen_addresses=")
	for _, setting := range s.settings {
		s.process.Args = append(s.process.Args, "-c", setting)
	}
	s.process.Dir = s.socket
	if err := asOther(s.process); err != nil {
		return err
	}
	s.process.Stdout, s.process.Stderr = &s.log, &s.log
	if err := s.process.Start(); err != nil {
		return err
	}
	s.exited = make(chan error, 1)
	go func() { s.exited <- s.process.Wait() }()
	for range 600 {
		db, err := sql.Open("postgres", s.URL())
		if err != nil {
			return err
		}
		err = db.Ping()
		db.Close()
		if err == nil {
			return nil
		}
		select {
		case err := <-s.exited:
			return fmt.Errorf("postgres ended: %w: %s", err, s.log.String())
		case <-time.After(50 * time.Millisecond):
		}
	}
	return fmt.Errorf("postgres does not answer: %s", s.log.String())
}

// Kill ends the server at once, as a crash would: SIGQUIT, which PostgreSQL
// calls an immediate shutdown, takes its children along.
func (s *Server) Kill() error {
	err := s.process.Process.Signal(quit)
	<-s.exited
	return err
}

// Remove ends the server and deletes its data.
func (s *Server) Remove() {
	if s.Kill() == nil {
		os.RemoveAll(s.socket)
	}
}

// URL is the address of the server's own database.
func (s *Server) URL() string {
	q := url.Values{"host": {s.socket}, "sslmode": {"disable"}}
	return "postgres://entente@/postgres?" + q.Encode()
}

// Schema makes an empty schema and gives its address.
func (s *Server) Schema(t testing.TB) string {
	t.Helper()
	url, err := s.NewSchema()
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// NewSchema is [Server.Schema] outside of a test.
func (s *Server) NewSchema() (string, error) {
	name := fmt.Sprintf("place_%d", places.Add(1))
	db, err := sql.Open("postgres", s.URL())
	if err == nil {
		defer db.Close()
		_, err = db.Exec("CREATE SCHEMA " + name)
	}
	return s.URL() + "&search_path=" + name, err
}
