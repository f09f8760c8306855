// Package withnethttp is a service on the standard library alone. The other
// frameworks of this module have to answer as it does.
package withnethttp

import (
	"encoding/json"
	"net/http"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
)

// New returns the service.
func New(rp *errcode.Responder) http.Handler {
	// recipe: glue
	mux := http.NewServeMux()
	mux.Handle("GET /users/{name}", rp.Handler(getUser))
	mux.Handle("GET /download/{how}", rp.Handler(download))
	return rp.Recover(rp.Mux(mux))
	// recipe: end
}

func getUser(w http.ResponseWriter, r *http.Request) error {
	user, err := app.Find(r.PathValue("name"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(user)
}

func download(w http.ResponseWriter, r *http.Request) error {
	return app.Download(w, r.PathValue("how"))
}
