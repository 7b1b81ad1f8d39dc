package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"golang.org/x/net/netutil"
)

const (
	idleTime    = 2 * time.Minute
	connections = 1024 // at once
)

// IsLoopback tells whether an address to listen on can be reached from this
// machine only.
func IsLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// Listen listens on an address, and says what to do where that fails.
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w; --addr 127.0.0.1:0 takes a free port", addr, err)
	}
	return l, nil
}

// errStopped is why answers end that a stopping server has no more time for.
var errStopped = errors.New("cut off: the server stops")

// Serve answers requests until ctx is done. Then it takes no more, and waits
// for those that are being answered: a little, after which they are ended.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	requests, endRequests := context.WithCancelCause(context.WithoutCancel(ctx))
	defer endRequests(errStopped)
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: s.patience.header,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader,
		BaseContext:       func(net.Listener) context.Context { return requests },
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(l, connections)) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.patience.stop)
	defer cancel()
	err := server.Shutdown(stopping)
	if errors.Is(err, context.DeadlineExceeded) {
		// Their contexts end, and with them their queries.
		endRequests(errStopped)
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.patience.stop)
		defer cancel()
		if err = server.Shutdown(last); err != nil {
			err = server.Close()
		}
	}
	if err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}
