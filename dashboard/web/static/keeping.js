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

  // A form behind a PIN cannot be asked for again by its address: the page itself is asked for with its token.
  function keepBehindPin(token) {
    const body = new URLSearchParams({ token: token });
    return window.fetch(window.location.pathname + window.location.search, { method: "POST", body: body, credentials: "omit" })
      .then(function (response) { return response.ok ? response.text() : Promise.reject(new Error()); })
      .then(function (page) {
        const headers = { "content-type": "text/html; charset=utf-8", "x-huella-kept": String(Date.now()) };
        return window.caches.open(KEPT).then(function (cache) {
          return cache.put(window.location.pathname, new Response(page, { headers: headers }));
        });
      }).catch(function () { /* without it the form opens with a signal only */ });
  }

  function start(token) {
    const parts = Array.from(document.querySelectorAll("head script[src], head link[rel=stylesheet]"));
    const addresses = parts.map(function (part) { return part.src || part.href; });
    if (!token) addresses.unshift(window.location.href.split("#")[0]);
    worker({ keep: addresses });
    if (token && window.caches && window.isSecureContext && navigator.onLine) keepBehindPin(token);
  }

  // A page that was kept carries the id it came with; each new response needs one of its own.
  function freshId(field) {
    if (window.crypto && window.crypto.randomUUID) field.value = window.crypto.randomUUID();
  }

  return { start: start, freshId: freshId, forget: forget };
})();
