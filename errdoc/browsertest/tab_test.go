// Package browsertest drives a browser through the pages that package errdoc makes.
// It is a module of its own, so that what drives the browser stays out of the
// module that has errdoc.
package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed85f21a9e/errcode/errdoc"
)

// axeFile is the accessibility checker that npm ci installs.
var axeFile = filepath.Join("testdata", "node_modules", "axe-core", "axe.min.js")

// missing skips a test that lacks a program, or fails it where REQUIRE_BROWSER=1
// says that nothing may be skipped.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_BROWSER") == "1" {
		t.Fatalf("%s is missing, and REQUIRE_BROWSER=1 needs it", what)
	}
	fmt.Fprintf(os.Stderr, "NOT TESTED: %s, because %s is missing\n", t.Name(), what)
	t.Skipf("%s is missing", what)
}

// A chromium is one browser for all tests.
type chromium struct {
	context context.Context
	stop    func()
}

var (
	startOnce sync.Once
	shared    *chromium
	startErr  error
)

func TestMain(m *testing.M) {
	code := m.Run()
	if shared != nil {
		shared.stop()
	}
	os.Exit(code)
}

// theBrowser returns the browser and starts it the first time.
func theBrowser(t *testing.T) *chromium {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "the program chromium")
	}
	startOnce.Do(func() { shared, startErr = start(path) })
	require.NoError(t, startErr, "starting %s", path)
	return shared
}

func start(path string) (*chromium, error) {
	profile, err := os.MkdirTemp("", "errdoc-test-*")
	if err != nil {
		return nil, err
	}
	allocator, kill := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile),
		chromedp.Headless,
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("lang", "en"),
	)
	ctx, cancel := chromedp.NewContext(allocator)
	stop := func() {
		cancel()
		kill()
		os.RemoveAll(profile)
	}
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, err
	}
	return &chromium{ctx, stop}, nil
}

// A screen is what a page is shown on.
type screen struct {
	width, height int64
	phone         bool
	dark          bool
}

var (
	desktop = screen{width: 1280, height: 900}
	phone   = screen{width: 360, height: 780, phone: true}
)

func (s screen) inDark() screen {
	s.dark = true
	return s
}

// A tab is a page in a fresh profile. It remembers what no page may do: break the
// policy, log an error, or load something from elsewhere.
type tab struct {
	*testing.T
	context context.Context
	base    string // the site's address

	mu     sync.Mutex
	faults []string
}

// newTab opens a tab for the site at an address. When the test ends, the tab must
// have no faults.
func newTab(t *testing.T, base string, s screen) *tab {
	t.Helper()
	tb := newWatchedTab(t, base, s)
	t.Cleanup(func() { assert.Empty(t, tb.Faults(), "errors in the browser") })
	return tb
}

func newWatchedTab(t *testing.T, base string, s screen) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(theBrowser(t).context, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx), "opening a tab")
	ctx, cancelTime := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancelTime)
	tb := &tab{T: t, context: ctx, base: base}
	require.NoError(t, chromedp.Listen(ctx, tb.watch))
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	tb.Do(
		call(cdplog.Enable, cdp.Empty{}),
		call(network.Enable, network.EnableParams{}),
		call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: s.width, Height: s.height, DeviceScaleFactor: 1, Mobile: s.phone,
		}),
		call(emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: s.phone}),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		}),
	)
	return tb
}

// call is the action that sends a command and drops its result.
func call[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

func (t *tab) watch(event any) {
	fault := ""
	switch e := event.(type) {
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.EntryLevelError || e.Entry.Source == cdplog.EntrySourceSecurity {
			fault = fmt.Sprintf("%s: %s", e.Entry.Source, e.Entry.Text)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			fault = "console.error"
		}
	case *runtime.EventExceptionThrown:
		fault = "exception: " + e.ExceptionDetails.Text
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, t.base+"/") {
			fault = "outside resource: " + e.Request.URL
		}
	}
	if fault != "" {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.faults = append(t.faults, fault)
	}
}

// Faults returns what the page should not have done.
func (t *tab) Faults() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.faults
}

// Do acts in the browser.
func (t *tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	require.NoError(t.T, chromedp.Do(t.context, actions...))
}

// Open goes to an address of the site, and waits until it has left the page
// before and run the scripts of the next one.
func (t *tab) Open(path string) {
	t.Helper()
	eval[bool](t, "window.left = true")
	t.Do(chromedp.Navigate(t.base + path))
	t.Wait("!window.left")
}

// Wait waits until an expression is true on a page that has run its scripts. It
// may be the next page, so that evaluating it fails while that is loading.
func (t *tab) Wait(expression string) {
	t.Helper()
	met := func() bool {
		ok, err := chromedp.Run(t.context, chromedp.Evaluate[bool](
			`document.readyState === "complete" && (`+expression+")"))
		return err == nil && ok
	}
	require.Eventually(t.T, met, 20*time.Second, 20*time.Millisecond, "waiting for %s", expression)
}

// Path returns where the tab is, below the site's address.
func (t *tab) Path() string {
	t.Helper()
	return strings.TrimPrefix(eval[string](t, "location.href"), t.base)
}

// Active returns the element that has the focus, as its id or its text.
func (t *tab) Active() string {
	t.Helper()
	return eval[string](t, "document.activeElement.id || document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")
}

// Shown returns the codes that the list shows, in its order.
func (t *tab) Shown() []string {
	t.Helper()
	return eval[[]string](t, `[...document.querySelectorAll("#results li, #codes li")].filter(row => row.checkVisibility())
		.map(row => row.querySelector("a").pathname.split("/").filter(part => part !== "").slice(-2).join("/"))`)
}

// Count returns how many codes the list says it shows.
func (t *tab) Count() string {
	t.Helper()
	return eval[string](t, `document.getElementById("count").textContent`)
}

// Choose picks an option of a filter.
func (t *tab) Choose(name, value string) {
	t.Helper()
	eval[chromedp.Void](t, fmt.Sprintf(`{
		const choice = document.querySelector('select[name=%[1]s], input[name=%[1]s][value=%[2]q]');
		choice.value = %[2]q;
		choice.checked = true;
		choice.dispatchEvent(new Event("change", {bubbles: true}));
	}`, name, value))
}

// eval returns the value of an expression, of a promise what it is kept with.
func eval[V any](t *tab, expression string) V {
	t.Helper()
	v, err := chromedp.Run(t.context, chromedp.Evaluate[V](expression, chromedp.EvalAwaitPromise))
	require.NoError(t.T, err)
	return v
}

// serveSite serves the pages of the built-in catalogs for one test and returns
// their address.
func serveSite(t *testing.T) string {
	t.Helper()
	return serve(t, errdoc.Set{})
}

// serve serves the pages of a set for one test and returns their address.
func serve(t *testing.T, set errdoc.Set) string {
	t.Helper()
	server := httptest.NewServer(set.Handler())
	t.Cleanup(server.Close)
	return server.URL
}

// listed returns the codes that the server lists for a query.
func listed(t *testing.T, base, query string) []string {
	t.Helper()
	resp, err := http.Get(base + "/index.json?" + query)
	require.NoError(t, err)
	defer resp.Body.Close()
	var list struct{ Codes []struct{ ID string } }
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&list))
	ids := []string{}
	for _, c := range list.Codes {
		ids = append(ids, c.ID)
	}
	return ids
}
