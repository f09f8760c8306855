package main

import (
	"log/slog"

	"github.com/seed85f21a9e/errcode"
)

// newBackendAPI registers the routes. Every route accepts the SDK's name in a
// header, and _el, a time that the SDK adds to keep answers out of caches.
func newBackendAPI(s *store, cfg config, logger *slog.Logger) backendAPI {
	a := backendAPI{newAPI(s, cfg, logger, errcode.Backend)}
	a.authorize, a.class, a.common = a.checkApp, a.checkType, []string{"X-Everlive-Sdk", "_el"}
	const filter, fields = "X-Everlive-Filter", "X-Everlive-Fields"
	a.write("POST /v1/{app}/Users", noFilter(a.register), filter)
	a.write("POST /v1/{app}/oauth/token", a.logIn)
	a.write("GET /v1/{app}/oauth/logout", a.logOut)
	a.read("GET /v1/{app}/Users/me", noFilter(a.currentUser), filter)
	a.write("POST /v1/{app}/Users/changepassword", a.changePassword, "keepTokens")
	a.write("POST /v1/{app}/{type}", noFilter(a.create), filter)
	a.read("GET /v1/{app}/{type}", a.find, filter, fields, "X-Everlive-Sort", "X-Everlive-Skip", "X-Everlive-Take")
	a.read("GET /v1/{app}/{type}/_count", a.count, filter)
	a.read("GET /v1/{app}/{type}/{id}", noFilter(a.get), filter, fields)
	a.write("PUT /v1/{app}/{type}/{id}", noFilter(a.update), filter)
	a.write("DELETE /v1/{app}/{type}/{id}", noFilter(a.remove), filter)

	a.lacks("changing several items with one request", "PUT /v1/{app}/{type}")
	a.lacks("deleting several items with one request", "DELETE /v1/{app}/{type}")
	a.lacks("aggregation", "GET /v1/{app}/{type}/_aggregate", "POST /v1/{app}/{type}/_aggregate")
	a.lacks("mail", "POST /v1/{app}/Users/resetpassword", "POST /v1/{app}/Users/setpassword", "POST /v1/{app}/Users/resendverification")
	a.lacks("push notifications", "POST /v1/{app}/Push/Devices", "POST /v1/{app}/Push/Notifications")
	return a
}
