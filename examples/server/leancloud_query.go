package main

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
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
	q, err := a.query(r.Context(), class, r.URL.Query())
	if err != nil {
		return err
	}
	results, err := a.store.find(r.Context(), user, class, q)
	if err != nil {
		return err
	}
	answer := object{"results": results}
	if r.URL.Query().Get("count") == "1" {
		if answer["count"], err = a.store.count(r.Context(), user, class, q); err != nil {
			return err
		}
	}
	return reply(w, http.StatusOK, answer)
}

// query reads the parameters of a query.
func (a leanCloudAPI) query(ctx context.Context, class string, params url.Values) (query, error) {
	q := query{limit: defaultLimit}
	where, err := readWhere(params.Get("where"))
	if err != nil {
		return q, err
	}
	if q.where, err = parseCondition(where); err != nil {
		return q, err
	}
	for name, target := range map[string]*int{"limit": &q.limit, "skip": &q.skip} {
		if text := params.Get(name); text != "" {
			if *target, err = strconv.Atoi(text); err != nil || *target < 0 {
				return q, errcode.New(errcode.BackendInvalidRequest, errcode.WithMessagef("%s is no number from 0.", name))
			}
		}
	}
	q.limit = min(q.limit, maxLimit)
	if params.Has("include") {
		return q, errcode.New(errcode.LeanCloudCommandUnavailable, errcode.WithMessage("This server does not include the objects that pointers point to."))
	}
	for _, field := range list(params.Get("keys")) {
		if !isName(field) {
			return q, errcode.LeanCloudInvalidKeyName
		}
		q.fields = append(q.fields, field)
	}
	for _, key := range list(params.Get("order")) {
		field, descending := strings.CutPrefix(key, "-")
		if !isName(field) {
			return q, errcode.LeanCloudInvalidKeyName
		}
		q.order = append(q.order, sortKey{field, descending})
	}
	return q, a.checkFields(ctx, class, q)
}

// list returns what stands between the commas.
func list(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

// checkFields checks that the class has the fields that a query asks about. A
// class without fields, which perhaps does not exist, is left to the query.
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
			return errcode.LeanCloudQueryKeyNotFound
		}
	}
	return nil
}
