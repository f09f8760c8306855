// Command frameworks runs the same small service with the web framework of your
// choice. In this directory,
//
//	go run . gin
//	curl -i http://127.0.0.1:8080/users/bob
//
// The user ada exists. The users x, busy, lost and panic fail, each in a
// different way. From the package for your stack, copy what is between the
// comments "recipe" and "recipe: end"; docs/recipes.md explains it.
package main

import (
	"fmt"
	"log"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v3"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withchi"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withecho4"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withecho5"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withfiber"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withgateway"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withgin"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withhuma"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withnethttp"
	"github.com/seed85f21a9e/errcode/examples/frameworks/withoapi"
)

const address = "127.0.0.1:8080"

// services returns what starts each of the services.
func services() map[string]func(*errcode.Responder) error {
	return map[string]func(*errcode.Responder) error{
		"nethttp": serve(withnethttp.New),
		"chi":     serve(withchi.New),
		"gin":     serve(withgin.New),
		"echo4":   serve(withecho4.New),
		"echo5":   serve(withecho5.New),
		"huma":    serve(withhuma.New),
		"oapi":    serve(withoapi.New),
		"gateway": serve(withgateway.New),
		"fiber": func(rp *errcode.Responder) error {
			return withfiber.New(rp).Listen(address, fiber.ListenConfig{DisableStartupMessage: true})
		},
	}
}

func serve(handler func(*errcode.Responder) http.Handler) func(*errcode.Responder) error {
	return func(rp *errcode.Responder) error { return http.ListenAndServe(address, handler(rp)) }
}

func main() {
	run, err := choose(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	log.Printf("serving http://%s/users/bob", address)
	log.Fatal(run(&errcode.Responder{Catalog: errcode.LeanCloud, Logger: slog.Default()}))
}

// choose returns what starts the service that the arguments name.
func choose(args []string) (func(*errcode.Responder) error, error) {
	services := services()
	if len(args) == 1 && services[args[0]] != nil {
		return services[args[0]], nil
	}
	return nil, fmt.Errorf("usage: go run . %s", strings.Join(slices.Sorted(maps.Keys(services)), "|"))
}
