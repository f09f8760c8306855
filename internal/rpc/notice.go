package rpc

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/internal/protowire"
)

// defaultDomain is that of an ErrorInfo where the options name none, and
// maxDomain how long one may be, which is more than a host name has.
const (
	defaultDomain = "errcode"
	maxDomain     = 255
)

// A notice is everything that a client may see of an error, before it is cut to
// the budget.
type notice struct {
	kind    errcode.Kind
	message string

	reason, domain, code string
	args                 []string
	details              []pair // from the shortest on
	fields               []errcode.FieldError

	wait              time.Duration
	hasWait           bool
	locale, localized string // in the language that the caller asked for
	help              string
}

// newNotice makes the notice of an answer. localize says whether the caller
// asked for a language.
func newNotice(a *errcode.Answer, o Options, localize bool) notice {
	n := notice{
		kind: a.Kind, message: valid(messageOf(a)),
		domain: cut(valid(cmp.Or(o.Domain, defaultDomain)), maxDomain),
		args:   a.Args, details: pairsOf(a.Details), fields: fieldErrorsOf(a.Details), wait: a.RetryAfter, hasWait: a.HasRetryAfter,
	}
	if localize && a.Language != "" {
		n.locale, n.localized = a.Language, valid(a.Message)
	}
	if a.Code == nil {
		n.reason = upperSnake(a.Kind.String())
		return n
	}
	info := a.Code.Info()
	n.reason, n.code = reasonOf(info), info.ID()
	if n.code != "" {
		n.help = helpURL(o.Rules().TypeURL, n.code)
	}
	return n
}

// messageOf returns the message for developers. An error without a code and a
// message of its own has the name of an HTTP status for one.
func messageOf(a *errcode.Answer) string {
	if a.Code == nil && a.English == http.StatusText(a.Status) {
		return a.Kind.Error()
	}
	return a.English
}

// helpURL returns the address of a code, as problem documents have it; empty if
// the base of types is none.
func helpURL(base, id string) string {
	switch {
	case base == "" || strings.HasPrefix(base, "urn:"):
		return ""
	case strings.ContainsRune("/:#?=", rune(base[len(base)-1])):
		return valid(base + id)
	}
	return valid(base + "/" + id)
}

// pairsOf returns details as metadata, from the shortest on. Those that have no
// place there are left out: of a key that AIP-193 does not allow or that means
// something else, or with a value that is not JSON or beyond the budget.
func pairsOf(details map[string]any) []pair {
	if len(details) == 0 {
		return nil
	}
	pairs := make([]pair, 0, len(details))
	for key, value := range details {
		if _, isFields := value.([]errcode.FieldError); isFields && key == fieldErrorsKey {
			continue // a BadRequest has them
		}
		if _, isArg := argIndex(key); isArg || key == codeKey || !isKey(key) {
			continue
		}
		if text, ok := textOf(value); ok && len(text) <= Budget {
			pairs = append(pairs, pair{key, valid(text)})
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.size(), b.size()), cmp.Compare(a.key, b.key))
	})
	return pairs
}

// textOf returns a public detail as a text: a string as it is, everything else
// as JSON. A method of the value may panic.
func textOf(value any) (text string, ok bool) {
	if s, ok := value.(string); ok {
		return s, true
	}
	defer func() {
		if recover() != nil {
			text, ok = "", false
		}
	}()
	b, err := json.Marshal(value)
	if err != nil {
		return "", false
	}
	if b[0] == '"' && json.Unmarshal(b, &text) == nil {
		return text, true
	}
	return string(b), true
}

// failure lays out what is left of the notice.
func (n *notice) failure() *Failure {
	f := &Failure{Kind: n.kind, Message: n.message}
	f.Details = append(f.room[:0], Detail{typeBase + errorInfo, n.errorInfo()})
	if n.hasWait {
		f.Details = append(f.Details, Detail{typeBase + retryInfo, appendRetryInfo(nil, n.wait)})
	}
	if len(n.fields) > 0 {
		f.Details = append(f.Details, Detail{typeBase + badRequest, appendBadRequest(nil, n.fields)})
	}
	if n.localized != "" {
		f.Details = append(f.Details, Detail{typeBase + localizedMessage, appendLocalizedMessage(nil, n.locale, n.localized)})
	}
	if n.help != "" {
		f.Details = append(f.Details, Detail{typeBase + help, appendHelp(nil, n.help)})
	}
	return f
}

func (n *notice) errorInfo() []byte {
	dst := make([]byte, 0, 128)
	dst = protowire.AppendBytes(dst, 1, n.reason)
	dst = protowire.AppendBytes(dst, 2, n.domain)
	if n.code != "" {
		dst = appendPair(dst, 3, pair{codeKey, n.code})
	}
	for i, arg := range n.args[:min(len(n.args), maxArgs)] {
		dst = appendPair(dst, 3, pair{argKey(i), valid(arg)})
	}
	for _, p := range n.details {
		dst = appendPair(dst, 3, p)
	}
	return dst
}

// fit returns the failure that has as much of the notice as fits: without the
// link to help, then without the localized message, without details from the
// longest on, without the last field errors, without arguments, and last with a
// shorter message.
func (n *notice) fit(fits func(*Failure) bool) *Failure {
	f := n.failure()
	if fits(f) {
		return f
	}
	for _, drop := range []func(){
		func() { n.help = "" },
		func() { n.locale, n.localized = "", "" },
		func() { keep(&n.details, func() bool { return fits(n.failure()) }) },
		func() { keep(&n.fields, func() bool { return fits(n.failure()) }) },
		func() { n.args = nil },
		func() { n.keepMessage(fits) },
	} {
		drop()
		if f = n.failure(); fits(f) {
			break
		}
	}
	return f
}

// keep keeps as many of the first items as fit.
func keep[T any](items *[]T, fits func() bool) {
	all := *items
	kept := sort.Search(len(all), func(i int) bool {
		*items = all[:i+1]
		return !fits()
	})
	*items = all[:kept]
}

// keepMessage keeps as much of the message as fits.
func (n *notice) keepMessage(fits func(*Failure) bool) {
	all := cut(n.message, Budget)
	kept := sort.Search(len(all), func(i int) bool {
		n.message = cut(all, i+1)
		return !fits(n.failure())
	})
	n.message = cut(all, kept)
}
