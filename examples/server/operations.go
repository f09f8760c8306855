package main

import (
	"context"
	"encoding/json"
	"math"
	"slices"

	"github.com/seed85f21a9e/errcode"
)

// apply changes the fields of an object as a request says: by new values, or by
// operations such as {"__op":"Increment","amount":1}.
func apply(ctx context.Context, fields, patch object) error {
	for name, change := range patch {
		switch {
		case name == "__ignore_hooks":
			return notSupported("switching off hooks")
		case columns[name] != "":
			return errcode.LeanCloudKeyReadOnly
		case !isName(name):
			return invalidColumn(name)
		}
		if op, ok := change.(map[string]any); ok && op["__op"] != nil {
			if err := operate(ctx, fields, name, op); err != nil {
				return err
			}
		} else {
			fields[name] = change
		}
		if err := checkField(name, fields[name]); err != nil {
			return err
		}
	}
	return nil
}

// operate applies an operation to a field.
func operate(ctx context.Context, fields object, name string, op map[string]any) error {
	switch op["__op"] {
	case "Delete":
		delete(fields, name)
		return nil
	case "Increment":
		old, numeric := fields[name].(float64)
		amount, ok := op["amount"].(float64)
		if !ok || !numeric && fields[name] != nil || math.IsInf(old+amount, 0) {
			return errcode.LeanCloudIncorrectType
		}
		fields[name] = old + amount
		return nil
	case "Add", "AddUnique", "Remove":
		old, isList := fields[name].([]any)
		items, ok := op["objects"].([]any)
		if !ok || !isList && fields[name] != nil {
			return errcode.LeanCloudIncorrectType
		}
		if len(items) > maxItems {
			return listTooLong()
		}
		changed, err := changeList(ctx, old, op["__op"], items)
		if err != nil {
			return err
		}
		fields[name] = changed
		return nil
	}
	return notSupported("the operation %v", op["__op"])
}

// changeList returns a list with items added or removed.
func changeList(ctx context.Context, list []any, op any, items []any) ([]any, error) {
	if op == "Add" {
		return slices.Concat(list, items), nil
	}
	compared := list
	if op == "Remove" {
		compared = items
	}
	known := make(map[any]bool, len(compared))
	for i, item := range compared {
		if i%1000 == 0 && ctx.Err() != nil { // this holds up all that write
			return nil, ctx.Err()
		}
		known[itemKey(item)] = true
	}
	if op == "Remove" {
		return slices.DeleteFunc(slices.Clone(list), func(item any) bool { return known[itemKey(item)] }), nil
	}
	changed := slices.Clone(list)
	for _, item := range items {
		if key := itemKey(item); !known[key] {
			known[key] = true
			changed = append(changed, item)
		}
	}
	return changed, nil
}

// itemKey returns a map key that is equal for equal items. For a list or an
// object it is the JSON, in which names are sorted.
func itemKey(item any) any {
	switch item.(type) {
	case []any, map[string]any:
		encoded, _ := json.Marshal(item) // it came from JSON
		return [1]string{string(encoded)}
	}
	return item
}
