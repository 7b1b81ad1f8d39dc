// Package peak tells, for benchmarks that run commands, how much memory a
// finished process took at its most.
package peak
