package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

func (a leanCloudAPI) find(w http.ResponseWriter, r *http.Request) error {
	user, err := a.user(r)
	if err != nil {
		return err
	}
	class := r.PathValue("class")
	if class == userClass {
		return errcode.LeanCloudForbidden
	}
	counted, err := boolean(r, "count")
	if err != nil {
		return err
	}
	fields, err := keys(r)
	if err != nil {
		return err
	}
	q, err := a.query(r, class)
	if err != nil {
		return err
	}
	found, err := a.store.find(r.Context(), user, class, q)
	if err != nil {
		return notThere(r, err)
	}
	answer := view{fields: fields}.appendList([]byte(`{"results":`), found)
	if counted {
		n, err := a.store.count(r.Context(), user, class, q)
		if err != nil {
			return err
		}
		answer = fmt.Appendf(answer, `,"count":%d`, n)
	}
	return replyText(w, http.StatusOK, append(answer, '}'))
}

// query reads the parameters of a query.
func (a leanCloudAPI) query(r *http.Request, class string) (query, error) {
	params, q := r.URL.Query(), query{budget: a.budget(r)}
	where, err := readWhere(params.Get("where"))
	if err != nil {
		return q, err
	}
	if q.where, err = parseCondition(where); err != nil {
		return q, err
	}
	if q.limit, q.skip, err = window(params.Get("limit"), params.Get("skip")); err != nil {
		return q, err
	}
	order := list(params.Get("order"))
	if len(order) > maxSortKeys {
		return q, tooMany(errcode.BackendInvalidSort, maxSortKeys, "keys to sort by")
	}
	for _, key := range order {
		field, descending := strings.CutPrefix(key, "-")
		if err := checkFieldName(field, invalidColumn(field)); err != nil {
			return q, err
		}
		q.order = append(q.order, sortKey{field, descending})
	}
	return q, a.checkFields(r.Context(), class, q)
}

// checkFields checks that the class has the fields that a query asks about. A
// class without fields may not exist, which is for the query to report.
func (a leanCloudAPI) checkFields(ctx context.Context, class string, q query) error {
	known, err := fieldTypes(ctx, a.store.db, class)
	if err != nil || len(known) == 0 {
		return err
	}
	asked := q.where.fields
	for _, key := range q.order {
		asked = append(asked, key.field)
	}
	for _, field := range asked {
		if known[field] == "" && columns[field] == "" {
			return errcode.New(errcode.LeanCloudQueryKeyNotFound, errcode.WithMessagef("Nonexistent query keys: %s", field))
		}
	}
	return nil
}
