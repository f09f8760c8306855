package netfault

// Plan 9 has error strings in place of numbers.
func ofErrno(error) Fault { return None }
