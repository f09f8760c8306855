// Memory checks that a server that answers errors keeps a flat heap: its pools
// and memos are bounded, whatever clients send.
//
//	go run ./memory -duration 1m
//
// Clients on the same machine ask for errors without a pause, with hostile
// Accept-Language headers, none like the other, and the answers have messages of
// up to 200 KB. The command fails if the heap has grown.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("memory: ")
	duration := flag.Duration("duration", time.Minute, "how long to keep up the load")
	flag.Parse()
	if flag.NArg() > 0 || *duration <= 0 {
		flag.Usage()
		os.Exit(2)
	}
	r, err := run(newHandler(), *duration)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r)
	if r.growth() > maxGrowth {
		log.Fatalf("the heap has grown by %d KB; at most %d KB are allowed", r.growth()>>10, maxGrowth>>10)
	}
}

const (
	clients    = 8
	samples    = 24
	maxMessage = 200 << 10
	maxHeader  = 32 << 10

	// maxGrowth allows for what happens to be on its way when the heap is
	// measured: an answer or two of the longest for some of the clients.
	maxGrowth = 2 << 20
)

// A result is the heap in use after a garbage collection, measured at regular
// intervals while the server was busy.
type result struct {
	answers int64
	heap    []int64
}

// growth compares the halves of what was measured after the first quarter, in
// which pools and memos fill up.
func (r *result) growth() int64 {
	rest := r.heap[len(r.heap)/4:]
	return median(rest[len(rest)/2:]) - median(rest[:len(rest)/2])
}

func median(values []int64) int64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

func (r *result) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d answers; heap in use, in KB:", r.answers)
	for _, h := range r.heap {
		fmt.Fprintf(&b, " %d", h>>10)
	}
	fmt.Fprintf(&b, "; growth %d KB", r.growth()>>10)
	return b.String()
}

// run serves h on the loopback interface and puts it under load.
func run(h http.Handler, duration time.Duration) (*result, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: h, ErrorLog: log.New(io.Discard, "", 0)}
	var (
		r       result
		answers atomic.Int64
		stop    = make(chan struct{})
		failed  = make(chan error, clients+1)
		running sync.WaitGroup
	)
	go func() { failed <- server.Serve(listener) }()
	for i := range clients {
		running.Go(func() {
			c := newClient("http://"+listener.Addr().String(), uint64(i))
			defer c.http.CloseIdleConnections()
			for {
				select {
				case <-stop:
					return
				default:
				}
				if err := c.ask(); err != nil {
					failed <- err
					return
				}
				answers.Add(1)
			}
		})
	}
	tick := time.NewTicker(duration / samples)
	defer tick.Stop()
	for len(r.heap) < samples && err == nil {
		select {
		case <-tick.C:
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			r.heap = append(r.heap, int64(m.HeapAlloc))
		case err = <-failed:
		}
	}
	close(stop)
	running.Wait()
	r.answers = answers.Load()
	return &r, errors.Join(err, server.Close())
}

// A client asks for errors.
type client struct {
	http   *http.Client
	url    string
	random *rand.Rand
}

func newClient(url string, seed uint64) *client {
	return &client{&http.Client{Transport: new(http.Transport)}, url, rand.New(rand.NewPCG(seed, 1))}
}

func (c *client) ask() error {
	req, err := http.NewRequest(http.MethodGet, c.url, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept-Language", c.hostileHeader())
	if c.random.IntN(4) == 0 {
		req.Header.Set("Accept", "application/problem+json")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		return err
	}
	if resp.StatusCode < 400 {
		return fmt.Errorf("an error was answered with status %d", resp.StatusCode)
	}
	return nil
}

// hostileHeader returns a header that is hard to parse and that no one has sent
// before.
func (c *client) hostileHeader() string {
	patterns := []string{"a-a-a-a-a-a-", "en-u-co-phonebk-", "zh-Hans-CN;q=0.9,", "*;q=0.1,", ",,,;;;===", "x-", "sl-rozaj-nedis,"}
	pattern := patterns[c.random.IntN(len(patterns))]
	size := c.random.IntN(200) + 1
	if c.random.IntN(10) == 0 {
		size = c.random.IntN(maxHeader)
	}
	return fmt.Sprintf("x-%x,%s", c.random.Uint64(), strings.Repeat(pattern, size/len(pattern)+1))
}

// newHandler answers each request with an error of one of several kinds.
func newHandler() http.Handler {
	rp := &errcode.Responder{
		Languages: []language.Tag{language.English, language.SimplifiedChinese},
		Logger:    slog.New(slog.DiscardHandler),
	}
	text := strings.Repeat(`Too "long" a message, <b>找不到</b>. `, maxMessage/40)
	cause := errors.New("connection refused")
	return rp.Handler(func(http.ResponseWriter, *http.Request) error {
		switch rand.IntN(5) {
		case 0:
			return errcode.LeanCloudUserNotFound
		case 1:
			return errcode.Wrap(errcode.BackendDatabaseError, cause)
		case 2:
			return errcode.LeanCloudCode(rand.Int32())
		case 3:
			return errcode.LeanCloud.DecodeBody(http.StatusBadGateway, []byte(text[:rand.IntN(1000)]))
		}
		return errcode.New(errcode.LeanCloudInvalidUsername, errcode.WithMessage(text[:rand.IntN(len(text))]))
	})
}
