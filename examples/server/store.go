package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver named "sqlite"

	"github.com/seed85f21a9e/errcode"
)

// The schema. An object is a row of JSON, whatever its class; users are the
// objects of the class _User, and their passwords are kept apart from them. The
// fields of a class get their types from the first object that has them.
const schema = `
CREATE TABLE IF NOT EXISTS classes (
	name TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS fields (
	class TEXT NOT NULL,
	name  TEXT NOT NULL,
	type  TEXT NOT NULL,
	PRIMARY KEY (class, name)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS objects (
	class      TEXT NOT NULL,
	id         TEXT NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	data       TEXT NOT NULL,
	PRIMARY KEY (class, id)
);

CREATE TABLE IF NOT EXISTS passwords (
	user_id TEXT PRIMARY KEY,
	hash    BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sessions (
	token_hash BLOB PRIMARY KEY,
	user_id    TEXT NOT NULL,
	expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (user_id);
CREATE INDEX IF NOT EXISTS sessions_by_expiry ON sessions (expires_at);

CREATE TABLE IF NOT EXISTS login_failures (
	user_id TEXT NOT NULL,
	at      INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS login_failures_of_user ON login_failures (user_id, at);

INSERT OR IGNORE INTO classes VALUES ('_User');
INSERT OR IGNORE INTO fields VALUES
	('_User', 'username', 'String'),
	('_User', 'email', 'String'),
	('_User', 'mobilePhoneNumber', 'String');
`

// A uniqueField is a field that no two objects of a class may share a value of.
type uniqueField struct{ class, field string }

// userFields are the unique fields of users, with what to answer when another
// user has the value already.
var userFields = map[uniqueField]errcode.LeanCloudCode{
	{userClass, "username"}:          errcode.LeanCloudUsernameTaken,
	{userClass, "email"}:             errcode.LeanCloudEmailTaken,
	{userClass, "mobilePhoneNumber"}: errcode.LeanCloudMobilePhoneNumberTaken,
}

// userClass is the class of users, in LeanCloud's name for it.
const userClass = "_User"

// A store keeps objects, users and sessions. Its errors have the codes of the
// vendor that names the condition; the Responder of each API translates them.
// The empty user ID stands for a client that is not logged in.
type store struct {
	db         *sql.DB
	writing    chan struct{} // see change
	maxClasses int
	maxObject  int
	sessionTTL time.Duration
	bcryptCost int
	logins     [64]chan struct{} // see lockUser
	now        func() time.Time
}

// openStore opens the database in a file, or one in memory if path is empty,
// and creates what it lacks of the schema, the classes and the unique indexes.
func openStore(ctx context.Context, cfg config) (*store, error) {
	s := &store{
		writing:    make(chan struct{}, 1),
		maxClasses: cfg.maxClasses,
		maxObject:  cfg.maxObject,
		sessionTTL: cfg.sessionTTL,
		bcryptCost: cfg.bcryptCost,
		now:        time.Now,
	}
	for i := range s.logins {
		s.logins[i] = make(chan struct{}, 1)
	}
	// Transactions take the write lock when they begin: one that read first and
	// then wrote could fail half-way, because another one wrote in between.
	dsn, connections := ":memory:?_txlock=immediate", 1 // a second connection would see a database of its own
	if cfg.db != "" {
		path, err := filepath.Abs(cfg.db)
		if err != nil {
			return nil, err
		}
		options := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)"}}
		dsn, connections = (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String(), 1+runtime.NumCPU()
	}
	var err error
	if s.db, err = sql.Open("sqlite", dsn); err != nil {
		return nil, err
	}
	s.db.SetMaxOpenConns(connections)
	s.db.SetMaxIdleConns(connections)
	if err := s.setUp(ctx, cfg); err != nil {
		s.db.Close()
		return nil, err
	}
	return s, nil
}

