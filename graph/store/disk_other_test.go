//go:build !linux

package store_test

import "errors"

func mountSmall(string) error { return errors.New("only tried on Linux") }

func unmount(string) {}

func deletedOpen(string) []string { return nil }
