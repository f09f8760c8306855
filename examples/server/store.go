package main

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"runtime"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// A store keeps objects, users and sessions. Its errors have codes of the
// vendor with the best match; the Responder of each API translates them. An
// empty user ID means that nobody is logged in.
type store struct {
	db         *sql.DB
	writing    chan struct{} // see change
	maxClasses int
	maxObject  int
	sessionTTL time.Duration
	readOnly   bool
	passwords  *hasher
	logins     *locks // one check of a password per user at a time
	now        func() time.Time
}

// openStore opens the database and creates the missing parts of the schema, the
// classes and the unique indexes. Without a file, the database is in memory.
func openStore(ctx context.Context, cfg config) (*store, error) {
	s := &store{
		writing:    make(chan struct{}, 1),
		maxClasses: cfg.maxClasses,
		maxObject:  cfg.maxObject,
		sessionTTL: cfg.sessionTTL,
		readOnly:   cfg.readOnly,
		logins:     newLocks(),
		now:        time.Now,
	}
	var err error
	if s.passwords, err = newHasher(cfg.bcryptCost); err != nil {
		return nil, err
	}
	// Transactions take the write lock when they begin: one that read first and
	// then wrote could fail half-way, because another one wrote in between.
	dsn, connections := ":memory:?_txlock=immediate", 1 // each connection would have a database of its own
	if cfg.db != "" {
		path, err := filepath.Abs(cfg.db)
		if err != nil {
			return nil, err
		}
		options := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)"}}
		dsn, connections = (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String(), 1+runtime.NumCPU()
	}
	if s.db, err = sql.Open("sqlite", dsn); err != nil {
		return nil, err
	}
	s.db.SetMaxOpenConns(connections)
	s.db.SetMaxIdleConns(connections)
	if err := setUp(ctx, s.db, cfg); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *store) close() error { return s.db.Close() }

// change runs f in a transaction, which it commits if f returns nil. SQLite has
// one writer at a time and makes others poll; the channel wakes them up at
// once.
func (s *store) change(ctx context.Context, f func(*sql.Tx) error) error {
	if s.readOnly {
		return errcode.LeanCloudAppTemporarilyDisabled
	}
	release, err := acquire(ctx, s.writing)
	if err != nil {
		return err
	}
	defer release()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return coded(err)
	}
	defer tx.Rollback()
	if err = f(tx); err == nil {
		err = tx.Commit()
	}
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil { // database/sql rolled it back
		return ctx.Err()
	}
	return coded(err)
}

// read runs f in a read transaction, so that all its queries see the same
// state.
func (s *store) read(ctx context.Context, f func(querier) error) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return coded(err)
	}
	defer tx.Rollback()
	err = f(tx)
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err()
	}
	return coded(err)
}

// exec runs a single statement that writes.
func (s *store) exec(ctx context.Context, query string, args ...any) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}

func (s *store) timestamp() string { return s.now().UTC().Format(timeFormat) }
