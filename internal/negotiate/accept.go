package negotiate

// Prefers reports whether a client that sends these Accept header lines prefers
// the media type other to usual. If it wants both equally, the result is false,
// unless it names other and accepts usual only by a wildcard.
//
// How much a client wants a media type is the q of the most specific range that
// matches it; among equally specific ranges, the first. A q that is malformed
// counts as 0, and other parameters of a range are ignored. usual and other are
// media types without parameters.
//
// Only elements that end within the first 4 KiB of the header are read, counted
// over all lines joined with commas.
func Prefers(accept []string, usual, other string) bool {
	if len(accept) == 1 && accept[0] == "*/*" { // what most clients send
		return false
	}
	return prefers(accept, usual, other) // apart, so that this is inlined
}

func prefers(accept []string, usual, other string) bool {
	if len(accept) == 0 || len(accept) == 1 && accept[0] == usual {
		return false
	}
	var u, o preference
	for element := range elements(accept, maxRead) {
		mediaRange, params, _ := cut(element, ';')
		u.offer(precision(mediaRange, usual), params)
		o.offer(precision(mediaRange, other), params)
	}
	if u.q != o.q {
		return o.q > u.q
	}
	return o.q > 0 && o.precision == byName && u.precision < byName
}

// A preference says how much a client wants a media type.
type preference struct {
	precision int // of the range that q belongs to
	q         int // in thousandths
}

func (p *preference) offer(precision int, params string) {
	if precision > p.precision {
		p.precision, p.q = precision, max(quality(params), 0)
	}
}

// How precisely a media range matches a media type.
const (
	notAtAll   = iota
	byAnything // */*
	byType     // application/*
	byName     // application/json
)

func precision(mediaRange, mediaType string) int {
	n := len(mediaRange) - 1 // where a wildcard has its star
	switch {
	case equalFold(mediaRange, mediaType):
		return byName
	case mediaRange == "*/*":
		return byAnything
	case n > 1 && mediaRange[n-1:] == "/*" && n < len(mediaType) && equalFold(mediaRange[:n], mediaType[:n]):
		return byType
	}
	return notAtAll
}
