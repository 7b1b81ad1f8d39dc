package postgres

import (
	"database/sql/driver"
	"errors"
	"net"
	"syscall"
)

var errBad = driver.ErrBadConn

// isNetwork says whether an error came from the connection rather than from
// the server.
func isNetwork(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET)
}
