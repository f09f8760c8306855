package netfault

import (
	"reflect"
	"strings"
)

// isStreamError reports whether the other side has reset a stream of HTTP/2. The
// type of such an error has no exported name in net/http.
func isStreamError(err error) bool {
	t := reflect.TypeOf(err)
	if t == nil || !strings.HasSuffix(t.Name(), "StreamError") {
		return false
	}
	switch t.PkgPath() {
	case "net/http", "net/http/internal/http2", "golang.org/x/net/http2":
		return true
	}
	return false
}
