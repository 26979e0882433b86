// The expressions of a survey in the browser: the trees of dashboard/survey/expressions, with the same meaning.
// huellaRules(tree, answers, extras) is whether it holds; .value and .text are what it comes to.
// extras: { current, columns, today: "YYYY-MM-DD", now: "YYYY-MM-DDTHH:MM:SS", label(name, value) }
"use strict";
window.huellaRules = (function () {
  const NUMBER = /^[ \t\r\n]*-?([0-9]{1,15}(\.[0-9]{0,25})?|\.[0-9]{1,25})[ \t\r\n]*$/;
  const MOMENT = /^(?:([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?:$|[T ](?=[0-9])))?(?:([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]{1,9})?))?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?$/;
  const DAY = 86400;
  const isSet = Array.isArray;

  // --- one kind of worth read as another; an array is a node-set ---

  function ofAnswer(answer) {
    if (isSet(answer)) return answer.filter((one) => typeof one === "string").join(" ");
    if (typeof answer === "number") return Math.abs(answer) < 1e15 ? answer : "";
    return typeof answer === "string" ? answer : "";
  }

  const first = (worth) => (isSet(worth) ? (worth.length ? worth[0] : "") : worth);
  const truth = (worth) => (isSet(worth) ? worth.some(Boolean) : Boolean(worth)); // NaN and "" are false

  function number(worth) {
    const one = first(worth);
    if (typeof one !== "string" || NUMBER.test(one)) return Number(one);
    const moment = momentOf(one);
    return moment ? moment.day + moment.seconds / DAY : NaN;
  }

  function text(worth) {
    const one = first(worth);
    if (one === 0) return "0";
    return typeof one === "number" && Math.abs(one) < 1e-6 ? one.toFixed(20).replace(/\.?0+$/, "") : String(one);
  }

  const members = (worths) => [].concat(...worths);
  const filled = (worths) => members(worths).filter((worth) => worth !== "");

  function compare(sign, left, right) {
    const any = (set, holds) => (set.length ? set : [""]).some(holds);
    if (isSet(left)) return any(left, (one) => compare(sign, one, right));
    if (isSet(right)) return any(right, (one) => compare(sign, left, one));
    const is = (kind) => typeof left === kind || typeof right === kind;
    switch (sign) {
      case "<": return number(left) < number(right);
      case "<=": return number(left) <= number(right);
      case ">": return number(left) > number(right);
      case ">=": return number(left) >= number(right);
      case "!=": return !compare("=", left, right);
      default: return is("boolean") ? truth(left) === truth(right) : is("number") ? number(left) === number(right) : left === right;
    }
  }

  // --- dates: { day: days since 1970, seconds }, wall-clock time ---

  function momentOf(source) {
    const found = source && source.length <= 40 && MOMENT.exec(source);
    if (!found || found[4] > 23 || found[5] > 59 || found[6] >= 60) return null;
    const seconds = (found[4] || 0) * 3600 + (found[5] || 0) * 60 + Number(found[6] || 0);
    if (!found[1]) return { day: 0, seconds: seconds };
    const date = new Date(Date.UTC(found[1], found[2] - 1, found[3]));
    const is = date.getUTCMonth() === found[2] - 1 && date.getUTCDate() === Number(found[3]);
    return is ? { day: date.getTime() / (DAY * 1000), seconds: seconds } : null;
  }

  function moment(worth) {
    const found = typeof worth === "number" || typeof worth === "boolean" ? null : momentOf(text(worth));
    const days = number(worth);
    if (found || !(days >= -354285 && days < 376199)) return found;
    const all = Math.floor(days * DAY + 0.5);
    const day = Math.floor(all / DAY);
    return { day: day, seconds: all - day * DAY };
  }

  function written(at, pattern) {
    if (!at) return "";
    const pad = (digits, length) => ("00" + digits).slice(-length);
    const date = new Date(at.day * DAY * 1000);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const seconds = Math.floor(at.seconds);
    const hour = Math.floor(seconds / 3600);
    const pieces = {
      Y: year, y: pad(year % 100, 2), m: pad(month, 2), n: month, d: pad(day, 2), e: day, H: pad(hour, 2), h: hour, "%": "%",
      M: pad(Math.floor(seconds / 60) % 60, 2), S: pad(seconds % 60, 2), 3: pad(Math.floor((at.seconds - seconds) * 1000), 3),
    };
    return pattern.replace(/%([^]?)/g, (whole, piece) => (piece in pieces ? pieces[piece] : whole));
  }

  // --- text and numbers; characters are code points ---

  const words = (of) => of.split(/[ \t\r\n]+/).filter(Boolean);

  function cut(of, start, end) { // negative places count from the end
    const all = Array.from(of);
    const place = (index) => (isNaN(index) ? 0 : Math.max(0, index < 0 ? all.length + index : index));
    return all.slice(place(start), place(end === undefined ? all.length : end)).join("");
  }

  function substring(of, start, count) {
    const from = Math.floor(start + 0.5);
    const end = count === undefined ? Infinity : from + Math.floor(count + 0.5);
    return isNaN(from) || isNaN(end) ? "" : cut(of, Math.max(from - 1, 0), Math.max(end - 1, 0));
  }

  function translate(of, old, fresh) {
    const [from, to] = [Array.from(old), Array.from(fresh)];
    return Array.from(of).map((one) => (from.indexOf(one) < 0 ? one : to[from.indexOf(one)] || "")).join("");
  }

  function matches(of, pattern) {
    if (Array.from(of).length > 2000) return false;
    for (const flag of ["u", ""]) { // without: escapes that Unicode patterns do not take, as in \-
      try { return new RegExp("^(?:" + pattern + ")$", flag).test(of); } catch (error) { /* the next */ }
    }
    return false;
  }

  function rounded(value, places) { // half away from 0, of the number as it is written
    if (isNaN(places) || !(Math.abs(value) < 1e15)) return isNaN(places) ? NaN : value;
    const shifted = (of, by) => { const parts = String(of).split("e"); return Number(parts[0] + "e" + (Number(parts[1] || 0) + by)); };
    const digits = Math.min(Math.max(Math.trunc(places), -15), 15);
    return Math.sign(value) * shifted(Math.floor(shifted(Math.abs(value), digits) + 0.5), -digits);
  }

  function power(base, exponent) { // small whole exponents multiplied out: the server's last digit is the same
    if (!(Math.abs(exponent) <= 64) || exponent % 1) return Math.pow(base, exponent);
    const product = Array(Math.abs(exponent)).fill(base).reduce((one, other) => one * other, 1);
    return exponent < 0 ? 1 / product : product;
  }

  const sum = (values) => values.reduce((one, other) => one + other, 0);
  const extreme = (choose) => (...of) => (filled(of).length ? choose(...filled(of).map(number)) : NaN);
  const count = (...of) => filled(of).length;
  const of = (read, call) => (...worths) => call(...worths.map(read));
  const format = (at, pattern) => written(moment(at), text(pattern));

  const CALLS = {
    "|": (...of) => filled(of).map(text),
    "+": (...of) => sum(of.map(number)),
    "*": of(number, (one, other) => one * other),
    div: of(number, (one, other) => one / other),
    mod: of(number, (one, other) => one % other),
    neg: of(number, (one) => -one),
    position: () => 1,
    coalesce: (...of) => of.reduce((found, one) => (text(found) === "" ? one : found)),
    true: () => true,
    false: () => false,
    not: (one) => !truth(one),
    boolean: truth,
    number: number,
    string: text,
    selected: (chosen, value) => text(value) !== "" && [].concat(isSet(chosen) ? chosen : text(chosen)).some((one) => one.split(" ").indexOf(text(value)) >= 0),
    "selected-at": (chosen, index) => words(text(chosen))[number(index) >= 0 ? Math.trunc(number(index)) : -1] || "",
    "count-selected": of(text, (chosen) => words(chosen).length),
    "string-length": of(text, (whole) => Array.from(whole).length),
    concat: (...of) => members(of).map(text).join(""),
    join: (mark, ...of) => members(of).map(text).join(text(mark)),
    substr: (whole, ...places) => cut(text(whole), ...places.map(number)),
    substring: (whole, ...places) => substring(text(whole), ...places.map(number)),
    "substring-before": of(text, (whole, mark) => whole.slice(0, Math.max(whole.indexOf(mark), 0))),
    "substring-after": of(text, (whole, mark) => (whole.includes(mark) ? whole.slice(whole.indexOf(mark) + mark.length) : "")),
    contains: of(text, (whole, part) => whole.includes(part)),
    "starts-with": of(text, (whole, part) => whole.startsWith(part)),
    "ends-with": of(text, (whole, part) => whole.endsWith(part)),
    translate: of(text, translate),
    "normalize-space": of(text, (whole) => words(whole).join(" ")),
    regex: of(text, matches),
    round: of(number, (value, places) => rounded(value, places === undefined ? 0 : places)),
    int: of(number, Math.trunc),
    abs: of(number, Math.abs),
    pow: of(number, power),
    sqrt: of(number, Math.sqrt),
    floor: of(number, Math.floor),
    ceiling: of(number, Math.ceil),
    min: extreme(Math.min),
    max: extreme(Math.max),
    sum: (...of) => sum(filled(of).map(number)),
    count: count,
    "count-non-empty": count,
    date: (at) => written(moment(at), "%Y-%m-%d"),
    "date-time": (at) => written(moment(at), "%Y-%m-%dT%H:%M:%S"),
    "decimal-date-time": number,
    "decimal-time": of(number, (days) => (isFinite(days) ? days - Math.floor(days) : days)),
    "format-date": format,
    "format-date-time": format,
  };

  // --- the tree ---

  function reference(name, answers) {
    const [base, ...part] = name.split(".");
    const found = answers[base];
    if (name === base) return ofAnswer(found);
    return found && typeof found === "object" && !isSet(found) ? ofAnswer(found[part.join(".")]) : "";
  }

  function worth(tree, answers, extras) {
    const part = (at) => worth(tree.of[at], answers, extras);
    if ("value" in tree) return tree.value;
    if ("name" in tree) return reference(tree.name, answers);
    if ("column" in tree) return ofAnswer((extras.columns || {})[tree.column]);
    const own = ofAnswer(extras.current);
    if ("self" in tree) return own;
    switch (tree.op) {
      case "and": return tree.of.every((_, at) => truth(part(at)));
      case "or": return tree.of.some((_, at) => truth(part(at)));
      case "if": return part(truth(part(0)) ? 1 : 2);
      case "=": case "!=": case "<": case "<=": case ">": case ">=": return compare(tree.op, part(0), part(1));
      case "once": return own === "" ? part(0) : own;
      case "today": case "now": return extras[tree.op] || "";
      case "jr:choice-name": return extras.label && text(part(0)) ? extras.label(text(part(1)), text(part(0))) : text(part(0));
      case "indexed-repeat": {
        const rounds = tree.of[0].op === "|" ? tree.of[0].of : [tree.of[0]];
        const round = rounds[Math.trunc(number(part(2))) - 1];
        return round ? worth(round, answers, extras) : "";
      }
      default: // a rule that this browser does not know hides its question
        return Object.keys(CALLS).includes(tree.op) ? CALLS[tree.op](...tree.of.map((_, at) => part(at))) : false;
    }
  }

  const value = (tree, answers, extras) => worth(tree, answers, extras || {});
  const holds = (tree, answers, extras) => truth(value(tree, answers, extras));
  holds.value = value;
  holds.text = function (tree, answers, extras) {
    const found = value(tree, answers, extras);
    return typeof found === "number" && isNaN(found) ? "" : text(found); // no number is no answer
  };
  return holds;
})();
