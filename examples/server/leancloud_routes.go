package main

import (
	"log/slog"

	"github.com/seed85f21a9e/errcode"
)

func newLeanCloudAPI(s *store, cfg config, logger *slog.Logger) leanCloudAPI {
	a := leanCloudAPI{newAPI(s, cfg, logger, errcode.LeanCloud)}
	a.authorize = a.checkApp
	a.handle("POST /1.1/users", a.signUp)
	a.handle("POST /1.1/login", a.logIn)
	a.handle("GET /1.1/users/me", a.currentUser)
	a.handle("GET /1.1/users/{id}", a.get)
	a.handle("PUT /1.1/users/{id}", a.update)
	a.handle("DELETE /1.1/users/{id}", a.remove)
	a.handle("PUT /1.1/users/{id}/updatePassword", a.changePassword)
	a.handle("POST /1.1/classes/{class}", a.create)
	a.handle("GET /1.1/classes/{class}", a.find)
	a.handle("PUT /1.1/classes/{class}", a.missingID)
	a.handle("DELETE /1.1/classes/{class}", a.missingID)
	a.handle("GET /1.1/classes/{class}/{id}", a.get)
	a.handle("PUT /1.1/classes/{class}/{id}", a.update)
	a.handle("DELETE /1.1/classes/{class}/{id}", a.remove)
	a.handle("POST /1.1/batch", a.batch)
	a.handle("POST /1.1/functions/{name}", a.call)
	a.handle("POST /1.1/call/{name}", a.call)
	a.handle("GET /1.1/date", a.date)
	return a
}
