package errdoc

import (
	"errors"
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
	book       *book
	only       []*errcode.Catalog // empty: all
	edition    *edition
	languages  []*edition // those that were asked for; empty: see the command
	json       bool
	version    bool
	operations []errcode.Operations
	kinds      []errcode.Kind
	status     string // "404" or "4xx"; empty: any
	retryable  *bool  // nil: either
	deprecated *bool  // nil: either
	dir        string
	addr       string
}

// catalogs returns the catalogs that are asked for.
func (o *options) catalogs() []*errcode.Catalog {
	if len(o.only) == 0 {
		return o.book.catalogs
	}
	return o.only
}

// has reports whether an entry is of a catalog that is asked for.
func (o *options) has(e *entry) bool { return slices.Contains(o.catalogs(), e.Code.Catalog()) }

// flagSet returns flags, which set o.
func (o *options) flagSet(names []string) *flag.FlagSet {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // exitCode reports what is wrong
	flags.Usage = func() {}
	for _, name := range names {
		o.define(flags, name)
	}
	return flags
}

// defaultAddr is where pages are served unless -addr says otherwise.
const defaultAddr = "127.0.0.1:8090"

// define adds a flag, which means the same in every command that has it.
func (o *options) define(flags *flag.FlagSet, name string) {
	switch name {
	case "addr":
		flags.StringVar(&o.addr, name, defaultAddr, "serve at `HOST:PORT`, by default "+defaultAddr)
	case "catalog":
		flags.Func(name, "only `NAME`: "+oneOf(o.book.catalogNames())+"; may be repeated", o.setCatalog)
	case "lang":
		flags.Func(name, "texts in `LANGUAGE`: "+oneOf(o.languageNames()), o.setLanguage)
	case "json":
		flags.BoolVar(&o.json, name, false, "print JSON")
	case "operation":
		flags.Func(name, "only codes that `OPERATION` returns; may be repeated", o.setOperation)
	case "kind":
		flags.Func(name, "only codes of `KIND`, such as NotFound; may be repeated", o.setKind)
	case "status":
		flags.Func(name, "only codes with HTTP status `STATUS`, such as 404 or 4xx", o.setStatus)
	case "retryable":
		flags.BoolFunc(name, "only retryable codes; -retryable=false: only the others", setBool(&o.retryable))
	case "deprecated":
		flags.BoolFunc(name, "only deprecated codes; -deprecated=false: only the others", setBool(&o.deprecated))
	case "o":
		flags.StringVar(&o.dir, name, "", "write files to `DIR`, not to standard output")
	case "version":
		flags.BoolVar(&o.version, name, false, "print the version")
	default:
		panic("no flag -" + name)
	}
}

func (o *options) setCatalog(name string) error {
	c := o.book.catalogNamed(name)
	if c == nil {
		return fmt.Errorf("want one of %s", oneOf(o.book.catalogNames()))
	}
	if !slices.Contains(o.only, c) {
		o.only = append(o.only, c)
	}
	return nil
}

func (o *options) setLanguage(name string) error {
	tag, err := language.Parse(name)
	if err == nil {
		ed := o.book.editionFor(tag)
		base, _ := tag.Base()
		if found, _ := ed.tag.Base(); found == base {
			o.edition = ed
			if !slices.Contains(o.languages, ed) {
				o.languages = append(o.languages, ed)
			}
			return nil
		}
	}
	return fmt.Errorf("want %s", oneOf(o.languageNames()))
}

func (o *options) setOperation(name string) error {
	for _, op := range o.allOperations() {
		for _, ed := range o.book.editions {
			if fold(op.String()) == fold(name) || fold(ed.OperationText(op)) == fold(name) {
				o.operations = append(o.operations, op)
				return nil
			}
		}
	}
	if len(o.allOperations()) == 1 { // that of the codes that name none
		return errors.New("no code names an operation")
	}
	return fmt.Errorf("no operation has that name; want one of %s", oneOf(o.operationNames()))
}

func (o *options) setKind(name string) error {
	for k := errcode.KindInvalidArgument; int(k) < len(kindKeywords); k++ {
		for _, ed := range o.book.editions {
			if fold(k.String()) == fold(name) || fold(ed.KindText(k)) == fold(name) {
				o.kinds = append(o.kinds, k)
				return nil
			}
		}
	}
	return fmt.Errorf("want one of %s", oneOf(mapped(o.book.kinds, errcode.Kind.String)))
}

func (o *options) setStatus(status string) error {
	digits := strings.Replace(strings.ToLower(status), "xx", "00", 1)
	if n, err := strconv.Atoi(digits); err != nil || len(digits) != 3 || n < 400 || n > 599 {
		return fmt.Errorf("want a number from 400 to 599, 4xx or 5xx")
	}
	o.status = strings.ToLower(status)
	return nil
}

// setBool returns what sets a filter that has three states.
func setBool(filter **bool) func(value string) error {
	return func(value string) error {
		b, err := strconv.ParseBool(value)
		if err != nil {
			return errors.New("want true or false")
		}
		*filter = &b
		return nil
	}
}

// keeps reports whether a code passes the filters.
func (o *options) keeps(e *entry) bool {
	status := strconv.Itoa(e.HTTPStatus)
	returned := len(o.operations) == 0
	for _, op := range o.operations {
		returned = returned || returns(e.Info, op)
	}
	return o.has(e) && returned &&
		(len(o.kinds) == 0 || slices.Contains(o.kinds, e.Kind)) &&
		(o.status == "" || o.status == status || o.status == status[:1]+"xx") &&
		(o.retryable == nil || *o.retryable == e.Retryable) &&
		(o.deprecated == nil || *o.deprecated == (e.Deprecated != ""))
}

// What the flags accept, for messages and for completion.

func (o *options) languageNames() []string {
	return mapped(o.book.editions, func(ed *edition) string { return shortTag(ed.tag) })
}

// allOperations returns each operation that a code names, and the empty set for
// the codes that name none.
func (o *options) allOperations() []errcode.Operations {
	return append(slices.Collect(operationsOf(o.book.entries).All()), 0)
}

func (o *options) operationNames() []string {
	return mapped(o.allOperations(), func(op errcode.Operations) string { return strconv.Quote(op.String()) })
}

// oneOf joins names with commas and a final "or".
func oneOf(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
