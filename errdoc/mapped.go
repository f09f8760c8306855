package errdoc

// mapped applies a function to each of some values.
func mapped[T, U any](values []T, f func(T) U) []U {
	list := make([]U, len(values))
	for i, v := range values {
		list[i] = f(v)
	}
	return list
}
