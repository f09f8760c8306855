package errdoc

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed85f21a9e/errcode"
)

// Words are what the site and the command say around what the catalogs say, in
// one language.
type words struct {
	// Of the site.
	TitleOf, IntroOf, And, Comma           string
	Skip, Breadcrumb, OtherLanguages       string
	SearchLabel, SearchHint, Submit        string
	Filters, Any, AllCatalogs, Clear       string
	Count, Empty, EmptyHint, Nearest       string
	Results, IsStatus, ShowStatus          string
	NeedsScript, Copy, Copied, Snippet     string
	Remedy, RetryYes, RetryNo              string
	MaybeDone, Deprecated                  string
	InGo, Constant, Import                 string
	OnTheWire, Request, Response, Template string
	Related, SameNumber, Elsewhere         string
	SameKind, AllOfKind                    string
	Facts, Identity, Previous, Next, Pages string
	AllCodes, AsData, NotFound, Unlisted   string
	NotFoundTitle, BadRequest, Suggestions string
	VariantNote, RealtimeTitle             string
	CodeColumn, MeaningColumn              string // of Markdown

	// Of both.
	Catalog, Kind, Status, StatusSource, Operation string
	Retryable, Yes, No, Received, Message          string
	Equivalent, Closest, ByKind, Example           string
	sources                                        [3]string // by errcode.StatusSource
	kinds                                          [len(kindKeywords)]string
	sourceNotes                                    [3]string       // what each of them means
	operations                                     []operationWord // missing: the library's
}

// An operationWord is the name of operations in a language.
type operationWord struct {
	op   errcode.Operations
	text string
}

// KindText returns a kind in words.
func (w *words) KindText(k errcode.Kind) string {
	if int(k) < len(w.kinds) && w.kinds[k] != "" {
		return w.kinds[k]
	}
	return capitalized(k.Error())
}

// SourceText tells where a status comes from.
func (w *words) SourceText(s errcode.StatusSource) string {
	if int(s) < len(w.sources) {
		return w.sources[s]
	}
	return s.String()
}

// SourceNote says in a sentence what the word of SourceText means.
func (w *words) SourceNote(s errcode.StatusSource) string {
	if int(s) < len(w.sourceNotes) {
		return w.sourceNotes[s]
	}
	return ""
}

// OperationText returns a set of operations in words.
func (w *words) OperationText(ops errcode.Operations) string {
	if w.operations == nil {
		return ops.String()
	}
	var list []string
	for op := range ops.All() {
		list = append(list, w.operation(op))
	}
	return cmp.Or(strings.Join(list, w.Comma), w.operation(0))
}

func (w *words) operation(op errcode.Operations) string {
	for _, known := range w.operations {
		if known.op == op {
			return known.text
		}
	}
	return op.String()
}

// list joins words: "a, b and c".
func (w *words) list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], w.Comma) + w.And + items[last]
}

func capitalized(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

var english = words{
	TitleOf:        "{catalogs} error codes",
	IntroOf:        "What each of the {count} codes means, what to do about it, and how to match it in Go.",
	And:            " and ",
	Comma:          ", ",
	Skip:           "Skip to content",
	Breadcrumb:     "Breadcrumb",
	OtherLanguages: "Language",
	SearchLabel:    "Search codes",
	SearchHint:     "Number, name, words, or a pasted response",
	Submit:         "Search",
	Filters:        "Filters",
	Any:            "Any",
	AllCatalogs:    "All",
	Clear:          "Clear",
	Count:          "{shown} of {total} codes",
	Empty:          "No code matches.",
	EmptyHint:      "Check the spelling, or clear a filter.",
	Nearest:        "No code matches exactly. The closest are:",
	Results:        "Results",
	IsStatus:       "{status} is also an HTTP status.",
	ShowStatus:     "Show its codes",
	NeedsScript:    "Search and filters need JavaScript here. The list below is complete.",
	Copy:           "Copy",
	Copied:         "Copied",
	Snippet:        "the Go snippet",
	Remedy:         "What to do",
	RetryYes:       "Worth a retry: the same request may succeed later.",
	RetryNo:        "Do not retry: the same request fails again until something changes.",
	MaybeDone:      "The request may have been carried out despite the error. Check before you repeat one that is not idempotent.",
	Deprecated:     "Deprecated",
	InGo:           "In Go",
	Constant:       "Constant",
	Import:         "Import",
	OnTheWire:      "On the wire",
	Request:        "Request",
	Response:       "Response",
	Template:       "With parameters",
	Related:        "Related codes",
	SameNumber:     "Same number, another meaning",
	Elsewhere:      "For clients of other catalogs",
	SameKind:       "Also “{kind}”",
	AllOfKind:      "All {count}",
	Facts:          "Details",
	Identity:       "Text form",
	Previous:       "Previous",
	Next:           "Next",
	Pages:          "Neighboring codes",
	AllCodes:       "All codes",
	AsData:         "This page as JSON",
	NotFound:       "There is no page at this address.",
	Unlisted:       "{number} is not a code of {catalog}.",
	NotFoundTitle:  "Page not found",
	BadRequest:     "Invalid request",
	Suggestions:    "Did you mean:",
	VariantNote:    "{label} is another meaning of {number}; bodies always carry {number}.",
	RealtimeTitle:  "LeanCloud Realtime",
	CodeColumn:     "Code",
	MeaningColumn:  "Meaning",

	Catalog:      "Catalog",
	Kind:         "Kind",
	Status:       "HTTP status",
	StatusSource: "Status source",
	Operation:    "Returned by",
	Retryable:    "Retryable",
	Yes:          "yes",
	No:           "no",
	Received:     "Received",
	Message:      "On the wire",
	Equivalent:   "Equivalent",
	Closest:      "Closest",
	ByKind:       "Nearest by kind",
	Example:      "Example",
	sources: [3]string{
		errcode.StatusDocumented: "documented",
		errcode.StatusObserved:   "observed",
		errcode.StatusInferred:   "inferred",
	},
	sourceNotes: [3]string{
		errcode.StatusDocumented: "The vendor's documentation gives this status.",
		errcode.StatusObserved:   "Public reports show the vendor answering with this status.",
		errcode.StatusInferred:   "Neither documentation nor reports give a status, so it is inferred from the condition.",
	},
}
