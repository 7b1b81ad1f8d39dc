package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"errors"
)

// copier is what the driver offers beside the standard library's interfaces:
// text for COPY as it is. Row by row through database/sql takes three times as
// long.
type copier interface {
	driver.Stmt
	CopyData(ctx context.Context, line string) (driver.Result, error)
}

// copying runs what sends rows by COPY into a table with its columns, within
// the connection's transaction.
func copying(c *sql.Conn, into string, send func(copier) error) error {
	// What fails is told past Raw, which closes a connection that it hears is
	// bad, and waits for the transaction's end to do so: for ever.
	var failed error
	err := c.Raw(func(conn any) error {
		failed = copyOn(conn.(driver.Conn), into, send)
		return nil
	})
	return errors.Join(failed, err)
}

func copyOn(conn driver.Conn, into string, send func(copier) error) error {
	s, err := conn.Prepare("COPY " + into + " FROM STDIN")
	if err != nil {
		return err
	}
	to := s.(copier)
	if err = send(to); err == nil {
		_, err = to.Exec(nil) //nolint:staticcheck // the driver's way to say that this was all
	}
	return errors.Join(err, to.Close())
}

// copyRows copies n rows of any values.
func copyRows(c *sql.Conn, into string, n int, row func(int) ([]any, error)) error {
	if n == 0 {
		return nil
	}
	return copying(c, into, func(to copier) error {
		var values []driver.Value
		for i := range n {
			r, err := row(i)
			if err != nil {
				return err
			}
			values = values[:0]
			for _, v := range r {
				values = append(values, v)
			}
			if _, err := to.Exec(values); err != nil { //nolint:staticcheck // as above
				return err
			}
		}
		return nil
	})
}

// copyLines copies rows that are written as COPY reads them.
func copyLines(ctx context.Context, c *sql.Conn, into string, write func(*lines) error) error {
	return copying(c, into, func(to copier) error {
		l := &lines{send: func(text string) error { _, err := to.CopyData(ctx, text); return err }}
		if err := write(l); err != nil {
			return err
		}
		return l.flush()
	})
}

// lines gathers rows in the text format of COPY.
type lines struct {
	buf  []byte
	send func(string) error
}

func (l *lines) hash(h hash) {
	if !h.Valid() {
		l.buf = append(l.buf, `\N`...)
		return
	}
	l.buf = hex.AppendEncode(append(l.buf, `\\x`...), h[:])
}

func (l *lines) tab() { l.buf = append(l.buf, '\t') }

// end ends a row.
func (l *lines) end() error {
	l.buf = append(l.buf, '\n')
	if len(l.buf) < 56<<10 {
		return nil
	}
	return l.flush()
}

func (l *lines) flush() error {
	if len(l.buf) == 0 {
		return nil
	}
	err := l.send(string(l.buf[:len(l.buf)-1])) // the driver ends the last row
	l.buf = l.buf[:0]
	return err
}
