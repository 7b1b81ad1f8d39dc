package route

import "time"

// Limits bound what one request, and all together, may cost.
type Limits struct {
	Time    time.Duration // of one query or layout; 0 for no limit
	Long    time.Duration // of one export or load; 0 for no limit
	Rows    int           // of one answer that is not streamed
	Nodes   int           // of a drawn graph
	Body    int64         // bytes of a request, of those that change nothing
	Upload  int64         // bytes of what is loaded
	Text    int           // bytes of a query's text: what compiling it may cost grows with its square
	Memory  int64         // bytes by which the process may grow while a query runs
	Kept    int64         // bytes of finished answers that are kept while the store does not change
	Queries int           // heavy requests that run at once; more wait a little, then get 503
}

// DefaultLimits are those of `entente serve` without flags.
func DefaultLimits() Limits {
	return Limits{
		Time: 30 * time.Second, Long: 15 * time.Minute, Rows: 10_000, Nodes: 2000,
		Body: 1 << 20, Upload: 256 << 20, Text: 32 << 10, Memory: 512 << 20, Kept: 32 << 20, Queries: 8,
	}
}
