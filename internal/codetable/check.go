package codetable

import (
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// A probe is a catalog for one row, which NewCatalog checks. Nothing ever asks
// it.
type probe struct{}

func (probe) Catalog() *errcode.Catalog { return nil }

// check reports what NewCatalog would say of the row, and NewTexts of its texts.
func check(number int64, info errcode.Info, texts map[string]errcode.Text) error {
	if !token.IsIdentifier("X" + info.Name) {
		return fmt.Errorf("the name %q cannot be part of a Go identifier", info.Name)
	}
	info.Code = errcode.Number[probe](number)
	rows := []errcode.Info{info}
	if number == 0 { // which needs a general failure beside it
		rows = append(rows, errcode.Info{Code: errcode.Number[probe](1), Name: info.Name + "General", HTTPStatus: 500})
	}
	if _, err := errcode.NewCatalog("x", errcode.FormatProblem, rows...); err != nil {
		_, reason, _ := strings.Cut(err.Error(), "): ")
		return errors.New(reason)
	}
	for _, tag := range slices.Sorted(maps.Keys(texts)) {
		if err := checkText(tag, info.Message, texts[tag]); err != nil {
			return err
		}
	}
	return nil
}

// checkText checks a text in a language, given the message in English.
func checkText(tag, message string, text errcode.Text) error {
	switch inMessage, inTemplate := parametersOf(message), parametersOf(text.Template); {
	case text.Message == "" && text != (errcode.Text{}):
		return fmt.Errorf("it has a text in %s and no message:%s", tag, tag)
	case parametersOf(text.Message) != "":
		return fmt.Errorf("message:%s has %s, which belongs in template:%s", tag, parametersOf(text.Message), tag)
	case text.Template != "" && inTemplate != inMessage:
		return fmt.Errorf("template:%s has %s, and the message has %s", tag, cmp.Or(inTemplate, "no parameters"), cmp.Or(inMessage, "none"))
	}
	return nil
}

var parameter = regexp.MustCompile(`\{[0-9]+\}`)

// parametersOf returns the parameters of a text, each once and in order: "{1}
// {2}".
func parametersOf(text string) string {
	found := parameter.FindAllString(text, -1)
	slices.Sort(found)
	return strings.Join(slices.Compact(found), " ")
}

// kinds returns the names of all kinds.
func kinds() string {
	var names []string
	for k := errcode.KindUnknown + 1; new(errcode.Kind).UnmarshalText([]byte(k.String())) == nil; k++ {
		names = append(names, k.String())
	}
	return strings.Join(names, ", ")
}
