package main

import (
	"log/slog"

	"github.com/seed85f21a9e/errcode"
)

func newBackendAPI(s *store, cfg config, logger *slog.Logger) backendAPI {
	a := backendAPI{newAPI(s, cfg, logger, errcode.Backend)}
	a.authorize = a.checkApp
	a.handle("POST /v1/{app}/Users", a.register)
	a.handle("POST /v1/{app}/oauth/token", a.logIn)
	a.handle("GET /v1/{app}/oauth/logout", a.logOut)
	a.handle("GET /v1/{app}/Users/me", a.currentUser)
	a.handle("POST /v1/{app}/Users/changepassword", a.changePassword)
	a.handle("POST /v1/{app}/{type}", a.create)
	a.handle("GET /v1/{app}/{type}", a.find)
	a.handle("GET /v1/{app}/{type}/_count", a.count)
	a.handle("GET /v1/{app}/{type}/{id}", a.get)
	a.handle("PUT /v1/{app}/{type}/{id}", a.update)
	a.handle("DELETE /v1/{app}/{type}/{id}", a.remove)
	return a
}
