package rpc

// How far a tree of errors is searched, as in package errcode: an error may
// unwrap to itself.
const (
	maxDepth  = 1000
	maxErrors = 1_000_000
)

// Find is errors.AsType within bounds.
func Find[T any](err error) (found T, ok bool) {
	seen := 0
	ok = find(err, &found, 0, &seen)
	return found, ok
}

func find[T any](err error, target *T, depth int, seen *int) bool {
	for ; err != nil && depth < maxDepth && *seen < maxErrors; depth++ {
		*seen++
		if e, ok := err.(T); ok {
			*target = e
			return true
		}
		if e, ok := err.(interface{ As(target any) bool }); ok && e.As(target) {
			return true
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			for _, err := range e.Unwrap() {
				if find(err, target, depth+1, seen) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}
