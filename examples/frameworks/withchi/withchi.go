// Package withchi is a service with chi v5.
package withchi

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
)

// New returns the service.
func New(rp *errcode.Responder) http.Handler {
	router := chi.NewRouter()
	// recipe: glue
	router.Method("GET", "/users/{name}", rp.Handler(getUser))
	router.NotFound(rp.NotFound)
	router.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} {
			if router.Match(chi.NewRouteContext(), method, r.URL.Path) {
				w.Header().Add("Allow", method)
			}
		}
		rp.MethodNotAllowed(w, r)
	})
	// recipe: end
	router.Method("HEAD", "/users/{name}", rp.Handler(getUser))
	router.Method("GET", "/download/{how}", rp.Handler(download))
	return rp.Recover(router)
}

func getUser(w http.ResponseWriter, r *http.Request) error {
	user, err := app.Find(chi.URLParam(r, "name"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(user)
}

func download(w http.ResponseWriter, r *http.Request) error {
	return app.Download(w, chi.URLParam(r, "how"))
}
