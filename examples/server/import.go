package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// importChunk is the number of lines in a transaction. An import that fails
// keeps the chunks before the failure, and the next run continues after them.
const importChunk = 1000

// unwanted are the fields of an exported object that are not stored, or not
// with the fields.
var unwanted = []string{"objectId", "createdAt", "updatedAt", "sessionToken", "authData", "emailVerified", "mobilePhoneVerified"}

// An importResult counts the objects of a file: those stored, and those kept as
// they were.
type importResult struct{ stored, kept int }

// importFile adds objects from a file of JSON lines as LeanCloud exports it.
// The file is named after the class: Post.jsonl. Objects keep their IDs and
// times. An object that exists is replaced only if the exported one was changed
// later.
func (s *store) importFile(ctx context.Context, path string) (importResult, error) {
	file, err := os.Open(path)
	if err != nil {
		return importResult{}, err
	}
	defer file.Close() //nolint:errcheck // it is only read
	class, _, _ := strings.Cut(filepath.Base(path), ".")
	im := importer{store: s, class: class, lines: bufio.NewScanner(file)}
	im.lines.Buffer(nil, 32<<20)
	for err == nil && !im.ended {
		err = s.change(ctx, func(tx *sql.Tx) error { return im.chunk(ctx, tx) })
	}
	if err != nil {
		return im.done, fmt.Errorf("%s: %w", path, err)
	}
	return im.done, nil
}

// An importer reads the export of one class.
type importer struct {
	store *store
	class string
	lines *bufio.Scanner
	line  int // number of the last line read
	ended bool
	done  importResult
}

// chunk imports the next lines.
func (im *importer) chunk(ctx context.Context, tx *sql.Tx) error {
	if err := im.store.ensureClass(ctx, tx, im.class, true); err != nil {
		return err
	}
	begin, counted := im.line, importResult{}
	for im.line < begin+importChunk && im.lines.Scan() {
		im.line++
		line := bytes.TrimSpace(im.lines.Bytes())
		if len(line) == 0 || line[0] == '#' { // the export begins with a comment
			continue
		}
		stored, err := im.object(ctx, tx, line)
		switch {
		case err != nil:
			return fmt.Errorf("line %d: %w", im.line, coded(err))
		case stored:
			counted.stored++
		default:
			counted.kept++
		}
	}
	if err := im.lines.Err(); err != nil {
		return errcode.Wrap(errcode.LeanCloudInvalidJSON, fmt.Errorf("line %d: %w", im.line+1, err))
	}
	im.ended = im.line < begin+importChunk
	im.done.stored += counted.stored
	im.done.kept += counted.kept
	return nil
}

// object imports one object. It reports whether the object was stored.
func (im *importer) object(ctx context.Context, tx *sql.Tx, line []byte) (stored bool, err error) {
	if err := checkJSON(line, len(line)); err != nil {
		return false, err
	}
	var exported object
	if err := json.Unmarshal(line, &exported); err != nil {
		return false, errcode.Wrap(errcode.LeanCloudInvalidJSON, err)
	}
	id, _ := exported["objectId"].(string)
	if id == "" {
		return false, errcode.LeanCloudMissingObjectID
	}
	createdAt, err1 := exportedTime(exported["createdAt"])
	updatedAt, err2 := exportedTime(exported["updatedAt"])
	hash, err3 := im.takeHash(exported)
	if err := errors.Join(err1, err2, err3); err != nil {
		return false, errcode.Wrap(errcode.LeanCloudIncorrectType, err)
	}
	for _, name := range unwanted {
		delete(exported, name)
	}
	fields := object{}
	if err := apply(ctx, fields, exported); err != nil {
		return false, err
	}
	data, err := im.store.fit(ctx, tx, im.class, fields)
	if err != nil {
		return false, err
	}
	result, err := tx.ExecContext(ctx, `INSERT INTO objects (class, id, created_at, updated_at, data) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (class, id) DO UPDATE SET updated_at = excluded.updated_at, data = excluded.data
		WHERE excluded.updated_at > updated_at`, im.class, id, createdAt, updatedAt, data)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	if err != nil || n == 0 || hash == nil {
		return n > 0, err
	}
	_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO passwords (user_id, hash) VALUES (?, ?)`, id, hash)
	return true, err
}

// takeHash removes the password's hash from an exported user and returns it, or
// nil if there is none.
func (im *importer) takeHash(exported object) ([]byte, error) {
	if im.class != userClass {
		return nil, nil
	}
	password, ok := exported["password"]
	salt, _ := exported["salt"].(string)
	delete(exported, "password")
	delete(exported, "salt")
	if !ok || password == nil || password == "" {
		return nil, nil
	}
	text, _ := password.(string)
	return importedHash(text, salt)
}

// exportedTime reads a time, which is a string or a Date.
func exportedTime(value any) (string, error) {
	if date, ok := value.(map[string]any); ok {
		value = date["iso"]
	}
	text, _ := value.(string)
	at, err := time.Parse(time.RFC3339, text)
	return at.UTC().Format(timeFormat), err
}
