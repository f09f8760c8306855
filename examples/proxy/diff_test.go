package main

import (
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The command of errcode compares recordings: here of a server, of the same one
// again, and of one that is down.
func TestDiff(t *testing.T) {
	up := start(t, http.HandlerFunc(behind))
	record := func(upstream string) string {
		p := startProxy(t, upstream, "-relay")
		for _, path := range []string{"/taken", "/busy?q=<b>"} {
			get(t, "POST", p.url+path, nil)
		}
		return p.record
	}
	diff := func(old, new string) (stdout, stderr string) {
		var out, said strings.Builder
		cmd := exec.CommandContext(t.Context(), "go", "run", "./examples/errcode", "diff", old, new)
		cmd.Dir, cmd.Stdout, cmd.Stderr = "../..", &out, &said
		if cmd.Run() != nil && said.Len() == 0 {
			said.WriteString("failed")
		}
		return out.String(), said.String()
	}
	old := record(up)
	out, said := diff(old, record(up))
	assert.Empty(t, out)
	assert.Empty(t, said)

	out, said = diff(old, record(refusing(t)))
	assert.Equal(t, `POST /taken
  status: 400 Bad Request -> 503 Service Unavailable
  code: leancloud/202 -> leancloud/511
  body: {"code":202,"error":"The name ada has been taken."} -> {"code":511,"error":"Temporarily Unavailable."}
POST /busy?q=<b>
  status: 429 Too Many Requests -> 503 Service Unavailable
  code: leancloud/429 -> leancloud/511
  body: {"code":429,"error":"Too many requests."} -> {"code":511,"error":"Temporarily Unavailable."}
`, out)
	assert.Equal(t, "exit status 1\n", said)
}
