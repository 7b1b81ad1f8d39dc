package postgres

import (
	"database/sql"
	"errors"
	"strings"
	"testing"

	"entente/graph/store/postgres/postgrestest"
)

// A server that only speaks PostgreSQL's protocol is refused by name before
// anything is made there, and one that holds a store already too.
func TestOtherServersAreRefused(t *testing.T) {
	url := postgrestest.New(t)
	schema, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	defer schema.Close()
	var name string
	if err := schema.QueryRow(`SELECT current_schema()`).Scan(&name); err != nil {
		t.Fatal(err)
	}
	if _, err := schema.Exec(`CREATE FUNCTION version() RETURNS text LANGUAGE sql AS $$ SELECT 'CockroachDB CCL v25.4.1 (x86_64-pc-linux-gnu)' $$`); err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(url, "search_path="+name, "search_path="+name+",pg_catalog", 1)
	if other == url {
		t.Fatalf("%s names no schema", url)
	}
	for what, ask := range map[string]func() error{
		"create": func() error { return Create(t.Context(), other) },
		"open":   func() error { _, err := Open(t.Context(), other, Options{}); return err },
		"holds":  func() error { _, err := Holds(t.Context(), other); return err },
	} {
		if err := ask(); !errors.Is(err, ErrServer) || !strings.Contains(err.Error(), "CockroachDB") {
			t.Errorf("%s: %v", what, err)
		}
	}
	var tables int
	if err := schema.QueryRow(`SELECT count(*) FROM pg_tables WHERE schemaname = $1`, name).Scan(&tables); err != nil || tables != 0 {
		t.Errorf("%d tables were made, %v", tables, err)
	}
}
