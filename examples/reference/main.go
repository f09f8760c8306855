// Command reference serves a page about every error code of package errcode, or
// writes the pages as a static site.
//
//	go run . [-addr 127.0.0.1:8090]
//	go run . -export DIR
//
// The "type" of a problem document is the address of a page here, if the TypeURL
// of the errcode.Responder that writes it is where this site is served.
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
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "reference:", err)
		os.Exit(1)
	}
}

// errUsage says that the command line is wrong and that the user has been told.
var errUsage = errors.New("usage")

// run is the command. It serves until ctx is done.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("reference", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, "Serves a web page about every error code, or writes the pages to a folder.\n\nUsage: reference [-addr HOST:PORT | -export DIR]\n\n")
		flags.PrintDefaults()
	}
	addr := flags.String("addr", "127.0.0.1:8090", "serve at `HOST:PORT`")
	dir := flags.String("export", "", "write a static site to the folder `DIR` and exit")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "reference: unexpected argument %q\n", flags.Arg(0))
		flags.Usage()
		return errUsage
	}

	s, err := newSite()
	if err != nil {
		return err
	}
	if *dir != "" {
		n, err := s.export(*dir)
		if err != nil {
			return fmt.Errorf("writing the site to %s: %w", *dir, err)
		}
		fmt.Fprintf(stdout, "Wrote %d files to %s.\n", n, *dir)
		return nil
	}
	logger := slog.New(slog.NewTextHandler(stderr, nil))
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Serving %d codes at http://%s/\n", len(s.entries), listener.Addr())
	return serve(ctx, listener, s.handler(logger), logger)
}

// serve answers requests until ctx is done, and then lets those that are under
// way finish.
func serve(ctx context.Context, listener net.Listener, handler http.Handler, logger *slog.Logger) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return server.Shutdown(ctx)
}
