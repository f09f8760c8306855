package main

import (
	"context"
	"maps"
	"slices"
)

// A query is what both vendors' clients can ask of a class.
type query struct {
	where  condition
	order  []sortKey
	skip   int
	limit  int
	fields []string // to return; empty: all
}

type sortKey struct {
	field      string
	descending bool
}

// find returns the objects of a class that a query asks for and the user may read.
func (s *store) find(ctx context.Context, user, class string, q query) ([]object, error) {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return nil, err
	}
	q.where.readable(user)
	text := `SELECT id, created_at, updated_at, data FROM objects WHERE class = ? AND ` + q.where.sql + ` ORDER BY `
	args := append([]any{class}, q.where.args...)
	for _, key := range q.order {
		if column := columns[key.field]; column != "" {
			text += column
		} else {
			text += `json_extract(data, ?)`
			args = append(args, jsonPath(key.field))
		}
		if key.descending {
			text += ` DESC`
		}
		text += `, `
	}
	rows, err := s.db.QueryContext(ctx, text+`rowid LIMIT ? OFFSET ?`, append(args, q.limit, q.skip)...)
	if err != nil {
		return nil, coded(err)
	}
	defer rows.Close()
	found := []object{}
	for rows.Next() {
		var id, createdAt, updatedAt, data string
		if err := rows.Scan(&id, &createdAt, &updatedAt, &data); err != nil {
			return nil, coded(err)
		}
		o, err := decode(id, createdAt, updatedAt, data)
		if err != nil {
			return nil, err
		}
		found = append(found, project(o, q.fields))
	}
	return found, coded(rows.Err())
}

// count returns how many objects of a class are as the query says.
func (s *store) count(ctx context.Context, user, class string, q query) (int, error) {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return 0, err
	}
	q.where.readable(user)
	n := 0
	err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM objects WHERE class = ? AND `+q.where.sql, append([]any{class}, q.where.args...)...).Scan(&n)
	return n, coded(err)
}

// project returns an object with the given fields, those of the server and the
// ACL.
func project(o object, fields []string) object {
	if len(fields) == 0 {
		return o
	}
	maps.DeleteFunc(o, func(name string, _ any) bool {
		return columns[name] == "" && name != "ACL" && !slices.Contains(fields, name)
	})
	return o
}
