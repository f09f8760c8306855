package errdoc

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

func serveCommand() *command {
	return &command{
		name:    "serve",
		summary: "serve the pages over HTTP",
		help: `Serve the pages until the process is stopped: a list with search and filters, and
a page for each code at /CATALOG/NUMBER. Requests that accept application/json get
the data. Responses are not compressed; leave that to a proxy in front.`,
		examples: []string{"serve -addr 127.0.0.1:9000\tserve at http://127.0.0.1:9000/"},
		flags:    []string{"addr"},
		run:      (*program).serve,
	}
}

func (p *program) serve(o *options, args []string) error {
	if len(args) > 0 {
		return usagef("serve takes flags only, not %q", args[0])
	}
	logger := slog.New(slog.NewTextHandler(p.err, nil))
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	if err := p.print(fmt.Sprintf("Serving %d codes at http://%s/\n", len(p.entries), listener.Addr())); err != nil {
		return err
	}
	return serve(p.context, listener, p.set.handler(logger), logger)
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
