//go:build !unix

package store

import "io/fs"

func inodeOf(fs.FileInfo) (uint64, bool) { return 0, false }
