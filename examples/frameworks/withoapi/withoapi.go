// Package withoapi is a service with the strict server that oapi-codegen
// generates for the standard library's router.
package withoapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
)

//go:generate go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 -config config.yaml openapi.yaml

// New returns the service. It sets rp.Map.
func New(rp *errcode.Responder) http.Handler {
	rp.Map = Map
	// recipe: glue
	badRequest := func(w http.ResponseWriter, r *http.Request, err error) {
		if errcode.KindOf(err) == errcode.KindUnknown {
			err = fmt.Errorf("%w: %w", errcode.KindInvalidArgument, err)
		}
		rp.WriteError(w, r, err)
	}
	strict := NewStrictHandlerWithOptions(server{}, nil, StrictHTTPServerOptions{RequestErrorHandlerFunc: badRequest, ResponseErrorHandlerFunc: rp.WriteError})
	mux := http.NewServeMux()
	HandlerWithOptions(strict, StdHTTPServerOptions{BaseRouter: mux, ErrorHandlerFunc: badRequest})
	return rp.Recover(rp.Mux(mux))
	// recipe: end
}

// recipe: own

// Map is for errcode.Responder.
func Map(_ *http.Request, err error) error {
	var field errcode.FieldError
	if e, ok := errors.AsType[*InvalidParamFormatError](err); ok {
		field.Detail = e.ParamName + " has the wrong format"
	} else if e, ok := errors.AsType[*RequiredParamError](err); ok {
		field.Detail = e.ParamName + " is missing"
	} else {
		return nil
	}
	return fmt.Errorf("%w: %w", errcode.KindInvalidArgument.New(errcode.WithMessage("Invalid request."), errcode.WithFieldErrors(field)), err)
}

// recipe: end

type server struct{}

func (server) GetUser(_ context.Context, in GetUserRequestObject) (GetUserResponseObject, error) {
	user, err := app.Find(in.Name)
	if err != nil {
		return nil, err
	}
	return GetUser200JSONResponse{Name: user.Name}, nil
}

func (server) ListUsers(context.Context, ListUsersRequestObject) (ListUsersResponseObject, error) {
	return ListUsers204Response{}, nil
}

func (server) AddUser(context.Context, AddUserRequestObject) (AddUserResponseObject, error) {
	return AddUser201Response{}, nil
}

func (server) Download(_ context.Context, in DownloadRequestObject) (DownloadResponseObject, error) {
	return file(in.How), nil
}

type file string

// VisitDownloadResponse implements DownloadResponseObject.
func (f file) VisitDownloadResponse(w http.ResponseWriter) error { return app.Download(w, string(f)) }
