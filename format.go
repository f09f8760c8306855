package errcode

import "strconv"

// A StatusSource says where the HTTP status of a row comes from. The zero value
// is StatusDocumented.
type StatusSource uint8

const (
	StatusDocumented StatusSource = iota // given in the vendor's documentation
	StatusObserved                       // seen in public reports of the vendor's answers
	StatusInferred                       // neither: inferred from the condition
)

// String returns "documented", "observed" or "inferred".
func (s StatusSource) String() string {
	switch s {
	case StatusDocumented:
		return "documented"
	case StatusObserved:
		return "observed"
	case StatusInferred:
		return "inferred"
	}
	return "StatusSource(" + strconv.Itoa(int(s)) + ")"
}

// A Format is the shape of the JSON body that carries the errors of a catalog.
// The zero value is FormatLeanCloud.
type Format uint8

const (
	FormatLeanCloud Format = iota // {"code":211,"error":"Could not find user."}
	FormatBackend                 // {"message":"The specified user was not found.","errorCode":206}
	FormatProblem                 // a problem document (RFC 9457)
)

// String returns the name of the format: "leancloud", "backend" or "problem".
func (f Format) String() string {
	switch f {
	case FormatLeanCloud:
		return "leancloud"
	case FormatBackend:
		return "backend"
	case FormatProblem:
		return "problem"
	}
	return "Format(" + strconv.Itoa(int(f)) + ")"
}
