// title: Who mediates between A and B?
// group: talks
// param: a actor A: one side
// param: b actor B: the other side
// columns: source relation target date quote document claim
// order: source -date target claim
// example: Iran "United States"
// notes: Those who mediate for both or host both, and those who mediate or host an event that both attend. The
//   target is the side, or the event.

var kinds = ["<rel:mediates>", "<rel:hosts>"];
function roles(side) {
  return into(side, kinds).concat(all(ends(out(side, "<rel:attends>"), "target"), kinds, into));
}
var forA = roles(a), forB = roles(b), inA = {}, inBoth = {};
forA.forEach(function (e) { inA[e.source] = true; });
forB.forEach(function (e) { if (inA[e.source] && e.source !== a && e.source !== b) inBoth[e.source] = true; });
show(forA.concat(forB).filter(function (e) { return inBoth[e.source]; }));
