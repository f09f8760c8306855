package rpc

import "github.com/seed85f21a9e/errcode"

// Codes are the status codes of a protocol.
type Codes[C comparable] struct {
	ByKind [errcode.KindInternal + 1]C // those that have the name of a kind

	// Those that have no kind of their name, and are read as the one of which
	// they are a case.
	OutOfRange, DataLoss C
}

// Code returns the code of a kind.
func (c *Codes[C]) Code(kind errcode.Kind) C {
	if int(kind) < len(c.ByKind) {
		return c.ByKind[kind]
	}
	return c.ByKind[errcode.KindUnknown]
}

// Kind returns the kind of a code; KindUnknown if the protocol has no such
// code.
func (c *Codes[C]) Kind(code C) errcode.Kind {
	switch code {
	case c.OutOfRange:
		return errcode.KindInvalidArgument
	case c.DataLoss:
		return errcode.KindInternal
	}
	for kind, named := range c.ByKind {
		if named == code {
			return errcode.Kind(kind)
		}
	}
	return errcode.KindUnknown
}
