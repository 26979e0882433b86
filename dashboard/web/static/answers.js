// What has been answered so far, what it leads to, and what is wrong with it: the rules of dashboard/survey on the phone.
"use strict";
window.huellaAnswers = function (form, words) {
  const DECIMAL = /^[+-]?(\d{1,9}([.,]\d{0,10})?|[.,]\d{1,10})$/;
  const NUMBERS = { integer: /^[+-]?\d{1,9}$/, decimal: DECIMAL, range: DECIMAL };
  const NOTHING_YET = "…";
  const rulesOf = new Map();
  const entries = Array.from(form.querySelectorAll("[data-name]"));
  entries.forEach(function (entry) { rulesOf.set(entry, JSON.parse(entry.dataset.rules || "{}")); });

  function entryOf(name) {
    return entries.find(function (entry) { return entry.dataset.name === name; });
  }

  function all(entry, selector) { return Array.from(entry.querySelectorAll(selector)); }

  function named(entry, field) { return entry.querySelector("[name='" + CSS.escape(field) + "']"); }

  function chosen(entry, field) {
    return all(entry, "[name='" + CSS.escape(field) + "']:checked").map(function (input) { return input.value; });
  }

  // --- one answer, as it is sent; undefined where there is none ---

  function valueOf(entry) {
    const name = entry.dataset.name;
    switch (entry.dataset.type) {
      case "note": return undefined;
      case "select_multiple": return chosen(entry, name).length ? chosen(entry, name) : undefined;
      case "retrospective_pair": {
        const pair = {};
        ["before", "now"].forEach(function (part) { const given = chosen(entry, name + "." + part); if (given.length) pair[part] = given[0]; });
        return Object.keys(pair).length ? pair : undefined;
      }
      case "rank": {
        const places = all(entry, "select").map(function (select) { return select.value; }).filter(Boolean);
        return places.length ? places : undefined;
      }
      default: {
        const field = named(entry, name);
        if (!field || field.type === "radio" || field.type === "checkbox") return chosen(entry, name)[0];
        const text = entry.dataset.type in NUMBERS ? field.value.trim().replace(",", ".") : field.value;
        return text.trim() ? text : undefined;
      }
    }
  }

  // As the rules see it: the server counts with numbers where a question asks for one.
  function worthOf(entry, value) {
    const kind = entry.dataset.type === "range" ? undefined : NUMBERS[entry.dataset.type];
    return kind && value !== undefined && kind.test(value.trim()) ? Number(value) : value;
  }

  // --- the words of an answer ---

  function labelOf(name, value) {
    const entry = entryOf(name);
    const option = entry && all(entry, "option, .choice input, .face input, .step input").find(function (one) { return one.value === value; });
    if (entry && entry.dataset.type === "date") return value.split("-").reverse().join("-");
    const words = option && (option.tagName === "OPTION" ? option : option.parentElement.querySelector("span:last-child"));
    return words && words.textContent.trim() || String(value);
  }

  function spoken(name, answers) {
    const dot = name.indexOf(".");
    const base = dot < 0 ? name : name.slice(0, dot);
    const answer = dot < 0 ? answers[base] : (answers[base] || {})[name.slice(dot + 1)];
    if (answer === undefined || answer === null) return NOTHING_YET;
    return [].concat(answer).map(function (one) { return labelOf(base, String(one)); }).join(", ");
  }

  function surroundings(more) {
    const now = new Date();
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString();
    return Object.assign({ today: local.slice(0, 10), now: local.slice(0, 19), label: labelOf }, more);
  }

  // --- which questions are asked, with which choices ---

  function fit(entry, tree, answers) {
    const fits = function (option) {
      return window.huellaRules(tree, answers, surroundings({ columns: JSON.parse(option.dataset.columns) }));
    };
    let isChanged = false;
    all(entry, "label[data-columns]").forEach(function (label) {
      const isOut = !fits(label);
      const input = label.querySelector("input");
      label.hidden = isOut;
      if (isOut && input.checked) { input.checked = false; isChanged = true; }
    });
    all(entry, "select").forEach(function (select) {
      select.options_ = select.options_ || Array.from(select.options);
      const kept = select.options_.filter(function (option) { return !option.dataset.columns || fits(option); });
      if (kept.length === select.options.length && kept.every(function (option, at) { return option === select.options[at]; })) return;
      const before = select.value;
      select.replaceChildren.apply(select, kept);
      select.value = kept.some(function (option) { return option.value === before; }) ? before : "";
      isChanged = true;
    });
    const nothing = entry.querySelector(".nothing");
    if (nothing) nothing.hidden = all(entry, "label[data-columns]:not([hidden]), option[data-columns]").length > 0;
    if (isChanged) all(entry, "select, input").forEach(function (field) { field.dispatchEvent(new Event("restored")); });
  }

  // Every choice is there again, until the next walk.
  function unfit() {
    form.querySelectorAll("select").forEach(function (select) {
      if (select.options_) select.replaceChildren.apply(select, select.options_);
    });
  }

  // As the server stores it; undefined for nothing, and for what is no number.
  function computed(rules, answers) {
    if (!rules.calculation) return undefined;
    const worth = window.huellaRules.value(rules.calculation, answers, surroundings());
    if (typeof worth === "number") return isFinite(worth) ? worth : undefined;
    const text = Array.isArray(worth) ? worth.join(" ") : String(worth);
    return text === "" ? undefined : text;
  }

  // In the order of the page: `asked` are the screens, `answers` what rules see, `sent` what the server gets.
  // `last` is where to stop: a rule sees only the answers before its question.
  function walk(last) {
    const found = { asked: [], answers: {}, sent: {} };
    (last ? entries.slice(0, entries.indexOf(last)) : entries).forEach(function (entry) {
      const name = entry.dataset.name;
      const rules = rulesOf.get(entry);
      if (rules.relevant && !window.huellaRules(rules.relevant, found.answers, surroundings())) return;
      if (entry.dataset.screen === "computed") {
        const worth = computed(rules, found.answers);
        if (worth !== undefined) found.answers[name] = worth;
        return;
      }
      if (rules.filter) fit(entry, rules.filter, found.answers);
      found.asked.push(entry);
      const value = valueOf(entry);
      if (value === undefined) return;
      found.answers[name] = worthOf(entry, value);
      found.sent[name] = value;
    });
    return found;
  }

  function isNeeded(entry, answers) {
    const rules = rulesOf.get(entry);
    const nothing = entry.querySelector(".nothing:not([hidden])");
    return !nothing && ("must" in entry.dataset || Boolean(rules.needed && window.huellaRules(rules.needed, answers, surroundings())));
  }

  // Everything on the page that depends on an answer: words that repeat it, and what is optional.
  function refresh() {
    const found = walk();
    form.querySelectorAll("[data-pipe]").forEach(function (place) { place.textContent = spoken(place.dataset.pipe, found.answers); });
    entries.forEach(function (entry) {
      const mark = entry.querySelector(".optional");
      if (mark && rulesOf.get(entry).needed) mark.hidden = isNeeded(entry, walk(entry).answers);
    });
    return found;
  }

  // --- what is wrong with one answer, in words; "" where nothing is ---

  function problemOf(entry) {
    const answers = walk(entry).answers;
    const rules = rulesOf.get(entry);
    const value = valueOf(entry);
    const unfinished = all(entry, "input").some(function (input) { return input.validity && input.validity.badInput; });
    if (unfinished) return words.unfinished;
    if (value === undefined) return isNeeded(entry, answers) ? rules.needed_message || words.required : "";
    return problemOfKind(entry, value) || problemOfRule(entry, rules, value, answers);
  }

  function problemOfKind(entry, value) {
    const kind = entry.dataset.type;
    if (kind in NUMBERS && !NUMBERS[kind].test(value.trim())) return kind === "integer" ? words.whole : words.number;
    if (kind === "retrospective_pair") return value.before && value.now ? "" : words.pair;
    return "";
  }

  function problemOfRule(entry, rules, value, answers) {
    if (!rules.constraint) return "";
    const current = worthOf(entry, value);
    const itself = Object.assign({}, answers, { [entry.dataset.name]: current });
    const holds = window.huellaRules(rules.constraint, itself, surroundings({ current: current }));
    return holds ? "" : rules.constraint_message || words.constraint;
  }

  return { walk: walk, unfit: unfit, refresh: refresh, problemOf: problemOf };
};
