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

// Updater is a sink that keeps what came before, so that a source may be an
// update of its series: it says what changed, not all that holds.
type Updater interface {
	Sink
	// Touch says that the source that was begun is an update, and that what it
	// says of a record of the series is all that holds of it now: nothing, for
	// a record that is gone. What is said of other records stays.
	Touch(ctx context.Context, record string) error
	// Known gives the actor that has a code, "ftm:NK-123", in what came before.
	Known(ctx context.Context, code string) (Actor, bool, error)
}

// Rejection is a row of the input that could not be used, and why.
type Rejection struct {
	File   string // as the user named it; "-" for standard input
	Line   int    // from 1; 0 if the format has no lines
	Reason string // for people: what was expected and what to do
	Whole  bool   // it is the file, or all that is left of it, not a row
}
