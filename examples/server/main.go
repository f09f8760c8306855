// Server is a small backend with the REST APIs of LeanCloud and of Backend
// Services on one database. It answers every failure with the vendors' codes.
// In this directory,
//
//	go run .
//
// serves on 127.0.0.1:8080 and prints requests to try. README.md says what each
// file is for and how to move an app over.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cfg, err := parseFlags(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		os.Exit(2) // parseFlags has said why
	}
	logger := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	if err := run(ctx, cfg, logger, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "server:", err)
		os.Exit(1)
	}
}

// run serves until the context ends, and then lets requests finish. With files
// to import, it imports them instead of serving.
func run(ctx context.Context, cfg config, logger *slog.Logger, out io.Writer) (err error) {
	s, err := openStore(ctx, cfg)
	if err != nil {
		return fmt.Errorf("opening the database: %w", err)
	}
	defer func() { err = errors.Join(err, s.close()) }()
	for _, path := range cfg.imports {
		done, err := s.importFile(ctx, path)
		fmt.Fprintf(out, "%d objects stored and %d left as they are, from %s\n", done.stored, done.kept, path)
		if err != nil {
			return fmt.Errorf("importing: %w", err)
		}
	}
	if len(cfg.imports) > 0 {
		return nil
	}
	listener, err := net.Listen("tcp", cfg.addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           newHandler(s, cfg, logger),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      30*time.Second + cfg.timeout,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	fmt.Fprintf(out, usage, "http://"+listener.Addr().String(), cfg.appID, cfg.appKey)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	logger.Info("stopping")
	finish, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return server.Shutdown(finish)
}

const usage = `Serving on %[1]s. Try:
  curl -H 'X-LC-Id: %[2]s' -H 'X-LC-Key: %[3]s' -d '{"username":"tom","password":"cat"}' %[1]s/1.1/users
  curl -H 'X-LC-Id: %[2]s' -H 'X-LC-Key: %[3]s' -d '{"username":"tom","password":"dog"}' %[1]s/1.1/login
  curl -H 'Content-Type: application/json' -d '{"grant_type":"password","username":"tom","password":"cat"}' %[1]s/v1/%[2]s/oauth/token
`
