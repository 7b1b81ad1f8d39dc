// Package testdata carries the sample articles, so that the demo runs from
// the binary alone. All of it was written for this project.
package testdata

import "embed"

// Articles holds the three sample articles, Markdown with front matter, in
// the folder "articles".
//
//go:embed articles/*.md
var Articles embed.FS
