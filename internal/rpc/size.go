package rpc

import (
	"encoding/base64"
	"math/bits"
)

// FitsGRPC reports whether a failure is within the budget as the gRPC protocol
// sends it: as two headers, the message percent-encoded, and a
// google.rpc.Status in base64, which has the message once more.
func FitsGRPC(f *Failure) bool {
	size := len("grpc-message") + percentLen(f.Message)
	if len(f.Details) > 0 {
		size += len("grpc-status-details-bin") + base64.RawStdEncoding.EncodedLen(statusLen(f))
	}
	return size <= Budget
}

// statusLen returns the size of a google.rpc.Status: 1 code, 2 message, 3
// details.
func statusLen(f *Failure) int {
	size := 2 // the code
	if f.Message != "" {
		size += fieldLen(len(f.Message))
	}
	for _, d := range f.Details {
		size += fieldLen(fieldLen(len(d.TypeURL)) + fieldLen(len(d.Value)))
	}
	return size
}

// fieldLen returns the size of a field of n bytes whose number is below 16.
func fieldLen(n int) int {
	return 1 + (bits.Len(uint(n)|1)+6)/7 + n
}

// percentLen returns how long a message is in grpc-message, where every byte
// but printable ASCII takes three.
func percentLen(s string) int {
	size := len(s)
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '%' {
			size += 2
		}
	}
	return size
}
