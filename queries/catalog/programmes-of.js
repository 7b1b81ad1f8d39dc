// title: What does X develop?
// group: forces
// param: x actor ACTOR: who runs the programme
// columns: source relation target date quote document claim
// order: target -date claim
// example: Iran
// notes: Programmes, weapons and plants of X and of the bodies that are part of it.

show(top([x].concat(belongings(x)), "<rel:develops>", out));
