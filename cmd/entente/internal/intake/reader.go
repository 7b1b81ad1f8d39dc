package intake

import (
	"sync"

	"entente/loaders/article"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// Names are the names that the program knows, read once.
var Names = sync.OnceValues(gazetteer.Builtin)

// Reader reads prose with them. The language model is loaded when it is first
// asked for, which takes a second or two.
var Reader = sync.OnceValues(func() (*article.Reader, error) {
	names, err := Names()
	if err != nil {
		return nil, err
	}
	return article.New(article.Options{Gazetteer: names, Vocabulary: schema.Builtin()})
})
