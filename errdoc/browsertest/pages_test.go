package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/seed85f21a9e/errcode"
	"github.com/seed85f21a9e/errcode/errdoc"
)

func TestWithoutScripts(t *testing.T) {
	tab := newTab(t, serveSite(t), desktop)
	tab.Do(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	tab.Open("/?catalog=backend")
	tab.Do(
		chromedp.SendKeys(chromedp.CSS("#q"), "107"),
		chromedp.Click(chromedp.CSS(".submit")),
		chromedp.WaitVisible(chromedp.CSS(`#q[value="107"]`)),
	)
	assert.Equal(t, []string{"backend/107", "backend/107.1", "backend/107.2"}, tab.Shown())
	assert.False(t, eval[bool](tab, `document.querySelector(".hint").checkVisibility()`), "a key that does nothing is not shown")
	assert.Empty(t, eval[[]string](tab, `[...document.querySelectorAll("button.copy")].filter(b => b.checkVisibility()).map(b => b.id)`),
		"there is no button that does nothing")
}

func TestDeepLink(t *testing.T) {
	for _, tc := range []struct{ path, title, heading string }{
		{"/leancloud/211", "211 UserNotFound – LeanCloud", "211 UserNotFound"},
		{"/backend/107.1", "107.1 DuplicateKey – Backend Services", "107.1 DuplicateKey"},
		{"/zh/realtime/4303", "4303 ConversationNotFound – LeanCloud 即时通讯", "4303 ConversationNotFound"},
	} {
		t.Run(tc.path, func(t *testing.T) {
			tab := newTab(t, serveSite(t), desktop)
			tab.Open(tc.path)
			assert.Equal(t, tc.title, eval[string](tab, "document.title"))
			assert.Equal(t, tc.heading, eval[string](tab, `document.querySelector("h1").textContent.trim()`))
			assert.Equal(t, tc.path, tab.Path(), "the address stays")
		})
	}
}

func TestSwitchLanguage(t *testing.T) {
	tab := newTab(t, serveSite(t), desktop)
	tab.Open("/?kind=NotFound")
	tab.Do(chromedp.Click(chromedp.CSS(".languages a")))
	tab.Wait(`document.documentElement.lang === "zh-Hans"`)
	assert.Equal(t, "/zh/?kind=NotFound", tab.Path(), "the filter stays")
	assert.Contains(t, tab.Count(), "共")

	tab.Do(chromedp.Click(chromedp.CSS(`a[href$="/leancloud/211"]`)))
	tab.Wait(`location.pathname === "/zh/leancloud/211"`)
	assert.Equal(t, errcode.LeanCloudUserNotFound.Info().In(language.Chinese).Message, eval[string](tab, `document.querySelector(".lead").textContent`))

	tab.Do(chromedp.Click(chromedp.CSS(".languages a")))
	tab.Wait(`document.documentElement.lang === "en"`)
	assert.Equal(t, "/leancloud/211", tab.Path())
}

func TestCopy(t *testing.T) {
	const constant = "errcode.LeanCloudUserNotFound"
	for _, tc := range []struct {
		name, path, button string
		hide               bool // the clipboard API, which pages over plain HTTP lack
	}{
		{"with the clipboard API", "/leancloud/211", ".line button", false},
		{"without it", "/leancloud/211", ".line button", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			base := serveSite(t)
			tab := newTab(t, base, desktop)
			tab.Open(tc.path)
			allowClipboard(tab)
			eval[chromedp.Void](tab, `window.kept = navigator.clipboard; kept.writeText("something else")`)
			if tc.hide {
				eval[chromedp.Void](tab, `Object.defineProperty(navigator, "clipboard", {value: undefined})`)
			}

			tab.Do(chromedp.Click(chromedp.CSS(tc.button)))
			tab.Wait(`document.querySelector(".copy.done") !== null`)
			assert.Equal(t, constant, eval[string](tab, "kept.readText()"))
			assert.Equal(t, "Copied "+constant, eval[string](tab, `document.getElementById("announcer").textContent`))
			assert.Equal(t, "Copied", tab.Active(), "the button keeps the focus")
			assert.Equal(t, "Copy "+constant, eval[string](tab, "document.activeElement.ariaLabel"), "it says what it copies")
			tab.Wait(`document.querySelector(".copy.done") === null`)
		})
	}
}

