// title: Whom and which places does X visit?
// group: talks
// param: x actor ACTOR: who travels
// columns: source relation target date quote document claim
// order: -date target claim
// example: "Abbas Araghchi"
// notes: For a state or organization also the visits of those who represent or lead it.

var people = ends(into(x, ["<rel:represents>", "<rel:leads>"]), "source");
show(top([x].concat(people), ["<rel:visits>", "<rel:attends>"], out));