func (s *store) setUp(ctx context.Context, cfg config) error {
	if _, err := s.db.ExecContext(ctx, schema); err != nil {
		return fmt.Errorf("creating the tables: %w", err)
	}
	classes, unique := cfg.classes, cfg.unique
	for u := range userFields {
		unique = append(unique[:len(unique):len(unique)], u)
	}
	for _, u := range unique {
		if u.class != userClass && !isName(u.class) || !isName(u.field) || columns[u.field] != "" {
			return fmt.Errorf("%q is no field that can be unique", u.class+"."+u.field)
		}
		classes = append(classes[:len(classes):len(classes)], u.class)
	}
	for _, class := range classes {
		if class != userClass && !isName(class) {
			return fmt.Errorf("%q is no name for a class: %w", class, errcode.LeanCloudInvalidClassName)
		}
		if _, err := s.db.ExecContext(ctx, `INSERT OR IGNORE INTO classes VALUES (?)`, class); err != nil {
			return fmt.Errorf("adding class %s: %w", class, err)
		}
	}
	for _, u := range unique {
		// Indexes take no parameters. Both names are of letters, digits and
		// underscores, as checked above.
		_, err := s.db.ExecContext(ctx, fmt.Sprintf(
			`CREATE UNIQUE INDEX IF NOT EXISTS "unique:%[1]s:%[2]s" ON objects (json_extract(data, '$."%[2]s"')) WHERE class = '%[1]s'`,
			u.class, u.field))
		if isUniqueViolation(err) {
			return errcode.Wrap(errcode.BackendDuplicateFieldValues, err, errcode.WithArgs(u.field, u.class))
		}
		if err != nil {
			return fmt.Errorf("making %s.%s unique: %w", u.class, u.field, err)
		}
	}
	return nil
}

func (s *store) close() error { return s.db.Close() }

// change runs f in a transaction, which it commits if f returns nil. SQLite writes
// one at a time, and waits for its turn by sleeping; a channel wakes up at once.
func (s *store) change(ctx context.Context, f func(*sql.Tx) error) error {
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return coded(err)
	}
	defer tx.Rollback()
	if err = f(tx); err == nil {
		err = tx.Commit()
	}
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil { // the end of the context has rolled it back
		return ctx.Err()
	}
	return coded(err)
}

// An object is what the clients see of one: its fields, and objectId, createdAt
// and updatedAt in LeanCloud's names.
type object = map[string]any

// create stores a new object and returns it. A class that does not exist is made,
// if grow is set.
func (s *store) create(ctx context.Context, class string, fields object, grow bool) (object, error) {
	var created object
	err := s.change(ctx, func(tx *sql.Tx) error {
		var err error
		created, err = s.insert(ctx, tx, class, fields, grow)
		return err
	})
	return created, err
}

func (s *store) insert(ctx context.Context, tx *sql.Tx, class string, patch object, grow bool) (object, error) {
	if err := s.ensureClass(ctx, tx, class, grow); err != nil {
		return nil, err
	}
	fields := object{}
	if err := apply(fields, patch); err != nil {
		return nil, err
	}
	data, err := s.encode(ctx, tx, class, fields)
	if err != nil {
		return nil, err
	}
	id, now := newID(), s.timestamp()
	if err := insertRow(ctx, tx, class, id, now, now, data); err != nil {
		return nil, err
	}
	return decode(id, now, now, data)
}

