package main

import (
	"context"
	"encoding/json"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errcodeconnect"
)

// The procedures of the RPC service.
const (
	findProcedure     = "/users.v1.Users/Find"
	registerProcedure = "/users.v1.Users/Register"
)

// newHandler serves the users to clients of both sorts.
func newHandler(u *users, responder *errcode.Responder) http.Handler {
	mux := http.NewServeMux()

	mux.Handle("GET /1.1/users/{name}", responder.Handler(func(w http.ResponseWriter, r *http.Request) error {
		found, err := u.find(r.Context(), r.PathValue("name"))
		if err != nil {
			return err
		}
		return writeJSON(w, http.StatusOK, found)
	}))
	mux.Handle("POST /1.1/users", responder.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var added user
		body := http.MaxBytesReader(w, r.Body, 64<<10) // too much is answered with LeanCloudPayloadTooLarge
		if err := json.NewDecoder(body).Decode(&added); err != nil {
			return err
		}
		added, err := u.register(r.Context(), added)
		if err != nil {
			return err
		}
		return writeJSON(w, http.StatusCreated, added)
	}))

	options := connect.WithInterceptors(errcodeconnect.NewInterceptor(errcodeconnect.Options{
		Responder: responder,
		Domain:    "users.example.com",
	}))
	// Code that protoc-gen-connect-go makes calls the same two functions.
	mux.Handle(findProcedure, connect.NewUnaryHandlerSimple(findProcedure,
		func(ctx context.Context, name *wrapperspb.StringValue) (*structpb.Struct, error) {
			return toStruct(u.find(ctx, name.GetValue()))
		}, options))
	mux.Handle(registerProcedure, connect.NewUnaryHandlerSimple(registerProcedure,
		func(ctx context.Context, added *structpb.Struct) (*structpb.Struct, error) {
			fields := added.GetFields()
			return toStruct(u.register(ctx, user{fields["username"].GetStringValue(), fields["email"].GetStringValue()}))
		}, options))

	return responder.Recover(responder.Mux(mux))
}

// writeJSON says that the body is JSON: without it, LeanCloud's JavaScript SDK
// reads {}.
func writeJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(v)
}

func toStruct(u user, err error) (*structpb.Struct, error) {
	if err != nil {
		return nil, err
	}
	return structpb.NewStruct(map[string]any{"username": u.Username, "email": u.Email})
}
