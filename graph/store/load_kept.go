package store

import (
	"entente/graph"
	"entente/graph/keep"
)

// keptActors makes an empty map of actors.
func keptActors(s *keep.Shelf) *keep.Map[graph.Actor] {
	return keep.NewPacked(s, packActor, unpackActor)
}

func packActor(p *keep.Packer, a graph.Actor) {
	p.Texts([]string{a.ID, a.Label, a.Type, a.Mention, a.Within, a.Was})
	p.Number(a.Start)
	p.Number(a.End)
}

func unpackActor(u *keep.Unpacker) graph.Actor {
	t := u.Texts()
	return graph.Actor{ID: t[0], Label: t[1], Type: t[2], Mention: t[3], Within: t[4], Was: t[5], Start: u.Number(), End: u.Number()}
}

// keptDescriptions makes an empty map of descriptions.
func keptDescriptions(s *keep.Shelf) *keep.Map[graph.Description] {
	return keep.NewPacked(s, packDescription, unpackDescription)
}

func packDescription(p *keep.Packer, d graph.Description) {
	packActor(p, d.Actor)
	for _, list := range [][]string{d.Aliases, d.SameAs, d.Codes, d.Born} {
		p.Texts(list)
	}
	p.Text(d.Within)
	for _, is := range []bool{d.Gazetteer, d.Partial} {
		p.Number(map[bool]int{true: 1}[is])
	}
}

func unpackDescription(u *keep.Unpacker) graph.Description {
	return graph.Description{
		Actor: unpackActor(u), Aliases: u.Texts(), SameAs: u.Texts(), Codes: u.Texts(), Born: u.Texts(),
		Within: u.Text(), Gazetteer: u.Number() == 1, Partial: u.Number() == 1,
	}
}
