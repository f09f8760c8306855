package main

import (
	"log/slog"

	"github.com/seed85f21a9e/errcode"
)

func newLeanCloudAPI(s *store, cfg config, logger *slog.Logger) leanCloudAPI {
	a := leanCloudAPI{newAPI(s, cfg, logger, errcode.LeanCloud)}
	a.authorize, a.class, a.common = a.checkApp, a.checkClass, []string{"session_token"}
	a.write("POST /1.1/users", a.signUp)
	a.write("POST /1.1/login", a.logIn)
	a.read("GET /1.1/users/me", a.currentUser)
	a.read("GET /1.1/users/{id}", a.get, "keys", "returnACL")
	a.write("PUT /1.1/users/{id}", a.update, "where", "new", "fetchWhenSave")
	a.write("DELETE /1.1/users/{id}", a.remove)
	a.write("PUT /1.1/users/{id}/updatePassword", a.changePassword)
	a.write("POST /1.1/classes/{class}", a.create, "new", "fetchWhenSave")
	a.read("GET /1.1/classes/{class}", a.find, "where", "order", "limit", "skip", "keys", "count", "returnACL")
	a.write("PUT /1.1/classes/{class}", a.missingID)
	a.write("DELETE /1.1/classes/{class}", a.missingID)
	a.read("GET /1.1/classes/{class}/{id}", a.get, "keys", "returnACL")
	a.write("PUT /1.1/classes/{class}/{id}", a.update, "where", "new", "fetchWhenSave")
	a.write("DELETE /1.1/classes/{class}/{id}", a.remove)
	a.read("POST /1.1/batch", a.batch) // the routes of its entries refuse writes
	a.write("POST /1.1/functions/{name}", a.call)
	a.write("POST /1.1/call/{name}", a.call)
	a.read("GET /1.1/date", a.date)

	a.lacks("files", "/1.1/files", "/1.1/files/", "/1.1/fileTokens", "/1.1/fileCallback")
	a.lacks("roles", "/1.1/roles", "/1.1/roles/")
	a.lacks("push notifications", "/1.1/push", "/1.1/installations", "/1.1/installations/")
	a.lacks("messaging", "/1.1/rtm/", "/1.1/rtm/sign")
	a.lacks("text messages", "/1.1/requestSmsCode", "/1.1/verifySmsCode/", "/1.1/usersByMobilePhone",
		"/1.1/requestMobilePhoneVerify", "/1.1/verifyMobilePhone/", "/1.1/requestLoginSmsCode",
		"/1.1/requestPasswordResetBySmsCode", "/1.1/resetPasswordBySmsCode/", "/1.1/requestChangePhoneNumber", "/1.1/changePhoneNumber")
	a.lacks("mail", "/1.1/requestEmailVerify", "/1.1/requestPasswordReset")
	a.lacks("CQL", "/1.1/cloudQuery")
	a.lacks("leaderboards", "/1.1/leaderboard/")
	a.lacks("live queries", "/1.1/LiveQuery/")
	a.lacks("full-text search", "/1.1/search/")
	return a
}
