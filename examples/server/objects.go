package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/seed85f21a9e/errcode"
)

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
	data, err := s.fit(ctx, tx, class, fields)
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
		var err error
		updated, err = s.updateRow(ctx, tx, user, class, id, patch, where)
		return err
	})
	return updated, err
}

func (s *store) updateRow(ctx context.Context, tx *sql.Tx, user, class, id string, patch object, where condition) (object, error) {
	fields, err := load(ctx, tx, user, class, id, "write")
	if err != nil {
		return nil, err
	}
	matches, err := where.matches(ctx, tx, class, id)
	if err != nil {
		return nil, err
	}
	if !matches {
		return nil, errcode.LeanCloudNoEffect
	}
	createdAt, now := fields["createdAt"].(string), s.timestamp()
	for name := range columns {
		delete(fields, name)
	}
	if err := apply(fields, patch); err != nil {
		return nil, err
	}
	data, err := s.fit(ctx, tx, class, fields)
	if err != nil {
		return nil, err
	}
	if _, err = tx.ExecContext(ctx, `UPDATE objects SET data = ?, updated_at = ? WHERE class = ? AND id = ?`, data, now, class, id); err != nil {
		return nil, err
	}
	return decode(id, createdAt, now, data)
}

// remove deletes objects, and of users also the passwords and the sessions. If one
// of them cannot be deleted, none is.
func (s *store) remove(ctx context.Context, user, class string, ids ...string) error {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			if _, err := load(ctx, tx, user, class, id, "write"); err != nil {
				return err
			}
			if err := removeRow(ctx, tx, class, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func removeRow(ctx context.Context, tx *sql.Tx, class, id string) error {
	if class == userClass {
		for _, table := range []string{"passwords", "sessions", "login_failures"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE user_id = ?`, id); err != nil {
				return err
			}
		}
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM objects WHERE class = ? AND id = ?`, class, id)
	return err
}

// load reads an object that the user may read or write. A user is written by
// nobody else; see [visible] for what others can read.
func load(ctx context.Context, q querier, user, class, id, access string) (object, error) {
	var createdAt, updatedAt, data string
	err := q.QueryRowContext(ctx, `SELECT created_at, updated_at, data FROM objects WHERE class = ? AND id = ?`, class, id).
		Scan(&createdAt, &updatedAt, &data)
	switch {
	case errors.Is(err, sql.ErrNoRows) && access == "write":
		return nil, errcode.New(errcode.LeanCloudObjectNotFoundByID, errcode.WithArgs(short(id), class))
	case errors.Is(err, sql.ErrNoRows):
		return nil, errcode.LeanCloudObjectNotFound
	case err != nil:
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

// decode returns a stored object as clients see it.
func decode(id, createdAt, updatedAt, data string) (object, error) {
	o := object{}
	if err := json.Unmarshal([]byte(data), &o); err != nil {
		return nil, errcode.Wrap(errcode.LeanCloudDatabaseError, err)
	}
	o["objectId"], o["createdAt"], o["updatedAt"] = id, createdAt, updatedAt
	return o, nil
}
