// Package withfiber is a service with Fiber v3.
package withfiber

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/adaptor"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/internal/app"
)

// New returns the service. It sets rp.Map, and rp.Logger must not be nil.
func New(rp *errcode.Responder) *fiber.App {
	rp.Map = Map
	service := fiber.New(fiber.Config{ErrorHandler: ErrorHandler(rp)})
	// recipe: setup
	service.Server().Logger = slog.NewLogLogger(rp.Logger.Handler(), slog.LevelError)
	service.Use(Recover, Routes(rp))
	// recipe: end
	service.Get("/users/:name", getUser)
	service.Post("/users", addUser)
	service.Get("/download/:how", download)
	service.Get("/prepared", prepared)
	return service
}

// recipe: glue

// ErrorHandler is for fiber.Config.
func ErrorHandler(rp *errcode.Responder) fiber.ErrorHandler {
	return func(c fiber.Ctx, err error) error {
		r := (&http.Request{Method: c.Method(), URL: &url.URL{Path: c.Path()}, Header: c.GetReqHeaders()}).WithContext(c.Context())
		answer := rp.Answer(r, err)
		answer.Header["Vary"] = append(answer.Header["Vary"], c.GetRespHeaders()["Vary"]...)
		for _, name := range []string{"Accept-Ranges", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Location", "Content-Range", "ETag", "Expires", "Last-Modified"} {
			c.Response().Header.Del(name)
		}
		for name, values := range answer.Header {
			c.Set(name, strings.Join(values, ", "))
		}
		return c.Status(answer.Status).Send(answer.Body)
	}
}

// recipe: end

// recipe: routes

// Routes answers what the app has no route for.
func Routes(rp *errcode.Responder) fiber.Handler {
	return func(c fiber.Ctx) error {
		switch err := c.Next(); err {
		case fiber.ErrNotFound:
			return adaptor.HTTPHandlerFunc(rp.NotFound)(c)
		case fiber.ErrMethodNotAllowed:
			return adaptor.HTTPHandlerFunc(rp.MethodNotAllowed)(c)
		default:
			return err
		}
	}
}

// recipe: end

// recipe: own

// Map is for errcode.Responder.
func Map(_ *http.Request, err error) error {
	e, ok := errors.AsType[*fiber.Error](err)
	if !ok {
		return nil
	}
	opts := []errcode.Option{errcode.WithHTTPStatus(e.Code)}
	if e.Code < 500 {
		opts = append(opts, errcode.WithMessage(e.Message))
	}
	return fmt.Errorf("%w: %w", errcode.KindFromHTTPStatus(e.Code).New(opts...), err)
}

// recipe: end

// recipe: panic

// Recover makes an error of a panic.
func Recover(c fiber.Ctx) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
		}
	}()
	return c.Next()
}

// recipe: end

func getUser(c fiber.Ctx) error {
	user, err := app.Find(c.Params("name"))
	if err != nil {
		return err
	}
	return c.JSON(user)
}

func addUser(c fiber.Ctx) error {
	var body struct {
		Name string `json:"name"`
	}
	if err := c.Bind().JSON(&body); err != nil {
		return err
	}
	if body.Name == "root" {
		return fiber.NewError(http.StatusForbidden, "This name is reserved.")
	}
	return fiber.NewError(http.StatusServiceUnavailable, app.Secret)
}

// prepared fails when it has prepared all of its answer.
func prepared(c fiber.Ctx) error {
	for _, name := range []string{"Accept-Ranges", "Content-Language", "Content-Location", "Content-Range", "Expires"} {
		c.Set(name, "of the users")
	}
	c.Set("ETag", `"1"`)
	c.Set("Content-Encoding", "gzip")
	c.Set("Content-Disposition", `attachment; filename="users.csv"`)
	c.Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
	c.Set("Access-Control-Allow-Origin", "https://example.com")
	c.Vary("Origin")
	if err := c.SendString(app.Half); err != nil {
		return err
	}
	return errcode.LeanCloudUserNotFound
}

// download sends half of a file. It is a reader that fails, for nothing else
// makes Fiber cut an answer.
func download(c fiber.Ctx) error {
	return c.SendStream(io.MultiReader(strings.NewReader(app.Half), rest(c.Params("how"))))
}

// rest returns a reader of the other half.
func rest(how string) io.Reader {
	switch how {
	case "error", "panic":
		return failing{strings.Clone(how)}
	}
	return strings.NewReader(app.Rest)
}

// failing is a reader that fails, by an error or a panic.
type failing struct{ how string }

func (f failing) Read([]byte) (int, error) {
	if f.how == "panic" {
		panic(app.Secret)
	}
	return 0, errors.New(app.Secret)
}
