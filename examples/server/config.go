package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// A config holds the settings.
type config struct {
	addr       string
	db         string // a file; empty: in memory
	appID      string
	appKey     string
	classes    []string
	unique     []uniqueField
	imports    []string // files to import, instead of serving
	readOnly   bool
	rate       float64 // requests a second
	maxBody    int64
	maxObject  int
	maxAnswer  int
	maxClasses int
	timeout    time.Duration
	sessionTTL time.Duration
	bcryptCost int // no flag: tests lower it
}

// A uniqueField is a field whose values no two objects of the class may share.
type uniqueField struct{ class, field string }

func parseFlags(args []string, output io.Writer) (config, error) {
	cfg := config{bcryptCost: bcrypt.DefaultCost}
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.SetOutput(output)
	flags.StringVar(&cfg.addr, "addr", "127.0.0.1:8080", "`address` to serve on")
	flags.StringVar(&cfg.db, "db", "", "database `file`; none: in memory, and lost at the end")
	flags.StringVar(&cfg.appID, "app-id", "demo", "`ID` of the app")
	flags.StringVar(&cfg.appKey, "app-key", "demo-key", "`key` of the app, for LeanCloud's clients")
	flags.Func("class", "`name` of a class to create; repeat it for more", func(name string) error {
		cfg.classes = append(cfg.classes, name)
		return nil
	})
	flags.Func("unique", "`class.field` without equal values; repeat it for more", func(text string) error {
		class, field, ok := strings.Cut(text, ".")
		if !ok {
			return errors.New("write it as class.field")
		}
		cfg.unique = append(cfg.unique, uniqueField{class, field})
		return nil
	})
	flags.Func("import", "`file` of JSON lines to add to the class it is named after, instead of serving; repeat it for more", func(path string) error {
		cfg.imports = append(cfg.imports, path)
		return nil
	})
	flags.BoolVar(&cfg.readOnly, "read-only", false, "refuse all changes, logins included, as in maintenance")
	flags.Float64Var(&cfg.rate, "rate", 500, "`requests` a second, of all clients together")
	flags.Int64Var(&cfg.maxBody, "max-body", 1<<20, "`bytes` of a request's body")
	flags.IntVar(&cfg.maxObject, "max-object", 256<<10, "`bytes` of an object")
	flags.IntVar(&cfg.maxAnswer, "max-answer", 4<<20, "`bytes` of the objects in an answer, of a batch also")
	flags.IntVar(&cfg.maxClasses, "max-classes", 500, "`number` of classes")
	flags.DurationVar(&cfg.timeout, "timeout", 10*time.Second, "`time` that a request may take")
	flags.DurationVar(&cfg.sessionTTL, "session", 30*24*time.Hour, "`time` until a session ends")
	if err := flags.Parse(args); err != nil {
		return cfg, err
	}
	var err error
	switch {
	case flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case len(cfg.imports) > 0 && cfg.db == "":
		err = errors.New("-import needs -db: what is in memory would be lost at the end")
	case len(cfg.imports) > 0 && cfg.readOnly:
		err = errors.New("-import changes what -read-only protects")
	case cfg.maxAnswer < cfg.maxObject:
		err = errors.New("-max-answer must not be less than -max-object")
	case cfg.rate <= 0 || cfg.timeout <= 0 || cfg.sessionTTL <= 0:
		err = errors.New("-rate, -timeout and -session must be more than 0")
	default:
		return cfg, nil
	}
	fmt.Fprintln(output, err)
	return cfg, err
}
