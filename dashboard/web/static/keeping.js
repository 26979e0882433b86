// Keeps the empty form on this phone for a day, so that it opens again without a signal. Never on a shared tablet.
"use strict";
window.huellaKeeping = (function () {
  const KEPT = "huella-form-1"; // as the worker calls it

  function forget() {
    if (window.caches) window.caches.delete(KEPT).catch(function () { /* nothing was kept */ });
  }

  function worker(tell) {
    if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
    navigator.serviceWorker.register("/f/worker.js", { scope: "/f/" })
      .then(function () { return navigator.serviceWorker.ready; })
      .then(function (ready) { if (ready.active) ready.active.postMessage(tell); })
      .catch(function () { /* without it the form works as well, with a signal */ });
  }

  function start() {
    const parts = Array.from(document.querySelectorAll("head script[src], head link[rel=stylesheet]"));
    const addresses = parts.map(function (part) { return part.src || part.href; });
    worker({ keep: [window.location.href.split("#")[0]].concat(addresses) });
  }

  // A page that was kept carries the id it came with; each new response needs one of its own.
  function freshId(field) {
    if (window.crypto && window.crypto.randomUUID) field.value = window.crypto.randomUUID();
  }

  return { start: start, freshId: freshId, forget: forget };
})();
