package keep

import "hash/maphash"

// filter tells of most keys that are not on the disk that they are not. It
// grows in layers, each for so many keys.
type filter struct {
	seed   maphash.Seed
	layers [][]uint64
	keys   int // in the last layer
}

const (
	layerKeys = 1 << 15
	layerBits = layerKeys * 16 // of a hundred thousand keys that are not there about 60 pass
	probes    = 7
)

// add notes a key.
func (f *filter) add(key string) {
	if len(f.layers) == 0 {
		f.seed = maphash.MakeSeed()
	}
	if len(f.layers) == 0 || f.keys == layerKeys {
		f.layers, f.keys = append(f.layers, make([]uint64, layerBits/64)), 0
	}
	f.keys++
	last := f.layers[len(f.layers)-1]
	at, step := f.hash(key)
	for range probes {
		last[at%layerBits/64] |= 1 << (at % 64)
		at += step
	}
}

// has says whether a key may have been added.
func (f *filter) has(key string) bool {
	if len(f.layers) == 0 {
		return false
	}
	first, step := f.hash(key)
layers:
	for _, layer := range f.layers {
		at := first
		for range probes {
			if layer[at%layerBits/64]&(1<<(at%64)) == 0 {
				continue layers
			}
			at += step
		}
		return true
	}
	return false
}

func (f *filter) hash(key string) (first, step uint32) {
	h := maphash.String(f.seed, key)
	return uint32(h), uint32(h>>32) | 1
}
