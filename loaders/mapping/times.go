package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// timeAt is a time whose columns were found.
type timeAt struct {
	spec     *Time
	day      int
	year     int
	from, to []int
	by       []int
}

func (c *cells) compileTime(t *Time) (*timeAt, error) {
	if t == nil {
		return nil, nil
	}
	out := &timeAt{spec: t, day: -1, year: -1}
	one := func(name string, to *int) error {
		if name == "" {
			return nil
		}
		if *to = c.at(name); *to < 0 {
			return c.missing(name)
		}
		return nil
	}
	if err := one(t.Day, &out.day); err != nil {
		return nil, err
	}
	if err := one(t.Year, &out.year); err != nil {
		return nil, err
	}
	for _, list := range []struct {
		names []string
		to    *[]int
	}{{t.From, &out.from}, {t.To, &out.to}, {t.By, &out.by}} {
		for _, n := range list.names {
			i := -1
			if err := one(n, &i); err != nil {
				return nil, err
			}
			*list.to = append(*list.to, i)
		}
	}
	return out, nil
}

// read gives the time of a row; the zero time if the row says none.
func (t *timeAt) read(c *cells) (graph.Time, error) {
	switch {
	case t == nil:
		return graph.Time{}, nil
	case t.day >= 0:
		return date(c.get(t.day))
	case t.year >= 0:
		return date(c.get(t.year))
	}
	from, err := parts(c, t.from)
	if err != nil {
		return graph.Time{}, err
	}
	if len(t.to) == 0 {
		if t.spec.Open {
			return graph.Since(from), nil
		}
		return from, nil
	}
	still := slices.Contains(t.spec.Still, c.get(t.to[0]))
	to, err := parts(c, t.to)
	switch {
	case err != nil:
		return graph.Time{}, err
	case still:
		return graph.Since(from), nil
	case from.IsZero() && to.IsZero():
		return graph.Time{}, nil
	case from.IsZero():
		return graph.Until(to), nil
	case from.EDTF == to.EDTF:
		return from, nil
	}
	return graph.Interval(from, to)
}

// parts reads one column, or year, month and day from their own.
func parts(c *cells, at []int) (graph.Time, error) {
	if len(at) == 1 {
		return date(c.get(at[0]))
	}
	s := c.get(at[0])
	for _, i := range at[1:] {
		v := c.get(i)
		if n, err := strconv.Atoi(v); err != nil || n < 1 {
			break
		}
		if len(v) == 1 {
			v = "0" + v
		}
		s += "-" + v
	}
	if s == "" {
		return graph.Time{}, nil
	}
	return graph.ParseTime(s)
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// date reads a date as tables write it: 2016, 201612, 20161231, 2016-12-31,
// 12/31/2016, 31 December 2016, a time of day after it left aside.
func date(s string) (graph.Time, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return graph.Time{}, nil
	}
	bad := func() (graph.Time, error) {
		return graph.Time{}, fmt.Errorf("%q is no date: expected 2016, 201612, 2016-12-31, 12/31/2016, 31.12.2016 or 31 December 2016", s)
	}
	d := s
	if len(d) > 10 && (d[10] == ' ' || d[10] == 'T') {
		d = d[:10]
	}
	switch {
	case digits(d) && len(d) == 6:
		d = d[:4] + "-" + d[4:]
	case digits(d) && len(d) == 8:
		d = d[:4] + "-" + d[4:6] + "-" + d[6:]
	case strings.Count(d, "/") == 2:
		f := strings.Split(d, "/")
		if len(f[2]) != 4 || !digits(f[0]+f[1]+f[2]) || len(f[0])*len(f[1]) == 0 {
			return bad()
		}
		d = f[2] + "-" + two(f[0]) + "-" + two(f[1])
	case strings.Count(d, ".") == 2:
		f := strings.Split(d, ".")
		if len(f[2]) != 4 || !digits(f[0]+f[1]+f[2]) || len(f[0])*len(f[1]) == 0 {
			return bad()
		}
		d = f[2] + "-" + two(f[1]) + "-" + two(f[0])
	case strings.Count(d, " ") == 2:
		f := strings.Fields(d)
		if len(f) != 3 || len(f[1]) < 3 || !digits(f[0]+f[2]) {
			return bad()
		}
		month := slices.Index(months, strings.ToLower(f[1][:3]))
		if month < 0 {
			return bad()
		}
		d = f[2] + "-" + two(strconv.Itoa(month+1)) + "-" + two(f[0])
	}
	t, err := graph.ParseTime(d)
	if err != nil || strings.Contains(d, "/") {
		return bad()
	}
	return t, nil
}

func two(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
