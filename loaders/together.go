package loaders

import "iter"

// Together gives inputs that lie beside each other and beside nothing else:
// files that were sent, whose names say nothing of this machine's folders.
func Together(files []Input) iter.Seq2[Input, error] {
	beside := func(name string) (Input, bool) {
		for _, f := range files {
			if isNamed(f.Name, name) {
				return f, true
			}
		}
		return Input{}, false
	}
	return func(yield func(Input, error) bool) {
		for _, f := range files {
			f.beside = beside
			if !yield(f, nil) {
				return
			}
		}
	}
}
