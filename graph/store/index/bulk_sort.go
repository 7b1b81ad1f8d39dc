package index

// Rows are sorted by counting, 11 bits at a time. Each order but the first
// comes out of the one before, for the sort is stable: quads that stand by
// subject, predicate, object and label, sorted by object, stand by object,
// subject, predicate and label.
const (
	digitBits = 11
	digits    = 1 << digitBits
)

// sortSteps lists, for each of [orders], what to sort by to get there from the
// one before in [sortSequence].
var (
	sortSequence = [len(orders)]int{0, 2, 1, 3}
	sortSteps    = [len(orders)][]int{
		0: {labelAt, objectAt, predicateAt, subjectAt}, // s: from any order
		2: {objectAt},                                  // o: from s
		1: {predicateAt},                               // p: from o
		3: {subjectAt, labelAt},                        // l: from p
	}
)

// fold makes rows ready for an order: see [same].
func fold(rows []row, order int) {
	switch order {
	case sortSequence[0]:
		for i := range rows {
			if r := &rows[i]; r[labelAt] == r[subjectAt] {
				r[labelAt] = same
			}
		}
	case orderOfLabels:
		for i := range rows {
			if r := &rows[i]; r[labelAt] == same {
				r[labelAt], r[subjectAt] = r[subjectAt], same
			}
		}
	}
}

// sortBy sorts rows by one of their numbers, keeping the order of those that
// have the same; it may swap rows with scratch, which must be as long.
func sortBy(rows, scratch []row, at int) (sorted, other []row) {
	var most uint32
	for i := range rows {
		most = max(most, rows[i][at])
	}
	for shift := 0; shift < 32 && most>>shift > 0; shift += digitBits {
		var counts [digits]int
		for i := range rows {
			counts[rows[i][at]>>shift&(digits-1)]++
		}
		sum := 0
		for d, n := range counts {
			counts[d] = sum
			sum += n
		}
		for i := range rows {
			d := rows[i][at] >> shift & (digits - 1)
			scratch[counts[d]] = rows[i]
			counts[d]++
		}
		rows, scratch = scratch, rows
	}
	return rows, scratch
}
