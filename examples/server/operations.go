package main

import (
	"math"
	"reflect"
	"slices"

	"github.com/seed85f21a9e/errcode"
)

// apply changes the fields of an object as a request's body says: by new values,
// or by LeanCloud's operations, such as {"__op":"Increment","amount":1}.
func apply(fields, patch object) error {
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
			if err := operate(fields, name, op); err != nil {
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
func operate(fields object, name string, op map[string]any) error {
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
		fields[name] = changeList(old, op["__op"], items)
		return nil
	}
	return notSupported("the operation %v", op["__op"])
}

// changeList returns a list with items added or removed.
func changeList(list []any, op any, items []any) []any {
	has := func(list []any, item any) bool {
		return slices.ContainsFunc(list, func(other any) bool { return reflect.DeepEqual(item, other) })
	}
	changed := append([]any{}, list...)
	if op == "Remove" {
		return slices.DeleteFunc(changed, func(item any) bool { return has(items, item) })
	}
	for _, item := range items {
		if op == "Add" || !has(changed, item) {
			changed = append(changed, item)
		}
	}
	return changed
}
