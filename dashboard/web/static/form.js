// The phone form, one question per screen. Without this script the page is one plain form that works as well.
"use strict";
(function () {
  // What is around the form, not the form itself: a question called "elements" would hide its properties.
  const form = document.getElementById("main");
  const sheet = document.querySelector("form[data-code]");
  if (!sheet || !window.fetch || !window.AbortController || !window.huellaRules || !window.huellaAnswers || !window.huellaHelps || !window.huellaKeeping || !window.huellaSharing) return;

  const words = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "dataset").get.call(sheet);
  const helps = window.huellaHelps;
  const sharing = window.huellaSharing;
  const DAY = 24 * 60 * 60 * 1000;
  const key = "huella:" + words.code;
  const next = document.getElementById("next");
  const back = document.getElementById("back");
  const line = form.querySelector("progress");
  const kept = document.getElementById("kept");
  const pin = document.getElementById("q-pin");
  const slip = form.querySelector("[data-screen=slip]");
  const refused = document.getElementById("refused");
  const spoken = document.getElementById("spoken");
  let answers = null;
  let untouched = "";
  let current = null;
  let isPending = false;
  let isSending = false;
  let isLeaving = false;
  let attempts = 0;
  let timer = 0;

  // --- the phone's own memory: at most a day, erased once sent, none on a shared tablet ---

  function memory(storage, action, name, value) {
    return "kiosk" in words ? null : helps.memory(storage, action, name, value);
  }

  function own(name) { return form.querySelector("input[type=hidden][name=" + name + "]"); }

  function consent() { return (form.querySelector("[name=consent]:checked") || {}).value; }

  function save() {
    const given = helps.given(form);
    const typed = given.filter(function (pair) { return pair[0] !== "consent"; });
    if (!isPending && JSON.stringify(typed) === untouched) return false;
    const at = current ? screens().indexOf(current) : 0;
    const draft = { at: Date.now(), id: own("id").value, fields: given, screen: at, pending: isPending };
    return memory("localStorage", "setItem", key, JSON.stringify(draft)) !== null;
  }

  function forget() { memory("localStorage", "removeItem", key); }

  function remembered() {
    try {
      const draft = JSON.parse(memory("localStorage", "getItem", key) || "null");
      if (draft && Date.now() - draft.at < DAY && Array.isArray(draft.fields)) return draft;
    } catch (error) { /* what cannot be read is no draft */ }
    forget();
    return null;
  }

  function restore(draft) {
    own("id").value = draft.id;
    answers.unfit();
    helps.fill(form, draft.fields, answers.walk);
    isPending = draft.pending === true;
  }

  // --- the screens of what is asked now ---

  function screens() {
    const before = "[data-screen=pin].has-problem, [data-screen=start], [data-screen=consent], [data-screen=slip]:not([data-filled])";
    return Array.from(form.querySelectorAll(before)).concat(answers.walk().asked);
  }

  // --- moving from screen to screen ---

  function show(screen, focuses) {
    const all = screens();
    const at = all.indexOf(screen);
    current = screen;
    form.querySelectorAll(".screen").forEach(function (each) { each.hidden = each !== screen; });
    form.querySelector(".bar").hidden = false;
    next.textContent = at === all.length - 1 || screen === pin ? words.send : screen.dataset.screen === "start" ? words.start : words.next;
    next.disabled = false;
    back.hidden = at === 0;
    line.hidden = at < 1;
    line.value = at / all.length;
    const questions = answers.refresh().asked;
    const number = questions.indexOf(screen) + 1;
    spoken.textContent = number ? words.step.replace("{number}", number).replace("{count}", questions.length) : "";
    window.scrollTo(0, 0);
    const title = screen.querySelector(".title, h2");
    if (focuses && title) title.focus({ preventScroll: true });
  }

  function complain(screen, messages) {
    const box = screen.querySelector(".problems");
    box.textContent = "";
    messages.forEach(function (message) {
      const line = document.createElement("p");
      line.textContent = message;
      box.appendChild(line);
    });
    screen.classList.toggle("has-problem", messages.length > 0);
    spoken.textContent = messages.join(" ");
    if (messages.length) box.scrollIntoView({ block: "center" });
  }

  function problemOf(screen) {
    if (screen.dataset.screen === "consent") return consent() ? "" : words.choose;
    if (screen === slip) return slip.querySelector("input").value.trim() ? "" : words.slip;
    return screen.dataset.screen === "question" ? answers.problemOf(screen) : "";
  }

  function forward() {
    const problem = problemOf(current);
    if (current === pin) return send();
    if (current.querySelector(".problems")) complain(current, problem ? [problem] : []);
    if (problem) {
      const field = current.querySelector("input:not([hidden]), textarea, select, .ranking button:not(:disabled)");
      if (field) field.focus();
      return undefined;
    }
    if (current.dataset.screen === "consent" && consent() === "no") {
      forget();
      window.location.replace(words.home + "&goodbye=1");
      return undefined;
    }
    const all = screens();
    const at = all.indexOf(current);
    if (at < all.length - 1) {
      if (!window.history.state) window.history.pushState({ huella: 1 }, "");
      show(all[at + 1], true);
      save();
    } else {
      send();
    }
    return undefined;
  }

  function backward() {
    const all = screens();
    show(all[Math.max(0, all.indexOf(current) - 1)], true);
    save();
  }

  // --- sending: the same id each time, so that a retry is harmless ---

  function send() {
    if (isSending) return;
    isSending = isPending = true;
    next.disabled = true;
    next.textContent = words.sending;
    spoken.textContent = attempts ? words.tries : words.sending;
    save();
    const stop = new AbortController();
    const patience = window.setTimeout(function () { stop.abort(); }, 20000);
    const body = { id: own("id").value, answers: answers.walk().sent, language: own("language").value, consent: true };
    [own("token"), pin.querySelector("input"), slip && slip.querySelector("input")].forEach(function (field) {
      if (field && field.value.trim()) body[field.name] = field.value.trim();
    });
    window.fetch(window.location.pathname, {
      method: "POST", body: JSON.stringify(body), signal: stop.signal, credentials: "omit",
      headers: { "Content-Type": "application/json", "Accept": "application/json" },
    }).then(function (response) {
      return response.json().then(function (said) { answered(response, said); });
    }).catch(later).then(function () {
      window.clearTimeout(patience);
      isSending = false;
    });
  }

  function answered(response, said) {
    if (response.status === 201 || response.status === 200) return finish(said);
    if (said.error === "pin_needed" || said.error === "too_many_attempts") return askAgain(said);
    if (response.status === 429 || response.status === 408 || response.status >= 500) return later();
    isPending = false;
    if (response.status === 422) return correct(said);
    forget();
    form.querySelectorAll(".screen, .bar").forEach(function (each) { each.hidden = true; });
    line.hidden = true;
    refused.hidden = false;
    refused.firstElementChild.textContent = said.message;
    refused.focus();
  }

  // The token was too old or the PIN wrong; or PINs or slips were guessed. Nothing that was answered is touched.
  function askAgain(said) {
    isPending = false;
    const isPin = said.error === "pin_needed" || pin.classList.contains("has-problem") || !slip;
    const gate = isPin ? pin : slip;
    delete gate.dataset.filled;
    complain(gate, [said.message]);
    show(gate, true);
    return save();
  }

  function correct(said) {
    const problems = said.problems || {};
    if (slip && problems.slip) delete slip.dataset.filled;
    const wrong = screens().filter(function (screen) {
      const messages = problems[screen.dataset.name || screen.dataset.screen] || [];
      if (messages.length) complain(screen, messages);
      return messages.length;
    });
    show(wrong[0] || current, true);
    if (wrong[0]) return save();
    refused.firstElementChild.textContent = (problems.slip || [said.message])[0];
    refused.hidden = false;
    return save();
  }

  function later() {
    const isKept = save();
    form.querySelectorAll(".screen").forEach(function (each) { each.hidden = each !== kept; });
    form.querySelector(".bar").hidden = true;
    kept.querySelector(".lead").hidden = !isKept;
    kept.querySelector(".unkept").hidden = isKept;
    kept.querySelector("h2").hidden = !isKept;
    attempts += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(send, Math.min(60, Math.pow(2, attempts)) * 1000 * (0.5 + Math.random()));
  }

  function finish(said) {
    isPending = false;
    forget();
    window.clearTimeout(timer);
    const main = document.getElementById("main");
    main.textContent = "";
    main.appendChild(doneWords.content.cloneNode(true));
    const receipt = main.querySelector(".receipt");
    receipt.hidden = !said.withdrawal;
    receipt.querySelector(".withdrawal").textContent = said.withdrawal || "";
    document.body.className = "page";
    if (!("kiosk" in words)) sharing.answered(words.mark);
    main.querySelector("#other").addEventListener("click", function () { memory("sessionStorage", "setItem", key, "other"); });
    main.querySelector("h1").focus();
    window.scrollTo(0, 0);
    if ("kiosk" in words) window.setTimeout(startAnew, 15000);
  }

  // --- leaving, and starting where somebody left off ---

  function leave(event) {
    event.preventDefault();
    isLeaving = true;
    forget();
    sharing.forget(words.mark);
    window.huellaKeeping.forget();
    document.body.hidden = true;
    window.setTimeout(function () { window.location.replace(exit.href); }, 60);
    if (window.history.state) window.history.back(); // leave no screen of ours behind the "back" button
  }

  function startAnew() { window.location.replace(words.home); }

  function isUntouched() { return isSending || isPending || (current === screens()[0] && JSON.stringify(helps.given(form)) === untouched); }

  // A courtesy, not a lock: who else uses this phone goes on with one touch.
  function offerToAnother() {
    const box = document.getElementById("answered");
    form.querySelectorAll(".screen").forEach(function (each) { each.hidden = each !== box; });
    form.querySelector(".bar").hidden = true;
    document.getElementById("other-person").addEventListener("click", function () { show(screens()[0], true); });
  }

  // A slip's QR says its code after "#", which reaches no server; in the other languages too.
  function takeSlip() {
    const given = /^#s=([A-Za-z0-9-]{4,14})$/.exec(window.location.hash);
    if (!slip || !given) return;
    slip.querySelector("input").value = given[1];
    slip.dataset.filled = "";
    document.querySelectorAll("[data-language]").forEach(function (link) { link.hash = given[0]; });
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  }

  function begin() {
    const draft = remembered();
    const came = memory("sessionStorage", "getItem", key);
    const isSwitch = came === "switch";
    memory("sessionStorage", "removeItem", key);
    const first = form.querySelector(".has-problem, .is-new");
    if (!("again" in words)) window.huellaKeeping.freshId(own("id"));
    if (own("token").value) window.history.replaceState(null, "", window.location.href); // a reload asks for the address again: it works without a signal
    if ("kiosk" in words) sharing.watch(document.getElementById("asleep"), isUntouched, startAnew);
    else window.huellaKeeping.start(own("token").value);
    if ("again" in words) return show(first || screens()[0], true);
    show(screens()[0], false);
    if (!draft) return came !== "other" && !("kiosk" in words) && sharing.wasAnswered(words.mark) ? offerToAnother() : undefined;
    const goOn = function () {
      restore(draft);
      const all = screens();
      document.getElementById("draft").hidden = true;
      if (!window.history.state) window.history.pushState({ huella: 1 }, "");
      show(all[Math.min(draft.screen, all.length - 1)], true);
      if (isPending) send();
    };
    if (isSwitch || draft.pending) return goOn();
    document.getElementById("draft").hidden = false;
    const bar = form.querySelector(".bar");
    bar.hidden = true;
    document.getElementById("go-on").addEventListener("click", function () { bar.hidden = false; goOn(); });
    document.getElementById("discard").addEventListener("click", function () {
      forget();
      bar.hidden = false;
      document.getElementById("draft").hidden = true;
      show(current, true);
    });
    return undefined;
  }

  const doneWords = document.getElementById("done");
  const exit = document.getElementById("exit");
  ["unasked", "unfit"].forEach(function (kind) { // what the server left out, and the rules may bring
    form.querySelectorAll("template." + kind).forEach(function (template) { template.replaceWith(template.content); });
  });
  form.querySelectorAll("[data-slider]").forEach(function (field) { helps.addSlider(field, words); });
  form.querySelectorAll("[data-places]").forEach(function (box) { helps.addRanking(box, words, spoken); });
  form.querySelectorAll("[data-screen=question]").forEach(function (screen) { helps.addClearing(screen, words.clear); });
  form.querySelectorAll("[data-limit]").forEach(function (area) { helps.addCounter(area, words.left); });
  answers = window.huellaAnswers(form, words);
  takeSlip();
  untouched = JSON.stringify(helps.given(form).filter(function (pair) { return pair[0] !== "consent"; }));
  form.addEventListener("submit", function (event) { event.preventDefault(); forward(); });
  form.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.type === "radio") { event.preventDefault(); forward(); }
  });
  const follow = function () { // everything that hangs on an answer, and the complaint that it settles
    answers.refresh();
    if (current && current.classList.contains("has-problem") && !problemOf(current)) complain(current, []);
    if (current) save();
  };
  form.addEventListener("change", function (event) {
    helps.exclude(form, event.target);
    follow();
  });
  form.addEventListener("input", follow);
  back.addEventListener("click", backward);
  document.getElementById("try-now").addEventListener("click", send);
  exit.addEventListener("click", leave);
  document.querySelectorAll("[data-language]").forEach(function (link) {
    link.addEventListener("click", function () { save(); memory("sessionStorage", "setItem", key, "switch"); });
  });
  window.addEventListener("online", function () { if (isPending) send(); });
  window.addEventListener("popstate", function () {
    if (isLeaving) { window.location.replace(exit.href); return; }
    if (!current || kept.hidden === false) return;
    backward();
    if (screens().indexOf(current) > 0) window.history.pushState({ huella: 1 }, "");
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) window.location.reload(); });
  document.body.classList.add("ready");
  sharing.sweep();
  begin();
})();
