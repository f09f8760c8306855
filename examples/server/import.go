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

// unwanted are the fields of an exported object that this server has no use for,
// or keeps elsewhere.
var unwanted = []string{"objectId", "createdAt", "updatedAt", "password", "salt", "sessionToken", "authData", "emailVerified", "mobilePhoneVerified"}

// importFile adds the objects of a class from a file of JSON lines, as LeanCloud
// exports it. The file is named after the class: Post.jsonl. Objects keep their
// IDs and times. It adds all of them or none, and returns how many they are.
func (s *store) importFile(ctx context.Context, path string) (n int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	class, _, _ := strings.Cut(filepath.Base(path), ".")
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 32<<20)
	err = s.change(ctx, func(tx *sql.Tx) error {
		if err := s.ensureClass(ctx, tx, class, true); err != nil {
			return err
		}
		for number := 1; lines.Scan(); number++ {
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 || line[0] == '#' { // the export begins with a comment
				continue
			}
			if err := s.importObject(ctx, tx, class, line); err != nil {
				return fmt.Errorf("line %d: %w", number, coded(err))
			}
			n++
		}
		return errcode.Wrap(errcode.LeanCloudInvalidJSON, lines.Err())
	})
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	return n, nil
}

func (s *store) importObject(ctx context.Context, tx *sql.Tx, class string, line []byte) error {
	var exported object
	if err := json.Unmarshal(line, &exported); err != nil {
		return errcode.Wrap(errcode.LeanCloudInvalidJSON, err)
	}
	id, _ := exported["objectId"].(string)
	if id == "" {
		return errcode.LeanCloudMissingObjectID
	}
	createdAt, err1 := exportedTime(exported["createdAt"])
	updatedAt, err2 := exportedTime(exported["updatedAt"])
	if err := errors.Join(err1, err2); err != nil {
		return errcode.Wrap(errcode.LeanCloudIncorrectType, err)
	}
	for _, name := range unwanted {
		delete(exported, name)
	}
	fields := object{}
	if err := apply(fields, exported); err != nil {
		return err
	}
	data, err := s.encode(ctx, tx, class, fields)
	if err != nil {
		return err
	}
	return insertRow(ctx, tx, class, id, createdAt, updatedAt, data)
}

// exportedTime reads a time, which is a text or a Date.
func exportedTime(value any) (string, error) {
	if date, ok := value.(map[string]any); ok {
		value = date["iso"]
	}
	text, _ := value.(string)
	at, err := time.Parse(time.RFC3339, text)
	return at.UTC().Format(timeFormat), err
}
