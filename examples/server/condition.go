package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A condition is SQL about rows of the table objects, with its arguments. The
// zero condition is always true.
type condition struct {
	sql    string
	args   []any
	fields []string // whose values it compares
	parts  int      // conditions joined by AND
	wanted int      // values to compare with
}

func (c *condition) and(sql string, args ...any) {
	if c.sql != "" {
		c.sql += " AND "
	}
	c.sql += "(" + sql + ")"
	c.parts++
	c.args = append(c.args, args...)
}

// readWhere reads a where or a filter. An empty text is always true.
func readWhere(text string) (map[string]any, error) {
	var where map[string]any
	if text == "" {
		return nil, nil
	}
	if err := checkJSON(text, maxValues); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(text), &where); err != nil {
		return nil, errcode.Wrap(errcode.BackendInvalidFilter, err)
	}
	if where == nil { // null
		return nil, errcode.BackendInvalidFilter
	}
	return where, nil
}

// parseCondition turns a where into SQL. It knows {"field":value} for equality,
// {"field":{"$in":[…]}} and {"field":{"$exists":true}}.
func parseCondition(where map[string]any) (condition, error) {
	var c condition
	for _, field := range slices.Sorted(maps.Keys(where)) {
		if strings.HasPrefix(field, "$") {
			return c, notSupported("the operator %s", field)
		}
		invalid := errcode.New(errcode.BackendInvalidFilter, errcode.WithMessagef("%q cannot be queried.", short(field)))
		if err := checkFieldName(field, invalid); err != nil {
			return c, err
		}
		operators, ok := where[field].(map[string]any)
		if !ok || !hasOperator(operators) {
			operators = map[string]any{"$in": []any{where[field]}}
		}
		for _, operator := range slices.Sorted(maps.Keys(operators)) {
			if err := c.apply(field, operator, operators[operator]); err != nil {
				return c, err
			}
			switch {
			case c.parts > maxConditions:
				return c, tooMany(errcode.BackendInvalidFilter, maxConditions, "conditions")
			case c.wanted > maxWanted:
				return c, tooMany(errcode.BackendInvalidFilter, maxWanted, "values to compare with")
			}
		}
	}
	return c, nil
}

func hasOperator(value map[string]any) bool {
	for key := range value {
		if strings.HasPrefix(key, "$") {
			return true
		}
	}
	return false
}

func (c *condition) apply(field, operator string, operand any) error {
	switch operator {
	case "$in":
		if values, ok := operand.([]any); ok && !slices.ContainsFunc(values, isInvalid) {
			c.oneOf(field, values)
			return nil
		}
	case "$exists":
		if exists, ok := operand.(bool); ok {
			c.exists(field, exists)
			return nil
		}
	default:
		return notSupported("the operator %s", operator)
	}
	return errcode.New(errcode.BackendInvalidFilter, errcode.WithMessagef("%s of %s has an operand of the wrong type.", operator, field))
}

// oneOf requires a field to have one of the values. An array also matches by
// its items. The IN makes SQLite index the values once instead of comparing
// each item with each value.
func (c *condition) oneOf(field string, values []any) {
	c.fields = append(c.fields, field)
	c.wanted += len(values)
	if column := columns[field]; column != "" {
		c.and(column+` IN (SELECT value FROM json_each(?))`, jsonText(timeTexts(values)))
		return
	}
	path, wanted := jsonPath(field), jsonText(values)
	sql := `json_type(data, ?) <> 'object' AND EXISTS (
			SELECT 1 FROM json_each(data, ?) AS item
			WHERE (item.type, coalesce(item.value, '')) IN (SELECT type, coalesce(value, '') FROM json_each(?)))
		OR json_type(data, ?) IN ('object', 'array') AND json_extract(data, ?) IN (
			SELECT value FROM json_each(?) WHERE type IN ('object', 'array'))`
	args := []any{path, path, wanted, path, path, wanted}
	if slices.Contains(values, nil) {
		sql += ` OR json_type(data, ?) IS NULL`
		args = append(args, path)
	}
	c.and(sql, args...)
}

func (c *condition) exists(field string, exists bool) {
	if columns[field] != "" {
		c.and(map[bool]string{true: "1", false: "0"}[exists])
		return
	}
	is := map[bool]string{true: "<>", false: "="}[exists]
	c.and(`coalesce(json_type(data, ?), 'null') `+is+` 'null'`, jsonPath(field))
}

// readable requires that the user may read the object.
func (c *condition) readable(user string) {
	if user == "" {
		user = "*"
	}
	c.and(`json_type(data, '$.ACL') IS NOT 'object' OR json_extract(data, '$.ACL."*".read') = 1 OR json_extract(data, ?) = 1`,
		`$.ACL."`+user+`".read`)
}

// matches reports whether the condition is true for an object.
func (c condition) matches(ctx context.Context, q querier, class, id string) (bool, error) {
	if c.sql == "" {
		return true, nil
	}
	var one int
	err := q.QueryRowContext(ctx, `SELECT 1 FROM objects WHERE class = ? AND id = ? AND `+c.sql, append([]any{class, id}, c.args...)...).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// jsonPath returns the path of a field. isName must have approved its name.
func jsonPath(field string) string { return `$."` + field + `"` }

// jsonText returns the JSON of values that came from JSON.
func jsonText(values []any) string {
	text, err := json.Marshal(values)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// timeTexts replaces LeanCloud's dates by their text form.
func timeTexts(values []any) []any {
	texts := slices.Clone(values)
	for i, value := range texts {
		if date, ok := value.(map[string]any); ok && date["__type"] == "Date" {
			texts[i] = date["iso"]
		}
	}
	return texts
}
