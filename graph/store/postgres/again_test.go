package postgres

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/cayleygraph/quad"

	"entente/graph/store/postgres/postgrestest"
)

// A transaction that the server gives up because of another is tried again,
// and is whole then; one that it always gives up ends with words that say so.
func TestTransactionsGivenUpAreTriedAgain(t *testing.T) {
	url := postgrestest.New(t)
	db := made(t, url)
	other, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	// A server that gives up as many transactions as stand in a sequence,
	// which no rollback sets back.
	const setUp = `CREATE SEQUENCE tried; CREATE TABLE refuse (n bigint); INSERT INTO refuse VALUES (3);
		CREATE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF nextval('tried') <= (SELECT n FROM refuse) THEN RAISE EXCEPTION 'restart transaction' USING ERRCODE = '40001'; END IF;
			RETURN NULL;
		END $$;
		CREATE TRIGGER give_up AFTER INSERT ON entente_state FOR EACH STATEMENT EXECUTE FUNCTION give_up()`
	if _, err := other.Exec(setUp); err != nil {
		t.Fatal(err)
	}
	add := []quad.Quad{quad.MakeIRI("a", "p", "b", "l"), quad.MakeIRI("a", "p", "c", "l")}
	if err := db.Write(t.Context(), add, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), nil, add[:1]); err != nil {
		t.Fatal(err)
	}
	var quads, tried int
	if err := other.QueryRow(`SELECT (SELECT count(*) FROM quads), (SELECT last_value FROM tried)`).Scan(&quads, &tried); err != nil {
		t.Fatal(err)
	}
	if quads != 1 || tried != 5 {
		t.Errorf("%d quads after %d transactions, want 1 after 5", quads, tried)
	}
	if _, err := other.Exec(`UPDATE refuse SET n = 1000`); err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), add[:1], nil); !errors.Is(err, errAgain) {
		t.Errorf("a server that gives everything up: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := db.Write(ctx, add[:1], nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled write: %v", err)
	}
}
