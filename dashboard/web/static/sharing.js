// A phone that several people use, and a tablet that everybody uses. Only this phone knows; nothing here is sent.
"use strict";
window.huellaSharing = (function () {
  const DAY = 24 * 60 * 60 * 1000;
  const QUIET = 60000; // milliseconds without a touch before a shared tablet asks whether somebody is there
  const LAST = 20000; // and from then until it starts anew
  const SENT = "huella-sent:";

  function storage(action, name, value) {
    try { return window.localStorage[action](name, value); } catch (error) { return null; }
  }

  function answered(mark) { storage("setItem", SENT + mark, String(Date.now())); }

  function forget(mark) { storage("removeItem", SENT + mark); }

  function wasAnswered(mark) {
    const at = Number(storage("getItem", SENT + mark));
    if (at && Date.now() - at < DAY) return true;
    forget(mark);
    return false;
  }

  // Drafts and marks of other links that are older than a day.
  function sweep() {
    try {
      Object.keys(window.localStorage).filter(function (name) { return /^huella(-sent)?:/.test(name); }).forEach(function (name) {
        const value = window.localStorage.getItem(name);
        const at = name.indexOf(SENT) === 0 ? Number(value) : (JSON.parse(value) || {}).at;
        if (!(Date.now() - at < DAY)) window.localStorage.removeItem(name);
      });
    } catch (error) { /* what cannot be read is not ours to clean */ }
  }

  // `isBusy` says whether there is nothing to forget, or something that must not be lost.
  function watch(box, isBusy, reset) {
    let timer = 0;
    function rest() {
      window.clearTimeout(timer);
      box.hidden = true;
      timer = window.setTimeout(ask, QUIET);
    }
    function ask() {
      if (!box.isConnected) return;
      if (isBusy()) { rest(); return; }
      box.hidden = false;
      box.querySelector("button").focus();
      timer = window.setTimeout(reset, LAST);
    }
    ["pointerdown", "keydown", "input"].forEach(function (kind) { document.addEventListener(kind, rest, true); });
    rest();
  }

  return { answered: answered, forget: forget, wasAnswered: wasAnswered, sweep: sweep, watch: watch };
})();
