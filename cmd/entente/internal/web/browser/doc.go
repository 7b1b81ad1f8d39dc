// Package browser holds the tests of the console in a real browser: headless
// Chromium, driven from Go. They go through every page as a reader does, with
// the mouse and with the keyboard alone, in light and dark, on a screen of 320
// pixels and on paper, and take whatever the browser complains of – an error
// in a script, a breach of the Content-Security-Policy, a missing file – for a
// fault.
//
// Without Chromium on the PATH they are skipped. axe-core, which looks for
// faults in accessibility, is no part of this project: ENTENTE_AXE names its
// axe.min.js (.ci/run fetches it), without it that test is skipped, too.
//
// The README's screenshots are made here: go test ./cmd/entente/internal/web/browser -run Screenshots -update.
package browser
