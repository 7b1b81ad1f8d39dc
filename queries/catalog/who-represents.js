// title: Who represents X?
// group: people
// param: x actor ACTOR: the state or organization
// columns: source relation target date quote document claim
// order: -date source target claim
// example: Iran
// notes: Those who speak or act for X by office, or for a body that is part of X, such as its foreign ministry; target says which.

show(top([x].concat(belongings(x)), "<rel:represents>", into));
