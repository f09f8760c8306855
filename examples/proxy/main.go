// Proxy stands between apps made for LeanCloud or for Backend Services and the
// server behind them. It answers the server's errors, and those of a server
// that is down or slow, with the codes and in the format that the apps' SDKs
// read. In this directory, with a server on 127.0.0.1:8080, such as
// examples/server,
//
//	go run .
//
// serves on 127.0.0.1:8081. Copy proxy.go; README.md has the settings.
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
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

// A config is what can be set at the start.
type config struct {
	addr           string
	upstream       *url.URL
	client         *errcode.Catalog
	upstreamFormat *errcode.Catalog // nil: that of the client
	languages      []language.Tag
	relay          bool
	record         string // a file; empty: none
	vars           string // an address; empty: none
	timeout        time.Duration
}

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
		fmt.Fprintln(os.Stderr, "proxy:", err)
		os.Exit(1)
	}
}

func parseFlags(args []string, output io.Writer) (config, error) {
	cfg := config{
		upstream: &url.URL{Scheme: "http", Host: "127.0.0.1:8080"},
		client:   errcode.LeanCloud,
	}
	flags := flag.NewFlagSet("proxy", flag.ContinueOnError)
	flags.SetOutput(output)
	flags.StringVar(&cfg.addr, "addr", "127.0.0.1:8081", "`address` to serve on")
	flags.Func("upstream", "`URL` of the server behind (default http://127.0.0.1:8080)", func(text string) (err error) {
		cfg.upstream, err = parseUpstream(text)
		return err
	})
	flags.Func("client", "`format` that the clients read: leancloud or backend (default leancloud)", func(text string) (err error) {
		cfg.client, err = parseFormat(text)
		return err
	})
	flags.Func("upstream-format", "`format` of the server's errors: leancloud or backend (default that of -client)", func(text string) (err error) {
		cfg.upstreamFormat, err = parseFormat(text)
		return err
	})
	flags.Func("languages", "`languages` to answer in, such as en,zh-Hans; none: the vendor's message, letter for letter", func(text string) (err error) {
		cfg.languages, err = parseLanguages(text)
		return err
	})
	flags.BoolVar(&cfg.relay, "relay", false, "pass the server's own messages and statuses on to clients")
	flags.StringVar(&cfg.record, "record", "", "`file` to append the answered errors to, as JSON lines")
	flags.StringVar(&cfg.vars, "vars", "", "`address` to serve the counts of errors on, at /debug/vars")
	flags.DurationVar(&cfg.timeout, "timeout", 15*time.Second, "`time` that the server may take to answer")
	if err := flags.Parse(args); err != nil {
		return cfg, err
	}
	var err error
	switch {
	case flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case cfg.timeout <= 0:
		err = errors.New("-timeout must be more than 0")
	default:
		return cfg, nil
	}
	fmt.Fprintln(output, err)
	return cfg, err
}

func parseUpstream(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, errors.New("write it as http://host:port or https://host")
	}
	return u, nil
}

func parseFormat(text string) (*errcode.Catalog, error) {
	for _, c := range []*errcode.Catalog{errcode.LeanCloud, errcode.Backend} {
		if text == c.Name() {
			return c, nil
		}
	}
	return nil, errors.New("write leancloud or backend")
}

func parseLanguages(text string) ([]language.Tag, error) {
	var tags []language.Tag
	for name := range strings.SplitSeq(text, ",") {
		tag, err := language.Parse(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		// A language without texts is answered in another one.
		probe := errcode.Responder{Languages: []language.Tag{tag}, Logger: slog.New(slog.DiscardHandler)}
		got, _ := language.Make(probe.Answer(nil, errcode.LeanCloudUserNotFound).Language).Base()
		if want, _ := tag.Base(); got != want {
			return nil, fmt.Errorf("there are no texts in %s", tag)
		}
		tags = append(tags, tag)
	}
	return tags, nil
}

// run serves until the context ends, and then lets requests finish.
func run(ctx context.Context, cfg config, logger *slog.Logger, out io.Writer) error {
	var rec *recording
	if cfg.record != "" {
		var err error
		if rec, err = openRecording(cfg.record, logger); err != nil {
			return err
		}
		defer rec.close()
	}
	p := newProxy(cfg, logger, rec)
	served := make(chan error, 2)
	address, stop, err := serve(cfg.addr, p, logger, served)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Fprintf(out, "Serving on http://%s for %s\n", address, cfg.upstream.Redacted())
	if cfg.vars != "" {
		mux := http.NewServeMux()
		mux.HandleFunc("GET /debug/vars", p.serveCounts)
		address, stop, err := serve(cfg.vars, mux, logger, served)
		if err != nil {
			return err
		}
		defer stop()
		fmt.Fprintf(out, "Counting errors at http://%s/debug/vars\n", address)
	}
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
		logger.Info("stopping")
		return nil
	}
}

// serve starts to serve h. It returns the address, and what stops serving. If
// serving fails, the error is sent to failed.
func serve(addr string, h http.Handler, logger *slog.Logger, failed chan<- error) (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	go func() { failed <- server.Serve(listener) }()
	stop = func() {
		finish, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = server.Shutdown(finish)
	}
	return listener.Addr().String(), stop, nil
}
