package article

// dateline finds the day an article was written in its head, "" if it gives
// none.
func dateline(body string) string {
	return ""
}
