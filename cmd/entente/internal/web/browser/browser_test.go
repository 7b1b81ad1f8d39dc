package browser

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/web"
	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
)

// patience is how long a state is waited for. It is no measure of speed: a
// state that is there is seen at once.
const patience = 60 * time.Second

// chromium is the browser's program, or "".
var chromium = sync.OnceValue(func() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
})

// browser is the one Chromium of all tests, and its end.
var browser context.Context

func TestMain(m *testing.M) {
	code := func() int {
		if chromium() == "" {
			return m.Run()
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium()), chromedp.WindowSize(1100, 800))
		if os.Geteuid() == 0 {
			options = append(options, chromedp.NoSandbox)
		}
		allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
		defer end()
		var stop context.CancelFunc
		browser, stop = chromedp.NewContext(allocator)
		defer stop()
		return m.Run()
	}()
	os.Exit(code)
}

// demo is a server over the sample articles.
func demo(t *testing.T) string {
	t.Helper()
	return serve(t, sample(t), route.DefaultLimits())
}

// sample reads the sample articles into a store in memory.
func sample(t *testing.T) *store.Store {
	t.Helper()
	s := empty(t)
	if err := intake.LoadSamples(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return s
}

func empty(t *testing.T) *store.Store {
	t.Helper()
	switch {
	case testing.Short():
		t.Skip("-short: the console is not tried in a browser")
	case chromium() == "":
		t.Skip("no chromium on the PATH: the console is not tried in a browser")
	}
	s, err := store.Open(t.Context(), "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// serve starts a server and gives its address.
func serve(t *testing.T, s *store.Store, limits route.Limits) string {
	t.Helper()
	server, err := web.New(route.Deps{Store: s, Limits: limits, Version: "test"}, web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(server.Handler())
	t.Cleanup(h.Close)
	return h.URL
}

// tab is a page in the browser that fails its test for whatever the browser
// complains of.
type tab struct {
	*testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	faults   []string
	expected []string // complaints that a test is about
}

// started starts the browser.
var started = sync.OnceValue(func() error { return chromedp.Do(browser) })

// open opens a tab on a server.
func open(t *testing.T, base string) *tab {
	t.Helper()
	if err := started(); err != nil {
		t.Fatalf("starting %s: %v", chromium(), err)
	}
	ctx, end := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	p := &tab{T: t, ctx: ctx, base: base}
	t.Cleanup(func() {
		end()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, f := range p.faults {
			t.Errorf("the browser says: %s", f)
		}
	})
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *tab) listen(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = "exception: " + e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			fault += " " + x.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			fault = "console." + string(e.Type)
			for _, a := range e.Args {
				fault += " " + string(a.Value) + a.Description
			}
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			fault = fmt.Sprintf("%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	}
	if fault == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, part := range p.expected {
		if strings.Contains(fault, part) {
			return
		}
	}
	p.faults = append(p.faults, fault)
}

// expect names a complaint that is no fault in this test.
func (p *tab) expect(part string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.expected = append(p.expected, part)
}

// do runs steps, within a bound.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	ctx, end := context.WithTimeout(p.ctx, patience)
	defer end()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.Fatalf("%v%s", err, p.where())
	}
}

// where says what the page shows, for a test that failed.
func (p *tab) where() string {
	ctx, end := context.WithTimeout(p.ctx, 5*time.Second)
	defer end()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + (document.querySelector("main") || document.body).innerText.slice(0, 300)`))
	if err != nil {
		return ""
	}
	return "\non " + text
}

// visit goes to a page and waits until its scripts have run.
func (p *tab) visit(path string) {
	p.Helper()
	p.do(chromedp.Navigate(p.base + path))
	p.wait(`document.readyState === "complete"`)
}

// wait waits until an expression is true.
func (p *tab) wait(expression string) {
	p.Helper()
	ctx, end := context.WithTimeout(p.ctx, patience)
	defer end()
	for {
		// A page that is on its way answers with errors: it is asked again.
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if ok {
			return
		}
		if ctx.Err() != nil {
			p.Fatalf("waited in vain for %s (%v)%s", expression, err, p.where())
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}

// eval gives the value of an expression.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	ctx, end := context.WithTimeout(p.ctx, patience)
	defer end()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%s: %v%s", expression, err, p.where())
	}
	return v
}

// is fails the test where an expression is not true.
func (p *tab) is(what, expression string) {
	p.Helper()
	if !eval[bool](p, "Boolean("+expression+")") {
		p.Errorf("%s: not so (%s)%s", what, expression, p.where())
	}
}

// keys types keys at what has the focus.
func (p *tab) keys(keys string, options ...chromedp.KeyOption) {
	p.Helper()
	p.do(chromedp.KeyEvent(keys, options...))
}

// size sets the screen.
func (p *tab) size(width, height int64) {
	p.Helper()
	p.do(chromedp.EmulateViewport(width, height))
}

// media sets what the reader's system prefers: "prefers-color-scheme: dark".
func (p *tab) media(medium string, features ...string) {
	p.Helper()
	params := emulation.SetEmulatedMediaParams{Media: medium}
	for _, f := range features {
		name, value, _ := strings.Cut(f, ": ")
		params.Features = append(params.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, params); err != nil {
		p.Fatal(err)
	}
}

// click clicks the middle of the first thing that a selector finds.
func (p *tab) click(selector string) {
	p.Helper()
	p.wait(`document.querySelector(` + quote(selector) + `)`)
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

// quote writes a text as JavaScript does.
func quote(text string) string { return fmt.Sprintf("%q", text) }
