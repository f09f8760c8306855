package main

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/seed85f21a9e/errcode"
)

// The schema. An object is a row with its fields as JSON. Users are the objects
// of the class _User; their passwords are in a table of their own. A field of a
// class gets the type of the first value.
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
CREATE INDEX IF NOT EXISTS objects_of_class ON objects (class); -- in the order of their creation

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

func setUp(ctx context.Context, db *sql.DB, cfg config) error {
	if _, err := db.ExecContext(ctx, schema); err != nil {
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
		if _, err := db.ExecContext(ctx, `INSERT OR IGNORE INTO classes VALUES (?)`, class); err != nil {
			return fmt.Errorf("adding class %s: %w", class, err)
		}
	}
	for _, u := range unique {
		// Indexes take no parameters. Both names are of letters, digits and
		// underscores, as checked above.
		_, err := db.ExecContext(ctx, fmt.Sprintf(
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
