package main

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/seed85f21a9e/errcode"
)

// ensureClass returns an error if a class does not exist, or creates it if grow
// is set.
func (s *store) ensureClass(ctx context.Context, q querier, class string, grow bool) error {
	if !isClass(class) {
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

// encode checks the types of an object's fields against known, the fields of
// its class. It returns the JSON to store and the fields that the class lacks.
func (s *store) encode(known map[string]string, fields object) (data string, added map[string]string, err error) {
	added = map[string]string{}
	for name, value := range fields {
		is := typeOf(value)
		switch was := known[name]; {
		case is == "" || is == was || name == "ACL": // null fits every field
		case was != "":
			return "", nil, errcode.LeanCloudIncorrectType
		default:
			added[name] = is
		}
	}
	encoded, err := json.Marshal(fields)
	if err != nil {
		return "", nil, err
	}
	if len(encoded) > s.maxObject {
		return "", nil, errcode.LeanCloudObjectTooLarge
	}
	return string(encoded), added, nil
}

// fit adds the new fields of an object to its class and returns the JSON to
// store.
func (s *store) fit(ctx context.Context, tx *sql.Tx, class string, fields object) (string, error) {
	known, err := fieldTypes(ctx, tx, class)
	if err != nil {
		return "", err
	}
	data, added, err := s.encode(known, fields)
	if err != nil {
		return "", err
	}
	if len(known)+len(added) > maxFields {
		return "", errcode.New(errcode.LeanCloudThresholdExceeded, errcode.WithMessagef("A class has at most %d fields.", maxFields))
	}
	for name, is := range added {
		if _, err := tx.ExecContext(ctx, `INSERT INTO fields (class, name, type) VALUES (?, ?, ?)`, class, name, is); err != nil {
			return "", err
		}
	}
	return data, nil
}