// allowClipboard lets the page read and write the clipboard.
func allowClipboard(t *tab) {
	t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		t.Do(call(browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name},
			Setting:    browser.PermissionSettingGranted,
			Origin:     t.base,

			BrowserContextID: chromedp.FromContext(t.context).BrowserContextID,
		}))
	}
}

func TestKeyboard(t *testing.T) {
	tab := newTab(t, serveSite(t), desktop)
	tab.Open("/")
	press := func(keys string) {
		t.Helper()
		tab.Do(chromedp.KeyEvent(keys))
	}

	press(kb.Tab)
	assert.Equal(t, "Skip to content", tab.Active(), "the first stop")
	assert.True(t, eval[bool](tab, `document.activeElement.getBoundingClientRect().top >= 0`), "it shows when focused")
	press(kb.Enter)
	assert.Equal(t, "content", tab.Active())
	press(kb.Tab)
	assert.Equal(t, "q", tab.Active(), "the search field comes next")
	assert.Equal(t, "Search codes", eval[string](tab, "document.activeElement.ariaLabel"))

	press("user not found")
	first := tab.Shown()[0]
	press(kb.ArrowDown)
	assert.True(t, eval[bool](tab, fmt.Sprintf(`document.activeElement.pathname === %q`, "/"+first)), "the first result")
	press(kb.ArrowDown)
	assert.True(t, eval[bool](tab, fmt.Sprintf(`document.activeElement.pathname === %q`, "/"+tab.Shown()[1])), "the second result")
	assert.Equal(t, "solid", eval[string](tab, `getComputedStyle(document.activeElement).outlineStyle`), "one sees where the focus is")
	press(kb.ArrowUp)
	press(kb.ArrowUp)
	assert.Equal(t, "q", tab.Active(), "back to the search field")

	press(kb.Escape)
	assert.Len(t, tab.Shown(), len(listed(t, tab.base, "")), "Escape clears the search")
	press(kb.ArrowDown)
	tab.Do(chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	assert.Equal(t, "q", tab.Active(), "Ctrl+K")
	press(kb.ArrowDown)
	slash(tab)
	assert.Equal(t, "q", tab.Active(), "the slash")
	press("a/b")
	assert.Equal(t, "a/b", eval[string](tab, `document.getElementById("q").value`), "which can be typed all the same")

	press(kb.Escape)
	press("LeanCloudUserNotFound")
	press(kb.Enter)
	tab.Wait(`location.pathname === "/leancloud/211"`)
	slash(tab)
	assert.Equal(t, "q", tab.Active(), "the slash on the page of a code")
	press("4303" + kb.Enter)
	tab.Wait(`location.search === "?q=4303"`)
	assert.Equal(t, []string{"realtime/4303"}, tab.Shown())
}

// slash presses the slash, of which the browser sends no more if the page takes it.
// The package that drives the browser would type it all the same.
func slash(t *tab) {
	t.Helper()
	assert.True(t.T, eval[bool](t, `!document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true, cancelable: true}))`), "the page takes the slash")
}

func TestPhone(t *testing.T) {
	base := serveSite(t)
	for _, path := range []string{"/", "/zh/", "/leancloud/211", "/realtime/4325", "/backend/107.2", "/zh/backend/107.2"} {
		t.Run(path, func(t *testing.T) {
			tab := newTab(t, base, screen{width: 320, height: 640, phone: true})
			tab.Open(path)
			assert.Equal(t, 320, eval[int](tab, "document.scrollingElement.scrollWidth"), "nothing sticks out")
			small := eval[[]string](tab, `[...document.querySelectorAll("button, input:not([type=radio]), .tabs label, select, .languages a, .brand, .rows a")]
				.filter(e => e.checkVisibility() && Math.min(e.offsetWidth, e.offsetHeight) < 32).map(e => e.outerHTML)`)
			assert.Empty(t, small, "a finger can hit all controls")
		})
	}
}

// The first screen of a phone shows codes, not only what finds them.
func TestPhoneShowsRows(t *testing.T) {
	tab := newTab(t, serveSite(t), screen{width: 390, height: 844, phone: true})
	tab.Open("/")
	rows := eval[int](tab, `[...document.querySelectorAll(".rows li")].filter(row => row.getBoundingClientRect().bottom < innerHeight).length`)
	assert.GreaterOrEqual(t, rows, 6)
}

// No name breaks but at its humps, however narrow the screen is.
func TestNamesBreakAtHumps(t *testing.T) {
	base := serveSite(t)
	for _, width := range []int64{320, 768, 1440} {
		tab := newTab(t, base, screen{width: width, height: 900})
		for _, path := range []string{"/", "/realtime/4325", "/leancloud/207", "/realtime/4320"} {
			tab.Open(path)
			broken := eval[[]string](tab, `[...document.querySelectorAll(".name, .line code")].filter(e => e.checkVisibility()).flatMap(e => {
				const parts = [];
				const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
				for (let node = walker.nextNode(); node; node = walker.nextNode()) {
					const range = document.createRange();
					range.selectNodeContents(node);
					if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) {
						parts.push(node.data);
					}
				}
				return parts;
			})`)
			assert.Empty(t, broken, "%s at %d", path, width)
		}
	}
}

// The page for a missing address of an exported site suggests what was meant.
func TestExportedNotFound(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, errdoc.Set{}.Export(dir))
	notFound, err := os.ReadFile(filepath.Join(dir, "404.html"))
	require.NoError(t, err)
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(filepath.Join(dir, filepath.Clean("/"+r.URL.Path))); err != nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write(notFound)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	tab := newTab(t, server.URL, desktop)
	tab.Open("/leancloud/4303/")
	assert.Equal(t, "/realtime/4303/", eval[string](tab, `document.querySelector("#suggestions a").pathname`))
	tab.Do(chromedp.Click(chromedp.CSS("#suggestions a")))
	tab.Wait(`location.pathname === "/realtime/4303/"`)
}

