package main

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"github.com/seed85f21a9e/errcode"
)

// checkField checks the value of a field.
func checkField(name string, value any) error {
	if name == "ACL" && value != nil {
		return checkACL(value)
	}
	if isInvalid(value) {
		return errcode.LeanCloudIncorrectType
	}
	return checkValue(value)
}

// checkValue checks a value and everything inside it.
func checkValue(value any) error {
	switch value := value.(type) {
	case []any:
		if len(value) > maxItems {
			return listTooLong()
		}
		for _, item := range value {
			if err := checkValue(item); err != nil {
				return err
			}
		}
	case map[string]any:
		switch value["__type"] {
		case "Pointer":
			class, _ := value["className"].(string)
			id, _ := value["objectId"].(string)
			if id == "" || !isClass(class) {
				return errcode.LeanCloudInvalidPointer
			}
		case "GeoPoint":
			latitude, ok1 := value["latitude"].(float64)
			longitude, ok2 := value["longitude"].(float64)
			if !ok1 || !ok2 || math.Abs(latitude) > 90 || math.Abs(longitude) > 180 {
				return errcode.LeanCloudInvalidGeoPoint
			}
		}
		for key, item := range value {
			if strings.ContainsAny(key, "$.") {
				return errcode.LeanCloudInvalidNestedKey
			}
			if err := checkValue(item); err != nil {
				return err
			}
		}
	}
	return nil
}

func listTooLong() error {
	return errcode.New(errcode.LeanCloudObjectTooLarge, errcode.WithMessagef("A list has at most %d items.", maxItems))
}

// checkACL checks an access control list, {"*":{"read":true}}.
func checkACL(value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	var acl map[string]map[string]bool
	if json.Unmarshal(data, &acl) != nil {
		return errcode.LeanCloudInvalidACL
	}
	for _, access := range acl {
		for name := range access {
			if name != "read" && name != "write" {
				return errcode.LeanCloudInvalidACL
			}
		}
	}
	return nil
}

// allowed reports whether an access control list lets a user read or write.
// Without a list, everybody may.
func allowed(acl any, user, access string) bool {
	list, ok := acl.(map[string]any)
	if !ok {
		return true
	}
	grants := func(who string) bool {
		rights, _ := list[who].(map[string]any)
		return rights[access] == true
	}
	return grants("*") || user != "" && grants(user)
}

func isInvalid(value any) bool { return typeOf(value) == "invalid" }

// typeOf returns the name of a value's type. It is empty for null, which fits
// every field, and "invalid" for a value without a type.
func typeOf(value any) string {
	switch value := value.(type) {
	case string:
		return "String"
	case float64:
		return "Number"
	case bool:
		return "Boolean"
	case []any:
		return "Array"
	case map[string]any:
		switch kind := value["__type"]; kind {
		case nil:
			return "Object"
		case "Date":
			text, _ := value["iso"].(string)
			if _, err := time.Parse(time.RFC3339, text); err != nil {
				return "invalid"
			}
			return "Date"
		case "Pointer", "GeoPoint", "File", "Bytes", "Relation":
			return kind.(string)
		}
		return "invalid"
	}
	return ""
}
