// Package withecho5 is a service with Echo v5.
package withecho5

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v5"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
)

// New returns the service. It sets rp.Map.
func New(rp *errcode.Responder) http.Handler {
	rp.Map = Map
	e := echo.New()
	Configure(e, rp)
	e.Match([]string{"GET", "HEAD"}, "/users/:name", getUser)
	e.POST("/users", addUser)
	e.GET("/download/:how", download)
	return rp.Recover(e)
}

// Configure makes e answer errors with rp.
func Configure(e *echo.Echo, rp *errcode.Responder) {
	// recipe: glue
	e.HTTPErrorHandler = func(c *echo.Context, err error) {
		begun, _ := echo.UnwrapResponse(c.Response())
		switch w, r := c.Response(), c.Request(); {
		case begun != nil && begun.Committed && begun.Status >= 400: // a middleware has called it before
		case err == echo.ErrNotFound:
			rp.NotFound(w, r)
		case err == echo.ErrMethodNotAllowed:
			rp.MethodNotAllowed(w, r)
		default:
			rp.WriteError(w, r, err)
		}
	}
	// recipe: end
}

// recipe: own

// Map is for errcode.Responder.
func Map(_ *http.Request, err error) error {
	status := echo.StatusCode(err)
	if status == 0 {
		return nil
	}
	opts := []errcode.Option{errcode.WithHTTPStatus(status)}
	if e, ok := errors.AsType[*echo.HTTPError](err); ok && status < 500 {
		opts = append(opts, errcode.WithMessage(e.Message))
	}
	return fmt.Errorf("%w: %w", errcode.KindFromHTTPStatus(status).New(opts...), err)
}

// recipe: end

func getUser(c *echo.Context) error {
	user, err := app.Find(c.Param("name"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, user)
}

func addUser(c *echo.Context) error {
	var body struct {
		Name string `json:"name"`
	}
	if err := c.Bind(&body); err != nil {
		return err
	}
	if body.Name == "root" {
		return echo.NewHTTPError(http.StatusForbidden, "This name is reserved.")
	}
	return echo.NewHTTPError(http.StatusServiceUnavailable, app.Secret)
}

func download(c *echo.Context) error { return app.Download(c.Response(), c.Param("how")) }
