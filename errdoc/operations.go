package errdoc

import "github.com/seed85f21a9e/errcode"

// returns reports whether an operation returns a code. The empty set asks for
// the codes that belong to no operation.
func returns(info errcode.Info, op errcode.Operations) bool {
	if op == 0 {
		return info.ReturnedBy == 0
	}
	return info.ReturnedBy.Has(op)
}

// isGroup reports whether an operation covers others. A code that is returned by
// a group is found under each of them.
func isGroup(op errcode.Operations) bool {
	for other := errcode.Operations(1); other != 0; other <<= 1 {
		if other != op && op.Has(other) {
			return true
		}
	}
	return false
}
