package main

import (
	"context"
	"encoding/json"
	"slices"
)

// A query is what clients of both vendors can ask of a class.
type query struct {
	where  condition
	order  []sortKey
	skip   int
	limit  int
	budget *int // bytes left for the objects found, see spend; nil: no limit
}

type sortKey struct {
	field      string
	descending bool
}

// find returns the objects of a class that match a query and that the user may
// read. It adds up their sizes before it reads any of them.
func (s *store) find(ctx context.Context, user, class string, q query) ([]record, error) {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return nil, err
	}
	var found []record
	err := s.read(ctx, func(tx querier) error {
		rows, err := search(ctx, tx, user, class, q)
		if err != nil {
			return err
		}
		found, err = fetch(ctx, tx, rows)
		return err
	})
	return found, err
}

// search returns the row IDs of the objects that match a query.
func search(ctx context.Context, q querier, user, class string, asked query) ([]int64, error) {
	asked.where.readable(user)
	text := `SELECT rowid, octet_length(data) FROM objects WHERE class = ? AND ` + asked.where.sql + ` ORDER BY `
	args := append([]any{class}, asked.where.args...)
	for i, key := range asked.order {
		if slices.ContainsFunc(asked.order[:i], func(before sortKey) bool { return before.field == key.field }) {
			continue // it cannot change the order any more
		}
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
	rows, err := q.QueryContext(ctx, text+`rowid LIMIT ? OFFSET ?`, append(args, asked.limit, asked.skip)...)
	if err != nil {
		return nil, coded(err)
	}
	defer rows.Close()
	var found []int64
	for rows.Next() {
		var row int64
		var size int
		if err := rows.Scan(&row, &size); err != nil {
			return nil, coded(err)
		}
		if err := spend(asked.budget, size); err != nil {
			return nil, err
		}
		found = append(found, row)
	}
	return found, coded(rows.Err())
}

// fetch returns objects by their row IDs, in that order.
func fetch(ctx context.Context, q querier, numbers []int64) ([]record, error) {
	wanted, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, `SELECT rowid, id, created_at, updated_at, data FROM objects
		WHERE rowid IN (SELECT value FROM json_each(?))`, string(wanted))
	if err != nil {
		return nil, coded(err)
	}
	defer rows.Close()
	fetched := make([]record, len(numbers))
	place := make(map[int64]int, len(numbers))
	for i, number := range numbers {
		place[number] = i
	}
	for rows.Next() {
		var number int64
		var r record
		if err := rows.Scan(&number, &r.id, &r.createdAt, &r.updatedAt, &r.data); err != nil {
			return nil, coded(err)
		}
		fetched[place[number]] = r
	}
	return fetched, coded(rows.Err())
}

// count returns the number of objects that match a query.
func (s *store) count(ctx context.Context, user, class string, q query) (int, error) {
	if err := s.ensureClass(ctx, s.db, class, false); err != nil {
		return 0, err
	}
	q.where.readable(user)
	n := 0
	err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM objects WHERE class = ? AND `+q.where.sql, append([]any{class}, q.where.args...)...).Scan(&n)
	return n, coded(err)
}
