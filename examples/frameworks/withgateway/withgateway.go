// Package withgateway is a service behind grpc-gateway v2. Its handlers are
// written by hand, like the generated ones.
package withgateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
)

// New returns the service. It sets rp.Map.
func New(rp *errcode.Responder) http.Handler {
	rp.Map = Map
	mux := runtime.NewServeMux(Options(rp)...)
	handle(mux, "GET", "/users/{name}", getUser)
	handle(mux, "HEAD", "/users/{name}", getUser)
	handle(mux, "POST", "/users", addUser)
	handle(mux, "GET", "/download/{name}", download)
	must(mux.HandlePath("GET", "/watch", watch(mux)))
	return rp.Recover(mux)
}

// Options makes a gateway answer errors with rp.
func Options(rp *errcode.Responder) []runtime.ServeMuxOption {
	return []runtime.ServeMuxOption{
		// recipe: glue
		runtime.WithErrorHandler(func(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
			rp.WriteError(w, r, err)
		}),
		runtime.WithRoutingErrorHandler(func(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, r *http.Request, status int) {
			switch status {
			case http.StatusNotFound:
				rp.NotFound(w, r)
			case http.StatusMethodNotAllowed:
				rp.MethodNotAllowed(w, r)
			default:
				rp.WriteError(w, r, errcode.KindFromHTTPStatus(status))
			}
		}),
		// recipe: end
		// recipe: stream
		runtime.WithStreamErrorHandler(func(ctx context.Context, err error) *status.Status {
			return status.New(status.Code(err), rp.Answer(new(http.Request).WithContext(ctx), err).Message)
		}),
		// recipe: end
	}
}

// recipe: own

// Map is for errcode.Responder.
func Map(_ *http.Request, err error) error {
	var kind errcode.Kind
	if e, ok := errors.AsType[*runtime.HTTPStatusError](err); ok {
		kind = errcode.KindFromHTTPStatus(e.HTTPStatus)
	} else if kind.UnmarshalText([]byte(status.Code(err).String())) != nil {
		kind = errcode.KindFromHTTPStatus(runtime.HTTPStatusFromCode(status.Code(err)))
	}
	if kind == errcode.KindUnknown {
		return nil
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// recipe: end

// handle registers a handler that calls f, as a generated one calls the service.
func handle(mux *runtime.ServeMux, method, path string, f func(w http.ResponseWriter, name string) error) {
	must(mux.HandlePath(method, path, func(w http.ResponseWriter, r *http.Request, params map[string]string) {
		_, marshaler := runtime.MarshalerForRequest(mux, r)
		if err := f(w, params["name"]); err != nil {
			runtime.HTTPError(r.Context(), mux, marshaler, w, r, err)
		}
	}))
}

func must(err error) {
	if err != nil {
		panic(err) // a pattern is wrong
	}
}

func getUser(w http.ResponseWriter, name string) error {
	switch name {
	case "gone":
		return status.Error(codes.NotFound, app.Secret)
	case "secret":
		return &runtime.HTTPStatusError{HTTPStatus: http.StatusForbidden, Err: errors.New(app.Secret)}
	case "far":
		return status.Error(codes.OutOfRange, app.Secret)
	}
	user, err := app.Find(name)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(user)
}

func addUser(http.ResponseWriter, string) error {
	return status.Error(codes.Unavailable, app.Secret)
}

func download(w http.ResponseWriter, how string) error { return app.Download(w, how) }

// watch streams one message, and then fails.
func watch(mux *runtime.ServeMux) runtime.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request, _ map[string]string) {
		messages := []proto.Message{wrapperspb.String("ada")}
		next := func() (proto.Message, error) {
			if len(messages) == 0 {
				return nil, errors.New(app.Secret)
			}
			message := messages[0]
			messages = messages[1:]
			return message, nil
		}
		ctx := runtime.NewServerMetadataContext(r.Context(), runtime.ServerMetadata{})
		_, marshaler := runtime.MarshalerForRequest(mux, r)
		runtime.ForwardResponseStream(ctx, mux, marshaler, w, r, next)
	}
}
