package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
	"golang.org/x/text/language"
)

// Options are what the flags of the commands say.
type options struct {
	only       []*errcode.Catalog // empty: all
	lang       language.Tag
	json       bool
	operations []errcode.Operations
	kinds      []errcode.Kind
	status     string // "404" or "4xx"; empty: any
	retryable  *bool  // nil: either
	format     string
	dir        string
}

// allCatalogs returns the catalogues in the order in which they are shown.
func allCatalogs() []*errcode.Catalog {
	return []*errcode.Catalog{errcode.Backend, errcode.LeanCloud, errcode.Realtime}
}

// catalogs returns the catalogues that are asked for.
func (o *options) catalogs() []*errcode.Catalog {
	if len(o.only) == 0 {
		return allCatalogs()
	}
	return o.only
}

// codes returns the codes of the catalogues that are asked for.
func (o *options) codes() []errcode.Code {
	var codes []errcode.Code
	for _, c := range o.catalogs() {
		codes = slices.AppendSeq(codes, c.All())
	}
	return codes
}

// flagSet returns the flags of a command, which set o.
func (o *options) flagSet(c *command) *flag.FlagSet {
	o.lang = language.English
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard) // exitCode reports what is wrong
	flags.Usage = func() {}
	for _, name := range c.flags {
		o.define(flags, name)
	}
	return flags
}

// define adds a flag, which means the same in every command that has it.
func (o *options) define(flags *flag.FlagSet, name string) {
	switch name {
	case "catalogue":
		flags.Func(name, "only `NAME`: backend, leancloud or realtime; may be repeated", o.setCatalog)
	case "lang":
		flags.Func(name, "texts in `LANGUAGE`: en or zh (default en)", o.setLanguage)
	case "json":
		flags.BoolVar(&o.json, name, false, "print JSON")
	case "operation":
		flags.Func(name, "only codes that `OPERATION` returns, such as \"Register user\"; may be repeated", o.setOperation)
	case "kind":
		flags.Func(name, "only codes of `KIND`, such as NotFound; may be repeated", o.setKind)
	case "status":
		flags.Func(name, "only codes with HTTP status `STATUS`, such as 404 or 4xx", o.setStatus)
	case "retryable":
		flags.BoolFunc(name, "only codes where the same request may succeed later; -retryable=false: all others", o.setRetryable)
	case "format":
		flags.Func(name, "`FORMAT` of the document: yaml or json (default yaml)", o.setFormat)
	case "o":
		flags.StringVar(&o.dir, name, "", "write one file for each catalogue to `DIR`, not to standard output")
	default:
		panic("no flag -" + name)
	}
}

func (o *options) setCatalog(name string) error {
	for _, c := range allCatalogs() {
		if strings.EqualFold(c.Name(), name) {
			if !slices.Contains(o.only, c) {
				o.only = append(o.only, c)
			}
			return nil
		}
	}
	return fmt.Errorf("want one of %s", words(catalogNames()))
}

func (o *options) setLanguage(name string) error {
	tag, err := language.Parse(name)
	base, _ := tag.Base()
	if err != nil || base.String() != "en" && base.String() != "zh" {
		return fmt.Errorf("want %s", words(languageNames))
	}
	o.lang = tag
	return nil
}

func (o *options) setOperation(name string) error {
	if op, ok := operationNamed(name); ok {
		o.operations = append(o.operations, op)
		return nil
	}
	return fmt.Errorf("no operation has that name; want one of %s", words(operationNames()))
}

func (o *options) setKind(name string) error {
	for _, k := range allKinds() {
		if fold(k.String()) == fold(name) {
			o.kinds = append(o.kinds, k)
			return nil
		}
	}
	return fmt.Errorf("want one of %s", words(kindNames()))
}

func (o *options) setStatus(status string) error {
	digits := strings.Replace(strings.ToLower(status), "xx", "00", 1)
	if n, err := strconv.Atoi(digits); err != nil || len(digits) != 3 || n < 400 || n > 599 {
		return fmt.Errorf("want a number from 400 to 599, 4xx or 5xx")
	}
	o.status = strings.ToLower(status)
	return nil
}

func (o *options) setRetryable(value string) error {
	b, err := strconv.ParseBool(value)
	if err != nil {
		return fmt.Errorf("want true or false")
	}
	o.retryable = &b
	return nil
}

func (o *options) setFormat(name string) error {
	if !slices.Contains(formatNames, name) {
		return fmt.Errorf("want %s", words(formatNames))
	}
	o.format = name
	return nil
}

// keeps reports whether a row passes the filters.
func (o *options) keeps(info errcode.Info) bool {
	status := strconv.Itoa(info.HTTPStatus)
	returned := len(o.operations) == 0
	for _, op := range o.operations {
		returned = returned || returns(info, op)
	}
	return returned &&
		(len(o.kinds) == 0 || slices.Contains(o.kinds, info.Kind)) &&
		(o.status == "" || o.status == status || o.status == status[:1]+"xx") &&
		(o.retryable == nil || *o.retryable == info.Retryable)
}

// returns reports whether an operation returns a code. The empty set asks for
// the codes that belong to no operation.
func returns(info errcode.Info, op errcode.Operations) bool {
	if op == 0 {
		return info.ReturnedBy == 0
	}
	return info.ReturnedBy.Has(op)
}

// What the flags accept, for messages and for completion.
var (
	languageNames = []string{"en", "zh"}
	formatNames   = []string{"yaml", "json"}
)

func catalogNames() []string {
	var names []string
	for _, c := range allCatalogs() {
		names = append(names, c.Name())
	}
	return names
}

// allKinds returns the kinds that codes have.
func allKinds() []errcode.Kind {
	var kinds []errcode.Kind
	for k := errcode.KindInvalidArgument; k <= errcode.KindInternal; k++ {
		kinds = append(kinds, k)
	}
	return kinds
}

func kindNames() []string {
	var names []string
	for _, k := range allKinds() {
		names = append(names, k.String())
	}
	return names
}

// allOperations returns each operation that a code of some catalogue names,
// the empty set for those that name none.
func allOperations() []errcode.Operations {
	var named errcode.Operations
	for _, c := range allCatalogs() {
		named |= operationsOf(c)
	}
	return append(slices.Collect(named.All()), 0)
}

// operationsOf returns the operations that the rows of a catalogue name.
func operationsOf(c *errcode.Catalog) errcode.Operations {
	var named errcode.Operations
	for code := range c.All() {
		named |= code.Info().ReturnedBy
	}
	return named
}

func operationNamed(name string) (errcode.Operations, bool) {
	for _, op := range allOperations() {
		if fold(op.String()) == fold(name) {
			return op, true
		}
	}
	return 0, false
}

func operationNames() []string {
	var names []string
	for _, op := range allOperations() {
		names = append(names, strconv.Quote(op.String()))
	}
	return names
}

// words joins names with commas and a final "or".
func words(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
