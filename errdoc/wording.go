package errdoc

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/seed85f21a9e/errcode"
)

// variantNote says that a variant shares the number of another code.
func variantNote(e *entry, ed *edition) string {
	return strings.NewReplacer("{label}", e.Label, "{number}", e.Digits()).Replace(ed.VariantNote)
}

// kindAndName returns a kind in the words of a language, with the constant's name
// where that is another.
func kindAndName(k errcode.Kind, ed *edition) string {
	if ed.kinds[min(int(k), len(ed.kinds)-1)] == "" {
		return k.String()
	}
	return ed.KindText(k) + " (" + k.String() + ")"
}

func closenessText(c closeness, ed *edition) string {
	switch c {
	case equivalent:
		return ed.Equivalent
	case closest:
		return ed.Closest
	}
	return ed.ByKind
}

func statusText(status int) string {
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

// statusWithSource returns a status with its reason, and where it comes from.
func statusWithSource(e *entry, ed *edition) string {
	if !tellsSource(e.Info) {
		return statusText(e.HTTPStatus)
	}
	return statusText(e.HTTPStatus) + " (" + ed.SourceText(e.StatusSource) + ")"
}