func TestColorScheme(t *testing.T) {
	base := serveSite(t)
	brightness := func(s screen) int {
		tab := newTab(t, base, s)
		tab.Open("/")
		return eval[int](tab, `getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0)`)
	}
	assert.Greater(t, brightness(desktop), 700)
	assert.Less(t, brightness(desktop.inDark()), 100)
}

// axe-core does not see the colors of marked words.
func TestMarkedWordsAreLegible(t *testing.T) {
	base := serveSite(t)
	for _, s := range []screen{desktop, desktop.inDark()} {
		tab := newTab(t, base, s)
		tab.Open("/?q=user+not+found")
		contrasts := eval[[]float64](tab, `[...document.querySelectorAll("#results li:first-child :is(.number, .name, .says)")].map((element) => {
			const { color, backgroundColor } = getComputedStyle(element, "::highlight(match)");
			const [text, mark] = [color, backgroundColor].map((c) => {
				const [r, g, b] = c.match(/\d+/g).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
				return 0.2126 * r + 0.7152 * g + 0.0722 * b;
			});
			return (Math.max(text, mark) + 0.05) / (Math.min(text, mark) + 0.05);
		})`)
		require.Len(t, contrasts, 3)
		for _, contrast := range contrasts {
			assert.GreaterOrEqual(t, contrast, 4.5, "dark: %t", s.dark)
		}
	}
}

// On paper a page is dark on white, whatever the screen is.
func TestPrint(t *testing.T) {
	tab := newTab(t, serveSite(t), desktop.inDark())
	tab.Open("/leancloud/211")
	tab.Do(call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	}))
	light := eval[[]string](tab, `["body", ".http", ".status", ".remedy"].map(name => getComputedStyle(document.querySelector(name)).backgroundColor)`)
	for _, color := range light {
		assert.Regexp(t, `^rgb\(2[0-9]{2}, 2[0-9]{2}, 2[0-9]{2}\)$`, color)
	}
	assert.False(t, eval[bool](tab, `document.querySelector(".site").checkVisibility()`))
	assert.True(t, eval[bool](tab, `document.querySelector(".remedy").checkVisibility()`))
}

