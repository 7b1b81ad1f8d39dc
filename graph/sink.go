package graph

import "context"

// Sink takes what a loader reads. A loader calls Begin for a source, then
// Describe and Claim for what it found there, then End; nothing of a source
// is kept before its End. Reject reports a row that could not be used and may
// be called at any time.
//
// An error from any method ends the load.
type Sink interface {
	Begin(ctx context.Context, s Source) error
	Describe(ctx context.Context, d Description) error
	Claim(ctx context.Context, c Claim) error
	End(ctx context.Context) error
	Reject(r Rejection)
}

// Rejection is a row of the input that could not be used, and why.
type Rejection struct {
	File   string // as the user named it; "-" for standard input
	Line   int    // from 1; 0 if the format has no lines
	Reason string // for people: what was expected and what to do
}
