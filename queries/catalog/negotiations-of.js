// title: With whom does X negotiate?
// group: talks
// param: x actor ACTOR: who negotiates
// columns: source relation target date place quote document claim
// order: -date source target claim
// example: Iran
// notes: Talks on a matter, direct or not, and the agreements signed. meetings-of lists meetings and calls.

show(top(x, ["<rel:negotiates-with>", "<rel:agrees-with>", "<rel:signs-agreement-with>"], both), ["place"]);