func TestExportedSiteInBrowser(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, errdoc.Set{}.Export(dir))
	mux := http.NewServeMux()
	mux.Handle("/docs/errors/", http.StripPrefix("/docs/errors", http.FileServer(http.Dir(dir))))
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent) // what the browser asks for on its own where a page is JSON
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	base := serveSite(t)
	tab := newTab(t, server.URL, desktop)

	tab.Open("/docs/errors/backend/107.1") // as the type of a problem document has it
	assert.Equal(t, "107.1 DuplicateKey", eval[string](tab, `document.querySelector("h1").textContent.trim()`))
	tab.Do(chromedp.SendKeys(chromedp.CSS("[data-search]"), "user not found"+kb.Enter))
	tab.Wait(`location.pathname === "/docs/errors/"`)
	assert.Equal(t, listed(t, base, "q=user+not+found"), tab.Shown())

	tab.Choose("catalog", "leancloud")
	assert.Equal(t, listed(t, base, "q=user+not+found&catalog=leancloud"), tab.Shown())
	tab.Do(chromedp.Click(chromedp.CSS(".languages a")))
	tab.Wait(`document.documentElement.lang === "zh-Hans"`)
	assert.Equal(t, listed(t, base, "q=user+not+found&catalog=leancloud"), tab.Shown())

	tab.Do(chromedp.Click(chromedp.CSS(`a[href$="/leancloud/211/"]`)))
	tab.Wait(`location.pathname === "/docs/errors/zh/leancloud/211/"`)
	tab.Do(chromedp.Click(chromedp.CSS(`a[rel=next]`)))
	tab.Wait(`location.pathname === "/docs/errors/zh/leancloud/211.1/"`)
	tab.Do(chromedp.Click(chromedp.CSS(`footer a`)))
	tab.Wait(`location.pathname === "/docs/errors/leancloud/211.1/index.json"`)
	assert.Contains(t, eval[string](tab, "document.body.textContent"), `"leancloud/211.1"`)
}

// The other tests rest on the tab's seeing faults.
func TestTabSeesFaults(t *testing.T) {
	const page = `<!doctype html><title>x</title><style>p{color:red}</style>
		<script>document.title = "inline"</script><img src="https://example.invalid/x.png" alt="">`
	for _, tc := range []struct {
		name, policy, body, want string
	}{
		{"policy", "default-src 'none'", page, "security: "},
		{"outside resource", "", page, "outside resource: https://example.invalid/x.png"},
		{"exception", "", "<script>throw new Error()</script>", "exception: "},
		{"console.error", "", "<script>console.error(1)</script>", "console.error"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				if tc.policy != "" {
					w.Header().Set("Content-Security-Policy", tc.policy)
				}
				fmt.Fprint(w, tc.body)
			}))
			t.Cleanup(server.Close)
			tab := newWatchedTab(t, server.URL, desktop)
			tab.Open("/")
			assert.Contains(t, strings.Join(tab.Faults(), "\n"), tc.want)
		})
	}
}

func TestAccessibility(t *testing.T) {
	axe, err := os.ReadFile(axeFile)
	if err != nil {
		missing(t, axeFile+" (run npm ci in testdata)")
	}
	base := serveSite(t)
	pages := []struct{ name, path string }{
		{"list", "/"},
		{"Chinese list", "/zh/?catalog=realtime"},
		{"search", "/?q=user+not+found"},
		{"filters", "/?kind=NotFound"},
		{"nothing found", "/?q=zzzzqqq"},
		{"code", "/leancloud/211"},
		{"code with everything", "/backend/107.2"},
		{"retryable code in Chinese", "/zh/realtime/1006"},
		{"missing, with suggestions", "/leancloud/4303"},
	}
	for name, s := range map[string]screen{
		"desktop, light": desktop, "desktop, dark": desktop.inDark(), "tablet, light": {width: 768, height: 1024},
		"phone, light": phone, "phone, dark": phone.inDark(),
	} {
		t.Run(name, func(t *testing.T) {
			tab := newWatchedTab(t, base, s)
			for _, p := range pages {
				tab.Open(p.path)
				assert.Empty(t, violations(tab, string(axe)), p.name)
			}
		})
	}

	t.Run("violations are seen", func(t *testing.T) {
		tab := newWatchedTab(t, base, desktop)
		tab.Open("/leancloud/211")
		eval[chromedp.Void](tab, `document.querySelector(".lead").style.color = "#eee"; document.documentElement.lang = ""`)
		assert.Len(t, violations(tab, string(axe)), 2)
	})
}

// violations lets axe-core check a page. It comes through the devtools protocol,
// which the page's policy does not concern.
func violations(t *tab, axe string) []string {
	t.Helper()
	eval[chromedp.Void](t, axe+"; 0")
	return eval[[]string](t, `axe.run({resultTypes: ["violations"]}).then(results => results.violations.map(v =>
		v.id + ": " + v.help + "\n" + v.nodes.map(n => "  " + n.html + "\n" + n.failureSummary).join("\n")))`)
}
