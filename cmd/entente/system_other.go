//go:build !unix

package main

import "io/fs"

// pipeClosed is for systems without broken pipes.
func pipeClosed(error) bool { return false }

// umask is for systems without one.
func umask() fs.FileMode { return 0o022 }
