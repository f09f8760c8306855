package main

import (
	"encoding/json"
	"net/http"
	"strconv"
	"testing"

	"connectrpc.com/connect"
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	distribution "github.com/distribution/distribution/v3/registry/api/errcode"
	kratos "github.com/go-kratos/kratos/v2/errors"
	kratoshttp "github.com/go-kratos/kratos/v2/transport/http"
	openapi "github.com/go-openapi/errors"
	"github.com/twitchtv/twirp"

	"github.com/seed85f21a9e/errcode"
)

// setHeaders sets the headers that this library sends, as one would by hand.
func setHeaders(h http.Header) {
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept")
}

// twoFields is the body of LeanCloud's format.
type twoFields struct {
	Code  int    `json:"code"`
	Error string `json:"error"`
}

// appendTwoFields appends a body as one would write it by hand, for texts that
// are nearly always plain ASCII: those are copied, and only others are escaped.
func appendTwoFields(dst []byte, number int, text string) []byte {
	dst = append(dst, `{"code":`...)
	dst = strconv.AppendInt(dst, int64(number), 10)
	dst = append(dst, `,"error":`...)
	if isPlain(text) {
		dst = append(dst, '"')
		dst = append(dst, text...)
		return append(dst, `"}`...)
	}
	quoted, _ := json.Marshal(text) // a string can always be marshaled
	dst = append(dst, quoted...)
	return append(dst, '}')
}

// isPlain reports whether a JSON string can hold a text as it stands.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}

// respondConstant is the job of answering a request with an error that says
// nothing beyond its code.
func respondConstant() job {
	w := newDiscard()
	body := appendTwoFields(nil, number, message)
	j := respond(w, message)
	j.name, j.what = "respond", "Write a whole HTTP answer, the text known when the program was built"
	j.floors = []contestant{{name: "Header().Set and a constant, by hand", check: w.wantAnswer(status, message), run: func(b *testing.B) {
		for b.Loop() {
			clear(w.header)
			setHeaders(w.Header())
			w.WriteHeader(status)
			_, _ = w.Write(body)
		}
	}}}
	j.own = []contestant{ownResponse(w, "errcode, a constant", errcode.LeanCloudUserNotFound, message)}
	return j
}

// respondRunTime is the job of answering a request with an error whose text is
// made at run time.
func respondRunTime() job {
	w := newDiscard()
	buf := make([]byte, 0, 512)
	j := respond(w, runTimeText)
	j.name, j.what = "respond-runtime", "Write a whole HTTP answer, the text made at run time"
	j.floors = []contestant{{name: "Header().Set and append to a reused buffer, by hand", check: w.wantAnswer(status, runTimeText), run: func(b *testing.B) {
		for b.Loop() {
			clear(w.header)
			setHeaders(w.Header())
			w.WriteHeader(status)
			buf = appendTwoFields(buf[:0], number, runTimeText)
			_, _ = w.Write(buf)
		}
	}}}
	err := errcode.New(errcode.LeanCloudUserNotFound, errcode.WithMessage(runTimeText))
	j.own = []contestant{ownResponse(w, "errcode, WithMessage", err, runTimeText)}
	return j
}

func ownResponse(w *discard, name string, err error, text string) contestant {
	r := newRequest()
	return contestant{name: name, check: w.wantAnswer(status, text), run: func(b *testing.B) {
		for b.Loop() {
			clear(w.header)
			errcode.WriteError(w, r, err)
		}
	}}
}

// respond has those who answer requests, each with its own headers and body.
// The error is made beforehand, except for huma, which takes its parts.
func respond(w *discard, text string) job {
	r := newRequest()
	rpc := newRequest()
	rpc.Method = http.MethodPost
	rpc.Header.Set("Content-Type", "application/json")
	var (
		rpcWriter = connect.NewErrorWriter()
		fromRPC   = connect.NewError(connect.CodeNotFound, &messageError{message: text})
		fromTwirp = twirp.NewError(twirp.NotFound, text)
		fromKra   = kratos.NotFound("USER_NOT_FOUND", text)
		fromOpen  = openapi.New(http.StatusNotFound, "%s", text)
		fromDist  = distribution.ErrorCodeUnsupported.WithMessage(text)
		config    = huma.DefaultConfig("bench", "1")
		operation = &huma.Operation{}
	)
	config.CreateHooks = nil // no link to a schema in each answer
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	api := humago.New(http.NewServeMux(), config)
	notFound := w.wantAnswer(http.StatusNotFound, text)
	return job{
		peers: []contestant{
			{name: "connect", check: notFound, run: func(b *testing.B) {
				for b.Loop() {
					clear(w.header)
					_ = rpcWriter.Write(w, rpc, fromRPC)
				}
			}},
			{name: "twirp", check: notFound, run: func(b *testing.B) {
				for b.Loop() {
					clear(w.header)
					_ = twirp.WriteError(w, fromTwirp)
				}
			}},
			{name: "kratos", check: notFound, run: func(b *testing.B) {
				for b.Loop() {
					clear(w.header)
					kratoshttp.DefaultErrorEncoder(w, r, fromKra)
				}
			}},
			{name: "go-openapi/errors", check: notFound, run: func(b *testing.B) {
				for b.Loop() {
					clear(w.header)
					openapi.ServeError(w, r, fromOpen)
				}
			}},
			{name: "huma", check: notFound, run: func(b *testing.B) {
				for b.Loop() {
					clear(w.header)
					_ = huma.WriteErr(api, humago.NewContext(operation, r, w), http.StatusNotFound, text)
				}
			}},
			{name: "distribution errcode", check: w.wantAnswer(http.StatusMethodNotAllowed, text), run: func(b *testing.B) {
				for b.Loop() {
					clear(w.header)
					_ = distribution.ServeJSON(w, fromDist)
				}
			}},
			{name: "encoding/json, by hand", check: w.wantAnswer(status, text), run: func(b *testing.B) {
				for b.Loop() {
					clear(w.header)
					setHeaders(w.Header())
					w.WriteHeader(status)
					_ = json.NewEncoder(w).Encode(&twoFields{number, text})
				}
			}},
		},
		absent: []absence{
			{"grpc status", "its server writes trailers of its own protocol, not answers to HTTP requests"},
			{"cockroachdb/errors, oops", "do not answer requests"},
			{"k8s apimachinery", "the answer is written by k8s.io/apiserver"},
			{"go-i18n", "no errors"},
		},
	}
}
