package main

import (
	"context"
	"database/sql"
	"errors"

	"github.com/seed85f21a9e/errcode"
)

// create stores a new object and returns it. If grow is set, a missing class is
// created.
func (s *store) create(ctx context.Context, class string, fields object, grow bool) (record, error) {
	var created record
	err := s.change(ctx, func(tx *sql.Tx) error {
		var err error
		created, err = s.insert(ctx, tx, class, fields, grow)
		return err
	})
	return created, err
}

func (s *store) insert(ctx context.Context, tx *sql.Tx, class string, patch object, grow bool) (record, error) {
	if err := s.ensureClass(ctx, tx, class, grow); err != nil {
		return record{}, err
	}
	fields := object{}
	if err := errors.Join(noRoles(patch), apply(ctx, fields, patch)); err != nil {
		return record{}, err
	}
	data, err := s.fit(ctx, tx, class, fields)
	if err != nil {
		return record{}, err
	}
	now := s.timestamp()
	r := record{newID(), now, now, data}
	_, err = tx.ExecContext(ctx, `INSERT INTO objects (class, id, created_at, updated_at, data) VALUES (?, ?, ?, ?, ?)`,
		class, r.id, r.createdAt, r.updatedAt, r.data)
	return r, err
}

// get returns an object that the user may read.
func (s *store) get(ctx context.Context, user, class, id string) (record, error) {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return record{}, err
	}
	return load(ctx, s.db, user, class, id, "read")
}

// update changes an object if where holds for it, and returns it.
func (s *store) update(ctx context.Context, user, class, id string, patch object, where condition) (record, error) {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return record{}, err
	}
	var updated record
	err := s.change(ctx, func(tx *sql.Tx) error {
		var err error
		updated, err = s.updateRow(ctx, tx, user, class, id, patch, where)
		return err
	})
	return updated, err
}

func (s *store) updateRow(ctx context.Context, tx *sql.Tx, user, class, id string, patch object, where condition) (record, error) {
	r, err := load(ctx, tx, user, class, id, "write")
	if err != nil {
		return record{}, err
	}
	if where.parts > 0 && !r.allows(user, "read") { // the result would tell its contents
		return record{}, errcode.LeanCloudForbidden
	}
	matches, err := where.matches(ctx, tx, class, id)
	if err != nil {
		return record{}, err
	}
	if !matches {
		return record{}, errcode.LeanCloudNoEffect
	}
	fields, err := r.fields()
	if err != nil {
		return record{}, err
	}
	if err := errors.Join(noRoles(patch), apply(ctx, fields, patch)); err != nil {
		return record{}, err
	}
	if r.data, err = s.fit(ctx, tx, class, fields); err != nil {
		return record{}, err
	}
	r.updatedAt = s.timestamp()
	_, err = tx.ExecContext(ctx, `UPDATE objects SET data = ?, updated_at = ? WHERE class = ? AND id = ?`, r.data, r.updatedAt, class, id)
	return r, err
}

// remove deletes objects, and with a user the password and the sessions. It
// deletes all of them or none.
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

// load reads an object that the user may read or write, as access says. Only
// users themselves may write their object; see [hiddenFields] for what others
// can read of it.
func load(ctx context.Context, q querier, user, class, id, access string) (record, error) {
	r := record{id: id}
	err := q.QueryRowContext(ctx, `SELECT created_at, updated_at, data FROM objects WHERE class = ? AND id = ?`, class, id).
		Scan(&r.createdAt, &r.updatedAt, &r.data)
	switch {
	case errors.Is(err, sql.ErrNoRows) && access == "write":
		return r, errcode.New(errcode.LeanCloudObjectNotFoundByID, errcode.WithArgs(short(id), class))
	case errors.Is(err, sql.ErrNoRows):
		return r, errcode.LeanCloudObjectNotFound
	case err != nil:
		return r, coded(err)
	case class == userClass && access == "write" && user == "":
		return r, errcode.LeanCloudSessionMissing
	case class == userClass && access == "write" && user != id, !r.allows(user, access):
		return r, errcode.LeanCloudForbidden
	}
	return r, nil
}
