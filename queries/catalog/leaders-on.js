// title: Who led X on a day?
// group: people
// param: x actor ACTOR: the state, organization or unit
// param: day date DATE: the day, such as 2013-08-03; a month or a year asks for everybody who led it then
// column: sure text: yes, or perhaps where only the month or the year is known
// columns: source relation target date sure quote document claim
// order: source target claim
// example: China 2026
// notes: On the day of a handover both led it. Those are shown who led it for sure; where none did, those who may have, because only the month or the year is known.

var first = day, last = day;
if (day.length === 4) { first += "-01-01"; last += "-12-31"; }
if (day.length === 7) { first += "-01"; last += "-31"; }

// end gives the first or the last day that an end of an interval may be.
function end(text, late) {
  var t = text.replace(/[?~%]/g, "");
  if (t === "" || t === "..") return late ? "9999" : "0000";
  if (t.length === 4) t += late ? "-12" : "-01";
  if (t.length === 7) t += late ? "-31" : "-01";
  return t;
}

var may = said(into(x, ["<rel:leads>"]), { time: "<ent:time>" }).filter(function (e) {
  if (!e.time) return false;
  var ends = e.time.split("/"), from = ends[0], to = ends.length > 1 ? ends[1] : from;
  delete e.time;
  // A term that ended in a month ended on some day of it.
  e.sure = end(from, from !== "..") <= last && (to === ".." || to === "" || end(to, false) >= first) ? "yes" : "perhaps";
  return end(from, false) <= last && end(to, true) >= first;
});
var sure = may.filter(function (e) { return e.sure === "yes"; });
show(sure.length > 0 ? sure : may);