func insertRow(ctx context.Context, tx *sql.Tx, class, id, createdAt, updatedAt, data string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO objects (class, id, created_at, updated_at, data) VALUES (?, ?, ?, ?, ?)`,
		class, id, createdAt, updatedAt, data)
	return err
}

// encode checks the fields of an object against the class, adds those that the
// class does not have yet, and returns the JSON to store.
func (s *store) encode(ctx context.Context, tx *sql.Tx, class string, fields object) (string, error) {
	known, err := fieldTypes(ctx, tx, class)
	if err != nil {
		return "", err
	}
	for name, value := range fields {
		is := typeOf(value)
		switch was := known[name]; {
		case is == "" || is == was || name == "ACL": // null fits every field
		case was != "":
			return "", errcode.LeanCloudIncorrectType
		default:
			if _, err := tx.ExecContext(ctx, `INSERT INTO fields (class, name, type) VALUES (?, ?, ?)`, class, name, is); err != nil {
				return "", err
			}
		}
	}
	data, err := json.Marshal(fields)
	if err != nil {
		return "", err
	}
	if len(data) > s.maxObject {
		return "", errcode.LeanCloudObjectTooLarge
	}
	return string(data), nil
}

// get returns an object that the user may read.
func (s *store) get(ctx context.Context, user, class, id string) (object, error) {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return nil, err
	}
	return load(ctx, s.db, user, class, id, "read")
}

// update changes an object, if it is as where says, and returns it.
func (s *store) update(ctx context.Context, user, class, id string, patch object, where condition) (object, error) {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return nil, err
	}
	var updated object
	err := s.change(ctx, func(tx *sql.Tx) error {
		fields, err := load(ctx, tx, user, class, id, "write")
		if err != nil {
			return err
		}
		matches, err := where.matches(ctx, tx, class, id)
		if err != nil {
			return err
		}
		if !matches {
			return errcode.LeanCloudNoEffect
		}
		createdAt, now := fields["createdAt"].(string), s.timestamp()
		for name := range columns {
			delete(fields, name)
		}
		if err := apply(fields, patch); err != nil {
			return err
		}
		data, err := s.encode(ctx, tx, class, fields)
		if err != nil {
			return err
		}
		if _, err = tx.ExecContext(ctx, `UPDATE objects SET data = ?, updated_at = ? WHERE class = ? AND id = ?`, data, now, class, id); err != nil {
			return err
		}
		updated, err = decode(id, createdAt, now, data)
		return err
	})
	return updated, err
}

// remove deletes an object, and of a user also the password and the sessions.
func (s *store) remove(ctx context.Context, user, class, id string) error {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		if _, err := load(ctx, tx, user, class, id, "write"); err != nil {
			return err
		}
		if class == userClass {
			for _, table := range []string{"passwords", "sessions", "login_failures"} {
				if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE user_id = ?`, id); err != nil {
					return err
				}
			}
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM objects WHERE class = ? AND id = ?`, class, id)
		return err
	})
}

// exec runs one statement that writes.
func (s *store) exec(ctx context.Context, query string, args ...any) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}

// A querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// load reads an object that the user may read or write. A user is written by
// nobody else; see [visible] for what others can read.
func load(ctx context.Context, q querier, user, class, id, access string) (object, error) {
	var createdAt, updatedAt, data string
	err := q.QueryRowContext(ctx, `SELECT created_at, updated_at, data FROM objects WHERE class = ? AND id = ?`, class, id).
		Scan(&createdAt, &updatedAt, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errcode.LeanCloudObjectNotFound
	}
	if err != nil {
		return nil, coded(err)
	}
	o, err := decode(id, createdAt, updatedAt, data)
	if err != nil {
		return nil, err
	}
	switch {
	case class == userClass && access == "write" && user == "":
		return nil, errcode.LeanCloudSessionMissing
	case class == userClass && access == "write" && user != id, !allowed(o["ACL"], user, access):
		return nil, errcode.LeanCloudForbidden
	}
	return o, nil
}

// ensureClass reports a class that does not exist, or makes it if grow is set.
func (s *store) ensureClass(ctx context.Context, q querier, class string, grow bool) error {
	if class != userClass && !isName(class) {
		return errcode.LeanCloudInvalidClassName
	}
	var exists bool
	var count int
	err := q.QueryRowContext(ctx, `SELECT count(*), coalesce(max(name = ?), 0) FROM classes`, class).Scan(&count, &exists)
	switch {
	case err != nil:
		return coded(err)
	case exists:
		return nil
	case !grow:
		return errcode.BackendContentTypeNotFound
	case count >= s.maxClasses:
		return errcode.LeanCloudThresholdExceeded
	}
	_, err = q.ExecContext(ctx, `INSERT INTO classes VALUES (?)`, class)
	return err
}

// fieldTypes returns the types of the fields of a class.
func fieldTypes(ctx context.Context, q querier, class string) (map[string]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT name, type FROM fields WHERE class = ?`, class)
	if err != nil {
		return nil, coded(err)
	}
	defer rows.Close()
	types := map[string]string{}
	for rows.Next() {
		var name, is string
		if err := rows.Scan(&name, &is); err != nil {
			return nil, coded(err)
		}
		types[name] = is
	}
	return types, coded(rows.Err())
}

// decode returns a stored object as clients see it.
func decode(id, createdAt, updatedAt, data string) (object, error) {
	o := object{}
	if err := json.Unmarshal([]byte(data), &o); err != nil {
		return nil, errcode.Wrap(errcode.LeanCloudDatabaseError, err)
	}
	o["objectId"], o["createdAt"], o["updatedAt"] = id, createdAt, updatedAt
	return o, nil
}

// timeFormat is how both vendors write times, which are in UTC.
const timeFormat = "2006-01-02T15:04:05.000Z"

func (s *store) timestamp() string { return s.now().UTC().Format(timeFormat) }

// newID returns a random ID of letters and digits, as LeanCloud's are.
func newID() string { return strings.ToLower(rand.Text()[:24]) }
