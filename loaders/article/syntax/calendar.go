package syntax

import "strings"

var (
	months   = set("january february march april may june july august september october november december")
	weekdays = set("monday tuesday wednesday thursday friday saturday sunday")
)

// DayOrMonth tells whether a word is the whole name of a month or of a day of
// the week, in whatever case. Package timex knows what date it gives.
func DayOrMonth(word string) bool {
	low := strings.ToLower(word)
	return months[low] || weekdays[low]
}
