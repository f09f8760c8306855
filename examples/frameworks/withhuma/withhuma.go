// Package withhuma is a service with Huma v2 on the standard library's router.
package withhuma

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
)

// New returns the service. It sets variables of Huma's.
func New(rp *errcode.Responder) http.Handler {
	SetErrors(rp)
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("Users", "1.0.0"))
	huma.Get(api, "/users/{name}", getUser)
	huma.Get(api, "/users", listUsers)
	huma.Post(api, "/users", addUser)
	huma.Get(api, "/download/{name}", download(rp))
	return rp.Recover(rp.Mux(mux))
}

// recipe: type

// A humaError is an answer that Huma sends as it is.
type humaError struct{ errcode.Answer }

func (e humaError) Error() string                   { return e.Message }
func (e humaError) GetStatus() int                  { return e.Status }
func (e humaError) GetHeaders() http.Header         { return e.Header }
func (e humaError) ContentType(string) string       { return e.Header.Get("Content-Type") }
func (e humaError) MarshalJSON() ([]byte, error)    { return json.RawMessage(e.Body).MarshalJSON() }
func (humaError) Schema(huma.Registry) *huma.Schema { return &huma.Schema{Type: huma.TypeObject} }

// recipe: end

// SetErrors makes Huma answer errors with rp.
func SetErrors(rp *errcode.Responder) {
	// recipe: glue
	huma.NewErrorWithContext = func(c huma.Context, status int, message string, errs ...error) huma.StatusError {
		r, _ := humago.Unwrap(c)
		e := humaError{rp.Answer(r, meaning(status, message, errs))}
		for name := range e.Header {
			c.AppendHeader(name, e.Header.Get(name))
		}
		return e
	}
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		if status == 0 { // an operation is being registered
			return humaError{}
		}
		return humaError{rp.Answer(nil, meaning(status, message, errs))}
	}
	// recipe: end
}

// recipe: own

// meaning returns what Huma says, as an error. An error with a code stays what it is.
func meaning(status int, message string, errs []error) error {
	err := errors.Join(errs...)
	if _, ok := errcode.CodeOf(err); ok || err != nil && status == 500 {
		return err
	}
	opts := []errcode.Option{errcode.WithHTTPStatus(status), errcode.WithMessage(message), errcode.WithFieldErrors(fields(errs)...)}
	return errors.Join(errcode.KindFromHTTPStatus(status).New(opts...), err)
}

// recipe: end

// recipe: fields

var slashes = strings.NewReplacer(".", "/", "[", "/", "]", "")

// fields returns what a validation has found.
func fields(errs []error) (fields []errcode.FieldError) {
	for _, err := range errs {
		if e, ok := errors.AsType[*huma.ErrorDetail](err); ok {
			field := errcode.FieldError{Detail: e.Location + ": " + e.Message}
			if path, ok := strings.CutPrefix(e.Location, "body"); ok {
				field = errcode.FieldError{Pointer: "#" + slashes.Replace(path), Detail: e.Message}
			}
			fields = append(fields, field)
		}
	}
	return fields
}

// recipe: end

type named struct {
	Name string `path:"name"`
}

type page struct {
	Limit int `query:"limit" maximum:"100"`
}

func listUsers(_ context.Context, in *page) (*found, error) {
	if in.Limit == 100 {
		return nil, huma.Error403Forbidden("Your plan ends at 99.")
	}
	return nil, huma.Error503ServiceUnavailable("", errors.New(app.Secret))
}

type found struct{ Body *app.User }

func getUser(_ context.Context, in *named) (*found, error) {
	user, err := app.Find(in.Name)
	if err != nil {
		return nil, err
	}
	return &found{user}, nil
}

type signup struct {
	Body struct {
		Name    string `json:"name" minLength:"3"`
		Profile struct {
			Color string `json:"color,omitempty" enum:"green,red,blue"`
		} `json:"profile,omitempty"`
	}
}

func addUser(context.Context, *signup) (*struct{}, error) { return nil, nil }

func download(rp *errcode.Responder) func(context.Context, *named) (*huma.StreamResponse, error) {
	return func(_ context.Context, in *named) (*huma.StreamResponse, error) {
		return &huma.StreamResponse{Body: func(c huma.Context) {
			// recipe: stream
			r, w := humago.Unwrap(c)
			if err := app.Download(w, in.Name); err != nil {
				rp.WriteError(w, r, err)
			}
			// recipe: end
		}}, nil
	}
}
