package negotiate

// Prefers reports whether a client that sends these lines of the header Accept
// would rather have the media type other than usual. On equal terms it gets
// usual, unless it names other and covers usual by a wildcard only.
//
// A media type is covered by the most precise range, of equally precise ones by
// the first; parameters of a range do not matter, but for q. A q that cannot be
// read counts as 0. Media types are in lower case and have no parameters.
//
// Of a header longer than 4 KiB over all of its lines, the elements that end
// within the first 4 KiB are read.
func Prefers(accept []string, usual, other string) bool {
	if len(accept) == 0 || len(accept) == 1 && (accept[0] == "*/*" || accept[0] == usual) {
		return false // what nearly all clients send
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
	return o.q > 0 && o.precision > u.precision
}

// A preference is how much a client wants a media type.
type preference struct {
	precision int // of the range that covers it
	q         int // in thousandths
}

func (p *preference) offer(precision int, params string) {
	if precision > p.precision {
		p.precision, p.q = precision, max(quality(params), 0)
	}
}

// precision tells how precisely a media range covers a media type: not at all
// (0), as anything, by its first half, or by name (3).
func precision(mediaRange, mediaType string) int {
	if equalFold(mediaRange, mediaType) {
		return 3
	}
	n := len(mediaRange) - 1
	switch {
	case n < 2 || mediaRange[n] != '*' || mediaRange[n-1] != '/':
		return 0
	case mediaRange == "*/*":
		return 1
	case len(mediaType) > n && equalFold(mediaRange[:n], mediaType[:n]):
		return 2
	}
	return 0
}
