package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"entente/cmd/entente/internal/web/route"
)

// metrics are the server's counters, in a registry of their own: Cayley's
// packages count into the global one.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	sent     prometheus.Counter
	running  prometheus.Gauge
	heavy    prometheus.Gauge
	refused  prometheus.Counter
	again    prometheus.Counter
	panics   prometheus.Counter
}

func newMetrics(version string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "entente_http_requests_total", Help: "Requests answered, by route and status."}, []string{"method", "route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "entente_http_request_seconds", Help: "Time to answer, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"route"}),
		sent:    prometheus.NewCounter(prometheus.CounterOpts{Name: "entente_http_sent_bytes_total", Help: "Bytes of answers, packed as they were sent."}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{Name: "entente_http_requests_running", Help: "Requests being answered."}),
		heavy:   prometheus.NewGauge(prometheus.GaugeOpts{Name: "entente_heavy_running", Help: "Queries, layouts, exports and loads being run."}),
		refused: prometheus.NewCounter(prometheus.CounterOpts{Name: "entente_heavy_refused_total", Help: "Heavy requests turned away because too many ran."}),
		again:   prometheus.NewCounter(prometheus.CounterOpts{Name: "entente_answers_kept_total", Help: "Requests answered with what was worked out for another."}),
		panics:  prometheus.NewCounter(prometheus.CounterOpts{Name: "entente_panics_total", Help: "Requests that ended in a panic."}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "entente_build_info", Help: "1; the label says which program this is.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.duration, m.sent, m.running, m.heavy, m.refused, m.again, m.panics, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// done counts a request. Methods come from outside: others than those that
// routes take are counted as one.
func (m *metrics) done(method, pattern string, status int, took time.Duration, bytes int64) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(method, pattern, strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(pattern).Observe(took.Seconds())
	m.sent.Add(float64(bytes))
}

// upkeep are the routes of the server itself.
func (s *Server) upkeep() []route.Route {
	promised := promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{DisableCompression: true})
	return []route.Route{
		{Method: "GET", Pattern: "/healthz", Kind: route.Data,
			Doc: &route.Doc{ID: "health", Tag: "upkeep", Summary: "Whether the server answers", Answers: []route.Body{{MIME: "text/plain"}}},
			Handle: func(w http.ResponseWriter, _ *http.Request) error {
				w.Header().Set("Content-Type", "text/plain; charset=utf-8")
				w.Header().Set("Cache-Control", "no-store")
				_, err := w.Write([]byte("ok\n"))
				return err
			}},
		{Method: "GET", Pattern: "/metrics", Kind: route.Data,
			Doc: &route.Doc{ID: "metrics", Tag: "upkeep", Summary: "Counters for Prometheus", Answers: []route.Body{{MIME: "text/plain"}}},
			Handle: func(w http.ResponseWriter, r *http.Request) error {
				w.Header().Set("Cache-Control", "no-store")
				promised.ServeHTTP(w, r)
				return nil
			}},
	}
}
