//go:build unix

package main

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// TestTraffic sends a served process 200 mixed reads a second over loopback
// and says how long they took and what it cost. It holds nobody to a time
// unless it is asked to:
//
//	ENTENTE_TRAFFIC=10s go test ./cmd/entente -run Traffic -v
//
// ENTENTE_TRAFFIC_CLAIMS says of how many claims the made store is (20,000), and
// ENTENTE_TRAFFIC_DB in which folder to keep it in between runs.
func TestTraffic(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("ENTENTE_TRAFFIC"))
	if err != nil {
		t.Skip("skipped: ENTENTE_TRAFFIC says for how long, such as 10s")
	}
	claims := 20_000
	if n, err := strconv.Atoi(os.Getenv("ENTENTE_TRAFFIC_CLAIMS")); err == nil {
		claims = n
	}
	db := os.Getenv("ENTENTE_TRAFFIC_DB")
	if db == "" {
		db = filepath.Join(t.TempDir(), "made.db")
	}
	if _, err := os.Stat(db); err != nil {
		began := time.Now()
		makeTraffic(t, db, claims)
		t.Logf("made %d claims in %s", claims, time.Since(began).Round(time.Second))
	}
	s := serve(t, "--db", db)
	reads := mixedReads()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}, Timeout: time.Minute}
	ask := func(path string) (time.Duration, error) {
		start := time.Now()
		res, err := client.Get(s.url + path)
		if err != nil {
			return 0, err
		}
		defer res.Body.Close()
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			return 0, err
		}
		if res.StatusCode != 200 {
			return 0, fmt.Errorf("%s: status %d", path, res.StatusCode)
		}
		return time.Since(start), nil
	}
	at := func(all []time.Duration, part float64) time.Duration {
		slices.Sort(all)
		return all[min(len(all)-1, int(part*float64(len(all))))].Round(100 * time.Microsecond)
	}
	// kind is what stands before an address's question, without the actor.
	kind := func(path string) string {
		kind, _, _ := strings.Cut(path, "?")
		if before, _, ok := strings.Cut(kind, "actor/"); ok {
			kind = before + "actor/…"
		}
		return kind
	}
	tell := func(byKind map[string][]time.Duration) {
		for _, kind := range slices.Sorted(maps.Keys(byKind)) {
			t.Logf("  /%-30s %5d  p50 %-8s p99 %s", kind, len(byKind[kind]), at(byKind[kind], 0.5), at(byKind[kind], 0.99))
		}
	}
	// Finished answers are kept while the store stays as it is: what they cost
	// the first time is told by itself.
	first, asked := map[string][]time.Duration{}, map[string]bool{}
	fresh := processor(s.Process.Pid)
	for _, path := range reads {
		if asked[path] {
			continue
		}
		asked[path] = true
		d, err := ask(path)
		if err != nil {
			t.Fatal(err)
		}
		first[kind(path)] = append(first[kind(path)], d)
	}
	t.Logf("each of %d addresses asked once, one after the other; %.1f s of processor time", len(asked), (processor(s.Process.Pid) - fresh).Seconds())
	tell(first)
	before, cpu := memory(s.Process.Pid), processor(s.Process.Pid)
	const perSecond = 200
	var mu sync.Mutex
	var took []time.Duration
	byPath := map[string][]time.Duration{}
	var wg sync.WaitGroup
	r := rand.New(rand.NewPCG(1, 2))
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for range int(length.Seconds() * perSecond) {
		<-tick.C
		path := reads[r.IntN(len(reads))]
		wg.Go(func() {
			d, err := ask(path)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
				return
			}
			took = append(took, d)
			byPath[kind(path)] = append(byPath[kind(path)], d)
		})
	}
	wg.Wait()
	after := memory(s.Process.Pid)
	t.Logf("%d requests in %s over %d claims: p50 %s, p95 %s, p99 %s, longest %s; memory %d MB before, %d MB after, %d MB at most; %.1f s of processor time",
		len(took), length, claims, at(took, 0.5), at(took, 0.95), at(took, 0.99), at(took, 1), before.now, after.now, after.most, (processor(s.Process.Pid) - cpu).Seconds())
	tell(byPath)
	if at(took, 0.99) > 250*time.Millisecond {
		t.Errorf("the slowest in a hundred took %s, and 250 ms are allowed", at(took, 0.99))
	}
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
}

// mixedReads are what people and programs ask of a made store: pages, names as
// they are typed, profiles, evidence, paths, questions, pictures.
func mixedReads() []string {
	var all []string
	for k := range 40 {
		name := fmt.Sprintf("Actor %d", k*7+3)
		id, q := graph.ActorID(name), url.QueryEscape(name)
		other := url.QueryEscape(graph.ActorID(fmt.Sprintf("Actor %d", k*11+5)))
		all = append(all,
			"api/suggest?q="+url.QueryEscape(name[:len(name)-1]), "api/suggest?q="+q, "api/suggest?q=act",
			"api/actor/"+url.PathEscape(id)+"?limit=50", "actor/"+strings.TrimPrefix(id, graph.ActorPrefix),
			"api/why?subject="+url.QueryEscape(id)+"&object="+other, "api/path?from="+url.QueryEscape(id)+"&to="+other,
			"api/queries/trade-partners/run?arg="+q+"&limit=50", "api/queries/sanctions-by.csv?arg="+q+"&limit=50",
			"api/stats", "", "healthz", "api/queries", "api/claims?actor="+url.QueryEscape(id)+"&limit=20",
		)
	}
	return all
}

// makeTraffic makes a store of n claims between actors of which few have many
// and many have few.
func makeTraffic(t *testing.T, db string, n int) {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := rand.New(rand.NewPCG(1, 2))
	actors := max(1000, n/10)
	zipf := rand.NewZipf(r, 1.1, 50, uint64(actors-1))
	relations := schema.Builtin().Relations()
	actor := func() graph.Actor {
		label := fmt.Sprintf("Actor %d", zipf.Uint64())
		return graph.Actor{ID: graph.ActorID(label), Label: label, Type: "State"}
	}
	l := s.Loader(store.LoadOptions{})
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	const perSource = 1000
	for i := 0; i < n; i += perSource {
		day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(4300))
		source := graph.Source{ID: fmt.Sprintf("made-%d", i/perSource), Publisher: "Made Times", Published: day.Format(time.DateOnly), SHA256: strings.Repeat("0", 64)}
		must(l.Begin(t.Context(), source))
		for k := range perSource {
			subject, object := actor(), actor()
			if subject.ID == object.ID {
				continue
			}
			rel := relations[r.IntN(len(relations))]
			c := graph.Claim{Subject: subject, Object: object, Relation: rel.Name, Status: graph.Asserted, Source: source, Sentence: k + 1,
				Quote: fmt.Sprintf("In sentence %d %s %s %s.", k, subject.Label, rel.Label, object.Label), Time: graph.Day(day), Confidence: 0.9, Rule: "made"}
			c.End = len(c.Quote)
			c.ID = c.Hash()
			for _, a := range []graph.Actor{subject, object} {
				must(l.Describe(t.Context(), graph.Description{Actor: a}))
			}
			must(l.Claim(t.Context(), c))
		}
		must(l.End(t.Context()))
	}
}

// processor is the time that a process took of the processors, as Linux says
// it in hundredths of a second.
func processor(pid int) time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}
