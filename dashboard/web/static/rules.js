// Which questions are asked: the trees of dashboard/survey/expressions.py, walked with the same meaning of words.
"use strict";
window.huellaRules = (function () {
  const NUMBER = /^\s*-?[0-9]{1,15}(\.[0-9]{1,15})?\s*$/;

  function worthOf(answer) {
    if (Array.isArray(answer)) return answer.join(" ");
    return typeof answer === "string" ? answer : "";
  }

  function reference(name, answers) {
    const dot = name.indexOf(".");
    if (dot < 0) return worthOf(answers[name]);
    const pair = answers[name.slice(0, dot)];
    return pair && typeof pair === "object" && !Array.isArray(pair) ? worthOf(pair[name.slice(dot + 1)]) : "";
  }

  function truth(worth) {
    return typeof worth === "number" ? worth !== 0 && !isNaN(worth) : Boolean(worth);
  }

  function number(worth) {
    if (typeof worth === "string") return NUMBER.test(worth) ? parseFloat(worth) : NaN;
    return Number(worth);
  }

  function equal(left, right) {
    if (typeof left === "boolean" || typeof right === "boolean") return truth(left) === truth(right);
    if (typeof left === "number" || typeof right === "number") return number(left) === number(right);
    return left === right;
  }

  function worth(tree, answers) {
    if ("value" in tree) return tree.value;
    if ("name" in tree) return reference(tree.name, answers);
    if (tree.op === "and") return tree.of.every(function (part) { return truth(worth(part, answers)); });
    if (tree.op === "or") return tree.of.some(function (part) { return truth(worth(part, answers)); });
    const of = tree.of.map(function (part) { return worth(part, answers); });
    switch (tree.op) {
      case "not": return !truth(of[0]);
      case "selected": return String(of[1]) !== "" && String(of[0]).split(" ").indexOf(String(of[1])) >= 0;
      case "=": return equal(of[0], of[1]);
      case "!=": return !equal(of[0], of[1]);
      case "<": return number(of[0]) < number(of[1]);
      case "<=": return number(of[0]) <= number(of[1]);
      case ">": return number(of[0]) > number(of[1]);
      case ">=": return number(of[0]) >= number(of[1]);
      default: return false; // a rule this phone does not know hides its question
    }
  }

  return function holds(tree, answers) { return truth(worth(tree, answers)); };
})();
