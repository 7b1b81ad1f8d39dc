// Package syntax turns text into sentences, tokens, tags, dependency trees
// and names. Its tag sets and relations are those of Universal Dependencies
// (version 2).
//
// Begin with Load, then range over Model.Sentences; Model.Parse takes tokens
// made elsewhere. The work is done in rooms: split.go finds sentences, token.go
// and word.go their tokens, internal/net tags and parses them, lemma.go finds
// lemmas by the tags, name.go settles the names of a text among each other,
// nameparts.go where they end by the tree and missed.go adds what others tell;
// reread.go shows the net once more a sentence whose verb it took for a noun.
// What the net is, what it was trained on and how well it reads is in CARD.md;
// the command in train builds and scores it.
package syntax

// Token is a syntactic word. Tokens of one sentence stand in order and do not
// overlap; text[Start:End] is the word as written.
type Token struct {
	Start, End int    // byte offsets into the document's text
	Text       string // text[Start:End]
	Lemma      string // lower case except for proper nouns
	UPOS       string // NOUN, PROPN, VERB, …
	XPOS       string // Penn tag: NNP, VBD, …
	Head       int    // index in the sentence of its head; -1 for the root
	Rel        string // relation to the head: nsubj, obj, obl, nmod:poss, …
	// By how much the parser scored its tags, its relation and its head above
	// the next best, in natural logarithms of their odds.
	TagLead, RelLead, HeadLead float32
}

// Span is a name found in a sentence, by token indexes: Tokens[First:Last+1].
type Span struct {
	First, Last int
	Type        string // Person, Organization, Place, Event, …
}

// Sentence is one sentence: text[Start:End], without surrounding space.
type Sentence struct {
	Start, End int
	Tokens     []Token
	Names      []Span
}
